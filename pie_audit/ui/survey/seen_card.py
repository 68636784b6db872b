"""As people will see it: one question at a time, with its answers and the line under it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pie_audit.domain.questionnaire import Instrument
from pie_audit.ui.survey.answer_rows import AnswerRows
from pie_audit.ui.widgets import Card, IconButton, WrapLabel, announce
from pie_audit.words import _


class SeenCard(Card):
    """Looking on changes nothing; an answer given here goes nowhere."""

    def __init__(self, key: Instrument, parent: QWidget | None = None) -> None:
        super().__init__(_("As people will see it"), look="sunk", gap=8, parent=parent)
        self._seen, self._at = key, 0
        self.back = IconButton("arrow-left", _("Question before"), in_row=True)
        self.on = IconButton("arrow-right", _("Next question"), in_row=True)
        self.add_to_title(self.back).add_to_title(self.on)
        self._count = WrapLabel("", "small", "ink2")
        self._lead = WrapLabel("", "small", "ink2")
        self.text = WrapLabel("", "strong")
        self.rows = AnswerRows(small=True)
        self._line = WrapLabel("", "small", "ink2")
        self.add(self._count, self._lead, self.text, self.rows, self._line, None)
        self.back.clicked.connect(self._go_back)
        self.on.clicked.connect(self._go_on)
        self._show()

    def show_instrument(self, seen: Instrument, line: str) -> None:
        """Show other words; the same question stays."""
        if seen != self._seen or line != self._line.text():
            self._seen = seen
            self._line.setText(line)
            self._show()

    def _go_back(self) -> None:
        self._go(-1)

    def _go_on(self) -> None:
        self._go(1)

    def _go(self, step: int) -> None:
        self._at = (self._at + step) % len(self._seen.items)
        self._show()
        announce(self, f"{self._count.text()}. {self.text.text()}")

    def _show(self) -> None:
        item = self._seen.items[self._at]
        words = _("Question {n} of {of}").format(n=self._at + 1, of=len(self._seen.items))
        self._count.setText(words)
        self._lead.setText(self._seen.lookback)
        self._lead.setVisible(bool(self._seen.lookback))
        self.text.setText(item.text or _("The words come here."))
        self.text.set_look(colour="ink" if item.text else "ink2")
        self._line.setVisible(bool(self._line.text()))
        self.rows.set_question(item.text or words, self._seen.answers_to(item.no).labels, None)
        for answer in self.rows.rows:
            answer.show_chosen(False)
