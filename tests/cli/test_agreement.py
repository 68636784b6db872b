"""`pie-audit agreement`: the worked examples through the command, and every table that can't be read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Said
from tests.cli.test_bad_input import refused
from tests.cli.test_commands import python

Run = Callable[..., Said]
TABLE = "topic,Ann,Bo,Cy,Di,Ed,Flo\nA1,3,3,4,3,4,\nA4,2,2,3,2,3,\nB3,0,1,4,4,0,4\nB5,4,4,4,4,4,\nC1,,,,,,\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "ratings.csv"
    file.write_text(TABLE, encoding="utf-8")
    return file


def told(said: Said) -> dict[str, dict[str, float | None]]:
    assert (said.code, said.err) == (0, "")
    rows = json.loads(said.out)
    assert all(list(row) == ["topic", "n", "mean", "sd", "rwg", "awg", "ad"] for row in rows)
    return {row["topic"]: row for row in rows}


def test_json_holds_the_worked_example_unrounded(run: Run, table: Path) -> None:
    found = told(run("agreement", table, "--json"))["A4"]
    assert (found["n"], found["rwg"], found["awg"], found["ad"]) == (5, 0.85, 0.875, 0.48)
    assert found["mean"] == 2.4
    assert found["sd"] == pytest.approx(0.3**0.5, abs=1e-15)


def test_the_ends_of_the_scale_decide_whether_awg_may_be_read(run: Run, table: Path) -> None:
    assert told(run("agreement", table, "--json"))["A1"]["awg"] is None
    table.write_text("topic,a,b,c,d,e\nA1,3,3,4,3,4\n")
    assert told(run("agreement", table, "--low", 1, "--high", 5, "--json"))["A1"]["awg"] == 0.875


def test_rwg_is_never_below_nought(run: Run, table: Path) -> None:
    found = told(run("agreement", table, "--json"))["B3"]
    assert found["rwg"] == 0
    assert found["awg"] == pytest.approx(-0.75, abs=0.005)


def test_everybody_at_one_end_has_no_awg_and_nobody_has_no_figure(run: Run, table: Path) -> None:
    found = told(run("agreement", table, "--json"))
    assert (found["B5"]["rwg"], found["B5"]["awg"], found["B5"]["ad"]) == (1, None, 0)
    assert set(found["C1"].values()) == {"C1", 0, None}


def test_the_table_is_rounded_as_on_screen(run: Run, table: Path) -> None:
    lines = [line.split() for line in run("agreement", table).out.splitlines()]
    assert lines[0] == ["topic", "n", "mean", "sd", "rwg", "awg", "ad"]
    assert lines[2] == ["A4", "5", "2.4", "0.55", "0.85", "0.88", "0.48"]
    assert lines[3] == ["B3", "6", "2.2", "2.04", "0.00", "-0.75", "1.83"]
    assert lines[5] == ["C1", "0", *"–––––"]


def test_a_scale_may_begin_below_nought(run: Run, table: Path) -> None:
    table.write_text("topic,a,b,c,d,e\nA1,0,0,1,0,1\n")
    assert told(run("agreement", table, "--low", -2, "--high", 2, "--json"))["A1"]["awg"] == 0.875


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbftopic,a,b\nA1,2,3\n",
        b"topic,a,b\r\nA1,2,3\r\n",
        b"topic,a,b\rA1,2,3\r",
        b"Topic, a , b\n A1 , 2 , 3.0 \n\n\n",
        b'"topic","a","b"\n"A1","2","3"',
        b"  \ntopic,a,b\n,,\nA1,2,3\n,,\n \n",
    ],
)
def test_a_table_as_programs_save_it_is_read(run: Run, table: Path, content: bytes) -> None:
    table.write_bytes(content)
    assert told(run("agreement", table, "--json"))["A1"]["mean"] == 2.5


def test_a_topic_may_be_any_words_and_none_of_them_reaches_the_screen_as_a_command(
    run: Run, table: Path
) -> None:
    table.write_text('topic,a\n"wide, ""quoted""\x1b[31m",3\n', encoding="utf-8")
    assert 'wide, "quoted"?[31m' in run("agreement", table).out
    assert list(told(run("agreement", table, "--json"))) == ['wide, "quoted"\x1b[31m']


BAD = {
    "a rating above the scale": (b"topic,a,b\nA1,2,5\n", "Line 2, column 3: the rating lies off the scale"),
    "a rating below the scale": (b"topic,a,b\nA1,2,3\nA2,-1,2\n", "Line 3, column 2: the rating lies off"),
    "a word": (b"topic,a,b\nA1,2,high\n", "Line 2, column 3: a rating should be a whole number"),
    "half a step": (b"topic,a,b\nA1,2,2.5\n", "Line 2, column 3: a rating should be"),
    "no number at all": (b"topic,a,b\nA1,nan,2\n", "Line 2, column 2: a rating should be"),
    "an endless number": (b"topic,a,b\nA1,inf,2\n", "Line 2, column 2: a rating should be"),
    "a number of 5,000 digits": (b"topic,a\nA1," + b"9" * 5000 + b"\n", "Line 2, column 2: a rating"),
    "digits of another script": ("topic,a\nA1,٣\n".encode(), "Line 2, column 2: a rating should be"),
    "a formula": (b"topic,a\nA1,=1+1\n", "Line 2, column 2: a rating should be"),
    "the same topic twice": (b"topic,a\nA1,2\nA2,2\nA1,3\n", "Line 4, column 1: this topic stands"),
    "a topic without a name": (b"topic,a\n,2\n", "Line 2, column 1: the topic is missing"),
    "a row that is too short": (
        b"topic,a,b\nA1,2\n",
        "Line 2: a row should be as long as the heading, 3 cells",
    ),
    "a row that is too long": (
        b"topic,a\nA1,2,3\n",
        "Line 2: a row should be as long as the heading, 2 cells",
    ),
    "a heading alone": (b"topic,a,b\n", "Line 1: there’s no row below the heading"),
    "another heading": (b"name,a,b\nA1,2,3\n", "Line 1: the heading should be"),
    "no rater": (b"topic\nA1\n", "Line 1: the heading should be"),
    "semicolons": (b"topic;a;b\nA1;2;3\n", "Line 1: the heading should be"),
    "a quote left open": (b'topic,a\n"A1,2\n', "Line 2: a quote is missing"),
    "a line break inside a cell before a bad one": (b'topic,a\n"A\n1",2\nA2,9\n', "Line 4, column 2:"),
    "a cell of 10,001 characters": (b"topic,a\n" + b"A" * 10_001 + b",2\n", "Line 2, column 1: there are"),
    "201 columns": (b"topic" + b",a" * 200 + b"\n", "Line 1: there are more than 200 columns"),
    "more rows than anybody rates": (
        b"topic,a\n" + b"".join(b"T%d,2\n" % n for n in range(100_001)),
        "Line 100002: there are more than 100000 rows",
    ),
    "nothing": (b"", "The file is empty"),
    "a mark and nothing else": (b"\xef\xbb\xbf", "The file is empty"),
    "20 MiB of one letter": (b"x" * 20 * 1024 * 1024, "Line 1: a quote is missing or too many, or a cell"),
    "more than 20 MiB": (b"topic,a\n" + b"\n" * 20 * 1024 * 1024, "larger than 20 MiB"),
    "another alphabet's bytes": ("topic,a\nA1,2\n".encode("utf-16"), "isn’t a text file in UTF-8"),
    "binary": (bytes(range(256)) * 40, "isn’t a text file in UTF-8"),
}


@pytest.mark.parametrize("kind", BAD)
@pytest.mark.parametrize("json_too", [(), ("--json",)])
def test_a_table_that_cannot_be_read_is_told_with_its_line(
    run: Run, table: Path, kind: str, json_too: tuple[str, ...]
) -> None:
    content, says = BAD[kind]
    table.write_bytes(content)
    refused(run("agreement", table, *json_too), says)
    assert table.read_bytes() == content


def test_what_stands_in_a_cell_is_never_repeated(run: Run, table: Path) -> None:
    table.write_text("topic,a\nA1,Jo said 3\n")
    assert "Jo" not in run("agreement", table).err


def test_what_is_no_file_is_told(run: Run, table: Path, tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(table)
    for file in (tmp_path, tmp_path / "gone.csv", tmp_path / "link.csv", "a\x00b", "/dev/zero"):
        refused(run("agreement", file), "")


def test_it_needs_neither_qt_nor_a_database_nor_keys(table: Path) -> None:
    loaded = python(
        "import sys; from pie_audit.cli import main; main(['agreement', sys.argv[1]]); print(*sorted(sys.modules))",
        table,
    )
    heavy = {"PySide6", "sqlalchemy", "sqlcipher3", "reportlab", "nacl", "pandas", "numpy"}
    assert not heavy & {name.split(".")[0] for name in loaded.split()}


@pytest.mark.parametrize(("low", "high"), [(4, 0), (2, 2)])
def test_a_scale_without_steps_is_told(run: Run, table: Path, low: int, high: int) -> None:
    refused(run("agreement", table, "--low", low, "--high", high), "has no steps")
