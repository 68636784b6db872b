"""Charts that leave: whole files under a name that is free, and a line in the record that says nothing of their content."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pie_audit.domain.chart import ChartTable
from pie_audit.domain.errors import CannotSave
from pie_audit.storage import trail
from pie_audit.workflows.chart_files import save_picture, save_table, table_text
from tests.quarter import Hostel

PNG = b"\x89PNG\r\n\x1a\n and so on"
TABLE = ChartTable(
    ("Theme", "Change", "Note"), (("=Awareness", "+0.7", "@home"), ("Spaces", "\u22120.2", ""))
)


def test_a_picture_arrives_byte_for_byte_and_a_taken_name_is_kept(hostel: Hostel, tmp_path: Path) -> None:
    path = tmp_path / "awareness.png"
    save_picture(hostel.opened, hostel.jo, PNG, path)
    assert path.read_bytes() == PNG
    with pytest.raises(CannotSave):
        save_picture(hostel.opened, hostel.jo, b"other", path)
    assert path.read_bytes() == PNG
    save_picture(hostel.opened, hostel.jo, b"other", path, overwrite=True)
    assert path.read_bytes() == b"other"


def test_figures_arrive_with_numbers_as_numbers_and_no_formula(hostel: Hostel, tmp_path: Path) -> None:
    path = tmp_path / "distance.csv"
    save_table(hostel.opened, hostel.jo, TABLE, path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["Theme", "Change", "Note"],
            ["'=Awareness", "+0.7", "'@home"],
            ["Spaces", "-0.2", ""],
        ]


def test_the_table_for_pasting_has_the_same_guard() -> None:
    assert table_text(TABLE) == "Theme\tChange\tNote\n'=Awareness\t+0.7\t'@home\nSpaces\t-0.2\t"


def test_the_record_says_that_a_chart_went_out_and_never_which(hostel: Hostel, tmp_path: Path) -> None:
    save_table(hostel.opened, hostel.jo, TABLE, tmp_path / "secret-name.csv")
    person = hostel.jo.member.person_id
    line = hostel.read(lambda tx: trail.lines_about(tx, "person", person))[0]
    assert (line.action, line.object_id) == ("exported chart", person)
    assert "secret" not in repr(line)
    assert "Awareness" not in repr(line)


def test_a_folder_that_is_not_there_is_said_and_nothing_is_recorded(hostel: Hostel, tmp_path: Path) -> None:
    with pytest.raises(CannotSave):
        save_table(hostel.opened, hostel.jo, TABLE, tmp_path / "nowhere" / "x.csv")
    lines = hostel.read(lambda tx: trail.lines_about(tx, "person", hostel.jo.member.person_id))
    assert all(line.action != "exported chart" for line in lines)
