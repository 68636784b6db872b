"""One chart laid out for whatever width and view is asked for, and painted once for each size and look."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from pie_audit.charts.layout import lay_out
from pie_audit.charts.shapes import Drawing, Room, Shape
from pie_audit.domain.chart import Chart, LineChart, ScatterChart, Step, Unshown
from pie_audit.ui.theme import theme, tokens
from pie_audit.ui.widgets.chart_painting import ScreenLetters, paint_shapes
from pie_audit.ui.widgets.chart_words import size_of
from pie_audit.ui.widgets.chart_zoom import Span

_KEPT_DRAWINGS = 12
_TEXT_PX = 13.0
_PIECE = 1200
"""Shapes that are painted in one turn."""
_LONGEST = 6
"""Of so many words the label must fit into the chart; shorter ones take no more room."""


class ChartSheet:
    """What a chart looks like now; `forget` when the look of the screen has changed."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.steps = steps_of(chart)
        self._letters = ScreenLetters()
        self._drawings: dict[tuple[int, Span], Drawing] = {}
        self._heights: dict[int, int] = {}
        self._painted: tuple[tuple[QSize, float, Span], QPixmap] | None = None
        self._left: tuple[Shape, ...] = ()

    @property
    def whole(self) -> Span:
        """All steps."""
        return Span.whole(len(self.steps))

    @property
    def is_long(self) -> bool:
        """Whether it can be looked at more closely."""
        return isinstance(self.chart, LineChart) and self.chart.long and not self.whole.is_closest

    def drawing(self, width: int, span: Span | None = None) -> Drawing:
        """The shapes and places for that width; of the steps in `span`, all without one."""
        key = max(1, width), span or self.whole
        if key not in self._drawings:
            while len(self._drawings) >= _KEPT_DRAWINGS:
                parts = (kept for kept in self._drawings if not kept[1].is_whole)
                del self._drawings[next(parts, next(iter(self._drawings)))]
            self._drawings[key] = self._lay_out(*key)
        return self._drawings[key]

    def height(self, width: int) -> int:
        """Of the whole series, whatever is in view: nothing below jumps while somebody zooms."""
        width = max(1, width)
        if width not in self._heights:
            drawing = self.drawing(width)
            longest = sorted({place.words for place in drawing.places}, key=len)[-_LONGEST:]
            words = max((size_of(one, width).height() for one in longest), default=0)
            self._heights[width] = max(1, math.ceil(drawing.height), words)
        return self._heights[width]

    def pixmap(self, size: QSize, density: float, span: Span) -> QPixmap:
        """The painted chart; the same one as before where nothing changed.

        One of very many shapes comes in pieces, one with each call, until `is_painted`.
        """
        key = QSize(size), density, span
        if self._painted is None or self._painted[0] != key:
            self._painted, self._left = (key, _blank(size, density)), self.drawing(size.width(), span).shapes
        if self._left:
            painter = QPainter(self._painted[1])
            paint_shapes(painter, self._left[:_PIECE], tokens, self._letters)
            painter.end()
            self._left = self._left[_PIECE:]
        return self._painted[1]

    @property
    def is_painted(self) -> bool:
        """Whether nothing is left to be painted."""
        return not self._left

    def forget(self) -> None:
        """Lay out and paint afresh from now on."""
        self._letters = ScreenLetters()
        self._drawings.clear()
        self._heights.clear()
        self._painted, self._left = None, ()

    def _lay_out(self, width: int, span: Span) -> Drawing:
        if isinstance(self.chart, Unshown):
            return Drawing(width, 1, ())
        ends = (None, None) if span.is_whole else (span.first, span.last)
        return lay_out(self.chart, Room(width, self._letters, _TEXT_PX * theme.percent / 100, *ends))


def _blank(size: QSize, density: float) -> QPixmap:
    picture = QPixmap(size * density)
    picture.setDevicePixelRatio(density)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


def printed_words(chart: Chart) -> tuple[str, ...]:
    """The cautions that are printed on a drawing, to be read beside its figures in every other form too."""
    match chart:
        case LineChart():
            return (chart.banner,) if chart.banner else ()
        case ScatterChart():
            return chart.caveats
        case _:
            return ()


def steps_of(chart: Chart) -> Sequence[Step]:
    """The steps of a chart that has time along it."""
    steps: Sequence[Step] = getattr(chart, "steps", ())
    return steps
