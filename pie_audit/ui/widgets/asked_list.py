"""What was asked and what came back: one line for each ask, silence with its age."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.day import full_day_words
from pie_audit.domain.reply import Asked, Reply, ReplyKind, answer_words, asked_words, said_words
from pie_audit.ui.widgets.arrange import FlowLayout, boxed, clear, column, row
from pie_audit.ui.widgets.buttons import IconButton, LinkButton, SecondaryButton
from pie_audit.ui.widgets.cards import Divider
from pie_audit.ui.widgets.marks import IconMark
from pie_audit.ui.widgets.text import WrapLabel
from pie_audit.words import _

_ICONS = {ReplyKind.YES: "check-circle", ReplyKind.PARTLY: "circle-half-tilt", ReplyKind.NO: "x"}


class AskedList(QWidget):
    """Asks as they were worded. With `may_reply` each has its buttons: `note_wanted`, `change_wanted`, `strike_wanted`
    carry the ask, and the reply where there is one. `board_wanted` is for those whose reply people may be told of."""

    note_wanted = Signal(object)
    change_wanted = Signal(object, object)
    strike_wanted = Signal(object, object)
    board_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._to_board: Collection[str] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)

    def show_asks(
        self,
        asks: Sequence[Asked],
        today: date,
        *,
        may_reply: bool = False,
        to_board: Collection[str] = (),
    ) -> None:
        """Fill; nothing is told where nothing was asked. `to_board` are those that may go on the board, by action."""
        clear(self._column)
        self._to_board = to_board
        for at, asked in enumerate(asks):
            if at:
                self._column.addWidget(Divider())
            self._column.addWidget(self._block(asked, today, may_reply=may_reply))

    def _block(self, asked: Asked, today: date, *, may_reply: bool) -> QWidget:
        lines = column(
            WrapLabel(asked.what, "strong"), WrapLabel(_sent_words(asked, today), "small", "ink2"), gap=4
        )
        if may_reply:
            for reply in asked.replies:
                lines.addWidget(self._reply_row(asked, reply))
            if not asked.replies:
                lines.addWidget(_answer_row(asked, today))
            lines.addWidget(boxed(FlowLayout(self._note_button(asked), *self._board_button(asked), gap=10)))
        else:
            lines.addWidget(_answer_row(asked, today))
            if asked.action_id in self._to_board:
                lines.addWidget(boxed(FlowLayout(*self._board_button(asked))))
        return boxed(lines)

    def _reply_row(self, asked: Asked, reply: Reply) -> QWidget:
        who = reply.from_whom.strip()
        when = full_day_words(reply.replied_on)
        head = _("{day}, {who}").format(day=when, who=who) if who else when
        words = column(WrapLabel(said_words(reply)), WrapLabel(head, "small", "ink2"), gap=1)
        if reply.in_the_room.strip():
            room = _("From the front line: {who}").format(who=reply.in_the_room.strip())
            words.addWidget(WrapLabel(room, "small", "ink2"))
        change = IconButton(
            "pencil-simple-line", _("Change this reply: {what}").format(what=asked.what), in_row=True
        )
        change.clicked.connect(lambda _checked=False: self.change_wanted.emit(asked, reply))
        strike = IconButton("trash", _("Take this reply away: {what}").format(what=asked.what), in_row=True)
        strike.clicked.connect(lambda _checked=False: self.strike_wanted.emit(asked, reply))
        line = row(gap=8)
        line.addWidget(IconMark(_ICONS[reply.kind], 18, "accent"), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        line.addWidget(change, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(strike, 0, Qt.AlignmentFlag.AlignTop)
        return boxed(line)

    def _note_button(self, asked: Asked) -> QWidget:
        first = not asked.replies
        words = _("Note a reply") if first else _("They said more")
        button = (
            SecondaryButton(words, "chat-circle", in_row=True)
            if first
            else LinkButton(words, "plus", in_row=True)
        )
        button.setAccessibleName(_("{verb}: {what}").format(verb=words, what=asked.what))
        button.clicked.connect(lambda _checked=False: self.note_wanted.emit(asked))
        return button

    def _board_button(self, asked: Asked) -> list[QWidget]:
        """People hear what came of it: two clicks from here."""
        if asked.action_id not in self._to_board:
            return []
        words = _("Put it on the board")
        button = SecondaryButton(words, "chat-circle-text", in_row=True)
        button.setAccessibleName(_("{verb}: {what}").format(verb=words, what=asked.what))
        button.clicked.connect(lambda _checked=False: self.board_wanted.emit(asked))
        return [button]


def _answer_row(asked: Asked, today: date) -> QWidget:
    """The answer, or silence: amber with a clock once the day has passed."""
    late = asked.is_late(today) or (asked.waits and asked.quarters > 0)
    icon = _ICONS[asked.latest.kind] if asked.latest else "clock" if late else "hourglass"
    colour = "warn" if late else "ink2" if asked.latest is None else "accent"
    line = row(gap=8)
    line.addWidget(IconMark(icon, 18, colour), 0, Qt.AlignmentFlag.AlignTop)
    words = WrapLabel(answer_words(asked), "small_strong" if late else "body", "warn" if late else "ink")
    line.addWidget(words, 1)
    return boxed(line)


def _sent_words(asked: Asked, today: date) -> str:
    sent = _("Asked of {who_and_when}").format(who_and_when=asked_words(asked))
    if asked.reply_by is None or not asked.waits:
        return sent
    due = _("reply was due {day}") if asked.reply_by < today else _("reply due {day}")
    return _("{sent} · {due}").format(sent=sent, due=due.format(day=full_day_words(asked.reply_by)))
