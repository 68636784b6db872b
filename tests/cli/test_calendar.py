"""`export calendar`: the days of the plan as the window would write them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from pie_audit.domain.supervision import Agenda
from pie_audit.workflows import plans
from pie_audit.workflows.sealed_pages import named_id, save_for, to_json
from tests.cli.conftest import Run
from tests.quarter import TEAM_NAME, Finished
from tests.workflows.supervision.test_session_calendar import book

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


@pytest.mark.parametrize(
    ("given", "zone"), [((), "Europe/Warsaw"), (("--zone", "Europe/London"), "Europe/London")]
)
def test_sessions_stand_beside_the_plan_at_their_hour_in_the_zone_here(
    run: Run,
    finished: Finished,
    tmp_path: Path,
    amina: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    given: tuple[str, ...],
    zone: str,
) -> None:
    monkeypatch.setenv("TZ", "Europe/Warsaw")
    hostel = finished.open(tmp_path)
    day = date.today() + timedelta(days=30)
    book(hostel, "s1", day)
    body = to_json(Agenda(starts="10:00", place=""))
    hostel.do(save_for, hostel.jo, named_id("agenda", "s1"), body, [hostel.amina.member.person_id])
    hostel.close()
    out = tmp_path / "plan.ics"
    said = run(*words(hostel.opened.folder, out), *given, *amina, "--json")
    assert said.code == 0, said.err
    (event,) = Calendar.from_ical(out.read_bytes()).events
    assert event["dtstart"].params["TZID"] == zone
    assert str(event["summary"]) == "Supervision"
    assert json.loads(said.out)["rows"] == 1
