"""Planned sessions of two: booked, moved, called off, held; counted once, and each step can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.session import CancelledBy, Contract, Session, SessionStatus, WhyLost
from pie_audit.storage import people, records, sessions
from pie_audit.workflows.sealed_pages import named_id
from pie_audit.workflows.supervision import supervision
from pie_audit.workflows.supervision import supervision_agenda as agendas
from pie_audit.workflows.supervision import supervision_planning as planning
from pie_audit.workflows.supervision.supervision_planning import Booking, CallOff
from tests.quarter import TODAY, Hostel
from tests.workflows.supervision_pair import agree, book, person

STAFFING = CallOff(CancelledBy.SERVICE, WhyLost.STAFFING, "Two off sick; nobody to cover the desk.")
TOMORROW = TODAY + timedelta(days=1)


def line(hostel: Hostel, session_id: str) -> Session:
    return hostel.read(lambda tx: sessions.load_session(tx, session_id))


def test_single_session_belongs_to_the_two_and_their_agreement(hostel: Hostel) -> None:
    view = agree(hostel)
    kept = line(hostel, book(hostel, TOMORROW, minutes=90, paid=False, contract=Contract.RELIEF))
    assert (kept.supervisor_id, kept.supervisee_id) == (person(hostel, "amina"), person(hostel, "jo"))
    assert kept.agreement_id == view.agreement.agreement_id
    assert kept.team_id == hostel.team_id
    assert (kept.planned_on, kept.planned_min, kept.paid, kept.contract) == (
        TOMORROW,
        90,
        False,
        Contract.RELIEF,
    )


def test_series_comes_every_so_many_weeks_and_is_taken_back_as_a_whole(hostel: Hostel) -> None:
    wanted = Booking(person(hostel, "jo"), True, TOMORROW, every_weeks=4, times=6, starts="10:00")
    done = hostel.do(planning.book, hostel.amina, wanted)
    days = [line(hostel, each).planned_on for each in done.result]
    assert days == [TOMORROW + timedelta(weeks=4 * n) for n in range(6)]
    assert hostel.see(agendas.agenda_of, hostel.jo, done.result[5]).starts == "10:00"
    hostel.do(done.undo, hostel.amina)
    assert hostel.see(supervision.my_supervision, hostel.jo).coming == ()
    assert hostel.read(lambda tx: records.load_record(tx, named_id("agenda", done.result[0]))) is None


def test_long_series_is_shown_in_part_and_the_rest_counted(hostel: Hostel) -> None:
    wanted = Booking(person(hostel, "jo"), True, TOMORROW, every_weeks=1, times=30)
    hostel.do(planning.book, hostel.amina, wanted)
    view = hostel.see(supervision.my_supervision, hostel.jo)
    assert (len(view.coming), view.later) == (supervision.MOST_COMING, 30 - supervision.MOST_COMING)


def test_booking_is_not_taken_back_once_the_other_brought_something(hostel: Hostel) -> None:
    done = hostel.do(planning.book, hostel.amina, Booking(person(hostel, "jo"), True, TOMORROW))
    hostel.do(agendas.bring, hostel.jo, done.result[0], "The ambulance night")
    with pytest.raises(NotNow, match="since"):
        hostel.do(done.undo, hostel.amina)
    assert line(hostel, done.result[0]).is_to_come


def test_two_on_one_day_stay_two(hostel: Hostel) -> None:
    assert book(hostel, TOMORROW) != book(hostel, TOMORROW)
    assert len(hostel.see(supervision.my_supervision, hostel.jo).coming) == 2


def test_moved_session_keeps_its_planned_day_and_counts_once(hostel: Hostel) -> None:
    session_id = book(hostel, TOMORROW)
    later = TOMORROW + timedelta(days=7)
    hostel.do(planning.move, hostel.jo, session_id, later, "11:30")
    kept = line(hostel, session_id)
    assert (kept.status, kept.planned_on, kept.due_on) == (SessionStatus.MOVED, TOMORROW, later)
    assert [s.session.due_on for s in hostel.see(supervision.my_supervision, hostel.jo).coming] == [later]
    hostel.at(later)
    hostel.do(planning.record_held, hostel.jo, session_id)
    assert (line(hostel, session_id).status, line(hostel, session_id).held_on) == (SessionStatus.HELD, later)


def test_moved_back_is_as_planned(hostel: Hostel) -> None:
    session_id = book(hostel, TOMORROW)
    hostel.do(planning.move, hostel.jo, session_id, TODAY)
    hostel.do(planning.move, hostel.jo, session_id, TOMORROW)
    assert (line(hostel, session_id).status, line(hostel, session_id).moved_to) == (
        SessionStatus.NOT_YET,
        None,
    )


def test_called_off_says_from_whose_side_in_the_open_and_why_only_to_the_two(hostel: Hostel) -> None:
    session_id = book(hostel, TOMORROW)
    hostel.do(planning.call_off, hostel.amina, session_id, STAFFING)
    kept = line(hostel, session_id)
    assert (kept.status, kept.cancelled_by, kept.reason) == (
        SessionStatus.CANCELLED,
        CancelledBy.SERVICE,
        WhyLost.STAFFING,
    )
    assert hostel.see(agendas.agenda_of, hostel.jo, session_id).why_lost == STAFFING.words


def test_rebooked_session_takes_along_what_was_brought(hostel: Hostel) -> None:
    session_id = book(hostel, TOMORROW)
    hostel.do(agendas.bring, hostel.jo, session_id, "The ambulance night")
    hostel.do(planning.call_off, hostel.amina, session_id, STAFFING)
    done = hostel.do(planning.rebook, hostel.jo, session_id, TOMORROW + timedelta(days=3))
    assert line(hostel, session_id).rebooked_id == done.result
    agenda = hostel.see(agendas.agenda_of, hostel.amina, done.result)
    assert [i.words for i in agenda.items] == ["The ambulance night"]
    assert agenda.why_lost == ""
    hostel.do(done.undo, hostel.jo)
    assert line(hostel, session_id).rebooked_id is None


def test_held_without_notes_is_one_step_that_can_be_taken_back(hostel: Hostel) -> None:
    session_id = book(hostel, TODAY)
    done = hostel.do(planning.record_held, hostel.jo, session_id)
    kept = line(hostel, session_id)
    assert (kept.status, kept.held_on, kept.held_min) == (SessionStatus.HELD, TODAY, 60)
    with pytest.raises(NotNow):
        hostel.do(done.undo, hostel.sam)
    hostel.do(done.undo, hostel.jo)
    assert line(hostel, session_id).status is SessionStatus.NOT_YET


def test_cut_short_keeps_its_minutes(hostel: Hostel) -> None:
    session_id = book(hostel, TODAY)
    hostel.do(planning.record_held, hostel.jo, session_id, 25)
    assert (line(hostel, session_id).status, line(hostel, session_id).held_min) == (
        SessionStatus.CUT_SHORT,
        25,
    )


def test_session_of_tomorrow_was_not_held_yet(hostel: Hostel) -> None:
    with pytest.raises(NotNow, match="still to come"):
        hostel.do(planning.record_held, hostel.jo, book(hostel, TOMORROW))


def test_session_over_midnight_belongs_to_the_day_it_began_on(hostel: Hostel) -> None:
    session_id = book(hostel, TODAY, starts="23:30")
    hostel.at(TOMORROW)
    hostel.do(planning.record_held, hostel.jo, session_id)
    assert line(hostel, session_id).held_on == TODAY


def test_undo_of_what_the_other_changed_since_is_refused(hostel: Hostel) -> None:
    session_id = book(hostel, TODAY)
    moved = hostel.do(planning.move, hostel.jo, session_id, TOMORROW)
    hostel.do(planning.move, hostel.amina, session_id, TOMORROW + timedelta(days=2))
    with pytest.raises(NotNow):
        hostel.do(moved.undo, hostel.jo)
    assert line(hostel, session_id).moved_to == TOMORROW + timedelta(days=2)


@pytest.mark.parametrize(
    "changes",
    [
        {"minutes": 0},
        {"minutes": 481},
        {"times": 61, "every_weeks": 1},
        {"every_weeks": 27, "times": 2},
        {"first_on": date(2030, 1, 1)},
        {"first_on": date(2020, 1, 1)},
    ],
)
def test_what_cannot_be_meant_is_not_booked(hostel: Hostel, changes: dict[str, object]) -> None:
    usual = Booking(person(hostel, "jo"), True, TOMORROW)
    with pytest.raises(NotNow):
        hostel.do(planning.book, hostel.amina, replace(usual, **changes))  # type: ignore[arg-type]


def test_three_lost_in_a_row_are_said_to_the_one_and_asked_of_the_other(hostel: Hostel) -> None:
    for back in (28, 21, 14):
        session_id = book(hostel, TODAY - timedelta(days=back))
        hostel.do(planning.call_off, hostel.amina, session_id, STAFFING)
    mine = hostel.see(supervision.home_lines, hostel.jo)
    assert mine.lost is not None
    assert (mine.lost.times, mine.lost.supervisor_name) == (3, "Amina Yusuf")
    assert mine.to_protect == ()
    hers = hostel.see(supervision.home_lines, hostel.amina)
    assert hers.lost is None
    assert [each.supervisee_name for each in hers.to_protect] == ["Jo"]
    hostel.do(planning.record_held, hostel.jo, book(hostel, TODAY))
    assert hostel.see(supervision.home_lines, hostel.jo).lost is None


def test_what_the_supervisee_called_off_is_not_said_to_be_our_doing(hostel: Hostel) -> None:
    for back in (28, 21, 14):
        session_id = book(hostel, TODAY - timedelta(days=back))
        hostel.do(planning.call_off, hostel.jo, session_id, CallOff(CancelledBy.SUPERVISEE, WhyLost.SICKNESS))
    assert hostel.see(supervision.home_lines, hostel.jo).lost is None


def test_home_says_when_where_and_with_whom(hostel: Hostel) -> None:
    session_id = book(hostel, TOMORROW, starts="10:00", place="The small room")
    hostel.do(agendas.bring, hostel.jo, session_id, "The ambulance night")
    found = hostel.see(supervision.home_lines, hostel.jo).next
    assert found is not None
    assert (found.session.due_on, found.starts, found.place) == (TOMORROW, "10:00", "The small room")
    assert (found.other_name, found.to_bring) == ("Amina Yusuf", 1)


def test_somebody_without_supervision_has_blank_lines(hostel: Hostel) -> None:
    lines = hostel.see(supervision.home_lines, hostel.tom)
    assert (lines.next, lines.lost, lines.to_protect, lines.waiting, lines.promised) == (
        None,
        None,
        (),
        (),
        (),
    )


def test_who_left_is_not_booked_with(hostel: Hostel) -> None:
    from pie_audit.domain.team import Standing

    hostel.opened.write(
        lambda tx: people.set_standing(tx, person(hostel, "jo"), Standing.LEFT, week="2026-W47")
    )
    with pytest.raises(NotNow, match="here now"):
        book(hostel, TOMORROW)
