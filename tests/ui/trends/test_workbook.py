"""The whole page of trends leaves as a spreadsheet, as far back as the page shows."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from pie_audit.domain.table import TableName
from pie_audit.domain.team_part import TeamPart
from pie_audit.ui.widgets.chart_card import ChartMode
from tests.ui.trends.conftest import Desk


def test_every_table_is_a_sheet_with_the_quarters_of_the_page(desk: Desk, tmp_path: Path) -> None:
    desk.hostel.turn_on(TeamPart.FRICTION)
    page = desk.page()
    desk.files.target = tmp_path / "trends"
    menu = page.saver.menu(page.copy, (), ChartMode.CHARTS, "Quayside House")
    page.saver.offer(desk.hostel.team_id, len(page.trends.quarters))
    (action,) = [a for a in menu.actions() if a.text().startswith("Save everything")]
    action.trigger()
    desk.rest(page)
    book = openpyxl.load_workbook(tmp_path / "trends.xlsx")
    assert book.sheetnames == [*(name.value for name in TableName), "codebook"]
    quarters = {row[3].value for row in book["topics"].iter_rows(min_row=2)}
    assert quarters == {str(quarter) for quarter in page.trends.quarters}
    assert page.saver.banner.isVisible()
