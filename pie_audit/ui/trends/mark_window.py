"""Pinning a dated note on a chart; for managers also a day from which a monthly measure is looked at anew."""

from __future__ import annotations

import secrets
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.chart import Chart, Unshown
from pie_audit.domain.trend_mark import MOST_CHARACTERS, MarkKind, TrendMark
from pie_audit.ui.widgets import Choice, DateField, Field, GrowingText, PrimaryButton, Tick, WrapLabel
from pie_audit.ui.widgets.small_window import SmallWindow
from pie_audit.words import _
from pie_audit.workflows.trends.views import Trends

MONTHLY = frozenset({"turned_away", "friction", "time_ledger/hours"})
"""Charts of months, whose limits somebody may begin anew."""


class MarkWindow(SmallWindow):
    """`pinned` carries the mark. Every chart can be meant, or the one that the focus was on."""

    pinned = Signal(object)

    def __init__(self, trends: Trends, chart_id: str, day: date, over: QWidget) -> None:
        super().__init__(_("Pin a note"), over)
        self._team_id = trends.team.team_id
        charts = charts_to_mark(trends)
        self._ids = ["", *(chart.id for chart in charts)]
        self.chart = Choice(_("Every chart"), *(mark_place(chart) for chart in charts))
        self.chart.setMinimumContentsLength(20)
        self.chart.setCurrentIndex(self._ids.index(chart_id) if chart_id in self._ids else 0)
        self.chart.currentIndexChanged.connect(self._on_chart)
        self.day = DateField(QDate(day.year, day.month, day.day))
        self.words = GrowingText(most=MOST_CHARACTERS, least=2)
        self._field = Field(
            _("What happened?"),
            self.words,
            _("Everybody in the team can read it. Leave out names. “Moved building” is enough."),
        )
        self.afresh = Tick(_("From this day on, work out new limits. Your words are the reason."))
        self._afresh_words = WrapLabel(
            _("For a change that is here to stay. It takes 12 months on each side before limits are drawn."),
            "small",
            "ink2",
        )
        self._may_set = trends.may_set
        self.add(Field(_("On which chart?"), self.chart), Field(_("Which day?"), self.day), self._field)
        self.add(self.afresh, self._afresh_words, None)
        self.pin = PrimaryButton(_("Pin it"), "note")
        self.pin.clicked.connect(self._on_pin)
        self.add_buttons(self.pin)
        self.first_focus = self.words.edit
        self._on_chart(self.chart.currentIndex())

    def mark(self) -> TrendMark:
        """What stands there now."""
        chosen = self.day.date()
        kind = MarkKind.CHANGE_POINT if self._is_afresh() else MarkKind.NOTE
        return TrendMark(
            secrets.token_hex(16),
            self._team_id,
            self._ids[self.chart.currentIndex()],
            date(chosen.year(), chosen.month(), chosen.day()),
            kind,
            self.words.text().strip(),
        )

    def _is_afresh(self) -> bool:
        return not self.afresh.isHidden() and self.afresh.isChecked()

    def _on_chart(self, at: int) -> None:
        offered = self._may_set and self._ids[at] in MONTHLY
        for part in (self.afresh, self._afresh_words):
            part.setVisible(offered)
        self.fit_soon()

    def _on_pin(self, _checked: bool = False) -> None:
        if not self.words.text().strip():
            self._field.set_error(_("Write a few words first."))
            self.words.edit.setFocus()
            return
        mark = self.mark()
        self.accept()
        self.pinned.emit(mark)


def charts_to_mark(trends: Trends) -> tuple[Chart, ...]:
    """Every chart with steps of time, in their order on the page."""
    return tuple(
        chart
        for section in trends.sections
        for chart in section.charts
        if not isinstance(chart, Unshown) and _days_of(chart)
    )


def day_of(chart: Chart, at: int) -> date | None:
    """The first day of a step of time, None where a chart has none."""
    days = _days_of(chart)
    return days[at] if 0 <= at < len(days) else None


def mark_place(chart: Chart) -> str:
    """What a chart is called where charts are listed."""
    return chart.title


def _days_of(chart: Chart) -> tuple[date, ...]:
    steps = getattr(chart, "steps", ())
    days = tuple(step.day for step in steps if step.day is not None)
    return days if len(days) == len(steps) else ()
