"""“In words”: what a rule lets be said of the themes, under the charts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from pie_audit.domain.chart import Chart, LineChart, Sign
from pie_audit.domain.trend_words import said_once
from pie_audit.ui.widgets import Card, IconMark, WrapLabel, column, row
from pie_audit.words import _
from pie_audit.workflows.trends.views import Part, Trends

_MOST = 8
"""Sentences beside the charts; every chart has its own under it."""


class InWords(Card):
    """Shown by the page where something may be said that stands nowhere else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(look="soft", gap=4, parent=parent)
        self.words = WrapLabel("", "body", "soft_ink")
        line = row(IconMark("chat-circle-text", 22, "soft_ink"), gap=14)
        line.addLayout(column(WrapLabel(_("In words"), "strong", "soft_ink"), self.words, gap=2), 1)
        self.add(line)
        self.column().setContentsMargins(18, 12, 18, 12)
        self.hide()

    @property
    def has_words(self) -> bool:
        """Whether anything may be said."""
        return bool(self.words.text())

    def show_trends(self, trends: Trends, beside: Chart | None) -> None:
        """The sentences of the themes, and that of the chart beside them where something is worth asking about."""
        self.words.setText("\n".join(sentences(trends, beside)))


def sentences(trends: Trends, beside: Chart | None) -> Sequence[str]:
    """At most a few, of the themes first."""
    themes = trends.section(Part.THEMES)
    found = list(themes.in_words) if themes is not None else []
    if isinstance(beside, LineChart) and _signals(beside):
        found.append(beside.sentence)
    return said_once(found[:_MOST])


def telling(trends: Trends) -> LineChart | None:
    """The chart of months that tells most: one with something worth asking about, else the first; None without any."""
    logs = [trends.section(part) for part in (Part.SMALL_LOGS, Part.TIME)]
    charts = [c for section in logs if section for c in section.charts if isinstance(c, LineChart)]
    drawn = [chart for chart in charts if any(p.value is not None for s in chart.series for p in s.points)]
    return max(drawn, key=_tells, default=None)


def _signals(chart: LineChart) -> int:
    return sum(bool(point.signs) for series in chart.series for point in series.points)


def _tells(chart: LineChart) -> tuple[bool, int]:
    """Something beyond the limits tells more than any number of points in a row."""
    beyond = any(Sign.BEYOND_LIMIT in point.signs for series in chart.series for point in series.points)
    return beyond, _signals(chart)
