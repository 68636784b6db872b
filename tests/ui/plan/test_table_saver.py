"""The plan leaves as a table: the same rows in the same order, and what came of it is told in place."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas
import pytest

from pie_audit.ui.plan.model import DUE, OWNER, STATUS, TOPIC, WHAT
from pie_audit.ui.widgets import Banner, WrapLabel
from tests.ui.accessibility import nameless
from tests.ui.plan.desk import Desk

LINK = "Save as a table"
SHOWN = {
    "What will we do?": WHAT,
    "Why": TOPIC,
    "Who holds it": OWNER,
    "State": STATUS,
}


def told(desk: Desk) -> str:
    return " ".join(
        label.text()
        for banner in desk.page.table_saver.findChildren(Banner)
        for label in banner.findChildren(WrapLabel)
    )


def save(desk: Desk, path: Path | None) -> None:
    desk.files.path = path
    desk.press(LINK)
    desk.calm()


def test_both_kinds_hold_the_rows_of_the_page_in_their_order(desk: Desk, tmp_path: Path) -> None:
    desk.add()
    desk.add(what="=HYPERLINK(1)", topic_id=None, due=None)
    desk.add(what="Zażółć gęślą jaźń – Tŷ-Hir – سلام", topic_id="A1")
    page = desk.sit()
    save(desk, tmp_path / "plan.csv")
    save(desk, tmp_path / "plan.xlsx")
    assert desk.files.suggested[0] == "quayside-house-actions.xlsx"
    as_csv = pandas.read_csv(tmp_path / "plan.csv", dtype=str, keep_default_na=False)
    as_xlsx = pandas.read_excel(
        tmp_path / "plan.xlsx", "actions", dtype=str, keep_default_na=False, engine="openpyxl"
    )
    assert as_csv.equals(as_xlsx)
    assert len(as_csv) == page.model.rowCount() == 3
    for head, column in SHOWN.items():
        on_page = [page.model.index(row, column).data() for row in range(page.model.rowCount())]
        assert [cell.removeprefix("'") for cell in as_csv[head]] == on_page
    days = [page.model.action(row).due for row in range(page.model.rowCount())]
    assert list(as_csv["By when"]) == ["" if day is None else day.isoformat() for day in days]
    assert DUE not in SHOWN.values()
    assert "3 actions are in “plan.xlsx”." in told(desk)


def test_the_sheet_says_which_plan_was_chosen(desk: Desk, tmp_path: Path) -> None:
    desk.add()
    desk.sit()
    save(desk, tmp_path / "plan.xlsx")
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    assert book.sheetnames == ["actions", "codebook"]
    said = {row[2].value for row in book["codebook"].iter_rows()}
    assert "Plan: Autumn 2026, with what earlier plans left open" in said


@pytest.mark.parametrize("kind", ["folder", "link", "missing folder", "another ending", "full"])
def test_a_place_that_takes_nothing_is_told_in_a_sentence(desk: Desk, tmp_path: Path, kind: str) -> None:
    desk.add()
    desk.sit()
    path = tmp_path / "plan.xlsx"
    if kind == "folder":
        path.mkdir()
    elif kind == "link":
        path.symlink_to(tmp_path / "elsewhere")
    elif kind == "missing folder":
        path = tmp_path / "gone" / "plan.xlsx"
    elif kind == "another ending":
        path = tmp_path / "plan.doc"
    else:
        path = Path("/dev/full")
    save(desk, path)
    said = told(desk)
    assert said.count(".") >= 2
    assert not (tmp_path / "elsewhere").exists()
    assert desk.page.table_saver.button.isEnabled()


def test_a_file_of_that_name_is_replaced_only_when_told(desk: Desk, tmp_path: Path) -> None:
    desk.add()
    desk.sit()
    path = tmp_path / "plan.csv"
    path.write_text("mine")
    save(desk, path)
    assert path.read_text() == "mine"
    desk.press("Replace it")
    desk.calm()
    assert path.read_text("utf-8-sig").startswith('"What will we do?"')


def test_second_thoughts_write_nothing(desk: Desk) -> None:
    desk.add()
    page = desk.sit()
    save(desk, None)
    assert told(desk) == ""
    assert nameless(page) == []
    assert page.body.overflow() == 0


def test_an_empty_plan_offers_no_table(desk: Desk) -> None:
    page = desk.sit()
    assert page.table_saver.isHidden()
