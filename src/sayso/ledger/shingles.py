"""Word shingles: runs of words by which copied wording is told, hashed, and sampled so that a part is found in its
whole.

The sample is a FracMinHash (Irber et al. 2022): of all hashes those under a bound that depends on the text's length
alone in steps of a half, so that two samples can be brought to one rate and their overlap estimates *containment*,
where MinHash (Broder 1997) estimates the resemblance, which a shortened copy of a long text lacks.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence

HASH_BITS = 48
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’ʼ`-][^\W\d_]+)*")
_MARKS = str.maketrans("", "", "'’ʼ`-")


def words(text: str) -> list[str]:
    """The words and figures of a text in lower case, without accents, apostrophes and hyphens: what a copyist changes
    without changing a word."""
    return [plain(match.group()) for match in _WORD.finditer(text)]


def plain(word: str) -> str:
    """A word in lower case, without accents, apostrophes and hyphens."""
    found = word.casefold().translate(_MARKS)
    if found.isascii():
        return found
    return "".join(c for c in unicodedata.normalize("NFKD", found) if not unicodedata.combining(c))


def hashed(text: str) -> int:
    """A stable hash of a text of `HASH_BITS` bits (BLAKE2b)."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=HASH_BITS // 8).digest())


def shingles(tokens: Sequence[str], size: int) -> list[int]:
    """The hashes of all runs of `size` words, in their order; a text that is shorter is one run."""
    if not tokens:
        return []
    return [hashed(" ".join(tokens[at : at + size])) for at in range(max(1, len(tokens) - size + 1))]


def level_of(hashes: Iterable[int], most: int) -> int:
    """How often the rate must be halved so that about `most` of the hashes are left: 0 keeps all."""
    level, left = 0, len(set(hashes))
    while left > most:
        level, left = level + 1, (left + 1) // 2
    return level


def sampled(hashes: Iterable[int], level: int) -> frozenset[int]:
    """The hashes under the bound of a level. A sample at a level holds that of every higher one."""
    bound = 1 << (HASH_BITS - level)
    return frozenset(h for h in hashes if h < bound)


def containment(part: frozenset[int], whole: frozenset[int]) -> float:
    """The share of a part's hashes that the whole has, 0 to 1; 0 where the part has none."""
    return len(part & whole) / len(part) if part else 0.0
