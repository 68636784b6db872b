"""The follow-up question in place: what is different, and what was in the way."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.domain.level_words import LEVELS, level_words
from pie_audit.domain.training import Change
from pie_audit.domain.training_rules import MOST_WORDS, choices_after
from pie_audit.ui.learning.training_words import change_words, question_words
from pie_audit.ui.widgets import (
    Banner,
    Card,
    Choice,
    EvenLayout,
    Field,
    FlowLayout,
    LinkButton,
    OptionCard,
    PrimaryButton,
    PrivacyBar,
    TextArea,
    WrapLabel,
    announce,
    boxed,
)
from pie_audit.words import _
from pie_audit.workflows.everyday.training_answers import AskedOfMe, Given


class AnswerCard(Card):
    """One follow-up. `sent` carries what was given, `edited` for words a person typed, `left` to leave it for now."""

    sent = Signal(object)
    edited = Signal()
    left = Signal()

    def __init__(
        self, asked: AskedOfMe, *, on_paper: bool = False, words: str = "", parent: QWidget | None = None
    ) -> None:
        title = _("An answer from paper") if on_paper else question_words(asked.title, asked.weeks)
        look, icon = ("sunk", "") if on_paper else ("soft", "chat-circle-text")
        super().__init__(title, look=look, icon=icon, gap=12, parent=parent)
        self.asked = asked
        self.options = [OptionCard(*change_words(change)) for change in choices_after(asked.weeks)]
        self.words = TextArea(words, most=MOST_WORDS, lines=2)
        self._words_field = Field(_("What happened?"), self.words)
        self.level = Choice(*(level_words(level) for level in LEVELS))
        self.level.setCurrentIndex(len(LEVELS) - 1)
        self._level_field = Field(_("Whose is it to solve?"), self.level)
        self.trouble = Banner("", look="warn")
        self.send_button = PrimaryButton(_("Type it in") if on_paper else _("Send my answer"), "check")
        self.leave_button = LinkButton(_("Leave it"))
        self._lay_out(on_paper)
        self._on_chosen()

    def _lay_out(self, on_paper: bool) -> None:
        if on_paper:
            self.add(WrapLabel(_("For somebody without an account who was there."), "body"))
        else:
            if self.asked.intention:
                self.add(WrapLabel(_("You meant to: {words}").format(words=self.asked.intention), "strong"))
            self.add(
                PrivacyBar(
                    _(
                        "Your team and its manager see how many gave each answer, and the words without a name. "
                        "In a very small team people may still guess."
                    ),
                    shared=True,
                )
            )
        choices = QWidget()
        held = QVBoxLayout(choices)
        held.setContentsMargins(0, 0, 0, 0)
        held.addWidget(boxed(EvenLayout(*self.options, least=230, gap=10)))
        self.trouble.hide()
        buttons = (self.send_button, self.leave_button) if on_paper else (self.send_button,)
        self.add(
            choices, self._words_field, self._level_field, self.trouble, boxed(FlowLayout(*buttons)), None
        )
        for option in self.options:
            option.toggled.connect(self._on_chosen)
        self.words.edited.connect(self.edited)
        self.send_button.clicked.connect(self._on_send)
        self.leave_button.clicked.connect(self._on_leave)
        self.leave_button.setVisible(on_paper)
        self.setFocusProxy(self.options[0])

    def change(self) -> Change | None:
        """What is chosen."""
        choices = choices_after(self.asked.weeks)
        return next((c for c, o in zip(choices, self.options, strict=True) if o.isChecked()), None)

    def tell(self, error: KnownError | None) -> None:
        """What is missing, above the button."""
        self.send_button.setEnabled(True)
        if error is not None:
            self.trouble.set(error.what, error.todo)
            announce(self, f"{error.what} {error.todo}")
        self.trouble.setVisible(error is not None)

    def _on_chosen(self, _on: bool = False) -> None:
        chosen = self.change()
        is_blocked = chosen is Change.BLOCKED
        self._words_field.label.setText(_("What was in the way?") if is_blocked else _("What happened?"))
        self.words.edit.setAccessibleName(self._words_field.label.text())
        plenty = _("One line is plenty.") if is_blocked else _("One line, if you like.")
        self._words_field.set_help(_("{plenty} Nobody’s name: your team reads it.").format(plenty=plenty))
        self._words_field.setVisible(chosen is not None)
        self._level_field.setVisible(is_blocked)
        self.send_button.setEnabled(chosen is not None)

    def _on_send(self) -> None:
        change = self.change()
        if change is None:
            return
        self.send_button.setEnabled(False)
        level = LEVELS[self.level.currentIndex()]
        given = Given(self.asked.training_id, self.asked.weeks, change, self.words.text(), level)
        self.sent.emit(given)

    def _on_leave(self) -> None:
        self.left.emit()
