"""Papers beside the plan: each is made, named, saved whole, and noted without a word of anybody's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan_document import Edition
from pie_audit.domain.small_logs import WinReach
from pie_audit.domain.team import Perspective
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import trail
from pie_audit.workflows import (
    meetings,
    papers,
)
from pie_audit.workflows.everyday import small_logs
from pie_audit.workflows.paper_kinds import AgreedSlips, Paper, RatingSheets, RecordPaper, WallPaper
from pie_audit.workflows.papers import PaperFile
from tests import make
from tests.quarter import TEAM_NAME, THIS_QUARTER, Hostel
from tests.reports.read_pdf import whole_text

PLAN_PAPERS: tuple[Paper, ...] = (
    *Edition,
    AgreedSlips(),
    WallPaper(),
    WallPaper(large=True, with_names=True),
    RecordPaper(),
)
SHEETS = tuple(RatingSheets(p, words_only=w) for p in Perspective for w in (False, True))


def file(hostel: Hostel, path: Path, paper: Paper) -> PaperFile:
    return PaperFile(hostel.team_id, THIS_QUARTER, paper, path)


def agreeing(hostel: Hostel) -> str:
    """A round with one topic written down."""
    from pie_audit.workflows import meetings

    round_id = hostel.opened_round()
    hostel.do(meetings.record_consensus, hostel.amina, round_id, make.consensus())
    return round_id


@pytest.mark.parametrize("paper", PLAN_PAPERS)
def test_every_paper_is_saved_as_it_was_laid_out(hostel: Hostel, tmp_path: Path, paper: Paper) -> None:
    agreeing(hostel)
    out = tmp_path / "paper.pdf"
    pages = papers.save_paper(hostel.opened, hostel.amina, file(hostel, out, paper))
    laid_out = papers.lay_out(hostel.opened, hostel.amina, hostel.team_id, THIS_QUARTER, paper)
    assert (out.read_bytes(), pages) == (laid_out.pdf, laid_out.pages)
    assert papers.draw_page(laid_out, 1).width == papers.PREVIEW_WIDTH


@pytest.mark.parametrize("paper", SHEETS)
def test_rating_sheets_are_printed_while_people_rate(hostel: Hostel, paper: RatingSheets) -> None:
    hostel.start()
    laid_out = papers.lay_out(hostel.opened, hostel.amina, hostel.team_id, THIS_QUARTER, paper)
    assert "Don’t write your name." in whole_text(laid_out.pdf)


def test_rating_sheets_end_with_the_rating(hostel: Hostel) -> None:
    agreeing(hostel)
    with pytest.raises(NotNow, match="Nobody is rating"):
        papers.lay_out(
            hostel.opened, hostel.amina, hostel.team_id, THIS_QUARTER, RatingSheets(Perspective.TEAM)
        )


@pytest.mark.parametrize("paper", PLAN_PAPERS)
def test_nothing_of_the_plan_is_printed_before_the_opening(hostel: Hostel, paper: Paper) -> None:
    hostel.start()
    with pytest.raises(NotNow, match="no plan for"):
        papers.lay_out(hostel.opened, hostel.amina, hostel.team_id, THIS_QUARTER, paper)


@pytest.mark.parametrize("paper", [*PLAN_PAPERS, RatingSheets(Perspective.TEAM)])
def test_a_leader_prints_none_of_them(hostel: Hostel, paper: Paper) -> None:
    hostel.start()
    with pytest.raises(NotNow, match="isn’t yours"):
        papers.lay_out(hostel.opened, hostel.lee, hostel.team_id, THIS_QUARTER, paper)


def test_a_stopped_saving_leaves_nothing_behind(hostel: Hostel, tmp_path: Path) -> None:
    agreeing(hostel)
    stop = Event()
    stop.set()
    before = sorted(tmp_path.iterdir())
    wanted = file(hostel, tmp_path / "paper.pdf", Edition.FULL)
    assert papers.save_paper(hostel.opened, hostel.amina, wanted, stop) == 0
    assert sorted(tmp_path.iterdir()) == before
    assert hostel.see(papers.paper_desk, hostel.amina, hostel.team_id, THIS_QUARTER).exported == ()


def test_what_went_out_is_kept_with_when_and_for_whom_in_ids_alone(hostel: Hostel, tmp_path: Path) -> None:
    round_id = agreeing(hostel)
    for number, paper in enumerate(PLAN_PAPERS):
        papers.save_paper(hostel.opened, hostel.amina, file(hostel, tmp_path / f"{number}.pdf", paper))
    lines = hostel.read(lambda tx: trail.lines_about(tx, "plan", round_id))
    assert len(lines) == len(PLAN_PAPERS)
    assert not any(TEAM_NAME in str(line) or "pdf" in str(line) for line in lines)
    desk = hostel.see(papers.paper_desk, hostel.amina, hostel.team_id, THIS_QUARTER)
    assert desk.exported[0].what == "full record, for the team"
    assert desk.exported[-1].what == "words only, for anybody"
    assert {e.minute for e in desk.exported} == {"2026-11-18T09:41"}


def test_the_desk_tells_who_signed_and_whether_something_may_be_added(hostel: Hostel) -> None:
    round_id = agreeing(hostel)
    assert hostel.see(papers.paper_desk, hostel.amina, hostel.team_id, THIS_QUARTER).signatures == ()
    hostel.sign(round_id)
    desk = hostel.see(papers.paper_desk, hostel.amina, hostel.team_id, THIS_QUARTER)
    assert (desk.round_id, desk.may_add) == (round_id, True)
    assert sorted(s.role for s in desk.signatures) == ["manager", "team"]
    assert not hostel.see(papers.paper_desk, hostel.dee, hostel.team_id, THIS_QUARTER).may_add


def test_sheets_are_offered_for_every_group_while_people_rate_in_the_round_in_hand(hostel: Hostel) -> None:
    round_id = agreeing(hostel)
    hostel.sign(round_id)
    following = THIS_QUARTER.plus(1)
    hostel.at(following.first_day)
    hostel.start(quarter=following, opens_on=following.first_day, closes_on=following.last_day, talk_on=None)
    desk = hostel.see(papers.paper_desk, hostel.amina, hostel.team_id, THIS_QUARTER)
    assert desk.sheets_for == following
    assert set(desk.rating) == set(Perspective)
    assert hostel.see(papers.paper_desk, hostel.dee, hostel.team_id, THIS_QUARTER).rating == ()


@pytest.mark.parametrize("paper", [*PLAN_PAPERS, *SHEETS])
@pytest.mark.parametrize("name", ["Quayside House", "حانة", "../../etc/passwd", "x" * 300, "CON. "])
def test_suggested_names_are_ours_and_short(paper: Paper, name: str) -> None:
    made = papers.suggested_name(name, THIS_QUARTER, paper)
    assert len(made) <= 80
    assert made.endswith(".pdf")
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-")


def test_every_paper_has_a_name_of_its_own() -> None:
    names = [papers.suggested_name("Quayside", THIS_QUARTER, paper) for paper in (*PLAN_PAPERS, *SHEETS)]
    assert len(set(names)) == len(names)


def test_a_win_for_papers_is_printed_and_one_for_the_team_is_not(hostel: Hostel, tmp_path: Path) -> None:
    hostel.turn_on(TeamPart.WINS)
    for words, reach in (("We planted beans", WinReach.PAPERS), ("He told us a joke", WinReach.TEAM)):
        win = replace(small_logs.new_win(hostel.jo, hostel.team_id, words), reach=reach)
        hostel.do(small_logs.save_win, hostel.sam, win)
    round_id = hostel.opened_round()
    hostel.do(meetings.record_consensus, hostel.amina, round_id, make.consensus())
    for edition in (Edition.FULL, Edition.WORDS):
        path = tmp_path / f"{edition.value}.pdf"
        papers.save_paper(hostel.opened, hostel.amina, file(hostel, path, edition))
        text = whole_text(path.read_bytes())
        assert "Small wins to be proud of" in text
        assert "We planted beans" in text
        assert "joke" not in text
