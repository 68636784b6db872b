"""A chart's table on paper: nothing empty, and room where the words are long."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pie_audit.domain.chart import ChartTable, Unshown
from pie_audit.domain.chart_table import table_of
from tests.make_report import line


def test_a_column_in_which_nothing_stands_is_left_out() -> None:
    chart = replace(line(0), table=ChartTable(("Quarter", "Mean", "Notes"), (("Autumn", "2.9", ""),)))
    table = table_of(chart)
    assert table is not None
    assert (table.head, table.rows) == (("Quarter", "Mean"), (("Autumn", "2.9"),))


def test_shares_make_one_and_long_words_have_more() -> None:
    rows = (("Autumn 2026", "short form: topics by name, no mean", "–"),)
    table = table_of(replace(line(0), table=ChartTable(("Quarter", "Mean", "Rests on"), rows)))
    assert table is not None
    assert sum(table.shares) == pytest.approx(1.0)
    assert table.shares[1] == max(table.shares)


def test_there_is_no_table_of_what_isnt_shown_or_has_no_rows() -> None:
    assert table_of(Unshown("x", "Load", "not shown")) is None
    assert table_of(replace(line(0), table=ChartTable(("Quarter",), ()))) is None
