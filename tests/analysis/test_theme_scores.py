"""Theme means: the worked examples of audit.md, the half rule and the rounding."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.analysis.theme_scores import find_gap, score_group, score_overall, score_theme
from pie_audit.domain.answer import Level
from pie_audit.domain.audit import Consensus, Outcome
from pie_audit.domain.disclosure import TopicCounts
from pie_audit.domain.rounding import one_decimal
from pie_audit.domain.team import Perspective


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


def test_consensus_of_theme_e_is_2_2_from_5_of_7_topics_with_every_reason_told() -> None:
    found = score_theme("E", [f"E{n}" for n in range(1, 9)], THEME_E)
    assert found.mean == Fraction(11, 5)
    assert found.words() == ("2.2 (5 of 7 topics; 1 doesn’t apply, 1 can’t tell, 1 no agreement; range 1–3)")


def test_a_theme_mean_is_always_shown_with_its_base_and_range() -> None:
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


def test_a_group_of_three_topics_means_2_5_from_2_of_3_topics_and_6_ratings() -> None:
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


def test_a_mean_is_kept_unrounded_and_shown_with_halves_away_from_nought() -> None:
    found = score_theme(
        "A", [f"A{n}" for n in range(1, 5)], [_agreed(f"A{n}", v) for n, v in enumerate((2, 2, 2, 3), 1)]
    )
    assert found.mean == Fraction(9, 4)
    assert one_decimal(found.mean) == "2.3"


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


def test_each_topic_counts_once_however_many_people_rated_it() -> None:
    counts = [TopicCounts("A1", "team", (0, 0, 0, 0, 30)), TopicCounts("A2", "team", (5, 0, 0, 0, 0))]
    assert score_group("A", "team", topics=["A1", "A2"], counts=counts).mean == 2


def test_a_group_mean_uses_only_topics_drawn_for_that_group() -> None:
    """What isn't drawn isn't among the counts, so it can't come in by a mean."""
    counts = [TopicCounts("A1", "team", (0, 0, 5, 0, 0)), TopicCounts("A2", "pooled", (0, 0, 0, 0, 9))]
    found = score_group("A", "team", topics=["A1", "A2"], counts=counts)
    assert (found.mean, found.words()) == (2, "2.0 (1 of 2 topics, 5 ratings)")


def test_a_theme_below_half_of_its_applicable_topics_says_not_enough_answered() -> None:
    records = [_agreed("B1", 2), _agreed("B2", 2), _agreed("B3", 2)]
    records += [Consensus(f"B{n}", Outcome.NOT_APPLICABLE, because="no such work") for n in (9, 10)]
    found = score_theme("B", [f"B{n}" for n in range(1, 11)], records)
    assert (found.mean, found.words()) == (None, "not enough answered (3 of 8)")


def test_in_the_short_form_the_base_is_the_short_form_topics_of_the_theme_and_the_label_says_so() -> None:
    found = score_theme("A", ["A1", "A4"], [_agreed("A1", 3), _agreed("A4", 2)], short_form=True)
    assert found.words() == "2.5 (short form, 2 of 2 topics; range 2–3)"
    one = score_theme("B", ["B3", "B5", "B8"], [_agreed("B3", 3)], short_form=True)
    assert one.words() == "not enough answered (1 of 3)"


def test_doesnt_apply_cant_tell_and_no_agreement_never_count_as_nought() -> None:
    others = [
        Consensus("A2", Outcome.NOT_APPLICABLE, because="no rooms"),
        Consensus("A3", Outcome.CANT_TELL),
        Consensus("A4", Outcome.NOT_SETTLED),
    ]
    found = score_theme("A", ["A1", "A2", "A3", "A4", "A5"], [_agreed("A1", 4), _agreed("A5", 4), *others])
    assert found.mean == 4


def _both(team: int, lived: int) -> list[TopicCounts]:
    """Six of the team and three people who use the service, who rated A1 alike among themselves."""
    six, three = [0] * 5, [0] * 5
    six[team], three[lived] = 6, 3
    return [
        TopicCounts("A1", "team", (six[0], six[1], six[2], six[3], six[4])),
        TopicCounts("A1", "lived-experience", (three[0], three[1], three[2], three[3], three[4])),
    ]


ASKED = {Perspective.TEAM: ["A1"], Perspective.LIVED_EXPERIENCE: ["A1"]}


@pytest.mark.parametrize(
    ("team", "lived", "gap", "words"),
    [
        (3, 1, 2, "the team 2.0 higher (team 3.0, n 6; lived experience 1.0, n 3)"),
        (1, 3, -2, "the team 2.0 lower (team 1.0, n 6; lived experience 3.0, n 3)"),
        (2, 2, 0, "no gap (team 2.0, n 6; lived experience 2.0, n 3)"),
    ],
)
def test_the_gap_is_team_minus_lived_experience_and_tells_both_n(
    team: int, lived: int, gap: int, words: str
) -> None:
    found = find_gap("A", asked=ASKED, counts=_both(team, lived))
    assert (found.gap, found.words()) == (gap, words)


def test_without_one_of_the_two_there_is_no_gap() -> None:
    found = find_gap("A", asked=ASKED, counts=_both(3, 1)[:1])
    assert (found.gap, found.words(), found.team.mean) == (None, "", 3)


def test_lived_experience_is_never_averaged_into_the_team() -> None:
    alone = score_group("A", "team", topics=["A1"], counts=_both(3, 0)[:1])
    assert find_gap("A", asked=ASKED, counts=_both(3, 0)).team == alone


def test_there_is_no_overall_score_unless_somebody_switched_it_on() -> None:
    themes = [score_theme("A", ["A1"], [_agreed("A1", 3)]), score_theme("B", ["B1"], [_agreed("B1", 2)])]
    assert score_overall(themes) is None
    switched_on = score_overall(themes, switched_on=True)
    assert switched_on is not None
    assert switched_on.words() == "2.5 (2 themes); this number hides more than it shows"


def test_an_overall_score_rests_on_the_themes_that_have_a_mean() -> None:
    themes = [score_theme("A", ["A1"], [_agreed("A1", 3)]), score_theme("B", ["B1"], [])]
    found = score_overall(themes, switched_on=True)
    assert found is not None
    assert (found.mean, found.themes) == (3, 1)
    assert score_overall(themes[1:], switched_on=True) is None
