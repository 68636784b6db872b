"""`export calendar`: the days of the plan as the window would write them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from pie_audit.workflows import plans
from tests.cli.conftest import Run
from tests.quarter import TEAM_NAME, Finished

DUE = date(2026, 11, 27)


@pytest.fixture
def dated(finished: Finished, tmp_path: Path) -> Path:
    """Quayside House with a round and one action that has a day, closed."""
    hostel = finished.open(tmp_path)
    blank = plans.new_action(hostel.team_id, hostel.start())
    hostel.do(plans.save_action, hostel.amina, replace(blank, what="Ask nights", due=DUE))
    hostel.close()
    return hostel.opened.folder


def words(workspace: Path, out: Path) -> tuple[object, ...]:
    return ("export", "calendar", "--workspace", workspace, "--team", TEAM_NAME, "--out", out)


def test_the_days_are_written_and_counted(
    run: Run, dated: Path, tmp_path: Path, amina: tuple[str, ...]
) -> None:
    out = tmp_path / "plan.ics"
    said = run(*words(dated, out), *amina, "--json")
    assert said.code == 0, said.err
    assert json.loads(said.out) == {"file": str(out), "rows": 2}
    found = {str(e["summary"]): e.start for e in Calendar.from_ical(out.read_bytes()).events}
    assert found["Due: Ask nights"] == DUE


def test_a_file_that_stands_is_kept_unless_told(
    run: Run, dated: Path, tmp_path: Path, amina: tuple[str, ...]
) -> None:
    out = tmp_path / "plan.ics"
    out.write_text("mine")
    said = run(*words(dated, out), *amina)
    assert (said.code, out.read_text()) == (1, "mine")
    said = run(*words(dated, out), *amina, "--overwrite")
    assert said.code == 0
    assert "2 days" in said.out


def test_a_quarter_without_days_is_one_sentence_and_no_file(
    run: Run, dated: Path, tmp_path: Path, amina: tuple[str, ...]
) -> None:
    out = tmp_path / "plan.ics"
    said = run(*words(dated, out), *amina, "--quarter", "2025Q1")
    assert (said.code, said.out, out.exists()) == (1, "", False)
    assert said.err.startswith("No day is set yet")
