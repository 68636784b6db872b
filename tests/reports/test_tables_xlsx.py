"""Workbooks read back by openpyxl and pandas: figures are numbers, words are words, and nothing is ever a formula."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from datetime import date, datetime

import openpyxl
import pandas
from hypothesis import example, given
from hypothesis import strategies as st

from pie_audit.domain.table import Codebook, Column, Table, TableName, Workbook
from pie_audit.reports.tables_csv import csv_bytes
from pie_audit.reports.tables_xlsx import MOST_IN_A_CELL, xlsx_bytes

DAY = date(2026, 11, 22)
TRIGGERS = "=+-@\t\r\n＝＋－＠"
COLUMNS = (Column("Topic", "By name."), Column("Level", "0 to 4.", True), Column("Note", "Words."))


def book(*rows: tuple[str, ...], columns: tuple[Column, ...] = COLUMNS) -> Workbook:
    table = Table(TableName.TOPICS, "Topics", columns, rows, ("All quarters",))
    return Workbook(
        "Quayside House: tables", (table,), Codebook("What it says", (("not shown", "Kept back."),))
    )


def reread(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def cells(content: bytes, sheet: str = "topics") -> list[tuple[object, ...]]:
    return [tuple(cell.value for cell in row) for row in reread(content)[sheet].iter_rows()]


def first_seen(text: str) -> str:
    """The first sign that a spreadsheet would look at."""
    return next((c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Zs", "Zl", "Zp"}), "")


def test_figures_are_numbers_and_words_are_words() -> None:
    content = xlsx_bytes(book(("Calm rooms", "3", "ok"), ("Voice", "−0.7", "007")), DAY)
    assert cells(content) == [
        ("Topic", "Level", "Note"),
        ("Calm rooms", 3, "ok"),
        ("Voice", -0.7, "007"),
    ]
    frame = pandas.read_excel(io.BytesIO(content), "topics", engine="openpyxl", dtype={"Note": str})
    assert list(frame["Level"]) == [3, -0.7]
    assert list(frame["Note"]) == ["ok", "007"]


def test_the_codebook_tells_each_column_what_was_chosen_and_what_is_missing() -> None:
    rows = cells(xlsx_bytes(book(("A", "1", "")), DAY), "codebook")
    assert ("topics", "Level", "0 to 4.") in rows
    assert ("topics", "chosen", "All quarters") in rows
    assert (None, "not shown", "Kept back.") in [(row[0] or None, *row[1:]) for row in rows]


def test_the_heading_stays_and_columns_are_as_wide_as_their_words() -> None:
    sheet = reread(xlsx_bytes(book(("A topic with quite a long name", "1", "")), DAY))["topics"]
    assert sheet.freeze_panes == "A2"
    assert 30 <= sheet.column_dimensions["A"].width <= 63


def test_the_file_names_nobody_and_is_the_same_every_time_that_day() -> None:
    one, other = xlsx_bytes(book(("A", "1", "")), DAY), xlsx_bytes(book(("A", "1", "")), DAY)
    assert one == other
    about = reread(one).properties
    assert (about.title, about.creator or "", about.lastModifiedBy or "") == (
        "Quayside House: tables",
        "",
        "",
    )
    assert about.created == datetime(2026, 11, 22)
    inside = zipfile.ZipFile(io.BytesIO(one))
    assert {info.date_time for info in inside.infolist()} == {(1980, 1, 1, 0, 0, 0)}


CELL = st.text(max_size=12) | st.builds(str.__add__, st.sampled_from(TRIGGERS), st.text(max_size=8))


@given(CELL, CELL)
@example("=1+1", " =cmd|' /C calc'!A0")
@example("\u200b=1", "+44 20")
@example("-1", "@SUM(A1)")
@example("https://example.org", "mailto:a@b")
def test_no_cell_is_ever_a_formula_or_a_link_also_after_saving_it_again(words: str, figure: str) -> None:
    content = xlsx_bytes(book((words, figure, words)), DAY)
    again = io.BytesIO()
    copied = openpyxl.Workbook()
    for row in reread(content)["topics"].iter_rows():
        copied.active.append([cell.value for cell in row])
    copied.save(again)
    for one in (reread(content)["topics"], openpyxl.load_workbook(again).active):
        for row in one.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None
                if isinstance(cell.value, str):
                    sign = unicodedata.normalize("NFKC", first_seen(cell.value))[:1]
                    assert sign not in set("=+-@") or cell.value.startswith("'")


@given(CELL)
def test_csv_and_xlsx_hold_the_same_cells(words: str) -> None:
    """But for what XML can't hold, and line ends, which it writes in one way."""
    plain = "".join(c for c in words if unicodedata.category(c) not in {"Cc", "Cs", "Cn"})
    table = book((plain, "2", "x")).tables[0]
    frame = pandas.read_csv(
        io.BytesIO(csv_bytes(table.head, table.rows, numeric=table.numeric)), dtype=str, keep_default_na=False
    )
    row = cells(xlsx_bytes(book((plain, "2", "x")), DAY))[1]
    assert [("" if cell is None else str(cell)) for cell in row] == list(frame.iloc[0])


def test_scripts_and_very_long_texts_arrive() -> None:
    long = "n" * 300
    words = "Zażółć gęślą jaźń · Tŷ-Hir Ŵ · سلام 🌱"
    assert cells(xlsx_bytes(book((long, "1", words)), DAY))[1] == (long, 1, words)
    cut = cells(xlsx_bytes(book(("a" * 40_000, "1", "")), DAY))[1][0]
    assert isinstance(cut, str)
    assert len(cut) < MOST_IN_A_CELL
    assert cut.endswith("…")


def test_an_empty_table_has_its_heading_and_nothing_else() -> None:
    assert cells(xlsx_bytes(book(), DAY)) == [("Topic", "Level", "Note")]


def test_forty_quarters_by_sixty_topics_are_written() -> None:
    rows = [(f"Topic {t}", str((t + q) % 5), f"Q{q}") for t in range(60) for q in range(40)]
    assert len(cells(xlsx_bytes(book(*rows), DAY))) == 2401
