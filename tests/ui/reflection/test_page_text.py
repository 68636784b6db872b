"""The page: headings that come with prompts, and everything that can be done to words around them."""

from __future__ import annotations

import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from pie_audit.domain.entry import Step
from pie_audit.domain.entry_versions import PAGE_BYTES
from pie_audit.ui.reflection.page_text import PageText, is_heading
from pie_audit.ui.theme import apply
from pie_audit.workflows import models

WHAT, SO, NOW = (
    Step("what", "What?", "It rained."),
    Step("so-what", "So what?", "Wet."),
    Step("", "", "Loose."),
)
LINES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=30)


@pytest.fixture
def page(qtbot) -> PageText:
    made = PageText()
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    made.setFocus()
    return made


def caret(page: PageText, block: int, *, at_end: bool = False) -> None:
    cursor = QTextCursor(page.document().findBlockByNumber(block))
    if at_end:
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    page.setTextCursor(cursor)


def press(
    page: PageText, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(page, key, modifier)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.builds(
            Step,
            st.sampled_from(["what", "so-what", ""]),
            st.text(string.ascii_letters, min_size=1, max_size=8),
            st.lists(LINES, min_size=1, max_size=4).map("\n".join),
        ),
        max_size=5,
    )
)
def test_what_is_shown_is_read_again_as_it_was(page: PageText, steps: list[Step]) -> None:
    page.set_steps(steps)
    assert page.steps() == tuple(steps)


def test_filling_tells_nobody_and_typing_does(page: PageText, qtbot) -> None:
    with qtbot.assertNotEmitted(page.edited):
        page.set_steps((NOW, WHAT))
        apply(qtbot_app(), "dark", 150)
    with qtbot.waitSignal(page.edited):
        QTest.keyClicks(page, "x")


def qtbot_app():
    from PySide6.QtWidgets import QApplication

    return QApplication.instance()


def test_looks_that_change_are_no_edit(page: PageText, qtbot) -> None:
    page.set_steps((WHAT,))
    with qtbot.assertNotEmitted(page.edited):
        page.mark(["rained"])
        qtbot.wait(1)


def test_right_to_left_and_emoji_stay_as_they_were_typed(page: PageText) -> None:
    text = "שלום 👩🏽‍🦱 مرحبا\u200f end"
    page.set_steps((Step("", "", text),))
    assert page.steps() == (Step("", "", text),)


def test_half_a_letter_can_be_kept(page: PageText) -> None:
    page.insertPlainText("a\ud83db")
    page.steps()[0].text.encode()


def test_typing_under_a_heading_is_that_step(page: PageText) -> None:
    page.set_steps((WHAT,))
    caret(page, 1, at_end=True)
    QTest.keyClicks(page, " A lot.")
    assert page.steps() == (Step("what", "What?", "It rained. A lot."),)
    assert page.current_step() == "what"


def test_enter_in_a_heading_goes_on_with_words(page: PageText) -> None:
    page.set_steps((WHAT,))
    caret(page, 0, at_end=True)
    press(page, Qt.Key.Key_Return)
    QTest.keyClicks(page, "First")
    assert page.steps() == (Step("what", "What?", "First\nIt rained."),)


def test_enter_before_a_heading_makes_room_above_it(page: PageText) -> None:
    page.set_steps((WHAT,))
    caret(page, 0)
    press(page, Qt.Key.Key_Return)
    caret(page, 0)
    QTest.keyClicks(page, "Above")
    assert page.steps() == (Step("", "", "Above"), WHAT)


def test_heading_deleted_letter_by_letter_is_gone_and_its_words_stay(page: PageText) -> None:
    page.set_steps((NOW, WHAT))
    caret(page, 1, at_end=True)
    for _letter in "What?":
        press(page, Qt.Key.Key_Backspace)
    assert page.steps() == (Step("", "", "Loose.\n\nIt rained."),)


def test_heading_that_was_deleted_comes_back_with_ctrl_z(page: PageText) -> None:
    page.set_steps((NOW, WHAT))
    caret(page, 1, at_end=True)
    for _letter in "What?":
        press(page, Qt.Key.Key_Backspace)
    for _letter in "What?":
        if page.steps() != (NOW, WHAT):
            page.undo()
    assert page.steps() == (NOW, WHAT)


def test_heading_marked_and_deleted_leaves_the_words_under_it_words(page: PageText) -> None:
    page.set_steps((WHAT,))
    cursor = page.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(len("What?") + 1, QTextCursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)
    press(page, Qt.Key.Key_Delete)
    assert page.steps() == (Step("", "", "It rained."),)


def test_backspace_at_the_start_of_words_doesn_t_pull_them_into_the_heading(page: PageText) -> None:
    page.set_steps((WHAT,))
    caret(page, 1)
    press(page, Qt.Key.Key_Backspace)
    assert page.steps() == (WHAT,)
    assert page.textCursor().blockNumber() == 0


def test_delete_at_the_end_of_a_heading_doesn_t_swallow_words(page: PageText) -> None:
    page.set_steps((WHAT,))
    caret(page, 0, at_end=True)
    press(page, Qt.Key.Key_Delete)
    assert page.steps() == (WHAT,)


def test_part_is_carried_up_and_down_with_its_heading(page: PageText) -> None:
    page.set_steps((WHAT, SO))
    caret(page, 3)
    press(page, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert page.steps() == (SO, WHAT)
    assert page.current_step() == "so-what"
    press(page, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert page.steps() == (WHAT, SO)
    press(page, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert page.steps() == (WHAT, SO)


def test_model_puts_its_headings_on_the_page_and_keeps_every_word(page: PageText) -> None:
    model = models.model("driscoll")
    page.set_steps((NOW, Step("feelings", "Feelings", "Sad."), Step("analysis", "Analysis", " ")))
    page.take_model(model)
    ids = [step.step_id for step in page.steps()]
    assert ids == ["", "feelings", *(step.step_id for step in model.steps)]
    assert [step.text for step in page.steps()[:2]] == ["Loose.", "Sad."]
    assert page.current_step() == model.steps[0].step_id


def test_taking_a_model_is_undone_at_once(page: PageText) -> None:
    page.set_steps((NOW,))
    page.take_model(models.model("driscoll"))
    page.undo()
    assert [step for step in page.steps() if step.text.strip()] == [NOW]
    assert not [step for step in page.steps() if step.heading]


def test_step_is_put_in_its_place_among_the_others(page: PageText) -> None:
    model = models.model("driscoll")
    first, second, third = (step.step_id for step in model.steps)
    page.set_steps((Step(first, "What?", "a"), Step(third, "Now what?", "c")))
    page.go_to(model, second)
    QTest.keyClicks(page, "b")
    assert [(step.step_id, step.text) for step in page.steps()] == [(first, "a"), (second, "b"), (third, "c")]


def test_step_asked_for_twice_is_there_once(page: PageText) -> None:
    model = models.model("driscoll")
    for _time in range(2):
        page.go_to(model, model.steps[0].step_id)
    assert len([b for b in page._blocks() if is_heading(b)]) == 1


def test_paste_brings_words_only(page: PageText) -> None:
    rich = QMimeData()
    rich.setHtml("<h1>Big</h1><img src='http://x/y.png'>")
    rich.setText("Big")
    page.insertFromMimeData(rich)
    assert page.toPlainText() == "Big"


def test_two_megabytes_are_offered_to_be_split_and_change_nothing(page: PageText, qtbot) -> None:
    page.set_steps((NOW,))
    long = QMimeData()
    long.setText("word " * 420_000)
    with qtbot.waitSignal(page.too_long) as heard:
        page.insertFromMimeData(long)
    assert heard.args == [long.text()]
    assert page.steps() == (NOW,)


def test_line_is_at_most_about_seventy_five_letters(page: PageText) -> None:
    page.resize(2000, 400)
    width = page.lineWrapColumnOrWidth()
    assert width < page.fontMetrics().horizontalAdvance("n" * 75)
    assert width < page.viewport().width()


def test_words_that_were_found_are_replaced_everywhere_at_once(page: PageText) -> None:
    page.set_steps((Step("", "", "Dawn rang. Then Dawn came."),))
    page.put_instead("Dawn", "a resident")
    assert page.steps()[0].text == "a resident rang. Then a resident came."
    page.undo()
    assert page.steps()[0].text == "Dawn rang. Then Dawn came."


def test_one_line_ends_with_enter(page: PageText, qtbot) -> None:
    page.one_line = True
    QTest.keyClicks(page, "Rang her")
    with qtbot.waitSignal(page.ended):
        press(page, Qt.Key.Key_Return)
    assert page.steps() == (Step("", "", "Rang her"),)


def test_sentences_are_picked_one_by_one_and_headings_never(page: PageText) -> None:
    page.set_steps((Step("what", "What?", "He laughed. We all did!\nThen tea"),))
    assert page.lines() == ("He laughed.", "We all did!", "Then tea")


def test_a_page_opens_where_one_goes_on(page: PageText) -> None:
    page.set_steps((WHAT, SO))
    QTest.keyClicks(page, " Very.")
    assert page.steps() == (WHAT, Step("so-what", "So what?", "Wet. Very."))


def test_tab_leaves_the_page(page: PageText) -> None:
    assert page.tabChangesFocus()


def test_a_full_page_still_takes_a_small_paste(page: PageText) -> None:
    page.set_steps((Step("", "", "\n".join("x" * 999 for _line in range(PAGE_BYTES // 1000 - 1))),))
    small = QMimeData()
    small.setText("ok")
    page.insertFromMimeData(small)
    assert page.steps()[0].text.endswith("xok")
