"""`pie-audit disclose`: the tables of wellbeing.md through the command, and every table that can't be read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Said
from tests.cli.test_bad_input import refused
from tests.cli.test_commands import python

Run = Callable[..., Said]
HIDDEN = "Not shown, so that nobody’s answers can be worked out."


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "counts.csv"
    file.write_text("team,n\nCedar,12\nElm,6\nOak,3\n", encoding="utf-8")
    return file


def told(said: Said) -> dict[str, list[dict[str, object]]]:
    assert (said.code, said.err) == (0, "")
    found: dict[str, list[dict[str, object]]] = json.loads(said.out)
    assert list(found) == ["cells", "totals"]
    assert all(list(one) == ["group", "n", "shown", "why"] for part in found.values() for one in part)
    return found


def test_json_tells_every_block_and_the_whole(run: Run, table: Path) -> None:
    hidden = {"n": None, "shown": False, "why": HIDDEN}
    assert told(run("disclose", table, "--json")) == {
        "cells": [
            {"group": {"team": "Cedar"}, "n": 12, "shown": True, "why": None},
            {"group": {"team": "Elm"}, **hidden},
            {"group": {"team": "Oak"}, **hidden},
        ],
        "totals": [{"group": {}, "n": 21, "shown": True, "why": None}],
    }


def test_table_for_reading_tells_the_reason_once(run: Run, table: Path) -> None:
    said = run("disclose", table)
    assert [line.split() for line in said.out.splitlines()[:-1]] == [
        ["team", "n", "shown"],
        ["Cedar", "12", "yes"],
        ["Elm", "–", "not", "shown"],
        ["Oak", "–", "not", "shown"],
        ["all", "21", "yes"],
    ]
    assert said.out.splitlines()[-1] == HIDDEN


def test_nothing_hidden_needs_no_reason(run: Run, table: Path) -> None:
    table.write_text("team,n\nCedar,12\nElm,6\n")
    assert HIDDEN not in run("disclose", table).out


def test_several_columns_bring_their_totals(run: Run, table: Path) -> None:
    table.write_text("service,team,n,value\nNorth,Cedar,12,40\nNorth,Elm,3,50\nSouth,Oak,9,60\n")
    found = told(run("disclose", table, "--json"))
    totals = {tuple(dict(one["group"]).items()): one["n"] for one in found["totals"]}  # type: ignore[call-overload]
    assert list(totals) == [
        (("service", "North"),),
        (("service", "South"),),
        (("team", "Cedar"),),
        (("team", "Elm"),),
        (("team", "Oak"),),
        (),
    ]
    assert totals[(("service", "North"),)] == 15


def test_minimum_goes_only_up(run: Run, table: Path) -> None:
    found = told(run("disclose", table, "--minimum", 10, "--json"))
    assert [one["n"] for one in found["cells"] + found["totals"]] == [12, None, None, None]
    for below in (4, 0, -1):
        refused(run("disclose", table, "--minimum", below), "At least 5 people stand behind any figure")
    assert run("disclose", table, "--minimum", "few").code == 2


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfteam,n\nCedar,12\n",
        b"team,N\r\nCedar,12.0\r\n",
        b'"team"," n "\n\n" Cedar ","12"\n\n',
        b"team,n,value\nCedar,12,50\n",
    ],
)
def test_a_table_as_programs_save_it_is_read(run: Run, table: Path, content: bytes) -> None:
    table.write_bytes(content)
    assert told(run("disclose", table, "--json"))["cells"][0]["n"] == 12


def test_names_never_reach_the_screen_as_a_command(run: Run, table: Path) -> None:
    table.write_text('"te\x1b[31mam",n\n"Ce\x1b[31mdar",12\n', encoding="utf-8")
    assert "\x1b" not in run("disclose", table).out


BAD = {
    "no n": (b"team,count\nA,12\n", "Line 1: the heading should be"),
    "no group": (b"n,value\n12,50\n", "Line 1: the heading should be"),
    "n alone": (b"n\n12\n", "Line 1: the heading should be"),
    "value before n": (b"team,value,n\nA,50,12\n", "Line 1: the heading should be"),
    "semicolons": (b"team;n\nA;12\n", "Line 1: the heading should be"),
    "a column without a name": (b"team,,n\nA,x,12\n", "Line 1, column 2: a column of groups has no name"),
    "one name twice": (b"team,Team,n\nA,B,12\n", "Line 1: two columns have the same name"),
    "a group called n": (b"n,n\nA,12\n", "Line 1: the heading should be"),
    "fewer than nobody": (b"team,n\nA,-1\n", "Line 2, column 2: n should be a whole number"),
    "half a person": (b"team,n\nA,12\nB,2.5\n", "Line 3, column 2: n should be a whole number"),
    "a word": (b"team,n\nA,twelve\n", "Line 2, column 2: n should be"),
    "no number": (b"team,n\nA,\n", "Line 2, column 2: n should be"),
    "more people than there are": (b"team,n\nA,9999999999\n", "Line 2, column 2: n should be"),
    "a number of 5,000 digits": (b"team,n\nA," + b"9" * 5000 + b"\n", "Line 2, column 2: n should be"),
    "digits of another script": ("team,n\nA,٣\n".encode(), "Line 2, column 2: n should be"),
    "a formula": (b"team,n\nA,=1+1\n", "Line 2, column 2: n should be"),
    "a group without a name": (
        b"service,team,n\nN,,12\n",
        "Line 2, column 2: the name of the group is missing",
    ),
    "a block twice": (b"team,n\nA,12\nB,3\nA,12\n", "Line 4: this block stands in the file twice"),
    "a mean above 100": (b"team,n,value\nA,12,100.5\n", "Line 2, column 3: the value should be a mean"),
    "a mean below 0": (b"team,n,value\nA,12,-1\n", "Line 2, column 3: the value should be a mean"),
    "no mean of people": (b"team,n,value\nA,12,\n", "Line 2, column 3: the value should be a mean"),
    "a mean that is no number": (b"team,n,value\nA,12,nan\n", "Line 2, column 3: the value should be"),
    "a row that is too short": (b"team,n\nA\n", "Line 2: a row should be as long as the heading"),
    "a heading alone": (b"team,n\n", "Line 1: there’s no row below the heading"),
    "nothing": (b"", "The file is empty"),
    "binary": (bytes(range(256)) * 40, "isn’t a text file in UTF-8"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_table_that_cannot_be_read_is_told_with_its_line(run: Run, table: Path, kind: str) -> None:
    content, says = BAD[kind]
    table.write_bytes(content)
    refused(run("disclose", table, "--json"), says)
    assert table.read_bytes() == content


def test_what_is_no_file_is_told(run: Run, tmp_path: Path) -> None:
    for file in (tmp_path, tmp_path / "gone.csv", "/dev/zero"):
        refused(run("disclose", file), "")


def test_it_needs_neither_qt_nor_a_database_nor_keys(table: Path) -> None:
    loaded = python(
        "import sys; from pie_audit.cli import main; main(['disclose', sys.argv[1]]); print(*sorted(sys.modules))",
        table,
    )
    heavy = {"PySide6", "sqlalchemy", "sqlcipher3", "reportlab", "nacl", "pandas", "numpy"}
    assert not heavy & {name.split(".")[0] for name in loaded.split()}
