"""Where somebody finds support: the same words for everybody, and those beside one's own heavy answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pie_audit import paths
from pie_audit.catalogue import support_file
from pie_audit.domain import support
from pie_audit.domain.support import HelpLine
from pie_audit.storage import support as kept
from pie_audit.words import _
from pie_audit.workflows.permissions import Act, may, require
from pie_audit.workflows.presence import Me, acting
from pie_audit.workflows.undo import Undoable

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


LONGEST = 400


@dataclass(frozen=True, slots=True)
class OwnLines:
    """What an organisation wrote of its own, and whether it can be changed here."""

    words: str
    may_change: bool


@cache
def help_lines() -> tuple[HelpLine, ...]:
    """The numbers that come with the program, read once."""
    return support_file.read_support(paths.support_file())


def signposting(tx: Transaction) -> str:
    """Whom to talk to and what to ring, for everybody alike; paragraphs with an empty line between."""
    return support.where_to_turn(help_lines(), kept.load_lines(tx))


def signposting_of_answers(tx: Transaction) -> str:
    """The same on one's own page, where one's own answers suggest a lot of strain."""
    return support.after_heavy_answers(help_lines(), kept.load_lines(tx))


def as_people_see_it(words: str) -> str:
    """What everybody reads with these lines in it, before they are kept."""
    return support.where_to_turn(help_lines(), words)


def own_lines(tx: Transaction, me: Me) -> OwnLines:
    """The lines of this organisation, and whether whoever looks may change them."""
    return OwnLines(kept.load_lines(tx), may(acting(me).member, Act.SETTINGS))


def save_own_lines(tx: Transaction, me: Me, words: str) -> Undoable:
    """Keep the organisation's own lines, on one line of text. Can be undone."""
    require(acting(me).member, Act.SETTINGS)
    before = kept.load_lines(tx)
    tidy = " ".join(words.split())[:LONGEST]
    kept.save_lines(tx, tidy)
    return Undoable(tidy, _("Changed where support is"), lambda tx, _me: kept.save_lines(tx, before))
