"""The small-group rule once more, before anything is printed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pie_audit.domain.answer import Answer, CantTell, Level, NotApplicable
from pie_audit.domain.audit import Rating, RatingSheet
from pie_audit.domain.disclosure import POOLED, TopicCounts, reveal
from pie_audit.domain.plan_blocks import Dots
from pie_audit.domain.plan_check import checked_again
from pie_audit.domain.plan_document import Edition, plan_document
from pie_audit.domain.plan_material import PlanTopic
from pie_audit.domain.team import Perspective
from tests.make_plan import COUNTS, make_material

ASKED = {
    Perspective.TEAM: ("A1", "B3"),
    Perspective.MANAGER: ("A1", "B3"),
    Perspective.LIVED_EXPERIENCE: ("A1", "B3"),
    Perspective.PARTNER: ("A1",),
}
TOPICS = tuple(
    PlanTopic(t, t, t[0], frozenset(p for p, asked in ASKED.items() if t in asked)) for t in ("A1", "B3")
)
ANSWERS: st.SearchStrategy[Answer] = st.sampled_from([*Level, CantTell(), NotApplicable("x"), None])


@st.composite
def _sheets(draw: st.DrawFn) -> list[RatingSheet]:
    found = []
    for perspective, topics in ASKED.items():
        for _person in range(draw(st.integers(0, 7))):
            ratings = {t: Rating(t, draw(ANSWERS)) for t in topics}
            found.append(RatingSheet("r", perspective, topics, ratings, consent=draw(st.booleans())))
    return found


@given(_sheets(), st.integers(5, 7))
@settings(max_examples=150, deadline=None)
def test_what_the_opening_let_through_is_let_through_again(sheets: list[RatingSheet], minimum: int) -> None:
    shown = reveal(sheets, minimum)
    material = make_material(topics=TOPICS, counts=shown.counts, took_part=shown.took_part, minimum=minimum)
    assert checked_again(material) is material


def _with(*counts: TopicCounts) -> tuple[TopicCounts, ...]:
    return checked_again(make_material(counts=counts)).counts


def _c1(group: str) -> TopicCounts:
    return next(c for c in COUNTS if (c.topic_id, c.group) == ("C1", group))


def test_everybody_together_is_not_drawn_when_one_hidden_person_could_be_subtracted() -> None:
    groups = (_c1("team"), _c1("lived-experience"))
    levels = tuple(map(sum, zip(*(c.levels for c in groups), strict=True)))
    one_more = (levels[0] + 1, *levels[1:])
    pooled = TopicCounts("C1", POOLED, one_more)  # type: ignore[arg-type]
    assert _with(*groups, pooled) == groups


def test_everybody_together_is_not_drawn_when_it_is_less_than_a_group_beside_it() -> None:
    team = _c1("team")
    assert _with(team, TopicCounts("C1", POOLED, (0, 0, 0, 0, 20))) == (team,)


def test_a_group_that_is_larger_than_its_band_is_not_drawn() -> None:
    assert _with(TopicCounts("C1", "manager", (0, 0, 5, 4, 0))) == ()


@pytest.mark.parametrize(
    "counts",
    [
        TopicCounts("C1", "team", (-1, 14, 0, 0, 0)),
        TopicCounts("C1", "team", (0, 0, 0, 0, 0), cant_tell=12),
        TopicCounts("C1", "partner", (1, 1, 1, 1, 1)),
        TopicCounts("C1", "nobody we know", (1, 1, 1, 1, 1)),
        TopicCounts("Z9", "team", (3, 3, 3, 3, 0)),
    ],
)
def test_counts_that_cannot_have_come_from_an_opening_are_not_drawn(counts: TopicCounts) -> None:
    assert _with(counts) == ()


@pytest.mark.parametrize("change", [{"together_only": True}, {"one_person": True}])
def test_where_nobody_rated_in_private_no_spread_is_drawn(change: dict[str, bool]) -> None:
    document = plan_document(replace(make_material(), **change), Edition.FULL)  # type: ignore[arg-type]
    assert not [block for block in document.inside if isinstance(block, Dots)]
