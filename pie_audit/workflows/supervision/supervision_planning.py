"""Planned sessions of two: booked once or every few weeks, moved, called off, held; each with its undo."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from pie_audit.domain.errors import NotNow
from pie_audit.domain.recurrence import Series
from pie_audit.domain.session import CancelledBy, Contract, Session, SessionKind, SessionStatus, WhyLost
from pie_audit.domain.supervision import Agenda
from pie_audit.domain.supervision_rules import add_months
from pie_audit.domain.team import Member, Standing
from pie_audit.reports.series import days_of_series
from pie_audit.storage import people, records, sessions
from pie_audit.words import _
from pie_audit.workflows.presence import Me, SignedIn
from pie_audit.workflows.supervision import supervision_agenda
from pie_audit.workflows.supervision.supervision_agreements import agreement_between, team_of
from pie_audit.workflows.supervision.supervision_pair import only_by, own_session, page_of, present
from pie_audit.workflows.undo import Undoable

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

MOST_TIMES, MOST_MINUTES, MOST_STARTS, MOST_PLACE = 60, 480, 20, 200
_LOOK_BACK_MONTHS, _LOOK_AHEAD_MONTHS = 12, 24


@dataclass(frozen=True, slots=True)
class Booking:
    """Sessions to plan. `every_weeks` 0 means once; `starts` such as ``10:00`` and `place` are sealed for both."""

    other_id: str
    i_supervise: bool
    first_on: date
    minutes: int = 60
    starts: str = ""
    place: str = ""
    every_weeks: int = 0
    times: int = 1
    paid: bool = True
    contract: Contract = Contract.PERMANENT

    @property
    def days(self) -> tuple[date, ...]:
        """The days it asks for. Raises NotNow for a series that can't be planned."""
        if not self.every_weeks:
            return (self.first_on,)
        return days_of_series(Series(self.first_on, self.every_weeks, count=self.times))


@dataclass(frozen=True, slots=True)
class CallOff:
    """Why a session doesn't take place: from whose side and which kind of reason are counted, the words are sealed."""

    by: CancelledBy
    reason: WhyLost
    words: str = ""


def book(tx: Transaction, me: Me, wanted: Booking) -> Undoable:
    """Plan one session or a series; the result is their ids, by day. Two on one day stay two."""
    mine = present(tx, me)
    other = _other(tx, mine, wanted.other_id)
    supervisor, supervisee = (mine.member, other) if wanted.i_supervise else (other, mine.member)
    _require_sensible(wanted, mine.clock.today())
    agreement = agreement_between(tx, supervisor.person_id, supervisee.person_id)
    blank = Session(
        "",
        SessionKind.SUPERVISION,
        agreement.team_id if agreement else team_of(supervisor, supervisee),
        wanted.first_on,
        wanted.minutes,
        agreement_id=agreement.agreement_id if agreement else None,
        supervisor_id=supervisor.person_id,
        supervisee_id=supervisee.person_id,
        contract=wanted.contract,
        paid=wanted.paid,
    )
    planned = [replace(blank, session_id=secrets.token_hex(16), planned_on=day) for day in wanted.days]
    sessions.add_sessions(tx, planned)
    _seal_where(tx, me, planned, wanted)
    ids = tuple(session.session_id for session in planned)

    def take_back(tx: Transaction, me: Me) -> None:
        _unbook(tx, me, ids)

    return Undoable(ids, _("Booked {supervision}"), only_by(mine, take_back))


def move(tx: Transaction, me: Me, session_id: str, to: date, starts: str | None = None) -> Undoable:
    """Put a session off to another day, or at another time; its planned day stays in the ledger."""
    mine, session = own_session(tx, me, session_id)
    _require_to_come(session)
    _require_near(to, mine.clock.today())
    back = to == session.planned_on
    status = SessionStatus.NOT_YET if back else SessionStatus.MOVED
    agenda = supervision_agenda.load(tx, me, mine, session)
    said = replace(agenda, starts=_tidy(starts, agenda.starts, MOST_STARTS), move_asked_by="", move_words="")
    if said != agenda:
        supervision_agenda.save(tx, me, session, said)
    return _keep(
        tx, mine, session, replace(session, moved_to=None if back else to, status=status), _("Moved it")
    )


def call_off(tx: Transaction, me: Me, session_id: str, why: CallOff) -> Undoable:
    """It doesn't take place: from whose side and why are counted, what else is said only the two can read."""
    mine, session = own_session(tx, me, session_id)
    _require_to_come(session)
    if why.words.strip():
        agenda = supervision_agenda.load(tx, me, mine, session)
        supervision_agenda.save(tx, me, session, replace(agenda, why_lost=why.words.strip()[:1000]))
    lost = replace(session, status=SessionStatus.CANCELLED, cancelled_by=why.by, reason=why.reason)
    return _keep(tx, mine, session, lost, _("Called it off"))


def rebook(tx: Transaction, me: Me, session_id: str, on: date) -> Undoable:
    """Plan another session in place of one that was called off, with what was brought to it. Its id is the result."""
    mine, lost = own_session(tx, me, session_id)
    if lost.status is not SessionStatus.CANCELLED or lost.rebooked_id is not None:
        raise NotNow(_("This one needs no other in its place."), _("Book a new session instead."))
    _require_near(on, mine.clock.today())
    session = replace(
        lost,
        session_id=secrets.token_hex(16),
        planned_on=on,
        status=SessionStatus.NOT_YET,
        moved_to=None,
        cancelled_by=None,
        reason=None,
        version=1,
    )
    sessions.add_sessions(tx, [session])
    saved = sessions.save_session(tx, replace(lost, rebooked_id=session.session_id))
    brought = supervision_agenda.load(tx, me, mine, lost)
    if brought != Agenda():
        fresh = replace(brought, why_lost="", move_asked_by="", move_words="", version=0)
        supervision_agenda.save(tx, me, session, fresh)

    def take_back(tx: Transaction, me: Me) -> None:
        _unbook(tx, me, (session.session_id,))
        _put_back(tx, me, lost, saved.version)

    return Undoable(session.session_id, _("Booked another one"), only_by(mine, take_back))


def record_held(
    tx: Transaction, me: Me, session_id: str, minutes: int | None = None, on: date | None = None
) -> Undoable:
    """It was held: as planned with no more said, or cut short where `minutes` are fewer than planned.

    A session past midnight belongs to the day it began on. Raises NotNow for a day that is still to come.
    """
    mine, session = own_session(tx, me, session_id)
    day = on or session.due_on
    took = session.planned_min if minutes is None else minutes
    if session.status is SessionStatus.CANCELLED:
        raise NotNow(_("This session was called off."), _("Book another one, or undo that first."))
    if day > mine.clock.today():
        raise NotNow(_("That day is still to come."), _("Say how it was once it has been."))
    if not 1 <= took <= MOST_MINUTES:
        raise NotNow(_("That isn’t how long a session takes."), _("Write how many minutes there were."))
    status = SessionStatus.CUT_SHORT if took < session.planned_min else SessionStatus.HELD
    held = replace(session, status=status, held_on=day, held_min=took)
    return _keep(tx, mine, session, held, _("Said it was held"))


def _keep(tx: Transaction, mine: SignedIn, before: Session, after: Session, name: str) -> Undoable:
    saved = sessions.save_session(tx, after)

    def take_back(tx: Transaction, me: Me) -> None:
        _put_back(tx, me, before, saved.version)

    return Undoable(saved, name, only_by(mine, take_back))


def _put_back(tx: Transaction, me: Me, before: Session, version: int) -> None:
    """The line as it was. Raises NotNow where it was changed since."""
    own_session(tx, me, before.session_id)
    sessions.save_session(tx, replace(before, version=version))


def _unbook(tx: Transaction, me: Me, session_ids: tuple[str, ...]) -> None:
    """Take back what was planned a moment ago, unless something has happened with it since."""
    for session_id in session_ids:
        mine, session = own_session(tx, me, session_id)
        agenda = supervision_agenda.load(tx, me, mine, session)
        others = [i for i in agenda.items if i.by_id != mine.member.person_id]
        written = records.load_record(tx, page_of(mine, session, "summary").record_id)
        if session.version != 1 or others or written is not None:
            raise NotNow(
                _("Something was done with these sessions since."), _("Call off those that you don’t want.")
            )
        records.delete_record(tx, page_of(mine, session, "agenda").record_id)
    sessions.delete_sessions(tx, session_ids)


def _seal_where(tx: Transaction, me: Me, planned: list[Session], wanted: Booking) -> None:
    agenda = Agenda(starts=_tidy(wanted.starts, "", MOST_STARTS), place=_tidy(wanted.place, "", MOST_PLACE))
    if agenda != Agenda():
        for session in planned:
            supervision_agenda.save(tx, me, session, agenda)


def _tidy(words: str | None, otherwise: str, most: int) -> str:
    return otherwise if words is None else " ".join(words.split())[:most]


def _other(tx: Transaction, mine: SignedIn, person_id: str) -> Member:
    try:
        other = people.load_member(tx, person_id)
    except KeyError:
        other = mine.member
    if other.person_id == mine.member.person_id or other.standing is not Standing.ACTIVE:
        raise NotNow(_("Choose with whom."), _("It has to be somebody who is here now."))
    return other


def _require_sensible(wanted: Booking, today: date) -> None:
    _require_near(wanted.first_on, today)
    if not (1 <= wanted.minutes <= MOST_MINUTES):
        raise NotNow(_("That isn’t how long a session takes."), _("Write how many minutes it should have."))
    if not (0 <= wanted.every_weeks <= 26 and 1 <= wanted.times <= MOST_TIMES):
        raise NotNow(_("That series can’t be meant."), _("Plan up to 60 sessions, at most 26 weeks apart."))


def _require_near(day: date, today: date) -> None:
    if not add_months(today, -_LOOK_BACK_MONTHS) <= day <= add_months(today, _LOOK_AHEAD_MONTHS):
        raise NotNow(_("That day is too far away."), _("Choose one from last year on, at most two ahead."))


def _require_to_come(session: Session) -> None:
    if not session.is_to_come:
        raise NotNow(_("This session is over or was called off."), _("Look at it as it is now."))
