"""The six words that a team may swap for its own; the questions keep their ids and their meaning."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

DEFAULT_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "people": "people who use the service",
        "residents": "residents",
        "service": "service",
        "keyworker": "keyworker",
        "supervision": "supervision",
        "incident": "incident",
    }
)
"""Each placeholder of a question file with the word that stands there unless a team has its own."""

_PLACEHOLDER = re.compile(r"\{([A-Za-z]+)\}")
_BRACE = re.compile(r"[{}]")


def put_words(text: str, words: Mapping[str, str] = DEFAULT_WORDS) -> str:
    """`text` with ``{residents}`` and its like as words; ``{Residents}`` begins with a capital.

    A word that `words` lacks is taken from the default ones; anything else in braces stays as it is.
    """

    def word(found: re.Match[str]) -> str:
        key = found.group(1)
        chosen = words.get(key.lower()) or DEFAULT_WORDS.get(key.lower())
        if chosen is None or key not in {key.lower(), key.capitalize()}:
            return found.group(0)
        return chosen if key.islower() else chosen[:1].upper() + chosen[1:]

    return _PLACEHOLDER.sub(word, text)


def find_stray_braces(text: str) -> bool:
    """Whether `text` holds a brace that is not part of a known placeholder."""
    return bool(_BRACE.search(put_words(text, DEFAULT_WORDS)))
