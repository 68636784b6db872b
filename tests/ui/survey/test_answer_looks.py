"""How answering a survey looks and is read aloud: named, in order, never too wide, with room for a finger."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pie_audit.ui.survey.answer_page import AnswerPage
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets.small_window import SmallWindow
from tests.ui.accessibility import focus_order, misnamed_roles, nameless
from tests.ui.conftest import settle
from tests.ui.survey import made
from tests.ui.survey.answering import ENTER
from tests.ui.survey.conftest import Sitting, press


@pytest.mark.parametrize("at", [-1, 0, 10, 11])
@pytest.mark.parametrize("one_page", [False, True])
def test_a_screen_reader_finds_everything_in_reading_order(sitting: Sitting, at: int, one_page: bool) -> None:
    sitting.liked.on_one_page = one_page
    page = sitting.page()
    if at >= 0:
        page.walk.go(at)
        page.show_step()
        settle()
    assert nameless(page) == []
    assert misnamed_roles(page) == []
    assert focus_order(page) == []


@pytest.mark.parametrize(("width", "percent"), [(958, 100), (1300, 200), (574, 100)])
@pytest.mark.parametrize("words", [False, True])
def test_it_never_scrolls_sideways(
    sitting: Sitting, qapp: QApplication, width: int, percent: int, words: bool
) -> None:
    apply(qapp, "light", percent)
    page = sitting.page(width=width, height=700)
    if words:
        page._wipe()
        page.show_taking(made.taking_with_words())
    for at in (-1, 0, 10, 11):
        if at >= 0:
            page.walk.go(at)
            page.show_step()
        settle()
        assert page.body.overflow() == 0
        assert page.minimumSizeHint().width() <= width


def test_bigger_text_is_asked_of_whoever_remembers_it(sitting: Sitting, answering: AnswerPage) -> None:
    answering.bigger.click()
    assert sitting.liked.enlarged == 1


def test_rows_are_as_high_as_a_finger_needs(answering: AnswerPage) -> None:
    assert {one.height() for one in answering.question.rows.rows} == {54}


def test_what_is_promised_stays_beside_the_questions_however_far_down(sitting: Sitting) -> None:
    sitting.liked.on_one_page = True
    page = sitting.page(width=1300)
    press(ENTER)
    settle()
    page.body.verticalScrollBar().setValue(900)
    settle()
    assert page.panel.visibleRegion().boundingRect().height() == page.panel.height()


def test_hiding_the_page_closes_what_stands_over_it(answering: AnswerPage) -> None:
    answering.panel.support.click()
    window = answering.findChild(SmallWindow)
    assert window.isVisible()
    QTest.qWait(0)
    answering.hide()
    assert not window.isVisible()
