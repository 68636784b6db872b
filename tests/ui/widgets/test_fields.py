"""Fields name their controls, errors are told where they belong, and long text ends where the room ends."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import (
    Card,
    Choice,
    DateField,
    Field,
    OptionCard,
    PasswordField,
    Segmented,
    TextArea,
    TextLine,
    Tick,
)
from tests.ui.accessibility import nameless, spoken
from tests.ui.conftest import settle


def _show(widget: QWidget, qtbot) -> None:
    qtbot.addWidget(widget)
    widget.resize(400, 300)
    widget.show()
    widget.activateWindow()
    settle()


@pytest.mark.parametrize("make", [TextLine, PasswordField, Choice, DateField, TextArea])
def test_the_label_names_the_control_and_the_error_describes_it(qtbot, make: type[QWidget]) -> None:
    field = Field("Who holds it", make(), "A name, a role or an organisation.")
    _show(field, qtbot)
    control = field.control.focusProxy() or field.control
    assert spoken(control) == "Who holds it | A name, a role or an organisation."
    field.set_error("Somebody has to hold it.")
    assert spoken(control) == "Who holds it | Somebody has to hold it."
    field.set_error("")
    assert spoken(control) == "Who holds it | A name, a role or an organisation."
    assert nameless(field) == []


def test_an_ampersand_in_a_label_is_no_shortcut(qtbot) -> None:
    field = Field("Training & support", TextLine())
    _show(field, qtbot)
    assert field.label.text() == "Training & support"
    assert spoken(field.control) == "Training & support"


def test_a_password_is_hidden_until_asked_for_and_hidden_again_when_cleared(qtbot) -> None:
    field = PasswordField()
    _show(field, qtbot)
    assert field.line.echoMode() is QLineEdit.EchoMode.Password
    eye = field._eye
    assert eye.accessibleName() == "Show password"
    QTest.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert field.line.echoMode() is QLineEdit.EchoMode.Normal
    assert eye.accessibleName() == "Hide password"
    field.setText("kettle orchard lantern fourteen")
    field.clear()
    assert field.text() == ""
    assert field.line.echoMode() is QLineEdit.EchoMode.Password
    assert not field.line.isUndoAvailable()


def test_filling_an_area_tells_nobody_and_typing_does(qtbot) -> None:
    area = TextArea()
    _show(area, qtbot)
    edited = QSignalSpy(area.edited)
    area.setText("Days get it, nights don't.")
    assert edited.count() == 0
    QTest.keyClicks(area.edit, "ab")
    assert edited.count() == 2


@pytest.mark.parametrize("pasted", ["x" * 50, "ü" * 31, "line\n" * 20])
def test_an_area_takes_no_more_than_there_is_room_for_and_says_so(qtbot, pasted: str) -> None:
    area = TextArea("here", most=30)
    _show(area, qtbot)
    QGuiApplication.clipboard().setText(pasted)
    area.edit.paste()
    assert len(area.text()) == 30
    assert area._room.isVisible()
    assert "didn’t fit" in area._room.text()
    assert area.text().endswith("here"), "what stood there before is kept"
    QGuiApplication.clipboard().clear()


def test_an_area_is_quiet_while_there_is_room(qtbot) -> None:
    area = TextArea("short", most=300)
    _show(area, qtbot)
    assert not area._room.isVisible()


def test_tab_leaves_an_area_and_leaving_is_told(qtbot) -> None:
    area, line = TextArea(), TextLine()
    card = Card("", Field("Because", area), Field("Who", line))
    _show(card, qtbot)
    left = QSignalSpy(area.left)
    area.setFocus()
    QTest.keyClick(area.edit, Qt.Key.Key_Tab)
    assert line.hasFocus()
    assert left.count() == 1
    assert area.text() == ""


def test_the_wheel_does_not_change_what_was_chosen(qtbot) -> None:
    choice, day = Choice("Service", "System"), DateField(QDate(2026, 11, 27))
    card = Card("", Field("Level", choice), Field("By when", day))
    _show(card, qtbot)
    for widget in (choice, day):
        event = QWheelEvent(
            QPointF(5, 5),
            QPointF(5, 5),
            QPoint(0, -120),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        widget.wheelEvent(event)
        assert not event.isAccepted()
    assert choice.currentIndex() == 0
    assert day.date() == QDate(2026, 11, 27)


def test_a_day_grows_with_the_text_of_everything_else(qtbot) -> None:
    day = DateField(QDate(2026, 11, 27))
    _show(day, qtbot)
    before = day.lineEdit().font().pixelSize()
    apply(QApplication.instance(), "light", 200)
    settle()
    assert day.lineEdit().font().pixelSize() == 2 * before


def test_options_exclude_each_other(qtbot) -> None:
    words, team = OptionCard("Words only", "No levels."), OptionCard("Full team copy")
    card = Card("Which edition?", words, team)
    _show(card, qtbot)
    QTest.mouseClick(words, Qt.MouseButton.LeftButton)
    QTest.mouseClick(team, Qt.MouseButton.LeftButton)
    assert [words.isChecked(), team.isChecked()] == [False, True]
    assert spoken(words) == "Words only | No levels."


def test_a_tick_turns_over_with_space(qtbot) -> None:
    tick = Tick("Everyone in this group said yes")
    _show(tick, qtbot)
    tick.setFocus()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    assert tick.isChecked()
    assert spoken(tick) == "Everyone in this group said yes"


def test_a_switch_moves_with_arrows_and_tells_once(qtbot) -> None:
    switch = Segmented("View", [("Cards", "cards"), ("Table", "rows")])
    _show(switch, qtbot)
    chosen = QSignalSpy(switch.chosen)
    switch.set_chosen(1)
    switch.set_chosen(0)
    assert chosen.count() == 0
    switch.setFocus()
    QTest.keyClick(switch.focusProxy(), Qt.Key.Key_Right)
    assert [chosen.at(i) for i in range(chosen.count())] == [[1]]
    assert switch.index() == 1
    assert switch.focusProxy().hasFocus()


@pytest.mark.parametrize("pasted", ["x" * 400, "🙂" * 400, "שלום " * 80, "one\ntwo\n" * 50])
def test_what_does_not_fit_into_several_lines_is_told_and_what_stood_there_stays(qtbot, pasted: str) -> None:
    area = TextArea("Before. After.", most=300)
    _show(area, qtbot)
    cursor = area.edit.textCursor()
    cursor.setPosition(len("Before. "))
    area.edit.setTextCursor(cursor)
    QGuiApplication.clipboard().setText(pasted)
    area.edit.paste()
    assert len(area.text()) == 300
    assert area.text().startswith("Before. " + pasted[:100])
    assert area.text().endswith("After.")
    assert "didn’t fit" in area._room.text()
    QTest.keyClick(area.edit, Qt.Key.Key_Backspace)
    assert area._room.text() == "Room for 1 more letters and spaces."


def test_what_does_not_fit_on_a_line_is_told_until_there_is_room(qtbot) -> None:
    field = Field("Why do we let it go?", TextLine("Why: ", most=10), "In a few words.")
    _show(field, qtbot)
    field.control.end(False)
    QGuiApplication.clipboard().setText("no room for this")
    field.control.paste()
    assert field.control.text() == "Why: no ro"
    assert "didn’t fit" in field._under.text()
    QTest.keyClick(field.control, Qt.Key.Key_Backspace)
    assert field._under.text() == "In a few words."


def test_a_huge_paste_is_cut_at_once(qtbot) -> None:
    area = TextArea(most=5_000)
    _show(area, qtbot)
    QGuiApplication.clipboard().setText("word " * 200_000)
    area.edit.paste()
    assert area.text() == "word " * 1_000
