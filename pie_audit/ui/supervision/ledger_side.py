"""Beside the grid: who goes without, why sessions were lost, whose time it was, and what leaders spent together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from pie_audit.domain.ledger_reasons import PaidTime, contract_words, reason_words, side_words
from pie_audit.domain.ledger_words import hours_words, kind_words
from pie_audit.ui.theme import theme, tokens
from pie_audit.ui.widgets import Card, SecondaryButton, WrapLabel
from pie_audit.words import _, plural
from pie_audit.workflows.ledger import TeamLedger


def going_without(found: TeamLedger, book: SecondaryButton) -> Card | None:
    """Groups whose latest sessions were lost, and how many pairs have waited too long; None where it is neither."""
    lines = [
        _("{kind}: the last {n} were lost.").format(kind=kind_words(kind), n=n) for kind, n in found.without
    ]
    if found.overdue:
        one = _("{n} pair has waited longer than agreed. They have been told.")
        many = _("{n} pairs have waited longer than they agreed. They have been told.")
        lines.append(plural(one, many, found.overdue).format(n=found.overdue))
    if found.overdue_groups:
        one = _("{n} group hasn’t met for longer than planned.")
        many = _("{n} groups haven’t met for longer than planned.")
        lines.append(plural(one, many, found.overdue_groups).format(n=found.overdue_groups))
    if not lines:
        return None
    card = Card(_("Going without"), look="warn", icon="warning-circle")
    return card.add(*(WrapLabel(line) for line in lines), book)


def why_lost(found: TeamLedger, ask: SecondaryButton) -> Card:
    """Counts of reasons and sides, where the team is big enough for them to point to nobody."""
    card = Card(_("Why sessions were lost"))
    if found.lost is None:
        words = _("Fewer than five people are in this team, so reasons aren’t counted.")
        card.add(WrapLabel(words, "small", "ink2"))
    elif not found.lost.reasons:
        card.add(WrapLabel(_("None was lost."), "body", "ink2"))
    else:
        reasons = [(_sentence_case(reason_words(r)), n) for r, n in found.lost.reasons]
        sides = ", ".join(
            _("{n} × {side}").format(n=n, side=side_words(side)) for side, n in found.lost.sides
        )
        card.add(
            CountBars(reasons), WrapLabel(_("Called off by: {sides}.").format(sides=sides), "small", "ink2")
        )
    if found.total.lost and found.may_ask:
        if found.lost is not None:
            card.add(WrapLabel(_("It’s evidence for the ask."), "small", "ink2"))
        card.add(ask)
    return card.add(None)


def paid_card(paid: Sequence[PaidTime]) -> Card:
    """Paid and own time by kind of contract."""
    card = Card(_("Paid or own time"), gap=6)
    for one in paid:
        words = _("{contract}: {paid} paid, {own} in their own time").format(
            contract=contract_words(one.contract),
            paid=hours_words(one.paid_min),
            own=hours_words(one.unpaid_min) if one.unpaid_min else _("none"),
        )
        card.add(WrapLabel(words, "small"))
    return card.add(None)


def leaders_card(minutes: int) -> Card:
    """Leaders' time in all; nothing else of it is anybody's to see."""
    words = _("Leaders’ sessions: {time} in this time, in the whole workspace.").format(
        time=hours_words(minutes)
    )
    return Card("", WrapLabel(words, "small", "ink2"), look="sunk")


class CountBars(QWidget):
    """A line for each reason: its words, a bar from nothing on, its count."""

    def __init__(self, counts: Sequence[tuple[str, int]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(1, 5)
        most = max((count for _words, count in counts), default=1)
        for at, (words, count) in enumerate(counts):
            grid.addWidget(WrapLabel(words, "small_strong"), at, 0)
            grid.addWidget(_Bar(count / most), at, 1)
            grid.addWidget(WrapLabel(str(count), "strong", wrap=False), at, 2)


class _Bar(QWidget):
    """Decoration: the count stands beside it."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self._share = share
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(40), theme.px(14))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(20), theme.px(14))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.accent)
        painter.drawRoundedRect(QRectF(0, 1, self.width() * self._share, self.height() - 2), 4, 4)
        painter.end()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def _sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]
