"""The ledger's words for what it finds, from codebook/en/assessments.toml: lists of names, values, phrases."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.codebook.tables import table
from sayso.ledger.accounts import Account
from sayso.ledger.testimonies import Word

_MOST = 3  # names in one phrase


def phrase(section: str, key: str, **names: object) -> str:
    """A phrase with its names filled in. Raises KeyError for one that the file lacks."""
    return str(table("en/assessments")[section][key]).format(**names)


def joined(names: Iterable[str]) -> str:
    """Names in a row, each once; of many the first few and how many more; a word for nobody where there is none."""
    each = list(dict.fromkeys(names))
    if not each:
        return phrase("nouns", "nobody")
    if len(each) > _MOST:
        each = [*each[:_MOST], f"{len(each) - _MOST} more"]
    return " and ".join([", ".join(each[:-1]), each[-1]] if len(each) > 1 else each)


def sayer(account: Account) -> str:
    """Who gives an account: a source by its name, a report's own voice by its outlet."""
    if account.identity:
        return account.speaker.name
    publisher = account.sayings[0].publisher
    return publisher or phrase("nouns", "the_report")


def sayers(words: Iterable[Word], stance: str) -> str:
    """Who affirms or denies something, in a row."""
    return joined(sayer(word.account) for word in words if word.testimony.stance == stance)


def value_of(account: Account) -> str:
    """What an account claims, as it is told: a figure with its bound, a name, the sort of cause."""
    if account.value is None:
        low = account.bounds.low
        return f"{low}+" if low is not None else phrase("nouns", "some")
    bounds = account.bounds
    if isinstance(account.value, int) and bounds.high is None and bounds.low is not None:
        return f"{account.value}+"
    if isinstance(account.value, int) and bounds.low is not None and bounds.low != bounds.high:
        return f"{bounds.low}–{bounds.high}"
    return str(account.value)
