"""My own page: answered by keyboard, drawn and told without a judgement, calm when things are heavy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pie_audit.ui.shell.areas import areas_for
from pie_audit.ui.survey.own_chart import OwnChart
from pie_audit.ui.survey.own_line_page import OwnLinePage
from pie_audit.ui.survey.own_table import OwnTable
from pie_audit.ui.survey.own_windows import NoteWindow
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import WrapLabel
from pie_audit.workflows import unlock
from pie_audit.workflows.own_measures import OwnAnswers
from pie_audit.workflows.supervision import (
    supervision_agenda,
    supervision_planning,
)
from pie_audit.workflows.supervision.supervision_planning import Booking
from tests.ui.accessibility import nameless
from tests.ui.shell.desk import TODAY, Desk
from tests.ui.survey.own_line_desk import WORKED, brought, in_file, kept, own_page


@pytest.fixture
def inside(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    """A desk with two colleagues, past the door; a bug in any job fails the test."""
    desk = Desk(tmp_path, qapp)
    desk.found(more=("Tom Whitlock", "Jo Marsh"))
    desk.open_window()
    desk.walk_in()
    yield desk
    desk.close()
    assert not desk.bugs


EARLIER = TODAY - timedelta(days=40)


def words_on(page: QWidget) -> str:
    """Every word that can be seen."""
    return "\n".join(label.text() for label in page.findChildren(WrapLabel) if label.isVisibleTo(page))


def test_empty_page_says_whose_it_is_and_offers_our_own_pulses(inside: Desk) -> None:
    page = own_page(inside)
    assert list(page.choices.buttons) == ["pulse5-1", "pulse10-1"]
    assert "Only me. Nobody else can open this page." in words_on(page)
    assert "Nobody else can bring it back." in words_on(page)
    assert not page.shown.isVisible()


def test_answered_by_keyboard_alone_from_the_first_question_to_the_page(inside: Desk) -> None:
    page = own_page(inside)
    page.take("pulse5-1")
    for key in (Qt.Key.Key_4, Qt.Key.Key_3, Qt.Key.Key_S, Qt.Key.Key_1, Qt.Key.Key_5):
        inside.press(key)
        if key != Qt.Key.Key_S:
            inside.press(Qt.Key.Key_Return)
    assert page.taking.at_end
    QTest.keyClicks(inside.app.focusWidget(), "Nights all week.")
    page.next.click()
    inside.rest()
    (lines,) = in_file(inside).lines
    assert lines.latest.values == ((1, 3), (3, 2), (5, 0), (9, 4))
    assert lines.sittings[0].note == "Nights all week."
    assert page.taking.walk is None
    assert len(page.cards) == 1


def test_answer_goes_nowhere_by_itself_and_can_be_changed(inside: Desk) -> None:
    page = own_page(inside)
    page.take("pulse5-1")
    inside.press(Qt.Key.Key_2)
    assert page.taking.walk.at == 0
    inside.press(Qt.Key.Key_5)
    page.next.click()
    page.back.click()
    assert page.taking.question.rows.index() == 4


def test_page_keys_go_from_question_to_question_and_never_past_the_end(inside: Desk) -> None:
    page = own_page(inside)
    page.take("pulse5-1")
    for _item in range(7):
        inside.press(Qt.Key.Key_PageDown)
    assert page.taking.at_end
    page.back.setFocus()
    inside.press(Qt.Key.Key_PageUp)
    assert page.taking.walk.at == 4
    inside.rest()
    assert in_file(inside).lines == ()


def test_filling_a_question_keeps_nothing(inside: Desk) -> None:
    page = own_page(inside)
    page.take("pulse10-1")
    page.taking.go_on()
    page.flush()
    inside.rest()
    assert not page.unsaved
    assert all(choice.begun is None for choice in in_file(inside).choices)


def test_what_was_begun_waits_after_a_lock_and_goes_on_at_the_first_blank(inside: Desk) -> None:
    page = own_page(inside)
    page.take("pulse10-1")
    inside.press(Qt.Key.Key_4)
    inside.press(Qt.Key.Key_Return)
    page.flush()
    inside.rest()
    begun = {choice.instrument.id: choice.begun for choice in in_file(inside).choices}
    assert begun["pulse10-1"].answers == OwnAnswers({1: 3})
    again = OwnLinePage(inside.jobs)
    again.show_line(in_file(inside))
    assert again.choices.buttons["pulse10-1"].text() == "Go on"
    again.take("pulse10-1")
    assert again.taking.walk.at == 1
    again.deleteLater()


def test_answers_thrown_away_are_gone_and_can_be_brought_back(inside: Desk) -> None:
    page = own_page(inside)
    page.take("pulse10-1")
    inside.press(Qt.Key.Key_4)
    page.stop.click()
    inside.rest()
    assert all(choice.begun is None for choice in in_file(inside).choices)
    assert page.taking.question.text.text() == ""
    inside.ctrl(Qt.Key.Key_Z)
    inside.rest()
    assert any(choice.begun is not None for choice in in_file(inside).choices)


def test_leaving_without_an_answer_leaves_nothing_to_undo(inside: Desk) -> None:
    page = own_page(inside)
    undos: list[object] = []
    inside.jobs.undoable.connect(undos.append)
    page.take("pulse10-1")
    page.stop.click()
    inside.rest()
    assert undos == []
    assert page.taking.walk is None


def test_nothing_answered_is_told_and_the_page_stays(inside: Desk) -> None:
    page = own_page(inside)
    page.take("pulse5-1")
    for _item in range(6):
        page.next.click()
    inside.rest()
    assert "There’s no answer yet." in words_on(page)
    assert page.taking.walk is not None


def test_reading_again_takes_nothing_out_of_somebodys_hands(inside: Desk) -> None:
    page = own_page(inside)
    page.take("pulse10-1")
    kept(inside, instrument="pulse5-1", values={1: 2})
    page.reload()
    inside.rest()
    assert page.taking.isVisible()
    assert not page.columns.isVisible()


def test_line_is_drawn_told_in_a_sentence_and_heard_whole(inside: Desk) -> None:
    kept(inside, WORKED | {1: 0, 9: 0}, day=EARLIER)
    kept(inside)
    page = own_page(inside)
    charts = page.cards[0].findChildren(OwnChart)
    assert [chart.line.title for chart in charts] == ["Load", "Ground", "Thoughts of leaving"]
    assert (
        "62.5 on 20 November 2026. It was 31.3 on 11 October 2026: higher, by more than noise."
        in words_on(page)
    )
    assert charts[0].accessibleName().startswith("Load. 0 to 100, higher is harder. 11 October 2026, 31.3;")
    assert "our own rule of thumb" in words_on(page)
    assert "Within the dashed band" in words_on(page)
    assert "It has not been validated" in words_on(page)


def test_table_has_every_sitting_and_each_can_be_thrown_away_and_brought_back(inside: Desk) -> None:
    kept(inside, day=EARLIER, note="Two of us off.")
    kept(inside)
    page = own_page(inside)
    page.shown.set_chosen(1)
    page.shown.chosen.emit(1)
    inside.rest()
    table = page.cards[0].findChildren(OwnTable)[0]
    assert [table.item(row, 0).text() for row in range(2)] == ["20 Nov 2026", "11 Oct 2026"]
    assert "Two of us off." in words_on(page)
    assert "Within the dashed band" not in words_on(page)
    page.cards[0].throws[0].click()
    inside.rest()
    assert len(in_file(inside).lines[0].sittings) == 1
    assert len(page.cards[0].lines.sittings) == 1
    inside.ctrl(Qt.Key.Key_Z)
    inside.rest()
    assert len(in_file(inside).lines[0].sittings) == 2


def test_points_stand_on_the_ends_of_the_scale_and_a_gap_stays_a_gap(inside: Desk) -> None:
    for at, values in enumerate((dict.fromkeys(WORKED, 0), {1: 1}, dict.fromkeys(WORKED, 4))):
        kept(inside, values, day=EARLIER + timedelta(days=at))
    line = in_file(inside).lines[0].scales[1]
    chart = OwnChart(line)
    frame = chart._frame()
    assert chart.place(line.points[0], frame) == frame.bottomLeft()
    assert chart.place(line.points[2], frame) == frame.topRight()
    assert list(chart._joined()) == []
    chart.deleteLater()


def test_support_is_always_one_button_away_also_while_answering(inside: Desk) -> None:
    page = own_page(inside)
    page.take("pulse10-1")
    assert page.support.isVisible()
    page.support.click()
    window = inside.app.activeModalWidget()
    said = words_on(window)
    assert "Samaritans 116 123" in said
    assert "These answers suggest" not in said
    window.reject()
    inside.rest()


@pytest.mark.parametrize(("each", "shown"), [(2, True), (3, False)])
def test_heavy_answers_bring_calm_words_and_nothing_else(inside: Desk, each: int, shown: bool) -> None:
    brought(inside, "who-5")
    kept(inside, dict.fromkeys(range(1, 6), each), "who-5")
    page = own_page(inside)
    assert ("These answers suggest things may be heavy at the moment." in words_on(page)) is shown
    assert "© Holder" in words_on(page)
    assert page.cards[0].bands is None


def test_published_ranges_are_off_and_turned_on_by_their_reader_alone(inside: Desk) -> None:
    brought(inside, "cbi")
    kept(inside, dict.fromkeys(range(1, 20), 75), "cbi")
    page = own_page(inside)
    assert "75 to under 100" not in words_on(page)
    assert "These answers suggest" not in words_on(page)
    page.cards[0].bands.click()
    inside.rest()
    assert "Published range: 75 to under 100" in words_on(page)
    assert "These answers suggest" in words_on(page)
    assert "Splits at 50, 75 and 100" in words_on(page)
    page.cards[0].bands.click()
    inside.rest()
    assert "75 to under 100" not in words_on(page)


def test_note_for_supervision_holds_only_what_its_writer_leaves_in_it(inside: Desk) -> None:
    opened, me = inside.jobs.opened, inside.jobs.me
    tom = unlock.sign_in(opened, "Tom Whitlock", "Quiet lamp under seven stairs")
    wanted = Booking(tom.member.person_id, False, TODAY + timedelta(days=3))
    (session_id,) = opened.write(lambda tx: supervision_planning.book(tx, me, wanted)).result
    kept(inside, note="zqMarker")
    page = own_page(inside)
    page.cards[0].note.click()
    inside.rest()
    window = page.findChild(NoteWindow)
    assert window.words.text().startswith("I looked at how work is for me. Load 62.5, Ground 70")
    assert "Tom Whitlock will see these words" in words_on(window)
    window.words.setText("The weeks after nights.")
    window.bring.click()
    inside.rest()
    agenda = opened.read(lambda tx: supervision_agenda.agenda_of(tx, tom, session_id))
    assert [item.words for item in agenda.items] == ["The weeks after nights."]


def test_without_a_session_the_note_offers_to_book_one(inside: Desk) -> None:
    kept(inside)
    page = own_page(inside)
    page.cards[0].note.click()
    inside.rest()
    window = page.findChild(NoteWindow)
    assert "There’s no session planned" in words_on(window)
    window.reject()
    inside.rest()


def test_focus_stays_on_what_has_the_same_name_when_the_page_is_filled_again(inside: Desk) -> None:
    page = own_page(inside)
    page.choices.buttons["pulse10-1"].setFocus()
    page.reload()
    inside.rest()
    assert inside.app.focusWidget() is page.choices.buttons["pulse10-1"]


def test_instrument_whose_words_were_taken_back_keeps_its_line(inside: Desk) -> None:
    brought(inside, "who-5")
    kept(inside, dict.fromkeys(range(1, 6), 3), "who-5", day=date(2026, 10, 1))
    view = in_file(inside)
    page = own_page(inside)
    page.show_line(
        type(view)(
            tuple(c for c in view.choices if c.instrument.id != "who-5"),
            view.lines,
            view.bands_on,
            view.support,
            view.support_now,
            view.session,
            view.today,
        )
    )
    assert len(page.cards) == 1
    assert not page.cards[0].again.isVisible()


@pytest.mark.parametrize(("percent", "width"), [(100, 1024), (200, 1024), (200, 1366)])
def test_page_stacks_and_never_scrolls_sideways(inside: Desk, percent: int, width: int) -> None:
    brought(inside, "cbi")
    for day in (EARLIER, TODAY):
        kept(inside, dict.fromkeys(range(1, 20), 75), "cbi", day=day)
    apply(inside.app, "light", percent)
    inside.win.resize(width, 700)
    page = own_page(inside)
    for which in (0, 1):
        page.shown.set_chosen(which)
        page.shown.chosen.emit(which)
        inside.rest()
        assert page.body.overflow() == 0
    page.take("cbi")
    inside.rest()
    assert page.body.overflow() == 0
    assert nameless(page) == []


def test_somebody_without_a_team_finds_their_page_in_the_sidebar(inside: Desk) -> None:
    sidebar = inside.win.inside.sidebar
    offered = areas_for(inside.jobs.me.member, has_team=False)
    assert [area.name for area in offered][-1] == "own-line"
    sidebar.set_areas(offered)
    sidebar.mark("wellbeing", "own-line")
    assert sidebar._buttons["own-line"].isChecked()
    sidebar.set_areas(areas_for(inside.jobs.me.member, has_team=True))
    sidebar.mark("wellbeing", "own-line")
    assert sidebar._buttons["wellbeing"].isChecked()


def test_everything_has_a_name(inside: Desk) -> None:
    kept(inside, day=EARLIER)
    kept(inside)
    page = own_page(inside)
    assert nameless(page) == []
    page.shown.set_chosen(1)
    page.shown.chosen.emit(1)
    assert nameless(page) == []
