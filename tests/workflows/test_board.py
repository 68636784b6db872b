"""The leaders' board over real workspaces: plans shared here and as files, asks put together, replies on their way back."""

from __future__ import annotations

from pathlib import Path

import pytest

from pie_audit.domain.board import CameBy
from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan_document import Edition
from pie_audit.domain.reply import Reply, ReplyKind
from pie_audit.workflows import board, papers, plans, reply_files, shared_plans
from pie_audit.workflows.board_files import Came
from pie_audit.workflows.papers import PaperFile
from pie_audit.workflows.shared_plans import ShareWish
from tests.quarter import Hostel
from tests.workflows.quarters import SUMMER, signed_plan

ASK = {"ask_what": "Fund four hours of backfill a month", "ask_of": "the council"}


def export(hostel: Hostel, path: Path, edition: Edition = Edition.WORDS) -> Path:
    papers.save_paper(hostel.opened, hostel.amina, PaperFile(hostel.team_id, SUMMER, edition, path))
    return path


def yes(hostel: Hostel) -> Reply:
    return Reply(
        "", "", ReplyKind.YES, hostel.lee.clock.today(), because="from April", from_whom="the director"
    )


def test_a_shared_plan_is_on_the_board_and_a_reply_goes_straight_to_its_ask(hostel: Hostel) -> None:
    (action,) = signed_plan(hostel, SUMMER, "Backfill", **ASK)
    wish = ShareWish(hostel.team_id, SUMMER, Edition.WORDS)
    hostel.do(shared_plans.share_plan, hostel.amina, wish)
    now = hostel.see(board.board, hostel.lee)
    (group,) = now.asks
    assert (group.title, group.teams, group.of_teams) == ("Fund four hours of backfill a month", 1, 1)
    assert now.plans[0].came_by is CameBy.SHARED
    given = hostel.do(board.give_reply, hostel.lee, [group.asks[0].key], yes(hostel))
    (asked,) = hostel.see(plans.plan_page, hostel.amina, hostel.team_id).asked
    assert [(r.kind, r.from_whom) for r in asked.replies] == [(ReplyKind.YES, "the director")]
    assert hostel.see(board.board, hostel.lee).owed == 0
    hostel.opened.write(lambda tx: given.undo(tx, hostel.lee))
    assert hostel.see(plans.plan_page, hostel.amina, hostel.team_id).asked[0].replies == ()


def test_a_plan_travels_as_a_file_and_its_reply_comes_back(
    hostel: Hostel, leaders: Hostel, tmp_path: Path
) -> None:
    signed_plan(hostel, SUMMER, "Backfill", **ASK)
    pdf = export(hostel, tmp_path / "plan.pdf")
    taken = board.take_in(leaders.opened, leaders.lee, [pdf, pdf])
    assert [file.came for file in taken.files] == [Came.TAKEN_IN, Came.SAME_AGAIN]
    leaders.at(hostel.amina.clock.today())
    (group,) = leaders.see(board.board, leaders.lee).asks
    leaders.do(board.give_reply, leaders.lee, [group.asks[0].key], yes(leaders))
    sender = taken.files[0].plan.sender
    back = tmp_path / "back.piereply"
    assert board.save_replies(leaders.opened, leaders.lee, sender, back, False) == 1
    found = reply_files.look(hostel.opened, hostel.amina, hostel.team_id, back)
    assert [one.asked.what for one in found.replies] == ["Fund four hours of backfill a month"]
    undo = hostel.do(reply_files.take_in, hostel.amina, found, {found.replies[0].reply.reply_id})
    (asked,) = hostel.see(plans.plan_page, hostel.amina, hostel.team_id).asked
    assert asked.latest is not None and asked.latest.because == "from April"
    with pytest.raises(NotNow, match="taken in already"):
        reply_files.look(hostel.opened, hostel.amina, hostel.team_id, back)
    hostel.opened.write(lambda tx: undo.undo(tx, hostel.amina))
    assert hostel.see(plans.plan_page, hostel.amina, hostel.team_id).asked[0].replies == ()
    assert reply_files.look(hostel.opened, hostel.amina, hostel.team_id, back).new


def test_the_page_for_the_board_is_saved_as_it_was_laid_out(hostel: Hostel, tmp_path: Path) -> None:
    signed_plan(hostel, SUMMER, "Backfill", **ASK)
    hostel.do(shared_plans.share_plan, hostel.amina, ShareWish(hostel.team_id, SUMMER))
    laid_out = board.lay_out_board(hostel.opened, hostel.lee)
    out = tmp_path / "board.pdf"
    assert board.save_board(hostel.opened, hostel.lee, out, False) == laid_out.pages
    assert out.read_bytes() == laid_out.pdf
