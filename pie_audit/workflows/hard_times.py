"""Something happened: after an incident or a bad week the program goes quiet, and dates are kept for talking."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pie_audit.domain.audit import AuditRound
from pie_audit.domain.errors import NotNow
from pie_audit.domain.session import Session, SessionKind
from pie_audit.domain.small_logs import HardTime
from pie_audit.storage import audits as rounds
from pie_audit.storage import sessions
from pie_audit.storage import small_logs as stored
from pie_audit.words import _
from pie_audit.workflows.permissions import Act, Matter, may, require
from pie_audit.workflows.presence import Me, acting
from pie_audit.workflows.supervision.groups import has_words
from pie_audit.workflows.undo import Undoable

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

QUIET_DAYS = 14
"""All reminders rest for so long, and the days of a review move by as much."""

WEEK_DAYS, MONTH_DAYS = 7, 28
TALK_MIN = 45
MOST_PEOPLE = 999
_LATEST_START = timedelta(days=QUIET_DAYS)


@dataclass(frozen=True, slots=True)
class WhatHappened:
    """What somebody notes: which day, an incident or a bad week, and what was offered, in counts alone.

    `plan_talks` puts one talk in a week and one in a month into the ledger; `move_review` moves the days of the
    review in hand, where this person may.
    """

    team_id: str
    day: date
    is_incident: bool = True
    in_a_week: date | None = None
    in_a_month: date | None = None
    offered: int = 0
    taken_up: int = 0
    residents_included: bool = False
    plan_talks: bool = True
    move_review: bool = False


@dataclass(frozen=True, slots=True)
class HardTimesView:
    """What the window shows. `quiet_until` while reminders rest; `latest` while it can still be added to.

    `round` is the review whose days could move, `moved_closes_on` and `moved_talk_on` where they would lie.
    """

    team_id: str
    today: date
    latest: HardTime | None
    quiet_until: date | None
    round: AuditRound | None
    may_move_review: bool
    moved_closes_on: date | None
    moved_talk_on: date | None


def hard_times(tx: Transaction, me: Me, team_id: str) -> HardTimesView:
    """What was noted for a team of one's own."""
    mine = acting(me)
    require(mine.member, Act.READ_TEAM, Matter(team_id))
    today = mine.clock.today()
    quiet = _quiet(tx, team_id, today)
    audit_round = _round_to_move(tx, team_id, today)
    moved = _moved(audit_round, today) if audit_round else None
    return HardTimesView(
        team_id,
        today,
        quiet[0] if quiet else None,
        max((h.quiet_until for h in quiet), default=None),
        audit_round,
        audit_round is not None and may(mine.member, Act.RUN_ROUND, Matter.of(audit_round)),
        moved.closes_on if moved else None,
        moved.talk_on if moved else None,
    )


def is_quiet_time(tx: Transaction, team_id: str, today: date) -> bool:
    """Whether reminders of this team rest, because something happened in the last two weeks.

    For whoever decides what to remind of: it says nothing but yes or no, and asks nobody's permission.
    """
    return bool(_quiet(tx, team_id, today))


def note_hard_time(tx: Transaction, me: Me, what: WhatHappened) -> Undoable:
    """Note it; anybody of the team may. One undo takes all of it back: the note, the talks and the moved days.

    Raises NotNow for a day still to come or long past, and for counts that can't be.
    """
    mine = acting(me)
    require(mine.member, Act.READ_TEAM, Matter(what.team_id))
    today = mine.clock.today()
    _check(what, today)
    noted = HardTime(
        secrets.token_hex(16),
        what.team_id,
        what.day,
        what.is_incident,
        today + timedelta(days=QUIET_DAYS),
        what.in_a_week or today + timedelta(days=WEEK_DAYS),
        what.in_a_month or today + timedelta(days=MONTH_DAYS),
        what.offered,
        what.taken_up,
        what.residents_included,
    )
    before = _move_review(tx, me, what.team_id, today) if what.move_review else None
    noted = replace(noted, round_id=before.round_id if before else None)
    stored.save_hard_time(tx, noted)
    talks = _plan_talks(tx, noted) if what.plan_talks else ()
    return Undoable(noted, _("Noted that something happened"), _TakeBack(noted, talks, before))


def change_counts(tx: Transaction, me: Me, hard_time_id: str, offered: int, taken_up: int) -> Undoable:
    """How many check-ins were offered and taken by now; never to whom. Raises NotNow for counts that can't be."""
    mine = acting(me)
    before = _find(tx, me, hard_time_id)
    _check_counts(offered, taken_up)
    stored.save_hard_time(tx, replace(before, offered=offered, taken_up=taken_up, version=before.version + 1))

    def undo(tx: Transaction, me: Me) -> None:
        stored.save_hard_time(
            tx, replace(_find(tx, me, hard_time_id), offered=before.offered, taken_up=before.taken_up)
        )

    return Undoable(mine.member.person_id, _("Changed how many check-ins there were"), undo)


def move_review(tx: Transaction, me: Me, hard_time_id: str) -> Undoable:
    """Move the days of the review in hand by two weeks, where nobody who may had done so when it was noted."""
    noted = _find(tx, me, hard_time_id)
    if noted.round_id is not None:
        raise NotNow(
            _("The days of the review were moved already."), _("Undo that first, or change them there.")
        )
    before = _move_review(tx, me, noted.team_id, acting(me).clock.today())
    stored.save_hard_time(tx, replace(noted, round_id=before.round_id))

    def undo(tx: Transaction, me: Me) -> None:
        _days_back(tx, me, before)
        stored.save_hard_time(tx, replace(_find(tx, me, hard_time_id), round_id=None))

    return Undoable(noted, _("Moved the days of the review"), undo)


@dataclass(frozen=True, slots=True)
class _TakeBack:
    """Everything as it was, but for a talk that has been touched since."""

    noted: HardTime
    talks: tuple[Session, ...]
    before: AuditRound | None

    def __call__(self, tx: Transaction, me: Me) -> None:
        require(acting(me).member, Act.READ_TEAM, Matter(self.noted.team_id))
        if self.before is not None:
            _days_back(tx, me, self.before)
        untouched = [s.session_id for s in self.talks if sessions.load_session(tx, s.session_id) == s]
        sessions.delete_sessions(tx, [s for s in untouched if not has_words(tx, s)])
        stored.delete_hard_time(tx, self.noted.hard_time_id)


def _quiet(tx: Transaction, team_id: str, today: date) -> tuple[HardTime, ...]:
    """What still keeps reminders quiet, the latest first."""
    return tuple(h for h in stored.hard_times_of(tx, team_id) if h.day <= today <= h.quiet_until)


def _find(tx: Transaction, me: Me, hard_time_id: str) -> HardTime:
    """One of the teams of whoever asks. Raises NotNow for any other."""
    mine = acting(me).member
    for team_id in sorted(mine.teams | mine.manages):
        if may(mine, Act.READ_TEAM, Matter(team_id)):
            for noted in stored.hard_times_of(tx, team_id):
                if noted.hard_time_id == hard_time_id:
                    return noted
    raise NotNow(_("That isn’t noted here."), _("It may have been taken back."))


def _check(what: WhatHappened, today: date) -> None:
    if not today - _LATEST_START <= what.day <= today:
        raise NotNow(
            _("The day lies within the last two weeks, or is today."),
            _("Reminders rest from the day you note it."),
        )
    for talk in (what.in_a_week, what.in_a_month):
        if talk is not None and talk < today:
            raise NotNow(_("A talk lies on a day to come."), _("Choose a later day."))
    _check_counts(what.offered, what.taken_up)


def _check_counts(offered: int, taken_up: int) -> None:
    if not 0 <= taken_up <= offered <= MOST_PEOPLE:
        raise NotNow(
            _("No more check-ins can be taken up than were offered."), _("Write how many were offered first.")
        )


def _plan_talks(tx: Transaction, noted: HardTime) -> tuple[Session, ...]:
    talks = tuple(
        Session(secrets.token_hex(16), SessionKind.DEBRIEF, noted.team_id, day, TALK_MIN)
        for day in (noted.in_a_week, noted.in_a_month)
    )
    sessions.add_sessions(tx, talks)
    return talks


def _round_to_move(tx: Transaction, team_id: str, today: date) -> AuditRound | None:
    """The review in hand, where it still has a day to come."""
    found = rounds.current_round(tx, team_id)
    return found if found is not None and _moved(found, today) != found else None


def _moved(audit_round: AuditRound, today: date) -> AuditRound:
    """The review with each of its days that is still to come two weeks later."""
    later = timedelta(days=QUIET_DAYS)
    closes, talk = audit_round.closes_on, audit_round.talk_on
    return replace(
        audit_round,
        closes_on=closes + later if closes >= today else closes,
        talk_on=talk + later if talk is not None and talk >= today else talk,
    )


def _move_review(tx: Transaction, me: Me, team_id: str, today: date) -> AuditRound:
    """Move the days; the review as it was. Raises NotNow where there is none, or it isn't this person's to move."""
    audit_round = _round_to_move(tx, team_id, today)
    if audit_round is None:
        raise NotNow(_("No review has days to come."), _("Note it without moving anything."))
    require(acting(me).member, Act.RUN_ROUND, Matter.of(audit_round))
    rounds.save_round(tx, _moved(audit_round, today))
    return audit_round


def _days_back(tx: Transaction, me: Me, before: AuditRound) -> None:
    """The days as they were, and nothing else of the review: it may have gone on since."""
    now = rounds.load_round(tx, before.round_id)
    require(acting(me).member, Act.RUN_ROUND, Matter.of(now))
    rounds.save_round(tx, replace(now, closes_on=before.closes_on, talk_on=before.talk_on))
