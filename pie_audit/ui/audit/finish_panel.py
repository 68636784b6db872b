"""The end of a rating sheet: what is still open, “I'm done”, and taking everything back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.questionnaire import Questionnaire, Topic
from pie_audit.ui.audit.naming import theme_mark
from pie_audit.ui.audit.rows_view import Row, RowsView
from pie_audit.ui.widgets import (
    Card,
    Chip,
    FlowLayout,
    LinkButton,
    PrimaryButton,
    SecondaryButton,
    WrapLabel,
    boxed,
)
from pie_audit.ui.widgets.asking import AskingDialog
from pie_audit.words import _, plural


class FinishPanel(Card):
    """After the last topic. `done_chosen` is the person's own word, which they can take back."""

    topic_wanted = Signal(str)
    done_chosen = Signal(bool)
    lock_wanted = Signal()
    withdraw_wanted = Signal()

    def __init__(self, *, slip: bool, parent: QWidget | None = None) -> None:
        super().__init__(gap=12, parent=parent)
        self._slip = slip
        self.headline = WrapLabel("", "h1")
        self._line = WrapLabel("", "lead", "ink2")
        self.open_topics = RowsView(_("Still open"))
        self.open_topics.chosen.connect(self.topic_wanted)
        self._still_open = Card(_("Still open"), look="sunk").add(self.open_topics)
        self.done = PrimaryButton(_("I’ve finished, lock this") if slip else _("I’m done"), "check-circle")
        self.done.clicked.connect(self._on_done)
        self._chip = Chip(_("You said you’re done"), "good")
        self._not_done = SecondaryButton(_("I’m not done after all"), in_row=True)
        self._not_done.clicked.connect(self._on_not_done)
        self._withdraw = LinkButton(_("Take all my answers back"), in_row=True)
        self._withdraw.clicked.connect(self.withdraw_wanted)
        self.add(
            self.headline,
            self._line,
            boxed(FlowLayout(self.done, self._chip, self._not_done, gap=12)),
            WrapLabel(
                _(
                    "Whoever runs this sees how many are done, never who. An administrator with the file could see "
                    "which sheets carry that mark, never an answer."
                ),
                "small",
                "ink2",
            ),
            WrapLabel(
                _(
                    "You can take everything back until the opening. After it, answers have no names, so nobody can."
                ),
                "small",
                "ink2",
            ),
            self._still_open,
            boxed(FlowLayout(self._withdraw)),
            None,
        )

    def show_end(
        self, questions: Questionnaire, left: Sequence[Topic], until: str, *, later: frozenset[str]
    ) -> None:
        """Fill: `left` are topics without an answer, `later` those the person wanted to come back to."""
        self._still_open.setVisible(bool(left))
        again = [t for t in left if t.id in later] + [t for t in left if t.id not in later]
        note = _("You wanted to come back to this")
        self.open_topics.set_rows(
            [
                Row(t.id, t.title, note if t.id in later else "", theme_mark(questions.theme(t.theme)))
                for t in again
            ]
        )
        mind = _("Change your mind any time until {day}.").format(day=until)
        if left:
            n = len(left)
            self.headline.setText(_("That’s the end of the list."))
            self._line.setText(
                plural("{n} topic has no answer yet.", "{n} topics have no answer yet.", n).format(n=n)
                + " "
                + mind
            )
        else:
            self.headline.setText(_("That’s all of them."))
            self._line.setText(mind)

    def show_done(self, done: bool) -> None:
        """Show whether the person said they are done; tells nobody."""
        self.done.setVisible(self._slip or not done)
        self._chip.setVisible(done and not self._slip)
        self._not_done.setVisible(done and not self._slip)

    def begin(self) -> None:
        """Put the focus on the main thing."""
        main = self.done if not self.done.isHidden() else self._not_done
        main.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_done(self) -> None:
        if self._slip:
            self.lock_wanted.emit()
        else:
            self.done_chosen.emit(True)

    def _on_not_done(self) -> None:
        self.done_chosen.emit(False)


class WithdrawDialog(AskingDialog):
    """Taking everything back has no undo, so it asks; `withdrawn` when the person means it."""

    withdrawn = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Take all your answers back?"), parent)
        self.add(
            WrapLabel(_("Your sheet is blank again, notes too. You can still rate until it is opened.")),
            WrapLabel(_("This can’t be undone."), "strong"),
        )
        button = SecondaryButton(_("Take them back"), "trash")
        button.clicked.connect(self._on_clicked)
        self.add_buttons(button)

    def _on_clicked(self) -> None:
        self.withdrawn.emit()
        self.accept()
