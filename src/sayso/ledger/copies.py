"""Which report depends on which: copies (verbatim, shortened, rewritten, translated), relays, and those that cite one
post.

Two reports are judged from their signatures alone, so that a judgement never changes when other reports come in."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.codebook.tables import table
from sayso.ledger.dependence import Dependence, DependenceKind, before, moment
from sayso.ledger.likeness import Likeness, likeness, over_languages
from sayso.ledger.outlets import outlet_key, same_outlet
from sayso.ledger.shingles import containment, plain, sampled
from sayso.ledger.signature import Signature, signature
from sayso.ledger.telling import Entry
from sayso.places.folding import fold_loosely

_STEM = 5
"""Letters of a party's name that its other forms share ("Russia", "Russian")."""


def dependences(entry: Entry, others: Iterable[Entry]) -> tuple[Dependence, ...]:
    """All dependences between a report and others, in either direction, the surest first."""
    mine = signature(entry)
    found = [d for other in others if other.key != entry.key for d in compare(mine, signature(other))]
    return tuple(sorted(found, key=lambda d: (-d.score, d.on, d.report, d.kind)))


def compare(one: Signature, other: Signature) -> tuple[Dependence, ...]:
    """How one of two reports depends on the other: one dependence at most, on the earlier one, and the same whichever
    comes first. Where it cannot be told which is earlier, the one that cites the other depends on it, else the
    shorter."""
    later, earlier = in_order(one, other)
    found = _copy(later, earlier) or _relay(later, earlier) or _shared_post(later, earlier)
    return () if found is None else (found,)


def in_order(one: Signature, other: Signature) -> tuple[Signature, Signature]:
    """The two with the one that would depend on the other first."""
    first = before(one.published, other.published)
    if first is None:
        cites = (bool(citations(one, other)), bool(citations(other, one)))
        first = cites[1] if cites[0] != cites[1] else None
    if first is None and one.length != other.length:
        first = one.length > other.length
    if first is None:
        first = one.report < other.report
    return (other, one) if first else (one, other)


def citations(later: Signature, earlier: Signature) -> tuple[str, ...]:
    """The keys under which a report cites whoever made another."""
    credited = [key for key in later.credits for by in earlier.by if same_outlet(key, by)]
    cited = [key for key in later.cited for by in earlier.by if _same_key(key, by)]
    named = [by for by in earlier.by if _names(later, by)] if _is_outlets(earlier) else []
    return tuple(dict.fromkeys([*credited, *cited, *named]))


def _names(later: Signature, outlet: str) -> bool:
    """Whether a report names an outlet: all words of its name stand side by side among its names."""
    if not _is_outlet(outlet) or outlet in later.by:
        return False
    runs = (later.anchors[at : at + length] for length in range(1, 5) for at in range(len(later.anchors) - length + 1))
    return any(outlet_key(" ".join(run)) == outlet for run in runs)


def _is_outlets(found: Signature) -> bool:
    """Whether a report is an outlet's: of no body, party or office."""
    return not any(key.startswith(("body ", "office ")) for key in found.by)


def _same_key(cited: str, by: str) -> bool:
    """Whether a source's key is that of a maker of reports. A body without a side may be that of any."""
    if cited == by:
        return True
    kinds = {key.partition(" ")[0] for key in (cited, by)}
    if kinds == {"body"}:
        mine, theirs = cited.removeprefix("body ").strip(), by.removeprefix("body ").strip()
        forces = set(table("en/identities")["military"]["bodies"])
        same_arm = any(mine.endswith(f) for f in forces) and any(theirs.endswith(f) for f in forces)
        sides = [" ".join(w for w in key.split() if w[:1].isupper()) for key in (mine, theirs)]
        alike = not sides[0] or not sides[1] or sides[0] == sides[1]
        return alike and (theirs.endswith(mine) or mine.endswith(theirs) or (same_arm and sides[1] != ""))
    return not kinds & {"body", "name", "office", "some"} and same_outlet(cited, by)


def _own_sources(later: Signature, earlier: Signature) -> list[str]:
    """The keys of sources that a report has and the earlier one has not: neither cites, nor names, nor was made by
    them. People without a name count where the earlier one has none such."""
    vague = set(table("en/relays")["relays"]["words"])
    known = [*earlier.cited, *earlier.by, *citations(later, earlier)]
    named = {fold_loosely(anchor) for anchor in earlier.anchors}
    unnamed = any(key.startswith("some ") for key in known)
    found = []
    for key in later.cited:
        kind, _, rest = key.partition(" ")
        if any(_same_key(key, k) for k in known) or (kind == "some" and (unnamed or rest in vague)):
            continue
        if kind == "body" and _names_party(earlier, rest):
            continue
        told = rest if kind == "name" else key
        if kind not in ("some", "body", "office") and all(fold_loosely(word) in named for word in told.split()):
            continue
        found.append(key)
    return found


def _names_party(found: Signature, body: str) -> bool:
    """Whether a report names the party of a body, by the stem of its name ("Houthi rebels" for the Houthis)."""
    stems = [plain(word)[:_STEM] for word in body.split() if word[0].isupper()]
    return bool(stems) and all(any(anchor.startswith(stem) for anchor in found.anchors) for stem in stems)


def _copy(later: Signature, earlier: Signature) -> Dependence | None:
    if _language(later) != _language(earlier):
        return _translated(later, earlier)
    found = likeness(later, earlier)
    rules = table("ledger/copies")
    shared = round(found.wording * found.shingles)
    if found.shingles >= rules["least"]["shingles"]:
        if found.wording >= rules["verbatim"]["wording"] and found.length >= rules["verbatim"]["length"]:
            return _of(later, earlier, "verbatim", _wording(found, later, earlier), found.wording)
        if found.wording >= rules["shortened"]["wording"]:
            kind: DependenceKind = "shortened" if later.length <= earlier.length else "verbatim"
            return _of(later, earlier, kind, _wording(found, later, earlier), found.wording)
        row = rules["reworded"]
        if found.wording >= row["wording"] and shared >= row["shared"] and _within(later, earlier, row["days"]):
            score = 0.5 + found.wording / 2
            return _of(later, earlier, "rewritten", _wording(found, later, earlier), score)
    return _retold(later, earlier, found)


def _retold(later: Signature, earlier: Signature, found: Likeness) -> Dependence | None:
    """Other words, nothing of its own."""
    cites = citations(later, earlier)
    primary = bool(cites) and not any(_is_outlet(key) for key in cites)
    if cites and not primary:
        return None
    row = table("ledger/copies")["retold_primary" if primary else "retold"]
    score = (found.content + found.anchors + found.kept) / 3
    if score < row["score"] or any(getattr(found, share) < row[share] for share in ("content", "kept", "shared")):
        return None
    own = _own_sources(later, earlier)
    least = row["quoting_score" if found.quoted >= row["quoted"] else "score"]
    if score < least + row["own_source"] * len(own) or _own_words(later, earlier) > row["own_words"]:
        return None
    if not _within(later, earlier, row["days"]):
        return None
    told = f"{found.content:.0%} of its telling words stand in the other" + (
        "" if own else ", and it has no source that the other has not")
    return _of(later, earlier, "rewritten", (told, *_shared(found), *_quotes(found)), score)


def _translated(later: Signature, earlier: Signature) -> Dependence | None:
    row = table("ledger/copies")["translated"]
    found = over_languages(later, earlier)
    ours = [*earlier.by, *earlier.credits]
    credited = [key for key in later.credits if any(same_outlet(key, by) for by in ours)]
    bar = row["credited"] if credited else row["credited_otherwise"] if later.credits else row["uncredited"]
    shared = row["shared"] if credited else row["uncredited_shared"]
    together = found.anchors + found.kept
    if together < bar or found.shared < shared or found.length < row["length"]:
        return None
    if not _within(later, earlier, row["days"]):
        return None
    credit = (f"it names {_shown(credited[0])} as the one whose text it is",) if credited else ()
    order = (
        f"{found.anchors:.0%} of its names and figures stand there in the same order, "
        f"and {found.kept:.0%} of the other's in it"
    )
    score = together / 2 + 0.2 * bool(credited)
    return _of(later, earlier, "translated", (order, *_shared(found), *credit), score)


def _relay(later: Signature, earlier: Signature) -> Dependence | None:
    """It cites who made the other, and speaks of the same."""
    row = table("ledger/copies")["relayed"]
    cites = citations(later, earlier)
    quotes = _quoted_runs(later, earlier)
    if not (cites or quotes) or _language(later) != _language(earlier) or not _within(later, earlier, row["days"]):
        return None
    found = likeness(later, earlier)
    if (found.shared < row["shared"] and not quotes) or found.content < row["content"]:
        return None
    own = _own_sources(later, earlier)
    is_whole = not own and _is_outlets(later)
    score = row["whole"] + min(found.content, 0.25) if is_whole else min(0.7, 0.4 + found.content / 2)
    whose = (f"it cites {earlier.publisher}",) if cites else ()
    quoting = (f"it quotes {quotes} runs of four words of its text",) if quotes else ()
    told = (*whose, *quoting, *_shared(found), *_quotes(found))
    return _of(later, earlier, "relayed", told, score)


def _quoted_runs(later: Signature, earlier: Signature) -> int:
    """How many word shingles a report quotes that a body's or a party's own statement or post has in its voice; 0 where
    these are few of what it quotes, and where the other is an outlet's report, since both may quote a third one's
    words."""
    if _is_outlets(earlier):
        return 0
    row = table("ledger/copies")["quoting"]
    level = max(later.quoted_level, earlier.level)
    said = sampled(later.quoted, level)
    found = len(said & sampled(earlier.wording, level))
    return found if found >= row["shingles"] and found >= row["share"] * len(said) else 0


def _shared_post(later: Signature, earlier: Signature) -> Dependence | None:
    """Both give the address of one post, or both cite one channel and speak of the same."""
    row = table("ledger/copies")["shared_post"]
    if not _within(later, earlier, row["days"]):
        return None
    same = [post for post in later.posts if post in earlier.posts]
    if same:
        return _of(later, earlier, "shared_post", (f"both give the address of the post {same[0]}",), 0.95)
    channels = [key for key in later.channels if any(key == c or same_outlet(key, c) for c in earlier.channels)]
    if not channels or _language(later) != _language(earlier):
        return None
    found = likeness(later, earlier)
    if found.shared < row["shared"] or not (found.quoted or found.figures):
        return None
    told = (f"both cite {_shown(channels[0])}", *_quotes(found), *_shared(found))
    return _of(later, earlier, "shared_post", told, 0.8)


def _of(
    later: Signature, earlier: Signature, kind: DependenceKind, reasons: Iterable[str], score: float
) -> Dependence:
    return Dependence(later.report, earlier.report, kind, tuple(reasons), round(min(1.0, score), 3))


def _wording(found: Likeness, later: Signature, earlier: Signature) -> tuple[str, ...]:
    whose = "its" if later.length <= earlier.length else "the other's"
    reasons = [f"{found.wording:.0%} of {whose} runs of four words stand in {'the other' if whose == 'its' else 'it'}"]
    if found.length < table("ledger/copies")["verbatim"]["length"]:
        reasons.append(f"it has {later.length} words, the other {earlier.length}")
    credited = [key for key in later.credits if any(same_outlet(key, by) for by in earlier.by)]
    reasons += [f"it credits {_shown(credited[0])}"] if credited else []
    return (*reasons, *_quotes(found))


def _quotes(found: Likeness) -> tuple[str, ...]:
    return (f"{found.quotations:.0%} of the quoted words are the same",) if found.quoted else ()


def _shared(found: Likeness) -> tuple[str, ...]:
    reasons = []
    if found.figures:
        reasons.append(f"both have the figure{'s' if len(found.figures) > 1 else ''} {', '.join(found.figures[:4])}")
    if found.names:
        reasons.append(f"both name {', '.join(name.capitalize() for name in found.names[:4])}")
    return tuple(reasons)


def _own_words(later: Signature, earlier: Signature) -> float:
    """The share of what a report quotes that another has neither quoted nor in its own voice."""
    level = max(later.quoted_level, earlier.quoted_level, earlier.level)
    said = sampled(later.quoted, level)
    return 1 - containment(said, sampled((*earlier.quoted, *earlier.wording), level)) if said else 0.0


def _is_outlet(key: str) -> bool:
    return key.partition(" ")[0] not in ("body", "name", "office")


def _shown(key: str) -> str:
    """A key in words."""
    kind, _, rest = key.partition(" ")
    return (rest if kind in ("body", "name", "office") else key).strip().title()


def _language(found: Signature) -> str:
    return found.language or "en"


def _within(later: Signature, earlier: Signature, days: float) -> bool:
    """Whether two reports were published within so many days; unknown days are."""
    first, second = moment(earlier.published), moment(later.published)
    return first is None or second is None or (second[0] - first[1]).total_seconds() <= days * 86400


__all__: list[str] = ["citations", "compare", "dependences", "in_order"]
