"""Small groups at the opening: the worked example of audit.md, the subtraction check, and what must always hold."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.answer import Answer, CantTell, Level, NotApplicable
from pie_audit.domain.audit import Rating, RatingSheet
from pie_audit.domain.disclosure import POOLED, Band, Reveal, TopicCounts, band, reveal
from pie_audit.domain.team import Perspective

TEAM, MANAGER, LIVED, PARTNER = Perspective
MINIMUM = 5


def _sheets(
    perspective: Perspective, answers: list[Answer], *, consent: bool = False, topic: str = "A1"
) -> list[RatingSheet]:
    return [
        RatingSheet(
            "r1", perspective, (topic, "A2"), {topic: Rating(topic, a)} if a is not None else {}, consent
        )
        for a in answers
    ]


def _drawn(found: Reveal, topic: str = "A1") -> set[str]:
    return {c.group for c in found.counts if c.topic_id == topic}


def _worked(*, manager_ticks: bool) -> list[RatingSheet]:
    return [
        *_sheets(TEAM, [Level(2)] * 6),
        *_sheets(MANAGER, [Level(4)], consent=manager_ticks),
        *_sheets(LIVED, [Level(1)] * 3, consent=True),
    ]


def test_worked_example_hides_manager_and_pooled() -> None:
    assert _drawn(reveal(_worked(manager_ticks=False), MINIMUM)) == {"team", "lived-experience"}


def test_worked_example_draws_all_four_with_the_managers_tick() -> None:
    assert _drawn(reveal(_worked(manager_ticks=True), MINIMUM)) == {
        "team",
        "manager",
        "lived-experience",
        POOLED,
    }


def test_four_without_ticks_are_hidden_and_five_are_drawn() -> None:
    assert _drawn(reveal(_sheets(TEAM, [Level(1)] * 4), MINIMUM)) == set()
    assert _drawn(reveal(_sheets(TEAM, [Level(1)] * 5), MINIMUM)) == {"team", POOLED}


def test_one_missing_tick_hides_a_small_group() -> None:
    sheets = [*_sheets(LIVED, [Level(1)] * 2, consent=True), *_sheets(LIVED, [Level(1)])]
    assert "lived-experience" not in _drawn(reveal(sheets, MINIMUM))


def test_group_counts_for_a_topic_only_with_those_who_gave_it_a_level() -> None:
    sheets = _sheets(TEAM, [Level(1)] * 4 + [CantTell()])
    sheets = [
        *sheets[:4],
        RatingSheet("r1", TEAM, ("A1", "A2"), {"A1": Rating("A1", CantTell()), "A2": Rating("A2", Level(0))}),
    ]
    assert _drawn(reveal(sheets, MINIMUM)) == set()


def test_sheet_without_a_level_is_left_out_and_its_missing_tick_is_not_counted() -> None:
    sheets = [*_sheets(LIVED, [Level(1)] * 2, consent=True), *_sheets(LIVED, [CantTell(), None])]
    found = reveal(sheets, MINIMUM)
    assert "lived-experience" in _drawn(found)
    assert found.took_part[LIVED] is Band.FEW


def test_one_person_who_gave_nothing_is_told_like_one_who_is_hidden() -> None:
    team = _sheets(TEAM, [Level(2)] * 6)
    gave, gave_nothing = (reveal([*team, *_sheets(MANAGER, [a])], MINIMUM) for a in (Level(4), None))
    assert gave == gave_nothing
    assert gave.took_part[MANAGER] is Band.FEW
    assert gave.took_part[PARTNER] is Band.NONE, "nobody of them was asked"


def test_pooled_is_drawn_when_the_hidden_people_are_enough_together() -> None:
    sheets = [
        *_sheets(TEAM, [Level(2)] * 6),
        *_sheets(LIVED, [Level(1)] * 3),
        *_sheets(PARTNER, [Level(3)] * 2),
    ]
    found = reveal(sheets, MINIMUM)
    assert _drawn(found) == {"team", POOLED}


def test_pooled_with_somebody_hidden_keeps_only_levels() -> None:
    away: list[Answer] = [NotApplicable("no")]
    sheets = [
        *_sheets(TEAM, [Level(2)] * 6),
        *_sheets(LIVED, [Level(1)] * 3),
        *_sheets(PARTNER, [Level(3)] * 2),
    ]
    odd = RatingSheet(
        "r1", PARTNER, ("A1", "A2"), {"A1": Rating("A1", away[0]), "A2": Rating("A2", Level(1))}
    )
    pooled = next(
        c for c in reveal([*sheets, odd], MINIMUM).counts if c.group == POOLED and c.topic_id == "A1"
    )
    assert pooled == TopicCounts("A1", POOLED, (0, 3, 6, 2, 0))


def test_counts_tell_levels_and_the_ways_without_one_apart() -> None:
    answers: list[Answer] = [Level(0), Level(1), Level(1), Level(4), Level(4), NotApplicable(), CantTell()]
    sheets = [
        RatingSheet("r1", TEAM, ("A1", "A2"), {"A1": Rating("A1", a), "A2": Rating("A2", Level(2))})
        for a in [*answers, None]
    ]
    found = next(c for c in reveal(sheets, MINIMUM).counts if c.group == "team" and c.topic_id == "A1")
    assert found == TopicCounts("A1", "team", (1, 2, 0, 0, 2), not_applicable=1, cant_tell=1, blank=1)
    assert (found.n_rated, found.values, found.mean) == (5, (0, 1, 1, 4, 4), 2.0)


def test_a_group_that_rated_nothing_has_no_mean() -> None:
    assert TopicCounts("A1", "team", (0, 0, 0, 0, 0)).mean is None


def test_topic_that_nobody_could_tell_is_named() -> None:
    sheets = [
        RatingSheet("r1", TEAM, ("A1", "A2"), {"A1": Rating("A1", CantTell()), "A2": Rating("A2", Level(2))})
        for _n in range(5)
    ]
    assert reveal(sheets, MINIMUM).nobody_could_tell == {"A1"}
    assert reveal(sheets[:4], MINIMUM).nobody_could_tell == frozenset()


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        (0, Band.NONE),
        (1, Band.FEW),
        (4, Band.FEW),
        (5, Band.SOME),
        (9, Band.SOME),
        (10, Band.MANY),
        (19, Band.MANY),
        (20, Band.VERY_MANY),
    ],
)
def test_participation_is_told_in_bands(n: int, expected: Band) -> None:
    assert band(n) is expected


ANSWERS = st.one_of(st.sampled_from(list(Level)), st.just(CantTell()), st.just(NotApplicable()), st.none())
SHEETS = st.lists(
    st.builds(
        lambda p, one, two, tick: RatingSheet(
            "r1", p, ("A1", "A2"), {"A1": Rating("A1", one), "A2": Rating("A2", two)}, tick
        ),
        st.sampled_from(list(Perspective)),
        ANSWERS,
        ANSWERS,
        st.booleans(),
    ),
    max_size=30,
)


def _rated(sheets: list[RatingSheet], topic: str) -> Counter[Perspective]:
    return Counter(s.perspective for s in sheets if isinstance(s.rating(topic).answer, Level))


@given(SHEETS, st.integers(5, 9))
def test_a_small_group_is_drawn_only_when_all_of_it_ticked(sheets: list[RatingSheet], minimum: int) -> None:
    there = [s for s in sheets if s.has_level]
    for counts in reveal(sheets, minimum).counts:
        if counts.n_rated < minimum:
            group = [s for s in there if counts.group in {POOLED, s.perspective.value}]
            assert all(s.consent for s in group)


@given(SHEETS, st.integers(5, 9))
def test_subtracting_what_is_drawn_never_shows_a_hidden_few(sheets: list[RatingSheet], minimum: int) -> None:
    found = reveal(sheets, minimum)
    for topic in ("A1", "A2"):
        shown = {c.group: c for c in found.counts if c.topic_id == topic}
        if POOLED not in shown:
            continue
        rest = shown[POOLED].n_rated - sum(c.n_rated for g, c in shown.items() if g != POOLED)
        hidden_raters = {p for p in _rated(sheets, topic) if p.value not in shown}
        assert rest >= minimum or not hidden_raters
        if rest:
            kept = shown[POOLED]
            assert (kept.cant_tell, kept.not_applicable, kept.blank) == (0, 0, 0)


@given(SHEETS)
def test_raising_the_minimum_never_shows_more_perspectives(sheets: list[RatingSheet]) -> None:
    low, high = reveal(sheets, 5), reveal(sheets, 8)
    for topic in ("A1", "A2"):
        assert _drawn(high, topic) - {POOLED} <= _drawn(low, topic) - {POOLED}
