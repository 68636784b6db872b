"""Tables as CSV: whatever somebody typed, no cell of it can become a formula, and nothing of it is lost."""

from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pie_audit.reports.tables_csv import csv_bytes, guarded, is_figure, tab_separated

TRIGGERS = "=+-@\t\r\n＝＋－＠﹦﹢﹣﹫"
UNSEEN = " \u00a0\u2003\u200b\ufeff\x00\u00ad"

cells = st.one_of(
    st.text(max_size=12),
    st.builds(
        lambda before, trigger, after: before + trigger + after,
        st.text(alphabet=UNSEEN, max_size=3),
        st.sampled_from(TRIGGERS),
        st.text(max_size=8),
    ),
    st.sampled_from(
        ["+0.7", "\u22120.3", "12", "9 of 9", '"=1+1', '=HYPERLINK("x","y")', "-2+3+cmd|' /C calc'!A0"]
    ),
).filter(lambda cell: not any("\ud800" <= char <= "\udfff" for char in cell))


def begins(cell: str) -> str:
    """What a spreadsheet meets first, as it understands it."""
    for char in cell:
        plain = unicodedata.normalize("NFKC", char)
        if char in "\t\r\n" or plain[0] in "=+-@":
            return plain[0]
        if unicodedata.category(char) not in {"Cc", "Cf", "Zs", "Zl", "Zp"}:
            return char
    return ""


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


@pytest.mark.parametrize("trigger", TRIGGERS)
@pytest.mark.parametrize("before", ["", " ", "   ", "\u00a0", "\ufeff", "\x00"])
def test_a_cell_that_could_be_a_formula_gets_an_apostrophe(before: str, trigger: str) -> None:
    cell = f"{before}{trigger}1+1"
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["", "  ", "Moved building", "1 = 1", "a-b", "'=1", "½", "−", "9 of 9", "x\n=1"]
)
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert guarded(cell) == cell


@given(cells)
def test_no_guarded_cell_begins_like_a_formula_and_taking_the_guard_away_gives_the_words_back(
    cell: str,
) -> None:
    safe = guarded(cell)
    assert begins(safe) not in set("=+-@\t\r\n")
    assert safe in (cell, f"'{cell}")


@given(st.lists(cells, min_size=1, max_size=4), st.lists(st.lists(cells, min_size=1, max_size=4), max_size=4))
@example(["Theme", "Change"], [["=1", "+0.7"], ["x", "+0.7+cmd"]])
def test_every_cell_arrives_and_only_our_own_plain_numbers_are_left_unguarded(
    head: list[str], rows: list[list[str]]
) -> None:
    rows = [row[: len(head)] for row in rows]
    arrived = read(csv_bytes(head, rows, numeric=range(1, len(head))))
    assert [len(row) for row in arrived] == [len(head)] * (1 + len(rows))
    for sent, got in zip((head, *rows), arrived, strict=True):
        for at, (cell, came) in enumerate(zip(sent, got, strict=False)):
            if at and is_figure(cell):
                assert came == cell.replace("\u2212", "-")
                float(came)
            else:
                assert came == guarded(cell)


@given(st.lists(st.lists(cells, min_size=2, max_size=2), min_size=1, max_size=4))
def test_pasted_text_has_exactly_the_cells_of_the_table(rows: list[list[str]]) -> None:
    text = tab_separated(("Theme", "Note"), rows)
    pasted = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True))
    assert [len(line) for line in pasted] == [2] * (1 + len(rows))
    assert all(begins(cell) not in set("=+-@\t\r\n") for line in pasted for cell in line)


def test_a_spreadsheet_is_told_the_alphabet_and_every_cell_is_in_quotes() -> None:
    content = csv_bytes(("Theme", "Łódź"), [("Say “hi”", "1.5"), ("short",)], numeric=(1,))
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == '"Theme","Łódź"\r\n"Say “hi”","1.5"\r\n"short",""\r\n'


def test_a_number_in_a_column_of_words_is_guarded_and_words_in_a_column_of_numbers_are_too() -> None:
    assert read(csv_bytes(("a", "b"), [("-5", "-5"), ("x", "-5+A1")], numeric=(1,)))[1:] == [
        ["'-5", "-5"],
        ["x", "'-5+A1"],
    ]


def test_a_true_minus_is_read_as_a_number() -> None:
    assert read(csv_bytes(("a", "b"), [("x", "\u22120.3")], numeric=(1,)))[1] == ["x", "-0.3"]


def test_a_break_within_a_pasted_cell_begins_no_new_cell() -> None:
    assert tab_separated(("Note",), [("moved\t=1+1",), ("two\nlines",)]) == "Note\nmoved =1+1\ntwo lines"
