"""The leaders' board over real workspaces: plans shared here and as files, asks put together, replies on their way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pie_audit.domain.board import CameBy
from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan_document import Edition
from pie_audit.domain.reply import Reply, ReplyKind
from pie_audit.domain.team import Role
from pie_audit.reports import attachment
from pie_audit.storage import plan_pages, trail
from pie_audit.workflows import board, papers, plans, reply_files, shared_plans
from pie_audit.workflows.board_files import Came
from pie_audit.workflows.papers import PaperFile
from pie_audit.workflows.shared_plans import ShareWish
from tests.quarter import Hostel
from tests.workflows.quarters import SUMMER, begin, planned, sign, signed_plan

ASK = {"ask_what": "Fund four hours of backfill a month", "ask_of": "the council"}


def export(hostel: Hostel, path: Path, edition: Edition = Edition.WORDS) -> Path:
    papers.save_paper(hostel.opened, hostel.amina, PaperFile(hostel.team_id, SUMMER, edition, path))
    return path


def yes(hostel: Hostel) -> Reply:
    return Reply(
        "", "", ReplyKind.YES, hostel.lee.clock.today(), because="from April", from_whom="the director"
    )


def test_a_shared_plan_is_on_the_board_and_a_reply_goes_straight_to_its_ask(hostel: Hostel) -> None:
    signed_plan(hostel, SUMMER, "Backfill", **ASK)
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
    assert taken.files[0].plan is not None
    sender = taken.files[0].plan.sender
    back = tmp_path / "back.piereply"
    assert board.save_replies(leaders.opened, leaders.lee, sender, back, False) == 1
    found = reply_files.look(hostel.opened, hostel.amina, hostel.team_id, back)
    assert [one.asked.what for one in found.replies] == ["Fund four hours of backfill a month"]
    undo = hostel.do(reply_files.take_in, hostel.amina, found, {found.replies[0].reply.reply_id})
    (asked,) = hostel.see(plans.plan_page, hostel.amina, hostel.team_id).asked
    assert asked.latest is not None
    assert asked.latest.because == "from April"
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


def two_asks(hostel: Hostel) -> list[str]:
    """Two plans on the board, shared here, that ask for different things; the keys of their asks."""
    round_id = begin(hostel, SUMMER)
    planned(hostel, round_id, "One", ask_what="A second door to the yard", ask_of="the council")
    planned(hostel, round_id, "Two", ask_what="Lone-working phones", ask_of="the council")
    sign(hostel, round_id)
    hostel.do(shared_plans.share_plan, hostel.amina, ShareWish(hostel.team_id, SUMMER))
    return [one.key for group in hostel.see(board.board, hostel.lee).asks for one in group.asks]


def sizes(hostel: Hostel) -> list[int]:
    return sorted(len(group.asks) for group in hostel.see(board.board, hostel.lee).asks)


def test_asks_are_put_together_and_apart_by_hand_and_back(hostel: Hostel) -> None:
    keys = two_asks(hostel)
    assert sizes(hostel) == [1, 1]
    together = hostel.do(board.put_together, hostel.lee, keys, "Safety outside")
    (group,) = hostel.see(board.board, hostel.lee).asks
    assert (group.title, group.by_hand, len(group.asks)) == ("Safety outside", True, 2)
    apart = hostel.do(board.take_apart, hostel.lee, keys)
    assert sizes(hostel) == [1, 1]
    hostel.do(apart.undo, hostel.lee)
    assert sizes(hostel) == [2]
    hostel.do(together.undo, hostel.lee)
    assert sizes(hostel) == [1, 1]
    assert not any(group.by_hand for group in hostel.see(board.board, hostel.lee).asks)


def test_one_ask_alone_or_one_that_is_gone_makes_no_group(hostel: Hostel) -> None:
    keys = two_asks(hostel)
    with pytest.raises(NotNow, match="no group"):
        hostel.do(board.put_together, hostel.lee, [keys[0], keys[0]], "x")
    with pytest.raises(NotNow, match="isn’t on the board"):
        hostel.do(board.put_together, hostel.lee, [keys[0], "gone/1"], "x")
    with pytest.raises(NotNow, match="isn’t on the board"):
        hostel.do(board.give_reply, hostel.lee, ["gone/1"], yes(hostel))
    with pytest.raises(NotNow, match="isn’t on the board"):
        hostel.do(board.give_reply, hostel.lee, [], yes(hostel))


def test_one_answer_goes_to_every_ask_that_is_chosen(hostel: Hostel) -> None:
    keys = two_asks(hostel)
    hostel.do(board.give_reply, hostel.lee, keys, yes(hostel))
    asked = hostel.see(plans.plan_page, hostel.amina, hostel.team_id).asked
    assert [len(one.replies) for one in asked] == [1, 1]
    assert len({one.replies[0].reply_id for one in asked}) == 2
    assert {one.sent for group in hostel.see(board.board, hostel.lee).asks for one in group.asks} == {True}


def test_an_answer_that_cannot_stand_is_refused_and_nothing_is_kept(hostel: Hostel) -> None:
    keys = two_asks(hostel)
    today = hostel.lee.clock.today()
    for reply, why in (
        (Reply("", "", ReplyKind.NO, today), "needs its reason"),
        (Reply("", "", ReplyKind.YES, today + timedelta(1)), "can’t come on"),
    ):
        with pytest.raises(NotNow, match=why):
            hostel.do(board.give_reply, hostel.lee, keys, reply)
    assert hostel.see(board.board, hostel.lee).owed == 2


def test_who_answered_is_a_role_even_where_nobody_wrote_one(hostel: Hostel) -> None:
    keys = two_asks(hostel)
    hostel.do(board.give_reply, hostel.lee, keys[:1], replace(yes(hostel), from_whom=" "))
    asked = hostel.see(plans.plan_page, hostel.amina, hostel.team_id).asked
    said = [reply.from_whom for one in asked for reply in one.replies]
    assert said == ["a senior leader"]


def test_an_answer_prints_in_the_teams_next_paper(hostel: Hostel) -> None:
    keys = two_asks(hostel)
    hostel.do(board.give_reply, hostel.lee, keys, yes(hostel))
    hostel.do(shared_plans.share_plan, hostel.amina, ShareWish(hostel.team_id, SUMMER))
    (at,) = hostel.see(board.board, hostel.lee).plans
    assert [(ask.kind, ask.answer) for ask in at.plan.asks] == [(ReplyKind.YES, "from April.")] * 2
    assert at.plan.made == 2


def test_a_shared_plan_is_its_teams_to_take_away(hostel: Hostel) -> None:
    two_asks(hostel)
    (at,) = hostel.see(board.board, hostel.lee).plans
    with pytest.raises(NotNow, match="shared by its team"):
        hostel.do(board.let_go, hostel.lee, at.plan_id)


def test_a_plan_that_came_as_a_file_and_is_shared_here_too_stands_once(
    hostel: Hostel, tmp_path: Path
) -> None:
    two_asks(hostel)
    board.take_in(hostel.opened, hostel.lee, [export(hostel, tmp_path / "plan.pdf")])
    (at,) = hostel.see(board.board, hostel.lee).plans
    assert (at.came_by, at.earlier) == (CameBy.SHARED, ())


def test_an_empty_board_has_no_page(hostel: Hostel, tmp_path: Path) -> None:
    with pytest.raises(NotNow, match="nothing on the board"):
        board.lay_out_board(hostel.opened, hostel.lee)


def shares(hostel: Hostel, **ask: object) -> str:
    """A plan that the leader sees here; its id."""
    signed_plan(hostel, SUMMER, "Backfill", **(ask or ASK))
    hostel.do(shared_plans.share_plan, hostel.amina, ShareWish(hostel.team_id, SUMMER))
    (plan,) = hostel.see(board.board, hostel.lee).plans
    return plan.plan_id


def test_a_plan_is_new_to_each_leader_until_that_leader_opened_it(hostel: Hostel) -> None:
    plan_id = shares(hostel)
    other = hostel.add("Olu", Role.LEADER)
    hostel.do(board.look_at, hostel.lee, plan_id)
    assert not hostel.see(board.board, hostel.lee).plans[0].is_new
    assert hostel.see(board.board, other).plans[0].is_new


def test_that_somebody_looked_is_told_to_nobody_and_leaves_no_line_in_the_record(hostel: Hostel) -> None:
    plan_id = shares(hostel)
    before = hostel.see(plans.plan_page, hostel.amina, hostel.team_id), hostel.read(trail.head)
    hostel.do(board.look_at, hostel.lee, plan_id)
    assert (hostel.see(plans.plan_page, hostel.amina, hostel.team_id), hostel.read(trail.head)) == before


def test_only_leaders_look_at_shared_plans(hostel: Hostel) -> None:
    plan_id = shares(hostel)
    for me in (hostel.amina, hostel.jo):
        with pytest.raises(NotNow):
            hostel.do(board.look_at, me, plan_id)
        with pytest.raises(NotNow):
            board.lay_out_pages(hostel.opened, me, plan_id)


def test_a_leader_looks_at_the_very_pages_that_were_shared(hostel: Hostel) -> None:
    plan_id = shares(hostel)
    shown = board.lay_out_pages(hostel.opened, hostel.lee, plan_id)
    assert shown.pages >= 1
    assert "Fund four hours of backfill a month" in " ".join(attachment.paper_text(shown.pdf).split())
    assert hostel.see(board.board, hostel.lee).plans[0].has_pages


def test_pages_go_when_sharing_ends_and_come_back_with_its_undo(hostel: Hostel) -> None:
    plan_id = shares(hostel)
    shown = board.lay_out_pages(hostel.opened, hostel.lee, plan_id)
    done = hostel.do(shared_plans.stop_sharing, hostel.amina, hostel.team_id, SUMMER)
    assert hostel.read(plan_pages.plans_with_pages) == frozenset()
    with pytest.raises(NotNow):
        board.lay_out_pages(hostel.opened, hostel.lee, plan_id)
    hostel.do(done.undo, hostel.amina)
    assert board.lay_out_pages(hostel.opened, hostel.lee, plan_id) == shown


def test_the_pages_of_a_file_are_kept_as_they_came_and_let_go_with_it(
    hostel: Hostel, leaders: Hostel, tmp_path: Path
) -> None:
    signed_plan(hostel, SUMMER, "Backfill", **ASK)
    pdf = export(hostel, tmp_path / "plan.pdf")
    (taken,) = board.take_in(leaders.opened, leaders.lee, [pdf]).files
    assert board.lay_out_pages(leaders.opened, leaders.lee, taken.plan_id).pdf == pdf.read_bytes()
    gone = leaders.do(board.let_go, leaders.lee, taken.plan_id)
    assert leaders.read(plan_pages.plans_with_pages) == frozenset()
    leaders.do(gone.undo, leaders.lee)
    assert board.lay_out_pages(leaders.opened, leaders.lee, taken.plan_id).pdf == pdf.read_bytes()


def test_a_file_that_is_taken_back_leaves_no_pages(hostel: Hostel, leaders: Hostel, tmp_path: Path) -> None:
    signed_plan(hostel, SUMMER, "Backfill", **ASK)
    taken = board.take_in(leaders.opened, leaders.lee, [export(hostel, tmp_path / "plan.pdf")])
    assert taken.undo is not None
    leaders.do(taken.undo.undo, leaders.lee)
    assert leaders.read(plan_pages.plans_with_pages) == frozenset()
