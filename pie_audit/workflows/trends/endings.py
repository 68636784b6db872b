"""Where the line of a team ends: said alike by the mark on a chart, by its table and by its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pie_audit.domain.chart import Chart, ChartTable, GridChart, LineChart, StackChart, endings_of
from pie_audit.words import _
from pie_audit.workflows.trends.views import Section


def told_throughout(section: Section) -> Section:
    """The section with every ending that is marked on a chart in its table and its sentence too.

    Its lines in words stay: among those of the themes one says it for all charts, rather than each of them again.
    """
    return replace(section, charts=tuple(with_endings(chart) for chart in section.charts))


def with_endings(chart: Chart) -> Chart:
    """The chart with its table and its sentence telling the endings that are marked on it."""
    if not isinstance(chart, LineChart | GridChart | StackChart):
        return chart
    ends = [pin for pin in chart.pins if pin.ends]
    if not ends:
        return chart
    sentence = " ".join((chart.sentence, *endings_of(chart)))
    notes: dict[str, str] = {}
    for pin in ends:
        name = chart.steps[pin.at].name
        notes[name] = "; ".join(words for words in (notes.get(name, ""), pin.words) if words)
    return replace(chart, sentence=sentence, table=_noted(chart.table, notes))


def _noted(table: ChartTable, notes: Mapping[str, str]) -> ChartTable:
    """With what is marked at each step: in a column where steps are rows, in a last row where they are columns."""
    if any(head in notes for head in table.head[1:]):
        row = (_("Notes"), *(notes.get(head, "") for head in table.head[1:]))
        return replace(table, rows=(*table.rows, row))
    if table.head[-1] != _("Notes"):
        rows = tuple((*row, notes.get(row[0], "")) for row in table.rows)
        return replace(table, head=(*table.head, _("Notes")), rows=rows)
    return replace(
        table, rows=tuple((*row[:-1], _also(row[-1], notes.get(row[0], ""))) for row in table.rows)
    )


def _also(said: str, note: str) -> str:
    """The note after what is said already, unless it is said."""
    return said if note in said else "; ".join(words for words in (said, note) if words)
