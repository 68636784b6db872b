"""Charts on a page: small panels abreast, each with its title, what it says and words for who can’t see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from pie_audit.domain.chart import Chart, GridChart, LineChart, SpanChart, SpotChart, Unshown
from pie_audit.domain.chart_table import table_of
from pie_audit.domain.plan_blocks import Figures
from pie_audit.reports.charts import draw_chart
from pie_audit.reports.column import Column, Style
from pie_audit.reports.page import BODY_HEIGHT

TITLE = Style(11.4, "bold", leading=1.3, before=8.0, after=2.0)
SAID = Style(10.2, leading=1.36, after=8.0)
TABLE = Style(10.0, leading=1.34, after=8.0)

_MOST_ABREAST = 3
_MOST_STEPS_IN_PANEL = 12
_GAP = 14.0
_MOST_HEIGHT = BODY_HEIGHT - 120.0
"""A drawing that is taller is parted between its rows, so that its title and sentence fit on the page with it."""

_MOST_VALUES = 60
"""So many cells of its table are read out with a figure; with more, its sentence and its tables say it."""


def set_figures(column: Column, figures: Figures) -> None:
    """The charts in their order, with their tables after them where the block asks for it."""
    for small, run in groupby(
        _shown_first(figures.charts), key=lambda chart: _is_small(chart, figures.charts)
    ):
        if small:
            _set_panels(column, list(run))
            continue
        for chart in run:
            _set_chart(column, chart, has_table=figures.tables)
    if figures.tables:
        for chart in figures.charts:
            _set_table(column, chart)


def _shown_first(charts: Sequence[Chart]) -> list[Chart]:
    """The charts with those that can't be shown at the end, so that words part no row of panels."""
    return sorted(charts, key=lambda chart: isinstance(chart, Unshown))


def _is_small(chart: Chart, charts: Sequence[Chart]) -> bool:
    """Whether a line is short enough to stand beside another of its kind."""
    others = sum(isinstance(one, LineChart) for one in charts)
    return (
        isinstance(chart, LineChart)
        and others > 1
        and len(chart.steps) <= _MOST_STEPS_IN_PANEL
        and len(chart.series) == 1
    )


def _set_panels(column: Column, panels: Sequence[Chart]) -> None:
    abreast = min(_MOST_ABREAST, len(panels)) or 1
    for at in range(0, len(panels), abreast):
        row = [*panels[at : at + abreast], *(None for _free in range(abreast))][:abreast]
        column.side_by_side([(1 / abreast, partial(_fill_panel, chart=chart)) for chart in row], gap=_GAP)
        column.space(14.0)


def _fill_panel(column: Column, *, chart: Chart | None) -> None:
    if chart is not None:
        _set_chart(column, chart)


def _set_chart(column: Column, chart: Chart, *, has_table: bool = False) -> None:
    if isinstance(chart, Unshown):
        column.paragraph(chart.sentence, SAID, lead=f"{chart.title}.")
        return
    above = next((kid.title for kid in reversed(column.parent.kids) if kid.title), "")
    for number, part in enumerate(_parts(chart, column.width)):
        shapes, height = draw_chart(part, column.width)
        title, said = (chart.title, chart.sentence) if number == 0 else ("", "")
        # Right under a heading of the same words they aren't said twice.
        title = "" if title == above else title
        alt = alt_words(part, has_table=has_table)
        column.panel(shapes, height, alt=alt, title=title, said=said, styles=(TITLE, SAID))


def _parts(chart: Chart, width: float) -> list[Chart]:
    """The chart whole, or in as many parts as it needs to fit pages, no row cut."""
    if not isinstance(chart, GridChart | SpanChart | SpotChart) or len(chart.rows) < 2:
        return [chart]
    if draw_chart(chart, width)[1] <= _MOST_HEIGHT:
        return [chart]
    half = (len(chart.rows) + 1) // 2
    first, rest = replace(chart, rows=chart.rows[:half]), replace(chart, rows=chart.rows[half:])  # type: ignore[arg-type]  # rows of its own kind
    return [*_parts(first, width), *_parts(rest, width)]


def alt_words(chart: Chart, *, has_table: bool = False) -> str:
    """What stands for a drawing: its title, its sentence, and its values unless a table follows or there are too many."""
    if isinstance(chart, Unshown):
        return f"{chart.title}. {chart.sentence}"
    told = f"{chart.title}. {chart.sentence}".strip()
    table = chart.table
    if has_table or len(table.rows) * max(1, len(table.head) - 1) > _MOST_VALUES:
        return told
    rows = (
        f"{row[0]}: "
        + ", ".join(f"{head} {cell}" for head, cell in zip(table.head[1:], row[1:], strict=True) if cell)
        for row in table.rows
    )
    return f"{told} " + "; ".join(rows) + "." if table.rows else told


def _set_table(column: Column, chart: Chart) -> None:
    table = table_of(chart)
    if table is not None:
        column.paragraph("", SAID, lead=chart.title, keep=True)
        column.table(table.head, table.rows, TABLE, shares=table.shares)
