"""What people do with their sessions, through the same acts as on the screens, and what the ledger makes of it."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from pie_audit.domain.group import GroupRole
from pie_audit.domain.ledger import Period
from pie_audit.domain.session import CancelledBy, SessionKind, WhyLost
from pie_audit.reports.calendar import CalendarTime
from pie_audit.workflows import ledger
from pie_audit.workflows.supervision import (
    group_sessions,
    groups,
    session_calendar,
)
from pie_audit.workflows.supervision import supervision_planning as planning
from pie_audit.workflows.supervision.group_sessions import NewSessions
from pie_audit.workflows.supervision.groups import NewGroup
from pie_audit.workflows.supervision.supervision_planning import Booking, CallOff
from tests.quarter import Hostel

AUTUMN = Period(date(2026, 10, 1), date(2026, 12, 31))


def counts(hostel: Hostel) -> tuple[int, int, int, int]:
    """Planned, held, cut short and moved, as the manager sees them."""
    total = hostel.see(ledger.team_ledger, hostel.amina, hostel.team_id, AUTUMN).total
    return total.planned, total.held, total.short, total.moved


def book(hostel: Hostel, times: int = 4) -> list[str]:
    """Jo books with Amina, every week from 5 October on; the ids, by day."""
    hostel.at(date(2026, 10, 1))
    wanted = Booking(
        hostel.amina.member.person_id,
        False,
        date(2026, 10, 5),
        starts="10:00",
        place="Blue room",
        every_weeks=1,
        times=times,
    )
    return list(hostel.do(planning.book, hostel.jo, wanted).result)


def test_each_session_counts_once_whatever_became_of_it(hostel: Hostel) -> None:
    held, short, moved, off = book(hostel)
    assert counts(hostel) == (0, 0, 0, 0)
    hostel.do(planning.move, hostel.jo, moved, date(2026, 10, 22))
    assert counts(hostel) == (1, 0, 0, 1)
    hostel.at(date(2026, 10, 30))
    hostel.do(planning.record_held, hostel.amina, held)
    hostel.do(planning.record_held, hostel.jo, short, 30)
    hostel.do(planning.record_held, hostel.jo, moved)
    hostel.do(planning.call_off, hostel.amina, off, CallOff(CancelledBy.SUPERVISOR, WhyLost.LEAVE))
    assert counts(hostel) == (4, 3, 1, 0)
    again = hostel.do(planning.rebook, hostel.jo, off, date(2026, 11, 4)).result
    assert counts(hostel) == (4, 3, 1, 0)
    hostel.at(date(2026, 11, 5))
    hostel.do(planning.record_held, hostel.jo, again)
    assert counts(hostel) == (5, 4, 1, 0)


def test_the_usual_wait_is_of_what_was_moved_and_of_what_was_rebooked(hostel: Hostel) -> None:
    _held, _short, moved, off = book(hostel)
    hostel.do(planning.move, hostel.jo, moved, date(2026, 10, 22))
    hostel.do(planning.call_off, hostel.jo, off, CallOff(CancelledBy.SERVICE, WhyLost.STAFFING))
    hostel.do(planning.rebook, hostel.jo, off, date(2026, 10, 31))
    seen = hostel.see(ledger.team_ledger, hostel.amina, hostel.team_id, AUTUMN)
    assert seen.wait_days == 4  # three days for the one, five for the other


def test_taking_it_back_takes_it_out_of_the_ledger(hostel: Hostel) -> None:
    first, *_others = book(hostel)
    hostel.at(date(2026, 10, 6))
    noted = hostel.do(planning.record_held, hostel.jo, first)
    assert counts(hostel) == (1, 1, 0, 0)
    hostel.opened.write(lambda tx: noted.undo(tx, hostel.jo))
    assert counts(hostel) == (0, 0, 0, 0)


def test_a_group_counts_beside_supervision(hostel: Hostel) -> None:
    members = tuple((hostel.people[n].member.person_id, GroupRole.MEMBER) for n in ("jo", "sam"))
    new = NewGroup(SessionKind.GROUP, "Thursdays", hostel.team_id, members)
    hostel.at(date(2026, 10, 1))
    group = hostel.do(groups.make_group, hostel.jo, new).result
    planned = NewSessions(group.group_id, date(2026, 10, 8), 60, count=2, every_weeks=2)
    one, two = hostel.do(group_sessions.plan_sessions, hostel.jo, planned).result
    hostel.at(date(2026, 10, 30))
    hostel.do(group_sessions.hold, hostel.sam, one.session_id, 60)
    hostel.do(group_sessions.call_off, hostel.sam, two.session_id, CancelledBy.SERVICE, WhyLost.STAFFING)
    seen = hostel.see(ledger.team_ledger, hostel.amina, hostel.team_id, AUTUMN)
    assert [(row.kind, row.total.says()) for row in seen.rows] == [(SessionKind.GROUP, "1 of 2, 50%")]


def test_what_was_booked_stands_in_both_calendars_at_its_time_and_place(hostel: Hostel) -> None:
    book(hostel, times=2)
    for me in (hostel.jo, hostel.amina):
        entries = hostel.see(session_calendar.calendar_entries, me)
        assert [(e.day, e.title) for e in entries] == [
            (date(2026, 10, 5), "Supervision"),
            (date(2026, 10, 12), "Supervision"),
        ]
        first = entries[0]
        assert isinstance(first, CalendarTime)
        starts = datetime.combine(first.day, first.starts, ZoneInfo("Europe/London"))
        assert (starts.hour, first.minutes, first.place) == (10, 60, "Blue room")
    assert hostel.see(session_calendar.calendar_entries, hostel.sam) == ()
