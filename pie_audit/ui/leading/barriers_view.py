"""What gets in the way, as the plans name it: by level, each with the team that says so."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.board import BarrierCount, Board
from pie_audit.domain.board_words import level_words
from pie_audit.domain.plan import BarrierLevel
from pie_audit.ui.widgets import Card, Chip, Divider, WrapLabel, boxed, clear, column
from pie_audit.words import _, plural


class BarriersView(QWidget):
    """One card a level, the wider system first: it is nobody's in a team to carry."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)

    def show_board(self, board: Board) -> None:
        """Fill."""
        clear(self._column)
        for found in reversed(board.barriers):
            if found.count:
                self._column.addWidget(_card(board, found))
        if not any(found.count for found in board.barriers):
            self._column.addWidget(Card("", WrapLabel(_("No plan names any yet."), "body", "ink2")))


def _card(board: Board, found: BarrierCount) -> Card:
    card = Card(level_words(found.level), gap=8)
    card.add_to_title(Chip(plural("{n} named", "{n} named", found.count).format(n=found.count), "neutral"))
    if found.most:
        card.add(WrapLabel(_("Named most often: {what}").format(what=found.most), "strong"))
    for at, (words, teams) in enumerate(_named(board, found.level).items()):
        if at:
            card.add(Divider())
        card.add(boxed(column(WrapLabel(words), WrapLabel(", ".join(teams), "small", "ink2"), gap=2)))
    return card


def _named(board: Board, level: BarrierLevel) -> dict[str, list[str]]:
    """What is named on this level, each once, with the teams that name it in the same words."""
    found: dict[str, list[str]] = {}
    for plan in board.plans:
        for barrier in plan.plan.barriers:
            teams = found.setdefault(barrier.words, []) if barrier.level is level else []
            if plan.plan.team not in teams:
                teams.append(plan.plan.team)
    return found
