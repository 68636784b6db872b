"""“Show the figures”: each figure with its words, a dash where there is none."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.analysis.figures import agreement_of_theme, find_median, make_figures
from pie_audit.domain.answer import Level
from pie_audit.domain.disclosure import TopicCounts

Levels = tuple[int, int, int, int, int]


def figures(*levels: int, **others: int) -> dict[str, str]:
    """What the panel shows of these counts at 0 … 4."""
    a, b, c, d, e = levels
    return dict(make_figures(TopicCounts("A1", "team", (a, b, c, d, e), **others)).rows())


def test_shifted_worked_example_as_the_panel_shows_it() -> None:
    assert figures(0, 0, 3, 2, 0) == {
        "Gave a level": "5 people",
        "Mean": "2.4",
        "Median": "2.0",
        "Lowest to highest": "2–3",
        "At 0, 1, 2, 3 and 4": "0, 0, 3, 2, 0",
        "Average distance from the mean (AD)": "0.48 of a step",
        "Agreement r_wg": "0.85",
        "Agreement a_wg": "0.88",
    }


def test_the_trap_shows_a_dash_for_awg_and_the_rest_as_before() -> None:
    found = figures(0, 0, 0, 3, 2)
    assert found["Agreement a_wg"] == "–"
    assert (found["Agreement r_wg"], found["Average distance from the mean (AD)"]) == (
        "0.85",
        "0.48 of a step",
    )


def test_everybody_at_one_end_is_everyone_the_same() -> None:
    found = figures(0, 0, 0, 0, 5)
    assert (found["Agreement a_wg"], found["Agreement r_wg"]) == ("everyone the same", "1.00")
    assert found["Average distance from the mean (AD)"] == "0.00 of a step"


def test_less_agreement_than_scatter_is_told_as_nought_with_a_note() -> None:
    found = figures(2, 1, 0, 0, 3)
    assert found["Agreement r_wg"] == "0.00 (no more agreement than scatter)"
    assert (found["Agreement a_wg"], found["Mean"]) == ("-0.75", "2.2")


def test_two_ratings_have_a_mean_and_no_agreement() -> None:
    found = figures(0, 0, 1, 1, 0)
    assert (found["Mean"], found["Median"], found["Lowest to highest"]) == ("2.5", "2.5", "2–3")
    assert {found[name] for name in found if "Agreement" in name or "AD" in name} == {"–"}


def test_two_at_one_end_are_still_too_few_to_be_everyone_the_same() -> None:
    assert figures(0, 0, 0, 0, 2)["Agreement a_wg"] == "–"


def test_three_ratings_are_too_few_for_awg_alone() -> None:
    found = figures(0, 0, 2, 1, 0)
    assert (found["Agreement r_wg"], found["Agreement a_wg"]) == ("0.83", "–")


def test_nobody_who_gave_a_level_leaves_dashes_and_says_what_they_said_instead() -> None:
    found = figures(0, 0, 0, 0, 0, cant_tell=4, not_applicable=1, blank=2)
    assert found.pop("Gave a level") == "0 people; 4 can’t tell; 1 say it doesn’t apply; 2 left it blank"
    assert set(found.values()) == {"–"}


@pytest.mark.parametrize(
    ("values", "median"),
    [((), None), ((3,), Fraction(3)), ((1, 2), Fraction(3, 2)), ((4, 0, 1), Fraction(1))],
)
def test_the_median_is_the_middle_or_halfway_between_two(
    values: tuple[int, ...], median: Fraction | None
) -> None:
    assert find_median(values) == median


@given(st.tuples(*[st.integers(0, 8)] * 5))
def test_every_figure_has_words_and_none_reads_as_nothing(levels: Levels) -> None:
    found = make_figures(TopicCounts("A1", "team", levels))
    assert all(name and words and "None" not in words for name, words in found.rows())
    assert found.n == sum(levels)
    assert found.n == 0 or levels[Level(found.lowest or 0)] > 0


def test_agreement_over_a_theme_needs_complete_ratings() -> None:
    whole = [TopicCounts(f"A{n}", "team", (0, 0, 3, 2, 0)) for n in (1, 2)]
    assert agreement_of_theme(whole) == Fraction(34, 37)
    assert agreement_of_theme([*whole, TopicCounts("A3", "team", (0, 0, 3, 1, 0), cant_tell=1)]) is None
    assert agreement_of_theme([*whole, TopicCounts("A3", "team", (0, 0, 3, 1, 0))]) is None
    as_many_but_others = TopicCounts("A3", "team", (0, 0, 3, 2, 0), cant_tell=1)
    assert agreement_of_theme([*whole, as_many_but_others]) is None
    assert agreement_of_theme([TopicCounts("A1", "team", (0, 0, 1, 1, 0))]) is None
    assert agreement_of_theme([]) is None


def test_two_groups_are_never_measured_as_one() -> None:
    with pytest.raises(ValueError, match="two groups"):
        agreement_of_theme(
            [TopicCounts("A1", "team", (0, 0, 5, 0, 0)), TopicCounts("A2", "manager", (0, 0, 5, 0, 0))]
        )
