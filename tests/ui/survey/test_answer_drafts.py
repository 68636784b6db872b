"""What was begun: kept for a crash or a lock, gone when the program closes, unless somebody chose to keep it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from pie_audit.domain.errors import CannotSave
from pie_audit.domain.survey import Answers
from pie_audit.ui.survey.answer_page import AnswerPage
from pie_audit.ui.survey.small_windows import SureWindow
from pie_audit.workflows.surveys import taking
from tests.ui.conftest import settle
from tests.ui.survey.answering import ENTER, asked, begun, words_on
from tests.ui.survey.conftest import Sitting, press


def test_the_first_change_is_kept_within_a_second_and_a_half(sitting: Sitting, answering: AnswerPage) -> None:
    press(Qt.Key.Key_4)
    timer = answering.keeper.soon.first
    assert timer.isActive()
    assert timer.interval() == 1500
    started = timer.timerId()
    press(Qt.Key.Key_3)
    assert timer.timerId() == started
    timer.timeout.emit()
    sitting.rest()
    assert begun(sitting) == Answers({1: 2})
    assert not answering.unsaved


def test_after_a_crash_or_a_lock_it_says_what_was_kept_and_goes_on_there(
    sitting: Sitting, answering: AnswerPage
) -> None:
    press(Qt.Key.Key_4, ENTER, Qt.Key.Key_3)
    answering.flush()
    sitting.rest()
    again = sitting.page()
    assert "We kept what you had begun." in words_on(again)
    assert again.next.text() == "Go on"
    press(ENTER)
    settle()
    assert again.walk.at == 2


def test_nobody_else_finds_what_was_begun(sitting: Sitting, answering: AnswerPage) -> None:
    press(Qt.Key.Key_4)
    answering.flush()
    sitting.rest()
    for me in (sitting.hostel.sam, sitting.hostel.amina, *sitting.slips):
        sitting.be(me)
        assert begun(sitting) is None


def test_what_was_kept_can_be_thrown_away_for_a_blank_start(sitting: Sitting, answering: AnswerPage) -> None:
    press(Qt.Key.Key_4)
    answering.flush()
    sitting.rest()
    again = sitting.page()
    again.before.kept.actionChosen.emit(0)
    assert begun(sitting) == Answers({1: 3})
    asked(again).yes.click()
    sitting.rest()
    assert begun(sitting) is None
    assert not again.before.kept.isVisible()
    assert again.walk.answers.is_empty


def test_closing_the_program_keeps_nothing(sitting: Sitting, answering: AnswerPage) -> None:
    press(Qt.Key.Key_4)
    answering.flush()
    answering.before_closing()
    sitting.rest()
    assert begun(sitting) is None
    assert not answering.unsaved


def test_closing_the_program_keeps_what_somebody_chose_to_keep(
    sitting: Sitting, answering: AnswerPage
) -> None:
    press(Qt.Key.Key_4)
    answering.later.click()
    answering.before_closing()
    sitting.rest()
    assert begun(sitting) == Answers({1: 3})
    assert sitting.went == [("home", None)]


def test_closing_the_program_leaves_an_earlier_draft_where_it_was(
    sitting: Sitting, answering: AnswerPage
) -> None:
    press(Qt.Key.Key_4)
    answering.later.click()
    sitting.rest()
    again = sitting.page()
    again.before_closing()
    sitting.rest()
    assert begun(sitting) == Answers({1: 3})


def test_reading_again_takes_nothing_away_from_under_the_hands(
    sitting: Sitting, answering: AnswerPage
) -> None:
    press(Qt.Key.Key_4, ENTER)
    answering.reload()
    sitting.rest()
    assert answering.walk.at == 1
    assert answering.walk.answers == Answers({1: 3})


def test_stopping_asks_once_and_leaves_nothing(sitting: Sitting, answering: AnswerPage) -> None:
    press(Qt.Key.Key_4)
    answering.flush()
    sitting.rest()
    answering.stop.click()
    assert begun(sitting) is not None
    asked(answering).yes.click()
    sitting.rest()
    assert begun(sitting) is None
    assert answering.walk is None
    assert sitting.went == [("home", None)]


def test_stopping_before_anything_was_said_asks_nothing(sitting: Sitting, answering: AnswerPage) -> None:
    answering.stop.click()
    sitting.rest()
    assert answering.findChildren(SureWindow) == []
    assert sitting.went == [("home", None)]


def test_a_draft_that_does_not_arrive_is_told_and_tried_again(
    sitting: Sitting, answering: AnswerPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise CannotSave("The disk is full.", "Make room.")

    press(Qt.Key.Key_4)
    with monkeypatch.context() as broken:
        broken.setattr(taking.records, "save_draft", full)
        answering.flush()
        sitting.rest()
        assert answering.unsaved
        assert "Not kept yet" in words_on(answering)
    answering.keeper.soon.again.timeout.emit()
    sitting.rest()
    assert not answering.unsaved
    assert not answering.trouble.isVisible()
    assert begun(sitting) == Answers({1: 3})
