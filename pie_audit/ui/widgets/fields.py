"""Form fields: a label above, the control, help or an error under it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from pie_audit.ui.theme import theme
from pie_audit.ui.widgets.arrange import row
from pie_audit.ui.widgets.buttons import IconButton
from pie_audit.ui.widgets.saving import announce
from pie_audit.ui.widgets.text import WrapLabel
from pie_audit.ui.widgets.text_area import overrun_words
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
        line = self._named()
        if isinstance(line, TextLine):
            line.overran.connect(self._tell_overrun)
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

    def _tell_overrun(self, words: str) -> None:
        """Until there is room again, what didn't fit is told in place of help."""
        if words and not self._error:
            self._under.setText(words)
            self._under.show()
        else:
            self._tell()

    def _named(self) -> QWidget:
        """The control that takes the keys: a compound one hands focus to a part of itself."""
        return self.control.focusProxy() or self.control


class TextLine(QLineEdit):
    """One line of plain text of at most `most` characters.

    `overran` says so when more was typed or pasted, and is empty once there is room again.
    """

    overran = Signal(str)

    def __init__(
        self, text: str = "", *, placeholder: str = "", most: int = 300, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setMaxLength(most)
        self._over = False
        self.inputRejected.connect(self._on_overrun)
        self.textChanged.connect(self._on_room)
        self.setPlaceholderText(placeholder)
        self._restyle()
        theme.changed.connect(self._restyle)

    def _on_overrun(self) -> None:
        if len(self.text()) < self.maxLength():
            return  # a key that writes nothing
        self._over = True
        words = overrun_words(self.maxLength())
        announce(self, words)
        self.overran.emit(words)

    def _on_room(self, text: str) -> None:
        if self._over and len(text) < self.maxLength():
            self._over = False
            self.overran.emit("")

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
