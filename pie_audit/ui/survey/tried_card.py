"""Check the scoring: answers typed into small boxes, and how each score comes about."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.questionnaire import Instrument, Item
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.theme import theme
from pie_audit.ui.widgets import (
    Card,
    FlowLayout,
    LinkButton,
    TextLine,
    WrapLabel,
    announce,
    boxed,
    clear,
    row,
)
from pie_audit.words import _
from pie_audit.workflows.trying_scores import Tried, try_answers

_WITHIN_MS = 200


class TriedCard(Card):
    """What is typed here is kept nowhere; an empty box is a question that was left out."""

    def __init__(self, jobs: Jobs, key: Instrument, parent: QWidget | None = None) -> None:
        super().__init__(_("Check the scoring"), gap=10, parent=parent)
        self._jobs, self._key = jobs, key
        self.boxes = {item.no: AnswerBox(key, item) for item in key.items}
        self.problem = WrapLabel("", "small", "danger")
        self.problem.hide()
        self._results = QVBoxLayout()
        self._results.setSpacing(6)
        self.lowest, self.highest = (
            LinkButton(_("All lowest"), in_row=True),
            LinkButton(_("All highest"), in_row=True),
        )
        self.add(
            WrapLabel(_("Type answers, and compare the scores with your licensed copy."), "small", "ink2"),
            boxed(FlowLayout(*self.boxes.values(), gap=6)),
            boxed(FlowLayout(self.lowest, self.highest, gap=12)),
            self.problem,
            boxed(self._results),
            None,
        )
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WITHIN_MS)
        self._timer.timeout.connect(self.try_now)
        self.lowest.clicked.connect(self._fill_lowest)
        self.highest.clicked.connect(self._fill_highest)
        for box in self.boxes.values():
            box.textEdited.connect(self._on_edited)

    def try_now(self) -> None:
        """Reckon with what is typed, unless something isn't an answer."""
        self._timer.stop()
        odd = next((box for box in self.boxes.values() if not box.fits()), None)
        self.problem.setVisible(odd is not None)
        if odd is not None:
            self.problem.setText(odd.fault_words())
            announce(self, self.problem.text())
            return
        values = {no: value for no, box in self.boxes.items() if (value := box.value()) is not None}
        self._jobs.compute(partial(try_answers, self._key, values), owner=self, then=self.show_tried)

    def show_tried(self, tried: tuple[Tried, ...]) -> None:
        """Each scale: how it is reckoned, and what comes out."""
        clear(self._results)
        for one in tried:
            words = _("{title}: {reckoning}").format(title=one.title, reckoning=one.reckoning)
            self._results.addWidget(WrapLabel(words, "small", "ink" if one.result else "ink2"))
            if one.result:
                self._results.addWidget(WrapLabel(_("= {result}").format(result=one.result), "strong"))
        announce(self, "; ".join(f"{one.title} {one.result or one.reckoning}" for one in tried))

    def _fill_lowest(self) -> None:
        self._fill(0)

    def _fill_highest(self) -> None:
        self._fill(-1)

    def _fill(self, at: int) -> None:
        for no, box in self.boxes.items():
            box.setText(str(self._key.answers_to(no).values[at]))
        self.try_now()

    def _on_edited(self, _text: str) -> None:
        if not self._timer.isActive():
            self._timer.start()


class AnswerBox(TextLine):
    """One answer, as a number."""

    def __init__(self, key: Instrument, item: Item) -> None:
        self._values, self._name = key.answers_to(item.no).values, f"{key.prefix}{item.no}"
        super().__init__(most=max(len(str(value)) for value in self._values), placeholder=self._name)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(_("Answer to question {no}").format(no=self._name))
        self._fit()
        theme.changed.connect(self._fit)

    def value(self) -> int | None:
        """The answer; None where the box is empty or holds something else."""
        typed = self.text().strip()
        return int(typed) if typed.lstrip("-").isdecimal() and int(typed) in self._values else None

    def fits(self) -> bool:
        """Whether it is empty or one of the answers."""
        return not self.text().strip() or self.value() is not None

    def fault_words(self) -> str:
        """What may stand in this box."""
        values = ", ".join(map(str, self._values))
        return _("Question {no} can be answered with {values}.").format(no=self._name, values=values)

    def _fit(self) -> None:
        self.setFixedWidth(theme.px(40 if self.maxLength() < 3 else 52))
        self.setTextMargins(-6, 0, -6, 0)


def known_card(key: Instrument) -> Card:
    """What is known of this key and its licence, and how well; where it was published."""
    card = Card(_("What we know of it"), look="sunk", gap=8)
    for words in (*key.licence_notes, *key.key_notes):
        line = row(gap=8)
        line.addWidget(WrapLabel("·", "small", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(WrapLabel(words, "small"), 1)
        card.add(boxed(line))
    return card.add(WrapLabel(key.citation, "small", "ink2"), None)
