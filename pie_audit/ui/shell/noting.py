"""What the palette offers to note: each kind that the team uses, and words that were typed as any of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pie_audit.domain.team_part import QUICK, TeamPart
from pie_audit.ui.home.quick_words import WORDS_GO_TO, kind_words
from pie_audit.ui.shell.offers import first_words
from pie_audit.ui.widgets import Command

FEWEST_LETTERS = 3
"""Less than this is no note yet."""

Note = Callable[[TeamPart, str], object]


def to_note(parts: frozenset[TeamPart], note: Note) -> tuple[Command, ...]:
    """One command for each kind that is on, without words."""
    found = []
    for part in (part for part in QUICK if part in parts):
        words = kind_words(part)
        run = partial(note, part, "")
        found.append(Command(words.command, run, keywords=(words.keywords,), icon=words.icon))
    return tuple(found)


def with_words(typed: str, parts: frozenset[TeamPart], note: Note) -> tuple[Command, ...]:
    """The words that were typed, as a note of each kind that is on and takes words."""
    line = " ".join(typed.split())
    if len(line) < FEWEST_LETTERS:
        return ()
    found = []
    for part in (part for part in QUICK if part in parts and part in WORDS_GO_TO):
        words = kind_words(part)
        said = words.with_words.format(words=first_words(line))
        found.append(Command(said, partial(note, part, line), icon=words.icon))
    return tuple(found)
