"""`pie-audit score`: worked examples through the command, keys that nobody ships, and every table that can't be read."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pie_audit import paths
from tests.catalogue.question_files import INSTRUMENT
from tests.cli.conftest import Said
from tests.cli.test_bad_input import refused
from tests.cli.test_commands import python

Run = Callable[..., Said]
PULSE = (
    "respondent,P1,P2,P3,P4,P5,P6,P7,P8,P9,P10\n"
    "whole,3,1,2,3,2,4,2,3,2,1\nwithout P2,3,,2,3,2,4,2,3,2,1\nwithout two,3,,,3,2,4,2,3,2,1\n"
)
BAND = "checked_on = 2026-03-31"


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    file = tmp_path / "answers.csv"
    file.write_text(PULSE, encoding="utf-8")
    return file


@pytest.fixture
def key(tmp_path: Path) -> Path:
    file = tmp_path / "invented.toml"
    file.write_text(INSTRUMENT.replace(BAND, f"{BAND}\nenabled = true"), encoding="utf-8")
    return file


def told(said: Said) -> list[dict[str, Any]]:
    assert (said.code, said.err) == (0, "")
    rows: list[dict[str, Any]] = json.loads(said.out)
    for row in rows:
        assert list(row) == ["respondent", "scales"]
        for scale in row["scales"].values():
            assert list(scale) == ["score", "answered", "of", "band", "why_none"]
    return rows


def test_json_holds_the_worked_example_unrounded(run: Run, answers: Path) -> None:
    whole, without_one, without_two = told(run("score", "pulse10-1", answers, "--json"))
    assert whole["respondent"] == "whole"
    assert {s: one["score"] for s, one in whole["scales"].items()} == {
        "load": 62.5,
        "ground": 70.0,
        "p10": 25,
    }
    assert without_one["scales"]["load"] == {
        "score": 175 / 3,
        "answered": 3,
        "of": 4,
        "band": None,
        "why_none": None,
    }
    assert without_two["scales"]["load"] == {
        "score": None,
        "answered": 2,
        "of": 4,
        "band": None,
        "why_none": "2 of 4 answered; at least 3 are needed.",
    }
    assert without_two["scales"]["ground"]["score"] == 70.0


@pytest.mark.parametrize(
    ("name", "values", "wanted"),
    [
        ("cbi", "75,50,75,25,50,25" + "," * 13, {"personal": 50, "work": None, "client": None}),
        ("who-5", "3,3,2,4,3", {"total": 60}),
        ("swemwbs", "4,4,4,4,3,3,3", {"total": 22.35}),
        ("pss-10", ",".join("0" * 10), {"total": 16}),
        ("edmondson-7", "3,5,2,5,3,6,6", {"total": 38 / 7}),
        (
            "uwes-9",
            "4,4,5,5,3,4,5,4,3",
            {"vigour": 11 / 3, "dedication": 5, "absorption": 11 / 3, "total": 37 / 9},
        ),
    ],
)
def test_worked_examples_of_published_keys(
    run: Run, answers: Path, name: str, values: str, wanted: dict[str, float | None]
) -> None:
    answers.write_text(",".join(map(str, range(1, values.count(",") + 2))) + f"\n{values}\n")
    (one,) = told(run("score", name, answers, "--json"))
    assert one["respondent"] is None
    assert {scale: found["score"] for scale, found in one["scales"].items()} == wanted


def test_the_table_is_rounded_and_has_a_dash_where_there_is_no_score(run: Run, answers: Path) -> None:
    said = run("score", "pulse10-1", answers)
    assert (said.code, said.err) == (0, "")
    assert [line.split()[-4:] for line in said.out.splitlines()] == [
        ["respondent", "load", "ground", "p10"],
        ["whole", "62.50", "70.00", "25.00"],
        ["P2", "58.33", "70.00", "25.00"],
        ["two", "–", "70.00", "25.00"],
    ]


def test_sums_stand_whole_with_the_mean_beside_them_where_a_key_asks(run: Run, answers: Path) -> None:
    answers.write_text(",".join(map(str, range(1, 17))) + "\n" + ",".join(["1"] * 16) + "\n")
    line = run("score", "olbi", answers).out.splitlines()[1]
    assert line.split("  ")[0].strip() == "1", "a row without a name goes by its number"
    assert line.count("20 (mean 2.50)") == 2


def test_a_key_of_ones_own_is_named_by_its_file(run: Run, answers: Path, key: Path) -> None:
    answers.write_text("respondent,1,2\na,0,2\nb,2,0\nc,1,\n")
    low, high, none = told(run("score", key, answers, "--json"))
    assert low["scales"]["total"] == {"score": 0.0, "answered": 2, "of": 2, "band": "low", "why_none": None}
    assert (high["scales"]["total"]["score"], high["scales"]["total"]["band"]) == (3.0, None)
    assert none["scales"]["total"]["score"] is None
    assert "0.00 (low)" in run("score", key, answers).out


def test_no_band_is_told_until_somebody_turns_it_on(run: Run, answers: Path) -> None:
    answers.write_text(",".join(map(str, range(1, 31))) + "\n" + ",".join(["5"] * 30) + "\n")
    (one,) = told(run("score", "proqol-5", answers, "--json"))
    assert {found["band"] for found in one["scales"].values()} == {None}


def test_a_hundred_thousand_people_are_scored(run: Run, answers: Path) -> None:
    answers.write_text("1,2,3,4,5\n" + "3,3,2,4,3\n" * 100_000)
    rows = told(run("score", "who-5", answers, "--json"))
    assert len(rows) == 100_000
    assert math.fsum(row["scales"]["total"]["score"] for row in rows) == 6_000_000


def test_nothing_of_a_strange_name_reaches_the_terminal(run: Run, answers: Path) -> None:
    answers.write_text("respondent,1,2,3,4,5\n\x1b[31mred,1,1,1,1,1\n")
    said = run("score", "who-5", answers)
    assert "\x1b" not in said.out
    assert "?[31mred" in said.out


@pytest.mark.parametrize("name", ["no-such-one", "mbi", "MBI"])
def test_an_unknown_id_is_told_with_where_to_look(run: Run, answers: Path, name: str) -> None:
    refused(run("score", name, answers), "questionnaire list")


@pytest.mark.parametrize("name", ["no/such.toml", "", "..", "a\x00b.toml", "/dev/zero"])
def test_a_file_that_isnt_there_is_told(run: Run, answers: Path, name: str) -> None:
    refused(run("score", name, answers), "")


def test_an_id_may_be_written_in_capitals(run: Run, answers: Path) -> None:
    answers.write_text("1,2,3,4,5\n3,3,2,4,3\n")
    assert told(run("score", "WHO-5", answers, "--json"))[0]["scales"]["total"]["score"] == 60


def test_our_review_has_no_key(run: Run, answers: Path) -> None:
    refused(run("score", "pie-own-1", answers), "no scoring key")
    refused(run("score", paths.questionnaires() / "pie-own-1.toml", answers), "no scoring key")


def test_a_key_with_a_problem_isnt_used(run: Run, answers: Path, key: Path) -> None:
    key.write_text(key.read_text().replace("[2, 2.0], ", ""))
    refused(run("score", key, answers), "hole")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "is empty"),
        ("1;2;3;4;5\n1;1;1;1;1\n", "commas"),
        ("1,2,3,4\n1,1,1,1\n", "no column for item 5"),
        ("1,2,3,4,5\n1,1,9,1,1\n", "Line 2, column 3"),
        ("1,2,3,4,5\n1,1,x,1,1\n", "Line 2, column 3"),
        ("respondent,1,2,3,4,5\nA,1,1,1,1,1\nA,1,1,1,1,1\n", "twice"),
    ],
)
def test_a_table_that_cant_be_read_is_told_in_one_line(
    run: Run, answers: Path, content: str, says: str
) -> None:
    answers.write_text(content)
    refused(run("score", "who-5", answers), says)
    refused(run("score", "who-5", answers, "--json"), says)


def test_no_table_at_all_is_told(run: Run, tmp_path: Path) -> None:
    refused(run("score", "who-5", tmp_path / "none.csv"), "no file")
    refused(run("score", "who-5", tmp_path), "folder")


def test_both_words_are_needed(run: Run) -> None:
    assert run("score").code == 2
    assert run("score", "who-5").code == 2


def test_scoring_loads_neither_window_nor_workspace() -> None:
    program = (
        "import sys; from pie_audit import cli; sys.stdout = open('/dev/null', 'w'); "
        "cli.main(['score', 'who-5', 'no-such-file.csv']); print(*sys.modules, file=sys.__stdout__)"
    )
    loaded = {name.partition(".")[0] for name in python(program).split()}
    assert not loaded & {"PySide6", "sqlalchemy", "sqlcipher3", "reportlab", "nacl", "pandas", "numpy"}
