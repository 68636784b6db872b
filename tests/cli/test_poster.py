"""`export poster`: “you said, we did” for the wall, as the window would write it, before any review was held."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pie_audit.domain.said_did import Answer
from pie_audit.domain.team_part import TeamPart
from pie_audit.workflows.everyday import said_did
from tests.cli.conftest import Run
from tests.quarter import TEAM_NAME, Finished, Hostel
from tests.reports.read_pdf import page_texts


def keep(hostel: Hostel, said: str, **changes: object) -> None:
    blank = said_did.new_line(hostel.jo, hostel.team_id, said)
    hostel.do(said_did.save_line, hostel.jo, replace(blank, **changes))  # type: ignore[arg-type]


@pytest.fixture
def told(finished: Finished, tmp_path: Path) -> Path:
    """Quayside House with one answer and one line that waits, closed."""
    hostel = finished.open(tmp_path)
    keep(hostel, "The hall is dark", answer=Answer.DID, words="A lamp hangs there")
    keep(hostel, "More choice at breakfast")
    hostel.close()
    return hostel.opened.folder


def words(workspace: Path, out: Path) -> tuple[object, ...]:
    return ("export", "poster", "--workspace", workspace, "--team", TEAM_NAME, "--out", out)


@pytest.mark.parametrize(("more", "is_there"), [((), False), (("--with-open",), True)])
def test_one_page_is_written_with_what_waits_only_where_it_is_asked_for(
    run: Run, told: Path, tmp_path: Path, amina: tuple[str, ...], more: tuple[str, ...], is_there: bool
) -> None:
    out = tmp_path / "poster.pdf"
    said = run(*words(told, out), *more, *amina, "--json")
    assert said.code == 0, said.err
    assert json.loads(said.out) == {"file": str(out), "pages": 1}
    (text,) = page_texts(out.read_bytes())
    assert "A lamp hangs there." in text
    assert ("More choice at breakfast" in text) is is_there


def test_nothing_to_hang_up_is_one_sentence_and_no_file(
    run: Run, finished: Finished, tmp_path: Path, amina: tuple[str, ...]
) -> None:
    hostel = finished.open(tmp_path)
    hostel.close()
    out = tmp_path / "poster.pdf"
    said = run(*words(hostel.opened.folder, out), *amina)
    assert (said.code, out.exists()) == (1, False)
    assert "There is nothing to hang up yet." in said.err


def test_a_team_that_left_the_part_makes_no_poster(
    run: Run, finished: Finished, tmp_path: Path, amina: tuple[str, ...]
) -> None:
    hostel = finished.open(tmp_path)
    keep(hostel, "The hall is dark", answer=Answer.DID, words="A lamp hangs there")
    hostel.turn_off(TeamPart.SAID_DID)
    hostel.close()
    out = tmp_path / "poster.pdf"
    assert run(*words(hostel.opened.folder, out), *amina).code == 1
    assert not out.exists()
