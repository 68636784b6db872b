"""Somebody in front of the window: reads what is on it, types, clicks, and waits for what comes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSpinBox,
    QTextEdit,
    QWidget,
)

from tests.patience import PATIENCE

_FIELDS = (QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QSpinBox, QDateEdit)


class Visitor:
    """Uses the window by what is written on it, as a person or a screen reader would.

    `clicks_made` and `keys_pressed` are for who wants to know how much work something is.
    """

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.clicks_made = self.keys_pressed = 0

    def reads(self) -> str:
        """All text that can be seen now, widget by widget."""
        return "\n".join(filter(None, map(_words, self._seen())))

    def waits_until(self, holds: Callable[[], object], what: str) -> None:
        """Go on once `holds`; fail with `what` and the page's text when patience ends."""
        end = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > end:
                raise AssertionError(f"{what}; the window says:\n{self.reads()}")
            QTest.qWait(10)

    def waits_for(self, words: str) -> None:
        """Go on once these words can be seen."""
        self.waits_until(lambda: words in self.reads(), f"“{words}” never came")

    def clicks(self, name: str) -> None:
        """Click the button (or the row, or the tick) of this name, once it is there and can be clicked."""
        self.waits_until(lambda: self._button(name), f"nothing to click is called “{name}”")
        button = self._button(name)
        assert button is not None
        self._mouse_click(button, button.rect().center())

    def clicks_described(self, name: str, description: str) -> None:
        """Click the button of this name whose description, as a screen reader says it, begins so."""

        def found() -> list[QWidget]:
            return [w for w in self.named(name) if w.accessibleDescription().startswith(description)]

        self.waits_until(found, f"no “{name}” is described as “{description}”")
        button = found()[0]
        self._mouse_click(button, button.rect().center())

    def picks(self, name: str, row: str) -> None:
        """Click the line of a list that begins with these words, or the first that holds them."""
        self.waits_until(lambda: self._row(name, row), f"“{name}” has no line “{row}”")
        found = self._row(name, row)
        assert found is not None
        view, point = found
        self._mouse_click(view.viewport(), point)

    def drags(self, name: str, to: str) -> None:
        """Pull what begins with the one name onto what begins with the other, and let go there."""
        self.waits_until(
            lambda: self.begins_with(name) and self.begins_with(to), f"“{name}” or “{to}” isn’t there"
        )
        widget, target = self.begins_with(name)[-1], self.begins_with(to)[-1]
        begin = widget.rect().center()
        goal = target.mapToGlobal(target.rect().center())
        way = goal - widget.mapToGlobal(begin)
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=begin)
        for part in (0.2, 0.6, 1.0, 1.0):
            point = goal - QPoint(int(way.x() * (1 - part)), int(way.y() * (1 - part)))
            QTest.mouseMove(widget, widget.mapFromGlobal(point))
            QApplication.processEvents()
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=widget.mapFromGlobal(goal))
        self.clicks_made += 1
        QApplication.processEvents()

    def chooses_from_menu(self, button: str, *path: str, described: str = "") -> None:
        """Open the menu of a button and click through it by what its lines begin with."""
        if described:
            self.clicks_described(button, described)
        else:
            self.clicks(button)
        for words in path:
            self.waits_until(lambda words=words: _entry(words), f"no menu has “{words}”")
            found = _entry(words)
            assert found is not None
            self._mouse_click(*found)

    def _mouse_click(self, widget: QWidget, at: QPoint) -> None:
        self.clicks_made += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)
        QApplication.processEvents()

    def fills(self, name: str, text: str) -> None:
        """Type into the field of this name, in place of what stands there."""
        self.waits_until(lambda: self._field(name), f"no field is called “{name}”")
        field = self._field(name)
        assert field is not None
        field.setFocus()
        if isinstance(field, QLineEdit | QTextEdit | QPlainTextEdit):
            QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            QTest.keyClick(field, Qt.Key.Key_Delete)
        QTest.keyClicks(field, text)
        self.clicks_made += 1
        self.keys_pressed += len(text)
        QApplication.processEvents()

    def chooses(self, name: str, words: str) -> None:
        """Choose an entry of a list that drops down, with the keyboard."""
        self.waits_until(lambda: isinstance(self._field(name), QComboBox), f"no list is called “{name}”")
        box = self._field(name)
        assert isinstance(box, QComboBox)
        self.waits_until(
            lambda: any(words in box.itemText(i) for i in range(box.count())), f"“{name}” has no “{words}”"
        )
        at = next(i for i in range(box.count()) if words in box.itemText(i))
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Home)
        for _step in range(at):
            QTest.keyClick(box, Qt.Key.Key_Down)
        self.keys_pressed += at + 1
        assert box.currentIndex() == at

    def presses(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        self.keys_pressed += 1
        QTest.keyClick(self._focus(), key, modifier)
        QApplication.processEvents()

    def types(self, text: str) -> None:
        """Type where the focus is."""
        self.keys_pressed += len(text)
        QTest.keyClicks(self._focus(), text)
        QApplication.processEvents()

    def keys(self, text: str) -> None:
        """Press letter after letter, each where the focus is by then."""
        for letter in text:
            self.types(letter)

    def focused(self) -> str:
        """The name of what has the focus."""
        return _name(self._focus())

    def tabs_to(self, name: str) -> None:
        """Press Tab until something whose name begins so has the focus; fail after a round of the window."""
        for _step in range(80):
            if _name(self._focus()).startswith(name):
                return
            self.presses(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never reaches “{name}”; the window says:\n{self.reads()}")

    def named(self, name: str) -> list[QWidget]:
        """What can be seen under this name."""
        return [w for w in self._seen() if _name(w) == name]

    def _focus(self) -> QWidget:
        """Where keys go. Without a screen nobody makes the window active again after a dialog."""
        if QApplication.focusWidget() is None:
            self.window.activateWindow()
            self.waits_until(QApplication.focusWidget, "nothing has the focus")
        return QApplication.focusWidget() or self.window

    def lists(self, name: str, row: str) -> bool:
        """Whether a list has a line that begins so."""
        return self._row(name, row) is not None

    def lines_of(self, name: str) -> list[str]:
        """What the lists of that name say, line by line."""
        models = [w.model() for w in self._seen() if isinstance(w, QAbstractItemView) and _name(w) == name]
        return [str(model.index(at, 0).data()) for model in models for at in range(model.rowCount())]

    def begins_with(self, name: str) -> list[QWidget]:
        """What can be seen whose name begins so."""
        return [w for w in self._seen() if _name(w).startswith(name)]

    def _row(self, name: str, row: str) -> tuple[QAbstractItemView, QPoint] | None:
        """The middle of a line, in a list that shows it."""
        for view in (w for w in self._seen() if isinstance(w, QAbstractItemView) and _name(w) == name):
            model = view.model()
            said = [str(model.index(at, 0).data()) for at in range(model.rowCount())]
            begins = (at for at, words in enumerate(said) if words.startswith(row))
            found = next(begins, next((at for at, words in enumerate(said) if row in words), None))
            if found is not None:
                return view, view.visualRect(model.index(found, 0)).center()
        return None

    def _button(self, name: str) -> QWidget | None:
        found = [w for w in self._seen() if w.isEnabled() and _is_clickable(w) and _matches(w, name)]
        return found[-1] if found else None

    def _field(self, name: str) -> QWidget | None:
        found = [w for w in self._seen() if w.isEnabled() and isinstance(w, _FIELDS) and _matches(w, name)]
        return found[-1] if found else None

    def _seen(self) -> Iterator[QWidget]:
        tops = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not self.window]
        for top in (self.window, *tops):
            yield from (w for w in top.findChildren(QWidget) if w.isVisible())


def _entry(words: str) -> tuple[QMenu, QPoint] | None:
    """The middle of the line of an open menu that begins so; the innermost menu counts."""
    menus = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMenu) and w.isVisible()]
    for menu in reversed(menus):
        for action in menu.actions():
            if action.isEnabled() and _plain(action.text()).startswith(words):
                return menu, menu.actionGeometry(action).center()
    return None


def _is_clickable(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractButton) or hasattr(widget, "clicked")


def _matches(widget: QWidget, name: str) -> bool:
    return name in {_name(widget), _words(widget), _plain(_words(widget))}


def _plain(text: str) -> str:
    """Without the marks of shortcuts, which Qt writes as &, and && for an ampersand."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _name(widget: QWidget) -> str:
    node = QAccessible.queryAccessibleInterface(widget)
    return widget.accessibleName() or (node.text(QAccessible.Text.Name) if node is not None else "")


def _words(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QLineEdit):
        return widget.text() if widget.echoMode() is QLineEdit.EchoMode.Normal else ""
    if isinstance(widget, QComboBox):
        return widget.currentText()
    text = getattr(widget, "text", None)
    return text() if callable(text) and isinstance(text(), str) else _name(widget)
