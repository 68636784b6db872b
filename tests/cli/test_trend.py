"""`pie-audit trend`: the worked examples and published data through the command, and every table it can't read."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Said
from tests.cli.test_bad_input import refused
from tests.cli.test_commands import python

Run = Callable[..., Said]
LIMITS = ["upper", "lower", "near_upper", "near_lower", "mean_moving_range"]
KEYS = ["chart", "centre", *LIMITS, "useful", "longest_run", "crossings", "signals", "points", "notes"]
EXAMPLE = (52, 55, 50, 58, 54, 53, 57, 51, 56, 54, 55, 53)
RISE = (4, 4, 4, 4, 4, 1, 2, 3, 4, 5, 6, 7)
REFUSALS = (9, 7, 8, 10, 9, 8, 5, 4, 6, 5, 4, 5)
MONTHS = [f"2025-{month:02d}" for month in range(1, 13)]
QUARTERS = [f"{year}Q{number}" for year in range(2020, 2030) for number in (1, 2, 3, 4)]
REFERENCE = Path(__file__).parents[1] / "analysis" / "xmr_reference.csv"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "values.csv"


def write(table: Path, values: Sequence[object], whens: Sequence[str] = MONTHS) -> Path:
    rows = [f"{when},{'' if value is None else value}" for when, value in zip(whens, values, strict=False)]
    table.write_text("\n".join(["when,value", *rows, ""]), encoding="utf-8")
    return table


def told(said: Said) -> dict[str, Any]:
    assert (said.code, said.err) == (0, "")
    found: dict[str, Any] = json.loads(said.out)
    assert list(found) == KEYS
    assert all(list(point) == ["when", "value", "flags"] for point in found["points"])
    return found


def shown(found: dict[str, Any]) -> list[str | None]:
    return [point["flags"][0] if point["flags"] else None for point in found["points"]]


# --- worked examples ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("chart", ["auto", "xmr"])
@pytest.mark.parametrize("screened", [(), ("--screen-ranges",)])
def test_worked_example_has_provisional_limits_and_no_flags(
    run: Run, table: Path, chart: str, screened: tuple[str, ...]
) -> None:
    found = told(run("trend", write(table, EXAMPLE), "--chart", chart, *screened, "--json"))
    assert (found["chart"], found["centre"]) == ("xmr", 54)
    assert [round(found[limit], 4) for limit in LIMITS] == [63.9145, 44.0855, 60.6097, 47.3903, 3.7273]
    assert shown(found) == [None] * 12
    assert "Provisional (12 points)" in run("trend", table).out
    assert found["notes"][0] == "Nothing unusual."


def test_a_rise_is_flagged_without_screening(run: Run, table: Path) -> None:
    found = told(run("trend", write(table, RISE), "--json"))
    assert found["centre"] == 4
    assert [round(found[limit], 4) for limit in ("lower", "upper")] == [1.8236, 6.1764]
    trend = "seven-point-trend"
    assert shown(found) == [*[None] * 5, "beyond-limit", *[trend] * 5, "beyond-limit"]
    assert found["signals"] == ["beyond-limit", trend]
    assert found["notes"][0].startswith("Worth asking about: 2025-12 lies beyond the limits (higher).")


def test_screening_drops_the_widest_step_and_says_where(run: Run, table: Path) -> None:
    found = told(run("trend", write(table, RISE), "--screen-ranges", "--json"))
    assert [round(found[key], 4) for key in ("mean_moving_range", "lower", "upper")] == [0.6, 2.404, 5.596]
    beyond, trend = "beyond-limit", "seven-point-trend"
    assert shown(found) == [*[None] * 5, beyond, beyond, trend, trend, trend, beyond, beyond]
    assert found["points"][5]["flags"] == [beyond, trend, "screened-range"]
    assert any("3.267" in note for note in found["notes"])


def test_refusals_are_signalled_by_their_crossings(run: Run, table: Path) -> None:
    found = told(run("trend", write(table, REFUSALS), "--chart", "run", "--json"))
    assert (found["chart"], found["centre"], found["useful"]) == ("run", 6.5, 12)
    assert (found["longest_run"], found["crossings"], found["signals"]) == (6, 1, ["few-crossings"])
    assert [found[key] for key in LIMITS] == [None] * 5
    assert found["notes"][0].endswith("What changed around 2025-07?")


def test_eleven_months_are_a_run_chart(run: Run, table: Path) -> None:
    found = told(run("trend", write(table, EXAMPLE[:11]), "--json"))
    assert (found["chart"], found["upper"], found["mean_moving_range"]) == ("run", None, None)
    assert "Too early for limits" in run("trend", table).out


def test_seven_values_on_the_mean_are_on_no_side(run: Run, table: Path) -> None:
    found = told(run("trend", write(table, [5] * 7 + [6, 4, 6, 4, 5]), "--json"))
    assert (found["chart"], found["centre"]) == ("xmr", 5)
    assert not any("seven-one-side" in point["flags"] for point in found["points"])
    seven = told(run("trend", write(table, [5] * 7), "--chart", "xmr", "--json"))
    assert shown(seven) == [None] * 7


@pytest.mark.parametrize("chart", ["auto", "xmr", "run"])
def test_equal_values_have_a_centre_and_nothing_else(run: Run, table: Path, chart: str) -> None:
    found = told(run("trend", write(table, [4] * 12), "--chart", chart, "--json"))
    assert (found["centre"], found["upper"], found["lower"], shown(found)) == (4, None, None, [None] * 12)
    assert found["notes"][0] == "No variation yet: every value is the same."


@pytest.mark.parametrize(
    ("count", "chart", "has_centre", "says"),
    [
        (1, "value", False, "One value so far"),
        (2, "dots", False, "Higher than last time."),
        (4, "dots", False, "Higher than last time."),
        (6, "run", True, "Too few quarters to tell pattern from chance."),
        (9, "run", True, "Too few quarters to tell pattern from chance."),
        (10, "run", True, "Higher in the second half than chance alone would usually give."),
        (24, "run", True, "Higher in the second half"),
    ],
)
def test_quarters_promise_little(
    run: Run, table: Path, count: int, chart: str, has_centre: bool, says: str
) -> None:
    found = told(run("trend", write(table, range(count), QUARTERS), "--json"))
    assert (found["chart"], found["centre"] is not None) == (chart, has_centre)
    assert found["notes"][0].startswith(says)
    assert (found["signals"] is None) is (count < 10)


# --- published reference data -------------------------------------------------------------------------------------


def published(table: Path, name: str) -> Path:
    with REFERENCE.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["set"] == name]
    return write(table, [row["value"] for row in rows], [row["order"] for row in rows])


def test_published_sixteen_have_their_limits_and_all_their_flags(run: Run, table: Path) -> None:
    found = told(run("trend", published(table, "verify16"), "--json"))
    keys = ("centre", "mean_moving_range", "lower", "upper")
    wanted = [4135.50, 355.93, 3188.72, 5082.28]
    assert [found[key] for key in keys] == pytest.approx(wanted, abs=0.01)
    flags = {point["when"]: point["flags"] for point in found["points"] if point["flags"]}
    near, side = "two-of-three-near-limit", "seven-one-side"
    assert flags == {
        **{str(place): [side] for place in (9, 10, 11, 12, 14)},
        **{str(place): [near, side] for place in (13, 15)},
        "16": ["beyond-limit"],
    }
    assert "limit of a step   1162.83" in run("trend", table).out


def test_published_four_have_their_upper_limit_when_asked_for(run: Run, table: Path) -> None:
    found = told(run("trend", published(table, "tiny4"), "--chart", "xmr", "--json"))
    assert found["upper"] == pytest.approx(172.364, abs=0.01)
    assert found["notes"][0] == "Too few values to tell pattern from chance."
    assert told(run("trend", table, "--json"))["upper"] is None


# --- options, gaps, tables ----------------------------------------------------------------------------------------


def test_simple_rules_are_in_use_when_asked_for(run: Run, table: Path) -> None:
    words = ("trend", write(table, REFUSALS), "--chart", "run", "--simple-rules")
    found = told(run(*words, "--json"))
    assert found["signals"] == ["six-one-side", "five-point-trend"]
    assert "Rules in use: six in a row" in run(*words).out


def test_limits_end_where_the_values_can(run: Run, table: Path) -> None:
    wild = [0, 90, 5, 95, 10, 100] * 2
    assert told(run("trend", write(table, wild), "--json"))["lower"] == 0
    share = told(run("trend", table, "--share", "--json"))
    assert (share["lower"], share["upper"]) == (0, 100)
    below = told(run("trend", write(table, [-1, *wild[1:]]), "--json"))
    assert below["lower"] < 0


@pytest.mark.parametrize("value", [-1, 100.5])
def test_a_share_beyond_its_ends_is_told(run: Run, table: Path, value: float) -> None:
    refused(run("trend", write(table, [value, 50]), "--share"), "A share lies below 0 or above 100.")


def test_a_missing_year_is_a_gap(run: Run, table: Path) -> None:
    whens = [*MONTHS, *(f"2027-{month:02d}" for month in range(1, 13))]
    found = told(run("trend", write(table, [*EXAMPLE, *EXAMPLE], whens), "--json"))
    assert found["mean_moving_range"] == pytest.approx(41 / 11)
    assert [point["when"] for point in found["points"]] == whens
    assert any("gap" in note for note in found["notes"])
    found = told(run("trend", write(table, [1, 3], ["2022Q1", "2022Q3"]), "--json"))
    assert found["notes"][0] == "2022Q3: higher than 2022Q1."
    quarters = ["2022Q1", "2022Q2", "2023Q3"]
    found = told(run("trend", write(table, [1, 3, 2], quarters), "--json"))
    assert found["notes"][0] == "2023Q3: lower than 2022Q2."


def test_an_empty_value_is_a_gap(run: Run, table: Path) -> None:
    found = told(run("trend", write(table, [1, None, 3]), "--json"))
    assert [point["value"] for point in found["points"]] == [1, None, 3]
    assert "2025-02  –" in run("trend", table).out


@pytest.mark.parametrize(
    ("whens", "chart"),
    [
        ([f"{2010 + n}-{month:02d}" for n in range(3) for month in (1, 4, 7, 10)], "run"),
        ([f"{2010 + n}-{month:02d}-15" for n in range(3) for month in (1, 4, 7, 10)], "run"),
        (QUARTERS, "run"),
        ([f"2025-{month:02d}-28" for month in range(1, 13)], "xmr"),
        ([f"2025-03-{day:02d}" for day in range(1, 13)], "xmr"),
        ([str(n) for n in range(1, 13)], "xmr"),
        ([f"week {n}" for n in range(1, 13)], "xmr"),
    ],
)
def test_limits_are_for_what_is_taken_monthly_or_oftener(
    run: Run, table: Path, whens: list[str], chart: str
) -> None:
    found = told(run("trend", write(table, EXAMPLE, whens), "--json"))
    assert found["chart"] == chart
    assert not any("gap" in note for note in found["notes"])


@pytest.mark.parametrize(
    ("whens", "unit"),
    [
        (["2020-01", "2020-04", "2020-07", "2020-10", "2021-01", "2021-04"], "quarters"),
        (["2020-01-01", "2020-04-01", "2020-07-01", "2020-10-01", "2021-01-01", "2021-04-01"], "quarters"),
        (MONTHS, "months"),
        (["2020-01-31", "2020-02-29", "2020-03-31", "2020-04-30", "2020-05-31", "2020-06-30"], "months"),
        (["2020-01-01", "2020-01-08", "2020-01-15", "2020-01-22", "2020-01-29", "2020-02-05"], "values"),
        (["1", "2", "3", "4", "5", "6"], "values"),
    ],
)
def test_too_few_are_named_by_how_often_they_are_taken(
    run: Run, table: Path, whens: list[str], unit: str
) -> None:
    found = told(run("trend", write(table, range(6), whens), "--json"))
    assert found["notes"][0] == f"Too few {unit} to tell pattern from chance."


def test_the_table_is_rounded_and_says_what_is_worth_asking_about(run: Run, table: Path) -> None:
    lines = run("trend", write(table, RISE)).out.splitlines()
    assert lines[0].startswith("Worth asking about: 2025-12")
    assert "upper limit       6.18" in lines
    assert "2025-12  7.00   beyond a limit; seven in a row going one way" in lines
    assert any(line.split() == ["2025-01", "4.00"] for line in lines)


def test_a_time_may_be_any_words_and_none_of_them_reaches_the_screen_as_a_command(
    run: Run, table: Path
) -> None:
    table.write_text('when,value\n"wide, ""quoted""\x1b[31m",3\nlater,\nlast,4\n', encoding="utf-8")
    assert "\x1b" not in run("trend", table).out
    assert 'wide, "quoted"?[31m' in run("trend", table).out
    assert told(run("trend", table, "--json"))["points"][0]["when"] == 'wide, "quoted"\x1b[31m'


# --- tables that can't be read ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfwhen,value\n1,2\n2,3\n",
        b"when,value\r\n1,2\r\n2,3\r\n",
        b"when,value\r1,2\r2,3\r",
        b" When , Value \n 1 , 2.0 \n\n2,3\n",
        b'"when","value"\n"1","2"\n"2","3"',
        b"  \nwhen,value\n,\n1,2\n,\n2,3\n",
    ],
)
def test_a_table_as_programs_save_it_is_read(run: Run, table: Path, content: bytes) -> None:
    table.write_bytes(content)
    found = told(run("trend", table, "--json"))
    assert [(point["when"], point["value"]) for point in found["points"]] == [("1", 2), ("2", 3)]


BAD = {
    "a word": (b"when,value\n1,2\n2,many\n", "Line 3, column 2: the value should be a number"),
    "no number": (b"when,value\n1,nan\n", "Line 2, column 2: the value should be a number"),
    "an endless number": (b"when,value\n1,inf\n", "Line 2, column 2: the value should be a number"),
    "less than endless": (b"when,value\n1,-Infinity\n", "Line 2, column 2: the value should be"),
    "a number beyond counting": (b"when,value\n1,1e308\n", "Line 2, column 2: the value is larger"),
    "a number far below": (b"when,value\n1,5\n2,-1e16\n", "Line 3, column 2: the value is larger"),
    "a number that runs over": (b"when,value\n1,1e999\n", "Line 2, column 2: the value is larger"),
    "a number of 5,000 digits": (b"when,value\n1," + b"9" * 5000, "Line 2, column 2: the value should be"),
    "digits of another script": ("when,value\n1,٣\n".encode(), "Line 2, column 2: the value should be"),
    "a formula": (b"when,value\n1,=1+1\n", "Line 2, column 2: the value should be"),
    "a percent sign": (b"when,value\n1,75%\n", "Line 2, column 2: the value should be"),
    "a decimal comma": (b"when,value\n1,7,5\n", "Line 2: a row should be as long as the heading"),
    "a quoted decimal comma": (b'when,value\n1,"7,5"\n', "Line 2, column 2: the value should be"),
    "the same time twice": (b"when,value\n2025-01,1\n2025-01,2\n", "Line 3, column 1: this stands"),
    "the same words twice": (b"when,value\nspring,1\nx,2\nspring,2\n", "Line 4, column 1: this stands"),
    "times out of order": (b"when,value\n2025-02,1\n2025-01,2\n", "Line 3, column 1: this row should come"),
    "quarters out of order": (b"when,value\n2025Q1,1\n2024Q4,2\n", "Line 3, column 1: this row should"),
    "the same number again": (b"when,value\n1,1\n01,2\n", "Line 3, column 1: this row should come later"),
    "no time": (b"when,value\n,2\n", "Line 2, column 1: it is missing when"),
    "a day that isn't": (b"when,value\n2025-02-30,2\n", "Line 2, column 1: there is no such day"),
    "a month that isn't": (b"when,value\n2025-13,2\n", "Line 2, column 1: there is no such day"),
    "a quarter that isn't": (b"when,value\n2025Q1,2\n2025Q5,2\n", "Line 3, column 1: there is no such day"),
    "a year before there were any": (b"when,value\n0000-01,2\n", "Line 2, column 1: there is no such day"),
    "times of two kinds": (
        b"when,value\n2025-01,2\n2025Q2,2\n",
        "Line 3, column 1: when this was is written",
    ),
    "gaps alone": (b"when,value\n1,\n2,\n", "Line 2, column 2: no row has a value"),
    "a row that is too short": (b"when,value\n1\n", "Line 2: a row should be as long as the heading"),
    "a heading alone": (b"when,value\n", "Line 1: there’s no row below the heading"),
    "no heading": (b"2025-01,3\n2025-02,4\n", "Line 1: the heading should be “when,value”"),
    "another column": (b"when,value,n\n1,2,3\n", "Line 1: the heading should be “when,value”"),
    "columns turned round": (b"value,when\n1,2\n", "Line 1: the heading should be “when,value”"),
    "semicolons": (b"when;value\n1;2\n", "Line 1: the heading should be “when,value”"),
    "a quote left open": (b'when,value\n"1,2\n', "Line 2: a quote is missing"),
    "more rows than anybody counts": (
        b"when,value\n" + b"".join(b"%d,2\n" % n for n in range(100_001)),
        "Line 100002: there are more than 100000 rows",
    ),
    "nothing": (b"", "The file is empty"),
    "more than 20 MiB": (b"when,value\n" + b"\n" * 20 * 1024 * 1024, "larger than 20 MiB"),
    "another alphabet's bytes": ("when,value\n1,2\n".encode("utf-16"), "isn’t a text file in UTF-8"),
    "binary": (bytes(range(256)) * 40, "isn’t a text file in UTF-8"),
}


@pytest.mark.parametrize("kind", BAD)
@pytest.mark.parametrize("json_too", [(), ("--json",)])
def test_a_table_that_cannot_be_read_is_told_with_its_line(
    run: Run, table: Path, kind: str, json_too: tuple[str, ...]
) -> None:
    content, says = BAD[kind]
    table.write_bytes(content)
    refused(run("trend", table, *json_too), says)
    assert table.read_bytes() == content


def test_what_stands_in_a_cell_is_never_repeated(run: Run, table: Path) -> None:
    table.write_text("when,value\n1,Jo came\n")
    assert "Jo" not in run("trend", table).err


def test_what_is_no_file_is_told(run: Run, table: Path, tmp_path: Path) -> None:
    write(table, EXAMPLE)
    (tmp_path / "link.csv").symlink_to(table)
    for file in (tmp_path, tmp_path / "gone.csv", tmp_path / "link.csv", "a\x00b", "/dev/zero"):
        refused(run("trend", file), "")


def test_another_chart_is_wrong_usage(run: Run, table: Path) -> None:
    assert run("trend", write(table, EXAMPLE), "--chart", "pie").code == 2


def test_it_needs_neither_qt_nor_a_database_nor_keys(table: Path) -> None:
    loaded = python(
        "import sys; from pie_audit.cli import main; main(['trend', sys.argv[1]]); print(*sorted(sys.modules))",
        write(table, EXAMPLE),
    )
    heavy = {"PySide6", "sqlalchemy", "sqlcipher3", "reportlab", "nacl", "pandas", "numpy"}
    assert not heavy & {name.split(".")[0] for name in loaded.split()}


def test_a_table_of_twenty_thousand_rows_is_judged(run: Run, table: Path) -> None:
    table.write_text("when,value\n" + "".join(f"{n},{n % 7}.5\n" for n in range(20_000)))
    found = told(run("trend", table, "--json"))
    assert (found["chart"], len(found["points"])) == ("xmr", 20_000)
    assert told(run("trend", table, "--chart", "run", "--json"))["chart"] == "run"
