"""The last look before sending: every answer, and a way to change each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pie_audit.ui.survey.answer_walk import AnswerWalk
from pie_audit.ui.survey.voice_panel import question
from pie_audit.ui.widgets import Card, Divider, LinkButton, WrapLabel, clear, column, row
from pie_audit.words import _


class LookPanel(QWidget):
    """`change_wanted` carries the step to go back to."""

    change_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = WrapLabel(_("Have a last look"), "display")
        self._about = WrapLabel(_("Change whatever you like. Nothing has been sent yet."), "lead", "ink2")
        self._rows = column(gap=8)
        self.changes: list[LinkButton] = []
        self.setLayout(column(self._about, self.title, Card("", self._rows), gap=10))

    def show_walk(self, walk: AnswerWalk) -> None:
        """All answers as they would be sent."""
        self.wipe()
        for at, item in enumerate(walk.items):
            self._add(at, item.text, walk.label(item))
        self._add(len(walk.items), question(walk.taking), _voice_words(walk))
        self.setFocusProxy(self.changes[0])

    def wipe(self) -> None:
        """Leave no answer on the screen."""
        clear(self._rows)
        self.changes.clear()

    def _add(self, at: int, what: str, said: str) -> None:
        if at:
            self._rows.addWidget(Divider())
        change = LinkButton(_("Change"), in_row=True)
        change.setAccessibleName(_("Change: {question}").format(question=what))
        change.clicked.connect(self._asks_for(at))
        self.changes.append(change)
        self._rows.addLayout(_line(what, said, change))

    def _asks_for(self, at: int) -> Callable[[], None]:
        return partial(self.change_wanted.emit, at)


def _line(what: str, said: str, change: LinkButton) -> QHBoxLayout:
    line = row(gap=12)
    line.addLayout(column(WrapLabel(what, "small", "ink2"), WrapLabel(said, "strong"), gap=2), 1)
    line.addWidget(change)
    return line


def _voice_words(walk: AnswerWalk) -> str:
    if not walk.taking.causes:
        return walk.comment.strip() or _("Left out")
    ticked = [label for cause_id, label in walk.taking.causes if cause_id in walk.causes]
    return ", ".join(ticked) or _("Left out")
