"""Who is asked: the teams that whoever plans manages, everybody ticked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.survey import Block
from pie_audit.ui.survey.team_box import TeamBox
from pie_audit.ui.widgets import Card, WrapLabel, clear
from pie_audit.words import _
from pie_audit.workflows.surveys.planning import BlockWish
from pie_audit.workflows.surveys.views import TeamToAsk


class AskedCard(Card):
    """`changed` on every gesture. The first team is the one in hand."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Who is asked"), gap=12, parent=parent)
        self._teams: tuple[TeamToAsk, ...] = ()
        self.boxes: list[TeamBox] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(14)
        self.error = WrapLabel("", "small", "danger")
        words = _("Staff, peer workers and volunteers. Once it’s open, nobody can be added.")
        self.add(WrapLabel(words, "small", "ink2"), self._list, self.error)
        self.error.hide()

    def offer(self, teams: Sequence[TeamToAsk], blocks: Sequence[Block] | None) -> None:
        """Silently: these teams, with the blocks of a plan or the usual choice where there is none yet."""
        self._teams = tuple(teams)
        clear(self._list)
        self.boxes = [TeamBox(team, alone=len(teams) == 1) for team in teams]
        for at, box in enumerate(self.boxes):
            box.fill(blocks, usual=at == 0)
            box.changed.connect(self.changed)
            self._list.addWidget(box)

    def knows(self, teams: Sequence[TeamToAsk]) -> bool:
        """Whether these very teams and people are shown."""
        return self._teams == tuple(teams)

    def wishes(self) -> tuple[BlockWish, ...]:
        """The blocks that are chosen."""
        return tuple(wish for box in self.boxes for wish in box.wishes())

    def set_error(self, words: str) -> None:
        """Say what is missing under the lists."""
        self.error.setText(words)
        self.error.setVisible(bool(words))
