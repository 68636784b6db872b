"""A chart laid out in the room there is: the one drawing that screen and paper paint."""

from __future__ import annotations

from pie_audit.charts.grid import lay_grid
from pie_audit.charts.letters import Letters
from pie_audit.charts.lines import lay_lines
from pie_audit.charts.scatter import lay_scatter
from pie_audit.charts.shapes import Drawing, Label, Room
from pie_audit.charts.spans import lay_spans
from pie_audit.charts.spots import lay_spots
from pie_audit.charts.stacks import lay_stacks
from pie_audit.domain.chart import Chart, GridChart, LineChart, ScatterChart, SpanChart, SpotChart, StackChart


def lay_out(chart: Chart, room: Room) -> Drawing:
    """The shapes of the chart, and the places in it that can be pointed at and walked to.

    As wide as the room and as high as it needs to be.
    """
    match chart:
        case LineChart():
            return lay_lines(chart, room)
        case GridChart():
            return lay_grid(chart, room)
        case SpanChart():
            return lay_spans(chart, room)
        case StackChart():
            return lay_stacks(chart, room)
        case SpotChart():
            return lay_spots(chart, room)
        case ScatterChart():
            return lay_scatter(chart, room)
    return _lay_words(chart.sentence, room)


def _lay_words(words: str, room: Room) -> Drawing:
    """Words in place of a chart that can't be drawn now."""
    letters = Letters(room)
    lines = letters.lines(words, room.width, most=12, size=letters.size)
    labels = tuple(
        Label(0.0, letters.size + number * letters.leading, line, letters.size, "ink2")
        for number, line in enumerate(lines)
    )
    return Drawing(room.width, len(lines) * letters.leading + 4 * letters.unit, labels)
