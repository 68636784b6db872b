"""Theme means: the worked examples of audit.md, the half rule and the rounding."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.analysis.theme_scores import score_group, score_theme
from pie_audit.domain.answer import Level
from pie_audit.domain.audit import Consensus, Outcome
from pie_audit.domain.disclosure import TopicCounts
from pie_audit.domain.rounding import one_decimal


def _agreed(topic: str, level: int) -> Consensus:
    return Consensus(topic, Outcome.AGREED, Level(level))


THEME_E = [
    _agreed("E1", 3),
    _agreed("E2", 2),
    _agreed("E3", 1),
    _agreed("E4", 3),
    Consensus("E5", Outcome.NOT_APPLICABLE, because="no residents; advice line"),
    _agreed("E6", 2),
    Consensus("E7", Outcome.CANT_TELL),
    Consensus("E8", Outcome.NOT_SETTLED),
]


def test_worked_example_of_the_three_rs() -> None:
    found = score_theme("E", [f"E{n}" for n in range(1, 9)], THEME_E)
    assert found.mean == Fraction(11, 5)
    assert found.words() == ("2.2 (5 of 7 topics; 1 doesn’t apply, 1 can’t tell, 1 no agreement; range 1–3)")


def test_worked_example_of_the_base_text() -> None:
    topics = [f"D{n}" for n in range(1, 10)]
    records = [_agreed(t, level) for t, level in zip(topics, (1, 2, 2, 2, 3, 4), strict=False)]
    records += [
        Consensus("D7", Outcome.CANT_TELL),
        Consensus("D8", Outcome.NOT_SETTLED),
        Consensus("D9", Outcome.NOT_APPLICABLE, because="no rooms"),
    ]
    assert score_theme("D", topics, records).words() == (
        "2.3 (6 of 8 topics; 1 doesn’t apply, 1 can’t tell, 1 no agreement; range 1–4)"
    )


def test_theme_with_three_of_eight_has_not_enough_answered() -> None:
    found = score_theme("B", [f"B{n}" for n in range(1, 9)], [_agreed(f"B{n}", 2) for n in (1, 2, 3)])
    assert found.mean is None
    assert found.words() == "not enough answered (3 of 8)"


def test_exactly_half_is_enough() -> None:
    assert score_theme("B", ["B1", "B2"], [_agreed("B1", 4)]).mean == 4


def test_theme_that_never_applies_has_words_and_no_mean() -> None:
    found = score_theme("B", ["B1"], [Consensus("B1", Outcome.NOT_APPLICABLE, because="no staff")])
    assert (found.mean, found.words()) == (None, "doesn’t apply")


def test_short_form_says_so_in_its_base() -> None:
    found = score_theme("B", ["B3", "B5", "B8"], [_agreed("B3", 2), _agreed("B5", 3)], short_form=True)
    assert found.words() == "2.5 (short form, 2 of 3 topics; 1 not discussed; range 2–3)"


def test_worked_example_of_the_blind_layer() -> None:
    counts = [
        TopicCounts("A1", "team", (0, 0, 1, 2, 1)),
        TopicCounts("A2", "team", (0, 0, 2, 0, 0), cant_tell=2),
        TopicCounts("A3", "team", (0, 0, 0, 0, 0), cant_tell=4),
        TopicCounts("A1", "manager", (1, 0, 0, 0, 0)),
    ]
    found = score_group("A", "team", topics=["A1", "A2", "A3"], counts=counts)
    assert found.mean == Fraction(5, 2)
    assert found.words() == "2.5 (2 of 3 topics, 6 ratings)"


def test_group_theme_below_half_is_not_shown() -> None:
    counts = [TopicCounts("A1", "team", (0, 0, 5, 0, 0))]
    found = score_group("A", "team", topics=["A1", "A2", "A3"], counts=counts)
    assert found.words() == "not enough answered (1 of 3)"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(Fraction(9, 4), "2.3"), (Fraction(23, 20), "1.2"), (Fraction(7, 3), "2.3"), (Fraction(4), "4.0")],
)
def test_halves_are_rounded_away_from_zero(value: Fraction, shown: str) -> None:
    assert one_decimal(value) == shown


OUTCOMES = st.sampled_from([0, 1, 2, 3, 4, *(o for o in Outcome if o is not Outcome.AGREED)])


@given(st.lists(OUTCOMES, min_size=1, max_size=12))
def test_what_has_no_level_never_enters_a_mean(outcomes: list[int | Outcome]) -> None:
    records = [
        Consensus(f"T{n}", o) if isinstance(o, Outcome) else _agreed(f"T{n}", o)
        for n, o in enumerate(outcomes)
    ]
    found = score_theme("T", [r.topic_id for r in records], records)
    levels = [o for o in outcomes if not isinstance(o, Outcome)]
    assert found.valued == len(levels)
    assert found.applicable == len(outcomes) - found.not_applicable
    others = found.cant_tell + found.no_agreement + found.not_discussed
    assert found.valued + others == found.applicable
    assert found.mean is None or found.mean == Fraction(sum(levels), len(levels))
    assert (found.mean is not None) == (bool(levels) and 2 * len(levels) >= found.applicable)
