"""The page: a reading as one HTML file that needs nothing else, with the report's text and every passage marked.

There is no script in it. What the report says is only ever shown: its policy lets the browser load nothing.
"""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from sayso.model import Quote, Reading
from sayso.publish.locator import locator_of
from sayso.publish.passages import divide
from sayso.publish.timeline import timeline_of
from sayso.publish.view import ReadingView, view_of
from sayso.publish.visible import visible
from sayso.publish.wording import word
from sayso.version import __version__

FRAME_HEIGHT = 640  # pixels, in a notebook


@dataclass(frozen=True, slots=True)
class _Mark:
    """A stretch of the text as it is marked: its classes, what it says on hovering, and the links at its ends."""

    text: str
    classes: str
    title: str
    anchors: tuple[str, ...]
    link: str | None
    notes: tuple[int, ...]


def page_of(reading: Reading) -> str:
    """The page of a reading: a whole HTML document."""
    view = view_of(reading)
    style = Markup(_source("page.css") + _claim_rules(len(reading.claims)))
    return _environment().get_template("page.html.jinja").render(
        reading=reading, report=reading.report, view=view, marks=list(_marks(reading, view)), style=style,
        policy=_hash(style), url=_link(reading.report.url), version=__version__,
        timeline=timeline_of(reading), locator=locator_of(reading),
    )


def html_frame(reading: Reading) -> str:
    """The page in a frame of its own, for a notebook: its style stays inside, and nothing in it can act outside."""
    page = html.escape(page_of(reading), quote=True)
    return (
        f'<iframe sandbox="" srcdoc="{page}" title="sayso reading" '
        f'style="width:100%;height:{FRAME_HEIGHT}px;border:1px solid #8886;border-radius:6px"></iframe>'
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list of pages: the page's file name, and what it is about."""

    name: str
    title: str
    publisher: str | None
    published: str | None
    told: tuple[str, ...]


def entry_of(name: str, reading: Reading) -> Entry:
    """The line that a reading has in the list of pages."""
    view, report = view_of(reading), reading.report
    told = tuple(event.summary for event in view.main) or ((view.notice,) if view.notice else ())
    return Entry(name, view.title, report.publisher, report.published, told)


def index_of(entries: list[Entry]) -> str:
    """The page that lists the pages of several readings."""
    style = Markup(_source("page.css"))
    template = _environment().get_template("index.html.jinja")
    return template.render(entries=entries, style=style, policy=_hash(style), version=__version__)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_source), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, finalize=_shown, keep_trailing_newline=True,
    )
    environment.filters["word"] = lambda key, table: word(table, key)
    return environment


@cache
def _source(name: str) -> str:
    return files("sayso.publish").joinpath(f"templates/{name}").read_text(encoding="utf-8")


def _shown(value: object) -> object:
    """What every expression of a template passes through before it is escaped."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _link(url: str | None) -> str | None:
    """An address that may be followed: of the web alone."""
    return url if url is not None and url.lower().startswith(("https://", "http://")) else None


def _hash(style: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")


def _claim_rules(count: int) -> str:
    """A claim that was followed, or is pointed at, has its passage lit."""
    return "".join(
        f"#q{n}:target~mark.q{n},body:has(#c{n}:hover) mark.q{n}"
        "{outline:2px solid var(--lit);background:var(--lit-ground)}\n"
        for n in range(1, count + 1)
    )


def _marks(reading: Reading, view: ReadingView) -> Iterator[_Mark]:
    claims = {claim.number: claim for event in (*view.main, *view.background) for claim in event.claims}
    passages: list[tuple[str, int, Quote]] = [("q", n, claim.quote) for n, claim in enumerate(reading.claims, 1)]
    passages += [("cue", n, claim.cue) for n, claim in enumerate(reading.claims, 1) if claim.cue is not None]
    passages += [("x", n, check.quote) for n, check in enumerate(reading.checks, 1)]
    passages += [("loaded", n, loaded.quote) for n, loaded in enumerate(reading.loaded_language, 1)]
    passages += [("basis", n, quote) for n, event in enumerate(reading.events, 1) for quote in event.when.basis]
    passages += [
        ("basis", n, quote) for n, event in enumerate(reading.events, 1) if event.where for quote in event.where.basis
    ]
    for segment in divide(reading.report.text, [quote for _, _, quote in passages]):
        inside = [passages[index] for index in segment.inside]
        told = [claims[n] for layer, n, _ in inside if layer == "q" and n in claims]
        classes = [f"q q{claim.number} {claim.stance} {claim.certainty}" for claim in told]
        classes += [layer for layer in ("cue", "x", "loaded", "basis") if any(layer == name for name, _, _ in inside)]
        notes = [f"{c.about}{f': {c.value}' if c.value else ''} — {c.chain}" for c in told]
        notes += [f"check: {reading.checks[n - 1].verdict}" for layer, n, _ in inside if layer == "x"]
        notes += [f"loaded: {reading.loaded_language[n - 1].why}" for layer, n, _ in inside if layer == "loaded"]
        yield _Mark(
            segment.text, " ".join(dict.fromkeys(" ".join(classes).split())), "\n".join(notes),
            tuple(f"{passages[i][0]}{passages[i][1]}" for i in segment.begins if passages[i][0] in ("q", "x")),
            _target(inside), tuple(passages[i][1] for i in segment.ends if passages[i][0] == "q"),
        )


def _target(inside: list[tuple[str, int, Quote]]) -> str | None:
    """Where a marked stretch leads: the claim with the shortest passage around it, else a check, else an event."""
    for layer, place in (("q", "c"), ("x", "k"), ("basis", "e")):
        found = [(quote.end - quote.start, n) for name, n, quote in inside if name == layer]
        if found:
            return f"{place}{min(found)[1]}"
    return None
