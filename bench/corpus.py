"""Our own corpus (training/corpus): who says what, through which chain, of which events.

Rules are made and weights trained on its training part alone; the test part, one report in five, measures.
`python -m bench.corpus train --errors` prints the errors of the training part.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from bench.factuality import Mentions
from sayso.language import Parse, parse_text
from sayso.model import Report as Input
from sayso.reading.attribution import attribute
from sayso.reading.draft import Attribution, SourceDraft, Span
from sayso.reading.draft import Statement as Found
from sayso.reading.events import find_events
from training.corpus.parts import part_of
from training.corpus.reading import Report, Statement, read_corpus

NAME = "corpus"
RIVALS: dict[str, str] = {}
Tokens = frozenset[int]
_SELF = frozenset({"us", "we", "me", "i", "ourselves", "myself"})
_STAFF = frozenset({
    "newspaper", "paper", "outlet", "agency", "channel", "newsletter", "station", "site", "website", "magazine", "blog",
    "correspondent", "correspondents", "reporter", "reporters", "editor", "editors", "stringer", "photographer", "desk",
    "newsroom", "bureau", "team", "author", "writer", "researcher", "researchers", "officer", "journalist",
})


def tokens_of(parse: Parse, ranges: Iterable[tuple[int, int]]) -> Tokens:
    """The tokens of ranges of characters, marks left out."""
    found: set[int] = set()
    for start, end in ranges:
        found.update(range(*parse.token_range(start, end)))
    return frozenset(i for i in found if parse.tokens[i].upos != "PUNCT")


def of_spans(parse: Parse, spans: Iterable[Span]) -> Tokens:
    """The tokens of spans, marks left out."""
    return frozenset(i for s in spans for i in range(s.start, s.end) if parse.tokens[i].upos != "PUNCT")


def of_others(report: Report) -> list[Statement]:
    """The marked statements as the codebook has them: the report itself is no link ("told us", "told this newspaper",
    "told" the publisher by name), and what it alone says ("we have matched the roof") is its own voice."""
    own = {n for n, source in report.sources.items() if source.name.lower() in _SELF}
    publisher = _name_words(report.head.get("publisher") or "")
    telling = own | {
        n
        for n, source in report.sources.items()
        if (source.name.lower().startswith(("our ", "this ")) and _name_words(source.name) & _STAFF)
        or (publisher and _name_words(source.name) <= publisher)
    }
    found = []
    for statement in report.statements:
        *outer, origin = statement.chain
        if origin not in own:
            found.append(replace(statement, chain=(*(n for n in outer if n not in telling), origin)))
    return found


def _name_words(name: str) -> frozenset[str]:
    return frozenset(name.lower().replace("'s", "").split()) - {"the", "a", "an"}


class Tally:
    """Hits, spurious and missed things by name, and the notes on what went wrong."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self.notes: list[str] = []
        self.mentions = Mentions()

    def add(self, name: str, hit: int, spurious: int, missed: int) -> None:
        """Count things of one measure."""
        for what, number in (("hit", hit), ("spurious", spurious), ("missed", missed)):
            self.counts[name, what] += number

    def f1(self, name: str) -> float:
        """F1 of one measure."""
        hit, spurious, missed = (self.counts[name, what] for what in ("hit", "spurious", "missed"))
        return 2 * hit / (2 * hit + spurious + missed) if hit + spurious + missed else 0.0


def measure(report: Report, tally: Tally) -> None:
    """Read one report and compare what is found with its marks."""
    parse = parse_text(report.text)
    head = report.head
    given = Input(id=head["id"], title=head.get("title"), publisher=head.get("publisher"), author=head.get("author"),
                  published=head.get("published"), text=report.text)
    found = attribute(parse, given)
    _statements(report, parse, found, tally)
    _events(report, parse, found, tally)
    for span in report.spans:
        if span.label == "e" and span.factuality is not None:
            told = tally.mentions.add(parse, found, span.start, span.end, span.factuality)
            if told != span.factuality:
                words = _words(parse, tokens_of(parse, [(span.start, span.end)]))
                tally.notes.append(f"{report.head['id']} factuality {span.factuality} as {told}: {words}")


def _statements(report: Report, parse: Parse, found: Attribution, tally: Tally) -> None:
    marks: dict[str, dict[int, list[tuple[int, int]]]] = {label: {} for label in "scq"}
    for span in report.spans:
        if span.label in marks:
            marks[span.label].setdefault(span.number, []).append((span.start, span.end))
    sources = {n: tokens_of(parse, ranges) for n, ranges in marks["s"].items()}
    others = of_others(report)
    gold = {s.number: s for s in reversed(others)}
    whole_chains = {(s.chain, frozenset(marks["q"].get(s.number, []))) for s in others}
    for name, label, spans in (
        ("source", "s", [m for s in found.statements for i in s.chain for m in found.sources[i].mentions]),
        ("cue", "c", [s.cue for s in found.statements if s.cue is not None]),
        ("content", "q", [c for s in found.statements for c in s.content]),
    ):
        wanted = frozenset().union(*(tokens_of(parse, ranges) for ranges in marks[label].values()))
        got = of_spans(parse, spans)
        tally.add(f"{name}_tokens", len(wanted & got), len(got - wanted), len(wanted - got))
    left = list(found.statements)
    for number, statement in sorted(gold.items()):
        passages = frozenset(marks["q"].get(number, []))
        # "X, citing Y" is marked as X's word and as Y's by way of X: the reader gives the chain alone.
        length = len(statement.chain)
        if any(q == passages and len(c) > length and c[:length] == statement.chain for c, q in whole_chains):
            continue
        content = tokens_of(parse, passages)
        cue = tokens_of(parse, marks["c"].get(number, []))
        best = max(
            left, key=lambda s, a=content, b=cue, c=statement: _fit(parse, a, b, s, found, c, sources),
            default=None,
        )
        nested = len(statement.chain) > 1
        if best is None or _fit(parse, content, cue, best, found, statement, sources) < 0.4:
            tally.add("statements", 0, 0, 1)
            tally.add("chained", 0, 0, 1)
            tally.add("nested", 0, 0, int(nested))
            told = f"{_told(report, statement)}: {_words(parse, content or cue)}"
            tally.notes.append(f"{report.head['id']} missed {told}")
            continue
        left.remove(best)
        tally.add("statements", 1, 0, 0)
        whole = _chain_fits(best, found, statement, sources, parse)
        tally.add("chains", int(whole), int(not whole), int(not whole))
        tally.add("chained", int(whole), int(not whole), int(not whole))
        if nested or len(best.chain) > 1:
            tally.add("nested", int(whole), int(not whole and len(best.chain) > 1), int(not whole and nested))
        stance = best.stance == statement.stance
        tally.add("stance", int(stance), int(not stance), int(not stance))
        sure = best.certainty == statement.certainty
        tally.add("certainty", int(sure), int(not sure), int(not sure))
        if not whole or not stance:
            names = "<".join(found.sources[i].name for i in best.chain)
            tally.notes.append(f"{report.head['id']} wrong {_told(report, statement)} as {names} {best.stance}: "
                               f"{_words(parse, content or cue)}")
    for statement in left:
        tally.add("statements", 0, 1, 0)
        tally.add("chained", 0, 1, 0)
        names = "<".join(found.sources[i].name for i in statement.chain)
        tally.notes.append(f"{report.head['id']} spurious {names} {statement.stance}: "
                           f"{_words(parse, of_spans(parse, statement.content or (statement.whole,)))}")


def _told(report: Report, statement: Statement) -> str:
    return f"{'<'.join(report.sources[i].name for i in statement.chain)} {statement.stance}"


def _words(parse: Parse, tokens: Tokens) -> str:
    return " ".join(parse.tokens[i].text for i in sorted(tokens))[:110]


def _fit(
    parse: Parse, content: Tokens, cue: Tokens, guess: Found, found: Attribution, wanted: Statement,
    sources: dict[int, Tokens],
) -> float:
    """How well a found statement fits a marked one: the overlap of the contents (of the cues, where there is no
    content), a little more for the same cue and for the same origin."""
    got = of_spans(parse, guess.content)
    got_cue = of_spans(parse, [guess.cue] if guess.cue is not None else [])
    if content and got:
        fit = len(content & got) / len(content | got)
    elif not content and not got:
        fit = 0.5 * bool(cue & got_cue)
    else:
        fit = 0.25 * bool(cue & got_cue)
    same = _same_source(parse, found.sources[guess.chain[-1]], sources.get(wanted.chain[-1], frozenset()))
    return fit + 0.1 * bool(cue & got_cue) + 0.05 * same + 0.05 * (len(guess.chain) == len(wanted.chain)) * (fit > 0)


def _same_source(parse: Parse, source: SourceDraft, tokens: Tokens) -> bool:
    return bool(of_spans(parse, source.mentions) & tokens)


def _chain_fits(
    guess: Found, found: Attribution, wanted: Statement, sources: dict[int, Tokens], parse: Parse
) -> bool:
    return len(guess.chain) == len(wanted.chain) and all(
        _same_source(parse, found.sources[a], sources[b]) for a, b in zip(guess.chain, wanted.chain, strict=True)
    )


def _events(report: Report, parse: Parse, attribution: Attribution, tally: Tally) -> None:
    events = find_events(parse, attribution, report.head.get("title"), report.head.get("published"))
    gold: dict[int, Tokens] = {}
    real: set[int] = set()
    for span in report.spans:
        if span.label == "e":
            gold[span.number] = gold.get(span.number, frozenset()) | tokens_of(parse, [(span.start, span.end)])
            if span.factuality in ("happened", "probable", "possible"):
                real.add(span.number)
    left = list(events)
    for number, tokens in sorted(gold.items()):
        if number not in real:
            continue
        event = report.events[number]
        name = "main_events" if event.main else "other_events"
        best = max(
            left, key=lambda e, a=tokens, b=event: (len(a & set(e.mentions)), e.kind == b.kind), default=None
        )
        if best is None or not tokens & set(best.mentions):
            tally.add(name, 0, 0, 1)
            tally.notes.append(f"{report.head['id']} no event {event.kind} main={event.main}: {_words(parse, tokens)}")
            continue
        left.remove(best)
        right = best.main == event.main
        tally.add(name, int(right), 0, int(not right))
        kind = best.kind == event.kind
        tally.add("kind", int(kind), int(not kind), int(not kind))
        if not kind or not right:
            tally.notes.append(f"{report.head['id']} event {event.kind} main={event.main} as {best.kind} "
                               f"main={best.main}: {_words(parse, tokens)}")
    for event in left:
        tally.add("main_events" if event.main else "other_events", 0, 1, 0)
        tally.notes.append(f"{report.head['id']} spurious event {event.kind} main={event.main}: "
                           f"{_words(parse, frozenset(event.mentions))}")


def figures(tally: Tally) -> Iterator[tuple[str, float]]:
    """F1 of every measure."""
    for name in sorted({name for name, _ in tally.counts}):
        yield name, tally.f1(name)
    if tally.mentions.counts:
        yield from tally.mentions.figures().items()


def run(shared: Path) -> dict[str, float]:
    """The figures of the test part; the corpus is in the repository, so `shared` is not asked."""
    return {f"test.{name}": value for name, value in figures(tally_of("test", measure))}


def tally_of(part: str, measure: Callable[[Report, Tally], None]) -> Tally:
    """What a measure counts over one part of the corpus."""
    tally = Tally()
    for report in read_corpus():
        if part_of(report) == part:
            measure(report, tally)
    return tally


def print_part(measure: Callable[[Report, Tally], None], description: str | None) -> None:
    """Print the figures of one part and, with --errors, what went wrong."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("part", choices=("train", "test"))
    parser.add_argument("--errors", action="store_true", help="of the training part only")
    parser.add_argument("--only", default="", help="errors with this text in them")
    arguments = parser.parse_args()
    tally = tally_of(arguments.part, measure)
    for name, value in figures(tally):
        print(f"{name:22s} {value:.3f}", {w: tally.counts[name, w] for w in ("hit", "spurious", "missed")})
    if arguments.errors and arguments.part == "train":
        for note in tally.notes:
            if arguments.only in note:
                print(note)


if __name__ == "__main__":
    print_part(measure, __doc__)
