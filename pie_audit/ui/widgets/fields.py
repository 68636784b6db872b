"""Form fields: a label above, the control, help or an error under it."""

from __future__ import annotations

from PySide6.QtCore import QDate, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from pie_audit.ui.icons import paint_icon
from pie_audit.ui.theme import theme, tokens
from pie_audit.ui.widgets.arrange import row
from pie_audit.ui.widgets.buttons import IconButton
from pie_audit.ui.widgets.text import WrapLabel
from pie_audit.words import _


class Field(QWidget):
    """Label, control, and one line under it that is help until there is an error to tell.

    The label names the control for screen readers; help and error become its description.
    """

    def __init__(
        self, label: str, control: QWidget, help: str = "", *, note: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.control, self._help, self._error = control, help, ""
        self.label = WrapLabel(label, "small_strong")
        self._under = WrapLabel("", "small", "ink2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        top = row(self.label)
        if note:
            top.addWidget(WrapLabel(note, "small", "ink2", wrap=False))
        column.addLayout(top)
        column.addWidget(control)
        column.addWidget(self._under)
        self.setFocusProxy(control)
        self._named().setAccessibleName(label)
        self._tell()

    def set_error(self, error: str) -> None:
        """Say what is missing under the field; an empty text goes back to the help."""
        self._error = error
        self._tell()

    def set_help(self, help: str) -> None:
        """Change the line that stands there when all is well."""
        self._help = help
        self._tell()

    def error(self) -> str:
        """The error that is shown, or nothing."""
        return self._error

    def _tell(self) -> None:
        words = self._error or self._help
        self._under.setText(words)
        self._under.set_look(colour="danger" if self._error else "ink2")
        self._under.setVisible(bool(words))
        self._named().setAccessibleDescription(words)

    def _named(self) -> QWidget:
        """The control that takes the keys: a compound one hands focus to a part of itself."""
        return self.control.focusProxy() or self.control


class TextLine(QLineEdit):
    """One line of plain text of at most `most` characters."""

    def __init__(
        self, text: str = "", *, placeholder: str = "", most: int = 300, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setMaxLength(most)
        self.setPlaceholderText(placeholder)
        self._restyle()
        theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.setFont(theme.font("body"))


class PasswordField(QWidget):
    """A password with Show and Hide; `strength` takes words about how strong it is."""

    textEdited = Signal(str)
    returnPressed = Signal()

    def __init__(self, *, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = TextLine(placeholder=placeholder, most=1024)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self._eye = IconButton("eye", _("Show password"))
        self._eye.setCheckable(True)
        self._eye.clicked.connect(self._turn_over)
        layout = row(self.line, self._eye, gap=8)
        self.setLayout(layout)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self.textEdited)
        self.line.returnPressed.connect(self.returnPressed)
        self.set_shown(False)

    def text(self) -> str:
        """What was typed."""
        return self.line.text()

    def setText(self, text: str) -> None:
        """Fill in, as with suggested words."""
        self.line.setText(text)

    def clear(self) -> None:
        """Empty the field, its undo history too, and hide it again."""
        self.line.setText("")
        self.set_shown(False)

    def set_shown(self, shown: bool) -> None:
        """Readable, or as dots."""
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.setChecked(shown)
        self._eye.set_icon("eye-slash" if shown else "eye")
        self._eye.set_name(_("Hide password") if shown else _("Show password"))

    def _turn_over(self) -> None:
        self.set_shown(self.line.echoMode() is QLineEdit.EchoMode.Password)


class Choice(QComboBox):
    """One of a few, with a painted arrow. The wheel scrolls the page, not the value."""

    def __init__(self, *labels: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItems(list(labels))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._restyle()
        theme.changed.connect(self._restyle)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_mark(self, "caret-down")

    def _restyle(self) -> None:
        self.setFont(theme.font("body"))


class DateField(QDateEdit):
    """A day, picked from a calendar or typed; shown as people write it."""

    def __init__(self, day: QDate | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCalendarPopup(True)
        self.setDisplayFormat("ddd d MMM yyyy")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if day is not None:
            self.setDate(day)
        self._restyle()
        theme.changed.connect(self._restyle)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_mark(self, "calendar-blank")

    def _restyle(self) -> None:
        self.setFont(theme.font("body"))


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
        self.edited.emit()

    def _take_back(self, over: int) -> None:
        """Drop what doesn't fit from just before the caret: there it was typed or pasted."""
        was = self.edit.blockSignals(True)
        cursor = self.edit.textCursor()
        for _step in range(over):
            cursor.deletePreviousChar()
        self.edit.blockSignals(was)

    def _tell_room(self) -> None:
        room = self._most - len(self.text())
        near = room <= max(20, self._most // 10)
        self._room.setVisible(near)
        if near:
            self._room.setText(
                _("That's all the room there is: {most} letters and spaces.").format(most=self._most)
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


def _paint_mark(field: QWidget, icon: str) -> None:
    painter = QPainter(field)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = theme.px(16)
    box = QRectF(field.width() - side - 11, (field.height() - side) / 2, side, side)
    paint_icon(painter, icon, box, tokens.ink2)
    painter.end()
