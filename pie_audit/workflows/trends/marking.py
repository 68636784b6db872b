"""Notes and change points that a team puts on its own trends, and how it wants them read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from pie_audit.domain.audit import RoundState
from pie_audit.domain.errors import NotNow
from pie_audit.domain.trend_mark import MOST_CHARACTERS, MarkKind, TrendMark, TrendSettings
from pie_audit.storage import audits as rounds
from pie_audit.storage import trend_marks as kept
from pie_audit.words import _
from pie_audit.workflows import drafts
from pie_audit.workflows.permissions import Act, Matter, may, require
from pie_audit.workflows.presence import Me, SignedIn, acting
from pie_audit.workflows.undo import Undoable

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

EARLIEST = date(1980, 1, 1)
MOST_MARKS = 200
MONTHLY = ("friction", "turned_away", "refusals", "time_ledger/hours")
"""The charts whose limits may be looked at anew from a day on."""

_WAYS = frozenset({"higher", "lower"})


def may_decide(tx: Transaction, me: Me, team_id: str) -> bool:
    """Whether this person decides how the team's trends are read: its manager, or who leads its latest review."""
    member = acting(me).member
    kept_rounds = [r for r in rounds.rounds_of_team(tx, team_id) if r.state is not RoundState.ABANDONED]
    matter = Matter.of(kept_rounds[-1]) if kept_rounds else Matter(team_id)
    return may(member, Act.READ_TEAM, Matter(team_id)) and may(member, Act.RUN_ROUND, matter)


def add_mark(tx: Transaction, me: Me, mark: TrendMark) -> Undoable:
    """Pin a note, for whoever reads the team; or set a change point, for who runs its reviews.

    Raises NotNow for anybody else, for a mark without words, and for a day that can't be meant.
    """
    mine = _allowed(tx, me, mark)
    checked = _checked(mark, mine.clock.today())
    before = kept.load_mark(tx, mark.mark_id)
    if before is not None and before.team_id != mark.team_id:
        raise NotNow(_("That note belongs to another team."), _("Write a new one here."))
    if before is None and len(kept.marks_of(tx, mark.team_id)) >= MOST_MARKS:
        raise NotNow(
            _("There are {n} notes on these charts already.").format(n=MOST_MARKS),
            _("Take an old one away first."),
        )
    if before is not None:
        _allowed(tx, me, before)
    kept.save_mark(tx, checked)
    name = _("Pinned a note") if checked.kind is MarkKind.NOTE else _("Began new limits")
    return Undoable(checked, name, partial(_put_back, now=checked, before=before))


def begun_note(team_id: str) -> str:
    """Under which key a note that isn't pinned yet waits as a draft."""
    return f"trend note/{team_id}"


def pin(tx: Transaction, me: Me, mark: TrendMark) -> Undoable:
    """As `add_mark`; what was begun of it is no draft any more."""
    done = add_mark(tx, me, mark)
    drafts.drop(tx, me, begun_note(mark.team_id))
    return done


def take_mark_away(tx: Transaction, me: Me, mark_id: str) -> Undoable:
    """Take a note or a change point away. Raises NotNow where it is gone, or isn't this person's to take."""
    before = kept.load_mark(tx, mark_id)
    if before is None:
        raise NotNow(_("That note is gone already."), _("Nothing is left to do."))
    _allowed(tx, me, before)
    kept.delete_mark(tx, mark_id)
    return Undoable(before, _("Took a note away"), partial(_bring_back, mark=before))


def change_settings(tx: Transaction, me: Me, team_id: str, settings: TrendSettings) -> Undoable:
    """Choose the rules and which way is better, for who runs the team's reviews. Raises NotNow for anybody else."""
    _require_decider(tx, me, team_id)
    if any(way not in _WAYS for _chart, way in settings.good):
        raise NotNow(_("A measure can get better upwards or downwards."), _("Choose one of the two."))
    before = kept.load_settings(tx, team_id)
    after = replace(settings, good=tuple(sorted(dict(settings.good).items())))
    kept.save_settings(tx, team_id, after)
    return Undoable(
        after, _("Changed how trends are read"), partial(_set_back, team_id=team_id, before=before)
    )


def _put_back(tx: Transaction, me: Me, *, now: TrendMark, before: TrendMark | None) -> None:
    """The mark as it was, where nobody changed it since."""
    _allowed(tx, me, now)
    if kept.load_mark(tx, now.mark_id) != now:
        raise NotNow(_("Somebody changed this note since."), _("Look at it as it is now."))
    if before is None:
        kept.delete_mark(tx, now.mark_id)
    else:
        kept.save_mark(tx, before)


def _bring_back(tx: Transaction, me: Me, *, mark: TrendMark) -> None:
    _allowed(tx, me, mark)
    kept.save_mark(tx, mark)


def _set_back(tx: Transaction, me: Me, *, team_id: str, before: TrendSettings) -> None:
    _require_decider(tx, me, team_id)
    kept.save_settings(tx, team_id, before)


def _allowed(tx: Transaction, me: Me, mark: TrendMark) -> SignedIn:
    mine = acting(me)
    if mark.kind is MarkKind.CHANGE_POINT:
        _require_decider(tx, me, mark.team_id)
    else:
        require(mine.member, Act.READ_TEAM, Matter(mark.team_id))
    return mine


def _require_decider(tx: Transaction, me: Me, team_id: str) -> None:
    if not may_decide(tx, me, team_id):
        raise NotNow(
            _("How trends are read is for the team’s manager, or for who leads its review."),
            _("Pin a note, or ask them."),
        )


def _checked(mark: TrendMark, today: date) -> TrendMark:
    """The mark as it is kept: one line, on a day that can be meant."""
    words = " ".join(mark.words.split())
    if not words:
        raise NotNow(_("There’s no word yet."), _("Say in a line what happened."))
    if len(words) > MOST_CHARACTERS:
        raise NotNow(
            _("That is longer than {n} characters.").format(n=MOST_CHARACTERS),
            _("Shorten it; the words are still on this screen."),
        )
    if not EARLIEST <= mark.day <= today + timedelta(days=366):
        raise NotNow(_("That day can’t be meant."), _("Look at the year again."))
    if mark.kind is MarkKind.CHANGE_POINT and mark.chart not in MONTHLY:
        raise NotNow(
            _("New limits begin only on a chart of months."),
            _("Pin a note instead: it stands on every chart."),
        )
    return replace(mark, words=words)
