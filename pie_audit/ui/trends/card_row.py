"""Cards of charts side by side as room allows; one that stays on the page is changed and not made anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.chart import Chart
from pie_audit.ui.widgets import EvenLayout, clear
from pie_audit.ui.widgets.chart_card import ChartCard, ChartMode

Step = Callable[[], object]
"""A piece of filling that is short enough for one turn."""

_TABLE_LEAST, _SMALL_TABLE_LEAST = 620, 480


class CardRow(QWidget):
    """As many abreast as fit.

    `opened` carries the chart's id and the key of a place in it, `pin_wanted` the id and the step of a place.
    """

    opened = Signal(str, str)
    pin_wanted = Signal(str, int)
    save_wanted = Signal(str, str)

    def __init__(
        self,
        mode: ChartMode,
        *,
        least: int,
        small: bool = False,
        told_elsewhere: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._mode, self._small, self._least = mode, small, least
        self._told_elsewhere = told_elsewhere
        self._layout = EvenLayout(least=self._wanted())
        self.setLayout(self._layout)
        self.cards: dict[str, ChartCard] = {}

    def steps(self, charts: Sequence[Chart]) -> list[Step]:
        """What is to be done, a card a turn, so that these charts stand here in this order."""
        wanted = [chart.id for chart in charts]
        begins = list(self.cards) == wanted[: len(self.cards)]
        first: list[Step] = [] if begins else [self.empty]
        if not begins or not self.cards:
            self.hide()  # laid out and painted once, when all of them are there
        return [*first, *(partial(self.put, chart) for chart in charts), self._reveal]

    def _reveal(self) -> None:
        self.setVisible(bool(self.cards))

    def put(self, chart: Chart) -> None:
        """Put one more card at the end, or show what is new on one that is there."""
        card = self.cards.get(chart.id)
        if card is None:
            self._add(chart)
        elif card.chart != chart:
            card.set_chart(chart)

    def _add(self, chart: Chart) -> None:
        card = ChartCard(chart, self._mode, small=self._small, told_elsewhere=self._told_elsewhere)
        card.save_wanted.connect(self.save_wanted)
        card.opened.connect(partial(self._on_opened, chart.id))
        card.pin_wanted.connect(partial(self._on_pin, chart.id))
        self.cards[chart.id] = card
        self._layout.addWidget(card)
        card.show()

    def empty(self) -> None:
        """Take every card away."""
        clear(self._layout)
        self.cards = {}

    def set_mode(self, mode: ChartMode) -> list[Step]:
        """What is to be done to look at the same figures in another way."""
        self._mode = mode
        adopt = [partial(self._adopt, chart_id) for chart_id in self.cards]
        # Tables are dear to lay out: they get their room before they come, and keep it until they have gone.
        return [self._make_room, *adopt] if mode is ChartMode.TABLES else [*adopt, self._make_room]

    def _make_room(self) -> None:
        self._layout.set_least(self._wanted())

    def _adopt(self, chart_id: str) -> None:
        """Take the way of looking that is wanted by now; another one may have been asked for meanwhile."""
        if chart_id in self.cards:
            self.cards[chart_id].set_mode(self._mode)

    def _wanted(self) -> int:
        """A table needs more room than the chart it stands for."""
        if self._mode is not ChartMode.TABLES:
            return self._least
        return max(self._least, _SMALL_TABLE_LEAST if self._small else _TABLE_LEAST)

    def charts(self) -> list[Chart]:
        """The charts that stand here."""
        return [card.chart for card in self.cards.values()]

    def _on_opened(self, chart_id: str, key: str) -> None:
        self.opened.emit(chart_id, key)

    def _on_pin(self, chart_id: str, at: int) -> None:
        self.pin_wanted.emit(chart_id, at)
