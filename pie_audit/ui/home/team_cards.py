"""Home's cards about time and little wins: sessions by kind and day, how much was held, and the wall."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pie_audit.domain.day import day_words, weekday_words
from pie_audit.domain.ledger import Tally
from pie_audit.domain.session import SessionKind
from pie_audit.domain.small_logs import Win
from pie_audit.ui.home.mine_cards import minutes_words
from pie_audit.ui.theme import theme, tokens
from pie_audit.ui.widgets import (
    Card,
    Divider,
    FlowLayout,
    LinkButton,
    SecondaryButton,
    SegmentedProgress,
    WrapLabel,
    boxed,
    column,
    row,
)
from pie_audit.words import _
from pie_audit.workflows.home import Home
from pie_audit.workflows.home_sessions import NextSession, TimeHeld

Going = Callable[[str, object], object]


def sessions_card(home: Home, go: Going) -> Card:
    """What is planned in the team, and how much of the last three months was held; never who."""
    card = Card(_("Next sessions"))
    every = LinkButton(_("Protected time"), in_row=True)
    every.clicked.connect(lambda _checked=False: go("protected-time", None))
    card.add_to_title(every)
    if not home.next_sessions:
        card.add(WrapLabel(_("Nothing planned yet."), "body", "ink2"))
    for coming in home.next_sessions:
        card.add(_session_row(coming))
    if home.held is not None:
        card.add(4, Divider(), _held(home.held))
    return card.add(None)


def leaders_card(home: Home, go: Going) -> Card:
    """The next leaders' session; what is said there stays among those who come."""
    card = Card(_("Leaders’ session"), look="soft", icon="users-three", gap=8)
    coming = next((s for s in home.mine.time.groups if s.kind is SessionKind.LEADERS), None)
    if coming is None:
        card.add(WrapLabel(_("None planned yet."), "body", "soft_ink"))
    else:
        card.add(WrapLabel(weekday_words(coming.day), "strong", "soft_ink"))
        card.add(WrapLabel(minutes_words(coming.minutes), "small", "soft_ink"))
    card.add(WrapLabel(_("What is written down there is never shown to teams."), "body", "soft_ink"))
    button = SecondaryButton(_("Open it") if coming else _("Plan one"))
    area = ("group-session", coming.session_id) if coming else ("groups", None)
    button.clicked.connect(lambda _checked=False: go(*area))
    card.add(4, boxed(FlowLayout(button)))
    return card.add(None)


def groups_card(groups: Sequence[NextSession], go: Going) -> Card:
    """The next sessions of groups that I belong to."""
    card = Card(_("My groups"), icon="users-three")
    for coming in groups:
        card.add(_session_row(coming))
    every = LinkButton(_("All groups"), in_row=True)
    every.clicked.connect(lambda _checked=False: go("groups", None))
    card.add_to_title(every)
    return card.add(None)


def wins_card(wins: Sequence[Win], go: Going) -> Card:
    """The latest lines on the wall, without a name."""
    card = Card(_("Small wins"), look="soft", icon="sun", gap=10)
    if not wins:
        card.add(WrapLabel(_("What got a little better this week?"), "body", "soft_ink"))
    for win in wins:
        told = [WrapLabel(_("“{words}”").format(words=win.words), "body", "soft_ink")]
        if win.made_possible_by:
            thanks = _("Thanks to {whom}").format(whom=win.made_possible_by)
            told.append(WrapLabel(thanks, "small", "soft_ink"))
        card.add(boxed(column(*told, gap=3)))
    add = LinkButton(_("Add a small win"), "plus", in_row=True)
    add.clicked.connect(lambda _checked=False: go("small-logs", "new-win"))
    wall = LinkButton(_("All of them"), in_row=True)
    wall.setAccessibleName(_("All small wins"))
    wall.clicked.connect(lambda _checked=False: go("small-logs", None))
    card.add(boxed(FlowLayout(add, wall, gap=10)))
    return card.add(None)


def kind_words(kind: SessionKind) -> str:
    """What kind of session it is."""
    return {
        SessionKind.SUPERVISION: _("{Supervision}"),
        SessionKind.GROUP: _("Reflective practice"),
        SessionKind.COMMUNITY: _("Community of practice"),
        SessionKind.LEARNING_SET: _("Action learning set"),
        SessionKind.DEBRIEF: _("Debrief"),
        SessionKind.INTERVISION: _("Intervision"),
        SessionKind.LEADERS: _("Leaders’ session"),
        SessionKind.TRAINING: _("Training follow-up"),
        SessionKind.LEARNING_REVIEW: _("Learning review"),
        SessionKind.PEER: _("Talk among peers"),
    }[kind]


def _session_row(coming: NextSession) -> QWidget:
    line = row(DayTile(str(coming.day.day), day_words(coming.day).split(" ")[-1][:3]), gap=14)
    when = _("{day} · {minutes}").format(day=weekday_words(coming.day), minutes=minutes_words(coming.minutes))
    words = column(WrapLabel(kind_words(coming.kind), "strong"), WrapLabel(when, "small", "ink2"), gap=2)
    line.addLayout(words, 1)
    return boxed(line)


def _held(held: TimeHeld) -> QWidget:
    rows: list[QWidget] = [WrapLabel(_("Held in the last three months"), "small", "ink2")]
    rows += [_held_row(kind, counted) for kind, counted in held.by_kind]
    return boxed(column(*rows, gap=6))


def _held_row(kind: SessionKind, counted: Tally) -> QWidget:
    """One kind: “6 of 9”, and a pill for each that was planned. Each kind stands for itself; there is no aim."""
    words = _("{held} of {planned}").format(held=counted.held, planned=counted.planned)
    line = row(WrapLabel(kind_words(kind), "small"), gap=10)
    line.addWidget(WrapLabel(words, "small_strong", wrap=False))
    pills = SegmentedProgress(counted.held, counted.planned)
    pills.setAccessibleName(_("{kind}: {held}").format(kind=kind_words(kind), held=words))
    return boxed(column(line, pills, gap=3))


class DayTile(QWidget):
    """A leaf of the calendar. The day stands in words beside it, so it has no name."""

    def __init__(self, day: str, month: str) -> None:
        super().__init__()
        self._day, self._month = day, month
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme)

    def _on_theme(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(46), theme.px(46))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        painter.setPen(tokens.ink if theme.high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(tokens.sunk)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        painter.setPen(tokens.ink)
        painter.setFont(theme.font("h3"))
        middle = Qt.AlignmentFlag.AlignHCenter
        painter.drawText(
            box.adjusted(0, box.height() * 0.06, 0, -box.height() * 0.42),
            middle | Qt.AlignmentFlag.AlignVCenter,
            self._day,
        )
        painter.setPen(tokens.ink2)
        painter.setFont(theme.font("axis"))
        painter.drawText(
            box.adjusted(0, box.height() * 0.52, 0, -2), middle | Qt.AlignmentFlag.AlignVCenter, self._month
        )
        painter.end()
