"""One line of the board: what people said on one side, what came of it on the other."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.said_did_words import answer_name
from pie_audit.ui.said_did.wording import CHIPS, checked_words, heard_words, told_words, waiting_words
from pie_audit.ui.widgets import (
    Button,
    Card,
    Chip,
    EvenLayout,
    FlowLayout,
    IconButton,
    LinkButton,
    SecondaryButton,
    WrapLabel,
    boxed,
    column,
    row,
)
from pie_audit.words import _
from pie_audit.workflows.everyday.said_did import BoardLine

_SIDE = 280


class LineCard(Card):
    """`change_wanted` for the whole line, `told_wanted` for who was told, `came_wanted` to answer with what came back,
    `right_wanted` and `away_wanted` at once; each carries the line."""

    change_wanted = Signal(object)
    told_wanted = Signal(object)
    came_wanted = Signal(object)
    right_wanted = Signal(object)
    away_wanted = Signal(object)

    def __init__(self, one: BoardLine, today: date, parent: QWidget | None = None) -> None:
        super().__init__(gap=12, parent=parent)
        self.one = one
        self.first: Button
        left = column(WrapLabel(_("You said"), "small_strong", "ink2"), gap=4)
        for label in (WrapLabel(one.line.said, "strong"), WrapLabel(heard_words(one), "small", "ink2")):
            left.addWidget(label)
        left.addStretch(1)
        right = self._open_side(today) if one.line.is_open else self._answered_side()
        self.add(boxed(EvenLayout(boxed(left), boxed(right), least=_SIDE, gap=24)))

    def _open_side(self, today: date) -> QVBoxLayout:
        line = self.one.line
        side = column(row(Chip(waiting_words(line, today), *CHIPS[line.answer]), None), gap=6)
        if line.words:
            side.addWidget(WrapLabel(answer_name(line.answer), "small_strong", "ink2"))
            side.addWidget(WrapLabel(line.words))
        if self.one.action:
            side.addWidget(WrapLabel(_("In our plan: {what}").format(what=self.one.action), "small", "ink2"))
        buttons: list[QWidget] = []
        if self.one.came is not None:
            side.addWidget(WrapLabel(_("Since then: {words}").format(words=self.one.came.words), "body"))
            buttons.append(self._button(SecondaryButton, _("Answer with this"), "check", self.came_wanted))
        buttons.append(self._button(SecondaryButton, _("Answer"), "chat-circle-text", self.change_wanted))
        side.addWidget(boxed(FlowLayout(*buttons, *self._away(), gap=8)))
        side.addStretch(1)
        return side

    def _answered_side(self) -> QVBoxLayout:
        line = self.one.line
        side = column(row(Chip(answer_name(line.answer), *CHIPS[line.answer]), None), gap=6)
        if line.words:
            side.addWidget(WrapLabel(line.words))
        below = " ".join(filter(None, (told_words(line), checked_words(line))))
        side.addWidget(WrapLabel(below, "small", "ink2"))
        buttons = [self._button(LinkButton, _("Change"), "pencil-simple-line", self.change_wanted)]
        if line.told_on is None:
            buttons.append(
                self._button(LinkButton, _("People were told"), "megaphone-simple", self.told_wanted)
            )
        buttons.append(self._button(LinkButton, _("Still right"), "check", self.right_wanted))
        side.addWidget(boxed(FlowLayout(*buttons, *self._away(), gap=8)))
        side.addStretch(1)
        return side

    def _button(self, kind: type[Button], words: str, icon: str, wanted: SignalInstance) -> Button:
        button = kind(words, icon, in_row=True)
        button.setAccessibleName(_("{verb}: {what}").format(verb=words, what=self.one.line.said))
        button.clicked.connect(lambda _checked=False: wanted.emit(self.one))
        if not hasattr(self, "first"):
            self.first = button
        return button

    def _away(self) -> list[QWidget]:
        """What was said back with a survey stands there as it was said."""
        if self.one.is_fixed:
            return []
        name = _("Take off the board: {what}").format(what=self.one.line.said)
        away = IconButton("trash", name, in_row=True)
        away.clicked.connect(lambda _checked=False: self.away_wanted.emit(self.one))
        return [away]
