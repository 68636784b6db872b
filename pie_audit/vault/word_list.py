"""The 2,048 words that passwords and slips are made of, and how a few letters become one of them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from nacl.utils import random

# Eleven bits a word, so four of them are 44 bits exactly.
COUNT = 2048
ENOUGH_LETTERS = 3


@cache
def all_words() -> tuple[str, ...]:
    """The whole list, sorted."""
    lines = files("pie_audit.vault").joinpath("words.txt").read_text("utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _known() -> frozenset[str]:
    return frozenset(all_words())


def known_words(words: list[str]) -> bool:
    """Whether every one of these lower-case words is on the list."""
    return _known().issuperset(words)


def complete(letters: str) -> tuple[str, ...]:
    """The words that begin with these letters, shortest first; none before the third letter."""
    start = letters.strip().casefold()
    if len(start) < ENOUGH_LETTERS:
        return ()
    return tuple(sorted((word for word in all_words() if word.startswith(start)), key=len))


def suggest_words(n: int = 4) -> str:
    """`n` random words with spaces between; a word may come twice."""
    words = all_words()
    return " ".join(words[int.from_bytes(random(2), "big") % COUNT] for _ in range(n))
