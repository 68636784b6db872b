"""Charts, and the figures of a plan, as shapes on paper with direct labels; they stay readable in grey."""

from __future__ import annotations

from collections.abc import Sequence

from pie_audit.charts.layout import lay_out
from pie_audit.charts.looks import theme_look
from pie_audit.charts.shapes import Label, Mark, Plate, Room, Rule
from pie_audit.domain.chart import Chart
from pie_audit.domain.plan_blocks import Dots, Position, Positions
from pie_audit.reports.marks import Shape, Words
from pie_audit.reports.page import faces, label_width
from pie_audit.reports.text import Line, Span, break_lines

_ROW, _EMPTY_ROW, _DOT, _STEP = 32.0, 27.0, 9.6, 10.6
_LEFT = 118.0
_MOST_IN_A_LINE = 6
_POSITION_LEFT, _POSITION_ROW = 190.0, 34.0

_TEXT = 9.8
"""The text of charts on paper, in points; their smallest is a little under."""


class PaperLetters:
    """How wide words are in the letters of paper."""

    def width(self, text: str, size: float, weight: str = "regular") -> float:
        """See `charts.shapes.Measure`; in points."""
        return label_width(text, size, weight)


def draw_chart(chart: Chart, width: float) -> tuple[list[Shape], float]:
    """The same drawing as on the screen, with all its steps, so many points wide; and its height in points."""
    drawing = lay_out(chart, Room(width, PaperLetters(), _TEXT))
    return list(drawing.shapes), drawing.height


def dots_height(dots: Dots, width: float) -> float:
    """The height of the figure in points."""
    rows = sum(_row_height(row.counts) for row in dots.rows)
    return 4.0 + rows + _labels_height(dots.labels, (width - _LEFT) / 5 - 6)


def _row_height(counts: Sequence[int] | None) -> float:
    if not counts:
        return _EMPTY_ROW
    deepest = max(counts)
    return _ROW + max(0, _lines_of(deepest) - 2) * _STEP


def _lines_of(count: int) -> int:
    return -(-count // _MOST_IN_A_LINE)


def draw_dots(dots: Dots, width: float) -> list[Shape]:
    """One line a group, one dot a rating, no order and no name among the dots; a tint behind what was agreed."""
    slot = (width - _LEFT) / 5
    height = dots_height(dots, width)
    shapes: list[Shape] = []
    if dots.agreed is not None:
        left = _LEFT + slot * dots.agreed
        shapes.append(Plate(left, 0.0, slot, height, "soft", "lv_line", 8.0, 0.8))
    y = 4.0
    for row in dots.rows:
        step = _row_height(row.counts)
        middle = y + step / 2
        shapes += [
            Label(0.0, middle - 1.5, row.label, 10.4, "ink", "bold", width=_LEFT - 6),
            Label(0.0, middle + 10.5, row.note, 9.2, "ink2", width=_LEFT + (0 if row.counts else 160)),
        ]
        if row.counts:
            shapes += _dot_row(row.counts, middle, slot=slot)
        y += step
    for level, label in enumerate(dots.labels):
        weight = "bold" if level == dots.agreed else "regular"
        centre = _LEFT + slot * (level + 0.5)
        shapes += _under(level, label, x=centre, y=y + 10.0, width=slot - 6, weight=weight)
    return shapes


def _under(
    level: int, label: str, *, x: float, y: float, width: float, weight: str = "regular"
) -> list[Shape]:
    """The level and its label in as many lines as they need, centred under the scale."""
    lines = _label_lines(level, label, width, weight)
    return [Words(x - line.width / 2, y + n * 11.0, line, 8.8, "ink") for n, line in enumerate(lines)]


def _label_lines(level: int, label: str, width: float, weight: str) -> list[Line]:
    return break_lines([Span(f"{level} {label}", weight)], faces(), size=8.8, width=width, most=4)


def _labels_height(labels: Sequence[str], width: float) -> float:
    most = max((len(_label_lines(n, label, width, "bold")) for n, label in enumerate(labels)), default=1)
    return most * 11.0 + 8.0


def _dot_row(counts: Sequence[int], middle: float, *, slot: float) -> list[Shape]:
    first, last = _LEFT + slot * 0.5, _LEFT + slot * 4.5
    shapes: list[Shape] = [Rule(first, middle, last, middle, "lv_line", 1.0)]
    for level, count in enumerate(counts):
        centre = _LEFT + slot * (level + 0.5)
        lines = _lines_of(count)
        for number in range(count):
            line, place = divmod(number, _MOST_IN_A_LINE)
            in_line = min(_MOST_IN_A_LINE, count - line * _MOST_IN_A_LINE)
            x = centre + (place - (in_line - 1) / 2) * _STEP
            y = middle + (line - (lines - 1) / 2) * _STEP
            shapes.append(Mark("circle", x, y, _DOT, "accent", "surface"))
    return shapes


def positions_height(positions: Positions, width: float) -> float:
    """The height of the figure in points."""
    return len(positions.rows) * _POSITION_ROW + _labels_height(positions.labels, _unit(width) - 8)


def _unit(width: float) -> float:
    return (width - _POSITION_LEFT - 34.0) / 4


def draw_positions(positions: Positions, width: float, themes: Sequence[str]) -> list[Shape]:
    """One line a theme from 0 to 4: a pale bar from the lowest to the highest topic, a mark at the mean."""
    unit = _unit(width)
    shapes: list[Shape] = []
    for number, row in enumerate(positions.rows):
        index = themes.index(row.theme_id) if row.theme_id in themes else 0
        shapes += _position_row(row, index, y=number * _POSITION_ROW + 10.0, unit=unit)
    y = len(positions.rows) * _POSITION_ROW + 10.0
    for level, label in enumerate(positions.labels):
        shapes += _under(level, label, x=_POSITION_LEFT + unit * level, y=y, width=unit - 8)
    return shapes


def _position_row(row: Position, index: int, *, y: float, unit: float) -> list[Shape]:
    left, right = _POSITION_LEFT, _POSITION_LEFT + 4 * unit
    look, line = theme_look(index), "control"
    shapes: list[Shape] = [
        Mark(look.shape, 7.0, y, 13.0, look.ink),
        Label(22.0, y + 3.5, row.title, 10.8, "ink", "bold", width=left - 36),
        Rule(left, y, right, y, line, 0.7),
        *(Rule(left + unit * n, y - 4, left + unit * n, y + 4, line, 0.7) for n in range(5)),
    ]
    if row.mean is not None and row.low is not None and row.high is not None:
        start, length = left + unit * row.low, unit * (row.high - row.low)
        shapes.append(Plate(start - 7, y - 6, length + 14, 12, look.soft, look.ink, 6.0, 0.6))
        shapes.append(Mark(look.shape, left + unit * float(row.mean), y, 10.5, look.ink, "surface"))
    shapes.append(Label(22.0, y + 17.0, row.words, 9.2, "ink2", width=right - 22))
    return shapes
