"""The rating scale and the level picker, by key and by mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from pie_audit.domain.answer import CantTell, Level, NotApplicable
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import LevelPicker, LevelRow, LevelWords, RatingScale
from tests.ui.accessibility import nameless, role, spoken
from tests.ui.conftest import settle

WORDS = (
    LevelWords("Not begun", "Nobody has taken this up yet."),
    LevelWords("Talked about", "Discussed or written down."),
    LevelWords("Patchy", "Some of us, some days."),
    LevelWords("Usual practice", "Most of the time, whoever is on. " * 6),
    LevelWords("Checked and changed", "As 3, and we changed something."),
)


@pytest.fixture
def scale(qtbot) -> RatingScale:
    host = QWidget()
    layout = QVBoxLayout(host)
    made = RatingScale("Protected thinking time")
    made.set_topic(WORDS)
    layout.addWidget(made)
    layout.addWidget(QLineEdit())
    layout.addStretch(1)
    qtbot.addWidget(host)
    made.host = host
    host.resize(700, 600)
    host.show()
    host.activateWindow()
    made.setFocus()
    settle()
    return made


def rows(scale: RatingScale) -> list[LevelRow]:
    return scale.findChildren(LevelRow)


@pytest.mark.parametrize("level", range(5))
def test_a_digit_chooses_its_level_and_moves_there(scale: RatingScale, level: int) -> None:
    chosen = QSignalSpy(scale.levelChosen)
    QTest.keyClick(QApplication.focusWidget(), str(level))
    assert [chosen.at(i) for i in range(chosen.count())] == [[level]]
    assert scale.level() == level
    assert rows(scale)[level].hasFocus()


@pytest.mark.parametrize("key", ["5", "9", "-", "x"])
def test_other_keys_choose_nothing_and_go_on_to_the_page(scale: RatingScale, key: str) -> None:
    heard: list[str] = []
    scale.host.keyPressEvent = lambda event: heard.append(event.text())
    chosen = QSignalSpy(scale.levelChosen)
    QTest.keyClick(QApplication.focusWidget(), key)
    assert chosen.count() == 0
    assert scale.level() is None
    assert heard == [key]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp])
def test_moving_between_topics_is_left_to_the_page(scale: RatingScale, key: Qt.Key) -> None:
    heard: list[int] = []
    scale.host.keyPressEvent = lambda event: heard.append(event.key())
    QTest.keyClick(QApplication.focusWidget(), key)
    assert heard == [key]


def test_a_digit_with_control_is_not_an_answer(scale: RatingScale) -> None:
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert scale.level() is None


def test_digits_of_the_number_pad_choose_too(scale: RatingScale) -> None:
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_3, Qt.KeyboardModifier.KeypadModifier)
    assert scale.level() == 3


@pytest.mark.parametrize(
    ("key", "signal"), [("n", "notApplicable"), ("N", "notApplicable"), ("t", "cantTell")]
)
def test_letters_give_the_two_honest_ways_not_to_answer(scale: RatingScale, key: str, signal: str) -> None:
    scale.set_answer(Level(2))
    told, chosen = QSignalSpy(getattr(scale, signal)), QSignalSpy(scale.levelChosen)
    QTest.keyClick(QApplication.focusWidget(), key)
    assert told.count() == 1
    assert chosen.count() == 0
    assert scale.level() is None
    assert scale.not_applicable.isChecked() == (signal == "notApplicable")
    assert scale.cant_tell.isChecked() == (signal == "cantTell")


def test_choosing_a_level_takes_the_other_answers_back(scale: RatingScale) -> None:
    scale.set_answer(CantTell())
    rows(scale)[1].setFocus()
    QTest.keyClick(QApplication.focusWidget(), "1")
    assert not scale.cant_tell.isChecked()
    assert scale.level() == 1


def test_arrows_move_without_choosing_and_stop_at_the_ends(scale: RatingScale) -> None:
    chosen = QSignalSpy(scale.levelChosen)
    for _step in range(7):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert rows(scale)[4].hasFocus()
    for _step in range(2):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
    assert rows(scale)[2].hasFocus()
    assert chosen.count() == 0
    assert scale.level() is None


def test_space_chooses_the_level_in_focus_and_pressing_again_keeps_it(scale: RatingScale) -> None:
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert scale.level() == 1


def test_a_click_chooses_and_takes_the_focus(scale: RatingScale) -> None:
    chosen = QSignalSpy(scale.levelChosen)
    QTest.mouseClick(rows(scale)[3], Qt.MouseButton.LeftButton, pos=QPoint(120, 12))
    assert chosen.count() == 1
    assert scale.level() == 3
    assert rows(scale)[3].hasFocus()


def test_only_the_level_in_focus_shows_its_sentence_and_nothing_below_jumps(scale: RatingScale) -> None:
    heights = []
    for level in range(5):
        rows(scale)[level].setFocus()
        settle()
        assert [r.level for r in rows(scale) if r._sentence.isVisible()] == [level]
        heights.append(scale.cant_tell.mapTo(scale, QPoint(0, 0)).y())
    assert max(heights) - min(heights) <= 2


def test_the_scale_is_one_tab_stop_before_its_two_buttons(scale: RatingScale) -> None:
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert scale.not_applicable.hasFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert scale.cant_tell.hasFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert isinstance(QApplication.focusWidget(), QLineEdit)


def test_letters_typed_in_a_field_beside_it_are_words(scale: RatingScale) -> None:
    line = scale.host.findChild(QLineEdit)
    line.setFocus()
    QTest.keyClicks(line, "Nights don't, 2 of 4")
    assert line.text() == "Nights don't, 2 of 4"
    assert scale.level() is None


@pytest.mark.parametrize("answer", [Level(0), Level(4), NotApplicable("no night shift"), CantTell(), None])
def test_filling_tells_nobody(scale: RatingScale, answer: object) -> None:
    spies = [QSignalSpy(s) for s in (scale.levelChosen, scale.notApplicable, scale.cantTell)]
    scale.set_topic(WORDS, answer)
    assert [spy.count() for spy in spies] == [0, 0, 0]
    assert scale.level() == (int(answer) if isinstance(answer, Level) else None)
    assert scale.not_applicable.isChecked() == isinstance(answer, NotApplicable)
    assert scale.cant_tell.isChecked() == isinstance(answer, CantTell)


def test_another_topic_forgets_the_answer_of_the_last(scale: RatingScale) -> None:
    scale.set_topic(WORDS, Level(3))
    scale.set_topic(WORDS, None)
    assert scale.level() is None
    assert not any(row.isChecked() for row in rows(scale))


def test_a_level_says_itself_in_full(scale: RatingScale) -> None:
    assert spoken(rows(scale)[2]) == "Level 2 of 4, Patchy. Some of us, some days."
    assert role(rows(scale)[2]) == QAccessible.Role.RadioButton
    scale.set_answer(Level(2))
    assert QAccessible.queryAccessibleInterface(rows(scale)[2]).state().checked
    assert not QAccessible.queryAccessibleInterface(rows(scale)[1]).state().checked
    assert nameless(scale) == []


def test_cant_tell_is_in_view_at_twice_the_text(qapp: QApplication, scale: RatingScale) -> None:
    apply(qapp, "light", 200)
    settle()
    assert scale.minimumSizeHint().width() < 860
    scale.host.resize(900, 700)
    settle()
    assert scale.cant_tell.isVisible()
    assert scale.cant_tell.mapTo(scale.host, QPoint(0, 0)).y() + scale.cant_tell.height() < 700


def test_the_picker_answers_to_the_same_keys(qtbot) -> None:
    picker = LevelPicker([words.label for words in WORDS])
    qtbot.addWidget(picker)
    picker.show()
    picker.activateWindow()
    picker.setFocus()
    settle()
    chosen = QSignalSpy(picker.levelChosen)
    QTest.keyClick(QApplication.focusWidget(), "4")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    assert [chosen.at(i) for i in range(chosen.count())] == [[4]]
    assert spoken(QApplication.focusWidget()) == "Level 3 of 4, Usual practice"
    picker.set_level(None)
    assert picker.level() is None
    assert chosen.count() == 1
