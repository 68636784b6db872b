"""Choosing a password: the field, how strong it is in words, suggested words, and the same once more."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import (
    Field,
    LinkButton,
    PasswordField,
    SegmentedProgress,
    WrapLabel,
    column,
    row,
)
from pie_audit.words import _
from pie_audit.workflows import passwords

STRONG_ENOUGH = 3
"""The lowest score of `passwords.strength` that is taken."""
_JUDGED_AFTER_MS = 150


class NewPassword(QWidget):
    """Two fields that have to match. `near` tells words near at hand, such as the person's own name."""

    submitted = Signal()

    def __init__(self, jobs: Jobs, near: Callable[[], tuple[str, ...]] = tuple, *, label: str = "") -> None:
        super().__init__()
        self._jobs, self._near = jobs, near
        self._judged: tuple[str, int] = ("", 0)
        self.password, self.again = PasswordField(), PasswordField(placeholder=_("Type it once more"))
        self.field = Field(
            label or _("Password"), self.password, _("Four or more ordinary words are strong.")
        )
        self.again_field = Field(_("And again"), self.again)
        self._bar = SegmentedProgress(0, 4)
        self._bar.setFixedWidth(150)
        self._words = WrapLabel("", "small_strong", "ink2")
        self.suggest = LinkButton(_("Suggest words"), "arrows-clockwise", in_row=True)
        self.suggest.setShortcut("Alt+S")
        self.suggest.setToolTip(_("Suggest words (Alt+S)"))
        strength = row(self._bar, gap=12)
        strength.addWidget(self._words, 1)
        strength.addWidget(self.suggest)
        self.setLayout(column(self.field, strength, 4, self.again_field, gap=8))
        self.setFocusProxy(self.password)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_JUDGED_AFTER_MS)
        self._timer.timeout.connect(self._judge)
        self._connect()

    def _connect(self) -> None:
        self.password.textEdited.connect(self._on_edited)
        self.again.textEdited.connect(self._on_again_edited)
        self.suggest.clicked.connect(self._on_suggest)
        self.password.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self.submitted)

    def chosen(self) -> str | None:
        """The password, or None after saying under the field what is missing."""
        password = self.password.text()
        if not password:
            self._refuse(self.field, _("There is no password yet."))
            return None
        if self._strength_of(password) < STRONG_ENOUGH:
            self._refuse(
                self.field,
                _("This would be guessed too soon. Add a word or two, or let Suggest words offer some."),
            )
            return None
        if self.again.text() != password:
            self._refuse(self.again_field, _("These two don’t match yet."))
            return None
        return password

    def tell(self, words: str) -> None:
        """Say under the first field why this password can't be used."""
        self._refuse(self.field, words)

    def clear(self) -> None:
        """Empty both fields and hide them again."""
        self.password.clear()
        self.again.clear()
        self._show_strength("", 0, "")

    def _refuse(self, field: Field, words: str) -> None:
        field.set_error(words)
        field.setFocus()

    def _strength_of(self, password: str) -> int:
        """The score that was worked out while typing, or worked out now."""
        if self._judged[0] != password:
            found = passwords.strength(password, self._near())
            self._show_strength(password, found.score, found.words)
        return self._judged[1]

    def _on_edited(self) -> None:
        self.field.set_error("")
        self._timer.start()

    def _on_again_edited(self) -> None:
        self.again_field.set_error("")

    def _on_suggest(self) -> None:
        self.password.setText(passwords.suggest())
        self.password.set_shown(True)
        self.field.set_error("")
        self.field.set_help(_("Write these down, or say them to yourself, then type them below."))
        self._judge()
        self.again.setFocus()

    def _judge(self) -> None:
        password, near = self.password.text(), self._near()
        if not password:
            self._show_strength("", 0, "")
            return
        self._jobs.compute(lambda: _judged(password, near), owner=self, then=self._on_judged)

    def _on_judged(self, found: tuple[str, int, str]) -> None:
        password, score, words = found
        if password == self.password.text():
            self._show_strength(password, score, words)

    def _show_strength(self, password: str, score: int, words: str) -> None:
        self._judged = (password, score)
        self._bar.set(score, 4)
        self._bar.setAccessibleName(words or _("How strong it is"))
        self._words.setText(words)
        self._words.set_look(colour="good" if score >= STRONG_ENOUGH else "ink2")


def _judged(password: str, near: tuple[str, ...]) -> tuple[str, int, str]:
    found = passwords.strength(password, near)
    return password, found.score, found.words
