"""One part of the trends: its heading, its charts, and a line in words for each thing that a rule lets be said."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from pie_audit.domain.chart import sentences_of
from pie_audit.ui.trends.card_row import CardRow, Step
from pie_audit.ui.trends.naming import part_title
from pie_audit.ui.widgets import Card, FlowLayout, WrapLabel, boxed, clear, column
from pie_audit.ui.widgets.chart_card import ChartMode
from pie_audit.words import _
from pie_audit.workflows.trends.views import Part, Section

_LEAST = 330
"""Pixels across that a card of a chart needs beside another."""


class PartBlock(QWidget):
    """Filled in steps. `beside` stands in the line of the heading, such as a choice of quarters."""

    def __init__(
        self, part: Part, mode: ChartMode, beside: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.part = part
        self.heading = WrapLabel(part_title(part), "h2", wrap=False)
        self.row = CardRow(mode, least=_LEAST)
        self._said: tuple[str, ...] = ()
        self._lines = column(gap=6)
        self._words = Card("", self._lines, look="sunk")
        self._words.hide()
        self._has_beside = beside is not None
        self._title = boxed(
            FlowLayout(*([self.heading] if beside is None else [self.heading, beside]), gap=24)
        )
        self.setLayout(column(self._title, self.row, self._words, gap=10))

    def steps(self, section: Section, elsewhere: str = "") -> list[Step]:
        """What is to be done; a chart with the id `elsewhere` stands higher up on the page already."""
        charts = [chart for chart in section.charts if chart.id != elsewhere]
        told = sentences_of(section.charts)
        words = tuple(line for line in section.in_words if line not in told)
        if not charts and not words:
            words = (_("Its chart stands at the top of this page."),)
        return [partial(self._say, words, len(charts) != 1), *self.row.steps(charts)]

    def forget(self) -> None:
        """Keep nothing, not even while nobody looks."""
        self._say((), True)
        self.row.empty()

    def _say(self, words: tuple[str, ...], titled: bool) -> None:
        """A chart that stands alone has the title already."""
        self.heading.setVisible(titled)
        self._title.setVisible(titled or self._has_beside)
        if words != self._said:
            self._said = words
            clear(self._lines)
            self._words.setVisible(bool(words))
            for line in words:
                self._lines.addWidget(WrapLabel(line))
