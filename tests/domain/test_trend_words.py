"""What trends say: higher and lower only by the rule, a small base never as a share, hidden figures never at all."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.answer import Level
from pie_audit.domain.cut_points import OURS
from pie_audit.domain.distance import Distance, Move, Step
from pie_audit.domain.ledger import Tally
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.survey_change import Change
from pie_audit.domain.trend_words import (
    CENTRE_FROM,
    RULES_FROM,
    Told,
    away_in_all_words,
    figure_sentence,
    kept_words,
    may_leave,
    quarter_before,
    quarter_now,
    released_words,
    said_once,
    scale_sentence,
    short_quarter,
    since_words,
)

NOW = Quarter(2026, 4)
quarters = st.builds(Quarter, st.integers(2000, 2026), st.integers(1, 4))
levels = st.sampled_from(list(Level))
steps = st.lists(st.builds(Step, st.uuids().map(str), levels, levels), max_size=12)
HIGHER_LOWER = re.compile(r"\b(higher|lower|more|less|fewer|up|down|rose|fell|improv\w*|worsen\w*)\b")


def test_the_sentence_of_the_specification() -> None:
    told = (Told(NOW.plus(-1), "1.8"), Told(NOW, "2.2", "6 of 10 topics"))
    words = figure_sentence("Staff training and support", told, NOW, since_words(Move.HIGHER, 12))
    assert (
        words
        == "Staff training and support: 2.2 this quarter (6 of 10 topics), 1.8 last quarter; nothing unusual."
    )


def test_earlier_quarters_are_named_and_only_neighbours_are_last() -> None:
    told = (Told(NOW.plus(-4), "1.0"), Told(NOW.plus(-1), "2.0"))
    assert figure_sentence("A", told, NOW, "x") == "A: 2.0 in summer 2026, 1.0 in autumn 2025; x."
    assert quarter_before(NOW.plus(-2), NOW, NOW) == "in spring 2026"
    assert quarter_now(NOW, NOW) == "this quarter"


def test_a_question_stands_as_a_sentence_of_its_own() -> None:
    asked = "More in a row above the median. What changed around spring?"
    assert figure_sentence("A", (Told(NOW, "2.0"),), NOW, asked) == f"A: 2.0 this quarter. {asked}"


def test_nothing_known_is_said_alone() -> None:
    assert figure_sentence("A", (), NOW, "not asked") == "A: not asked."


@pytest.mark.parametrize(("number", "short"), [(1, "W26"), (2, "Sp26"), (3, "Su26"), (4, "Au26")])
def test_quarters_under_an_axis(number: int, short: str) -> None:
    assert short_quarter(Quarter(2026, number)) == short


@given(steps, st.integers(0, 60))
def test_higher_and_lower_are_said_only_where_the_rule_allows(found: list[Step], useful: int) -> None:
    distance = Distance("A", tuple(found))
    move = distance.move if distance.may_be_drawn else None
    words = since_words(move, useful)
    travelled = distance.travelled
    for word, sign in (("higher", 1), ("lower", -1)):
        moved = sum((step.later - step.earlier) * sign > 0 for step in found)
        allowed = (
            travelled is not None and travelled * sign >= OURS.theme_least and moved >= 2 and len(found) >= 3
        )
        assert not (word in words and not (allowed and useful < RULES_FROM))


@given(st.sampled_from([None, *Move]), st.integers(0, CENTRE_FROM - 1))
def test_few_quarters_say_one_comparison_and_no_pattern(move: Move | None, useful: int) -> None:
    words = since_words(move, useful, pattern="A pattern.")
    assert "pattern" not in words.lower()
    assert "unusual" not in words


@given(st.sampled_from([None, *Move]), st.integers(RULES_FROM, 100))
def test_from_ten_quarters_on_the_rules_speak_and_no_single_step(move: Move | None, useful: int) -> None:
    assert since_words(move, useful) == "nothing unusual"
    assert since_words(move, useful, pattern="A pattern.") == "A pattern."


@given(
    st.lists(
        st.tuples(quarters, st.one_of(st.none(), st.integers(0, 100)), st.sampled_from([None, *Change])),
        max_size=6,
    )
)
def test_a_scale_is_called_higher_or_lower_only_by_what_was_released(
    told: list[tuple[Quarter, int | None, Change | None]],
) -> None:
    words = scale_sentence("Load", told, NOW)
    latest = told[-1] if told else (NOW, None, None)
    said = HIGHER_LOWER.search(words)
    assert bool(said) == (latest[1] is not None and latest[2] in {Change.HIGHER, Change.LOWER})


@given(quarters, st.lists(st.tuples(quarters, st.integers(0, 100), st.none()), max_size=3))
def test_a_hidden_figure_has_no_number_and_no_reason(
    quarter: Quarter, before: list[tuple[Quarter, int | None, Change | None]]
) -> None:
    words = scale_sentence("Load", (*before, (quarter, None, Change.HIGHER)), NOW)
    year = str(quarter.year)
    assert not re.search(r"\d", words.replace(year, ""))
    assert "not shown" in words
    assert not re.search(r"few|small|people|answer", words)


def test_a_released_mean_is_of_a_hundred() -> None:
    assert released_words(62) == "62 of 100"


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_share_is_told_from_ten_planned_on(held: int, more: int) -> None:
    words = kept_words(Tally(planned=held + more, held=held))
    assert ("%" in words) == (held + more >= 10)
    assert words == "none planned" or words.startswith(f"{held} of {held + more}")


def test_nine_of_twelve() -> None:
    assert kept_words(Tally(planned=12, held=9)) == "9 of 12, 75%"
    assert kept_words(Tally(planned=9, held=7)) == "7 of 9"
    assert kept_words(Tally()) == "none planned"


@given(st.integers(0, 30), st.integers(0, 30))
def test_refusals_that_leave_are_never_one_to_four_nor_a_nought_of_few(n: int, more: int) -> None:
    words = away_in_all_words(n, n + more)
    said = [int(number) for number in re.findall(r"\d+", words)]
    if n:
        assert said == [max(5, n - n % 5)], "in fives: exact sums over two times would give the difference"
    else:
        assert said == ([more] if more >= 10 else [5])
    assert may_leave(n, n + more) == (n >= 5 or (n == 0 and more >= 10))


def test_the_least_change_is_three_tenths() -> None:
    assert Fraction(3, 10) == OURS.theme_least


def test_what_a_move_rests_on_is_said_where_the_figures_beside_it_do_not_show_it() -> None:
    assert since_words(Move.LOWER, 3, common=5) == "lower than last time on the 5 topics in common"
    assert since_words(Move.HIGHER, 3) == "higher than last time"
    assert since_words(Move.SAME, 3, common=5) == "much the same as last time"


def test_what_every_line_ends_in_is_said_once_after_them() -> None:
    two = ("Awareness: 3.4; much the same as last time", "Spaces: 3.6; higher than last time")
    chance = "too few quarters to tell pattern from chance"
    lines = (*(f"{line}; {chance}." for line in two), "Pinned: new rota.")
    assert said_once(lines) == (
        f"{two[0]}.",
        f"{two[1]}.",
        "Pinned: new rota.",
        "Too few quarters to tell pattern from chance.",
    )
    assert said_once(lines[1:]) == lines[1:]
