"""The lemma lookup from the treebanks: `python -m training.lemmas --data ../shared/bench`.

It keeps only the forms that the rules of sayso.language.lemmas get wrong, and the verbs and nouns known as lemmas; the
same treebanks give the same bytes.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path

from sayso.language.lemmas import Lookup, by_rule

from .data import records
from .manifest import WEIGHTS, write_manifest

Word = tuple[str, str, str, str]


def words(path: Path) -> Iterator[Word]:
    """Form, UPOS, XPOS and lemma of every word of a treebank."""
    for record in records(path):
        for span in record["spans"]:
            if span["type"] == "TOK" and span.get("upos") and span["lemma"] not in (None, "_", ""):
                yield span["form"], span["upos"], span["xpos"], span["lemma"]


def learn(all_words: list[Word]) -> Lookup:
    """The lookup: for each form and part of speech that the rules get wrong, its most frequent lemma."""
    counts: dict[tuple[str, str], collections.Counter[tuple[str, str]]] = collections.defaultdict(collections.Counter)
    seen = {"VERB": collections.Counter[str](), "NOUN": collections.Counter[str]()}
    for form, upos, xpos, lemma in all_words:
        counts[form.lower(), upos][lemma, xpos] += 1
        if upos in seen and lemma.isalpha() and lemma.islower():
            seen[upos][lemma] += 1
    # A lemma that stands once, and only as an inflected form, may be a slip.
    verbs, nouns = (frozenset(w for w, n in seen[upos].items() if n > 1) for upos in ("VERB", "NOUN"))
    forms = {}
    for (form, upos), found in sorted(counts.items()):
        (lemma, xpos), number = max(found.items(), key=lambda item: (item[1], item[0]))
        if upos == "PROPN" and lemma.lower() == form:
            continue
        if upos == "PUNCT" or (number == 1 and sum(found.values()) == 1 and not form.isalpha()):
            continue
        if by_rule(form, upos, xpos, verbs, nouns) != lemma:
            forms[f"{form}\t{upos}"] = lemma
    return Lookup(forms, verbs, nouns)


def write(found: Lookup, path: Path) -> None:
    """Write the lookup, the same bytes for the same content."""
    text = json.dumps(
        {"forms": found.forms, "verbs": sorted(found.verbs), "nouns": sorted(found.nouns)},
        ensure_ascii=False, separators=(",", ":"), sort_keys=True,
    )
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0, compresslevel=9, filename="") as packed:
        packed.write(text.encode())
    path.write_bytes(buffer.getvalue())


def accuracy(found: Lookup, all_words: list[Word]) -> float:
    """The share of words whose lemma is right, case aside, given their gold parts of speech."""
    right = 0
    for form, upos, xpos, lemma in all_words:
        guess = found.forms.get(f"{form.lower()}\t{upos}") or by_rule(form, upos, xpos, found.verbs, found.nouns)
        right += guess.lower() == lemma.lower()
    return right / len(all_words)


def main() -> None:
    """Learn, write, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    folder = arguments.data / "language"
    found = learn([w for name in ("ud_english_ewt", "gum_open") for w in words(folder / f"{name}_train.jsonl.gz")])
    arguments.out.mkdir(parents=True, exist_ok=True)
    write(found, arguments.out / "lemmas.json.gz")
    write_manifest(arguments.out)
    measured = accuracy(found, list(words(folder / "ud_english_ewt_dev.jsonl.gz")))
    print(f"{len(found.forms)} forms, {len(found.verbs)} verbs, {len(found.nouns)} nouns; EWT dev {measured:.4f}")


if __name__ == "__main__":
    main()
