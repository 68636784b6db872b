"""The action plan leaves as a PDF, a CSV file and a workbook: the same actions with the same facts in the same order."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas

from pie_audit.domain.day import full_day_words
from pie_audit.domain.plan_document import Edition
from pie_audit.domain.table import TableName
from pie_audit.workflows import papers
from pie_audit.workflows.papers import PaperFile
from pie_audit.workflows.plan_rows import plan_rows
from pie_audit.workflows.plans import plan_page
from pie_audit.workflows.tables import making
from pie_audit.workflows.tables.making import TableFile, TableWish
from tests.quarter import THIS_QUARTER, Hostel
from tests.reports.read_pdf import whole_text
from tests.workflows.quarters import begin, planned

FACTS = (
    ("A1", "Put handover reflection on the rota", date(2026, 12, 1)),
    ("A1", "=SUM(A1) is no action of ours", date(2026, 11, 30)),
    ("A2", "Zażółć gęślą jaźń z zespołem", date(2026, 12, 5)),
    ("A5", "Tŷ-Hir: croeso i bawb " + "x" * 200, date(2026, 12, 20)),
)


def test_the_three_agree_row_by_row(hostel: Hostel, tmp_path: Path) -> None:
    round_id = begin(hostel, THIS_QUARTER)
    for topic_id, what, due in FACTS:
        planned(hostel, round_id, what, topic_id=topic_id, due=due)
    view = hostel.see(plan_page, hostel.jo, hostel.team_id)
    on_screen = [row.action.what for row in plan_rows(view)]
    wish = TableWish((TableName.ACTIONS,))
    for ending in ("csv", "xlsx"):
        making.save_tables(
            hostel.opened, hostel.jo, TableFile(hostel.team_id, tmp_path / f"plan.{ending}", wish)
        )
    papers.save_paper(
        hostel.opened,
        hostel.jo,
        PaperFile(hostel.team_id, THIS_QUARTER, Edition.FULL, tmp_path / "plan.pdf"),
    )
    as_csv = pandas.read_csv(tmp_path / "plan.csv", dtype=str, keep_default_na=False)
    as_xlsx = pandas.read_excel(
        tmp_path / "plan.xlsx", "actions", dtype=str, keep_default_na=False, engine="openpyxl"
    )
    assert as_csv.equals(as_xlsx)
    assert [cell.removeprefix("'") for cell in as_csv["What will we do?"]] == on_screen
    text = "".join(whole_text((tmp_path / "plan.pdf").read_bytes()).split())
    first = text.index("".join(on_screen[0].split()))
    for what, due in zip(as_csv["What will we do?"], as_csv["By when"], strict=True):
        at = text.find("".join(what.removeprefix("'").split()), first)
        assert at >= 0, what
        assert "".join(full_day_words(date.fromisoformat(due)).split()) in text[at:]
        first = at
