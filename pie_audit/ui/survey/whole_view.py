"""All questions of a survey on one page, for who would rather see them together."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from pie_audit.ui.survey.answer_walk import AnswerWalk
from pie_audit.ui.survey.question_card import QuestionCard
from pie_audit.ui.widgets import Card, WrapLabel, clear, column


class WholeView(QWidget):
    """Card under card. `answered` carries a question's place and the answer's, `declined` the place and whether."""

    answered = Signal(int, int)
    declined = Signal(int, bool)
    end_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[QuestionCard] = []
        self._lead = WrapLabel("", "lead", "ink2")
        self._column = column(gap=16)
        self.setLayout(column(self._lead, self._column, gap=10))

    def show_walk(self, walk: AnswerWalk, lead: str) -> None:
        """Fill with every question and what was answered before; tells nobody."""
        self._lead.setText(lead)
        self._lead.setVisible(bool(lead))
        if len(self.cards) != len(walk.items):
            self._make_cards(len(walk.items))
        for card, item in zip(self.cards, walk.items, strict=True):
            card.show_item(walk, item, "")

    def wipe(self) -> None:
        """Leave no answer on the screen."""
        for card in self.cards:
            card.wipe()

    def _make_cards(self, how_many: int) -> None:
        clear(self._column)
        self.cards = [QuestionCard(small=True) for _at in range(how_many)]
        for card in self.cards:
            card.answered.connect(self._on_answered)
            card.declined.connect(self._on_declined)
            card.next_wanted.connect(self._on_next)
            self._column.addWidget(Card("", card))

    def _on_answered(self, index: int) -> None:
        self.answered.emit(self._at(), index)

    def _on_declined(self, declined: bool) -> None:
        self.declined.emit(self._at(), declined)

    def _on_next(self) -> None:
        following = self._at() + 1
        if following < len(self.cards):
            self.cards[following].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.end_wanted.emit()

    def _at(self) -> int:
        card = self.sender()
        return self.cards.index(card) if isinstance(card, QuestionCard) else 0
