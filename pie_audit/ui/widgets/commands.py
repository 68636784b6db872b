"""What a page offers by words: found and done from the palette, without looking for its button."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from pie_audit.words import _

_IN_WORDS, _IN_KEYWORDS, _IN_NOTE, _INSIDE = 0, 1, 2, 3
_SHORTEST_INSIDE = 3
"""Letters from which a piece inside a word counts too: “port” finds “export”."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do, or (`is_place`) one place to go to.

    `words` say it as a button would; `keywords` are other words somebody may type for it; `note` stands under it.
    A page offers only what this person may do now, and puts no rating, note or answer into any of it.
    `name` tells it from others of its page in every language.
    """

    words: str
    run: Callable[[], object]
    shortcut: str = ""
    keywords: tuple[str, ...] = ()
    note: str = ""
    icon: str = ""
    name: str = ""
    is_place: bool = False


class OffersCommands(Protocol):
    """A page with verbs of its own. A command with the shortcut Ctrl+N is what is new in this area."""

    def commands(self) -> tuple[Command, ...]:
        """What can be done here now."""


def matching(commands: Iterable[Command], typed: str) -> list[Command]:
    """Those that answer what was typed, best first, verbs before places; all of them while nothing is typed.

    Every word typed has to begin a word of the command, in any order, with or without accents; small words
    such as “the” may be typed for nothing. What is called exactly so comes first, be it a place: its name is asked for.
    """
    asked = _asked(typed)
    name = plain_words(typed)
    found = []
    for at, command in enumerate(commands):
        misses = _misses(command, asked)
        if misses is not None:
            other = plain_words(command.words) != name
            found.append((other, command.is_place, misses, at, command))
    return [command for *_order, command in sorted(found, key=lambda one: one[:4])]


def _asked(typed: str) -> list[str]:
    words = plain_words(typed)
    small = set(plain_words(_("a an the to my our of and for please go show find")))
    return [word for word in words if word not in small] or words


def _misses(command: Command, asked: list[str]) -> int | None:
    """How far from the command's own words it was asked for; None when it wasn't."""
    kept = (command.words, " ".join(command.keywords), command.note)
    pools = [plain_words(text) for text in kept]
    found = [_place(pools, word) for word in asked]
    if None in found:
        return None
    begins = bool(asked) and pools[0][:1] == asked[:1]
    return sum(place for place in found if place is not None) * 2 + (not begins)


def _place(pools: list[list[str]], asked: str) -> int | None:
    for at, pool in enumerate(pools):
        if any(word.startswith(asked) for word in pool):
            return at
    long_enough = len(asked) >= _SHORTEST_INSIDE
    return _INSIDE if long_enough and any(asked in word for word in pools[0]) else None


def plain_words(text: str) -> list[str]:
    """The words of a text without capitals, accents and marks: “Don’t café” gives “dont”, “cafe”."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("’", "").replace("'", ""))
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return re.findall(r"\w+", letters)
