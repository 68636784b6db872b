"""The board of leaders: teams by name, the latest plan of each in front, what is owed and what is stuck."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.board import Board, CameBy
from pie_audit.domain.board_rules import Arrived, GivenReplies, ask_key, make_board, print_of, rank
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.plan_material import Edition
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reply import Reply, ReplyKind
from pie_audit.domain.shared_plan import SharedAction, SharedBarrier, SharedPlan
from tests.make_shared import AUTUMN, shared, shared_ask

TODAY = date(2026, 12, 20)
SUMMER = Quarter(2026, 3)


def arrived(plan: SharedPlan, plan_id: str = "p", **changes: Any) -> Arrived:
    return replace(Arrived(plan_id, plan, CameBy.FILE, TODAY), **changes)


def board(*plans: SharedPlan, given: GivenReplies | None = None) -> Board:
    came = [arrived(plan, str(number)) for number, plan in enumerate(plans)]
    return make_board(TODAY, came, given or GivenReplies({}), {})


def test_teams_stand_by_name_whatever_they_ask_or_did() -> None:
    now = board(shared("Mill Lane", shared_ask()), shared("älter"), shared("Fern House", made=9))
    assert [at.plan.team for at in now.plans] == ["Fern House", "Mill Lane", "älter"]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (shared(quarter=SUMMER, made=5), shared()),
        (shared(made=0), shared(made=1)),
        (shared(signed_on=None, made=3), shared()),
        (shared(edition=Edition.ONE_PAGE), shared(edition=Edition.WORDS)),
        (shared(edition=Edition.WORDS), shared(edition=Edition.FULL)),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_the_later_plan_of_a_team_stands_in_front(
    earlier: SharedPlan, later: SharedPlan, turned: bool
) -> None:
    now = board(*((later, earlier) if turned else (earlier, later)))
    (at,) = now.plans
    assert (at.plan, at.earlier) == (later, (earlier,))


def test_of_two_formats_the_newer_stands_in_front() -> None:
    older, newer = shared(contact="old"), shared(contact="new")
    came = [arrived(newer, "a", format=2), arrived(older, "b", format=1)]
    assert make_board(TODAY, came, GivenReplies({}), {}).plans[0].plan is newer
    assert rank(older, 1) < rank(newer, 2)


def test_only_asks_of_the_latest_plan_are_on_the_board() -> None:
    now = board(shared("A", shared_ask("An old door"), quarter=SUMMER), shared("A", shared_ask("A new door")))
    assert [group.title for group in now.asks] == ["A new door"]


def test_an_ask_waits_until_anybody_answers_it_here_or_on_paper() -> None:
    plan = shared("A", shared_ask("A door"), shared_ask("Phones", kind=ReplyKind.NO, answer="No money."))
    now = board(plan)
    assert now.owed == 1
    key = ask_key(plan, plan.asks[0].code)
    reply = Reply("r1", key, ReplyKind.YES, TODAY)
    after = board(plan, given=GivenReplies({key: [reply]}, frozenset({"r1"})))
    assert after.owed == 0
    (answered,) = [one for group in after.asks for one in group.asks if one.given]
    assert answered.sent is False
    gone = board(plan, given=GivenReplies({key: [reply]}))
    assert [one.sent for group in gone.asks for one in group.asks if one.given] == [True]


@given(st.integers(0, 12))
def test_an_ask_is_as_old_as_its_first_quarter(quarters: int) -> None:
    now = board(shared("A", shared_ask(asked_in=AUTUMN.plus(-quarters))))
    assert now.asks[0].oldest == quarters


def test_barriers_count_by_level_and_name_what_most_teams_name() -> None:
    beds, desk = "Funding counts beds", "Nobody can leave the desk"
    system = [SharedBarrier(BarrierLevel.SYSTEM, words) for words in (beds, "funding counts the bed")]
    now = board(
        shared("A", barriers=(system[0], SharedBarrier(BarrierLevel.SERVICE, desk))),
        shared("B", barriers=(system[1],)),
    )
    told = {found.level: (found.count, found.most) for found in now.barriers}
    assert told[BarrierLevel.SYSTEM] == (2, beds)
    assert told[BarrierLevel.SERVICE] == (1, "")
    assert told[BarrierLevel.INDIVIDUAL] == (0, "")


def test_one_team_naming_a_barrier_twice_is_not_most_teams() -> None:
    twice = (SharedBarrier(BarrierLevel.SYSTEM, "Beds"), SharedBarrier(BarrierLevel.SYSTEM, "beds"))
    assert board(shared("A", barriers=twice)).barriers[2].most == ""


def test_an_open_action_carried_through_three_plans_is_stuck() -> None:
    def carried(status: str, n: int) -> SharedAction:
        return SharedAction(f"Action {status} {n}", status, n)

    actions = (carried("under way", 3), carried("under way", 2), carried("done", 5), carried("", 4))
    assert [stuck.carried for stuck in board(shared("A", actions=actions)).stuck] == [3, 4]


def test_a_plan_is_new_until_this_reader_opened_it_as_it_is() -> None:
    first, second = shared("A"), shared("B")
    came = [arrived(first), arrived(second)]

    def new(looked: dict[str, str] | None) -> list[bool]:
        return [at.is_new for at in make_board(TODAY, came, GivenReplies({}), {}, looked=looked).plans]

    assert new({}) == [True, True]
    assert new({first.sender: print_of(first)}) == [False, True]
    assert new({first.sender: print_of(replace(first, made=1)), second.sender: print_of(second)}) == [
        True,
        False,
    ]
    assert new(None) == [False, False]


def test_teams_of_one_name_from_different_places_are_told_apart() -> None:
    came = [
        arrived(shared("The Annexe")),
        arrived(replace(shared("B"), team=" the  annexe")),
        arrived(shared("C")),
    ]
    found = make_board(TODAY, came, GivenReplies({}), {}).plans
    assert sorted(at.is_namesake for at in found) == [False, True, True]
    assert not next(at for at in found if at.plan.team == "C").is_namesake


def test_an_empty_board_is_a_board() -> None:
    now = board()
    assert (now.plans, now.asks, now.owed) == ((), (), 0)
