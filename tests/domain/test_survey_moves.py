"""Who came and who left between two surveys, and when so few that a difference would be theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pie_audit.domain.survey import Block, ReportGroup, SurveyPlan
from pie_audit.domain.survey_moves import Moves, compare_people, small_moves

NINE = tuple("abcdefghi")


def team(people: tuple[str, ...], slips: int = 0, block_id: str = "t") -> Block:
    return Block(block_id, "team", "Team", people, slips)


def plan(*blocks: Block, minimum: int = 5) -> SurveyPlan:
    day = date(2026, 11, 22)
    return SurveyPlan(
        "s",
        "Pulse",
        "To see.",
        "o",
        "pulse10-1",
        1,
        "00",
        blocks,
        (),
        ("x", "y", "z"),
        day,
        day,
        minimum=minimum,
    )


GROUP = ReportGroup("t", "Team", frozenset("t"))
PEOPLE = {
    "nobody moved": (NINE, NINE, Moves(0, 0), False),
    "one joined": (NINE[:8], NINE, Moves(1, 0), True),
    "one left": (NINE, NINE[1:], Moves(0, 1), True),
    "four joined and five left": (NINE[:5], NINE[5:], Moves(4, 5), True),
    "five joined": (NINE[:4], NINE, Moves(5, 0), False),
    "a new team of six": ((), NINE[:6], Moves(6, 0), False),
    "a new team of four": ((), NINE[:4], Moves(4, 0), True),
}


@pytest.mark.parametrize("what", PEOPLE)
def test_accounts_are_compared_by_id(what: str) -> None:
    before, now, moves, small = PEOPLE[what]
    assert compare_people([team(before)], [team(now)]) == moves
    assert small_moves(GROUP, plan(team(before)), plan(team(now))) is small


def test_every_place_by_slip_may_have_changed_hands() -> None:
    assert compare_people([team(NINE[:3], 2)], [team(NINE[:3], 4)]) == Moves(4, 2)
    assert small_moves(GROUP, plan(team(NINE[:3], 4)), plan(team(NINE[:3], 4)))
    assert not small_moves(GROUP, plan(team((), 8)), plan(team((), 8)))


def test_moving_between_blocks_of_a_group_is_no_move() -> None:
    both = replace(GROUP, blocks=frozenset({"day", "night"}))
    before = plan(team(NINE[:5], block_id="day"), team(NINE[5:], block_id="night"))
    now = plan(team(NINE[1:5], block_id="day"), team((*NINE[5:], "a"), block_id="night"))
    assert not small_moves(both, before, now)
    assert small_moves(replace(GROUP, blocks=frozenset({"day"})), before, now)


def test_other_teams_do_not_count() -> None:
    assert not small_moves(
        GROUP, plan(team(NINE), team(("x",), block_id="u")), plan(team(NINE), team((), block_id="u"))
    )


def test_the_higher_minimum_of_both_surveys_counts() -> None:
    before, now = team(NINE[:3]), team(NINE)
    assert not small_moves(GROUP, plan(before), plan(now))
    assert small_moves(GROUP, plan(before, minimum=8), plan(now))
    assert small_moves(GROUP, plan(before), plan(now, minimum=8))
