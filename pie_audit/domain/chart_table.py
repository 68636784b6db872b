"""The table of a chart as a block, for paper."""

from __future__ import annotations

from pie_audit.domain.chart import Chart, Unshown
from pie_audit.domain.plan_blocks import Table

_NARROW, _WIDE = 8, 36
"""Characters between which the longest text of a column tells how wide it becomes."""
_BOLD = 3
"""Characters more that a heading takes, so that none is cut apart beside a column of long notes."""


def table_of(chart: Chart) -> Table | None:
    """The same figures in rows, without columns in which nothing stands; None where there are none."""
    if isinstance(chart, Unshown) or not chart.table.rows:
        return None
    columns = list(zip(chart.table.head, *chart.table.rows, strict=True))
    kept = [
        column for at, column in enumerate(columns) if at == 0 or any(cell.strip() for cell in column[1:])
    ]
    head, *rows = (tuple(line) for line in zip(*kept, strict=True))
    wide = [min(_WIDE, max(_NARROW, len(name) + _BOLD, *map(len, cells))) for name, *cells in kept]
    return Table(head, tuple(rows), tuple(one / sum(wide) for one in wide))
