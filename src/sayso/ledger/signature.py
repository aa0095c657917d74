"""A report's signature: what is kept of it to tell copies, small enough to be stored beside it and compared by itself.

`index_keys` gives the strings under which a report is to be filed and looked up: reports that share none of them are
not compared. All of it is computed from the report and its reading alone, never from other reports.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from functools import cache
from itertools import pairwise
from typing import Any

from datasketch import MinHash

from sayso.codebook.tables import table
from sayso.ledger import facts, translations
from sayso.ledger.furniture import body, credited
from sayso.ledger.identities import voice_of
from sayso.ledger.outlets import is_post, outlet_key, posts
from sayso.ledger.profiles import Profile, profile
from sayso.ledger.quotations import quotations, unquoted
from sayso.ledger.shingles import hashed, level_of, plain, sampled, shingles, words
from sayso.ledger.telling import Entry
from sayso.places.folding import fold_loosely

_OUTLETS = frozenset({"media", "social_media", "ngo", "international", "author"})


@dataclass(frozen=True, slots=True)
class Signature:
    """What is kept of a report. `length` is in words; `wording` and `quoted` are sampled hashes of the word shingles
    outside and inside its quotations, at the levels beside them; `bands` MinHash bands of all of them; `lead` the
    hashes of its first words; `content` and `quoted_content` the hashed stems of its telling words outside and
    inside quotations; `anchors` its names and figures in their order; `sounds` all its words so, as they are compared
    over languages, where it is not in English; `by` the keys of publisher and author, `cited` of the outlets, persons
    and bodies that its reading cites, `credits` of outlets whose text it passes on; `channels` those of them that are
    posts or channels; `posts` the posts whose address it gives, its own address among them."""

    report: str
    language: str | None
    published: str | None
    publisher: str
    length: int
    level: int
    wording: tuple[int, ...]
    quoted_level: int
    quoted: tuple[int, ...]
    bands: tuple[int, ...]
    lead: tuple[int, ...]
    content: tuple[int, ...]
    quoted_content: tuple[int, ...]
    anchors: tuple[str, ...]
    sounds: tuple[str, ...]
    by: tuple[str, ...]
    cited: tuple[str, ...]
    credits: tuple[str, ...]
    channels: tuple[str, ...]
    posts: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The signature as JSON."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Signature:
        """The signature that `to_json` wrote. Raises KeyError where a field is missing."""
        told: dict[str, Any] = {f.name: tuple(v) if isinstance(v := data[f.name], list) else v for f in fields(cls)}
        return cls(**told)


def signature(entry: Entry) -> Signature:
    """The signature of a report."""
    report = entry.report
    settings = table("ledger/copies")["shingles"]
    size, fewest = settings["size"], settings["fewest_quoted_words"]
    text = body(report.text)
    wording = shingles(words(unquoted(text, fewest)), size)
    quoted = [h for quotation in quotations(text, fewest) for h in shingles(words(quotation), size)]
    level, quoted_level = level_of(wording, settings["most"]), level_of(quoted, settings["most_quoted"])
    english = report.language in (None, "en")
    return Signature(
        report=entry.key,
        language=report.language,
        published=report.published,
        publisher=report.publisher or report.author or "",
        length=len(text.split()),
        level=level,
        wording=tuple(sorted(sampled(wording, level))),
        quoted_level=quoted_level,
        quoted=tuple(sorted(sampled(quoted, quoted_level))),
        bands=_bands([*wording, *quoted]),
        lead=tuple(dict.fromkeys(shingles(words(text)[: table("ledger/copies")["keys"]["lead_words"]], size))),
        content=_content(unquoted(text, fewest), settings["most_content"]),
        quoted_content=_content(" \n ".join(quotations(text, fewest)), settings["most_content"]),
        anchors=facts.anchors(text, report.language)[: settings["most_anchors"]],
        sounds=() if english else translations.comparable(
            facts.words_and_figures(text, report.language), settings["most_sounds"]
        ),
        by=tuple(_by(entry)),
        cited=tuple(dict.fromkeys(_cited(entry))),
        credits=tuple(dict.fromkeys(_credits(entry))),
        channels=tuple(dict.fromkeys(_channels(entry))),
        posts=tuple(dict.fromkeys([*posts(report.url or ""), *posts(report.text)])),
    )


def index_keys(found: Signature) -> tuple[str, ...]:
    """The keys under which a report is filed, a few tens: two reports that may depend on one another share one."""
    return tuple(dict.fromkeys(_keys(found)))


def _keys(found: Signature) -> Iterator[str]:
    most = table("ledger/copies")["keys"]
    for number, band in enumerate(found.bands):
        yield f"band {number} {band:x}"
    for h in sorted(found.wording)[: most["wording"]]:
        yield f"words {h:x}"
    for h in sorted(found.lead)[: most["lead"]]:
        yield f"words {h:x}"
    for h in sorted(found.quoted)[: most["quoted"]]:
        yield f"quoted {h:x}"
    for post in found.posts:
        yield f"post {post}"
    sounds = translations.comparable(found.anchors, len(found.anchors))
    names = [a for a in dict.fromkeys(sounds) if not facts.is_figure(a)]
    figures = [a for a in dict.fromkeys(sounds) if facts.is_figure(a) and facts.weight(a) >= most["weight"]]
    near = [a for a in dict.fromkeys(found.sounds) if not facts.is_figure(a)][: most["sounds"]]
    near = near or names[: most["names"]]
    pairs = [f"facts {name} {figure}" for figure in figures for name in near]
    pairs += [f"facts {' '.join(sorted(pair))}" for pair in pairwise(names)]
    yield from sorted(dict.fromkeys(pairs), key=hashed)[: most["facts"] * (3 if found.sounds else 1)]
    for outlet in dict.fromkeys([*found.by, *found.cited, *found.credits]):
        if not outlet.startswith(("some", "office")):
            yield from (f"outlet {outlet} {name}" for name in names[: most["cited_names"]])
            yield from (f"outlet {outlet} {figure}" for figure in figures[: most["cited_figures"]])


def _bands(hashes: list[int]) -> tuple[int, ...]:
    """The bands of a MinHash signature (Broder 1997; banding after Leskovec, Rajaraman and Ullman 2014, ch. 3)."""
    rows, count = table("ledger/copies")["bands"]["rows"], table("ledger/copies")["bands"]["count"]
    if not hashes:
        return ()
    sketch = MinHash(num_perm=rows * count, seed=1, hashfunc=_fold)
    sketch.update_batch(hashes)
    values = [int(value) for value in sketch.hashvalues]
    return tuple(hashed(",".join(map(str, values[at : at + rows]))) for at in range(0, rows * count, rows))


def _fold(value: int) -> int:
    return value & 0xFFFFFFFF


def _content(text: str, most: int) -> tuple[int, ...]:
    """The words that tell something, cut to their stems, hashed, each once: the first `most` of a text."""
    stem = table("ledger/copies")["shingles"]["stem"]
    kept = (w[:stem] for w in words(text) if w not in _plain_words() and (len(w) > 2 or w.isdigit()))
    return tuple(sorted(list(dict.fromkeys(hashed(w) & 0xFFFFFFFF for w in kept))[:most]))


def _by(entry: Entry) -> Iterator[str]:
    """The keys of whoever publishes and writes a report, and of whose voice it is."""
    for name in (entry.report.publisher, entry.report.author):
        if name and (key := outlet_key(name)):
            yield key
    yield from source_keys(voice_of(entry))


def _credits(entry: Entry) -> Iterator[str]:
    """The outlets whose text a report says that it passes on; in another language than English, all agencies it
    names."""
    report = entry.report
    english = report.language in (None, "en")
    found = credited(report.text, report.publisher) if english else translations.agencies(report.text)
    own = outlet_key(report.publisher or "")
    yield from (key for key in map(outlet_key, found) if key and key != own)


def _cited(entry: Entry) -> Iterator[str]:
    """The keys of those whom the reading's claims have for a source."""
    used = {source for claim in entry.reading.claims for source in claim.source}
    own = set(_by(entry))
    for source in entry.reading.sources:
        if source.id in used and source.kind != "author":
            found = profile(source)
            if found.form == "nobody":
                yield f"some {source.name.split()[-1].casefold()}" if source.name.strip() else "somebody"
            yield from (key for key in source_keys(found) if key not in own)


def _channels(entry: Entry) -> Iterator[str]:
    """The keys of the posts and channels that the reading cites: of whose they are, where that is told."""
    for source in entry.reading.sources:
        told = f"{source.name} {source.description or ''}"
        if source.kind == "social_media" or is_post(told):
            yield from source_keys(profile(source))


def source_keys(found: Profile) -> Iterator[str]:
    """The keys of a source by which a report of its own may be found: an outlet's name, a last name, a body and its
    side."""
    if found.form == "nobody":
        return
    if found.kind in _OUTLETS and found.outlet:
        yield found.outlet
    if found.form == "named" and found.words:
        yield f"name {fold_loosely(found.words[-1])}"
    if found.body is not None and (found.form == "body" or found.speaks) and (found.body or found.side):
        yield " ".join(filter(None, ("body", found.side, found.body)))
    if found.form == "office" and found.office:
        yield f"office {found.office}"


@cache
def _plain_words() -> frozenset[str]:
    rows = table("en/relays")["plain"]
    return frozenset(plain(word) for row in rows.values() for word in row.split())

