"""“My supervision”: what comes next for either of the two, booking, moving, calling off, and what was lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from pie_audit.domain.session import CancelledBy, Session, SessionStatus, WhyLost
from pie_audit.storage import sessions
from pie_audit.ui.supervision.supervision_page import SupervisionPage
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import Chip
from pie_audit.workflows.supervision import supervision
from pie_audit.workflows.supervision import supervision_agenda as agendas
from pie_audit.workflows.supervision import supervision_planning as planning
from pie_audit.workflows.supervision.supervision_planning import CallOff
from tests.quarter import TODAY, Hostel, finished, hostel
from tests.ui.accessibility import nameless
from tests.ui.conftest import settle
from tests.ui.supervision.room import Room, choose, menu_words, room, said
from tests.workflows.supervision_pair import agree, book, sign, write

__all__ = ["finished", "hostel", "room"]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")
"""Menus without a screen."""

TOMORROW = TODAY + timedelta(days=1)


def open_page(room: Room, name: str = "jo", *, width: int = 1144) -> SupervisionPage:
    page: SupervisionPage = room.sit(name, SupervisionPage, width=width)
    return page


def line(hostel: Hostel, session_id: str) -> Session:
    return hostel.read(lambda tx: sessions.load_session(tx, session_id))


def test_nothing_planned_is_said_kindly(room: Room) -> None:
    page = open_page(room)
    assert "Nothing is planned yet." in said(page)
    assert not page.past.isVisible()
    assert page.first_focus is page.book_button


def test_supervisor_sees_everybody_they_supervise(room: Room, hostel: Hostel) -> None:
    for other in ("jo", "tom"):
        book(hostel, TOMORROW, by="amina", other=other)
    agree(hostel, "amina", "tom")
    words = said(open_page(room, "amina"))
    assert "you supervise Jo" in words
    assert "you supervise Tom" in words
    assert "You supervise Tom" in words


def test_series_is_booked_with_what_was_agreed(room: Room, hostel: Hostel) -> None:
    agree(hostel)
    page = open_page(room)
    page.begin_booking()
    assert page.booking.whom.currentText() == "Amina Yusuf supervises you"
    room.type_into(page.booking.starts, "10:30")
    room.press("Book it", page)
    coming = hostel.see(supervision.my_supervision, hostel.jo).coming
    assert [c.session.due_on for c in coming] == [TODAY + timedelta(weeks=4 * n) for n in range(3)]
    assert {c.starts for c in coming} == {"10:30"}
    assert page.booking.isHidden()
    assert [each.name for each in room.done] == ["Booked supervision"]


def test_booking_that_cannot_be_meant_says_so_and_keeps_what_was_typed(room: Room, hostel: Hostel) -> None:
    page = open_page(room)
    page.begin_booking()
    page.booking.minutes.setText("no")
    room.press("Book it", page)
    assert "That isn’t how long a session takes." in said(page)
    assert page.booking.minutes.text() == "no"
    assert hostel.see(supervision.my_supervision, hostel.jo).coming == ()


def test_held_without_notes_is_one_press_and_can_be_undone(room: Room, hostel: Hostel) -> None:
    session_id = book(hostel)
    page = open_page(room)
    room.press("Held. No notes", page)
    assert line(hostel, session_id).status is SessionStatus.HELD
    assert "Held, 60 minutes" in [c.text() for c in _chips(page)]
    hostel.do(room.done[-1].undo, hostel.jo)
    assert line(hostel, session_id).status is SessionStatus.NOT_YET


def test_past_session_of_which_nobody_spoke_is_asked_after(room: Room, hostel: Hostel) -> None:
    book(hostel, TODAY - timedelta(days=3))
    page = open_page(room)
    assert page.unsaid.isVisible()
    assert "Was it held?" in said(page)


def test_menu_moves_a_session(room: Room, hostel: Hostel) -> None:
    session_id = book(hostel, TOMORROW)
    page = open_page(room)
    room.press("More for this session", page)
    assert menu_words(page) == ["Move it …", "Ask Amina to move it …", "Call it off …"]
    choose(page, "Move it …")
    page.coming.form.starts.setText("12:00")
    room.press("Move it", page)
    kept = line(hostel, session_id)
    assert (kept.status, kept.moved_to) == (SessionStatus.MOVED, TOMORROW + timedelta(days=7))
    assert page.coming.form is None


def test_menu_calls_off_with_words_for_the_two_alone(room: Room, hostel: Hostel) -> None:
    session_id = book(hostel, TOMORROW)
    page = open_page(room, "amina")
    room.press("More for this session", page)
    choose(page, "Call it off …")
    room.type_into(page.coming.form.words, "Two off sick")
    room.press("Call it off", page)
    kept = line(hostel, session_id)
    assert (kept.cancelled_by, kept.reason) == (CancelledBy.SERVICE, WhyLost.STAFFING)
    assert hostel.see(agendas.agenda_of, hostel.jo, session_id).why_lost == "Two off sick"
    assert "Called off: not enough staff" in [c.text() for c in _chips(page)]


def test_menu_says_how_long_it_was(room: Room, hostel: Hostel) -> None:
    session_id = book(hostel)
    page = open_page(room)
    room.press("More for this session", page)
    choose(page, "Held another way …")
    page.coming.form.minutes.setText("20")
    room.press("Note it", page)
    assert (line(hostel, session_id).status, line(hostel, session_id).held_min) == (
        SessionStatus.CUT_SHORT,
        20,
    )


def test_other_sees_that_one_asks_to_move(room: Room, hostel: Hostel) -> None:
    book(hostel, TOMORROW)
    page = open_page(room)
    room.press("More for this session", page)
    choose(page, "Ask Amina to move it …")
    room.type_into(page.coming.form.words, "Night shift")
    room.press("Ask", page)
    assert "“Night shift”" in said(open_page(room, "amina"))


def test_question_that_is_open_waits_for_its_answer_when_something_changes(
    room: Room, hostel: Hostel
) -> None:
    book(hostel, TOMORROW)
    page = open_page(room)
    room.press("More for this session", page)
    choose(page, "Call it off …")
    room.type_into(page.coming.form.words, "Half a sen")
    book(hostel, TOMORROW + timedelta(days=1))
    page.reload()
    room.calm()
    assert page.coming.form.words.text() == "Half a sen"
    room.press("Leave it", page.coming)
    assert len(page.view.coming) == 2


def test_lost_sessions_are_said_to_one_and_asked_of_the_other(room: Room, hostel: Hostel) -> None:
    for back in (28, 21, 14):
        off = CallOff(CancelledBy.SERVICE, WhyLost.STAFFING)
        hostel.do(planning.call_off, hostel.amina, book(hostel, TODAY - timedelta(days=back)), off)
    words = said(open_page(room))
    assert "We cancelled your supervision three times." in words
    assert "Amina has been asked to protect it." in words
    words = said(open_page(room, "amina"))
    assert "Jo’s supervision was cancelled three times, one after the other." in words
    assert "Please protect the next one." in words


def test_summary_that_waits_is_said_and_opened(room: Room, hostel: Hostel) -> None:
    session_id = book(hostel)
    write(hostel, session_id)
    sign(hostel, session_id)
    page = open_page(room, "amina")
    assert "A summary waits for you." in said(page)
    room.press("Read and agree", page)
    assert room.went == [("session", session_id)]


def test_meeting_without_an_agreement_is_said_and_goes_on(room: Room, hostel: Hostel) -> None:
    book(hostel)
    page = open_page(room)
    assert "No agreement stands with Amina Yusuf." in said(page)
    room.press("Held. No notes", page)
    assert page.past.isVisible()
    book(hostel, TOMORROW)
    agree(hostel)
    page.reload()
    room.calm()
    assert "No agreement stands" not in said(page)


def test_places_beside_it_lead_on(room: Room) -> None:
    page = open_page(room)
    for words in ("Protected time", "Groups", "Start an agreement"):
        room.press(words, page)
    assert room.went == [("protected-time", None), ("groups", None), ("agreement", "new")]


@dataclass
class SameFile:
    """A dialog in which everybody chooses this path."""

    path: Path

    def save_calendar_as(self, _parent: QWidget, _suggested: str) -> Path | None:
        return self.path


def test_sessions_go_into_a_calendar_file_without_a_name(room: Room, hostel: Hostel, tmp_path: Path) -> None:
    book(hostel, TOMORROW, starts="10:00")
    page = open_page(room)
    page.files.dialogs = SameFile(tmp_path / "mine.ics")
    room.press("Put my sessions into a calendar file", page)
    content = (tmp_path / "mine.ics").read_text(encoding="utf-8")
    assert "BEGIN:VEVENT" in content
    assert "Amina" not in content
    assert "1 session is in “mine.ics”." in said(page)


def test_ctrl_n_books(room: Room) -> None:
    page = open_page(room)
    command = next(c for c in page.commands() if c.shortcut == "Ctrl+N")
    command.run()
    assert page.booking.isVisible()


def test_booking_goes_by_keys_alone(room: Room, hostel: Hostel) -> None:
    page = open_page(room)
    room.qtbot.keyClick(page.book_button, Qt.Key.Key_Space)
    for _n in range(20):
        focus = QApplication.focusWidget()
        if focus is page.booking.go:
            break
        room.qtbot.keyClick(focus, Qt.Key.Key_Tab)
    room.qtbot.keyClick(page.booking.go, Qt.Key.Key_Space)
    room.calm()
    assert len(hostel.see(supervision.my_supervision, hostel.jo).coming) == 1


@pytest.mark.parametrize(("width", "percent"), [(1144, 100), (958, 100), (958, 200)])
def test_it_fits_and_everything_has_a_name(
    room: Room, hostel: Hostel, qapp: QApplication, width: int, percent: int
) -> None:
    apply(qapp, "light", percent)
    agree(hostel)
    place = "The small room behind the kitchen " * 5
    session_id = book(hostel, TODAY, place=place)
    hostel.do(agendas.ask_to_move, hostel.amina, session_id, "I’m on leave " * 15)
    book(hostel, TODAY - timedelta(days=7))
    page = open_page(room, width=width)
    page.begin_booking()
    settle()
    assert nameless(page) == []
    assert page.body.overflow() == 0
    assert page.minimumSizeHint().width() <= width


def _chips(page: QWidget) -> list[Chip]:
    return [chip for chip in page.findChildren(Chip) if chip.isVisible()]
