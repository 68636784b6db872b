"""Small logs of a team: little wins, what took too long, how often a story was told. Nobody's name is on any of them."""

from __future__ import annotations

import re
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.small_logs import Friction, FrictionEnd, Tellings, Win, WinReach
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import latest_logs
from pie_audit.storage import small_logs as stored
from pie_audit.words import _
from pie_audit.workflows.everyday import own_wins
from pie_audit.workflows.everyday.entry_books import Book, keep, one_line, take_out
from pie_audit.workflows.presence import Me, SignedIn, acting
from pie_audit.workflows.team_parts import enter
from pie_audit.workflows.undo import Undoable

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

MOST_MINUTES = 60 * 40
"""One errand may take a working week; more than that are several."""

MOST_TELLINGS = 99

MOST_DAYS = 1000
"""Who waited longer than that waited in several episodes."""

_LABEL = re.compile(r"[A-Za-z]{0,2}\d{1,3}")


def month_of(mine: SignedIn) -> str:
    """This month, as entries keep it: ``2026-11``."""
    return mine.clock.today().isoformat()[:7]


def new_win(me: Me, team_id: str, words: str = "") -> Win:
    """A blank small win of this week."""
    return Win(secrets.token_hex(16), team_id, acting(me).week, words)


def new_friction(me: Me, team_id: str) -> Friction:
    """A blank errand of this month."""
    month = month_of(acting(me))
    return Friction(
        secrets.token_hex(16), team_id, month, "", "", 0, FrictionEnd.NOT_SAID, BarrierLevel.SERVICE
    )


def new_tellings(me: Me, team_id: str, label: str) -> Tellings:
    """A blank count of this month, under a throwaway label."""
    return Tellings(secrets.token_hex(16), team_id, month_of(acting(me)), label, 0, 0, 0)


def save_win(tx: Transaction, me: Me, win: Win, known: Win | None = None) -> Undoable:
    """Put a win on the wall, or change the one `known`; one for “only me” goes to one's own pages instead.

    Raises NotNow for one without a sentence, EntryChanged where somebody was faster.
    """
    if win.reach is WinReach.ME:
        enter(tx, me, win.team_id, TeamPart.WINS)
        return own_wins.keep_to_myself(tx, me, checked_win(win))
    return keep(tx, me, win, known, _WINS, _("Noted a small win"))


def take_win_off(tx: Transaction, me: Me, win: Win) -> Undoable:
    """Take a win off the wall, as it was read; anybody of the team may, since nobody's name is on it."""
    return take_out(tx, me, win, _WINS, _("Took a small win off the wall"))


def pick_line(tx: Transaction, me: Me, team_id: str, words: str) -> Undoable:
    """Put one line of somebody's own page on the wall: only that line travels, and nothing leads back to the page."""
    return save_win(tx, me, new_win(me, team_id, words))


def save_friction(tx: Transaction, me: Me, friction: Friction, known: Friction | None = None) -> Undoable:
    """Note an errand that took too long, or change the one `known`.

    Raises NotNow for what can't be summed, EntryChanged where somebody was faster.
    """
    return keep(tx, me, friction, known, _FRICTION, _("Noted what took too long"))


def take_friction_out(tx: Transaction, me: Me, friction: Friction) -> Undoable:
    """Take an errand out of the log, as it was read."""
    return take_out(tx, me, friction, _FRICTION, _("Took an entry away"))


def save_tellings(tx: Transaction, me: Me, tellings: Tellings, known: Tellings | None = None) -> Undoable:
    """Note how often one story had to be told, or change the count `known`.

    Raises NotNow for counts that can't be, EntryChanged where somebody was faster.
    """
    return keep(tx, me, tellings, known, _TELLINGS, _("Noted how often a story was told"))


def take_tellings_out(tx: Transaction, me: Me, tellings: Tellings) -> Undoable:
    """Take a count out of the log, as it was read."""
    return take_out(tx, me, tellings, _TELLINGS, _("Took an entry away"))


def checked_win(win: Win) -> Win:
    """The win as it is kept: one line each. Raises NotNow where the sentence is missing."""
    words = one_line(win.words)
    if not words:
        raise NotNow(_("There’s no sentence yet."), _("Write one line: what got a little better?"))
    return replace(
        win,
        words=words,
        made_possible_by=one_line(win.made_possible_by),
        agencies=one_line(win.agencies),
        reach=WinReach(win.reach),
    )


def checked_friction(friction: Friction) -> Friction:
    """The errand as it is kept. Raises NotNow where words or minutes are missing."""
    kept = replace(friction, trying=one_line(friction.trying), process=one_line(friction.process))
    if not kept.trying or not kept.process:
        raise NotNow(
            _("Two short lines are missing."),
            _("Say what you were trying to do, and with which office or process."),
        )
    if not 0 < kept.minutes <= MOST_MINUTES:
        raise NotNow(
            _("The time lost isn’t there yet."),
            _("Your own guess is plenty: between 1 minute and {n} hours.").format(n=MOST_MINUTES // 60),
        )
    if not 0 <= kept.tellings <= MOST_TELLINGS:
        raise _uncountable()
    return kept


def checked_tellings(tellings: Tellings) -> Tellings:
    """The count as it is kept. Raises NotNow for a label that could be a name, and for counts that can't be."""
    kept = replace(tellings, label=one_line(tellings.label).upper())
    if not _LABEL.fullmatch(kept.label):
        raise NotNow(
            _("The label has to be a throwaway one, such as T3."),
            _("No name and no initials: nobody should be found by it."),
        )
    if not 0 < kept.times <= MOST_TELLINGS:
        raise _uncountable()
    if not (0 <= kept.agencies <= kept.times and 0 <= kept.avoidable <= kept.times):
        raise NotNow(
            _("These numbers don’t fit together."),
            _("Agencies, and tellings that could be avoided, can’t be more than all tellings."),
        )
    if not 0 <= kept.days_waited <= MOST_DAYS:
        raise NotNow(
            _("The days waited aren’t a number that can be."),
            _("Write whole days, {n} at the most, or leave it empty.").format(n=MOST_DAYS),
        )
    return kept


def _uncountable() -> NotNow:
    return NotNow(
        _("The number of tellings isn’t there yet."),
        _("Choose between 1 and {n}.").format(n=MOST_TELLINGS),
    )


def entry_id(entry: Win | Friction | Tellings) -> str:
    """By which an entry is known."""
    match entry:
        case Win():
            return entry.win_id
        case Friction():
            return entry.friction_id
        case _:
            return entry.tellings_id


_WINS = Book(TeamPart.WINS, entry_id, latest_logs.load_win, stored.save_win, stored.delete_win, checked_win)
_FRICTION = Book(
    TeamPart.FRICTION,
    entry_id,
    latest_logs.load_friction,
    stored.save_friction,
    stored.delete_friction,
    checked_friction,
)
_TELLINGS = Book(
    TeamPart.TELLINGS,
    entry_id,
    latest_logs.load_tellings,
    stored.save_tellings,
    stored.delete_tellings,
    checked_tellings,
)
