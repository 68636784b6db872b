"""Who came and who left between two surveys, and when so few that a difference would be theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from pie_audit.domain.survey import Block, ReportGroup, SurveyPlan
from pie_audit.domain.survey_moves import (
    Moves,
    are_elsewhere,
    compare_people,
    is_nearly_told,
    small_moves,
    told_again,
)

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


FOURTEEN = tuple("abcdefghijklmn")
WHOLE_TEAM = frozenset({"t"})


def group(*block_ids: str) -> ReportGroup:
    return ReportGroup("-".join(block_ids), "Part", frozenset(block_ids))


def in_parts(*sizes: int) -> SurveyPlan:
    """Fourteen people, first in one block, now in parts of these sizes: t/0, t/1 and so on."""
    cuts = [sum(sizes[:at]) for at in range(len(sizes) + 1)]
    parts = [FOURTEEN[begin:end] for begin, end in pairwise(cuts)]
    return plan(*(team(people, block_id=f"t/{at}") for at, people in enumerate(parts)))


class TestATeamThatWasCutIntoPartsSince:
    def test_what_was_told_of_all_of_it_is_known_of_its_parts_together(self) -> None:
        now = in_parts(7, 6, 1)
        assert told_again(WHOLE_TEAM, plan(team(FOURTEEN)), now) == {"t/0", "t/1", "t/2"}

    def test_a_part_is_nearly_what_was_told_where_few_are_missing_from_it(self) -> None:
        before, now = plan(team(FOURTEEN)), in_parts(13, 1)
        assert is_nearly_told(group("t/0"), [WHOLE_TEAM], before, now)
        assert not is_nearly_told(group("t/0", "t/1"), [WHOLE_TEAM], before, now)

    def test_a_part_of_half_the_team_is_nothing_like_it(self) -> None:
        assert not is_nearly_told(group("t/0"), [WHOLE_TEAM], plan(team(FOURTEEN)), in_parts(7, 7))

    def test_parts_told_earlier_count_together_once_the_team_is_whole_again(self) -> None:
        before, now = in_parts(7, 6, 1), plan(team(FOURTEEN))
        two_parts = [frozenset({"t/0"}), frozenset({"t/1"})]
        assert is_nearly_told(group("t"), two_parts, before, now)
        assert not is_nearly_told(group("t"), [*two_parts, frozenset({"t/2"})], before, now)


class TestPeopleInTwoTeams:
    def test_the_same_people_under_another_name_are_told_again(self) -> None:
        now = plan(team(FOURTEEN, block_id="n"))
        assert told_again(WHOLE_TEAM, plan(team(FOURTEEN)), now) == {"n"}

    def test_a_team_of_nearly_the_same_people_is_nearly_told(self) -> None:
        now = plan(team(FOURTEEN[:13], block_id="n"))
        assert is_nearly_told(group("n"), [WHOLE_TEAM], plan(team(FOURTEEN)), now)

    def test_who_shares_nobody_shares_nothing(self) -> None:
        now = plan(team(FOURTEEN[9:], block_id="n"))
        assert told_again(WHOLE_TEAM, plan(team(NINE)), now) is None
        assert not is_nearly_told(group("n"), [WHOLE_TEAM], plan(team(NINE)), now)

    def test_the_same_block_is_no_other_team(self) -> None:
        """Who comes and goes there is asked for by `small_moves`."""
        now = plan(team(FOURTEEN[:13]))
        assert told_again(WHOLE_TEAM, plan(team(FOURTEEN)), now) is None
        assert not is_nearly_told(GROUP, [WHOLE_TEAM], plan(team(FOURTEEN)), now)


def test_only_who_is_asked_in_another_block_is_elsewhere() -> None:
    before = plan(team(NINE), team(("x", "y"), block_id="n"))
    assert not are_elsewhere(before, plan(team((*NINE[1:], "new")), team(("x",), block_id="n")))
    assert are_elsewhere(before, plan(team((*NINE, "x")), team(("y",), block_id="n")))
    assert are_elsewhere(plan(team(FOURTEEN)), in_parts(13, 1))
