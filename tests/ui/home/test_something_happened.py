"""The window “Something happened”: a day and counts, nothing else; one undo takes it all back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from pie_audit.storage import audits as rounds
from pie_audit.storage import small_logs as stored
from pie_audit.ui.home.something_happened import SomethingHappened
from pie_audit.ui.theme import apply
from pie_audit.workflows import hard_times
from tests.quarter import TODAY, Hostel, finished, hostel
from tests.ui.accessibility import nameless
from tests.ui.conftest import settle
from tests.ui.supervision.room import Room, room, said

__all__ = ["finished", "hostel", "room"]


def open_window(room: Room, name: str = "jo", *, width: int = 1144) -> SomethingHappened:
    room.jobs.me = room.hostel.people[name]
    under = QWidget()
    room.qtbot.addWidget(under)
    under.resize(width, 768)
    under.show()
    window = SomethingHappened(room.jobs, room.hostel.team_id, under)
    room.under = under  # type: ignore[attr-defined]  # else Python lets go of the window underneath
    window.open()
    room.calm()
    settle()
    return window


def noted(hostel: Hostel) -> tuple[stored.HardTime, ...]:
    return hostel.read(lambda tx: stored.hard_times_of(tx, hostel.team_id))


def test_two_presses_are_enough(room: Room, hostel: Hostel) -> None:
    window = open_window(room)
    assert window.first_focus is window.incident
    room.press("Note it and go quiet", window)
    found = noted(hostel)[0]
    assert (found.day, found.is_incident, found.quiet_until) == (TODAY, True, TODAY + timedelta(days=14))
    assert (found.offered, found.taken_up, found.residents_included) == (0, 0, False)
    assert hostel.read(lambda tx: hard_times.is_quiet_time(tx, hostel.team_id, TODAY))
    hostel.do(lambda tx, me: room.done[-1].undo(tx, me), hostel.jo)
    assert noted(hostel) == ()


def test_a_bad_week_with_counts_and_residents(room: Room, hostel: Hostel) -> None:
    window = open_window(room)
    window.bad_week.click()
    room.type_into(window.offered, "6")
    room.type_into(window.taken, "4")
    window.residents.click()
    room.press("Note it and go quiet", window)
    found = noted(hostel)[0]
    assert (found.is_incident, found.offered, found.taken_up, found.residents_included) == (False, 6, 4, True)


def test_counts_that_cant_be_are_told_and_nothing_is_kept(room: Room, hostel: Hostel) -> None:
    window = open_window(room)
    room.type_into(window.offered, "x")
    room.press("Note it and go quiet", window)
    assert "No more check-ins can be taken up than were offered." in said(window)
    assert noted(hostel) == ()
    window.reject()


def test_talks_can_be_left_out(room: Room, hostel: Hostel) -> None:
    window = open_window(room)
    window.talks.click()
    assert not window.in_a_week.isVisible()
    room.press("Note it and go quiet", window)
    assert len(noted(hostel)) == 1


def test_who_runs_the_review_sees_where_its_days_go(room: Room, hostel: Hostel) -> None:
    round_id = hostel.start()
    window = open_window(room, "amina")
    assert window.move_days.isChecked()
    assert "Rating closes on Wednesday 16 December." in said(window)
    room.press("Note it and go quiet", window)
    assert hostel.read(lambda tx: rounds.load_round(tx, round_id)).closes_on == date(2026, 12, 16)


def test_others_are_told_who_can_move_them(room: Room, hostel: Hostel) -> None:
    round_id = hostel.start()
    window = open_window(room, "sam")
    assert not window.move_days.isVisible()
    assert "Whoever runs our review can move its days" in said(window)
    room.press("Note it and go quiet", window)
    assert hostel.read(lambda tx: rounds.load_round(tx, round_id)).closes_on == date(2026, 12, 2)
    later = open_window(room, "amina")
    room.press("Move the days of our review", later)
    assert hostel.read(lambda tx: rounds.load_round(tx, round_id)).closes_on == date(2026, 12, 16)


def test_numbers_follow_later(room: Room, hostel: Hostel) -> None:
    open_window(room)
    hostel.do(hard_times.note_hard_time, hostel.jo, hard_times.WhatHappened(hostel.team_id, TODAY, offered=3))
    window = open_window(room, "tom")
    assert "All reminders rest until Wednesday 2 December." in said(window)
    assert window.late_offered.text() == "3"
    room.type_into(window.late_taken, "2")
    room.press("Keep the numbers", window)
    assert noted(hostel)[0].taken_up == 2


def test_it_says_where_there_is_help_and_gives_nothing_a_name(room: Room) -> None:
    window = open_window(room)
    words = said(window).casefold()
    assert "whoever is on call" in words
    assert "talking is a choice" in words
    assert not [name for name in ("trauma", "disorder", "symptom", "burnout", "ptsd") if name in words]
    window.reject()


@pytest.mark.parametrize("percent", [100, 200])
def test_every_part_has_a_name_and_nothing_scrolls_sideways(room: Room, percent: int) -> None:
    apply(QApplication.instance(), "light", percent)
    window = open_window(room, width=1024)
    assert nameless(window) == []
    assert window.body.overflow() == 0
    window.reject()
