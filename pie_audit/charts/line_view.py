"""A line chart in view: what its lines, limits, signals and edge are drawn by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pie_audit.charts.field import Field
from pie_audit.charts.looks import Look
from pie_audit.domain.chart import LineChart, Point, Step


@dataclass(frozen=True, slots=True)
class Lines:
    """A line chart in view: its field, where each step in view stands, and the marks' size."""

    chart: LineChart
    field: Field
    first: int
    xs: tuple[float, ...]
    size: float
    looks: tuple[Look, ...]

    @property
    def steps(self) -> Sequence[Step]:
        """The steps in view."""
        return self.chart.steps[self.first : self.first + len(self.xs)]

    def points(self, row: int) -> Iterator[tuple[float, Point]]:
        """The points in view of one series, each with where its step stands."""
        points = self.chart.series[row].points[self.first : self.first + len(self.xs)]
        return zip(self.xs, points, strict=False)
