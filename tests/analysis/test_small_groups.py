"""Agreement and the small-group rules together: what is drawn of a few people, and what may be said of it."""

from __future__ import annotations

import pytest

from pie_audit.analysis.agreement import find_spread, suggest_consensus
from pie_audit.analysis.figures import make_figures
from pie_audit.analysis.theme_scores import find_gap, score_group
from pie_audit.domain.answer import Answer, CantTell, Level, NotApplicable
from pie_audit.domain.audit import Rating, RatingSheet
from pie_audit.domain.disclosure import Reveal, TopicCounts, reveal
from pie_audit.domain.spread import Spread
from pie_audit.domain.team import Perspective

TEAM, MANAGER, LIVED, _PARTNER = Perspective


def sheets(
    perspective: Perspective, *answers: Answer, consent: bool = False, topic: str = "A1"
) -> list[RatingSheet]:
    """One sheet for each answer; another topic has a level, so that everybody takes part."""
    blank = RatingSheet("round", perspective, (topic, "Z1"), consent=consent)
    return [
        blank.with_rating(Rating("Z1", Level(2))).with_rating(Rating(topic, answer)) for answer in answers
    ]


def levels(*numbers: int) -> list[Level]:
    return [Level(number) for number in numbers]


def drawn(found: Reveal, group: str, topic: str = "A1") -> TopicCounts | None:
    return next((c for c in found.counts if (c.topic_id, c.group) == (topic, group)), None)


def test_five_raters_have_figures_without_a_tick() -> None:
    counts = drawn(reveal(sheets(TEAM, *levels(2, 2, 3, 2, 3)), 5), "team")
    assert counts is not None
    assert make_figures(counts).rwg_words() == "0.85"
    assert find_spread(counts.values) is Spread.CLOSE


def test_four_raters_have_none_without_everybodys_tick() -> None:
    few = sheets(TEAM, *levels(2, 2, 3), consent=True) + sheets(TEAM, Level(3))
    assert drawn(reveal(few, 5), "team") is None


def test_three_who_all_ticked_have_words_and_agreement_but_no_awg() -> None:
    counts = drawn(reveal(sheets(LIVED, *levels(2, 2, 3), consent=True), 5), "lived-experience")
    assert counts is not None
    found = make_figures(counts)
    assert (found.rwg_words(), found.ad_words(), found.awg_words()) == ("0.83", "0.44 of a step", "–")
    assert find_spread(counts.values) is Spread.CLOSE


def test_two_raters_who_both_ticked_show_values_and_no_agreement_index() -> None:
    counts = drawn(reveal(sheets(TEAM, *levels(1, 3), consent=True), 5), "team")
    assert counts is not None
    assert counts.values == (1, 3)
    assert find_spread(counts.values) is Spread.TOO_FEW
    found = make_figures(counts)
    assert {found.rwg_words(), found.awg_words(), found.ad_words()} == {"–"}


def test_two_raters_of_whom_one_ticked_show_nothing() -> None:
    both = sheets(TEAM, Level(1), consent=True) + sheets(TEAM, Level(3))
    assert reveal(both, 5).counts == ()


def test_doesnt_apply_cant_tell_and_blank_are_counted_apart_and_never_in_the_mean() -> None:
    counts = drawn(
        reveal(sheets(TEAM, *levels(4, 4, 4, 4, 4), NotApplicable(), CantTell(), CantTell(), None), 5), "team"
    )
    assert counts is not None
    found = make_figures(counts)
    assert (found.n, found.not_applicable, found.cant_tell, found.blank) == (5, 1, 2, 1)
    assert found.mean == 4


def test_when_all_say_cant_tell_nothing_is_suggested_and_the_topic_is_something_to_find_out() -> None:
    found = reveal(sheets(TEAM, *[CantTell()] * 5), 5)
    assert "A1" in found.nobody_could_tell
    assert drawn(found, "team") is None
    assert suggest_consensus(()).words() == ""


def test_a_gap_is_told_only_where_both_groups_are_drawn() -> None:
    asked = {TEAM: ["A1"], LIVED: ["A1"]}
    six = sheets(TEAM, *levels(3, 3, 3, 3, 3, 3))
    hidden = reveal(six + sheets(LIVED, *levels(1, 1, 1)), 5)
    assert find_gap("A", asked=asked, counts=hidden.counts).words() == ""
    ticked = reveal(six + sheets(LIVED, *levels(1, 1, 1), consent=True), 5)
    assert find_gap("A", asked=asked, counts=ticked.counts).gap == 2


@pytest.mark.parametrize("rated", [4, 5])
def test_a_topic_that_too_few_rated_has_no_part_in_its_groups_theme_mean(rated: int) -> None:
    many = sheets(TEAM, *levels(2, 2, 2, 2, 2, 2))
    few = sheets(TEAM, *levels(*[4] * rated), *[None] * (6 - rated), topic="A2")
    found = reveal(many + few, 5)
    mean = score_group("A", "team", topics=["A1", "A2"], counts=found.counts).mean
    assert mean == (3 if rated >= 5 else 2)
