"""Answering a survey: told first, nothing required, sent once asked, nothing left behind."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QRadioButton

from pie_audit.domain.errors import CannotSave
from pie_audit.domain.survey import Answers, ReportGroup
from pie_audit.ui.survey.answer_page import AnswerPage
from pie_audit.ui.survey.answer_steps import Stage
from pie_audit.ui.survey.small_windows import SureWindow
from pie_audit.ui.widgets.small_window import SmallWindow
from pie_audit.workflows.surveys import taking
from tests.surveys import AFTER
from tests.ui.accessibility import role, spoken
from tests.ui.conftest import settle
from tests.ui.survey import made
from tests.ui.survey.answering import ENTER, answer_all, asked, begun, sent, words_on
from tests.ui.survey.conftest import Sitting, press

# told first


def test_the_first_screen_says_all_that_somebody_needs_before_they_answer(sitting: Sitting) -> None:
    page = sitting.page()
    told = words_on(page)
    for words in (
        "To find out what would make the winter easier",
        "Amina",
        "20 December",
        "6 December",
        "Your answers go into a locked box.",
        "hold keys; two must open it. They see totals. Then the answers are destroyed.",
        "What it can’t do",
        "Leave out any question",
        "complain",
        "2 people with paper slips",
        "has not been validated",
    ):
        assert words in told
    for name in ("Tom", "Dee", "Sam"):
        assert name in told
    assert not page.question.isVisible()


def test_the_licence_line_stands_on_every_screen(sitting: Sitting) -> None:
    page = sitting.page()
    line = "© Somebody 2020. Used with permission."
    page._wipe()
    page.show_taking(made.taking(required_line=line))
    for at in (0, 10, 11):
        page.walk.go(at)
        page.show_step()
        assert line in words_on(page)
    assert "has not been validated" not in words_on(page)


def test_heavy_questions_say_why_and_who_is_there(sitting: Sitting) -> None:
    page = sitting.page()
    assert "Who is there for you" not in words_on(page)
    page._wipe()
    page.show_taking(made.taking(plan=made.plan(reason="After the fire.", support_by="Ruth Adeyemi")))
    settle()
    assert "After the fire." in words_on(page)
    assert "stir something up: Ruth Adeyemi" in words_on(page)


def test_the_team_reads_what_it_will_get_before_anybody_answers(sitting: Sitting) -> None:
    page = sitting.page()
    page._wipe()
    parts = (ReportGroup("days", "Days", frozenset()), ReportGroup("nights", "Nights", frozenset()))
    page.show_taking(made.taking(plan=made.plan(groups=parts)))
    settle()
    words = words_on(page)
    assert "With eight of us you will see a picture, not a trend." in words
    assert "Figures are for everybody together, and for Days and Nights." in words
    assert f"{made.instrument().title}, version 1." in words


def test_small_groups_are_explained_behind_a_link(sitting: Sitting) -> None:
    page = sitting.page()
    page.panel.small_groups.click()
    window = page.findChild(SmallWindow)
    assert "5 answers or more" in "".join(label.text() for label in window.findChildren(QLabel))


def test_support_is_one_click_away_at_every_question(answering: AnswerPage) -> None:
    answering.panel.support.click()
    window = answering.findChild(SmallWindow)
    assert "116 123" in "".join(label.text() for label in window.findChildren(QLabel))


# answering


def test_opening_and_looking_through_keeps_nothing(sitting: Sitting, answering: AnswerPage) -> None:
    for _item in answering.walk.items:
        answering.go_on()
    answering.go_back()
    answering.flush()
    sitting.rest()
    assert not answering.unsaved
    assert begun(sitting) is None


def test_all_of_it_goes_by_keyboard_alone(sitting: Sitting) -> None:
    page = sitting.page()
    press(ENTER)
    settle()
    answer_all(page)
    assert page.walk.at_look
    press(ENTER)
    settle()
    window = asked(page)
    window.yes.setFocus()
    press(Qt.Key.Key_Space)
    sitting.rest()
    assert page.stage is Stage.THANKS
    assert sent(sitting) == 1


def test_choosing_never_goes_on_by_itself_and_can_be_changed(answering: AnswerPage) -> None:
    press(Qt.Key.Key_1, Qt.Key.Key_5)
    assert answering.walk.at == 0
    assert answering.walk.answers.values == {1: 4}


def test_a_key_beyond_the_answers_does_nothing(answering: AnswerPage) -> None:
    press(Qt.Key.Key_6, Qt.Key.Key_0)
    assert answering.walk.answers.is_empty


def test_s_takes_an_answer_back_and_goes_on(answering: AnswerPage) -> None:
    press(Qt.Key.Key_3, Qt.Key.Key_S)
    assert answering.walk.at == 1
    press(Qt.Key.Key_PageUp)
    assert answering.question.decline.isChecked()
    assert answering.question.rows.index() is None


def test_arrows_move_and_space_chooses(answering: AnswerPage) -> None:
    press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert answering.walk.answers.is_empty
    press(Qt.Key.Key_Space)
    assert answering.walk.answers.values == {1: 2}


def test_any_question_may_be_skipped_and_the_way_back_shows_what_was_said(answering: AnswerPage) -> None:
    press(ENTER, Qt.Key.Key_2, Qt.Key.Key_PageDown)
    assert answering.walk.at == 2
    answering.go_back()
    assert answering.question.rows.index() == 1
    answering.go_back()
    assert answering.question.rows.index() is None
    assert answering.walk.answers.values == {2: 1}


def test_each_answer_is_a_radio_button_with_a_name(answering: AnswerPage) -> None:
    rows = answering.question.rows
    assert rows.accessibleName() == answering.walk.item.text
    assert spoken(rows.rows[0]) == "Not true for me | Key 1"
    assert {role(one).name for one in rows.rows} == {"RadioButton"}
    assert len([one for one in rows.rows if one.focusPolicy() & Qt.FocusPolicy.TabFocus]) == 1


def test_causes_are_ticked_and_sent_along(sitting: Sitting, answering: AnswerPage) -> None:
    answering.walk.go(10)
    answering.show_step()
    assert not answering.voice.takes_words
    press(Qt.Key.Key_Space)
    answering.flush()
    sitting.rest()
    first = answering.taking.causes[0][0]
    assert begun(sitting) == Answers(causes=frozenset({first}))


def test_the_last_look_shows_every_answer_and_each_can_be_changed(answering: AnswerPage) -> None:
    answer_all(answering)
    assert words_on(answering).count("Mostly true") == 10
    change = answering.look.changes[4]
    assert change.accessibleName().startswith("Change: I can bring up")
    change.click()
    assert answering.walk.at == 4
    assert answering.next.text() == "Back to the last look"
    press(Qt.Key.Key_1, ENTER)
    assert answering.walk.at_look
    assert words_on(answering).count("Mostly true") == 9


# all on one page


def test_all_on_one_page_is_remembered_and_takes_the_same_answers(
    sitting: Sitting, answering: AnswerPage
) -> None:
    press(Qt.Key.Key_2)
    answering.how.set_chosen(1)
    answering.how.chosen.emit(1)
    assert sitting.liked.on_one_page
    assert answering.whole.cards[0].rows.index() == 1
    answering.whole.cards[6].setFocus()
    press(Qt.Key.Key_5)
    assert answering.walk.answers.values == {1: 1, 7: 4}
    assert answering.place.text() == "2 of 10 answered"
    answering.how.chosen.emit(0)
    assert answering.question.rows.index() == 4
    assert answering.place.text() == "Question 7 of 10"


def test_on_one_page_enter_and_s_go_from_question_to_question(
    sitting: Sitting, answering: AnswerPage
) -> None:
    answering.how.chosen.emit(1)
    answering.whole.cards[0].setFocus()
    press(Qt.Key.Key_1, ENTER, Qt.Key.Key_S, Qt.Key.Key_3)
    assert answering.walk.answers.values == {1: 0, 3: 2}
    assert answering.whole.cards[1].decline.isChecked()
    answering.next.click()
    assert answering.walk.at_look


# sending


def to_the_window(page: AnswerPage) -> SureWindow:
    answer_all(page)
    page.next.click()
    return asked(page)


def test_sending_asks_first_and_going_back_sends_nothing(sitting: Sitting, answering: AnswerPage) -> None:
    window = to_the_window(answering)
    assert window.first_focus is window.back
    window.back.click()
    sitting.rest()
    assert sent(sitting) == 0
    assert answering.walk.at_look


def test_after_sending_nothing_is_left_on_the_screen_or_in_the_draft(
    sitting: Sitting, answering: AnswerPage
) -> None:
    to_the_window(answering).yes.click()
    sitting.rest()
    told = words_on(answering)
    assert "Thank you. There is nothing on this screen to find." in told
    assert "Tom" not in told
    assert "116 123" in told
    assert begun(sitting) is None
    assert not answering.unsaved
    everything = [label.text() for label in answering.look.findChildren(QLabel)]
    assert "Mostly true" not in everything
    assert not any(one.isChecked() for one in answering.question.rows.findChildren(QRadioButton))


def test_everybody_sees_the_same_words_whatever_they_answered(sitting: Sitting) -> None:
    shown = []
    for me, key in ((sitting.hostel.tom, Qt.Key.Key_1), (sitting.hostel.sam, Qt.Key.Key_5)):
        sitting.be(me)
        page = sitting.page()
        press(ENTER)
        settle()
        answer_all(page, key)
        page.next.click()
        asked(page).yes.click()
        sitting.rest()
        shown.append(words_on(page))
    assert shown[0] == shown[1]


def test_somebody_may_answer_again_and_it_begins_blank(sitting: Sitting, answering: AnswerPage) -> None:
    to_the_window(answering).yes.click()
    sitting.rest()
    answering.reload()
    sitting.rest()
    assert "You have sent answers already." in words_on(answering)
    answering.next.click()
    answering.activateWindow()
    settle()
    assert answering.walk.answers.is_empty
    answer_all(answering, Qt.Key.Key_2)
    answering.next.click()
    asked(answering).yes.click()
    sitting.rest()
    assert sent(sitting) == 1


def test_a_blank_survey_may_be_sent_and_says_so(sitting: Sitting, answering: AnswerPage) -> None:
    answering.walk.go(11)
    answering.show_step()
    answering.next.click()
    window = asked(answering)
    assert any("left everything out" in label.text() for label in window.findChildren(QLabel))
    window.yes.click()
    sitting.rest()
    assert answering.stage is Stage.THANKS


def test_if_sending_does_not_work_everything_stays(
    sitting: Sitting, answering: AnswerPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise CannotSave("The disk is full.", "Make room.")

    monkeypatch.setattr(taking, "cast", full)
    to_the_window(answering).yes.click()
    assert not answering.next.isEnabled()
    assert answering.unsaved  # so nobody's keys go before it has arrived
    sitting.rest()
    assert answering.next.isEnabled()
    assert answering.walk.at_look
    assert "Your answers are still on this screen" in words_on(answering)
    assert begun(sitting) == answering.walk.answers


def test_a_survey_that_closed_meanwhile_says_so(sitting: Sitting) -> None:
    sitting.be(replace(sitting.hostel.tom, clock=_later(sitting)))
    page = sitting.page()
    assert "This survey is closed" in words_on(page)
    assert not page.next.isVisible()


def _later(sitting: Sitting):  # type: ignore[no-untyped-def]
    sitting.hostel.at(AFTER)
    return sitting.hostel.tom.clock
