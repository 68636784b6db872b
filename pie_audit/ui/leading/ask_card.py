"""Asks that are alike as one card: how many teams, how long, and each team's own words behind a click."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from pie_audit.domain.board import BoardAsk, LikeAsks
from pie_audit.domain.board_words import (
    answered_words,
    ask_words,
    group_words,
    is_late,
    level_words,
    reply_words,
    waiting_words,
)
from pie_audit.domain.day import full_day_words
from pie_audit.domain.plan import BarrierLevel
from pie_audit.ui.widgets import (
    Card,
    Chip,
    Divider,
    FlowLayout,
    IconMark,
    LinkButton,
    SecondaryButton,
    Tick,
    WrapLabel,
    boxed,
    column,
    row,
)
from pie_audit.words import _, plural

DRAGGED = "application/x-pie-audit-asks"
"""Carries the id of the group that is dragged onto another."""


class AskCard(Card):
    """`group` is what it shows. `reply_wanted` carries keys and the title; `apart_wanted` keys; `picked` when ticked.

    `joined` with the id of another card that was dropped on this one.
    """

    reply_wanted = Signal(object, str)
    apart_wanted = Signal(object)
    picked = Signal(str, bool)
    opened = Signal(str, bool)
    joined = Signal(str, str)

    def __init__(self, group: LikeAsks, today: date, *, shown: bool = False, ticked: bool = False) -> None:
        super().__init__(gap=8)
        self.group, self._today = group, today
        self._pressed: QPoint | None = None
        self.tick = Tick(_("Choose"))
        self.tick.setChecked(ticked)
        self.tick.setAccessibleName(_("Choose: {what}").format(what=group.title))
        self.tick.toggled.connect(self._on_ticked)
        self.words = self._words_button(shown)
        self.reply = self._reply_button()
        self._inside = column(gap=10)
        self._list = boxed(self._inside)
        self._lay_out()
        self._list.setVisible(False)
        self.setAcceptDrops(True)
        if shown:
            self.show_words()

    def keys(self) -> tuple[str, ...]:
        """Of all asks in it."""
        return tuple(ask.key for ask in self.group.asks)

    def waiting_keys(self) -> tuple[str, ...]:
        """Of those that nobody answered; all of them once none waits."""
        return tuple(ask.key for ask in self.group.asks if ask.waits) or self.keys()

    def show_words(self) -> None:
        """Each team's own words, with what can be done about each."""
        if not self._inside.count():
            for at, ask in enumerate(self.group.asks):
                if at:
                    self._inside.addWidget(Divider())
                self._inside.addWidget(self._ask_row(ask))
            if len(self.group.asks) > 1:
                self._inside.addWidget(boxed(FlowLayout(self._apart_button())))
        self._list.show()

    # laying out

    def _lay_out(self) -> None:
        group = self.group
        title = row(gap=12)
        title.addLayout(
            column(WrapLabel(group.title, "h3"), WrapLabel(group_words(group), "body", "ink2"), gap=2),
            1,
        )
        title.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignTop)
        chips: list[QWidget] = [self._state()]
        chips += [Chip(level_words(level), "neutral", _icon(level)) for level in _levels(group)]
        if any(is_late(ask, self._today) for ask in group.asks):
            chips.append(Chip(_("The day they asked for has passed"), "warn"))
        self.add(title, boxed(FlowLayout(*chips, gap=8)))
        if len(group.asks) > 1 and group.why:
            self.add(WrapLabel(group.why, "small", "ink2"))
        self.add(boxed(FlowLayout(self.reply, self.words, gap=12)), self._list)

    def _state(self) -> Chip:
        waiting = sum(1 for ask in self.group.asks if ask.waits)
        if waiting:
            return Chip(waiting_words(waiting), "warn", "hourglass")
        return Chip(answered_words(self.group), "good")

    def _reply_button(self) -> SecondaryButton:
        several = len(self.waiting_keys()) > 1
        words = _("Reply to all {n}").format(n=len(self.waiting_keys())) if several else _("Reply")
        button = SecondaryButton(words if self.group.waits else _("Say more"), "chat-circle", in_row=True)
        button.setAccessibleName(_("{verb}: {what}").format(verb=button.text(), what=self.group.title))
        button.clicked.connect(self.ask_reply)
        return button

    def _words_button(self, shown: bool) -> LinkButton:
        n = len(self.group.asks)
        words = plural("Show the team’s words", "Show the words of all {n}", n).format(n=n)
        button = LinkButton(_("Hide the words") if shown else words, in_row=True)
        button.setAccessibleName(_("{verb}: {what}").format(verb=button.text(), what=self.group.title))
        button.clicked.connect(self._on_words)
        return button

    def _apart_button(self) -> SecondaryButton:
        button = SecondaryButton(_("Take them apart"), "arrows-horizontal", in_row=True)
        button.setAccessibleName(_("Take them apart: {what}").format(what=self.group.title))
        button.clicked.connect(self.take_apart)
        return button

    def _ask_row(self, ask: BoardAsk) -> QWidget:
        parts = column(WrapLabel(ask.team, "strong"), WrapLabel(ask.ask.what, "body"), gap=3)
        for words in _details(ask):
            parts.addWidget(WrapLabel(words, "small", "ink2"))
        if ask.ask.answer and not ask.given:
            parts.addWidget(_said(_("On their plan: {answer}").format(answer=ask.ask.answer), ""))
        for given in ask.given:
            when = full_day_words(given.replied_on)
            head = _("{who}, {day}").format(who=given.from_whom, day=when) if given.from_whom else when
            parts.addWidget(_said(reply_words(given), head))
        if len(self.group.asks) > 1:
            parts.addWidget(boxed(FlowLayout(self._reply_to(ask), self._take_out(ask), gap=10)))
        return boxed(parts)

    def _reply_to(self, ask: BoardAsk) -> LinkButton:
        button = LinkButton(_("Reply to this team alone"), in_row=True)
        button.setAccessibleName(_("Reply to {team} alone: {what}").format(team=ask.team, what=ask.ask.what))
        button.clicked.connect(lambda _checked=False: self.reply_wanted.emit((ask.key,), ask.ask.what))
        return button

    def _take_out(self, ask: BoardAsk) -> LinkButton:
        button = LinkButton(_("This one isn’t the same"), in_row=True)
        button.setAccessibleName(
            _("This one isn’t the same: {team}, {what}").format(team=ask.team, what=ask.ask.what)
        )
        button.clicked.connect(lambda _checked=False: self.apart_wanted.emit((ask.key,)))
        return button

    # acting

    def ask_reply(self) -> None:
        """Answer all that wait, or say more to all."""
        self.reply_wanted.emit(self.waiting_keys(), self.group.title)

    def take_apart(self) -> None:
        """Each ask stands for itself again."""
        self.apart_wanted.emit(self.keys())

    def _on_words(self) -> None:
        show = self._list.isHidden()
        if show:
            self.show_words()
        else:
            self._list.hide()
        n = len(self.group.asks)
        words = plural("Show the team’s words", "Show the words of all {n}", n).format(n=n)
        self.words.setText(_("Hide the words") if show else words)
        self.words.setAccessibleName(
            _("{verb}: {what}").format(verb=self.words.text(), what=self.group.title)
        )
        self.opened.emit(self.group.group_id, show)

    def _on_ticked(self, ticked: bool) -> None:
        self.picked.emit(self.group.group_id, ticked)

    # putting together with the mouse: one card dragged onto another

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        far = QApplication.startDragDistance()
        if self._pressed is None or (event.position().toPoint() - self._pressed).manhattanLength() < far:
            return
        self._pressed = None
        drag, carried = QDrag(self), QMimeData()
        carried.setData(DRAGGED, self.group.group_id.encode())
        drag.setMimeData(carried)
        drag.exec(Qt.DropAction.LinkAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(DRAGGED) and event.source() is not self:
            event.acceptProposedAction()
        else:
            event.ignore()  # a file goes on to the window

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        other = bytes(event.mimeData().data(DRAGGED).data()).decode()
        self.joined.emit(self.group.group_id, other)


def _details(ask: BoardAsk) -> list[str]:
    found = [ask_words(ask)]
    if ask.ask.topic:
        found.append(_("It came from: {topic}").format(topic=ask.ask.topic))
    if ask.ask.cost:
        found.append(_("Roughly what it costs: {cost}").format(cost=ask.ask.cost))
    if ask.ask.if_no:
        found.append(_("Without it: {what}").format(what=ask.ask.if_no))
    return found


def _said(words: str, head: str) -> QWidget:
    line = row(gap=8)
    line.addWidget(IconMark("chat-circle", 18, "accent"), 0, Qt.AlignmentFlag.AlignTop)
    texts = column(WrapLabel(words), gap=1)
    if head:
        texts.addWidget(WrapLabel(head, "small", "ink2"))
    line.addLayout(texts, 1)
    return boxed(line)


def _levels(group: LikeAsks) -> list[BarrierLevel]:
    named = {ask.ask.level for ask in group.asks}
    return [level for level in BarrierLevel if level in named]


def _icon(level: BarrierLevel) -> str:
    return {
        BarrierLevel.INDIVIDUAL: "user",
        BarrierLevel.SERVICE: "house",
        BarrierLevel.SYSTEM: "buildings",
    }[level]
