"""Distance travelled: the worked example, too few topics in common, and what may be compared at all."""

from __future__ import annotations

from fractions import Fraction

from pie_audit.domain.audit import Outcome, RoundState
from pie_audit.domain.chart import SpanChart
from pie_audit.domain.questionnaire import Scope
from tests import years
from tests.quarter import THIS_QUARTER, Hostel
from tests.workflows.trends.looking import chart, topics_of, trends, unshown

LAST, YEAR_AGO = THIS_QUARTER.plus(-1), THIS_QUARTER.plus(-4)


def test_the_worked_example_travels_three_quarters_of_a_level_on_four_topics(hostel: Hostel) -> None:
    years.review(hostel, YEAR_AGO, {"D1": 1, "D2": 2, "D3": Outcome.NOT_APPLICABLE, "D4": 2, "D7": 0})
    years.review(hostel, agreed={"D1": 2, "D2": 2, "D3": 3, "D4": 3, "D7": 1})
    found = chart(hostel, "distance", SpanChart)
    row = next(row for row in found.rows if row.name == "Spaces")
    assert (row.then, row.now) == (1.25, 2.0)
    assert Fraction(row.now or 0) - Fraction(row.then or 0) == Fraction(3, 4)
    assert row.label == "+0.8 (4 topics)"
    assert row.words.startswith("Spaces: 1.3 then, 2.0 now (4 topics in common); higher; newly rated: ")
    assert "Higher than in Autumn 2025: Spaces +0.8 (4 topics)." in found.sentence


def test_two_topics_in_common_are_told_by_name_and_not_as_a_bar(hostel: Hostel) -> None:
    years.review(hostel, LAST, {"E1": 1, "E2": 2})
    years.review(hostel, agreed={"E1": 3, "E2": 2})
    row = next(row for row in chart(hostel, "distance", SpanChart).rows if row.name == "Three Rs")
    assert (row.then, row.now) == (None, None)
    assert "talked about, now usual practice" in row.words


def test_the_short_form_has_no_bar_and_no_mean(hostel: Hostel) -> None:
    years.review(hostel, LAST, agreed=1, scope=Scope.SHORT.value)
    years.review(hostel, agreed=2, scope=Scope.SHORT.value)
    found = chart(hostel, "distance", SpanChart)
    assert all(row.then is None for row in found.rows)
    assert found.rows[0].words.startswith("short form; ")


def test_reviews_that_asked_different_topics_are_compared_on_those_of_both(hostel: Hostel) -> None:
    years.review(hostel, LAST, agreed=1, scope=Scope.SHORT.value)
    years.review(hostel, agreed=2)
    assert "topics that both reviews asked." in chart(hostel, "distance", SpanChart).sentence


def test_one_review_has_nothing_to_be_compared_with(hostel: Hostel) -> None:
    years.review(hostel)
    assert "two reviews" in unshown(hostel, "distance")


def test_two_quarters_can_be_chosen_and_unsigned_ones_never(hostel: Hostel) -> None:
    years.review(hostel, YEAR_AGO, agreed=0)
    years.review(hostel, LAST, agreed=1)
    years.review(hostel, agreed=3, state=RoundState.AGREEING)
    assert trends(hostel).signed == (YEAR_AGO, LAST)
    chosen = chart(hostel, "distance", SpanChart, then=YEAR_AGO, now=THIS_QUARTER, with_unsigned=True)
    assert chosen.note.startswith("Autumn 2025 to Summer 2026")
    assert {row.label for row in chosen.rows} <= {f"+1.0 ({n} topics)" for n in range(3, 12)}


def test_the_later_quarter_is_never_the_earlier_one(hostel: Hostel) -> None:
    for quarter in (YEAR_AGO, LAST, THIS_QUARTER):
        years.review(hostel, quarter)
    turned = chart(hostel, "distance", SpanChart, then=THIS_QUARTER, now=LAST)
    assert turned.note.startswith("Autumn 2025 to Summer 2026")


def test_what_stayed_is_much_the_same(hostel: Hostel) -> None:
    years.review(hostel, LAST, dict.fromkeys(topics_of("A"), 2))
    years.review(hostel, agreed=dict.fromkeys(topics_of("A"), 2))
    found = chart(hostel, "distance", SpanChart)
    assert "Much the same as in Summer 2026: Awareness 0.0 (9 topics)." in found.sentence
    assert "Higher" not in found.sentence


def test_a_figure_that_only_rounds_to_a_move_says_why_it_is_much_the_same(hostel: Hostel) -> None:
    eight = topics_of("A")[:8]
    years.review(hostel, LAST, dict.fromkeys(eight, 2))
    years.review(hostel, agreed={**dict.fromkeys(eight, 2), eight[0]: 1, eight[1]: 1})
    found = chart(hostel, "distance", SpanChart)
    assert "Much the same as in Summer 2026: Awareness −0.3 (8 topics)." in found.sentence
    assert "need 0.3 or more before rounding" in found.sentence


def test_a_clear_move_needs_no_rule_beside_it(hostel: Hostel) -> None:
    years.review(hostel, LAST, dict.fromkeys(topics_of("A"), 2))
    years.review(hostel, agreed=dict.fromkeys(topics_of("A"), 1))
    assert "before rounding" not in chart(hostel, "distance", SpanChart).sentence
