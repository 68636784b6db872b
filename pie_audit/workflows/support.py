"""Where somebody finds support: the same words for everybody, and those beside one's own heavy answers."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pie_audit import paths
from pie_audit.catalogue import support_file
from pie_audit.domain import support
from pie_audit.domain.support import HelpLine

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


@cache
def help_lines() -> tuple[HelpLine, ...]:
    """The numbers that come with the program, read once."""
    return support_file.read_support(paths.support_file())


def signposting(tx: Transaction) -> str:
    """Whom to talk to and what to ring, for everybody alike; paragraphs with an empty line between."""
    return support.where_to_turn(help_lines())


def signposting_of_answers(tx: Transaction) -> str:
    """The same on one's own page, where one's own answers suggest a lot of strain."""
    return support.after_heavy_answers(help_lines())
