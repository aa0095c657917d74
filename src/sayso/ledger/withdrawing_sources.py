"""Whose statement a sentence tells to have been taken back: whom it names, or whom its pronoun means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sayso.ledger.sayings import Saying, folded, outlet_of
from sayso.ledger.taking_back import Sentence, TakingBack
from sayso.ledger.telling import Telling
from sayso.ledger.wording import has_phrase, phrase_list, word_list
from sayso.model import Source

_LEAST = 3  # letters of a name that tells somebody by itself
_ENOUGH = 2  # words of the end of a name that tell it


@dataclass(frozen=True, slots=True)
class Withdrawer:
    """Who took it back: a source by its identity over all reports, with what a report tells of it; or an outlet, by its
    key as `outlet`, that speaks of its own reports (`identity` is "" then)."""

    identity: str
    outlet: str = ""
    source: Source | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class _Match:
    """A name found in a sentence: how many of its words, where the last of them stands."""

    words: int
    place: int
    by: Withdrawer


def withdrawer_of(
    sentence: Sentence, found: TakingBack, telling: Telling, sayings: Sequence[Saying]
) -> Withdrawer | None:
    """Who took back what a sentence tells to have been taken back, of all who speak of the event; None where it cannot
    be told. The name nearest before the verb is meant (in the passive, any in the sentence), of several that end there
    the one with the most words; the outlet itself, where it speaks of itself; else whoever spoke last, by a pronoun."""
    area = len(sentence.lower) if found.passive else found.word
    matches = [match for match in _matches(sentence, area, sayings) if match is not None]
    if matches:
        return max(matches, key=lambda m: (m.place, m.words, m.by.identity, m.by.outlet)).by
    outlet = outlet_of(telling.entry.report.publisher)
    before = " ".join(sentence.lower[:area])
    if outlet and has_phrase(before, phrase_list("notices", "self")):
        return Withdrawer("", outlet)
    if any(word in word_list("withdrawing", "pronouns") for word in sentence.lower[:area]):
        return _last_speaker(sentence, telling, sayings)
    return None


def _matches(sentence: Sentence, area: int, sayings: Sequence[Saying]) -> Iterable[_Match | None]:
    seen: set[tuple[str, str]] = set()
    for saying in sayings:
        if saying.identity and (saying.identity, saying.source.name) not in seen:
            seen.add((saying.identity, saying.source.name))
            by = Withdrawer(saying.identity, "", saying.source)
            yield _match(sentence, area, saying.source.name, by, person=saying.source.named)
        if saying.outlet and ("", saying.publisher) not in seen:
            seen.add(("", saying.publisher))
            yield _match(sentence, area, saying.publisher, Withdrawer("", saying.outlet), person=False)


def _match(sentence: Sentence, area: int, name: str, by: Withdrawer, *, person: bool) -> _Match | None:
    """The place of a name before the word `area`: the whole of it, its last two words, or a person's last one."""
    words = [word for word in folded(name).replace("’", "'").split() if word]
    for number in sorted({len(words), min(len(words), _ENOUGH), 1}, reverse=True):
        tail = words[len(words) - number :]
        if number == 1 and len(words) > 1 and (not person or tail[0] in word_list("withdrawing", "bodies")):
            return None
        if sum(map(len, tail)) < _LEAST:
            return None
        for at in range(area - number, -1, -1):
            if [_bare(word) for word in sentence.lower[at : at + number]] == tail and (
                len(words) == number or sentence.raw[at + number - 1][0].isupper() or not person
            ):
                return _Match(number, at + number - 1, by)
    return None


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("'")


def _last_speaker(sentence: Sentence, telling: Telling, sayings: Sequence[Saying]) -> Withdrawer | None:
    """Whoever speaks last before a sentence in its report."""
    before = [s for s in sayings if s.report == telling.entry.key and s.identity
              and s.claim.quote.start < sentence.start]
    if not before:
        return None
    last = max(before, key=lambda saying: (saying.claim.quote.start, saying.key))
    return Withdrawer(last.identity, "", last.source)
