"""Sharing a signed plan with leaders here: exactly that edition, by the manager alone, and an end to it at any time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan_document import Edition
from pie_audit.domain.plan_received import texts
from pie_audit.domain.shared_plan import SharedPlan
from pie_audit.storage import audits, teams, trail
from pie_audit.storage import shared_plans as kept
from pie_audit.workflows import board, papers, plan_files, shared_plans, signing
from pie_audit.workflows.papers import PaperFile
from pie_audit.workflows.shared_plans import ShareWish, Sharing
from tests import make
from tests.make_shared import shared
from tests.quarter import Hostel
from tests.reports.read_pdf import whole_text
from tests.workflows.quarters import AUTUMN, SPRING, SUMMER, begin, planned, signed_plan

ASK = {"ask_what": "Fund four hours of backfill a month", "ask_of": "the council"}
THEME = ("B", "We hold each other’s supervision now.")


def wish(hostel: Hostel, edition: Edition = Edition.WORDS) -> ShareWish:
    return ShareWish(hostel.team_id, SUMMER, edition)


def seen(hostel: Hostel) -> list[SharedPlan]:
    return [at.plan for at in hostel.see(board.board, hostel.lee).plans]


def sharing(hostel: Hostel, quarter: object = SUMMER) -> Sharing:
    found = hostel.see(shared_plans.sharing, hostel.amina, hostel.team_id, quarter)
    assert isinstance(found, Sharing)
    return found


@pytest.mark.parametrize("edition", Edition)
def test_leaders_see_exactly_what_that_edition_of_the_paper_carries(
    hostel: Hostel, tmp_path: Path, edition: Edition
) -> None:
    signed_plan(hostel, SUMMER, "Backfill", "Paint the hall", **ASK)
    hostel.do(shared_plans.share_plan, hostel.amina, wish(hostel, edition))
    pdf = tmp_path / "plan.pdf"
    papers.save_paper(hostel.opened, hostel.amina, PaperFile(hostel.team_id, SUMMER, edition, pdf))
    assert seen(hostel) == [plan_files.read_file(pdf).plan]
    assert sharing(hostel).shared == seen(hostel)[0]
    assert "Amina" not in " ".join(texts(seen(hostel)[0]))


def test_a_long_plan_is_laid_out_aside_and_says_the_same(hostel: Hostel) -> None:
    signed_plan(hostel, SUMMER, "Backfill", **ASK)
    one = shared_plans.share(hostel.opened, hostel.amina, wish(hostel)).result
    other = hostel.do(shared_plans.share_plan, hostel.amina, wish(hostel)).result
    assert one == other


def test_a_plan_is_shared_once_it_is_signed(hostel: Hostel) -> None:
    round_id = begin(hostel, SUMMER)
    planned(hostel, round_id, "Backfill", **ASK)
    assert not sharing(hostel).can_share
    assert "signed off" in sharing(hostel).why_not
    with pytest.raises(NotNow, match="isn’t signed off"):
        hostel.do(shared_plans.share_plan, hostel.amina, wish(hostel))
    with pytest.raises(NotNow, match="isn’t signed off"):
        shared_plans.share(hostel.opened, hostel.amina, wish(hostel))
    with pytest.raises(NotNow, match="isn’t signed off"):
        hostel.do(shared_plans.share_plan, hostel.amina, replace(wish(hostel), plan=shared()))
    assert seen(hostel) == []
    hostel.sign(round_id)
    assert sharing(hostel).can_share


def test_what_is_shared_stays_as_it_was_until_it_is_shared_again(hostel: Hostel) -> None:
    signed_plan(hostel, SUMMER, "Backfill", **ASK)
    hostel.do(shared_plans.share_plan, hostel.amina, wish(hostel))
    round_id = hostel.read(kept.every_share)[0].round_id
    hostel.do(signing.add_addendum, hostel.amina, round_id, "found later", "Nights met once")
    assert [plan.made for plan in seen(hostel)] == [0]
    hostel.do(shared_plans.share_plan, hostel.amina, wish(hostel, Edition.ONE_PAGE))
    assert [(plan.made, plan.edition) for plan in seen(hostel)] == [(1, Edition.ONE_PAGE)]


def test_sharing_and_stopping_can_both_be_undone(hostel: Hostel) -> None:
    signed_plan(hostel, SUMMER, "Backfill", **ASK)
    first = hostel.do(shared_plans.share_plan, hostel.amina, wish(hostel))
    second = hostel.do(shared_plans.share_plan, hostel.amina, wish(hostel, Edition.FULL))
    hostel.do(second.undo, hostel.amina)
    assert [plan.edition for plan in seen(hostel)] == [Edition.WORDS]
    stopped = hostel.do(shared_plans.stop_sharing, hostel.amina, hostel.team_id, SUMMER)
    assert seen(hostel) == []
    with pytest.raises(NotNow, match="isn’t shared"):
        hostel.do(shared_plans.stop_sharing, hostel.amina, hostel.team_id, SUMMER)
    hostel.do(stopped.undo, hostel.amina)
    assert seen(hostel)
    hostel.do(first.undo, hostel.amina)
    assert seen(hostel) == []


@pytest.mark.parametrize("name", ["jo", "lee"])
def test_nobody_but_the_manager_shares(hostel: Hostel, name: str) -> None:
    signed_plan(hostel, SUMMER, "Backfill", **ASK)
    hostel.do(shared_plans.share_plan, hostel.amina, wish(hostel))
    me = hostel.people[name]
    for act in (
        lambda: hostel.see(shared_plans.sharing, me, hostel.team_id, SUMMER),
        lambda: hostel.do(shared_plans.share_plan, me, wish(hostel)),
        lambda: shared_plans.share(hostel.opened, me, wish(hostel)),
        lambda: hostel.do(shared_plans.stop_sharing, me, hostel.team_id, SUMMER),
        lambda: hostel.do(shared_plans.show_theme, me, hostel.team_id, *THEME),
    ):
        with pytest.raises(NotNow, match="isn’t yours"):
            act()


def test_the_theme_is_printed_from_its_quarter_on_with_the_teams_own_sentence(hostel: Hostel) -> None:
    signed_plan(hostel, SPRING, "Something", **ASK)
    signed_plan(hostel, SUMMER, "Backfill", **ASK)
    hostel.do(shared_plans.show_theme, hostel.amina, hostel.team_id, *THEME)
    assert (sharing(hostel).theme_id, sharing(hostel).words) == THEME
    for quarter, is_there in ((SPRING, False), (SUMMER, True)):
        laid_out = papers.lay_out(hostel.opened, hostel.amina, hostel.team_id, quarter, Edition.ONE_PAGE)
        assert (THEME[1] in whole_text(laid_out.pdf)) is is_there
    hostel.do(shared_plans.share_plan, hostel.amina, wish(hostel))
    assert seen(hostel)[0].theme is not None


def test_a_theme_can_be_changed_taken_away_and_put_back(hostel: Hostel) -> None:
    signed_plan(hostel, SUMMER, "Backfill", **ASK)
    first = hostel.do(shared_plans.show_theme, hostel.amina, hostel.team_id, *THEME)
    other = hostel.do(shared_plans.show_theme, hostel.amina, hostel.team_id, "C", "We ask why.")
    hostel.do(other.undo, hostel.amina)
    assert sharing(hostel).theme_id == "B"
    none = hostel.do(shared_plans.show_theme, hostel.amina, hostel.team_id, "", "")
    assert sharing(hostel).theme_id == ""
    hostel.do(none.undo, hostel.amina)
    hostel.do(first.undo, hostel.amina)
    assert (sharing(hostel).theme_id, sharing(hostel).words) == ("", "")


@pytest.mark.parametrize(
    ("theme_id", "words", "why"),
    [
        ("B", "  ", "sentence of your own"),
        ("B", "x" * 301, "longer than 300"),
        ("Z", "We do.", "isn’t part of"),
    ],
)
def test_a_theme_needs_a_sentence_that_fits(hostel: Hostel, theme_id: str, words: str, why: str) -> None:
    signed_plan(hostel, SUMMER, "Backfill", **ASK)
    with pytest.raises(NotNow, match=why):
        hostel.do(shared_plans.show_theme, hostel.amina, hostel.team_id, theme_id, words)


def test_the_full_copy_has_the_line_of_reviews_that_asked_the_same(hostel: Hostel) -> None:
    for quarter in (SPRING, SUMMER):
        signed_plan(hostel, quarter, "Backfill")
    hostel.do(shared_plans.show_theme, hostel.amina, hostel.team_id, "A", "We ask what lies behind.")
    hostel.do(shared_plans.share_plan, hostel.amina, wish(hostel, Edition.FULL))
    (plan,) = seen(hostel)
    assert plan.theme is not None
    assert plan.theme.points == ((SPRING, "2/1"), (SUMMER, "2/1"))


def test_a_team_that_shared_nothing_is_counted_without_a_name(hostel: Hostel) -> None:
    assert hostel.see(board.board, hostel.lee).silent == 0
    signed_plan(hostel, SUMMER, "Backfill", **ASK)
    assert hostel.see(board.board, hostel.lee).silent == 1
    hostel.do(shared_plans.share_plan, hostel.amina, wish(hostel))
    assert hostel.see(board.board, hostel.lee).silent == 0


def test_an_ask_carried_forward_keeps_its_code_and_its_first_quarter(hostel: Hostel) -> None:
    from pie_audit.workflows import carrying

    (action,) = signed_plan(hostel, SUMMER, "Backfill", **ASK)
    hostel.do(shared_plans.share_plan, hostel.amina, wish(hostel))
    (before,) = seen(hostel)[0].asks
    round_id = begin(hostel, AUTUMN)
    hostel.do(carrying.keep_action, hostel.amina, action.action_id, round_id)
    hostel.sign(round_id)
    hostel.do(shared_plans.share_plan, hostel.amina, replace(wish(hostel), quarter=AUTUMN))
    (now,) = seen(hostel)[0].asks
    assert (now.code, now.asked_in) == (before.code, SUMMER)


def test_the_record_tells_who_shared_what_in_ids_alone(hostel: Hostel) -> None:
    signed_plan(hostel, SUMMER, "Backfill", **ASK)
    hostel.do(shared_plans.show_theme, hostel.amina, hostel.team_id, *THEME)
    hostel.do(shared_plans.share_plan, hostel.amina, wish(hostel))
    hostel.do(shared_plans.stop_sharing, hostel.amina, hostel.team_id, SUMMER)
    actions = [line.action for line in hostel.read(trail.lines)]
    assert {"shared plan, words", "stopped sharing plan", "chose a theme to show"} <= set(actions)
    assert not [
        line for line in hostel.read(trail.lines) if "supervision" in str(line) or "Backfill" in str(line)
    ]


def test_six_words_stand_ready_for_whoever_asks_who_signed(hostel: Hostel, tmp_path: Path) -> None:
    signed_plan(hostel, SUMMER, "Backfill", **ASK)
    pdf = tmp_path / "plan.pdf"
    papers.save_paper(hostel.opened, hostel.amina, PaperFile(hostel.team_id, SUMMER, Edition.WORDS, pdf))
    assert sharing(hostel).my_words == plan_files.signer_words(plan_files.read_file(pdf).signer)


def test_the_board_asks_the_database_no_more_often_for_many_teams(hostel: Hostel) -> None:
    def asked() -> int:
        found: list[object] = []
        count = lambda *args: found.append(args[2])  # noqa: E731 - SQLAlchemy lets go of the very same one
        sa.event.listen(sa.Engine, "before_cursor_execute", count)
        try:
            hostel.see(board.board, hostel.lee)
        finally:
            sa.event.remove(sa.Engine, "before_cursor_execute", count)
        return len(found)

    signed_plan(hostel, SUMMER, "Backfill", **ASK)
    hostel.do(shared_plans.share_plan, hostel.amina, wish(hostel))
    before = asked()
    body = hostel.read(kept.every_share)[0].body
    for number in range(6):
        team = make.team(name=f"Team {number}")
        review = make.audit_round(team.team_id)
        hostel.opened.write(lambda tx, t=team: teams.save_team(tx, t))
        hostel.opened.write(lambda tx, r=review: audits.save_round(tx, r))
        share = kept.KeptShare(review.round_id, Edition.WORDS, body, SUMMER.last_day)
        if number % 2:
            hostel.opened.write(lambda tx, s=share: kept.save_share(tx, s))
    assert hostel.see(board.board, hostel.lee).silent == 3
    assert asked() == before
