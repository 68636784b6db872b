"""When two spellings mean one agency, one process or one rule; and which other names are close enough to ask about."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

_LITTLE_WORDS = frozenset({"the", "and"})
_KEEPS_ITS_S = ("ss", "us", "is")
_FEWEST_LETTERS = 3
_CLOSE_ENOUGH = 0.8
_MOST_OFFERED = 3


def fold_agency(name: str) -> str:
    """What all spellings of a name have in common: without case, accents, punctuation, “the”, “and”, spaces, a plural s.

    A name of nothing else, such as “???”, folds to itself in small letters; one of spaces to nothing.
    """
    folded = name
    while (again := _folded_once(folded)) != folded:
        folded = again
    return folded


def alike(name: str, known: Iterable[str]) -> str | None:
    """The known spelling that means the same as `name`; None where there is none. Close ones are never taken for it."""
    folded = fold_agency(name)
    return next((one for one in known if folded and fold_agency(one) == folded), None)


def close_to(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Known names that could be meant by `name`, the closest first: to be offered, never merged."""
    folded = fold_agency(name)
    names = {fold_agency(one): one for one in known}
    names.pop(folded, None)
    found = get_close_matches(folded, names, n=_MOST_OFFERED, cutoff=_CLOSE_ENOUGH) if folded else []
    return tuple(names[one] for one in found)


def one_each(counts: Mapping[str, int]) -> tuple[str, ...]:
    """One spelling a name, the one written most often, in the order of the alphabet; `counts` by spelling."""
    return tuple(sorted((shown(group, counts) for group in grouped(counts)), key=str.casefold))


def grouped(spellings: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Spellings that mean the same, together; groups and spellings stay in the order given."""
    found: dict[str, list[str]] = {}
    for one in spellings:
        found.setdefault(fold_agency(one), []).append(one)
    return tuple(tuple(group) for folded, group in found.items() if folded)


def shown(group: Sequence[str], counts: Mapping[str, int]) -> str:
    """The spelling that stands for all of a group: the one written most often, of equals the first of the alphabet."""
    best = min(group, key=lambda one: (-counts.get(one, 0), one.casefold(), one))
    return " ".join(best.split())


def _folded_once(name: str) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    words = "".join(_letter(char) for char in plain).split()
    kept = [_singular(word) for word in words if word not in _LITTLE_WORDS]
    return _singular("".join(kept)) or " ".join(name.split()).casefold()


def _letter(char: str) -> str:
    """The character itself in a word, nothing for accents, dots and apostrophes, a space for what parts words."""
    if char.isalnum():
        return char
    return "" if unicodedata.combining(char) or char in ".'’‘`" else " "


def _singular(word: str) -> str:
    takes_none = len(word) < _FEWEST_LETTERS or word.endswith(_KEEPS_ITS_S)
    return word if takes_none or not word.endswith("s") else word[:-1]
