"""The table of a chart as a block, for paper."""

from __future__ import annotations

from pie_audit.domain.chart import Chart, Unshown
from pie_audit.domain.plan_blocks import Table

_NAMES = 1.6
"""How much wider the first column is, which names the rows."""


def table_of(chart: Chart) -> Table | None:
    """The same figures in rows; None where there are none."""
    if isinstance(chart, Unshown) or not chart.table.rows:
        return None
    others = len(chart.table.head) - 1
    first = _NAMES / (_NAMES + others)
    rest = tuple((1 - first) / others for _column in range(others))
    return Table(chart.table.head, chart.table.rows, (first, *rest))
