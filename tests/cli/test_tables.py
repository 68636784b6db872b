"""`export table` and `export workspace`: what a person may see, as files that other programs read."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pandas
import pytest

from pie_audit import cli
from pie_audit.domain.table import TableName
from tests.cli.conftest import Run, who
from tests.quarter import LEADER, TEAM_NAME


def words(workspace: Path, table: str, out: Path, *more: object) -> tuple[object, ...]:
    given = ("--workspace", workspace, "--team", TEAM_NAME, "--table", table, "--out", out)
    return ("export", "table", *given, *more)


@pytest.mark.parametrize("name", [name.value for name in TableName])
def test_each_table_is_written_as_both_kinds_with_the_same_rows(
    run: Run, workspace: Path, tmp_path: Path, amina: tuple[str, ...], name: str
) -> None:
    counts = []
    for ending in ("csv", "xlsx"):
        said = run(*words(workspace, name, tmp_path / f"t.{ending}"), *amina, "--json")
        assert said.code == 0, said.err
        counts.append(json.loads(said.out))
    as_csv = pandas.read_csv(tmp_path / "t.csv", dtype=str, keep_default_na=False)
    as_xlsx = pandas.read_excel(
        tmp_path / "t.xlsx", name, dtype=str, keep_default_na=False, engine="openpyxl"
    )
    assert list(as_csv.columns) == list(as_xlsx.columns)
    assert as_csv.to_numpy().tolist() == as_xlsx.to_numpy().tolist()
    assert [one["rows"] for one in counts] == [len(as_csv)] * 2
    assert counts[0]["file"] == str(tmp_path / "t.csv")


def test_all_tables_are_sheets_of_one_workbook(
    run: Run, workspace: Path, tmp_path: Path, amina: tuple[str, ...]
) -> None:
    out = tmp_path / "all.xlsx"
    said = run(*words(workspace, "all", out, "--quarters", 4), *amina)
    assert said.code == 0
    assert "all.xlsx: " in said.out
    of_a_part = TableName.SMALL_LOGS  # this team keeps none, so it isn't told of any
    sheets = [name.value for name in TableName if name is not of_a_part]
    assert openpyxl.load_workbook(out).sheetnames == [*sheets, "codebook"]
    assert "topics: No review has been signed off yet." in said.err


@pytest.mark.parametrize(
    ("table", "name", "why"),
    [
        ("all", "x.csv", "A CSV file holds one table"),
        ("themes", "x.ods", "doesn’t say which kind"),
        ("themes", "gone/x.csv", "folder isn’t there"),
    ],
)
def test_what_cant_be_written_is_one_sentence_and_no_file(
    run: Run, workspace: Path, tmp_path: Path, amina: tuple[str, ...], table: str, name: str, why: str
) -> None:
    said = run(*words(workspace, table, tmp_path / name), *amina)
    assert (said.code, said.out) == (1, "")
    assert why in said.err
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("wrong", [("--quarters", "0"), ("--quarters", "many"), ("--table", "ranking")])
def test_a_wrong_option_is_wrong_usage(
    run: Run, workspace: Path, tmp_path: Path, amina: tuple[str, ...], wrong: tuple[str, str]
) -> None:
    assert run(*words(workspace, "themes", tmp_path / "x.csv"), *wrong, *amina).code == 2


def test_leaders_get_their_board_without_a_team_and_no_team_of_others(
    run: Run, workspace: Path, tmp_path: Path
) -> None:
    lee = who(tmp_path, LEADER)
    out = tmp_path / "board.xlsx"
    said = run("export", "table", "--workspace", workspace, "--table", "all", "--out", out, *lee)
    assert said.code == 0, said.err
    assert openpyxl.load_workbook(out).sheetnames == ["actions", "asks", "codebook"]
    said = run(*words(workspace, "themes", tmp_path / "x.csv"), *lee)
    assert (said.code, (tmp_path / "x.csv").exists()) == (1, False)


def test_a_file_that_stands_is_kept_unless_told(
    run: Run, workspace: Path, tmp_path: Path, amina: tuple[str, ...]
) -> None:
    out = tmp_path / "t.csv"
    out.write_text("mine")
    assert run(*words(workspace, "actions", out), *amina).code == 1
    assert out.read_text() == "mine"
    assert run(*words(workspace, "actions", out), *amina, "--overwrite").code == 0


def test_the_house_key_reads_no_figures(
    run: Run, workspace: Path, tmp_path: Path, house_key: tuple[object, ...]
) -> None:
    assert run(*words(workspace, "themes", tmp_path / "x.csv"), *house_key).code == 2


def test_the_workspace_is_written_in_its_open_format(
    run: Run, workspace: Path, tmp_path: Path, amina: tuple[str, ...]
) -> None:
    out = tmp_path / "w.json"
    said = run("export", "workspace", "--workspace", workspace, "--out", out, *amina, "--json")
    assert said.code == 0, said.err
    found = json.loads(out.read_text("utf-8"))
    assert json.loads(said.out) == {"file": str(out), "records": len(found["records"])}
    assert (found["format"], found["version"]) == ("pie-audit-workspace", 1)
    assert "Whoever has this file can read it." in said.err
    assert run("export", "workspace", "--workspace", workspace, "--out", out, *amina).code == 1


@pytest.mark.parametrize("given", ["0", "-1", "x", "401", "²"])
def test_a_number_of_quarters_that_is_none_is_told_in_words(
    given: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["export", "table", "--team", "T", "--table", "all", "--out", "t.csv", f"--quarters={given}"]
    assert cli.main(asked) == 2
    assert "from 1 to 400, or “all”" in capsys.readouterr().err
