"""The same points as a table: a row a sitting, the latest first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pie_audit.domain.day import full_day_words, short_month
from pie_audit.domain.own_line import Point, ScaleLine, score_words
from pie_audit.ui.widgets import ReadingTable
from pie_audit.words import _


class OwnTable(ReadingTable):
    """A day and its score, and the band it lies in where bands are wanted."""

    _narrowest_px = 140

    def __init__(self, line: ScaleLine, *, with_bands: bool, parent: QWidget | None = None) -> None:
        super().__init__(_("{scale} as a table").format(scale=line.title), parent, sideways=False)
        self._name_share = 4 / 3 if with_bands else 1.0
        heads = [_("Day"), _("Score"), *([_("Range")] if with_bands else [])]
        points = line.points[::-1]
        self.set_lines(heads, [_cells(point)[: len(heads)] for point in points])
        for at, point in enumerate(points):
            self.item(at, 0).setData(Qt.ItemDataRole.AccessibleTextRole, full_day_words(point.day))


def _cells(point: Point) -> list[str]:
    day = f"{point.day.day} {short_month(point.day)} {point.day.year}"
    return [day, score_words(point.kept), point.kept.band or "–"]
