"""The settings file of what regulators ask: what it may say, and what is wrong with one that can't be used."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pie_audit import paths
from pie_audit.catalogue.regulators_file import parse_regulators, read_regulators
from pie_audit.domain.errors import CannotRead
from pie_audit.domain.regulator import (
    ByHand,
    CodePart,
    Form,
    MonthDay,
    Need,
    NeedKind,
    Statement,
    WordLimit,
)

ONE = """
[[regulator]]
id = "body"
form = "swe"
name = "A body"
years = 1
year_starts = "04-01"
source = "Its pages"
checked_on = 2026-11-22
gap_months = 3
window_opens = "01-01"
window_closes = "03-31"

[[need]]
regulator = "body"
what = "pieces"
at_least = 4

[[part]]
regulator = "body"
id = "care"
name = "Care"

[[limit]]
regulator = "body"
what = "summary"
words = 300

[[by_hand]]
regulator = "body"
id = "fee"
says = "The fee is paid"
"""


def problem_of(text: str) -> str:
    with pytest.raises(CannotRead) as raised:
        parse_regulators(text)
    return raised.value.what


def test_a_regulator_has_its_numbers_parts_limits_and_what_is_ticked_by_hand() -> None:
    (found,) = parse_regulators(ONE)
    assert (found.regulator_id, found.form, found.years) == ("body", Form.SWE, 1)
    assert found.year_starts == MonthDay(4, 1)
    assert (found.window_opens, found.window_closes) == (MonthDay(1, 1), MonthDay(3, 31))
    assert found.needs == (Need(NeedKind.PIECES, 4),)
    assert found.parts == (CodePart("care", "Care"),)
    assert found.limits == (WordLimit(Statement.SUMMARY, 300),)
    assert found.by_hand == (ByHand("fee", "The fee is paid"),)
    assert found.gap_months == 3


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('year_starts = "04-01"', 'year_starts = "02-30"', "There’s no such day in any year."),
        ('year_starts = "04-01"', 'year_starts = "1 April"', "This should look like “12-01”."),
        ("at_least = 4", "at_least = 0", "This should be a whole number from 1 to 10000."),
        ('what = "pieces"', 'what = "medals"', "This isn't one of the known ones"),
        ('window_closes = "03-31"', "", "Say both when the window opens and when it closes, or neither."),
        ("checked_on = 2026-11-22", "", "checked_on: This is missing."),
        ('source = "Its pages"', 'source = "Its pages"\nfee = 90', "fee: This key isn't known here."),
        ('[[part]]\nregulator = "body"', '[[part]]\nregulator = "other"', "isn’t in the file"),
        ('form = "swe"', 'form = "wall"', "This isn't one of the known ones"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(old: str, new: str, what: str) -> None:
    assert old in ONE
    told = problem_of(ONE.replace(old, new, 1))
    assert told.startswith("The file of what regulators ask can’t be used: ")
    assert what in told


def test_the_same_need_twice_is_refused() -> None:
    again = '\n[[need]]\nregulator = "body"\nwhat = "pieces"\nat_least = 2\n'
    assert "The same thing is asked for twice." in problem_of(ONE + again)


def test_the_same_regulator_twice_is_refused() -> None:
    twin = ONE.split("[[need]]", maxsplit=1)[0]
    assert "Another one has this id already." in problem_of(ONE + twin)


@pytest.mark.parametrize("text", ["", "x = ", "regulator = 1", ONE[:60]])
def test_what_is_no_such_file_is_refused_in_words(text: str) -> None:
    assert problem_of(text).startswith("The file of what regulators ask can’t be used: ")


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    file = tmp_path / "regulators.toml"
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(CannotRead, match="regulators"):
        read_regulators(file)


def test_the_rules_that_ship_say_where_they_come_from_and_when_somebody_looked() -> None:
    found = {rules.regulator_id: rules for rules in read_regulators(paths.regulators_file())}
    assert set(found) == {"swe", "nmc", "nmc-two", "hcpc", "log"}
    assert all(rules.source and rules.checked_on > date(2026, 1, 1) for rules in found.values())


def test_the_numbers_that_ship_are_those_of_the_specification() -> None:
    found = {
        rules.regulator_id: {need.kind.value: need.at_least for need in rules.needs}
        for rules in read_regulators(paths.regulators_file())
    }
    nmc = {"hours": 35, "hours_with_others": 20, "accounts": 5, "feedback": 5}
    assert found["swe"] == {"pieces": 2, "with_peer": 1}
    assert found["nmc"] == nmc | {"practice_hours": 450}
    assert found["nmc-two"] == nmc | {"practice_hours": 900}
    assert found["hcpc"]["kinds"] == 2
