"""What the team puts on its own trends: opens the small windows and sends what they carry."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.domain.trend_mark import TrendSettings
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.trends.mark_window import MarkWindow, day_of
from pie_audit.ui.trends.reading_window import ReadingWindow
from pie_audit.ui.widgets.chart_view import ChartView
from pie_audit.workflows.presence import acting
from pie_audit.workflows.trends.marking import change_settings, take_mark_away
from pie_audit.workflows.trends.views import Trends


class Marking(QObject):
    """Notes, change points and rules of one team. `trouble` carries a known error."""

    trouble = Signal(object)

    def __init__(self, jobs: Jobs, team_id: str, over: QWidget) -> None:
        super().__init__(over)
        self._jobs, self._team_id, self._over = jobs, team_id, over
        self.trends: Trends | None = None

    def pin(self) -> None:
        """Write a note, on the chart that has the focus where one has it."""
        view = self._over.focusWidget()
        here = view.here() if isinstance(view, ChartView) else None
        if isinstance(view, ChartView) and here is not None:
            self.pin_at(view.chart.id, here.step)
        else:
            self._open("", None)

    def pin_at(self, chart_id: str, at: int) -> None:
        """Write a note for a step of a chart."""
        chart = self.trends.chart(chart_id) if self.trends is not None else None
        self._open(chart_id, day_of(chart, at) if chart is not None else None)

    def read_rules(self) -> None:
        """How the charts are read, and what the manager may choose of it."""
        if self.trends is not None:
            window = ReadingWindow(self.trends, self._over)
            window.changed.connect(self._on_settings)
            window.open()

    def take_away(self, mark_id: str) -> None:
        """Take a note off again; it can be brought back."""
        self._jobs.write(take_mark_away, mark_id, owner=self, problem=self._on_trouble)

    def _open(self, chart_id: str, day: date | None) -> None:
        if self.trends is None or not self.trends.may_mark:
            return
        window = MarkWindow(self._jobs, self.trends, chart_id, day or self._today(), self._over)
        window.open()

    def _today(self) -> date:
        return acting(self._jobs.me).clock.today() if self._jobs.me is not None else date.today()

    def _on_settings(self, settings: TrendSettings) -> None:
        self._jobs.write(change_settings, self._team_id, settings, owner=self, problem=self._on_trouble)

    def _on_trouble(self, error: KnownError) -> None:
        self.trouble.emit(error)
