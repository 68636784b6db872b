"""Small groups at the reveal: each line of the rule, on sheets as they are opened."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pie_audit.domain.answer import CantTell, Level
from pie_audit.domain.audit import Rating, RatingSheet
from pie_audit.domain.disclosure import POOLED, reveal
from pie_audit.domain.team import Perspective

TEAM, MANAGER, LIVED, PARTNER = (
    Perspective.TEAM,
    Perspective.MANAGER,
    Perspective.LIVED_EXPERIENCE,
    Perspective.PARTNER,
)


def sheets(who: Perspective, levels: Sequence[int | None], *, ticks: bool = False) -> list[RatingSheet]:
    """One sheet a level for topic A1; None is “can't tell”. Everybody answers A4 as well, with 2."""
    return [
        RatingSheet(
            "round",
            who,
            ("A1", "A4"),
            {
                "A1": Rating("A1", CantTell() if level is None else Level(level)),
                "A4": Rating("A4", Level(2)),
            },
            consent=ticks,
        )
        for level in levels
    ]


def drawn(found: Sequence[RatingSheet], *, minimum: int = 5, topic: str = "A1") -> set[str]:
    """The groups whose dots may be drawn for a topic."""
    return {counts.group for counts in reveal(found, minimum).counts if counts.topic_id == topic}


def test_a_group_of_at_least_the_minimum_is_drawn() -> None:
    assert drawn(sheets(TEAM, [1, 2, 2, 3, 4])) == {"team", POOLED}


def test_a_group_below_the_minimum_is_hidden() -> None:
    assert drawn(sheets(TEAM, [1, 2, 2, 3])) == set()


def test_the_minimum_can_be_raised() -> None:
    assert drawn(sheets(TEAM, [1, 2, 2, 3, 4]), minimum=6) == set()


def test_a_small_group_is_drawn_when_every_member_ticked() -> None:
    assert drawn(sheets(TEAM, [1, 2, 3], ticks=True)) == {"team", POOLED}


def test_one_missing_tick_hides_it_and_nothing_shows_whose() -> None:
    ticked, not_ticked = sheets(TEAM, [1, 2], ticks=True), sheets(TEAM, [3])
    results = {repr(reveal([*ticked[:at], *not_ticked, *ticked[at:]], 5)) for at in range(3)}
    assert len(results) == 1
    assert drawn([*ticked, *not_ticked]) == set()


def test_a_perspective_of_one_is_drawn_only_with_that_persons_own_tick() -> None:
    team = sheets(TEAM, [1, 2, 2, 3, 4])
    assert "manager" not in drawn([*team, *sheets(MANAGER, [0])])
    assert "manager" in drawn([*team, *sheets(MANAGER, [0], ticks=True)])


def test_others_ticks_dont_stand_for_the_one() -> None:
    team = sheets(TEAM, [1, 2, 2, 3, 4], ticks=True)
    assert "manager" not in drawn([*team, *sheets(MANAGER, [0])])


def test_everybody_is_hidden_too_when_subtracting_would_show_fewer_than_the_minimum() -> None:
    team = sheets(TEAM, [1, 2, 2, 3, 4])
    assert drawn([*team, *sheets(MANAGER, [0])]) == {"team"}


def test_everybody_is_drawn_when_the_hidden_people_are_enough_together() -> None:
    hidden = [*sheets(MANAGER, [0]), *sheets(LIVED, [1, 2]), *sheets(PARTNER, [3, 4])]
    assert drawn([*sheets(TEAM, [1, 2, 2, 3, 4]), *hidden]) == {"team", POOLED}


def test_it_is_decided_for_each_topic_among_those_who_gave_it_a_level() -> None:
    found = [*sheets(TEAM, [1, 2, 2, 3]), *sheets(TEAM, [None])]
    assert drawn(found, topic="A1") == set()
    assert drawn(found, topic="A4") == {"team", POOLED}


@pytest.mark.parametrize(
    ("manager_ticks", "expected"),
    [
        (False, {"team", "lived-experience"}),
        (True, {"team", "manager", "lived-experience", POOLED}),
    ],
)
def test_the_worked_example_of_six_one_and_three(manager_ticks: bool, expected: set[str]) -> None:
    found = [
        *sheets(TEAM, [1, 2, 2, 3, 3, 4]),
        *sheets(MANAGER, [4], ticks=manager_ticks),
        *sheets(LIVED, [0, 1, 1], ticks=True),
    ]
    assert drawn(found) == expected


def test_private_notes_are_no_part_of_what_is_kept() -> None:
    noted = RatingSheet(
        "round", TEAM, ("A1",), {"A1": Rating("A1", Level(2), "a private note")}, consent=True
    )
    assert "a private note" not in repr(reveal([noted] * 5, 5))
