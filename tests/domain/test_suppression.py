"""Which groups of a survey may be shown: the table of wellbeing.md, every choice against a slow judge, and time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.suppression import (
    BlockAnswers,
    Candidate,
    PastSurvey,
    choose,
    find_refusal,
    is_safe,
)
from tests.domain import release_oracle as oracle

Row = tuple[float, ...]
REFUSED = "This view, set beside one already shown, would reveal a small group."
MIXED = (0.0, 100.0, 50.0, 25.0, 75.0)


def block(name: str, n: int, invited: int | None = None, scores: Sequence[float] = ()) -> BlockAnswers:
    """People who answered as mixed as can be, unless their scores are given."""
    said = scores or [MIXED[at % 5] for at in range(n)]
    return BlockAnswers(
        name,
        max(n, 1) if invited is None else invited,
        tuple((score,) for score in said),
        tuple((oracle.third_of(score),) for score in said),
    )


def teams(*counts: int) -> list[BlockAnswers]:
    return [block("abcdefghijklmnopqrstuvwxyz"[at], n) for at, n in enumerate(counts)]


def one_each(answered: Sequence[BlockAnswers]) -> list[Candidate]:
    """A group for each block, and everybody."""
    names = [one.block_id for one in answered]
    return [*(Candidate(name, frozenset(name)) for name in names), Candidate("whole", frozenset(names), True)]


def shown(answered: Sequence[BlockAnswers], **rest: object) -> str:
    """The ids of shown groups in a row, the whole as “+”."""
    chosen = choose(one_each(answered), answered, **{"minimum": 5, **rest})  # type: ignore[arg-type]
    return "".join(sorted("+" if name == "whole" else name for name in chosen))


# --- one survey -----------------------------------------------------------------------------------------------------

TABLE = {
    (12, 6, 3): "+a",
    (12, 3): "a",
    (10, 8, 4, 4): "+ab",
    (7, 6, 5, 4): "+ab",
    (12, 3, 1): "a",
    (4,): "",
    (4, 4, 4): "+",
    (12, 0): "a",
    (5,): "+a",
    (5, 5): "+ab",
    (9, 9, 9, 0): "+ab",
    (6, 6, 3): "+a",
    (0, 0): "",
}


@pytest.mark.parametrize("counts", TABLE)
def test_table_of_teams_and_their_total(counts: tuple[int, ...]) -> None:
    assert shown(teams(*counts)) == TABLE[counts]


def test_team_that_nobody_is_in_hides_nothing() -> None:
    assert shown([*teams(12, 6), block("z", 0, invited=0)]) == "+ab"


def test_of_equally_good_sets_the_first_by_id_is_shown() -> None:
    assert shown(teams(3, 8, 8)) == "+b"


def test_team_that_answers_alike_is_hidden_like_a_small_one() -> None:
    alike = block("c", 8, scores=[100.0] * 8)
    assert shown([*teams(12, 6), alike]) == shown([*teams(12, 6), block("c", 3)]) == "+a"


def test_one_who_differs_does_not_hide_the_others() -> None:
    one_apart = block("c", 8, scores=[0.0] + [100.0] * 7)
    two_apart = block("c", 8, scores=[0.0, 0.0] + [100.0] * 6)
    assert shown([*teams(12, 6), one_apart]) == "+a"
    assert shown([*teams(12, 6), two_apart]) == "+abc"


def test_mean_at_the_edge_of_its_thirds_places_everybody() -> None:
    """Three at 0 and two at 100/3: the mean says that nobody of the low third is above 0."""
    edge = block("b", 5, scores=[0.0, 0.0, 0.0, 34.0, 34.0])
    inside = block("b", 5, scores=[0.0, 30.0, 15.0, 50.0, 60.0])
    assert shown([*teams(12), edge]) == "a"
    assert shown([*teams(12), inside]) == "+ab"


def test_sum_near_an_end_hides_as_that_alone_would_place_everybody() -> None:
    """Shown, it would tell that nobody is nearer to the sum of 87.5 to 95 than 50."""
    near = block("b", 7, scores=[0.0, 0.0, 0.0, 0.0, 6.25, 43.75, 43.75])
    farther = block("b", 7, scores=[0.0, 0.0, 0.0, 0.0, 12.5, 43.75, 43.75])
    assert shown([*teams(12), near]) == "a"
    assert shown([*teams(12), farther]) == "+ab"
    assert shown([*teams(12), _turned(near)]) == "a"
    assert shown([*teams(12), _turned(farther)]) == "+ab"


def _turned(one: BlockAnswers) -> BlockAnswers:
    return block(one.block_id, one.invited, scores=[100 - score for (score,) in one.scores])


TWELFTHS = ((0.0, 25.0), (100 / 3, 200 / 3), (75.0, 100.0))
"""What three items of 0–4 can add up to, third by third."""


def test_thirds_reach_no_farther_than_what_can_be_answered() -> None:
    """Three are 33.3 at least and three 75, which is 325 of at most 327: nobody is much above."""
    third = 100 / 3
    edge = block("a", 6, scores=[third, third, third, 75.0, 75.0, 75.0])
    inside = block("a", 6, scores=[third, 50.0, 50.0, 75.0, 75.0, 100.0])
    assert [shown([one]) for one in (edge, inside)] == ["+a", "+a"]
    assert [shown([replace(one, edges=(TWELFTHS,))]) for one in (edge, inside)] == ["", "+a"]


def test_two_thirds_that_are_close_together_never_keep_a_score_open() -> None:
    """Where only 0, 40, 60 and 100 can be scored, the lower two thirds are 40 apart."""
    edges = ((0.0, 0.0), (40.0, 60.0), (100.0, 100.0))
    low = block("a", 12, scores=[0.0] * 6 + [40.0] * 6)
    mixed = block("a", 12, scores=[0.0] * 4 + [40.0] * 4 + [100.0] * 4)
    assert [shown([replace(one, edges=(edges,))]) for one in (low, mixed)] == ["", "+a"]


def test_service_of_one_team_counts_once() -> None:
    answered = teams(12, 3)
    service = Candidate("service", frozenset("ab"))
    assert choose([*one_each(answered), service], answered, minimum=5) == {"a"}


def test_group_across_teams_is_set_beside_them() -> None:
    """Nights are five people of team a and three of team b: with both teams shown, three would be told."""
    answered = [block("p", 7), block("q", 5), block("r", 9), block("s", 3)]
    candidates = [
        Candidate("a", frozenset("pq")),
        Candidate("b", frozenset("rs")),
        Candidate("nights", frozenset("qs")),
        Candidate("whole", frozenset("pqrs"), True),
    ]
    assert choose(candidates, answered, minimum=5) == {"a", "b", "whole"}


def test_beyond_twelve_groups_the_largest_come_first() -> None:
    answered = teams(*range(20, 3, -1), 3)
    hidden = set("abcdefghijklmnopqr") - set(shown(answered))
    assert hidden == {"q", "r"}


def test_beyond_twelve_groups_the_whole_gives_way_to_a_team() -> None:
    answered = teams(12, *[1] * 4)
    many = [Candidate(f"s{at:02}", frozenset("a")) for at in range(14)]
    assert "whole" not in choose([*one_each(answered), *many], answered, minimum=5)


@pytest.mark.parametrize("score", [-1.0, 100.5, float("nan"), float("inf")])
def test_score_off_the_range_is_a_mistake(score: float) -> None:
    with pytest.raises(ValueError, match="off 0–100"):
        shown([BlockAnswers("a", 1, ((score,),))])


def test_what_no_survey_is_like_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="only be raised"):
        shown(teams(12), minimum=4)
    with pytest.raises(ValueError, match="stands twice"):
        shown([*teams(12), *teams(6)])
    with pytest.raises(ValueError, match="stands twice"):
        choose([Candidate("a", frozenset("a"))] * 2, teams(12), minimum=5)
    with pytest.raises(ValueError, match="every scale"):
        shown([BlockAnswers("a", 5, ((1.0,),) * 5), BlockAnswers("b", 5, ((1.0, 2.0),) * 5)])
    with pytest.raises(ValueError, match="same people"):
        shown([BlockAnswers("a", 5, ((1.0,),) * 5, ((0,),) * 4)])
    with pytest.raises(ValueError, match="edges are of every scale"):
        shown([BlockAnswers("a", 5, ((1.0, 2.0),) * 5, ((0, 0),) * 5, (TWELFTHS,))])


# --- any survey, against the slow judge -----------------------------------------------------------------------------

SCORES = st.sampled_from([0.0, 0.0, 12.5, 25.0, 50.0, 75.0, 100.0])


@st.composite
def surveys(draw: st.DrawFn) -> tuple[list[Candidate], list[BlockAnswers]]:
    """A few blocks, some small, alike or empty; teams of one block or two, and everybody."""
    names = "abcdef"[: draw(st.integers(1, 6))]
    answered = []
    for name in names:
        scores = draw(st.lists(SCORES, max_size=draw(st.sampled_from([3, 6, 9]))))
        answered.append(
            block(name, 0, len(scores) + draw(st.integers(0, 2)), scores)
            if scores
            else block(name, 0, draw(st.integers(0, 3)))
        )
    candidates = [Candidate(f"team-{name}", frozenset(name)) for name in names]
    for number in range(draw(st.integers(0, 2))):
        inside = draw(st.sets(st.sampled_from(names), min_size=1))
        candidates.append(Candidate(f"service-{number}", frozenset(inside)))
    return [*candidates, Candidate("whole", frozenset(names), True)], answered


def rows_of(answered: Sequence[BlockAnswers]) -> Mapping[str, Sequence[Row]]:
    return {one.block_id: one.scores for one in answered if one.invited}


@given(surveys(), st.sampled_from([5, 5, 6, 8]))
def test_what_is_shown_is_safe(survey: tuple[list[Candidate], list[BlockAnswers]], minimum: int) -> None:
    candidates, answered = survey
    chosen = choose(candidates, answered, minimum=minimum)
    sets = [one.blocks for one in candidates if one.group_id in chosen]
    assert oracle.is_safe(sets, rows_of(answered), minimum, shares=True)
    for sizes in (
        {one.block_id: len(one.scores) for one in answered},
        {b.block_id: b.invited for b in answered},
    ):
        assert oracle.spans([blocks & rows_of(answered).keys() for blocks in sets], sizes, minimum) == []


@given(surveys(), st.sampled_from([5, 6]))
def test_no_better_set_is_safe(survey: tuple[list[Candidate], list[BlockAnswers]], minimum: int) -> None:
    candidates, answered = survey
    chosen = choose(candidates, answered, minimum=minimum)
    best = max(
        (some for some in _subsets(candidates) if _is_safe(some, answered, minimum)),
        key=lambda some: worth(some, candidates, answered),
    )
    assert worth([one for one in candidates if one.group_id in chosen], candidates, answered) == worth(
        best, candidates, answered
    )


STEPS = (
    [0.0, 12.5, 25.0, 50.0, 75.0, 100.0],
    [0.0, 0.0, 30.0, 50.0, 70.0, 100.0],
    [0.0, 40.0, 60.0, 100.0],
    [0.0, 10.0, 90.0, 100.0],
)
"""Scores that can be answered on a few scales; on the last one nobody can be in the middle."""


@given(st.sampled_from(STEPS), st.data())
def test_one_group_is_shown_exactly_where_the_slow_judge_lets_it(
    steps: list[float], data: st.DataObject
) -> None:
    scores = data.draw(st.lists(st.sampled_from(steps), min_size=5, max_size=9))
    thirds = oracle.edges_of(steps)
    edges = tuple((float(low), float(high)) for low, high in thirds)
    one = replace(block("a", 0, len(scores), scores), edges=(edges,))
    assert bool(shown([one])) == oracle.is_open(one.scores, 5, shares=True, thirds=thirds)


def _subsets(candidates: Sequence[Candidate]) -> list[tuple[Candidate, ...]]:
    return list(chain.from_iterable(combinations(candidates, n) for n in range(len(candidates) + 1)))


def _is_safe(some: Sequence[Candidate], answered: Sequence[BlockAnswers], minimum: int) -> bool:
    return oracle.is_safe([one.blocks for one in some], rows_of(answered), minimum, shares=True)


def worth(
    some: Sequence[Candidate], candidates: Sequence[Candidate], answered: Sequence[BlockAnswers]
) -> tuple[bool, bool, int, int]:
    """What is preferred; groups of the same people count once, with everybody's as the whole."""
    live = rows_of(answered)
    everybody = frozenset(live)
    sets = {one.blocks & everybody for one in some}
    parts = sets - {everybody}
    told = frozenset().union(*parts)
    return bool(parts), everybody in sets, len(parts), sum(len(live[name]) for name in told)


@given(surveys(), st.randoms(use_true_random=False))
def test_order_of_groups_blocks_and_people_does_not_matter(
    survey: tuple[list[Candidate], list[BlockAnswers]], random: object
) -> None:
    candidates, answered = survey
    turned = [
        BlockAnswers(one.block_id, one.invited, one.scores[::-1], one.bands[::-1]) for one in answered[::-1]
    ]
    mixed = list(candidates)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert choose(mixed, turned, minimum=5) == choose(candidates, answered, minimum=5)


@given(surveys(), st.integers(5, 12))
def test_raised_minimum_shows_nothing_that_the_lower_one_forbids(
    survey: tuple[list[Candidate], list[BlockAnswers]], minimum: int
) -> None:
    candidates, answered = survey
    chosen = choose(candidates, answered, minimum=minimum)
    sets = [one.blocks for one in candidates if one.group_id in chosen]
    assert is_safe(sets, answered, minimum=5)


PASTS = st.lists(
    st.builds(
        PastSurvey,
        st.lists(st.frozensets(st.sampled_from("abcdef"), min_size=1), max_size=3).map(tuple),
        st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 9)),
    ),
    max_size=3,
)


@given(surveys(), PASTS, st.frozensets(st.sampled_from(["team-a", "team-b", "service-0"])))
def test_whatever_was_told_before_a_survey_is_safe_by_itself(
    survey: tuple[list[Candidate], list[BlockAnswers]], past: list[PastSurvey], withheld: frozenset[str]
) -> None:
    candidates, answered = survey
    chosen = choose(candidates, answered, minimum=5, past=past, withheld=withheld)
    silent = [one.blocks for one in candidates if one.group_id in withheld]
    sets = [one.blocks for one in candidates if one.group_id in chosen]
    assert not chosen & withheld
    assert oracle.is_safe(sets, rows_of(answered), 5, shares=True, silent=[s for s in silent if s])


@given(surveys(), PASTS, st.randoms(use_true_random=False))
def test_order_of_earlier_surveys_and_telling_one_twice_do_not_matter(
    survey: tuple[list[Candidate], list[BlockAnswers]], past: list[PastSurvey], random: object
) -> None:
    candidates, answered = survey
    mixed = [*past, *past[:1]]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert choose(candidates, answered, minimum=5, past=mixed) == choose(
        candidates, answered, minimum=5, past=past
    )


@given(surveys(), PASTS)
def test_what_earlier_surveys_told_is_set_beside(
    survey: tuple[list[Candidate], list[BlockAnswers]], past: list[PastSurvey]
) -> None:
    """Every atom that the new groups cut out of everything told holds enough people who answered now."""
    candidates, answered = survey
    sets = [c.blocks for c in candidates if c.group_id in choose(candidates, answered, minimum=5, past=past)]
    live = rows_of(answered)
    old = [frozenset(b for b in blocks if one.invited.get(b, 1)) for one in past for blocks in one.released]
    before = set(oracle.atoms(old))
    for atom in oracle.atoms([*old, *(blocks & live.keys() for blocks in sets)]):
        if atom not in before:
            rows = [row for name in sorted(atom) for row in live.get(name, ())]
            assert len(rows) >= 5
            assert oracle.is_open(rows, 5, shares=True)


# --- over time ------------------------------------------------------------------------------------------------------


def past(*groups: str, invited: Mapping[str, int] | None = None) -> PastSurvey:
    counts = invited or dict.fromkeys("".join(groups), 9)
    return PastSurvey(tuple(frozenset(group) for group in groups), counts)


def test_same_groups_again_are_as_safe_as_before() -> None:
    told = past("a", "abc")
    assert shown(teams(12, 6, 3), past=[told]) == shown(teams(12, 6, 3), past=[told] * 40) == "+a"


def test_new_small_team_keeps_the_whole_back_where_all_others_were_told() -> None:
    """The whole of today, less what the others said last time, would be the three who are new."""
    assert shown(teams(12, 6, 3), past=[past("a", "b", "ab")]) == "ab"


def test_team_that_hid_the_other_last_time_stays_beside_it() -> None:
    """Last time a and b were told with the whole, c and d hidden: with c told now, d would be four people's."""
    assert shown(teams(4, 8, 10, 4), past=[past("a", "b", "abcd")]) == "+b"


def test_team_told_before_that_shrank_does_not_hold_the_whole_back() -> None:
    """Its largest single survey counts; today it is hidden beside another."""
    assert shown(teams(12, 6, 4), past=[past("a", "b", "c", "abc")]) == "+a"


def test_team_told_before_holds_the_whole_back_where_today_it_is_nearly_nobody() -> None:
    assert shown(teams(12, 6, 1), past=[past("a", "b", "c", "abc")]) == "ab"
    assert shown(teams(12, 6, 0), past=[past("a", "b", "c", "abc")]) == "ab"


def test_large_whole_is_rounded_too_coarsely_to_give_them_away() -> None:
    assert shown(teams(60, 40, 1), past=[past("a", "b", "c", "abc")]) == "+a"


def test_team_that_was_surely_small_when_the_whole_was_told_stays_hidden() -> None:
    """It grew from three to nine; b, told now, would uncover the three of that time."""
    then = past("a", "abc", invited={"a": 12, "b": 6, "c": 3})
    assert shown(teams(12, 6, 9), past=[then]) == "+a"
    then = past("a", "abc", invited={"a": 12, "b": 6, "c": 9})
    assert shown(teams(12, 6, 9), past=[then]) == "+abc"


def test_team_that_is_gone_is_not_uncovered() -> None:
    """Last time b and c were hidden together; c is closed, and b alone would leave c's people of then."""
    assert shown(teams(12, 9), past=[past("a", "abc")]) == "a"
    assert shown(teams(12, 9), past=[past("a", "b", "c", "abc")]) == "+ab"


def test_history_that_this_rule_would_not_have_made_is_taken_as_it_is() -> None:
    assert shown(teams(12, 9, 3), past=[past("ab"), past("abc")]) == "ab"


def test_block_nobody_was_in_then_was_not_told() -> None:
    assert shown(teams(12, 9), past=[past("a", "ab", invited={"a": 12, "b": 0})]) == "+ab"


def test_withheld_team_is_neither_shown_nor_left_over() -> None:
    assert shown(teams(12, 7, 8), withheld=frozenset("b")) == "+a"
    assert shown(teams(12, 7), withheld=frozenset("b")) == "a"
    assert shown(teams(8), withheld=frozenset(["whole"])) == ""


def test_withheld_team_is_not_given_back_by_what_the_others_said_last_time() -> None:
    """c stayed the same: the whole, less a and what c said last time, would be b's figure."""
    then = past("a", "b", "c", "abc")
    assert shown(teams(12, 7, 8), past=[then], withheld=frozenset("b")) == "ac"
    assert shown(teams(12, 7, 8), past=[then], withheld=frozenset("bc")) == "+a"
    assert shown(teams(80, 30, 8), past=[then], withheld=frozenset("c")) == "+a"


# --- one more view --------------------------------------------------------------------------------------------------


def view(blocks: str) -> Candidate:
    return Candidate(f"view-{blocks}", frozenset(blocks))


def test_view_that_would_uncover_a_small_team_is_refused_with_its_reason() -> None:
    answered = teams(12, 6, 3)
    told = [view("a"), view("abc")]
    assert find_refusal(view("bc"), told, answered) is None
    assert find_refusal(view("b"), told, answered) == REFUSED
    assert find_refusal(view("ac"), told, answered) == REFUSED


def test_once_answers_are_gone_only_what_is_told_anyway_may_be_seen() -> None:
    told = [view("a"), view("abc")]
    assert [find_refusal(view(blocks), told) for blocks in ("a", "bc", "abc")] == [None] * 3
    assert [find_refusal(view(blocks), told) for blocks in ("b", "ab", "d", "abcd")] == [REFUSED] * 4
    assert find_refusal(view("a"), []) == REFUSED


def test_view_is_set_beside_earlier_surveys_and_withheld_teams() -> None:
    answered = teams(12, 6, 5)
    assert find_refusal(view("abc"), [view("a")], answered, past=[past("ab")]) is None
    assert find_refusal(view("abc"), [view("a")], answered, past=[past("abd")]) == REFUSED
    assert find_refusal(view("abc"), [view("ab")], answered, withheld=[frozenset("c")]) == REFUSED
