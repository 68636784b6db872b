"""Several lines of plain text that know how much room there is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFocusEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from pie_audit.ui.theme import theme
from pie_audit.ui.widgets.saving import announce
from pie_audit.ui.widgets.text import WrapLabel
from pie_audit.words import _


def overrun_words(most: int) -> str:
    """Said when more was typed or pasted than a field holds."""
    return _("The end didn’t fit and isn’t here: there is room for {most} letters and spaces.").format(
        most=most
    )


class TextArea(QWidget):
    """Several lines of plain text. Says how much room is left when little is, and takes no more than `most`.

    `edited` is emitted for what a person typed or pasted, never for `setText`; `left` when the focus leaves.
    """

    edited = Signal()
    left = Signal()

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        most: int = 2000,
        lines: int = 4,
        role: str = "body",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._most, self._lines, self._role = most, lines, role
        self.edit = _PlainEdit(self)
        self.edit.setPlaceholderText(placeholder)
        self._room = WrapLabel("", "small", "ink2")
        self._room.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.edit)
        column.addWidget(self._room)
        self.setFocusProxy(self.edit)
        self.setText(text)
        self.edit.textChanged.connect(self._on_text_changed)
        self.edit.left.connect(self.left)
        self._restyle()
        theme.changed.connect(self._restyle)

    def text(self) -> str:
        """What stands there."""
        return self.edit.toPlainText()

    def setText(self, text: str) -> None:
        """Fill without telling anybody."""
        was = self.edit.blockSignals(True)
        self.edit.setPlainText(text)
        self.edit.blockSignals(was)
        self._tell_room()

    def setAccessibleName(self, name: str) -> None:
        """Name the part that takes the keys, where no `Field` does."""
        self.edit.setAccessibleName(name)

    def _on_text_changed(self) -> None:
        over = len(self.text()) - self._most
        if over > 0:
            self._take_back(over)
        self._tell_room()
        if over > 0:
            self._room.setText(overrun_words(self._most))
            announce(self.edit, self._room.text())
        self.edited.emit()

    def _take_back(self, over: int) -> None:
        """Drop what doesn't fit from just before the caret: there it was typed or pasted."""
        was = self.edit.blockSignals(True)
        cursor = self.edit.textCursor()
        # A caret counts in halves of what lies beyond the first plane: a smiley is two.
        before = self.text().encode("utf-16-le")[: 2 * cursor.position()].decode("utf-16-le", "ignore")
        kept = before[: max(0, len(before) - over)]
        cursor.setPosition(len(kept.encode("utf-16-le")) // 2, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self.edit.blockSignals(was)

    def _tell_room(self) -> None:
        room = self._most - len(self.text())
        near = room <= max(20, self._most // 10)
        self._room.setVisible(near)
        if near:
            self._room.setText(
                _("That’s all the room there is: {most} letters and spaces.").format(most=self._most)
                if room <= 0
                else _("Room for {room} more letters and spaces.").format(room=room)
            )

    def _restyle(self) -> None:
        self.edit.setFont(theme.font(self._role))
        self.edit.setMinimumHeight(self._lines * self.edit.fontMetrics().lineSpacing() + 26)


class _PlainEdit(QPlainTextEdit):
    """Tab moves on, paste brings text only, leaving is told."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)

    def sizeHint(self) -> QSize:
        return QSize(200, self.minimumHeight())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
