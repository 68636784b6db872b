"""What leaves an opened box: exactly what the rules allow, the same whoever answered first, and never a small group."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import chain, combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pie_audit.analysis.survey_figures import Earlier, Words, tabulate
from pie_audit.domain.survey import (
    WHOLE,
    Answers,
    Block,
    Cast,
    Released,
    ReportGroup,
    Statistic,
    SurveyPlan,
    Voice,
)
from tests.analysis.keys import SHIPPED

PULSE, QUICK, WHO = SHIPPED["pulse10-1"], SHIPPED["pulse5-1"], SHIPPED["who-5"]
CLOSES = date(2026, 11, 29)
EXAMPLE = {1: 3, 2: 1, 3: 2, 4: 3, 5: 2, 6: 4, 7: 2, 8: 3, 9: 2, 10: 1}
"""The person of wellbeing.md, section (a): Load 62.5, Ground 70."""
HEAVY = {1: 4, 2: 0, 3: 0, 4: 1, 5: 0, 6: 1, 7: 1, 8: 1, 9: 4, 10: 4}
LIGHT = {1: 0, 2: 4, 3: 3, 4: 4, 5: 4, 6: 4, 7: 3, 8: 3, 9: 1, 10: 0}
MIXED = (EXAMPLE, HEAVY, LIGHT)


def plan_of(sizes: Mapping[str, int], **changes: Any) -> SurveyPlan:
    """A team in each block, with so many people who are asked."""
    blocks = tuple(
        Block(name, name, "", tuple(f"{name}-{at:02d}" for at in range(size))) for name, size in sizes.items()
    )
    usual = SurveyPlan(
        survey_id="autumn",
        title="Autumn pulse",
        purpose="",
        organiser_id="",
        instrument_id=PULSE.id,
        instrument_version=1,
        instrument_digest="",
        blocks=blocks,
        groups=tuple(ReportGroup(name, name, frozenset({name})) for name in sizes),
        keepers=("a", "b", "c"),
        closes_on=CLOSES,
        report_by=CLOSES,
    )
    return replace(usual, **changes)


def cast_by(sizes: Mapping[str, int], kinds: Sequence[Mapping[int, int]] = MIXED) -> list[Cast]:
    """So many ballots of each block, of these kinds in turn."""
    return [
        Cast(block, Answers(values=kinds[at % len(kinds)]))
        for block, size in sizes.items()
        for at in range(size)
    ]


def shown(released: Sequence[Released]) -> set[str]:
    """The groups with a figure."""
    return {one.group_id for one in released if one.what.startswith(("scale/", "item/"))}


def figures(released: Sequence[Released], group: str, what: str) -> dict[str, int | str | None]:
    """What was told of one subject in one group."""
    mine = [one for one in released if (one.group_id, one.what) == (group, what)]
    return {str(one.statistic): one.words or one.value for one in mine}


class TestWhatIsTold:
    def test_means_of_the_worked_example_are_in_whole_points_and_shares_in_thirds(self) -> None:
        sizes = {"days": 12}
        out = tabulate(plan_of(sizes), PULSE, cast=cast_by(sizes))
        light = Fraction((0 + 0 + 1 + 1) * 25, 4)
        mean = (Fraction(125, 2) + 100 + light) / 3
        assert figures(out, "days", "scale/load") == {
            "mean": int((2 * mean + 1) // 2),
            "low": 30,
            "middle": 30,
            "high": 30,
        }
        assert figures(out, WHOLE, "scale/load") == figures(out, "days", "scale/load")

    def test_all_figures_rest_on_those_with_a_valid_score_on_every_scale(self) -> None:
        """Six more have no Load: nothing of theirs counts, not even their Ground."""
        sizes = {"days": 12}
        without_load = {no: value for no, value in HEAVY.items() if no not in {2, 3}}
        more = [Cast("days", Answers(values=without_load))] * 6
        plan = plan_of({"days": 18})
        asked = tabulate(plan, PULSE, cast=[*cast_by(sizes), *more])
        assert figures(asked, "days", "scale/ground") == figures(
            tabulate(plan, PULSE, cast=cast_by(sizes)), "days", "scale/ground"
        )

    def test_a_skipped_item_leaves_its_scale_as_long_as_enough_are_answered(self) -> None:
        skipped = {no: value for no, value in EXAMPLE.items() if no != 2}
        out = tabulate(plan_of({"days": 12}), PULSE, cast=cast_by({"days": 12}, [skipped, HEAVY, LIGHT]))
        mean = (Fraction(175, 3) + 100 + Fraction(25, 2)) / 3
        assert figures(out, "days", "scale/load")["mean"] == int((2 * mean + 1) // 2)

    def test_items_are_told_of_the_whole_alone(self) -> None:
        sizes = {"days": 12, "nights": 12}
        out = tabulate(plan_of(sizes), PULSE, cast=cast_by(sizes))
        assert {one.group_id for one in out if one.what.startswith("item/")} == {WHOLE}

    def test_items_are_means_and_shares_from_twenty_answers_on(self) -> None:
        sizes = {"days": 21}
        out = tabulate(plan_of(sizes), PULSE, cast=cast_by(sizes))
        assert figures(out, WHOLE, "item/1") == {"mean": 58, "low": 30, "middle": 5, "high": 70}

    def test_items_are_one_word_of_three_below_twenty(self) -> None:
        sizes = {"days": 19}
        out = tabulate(plan_of(sizes), PULSE, cast=cast_by(sizes))
        assert figures(out, WHOLE, "item/1") == {"band": "middle"}
        assert figures(out, WHOLE, "item/6") == {"band": "high"}
        assert len([one for one in out if one.what.startswith("item/")]) == 10

    def test_one_item_with_fewer_than_twenty_answers_makes_all_of_them_words(self) -> None:
        sizes = {"days": 20}
        cast = cast_by(sizes)
        cast[0] = Cast("days", Answers(values={no: v for no, v in EXAMPLE.items() if no != 10}))
        out = tabulate(plan_of(sizes), PULSE, cast=cast)
        assert {one.statistic for one in out if one.what.startswith("item/")} == {Statistic.BAND}

    def test_an_item_that_too_few_answered_is_not_told(self) -> None:
        sizes = {"days": 12}
        without = [{no: v for no, v in kind.items() if no != 10} for kind in MIXED]
        cast = [*cast_by({"days": 8}, without), *cast_by({"days": 4})]
        out = tabulate(plan_of(sizes), PULSE, cast=cast)
        assert figures(out, WHOLE, "item/10") == {}
        assert figures(out, WHOLE, "item/9") != {}

    def test_an_item_on_which_all_agree_is_not_told_and_cannot_be_worked_out_from_its_scale(self) -> None:
        """Item 6 is the same for everybody; with Ground and its four others it would be known after all."""
        sizes = {"days": 24}
        kinds = [kind | {6: 4} for kind in MIXED]
        out = tabulate(plan_of(sizes), PULSE, cast=cast_by(sizes, kinds))
        told = {one.what for one in out if one.statistic is Statistic.MEAN and one.what.startswith("item/")}
        assert "item/6" not in told
        assert len({"item/4", "item/5", "item/7", "item/8"} & told) == 3
        assert figures(out, WHOLE, "scale/ground")

    @pytest.mark.parametrize(("apart", "told"), [(1, {"mean"}), (2, {"mean", "low", "middle", "high"})])
    def test_a_team_nearly_at_one_about_an_item_keeps_its_shares_back(
        self, apart: int, told: set[str]
    ) -> None:
        """In the whole three or more say item 7 is low, and so many of them in a team whose scales are shown."""
        sizes = {"a": 8, "b": 16}
        low = {0, 1} if apart == 2 else {0}
        cast = [
            Cast(
                one.block_id,
                Answers(values={**one.answers.values, 7: 0 if at in low | {8, 9} else 3 + at % 2}),
            )
            for at, one in enumerate(cast_by(sizes))
        ]
        out = tabulate(plan_of(sizes), PULSE, cast=cast)
        assert shown(out) == {"a", "b", WHOLE}
        assert figures(out, WHOLE, "item/7").keys() == told

    def test_a_team_at_the_top_of_an_item_keeps_its_mean_back(self) -> None:
        sizes = {"a": 8, "b": 16}
        top = [kind | {7: 4} for kind in MIXED]
        out = tabulate(plan_of(sizes), PULSE, cast=[*cast_by({"a": 8}, top), *cast_by({"b": 16})])
        assert shown(out) == {"a", "b", WHOLE}
        assert figures(out, WHOLE, "item/7") == {}

    def test_a_part_that_no_figure_tells_apart_may_be_at_one_about_an_item(self) -> None:
        top = [kind | {7: 4} for kind in MIXED]
        cast = [*cast_by({"a": 8}, top), *cast_by({"b": 16})]
        out = tabulate(plan_of({"a": 8, "b": 16}, groups=()), PULSE, cast=cast)
        assert figures(out, WHOLE, "item/7") != {}

    def test_a_quick_pulse_without_scales_tells_items_of_the_whole_and_no_group(self) -> None:
        sizes = {"days": 24}
        plan = plan_of(sizes, instrument_id=QUICK.id)
        out = tabulate(plan, QUICK, cast=cast_by(sizes))
        assert shown(out) == {WHOLE}
        assert {one.what for one in out if one.what != "participation"} <= {
            f"item/{item.no}" for item in QUICK.items
        }

    def test_of_some_instruments_nothing_finer_than_a_mean_leaves(self) -> None:
        assert WHO.team_means_only
        worded = replace(WHO, items=tuple(replace(item, text=f"Item {item.no}") for item in WHO.items))
        sizes = {"days": 24}
        kinds = [dict.fromkeys(range(1, 6), value) for value in (1, 3, 4)]
        out = tabulate(plan_of(sizes, instrument_id=WHO.id), worded, cast=cast_by(sizes, kinds))
        assert {one.statistic for one in out} == {Statistic.MEAN, Statistic.PARTICIPATION}

    def test_an_answer_that_is_not_offered_counts_as_skipped(self) -> None:
        sizes = {"days": 12}
        odd = [kind | {10: 9} for kind in MIXED]
        out = tabulate(plan_of(sizes), PULSE, cast=cast_by(sizes, odd))
        assert figures(out, WHOLE, "item/10") == {}
        assert figures(out, "days", "scale/load")

    def test_a_ballot_of_a_block_that_nobody_planned_is_left_out(self) -> None:
        sizes = {"days": 12}
        strange = [Cast("elsewhere", Answers(values=HEAVY))] * 9
        plan = plan_of(sizes)
        assert figures(
            tabulate(plan, PULSE, cast=[*cast_by(sizes), *strange]), WHOLE, "scale/load"
        ) == figures(tabulate(plan, PULSE, cast=cast_by(sizes)), WHOLE, "scale/load")


class TestWhatIsHidden:
    """The table of wellbeing.md, section (c)."""

    def test_scores_that_nobody_can_have_keep_no_team_open(self) -> None:
        """Load is 37.5 for four and 68.75 for four, which is the least of the highest third, and not 66.7."""
        kinds = [
            EXAMPLE | dict(zip((1, 2, 3, 9), load, strict=True)) for load in ((2, 2, 3, 1), (4, 1, 2, 2))
        ]
        other = [EXAMPLE | {4: 1, 5: 1, 6: 1, 7: 0, 8: 1}, EXAMPLE | {4: 4, 5: 3, 6: 4, 7: 3, 8: 2}]
        mixed = [one | {no: more[no] for no in range(4, 9)} for one, more in zip(kinds, other, strict=True)]
        assert shown(tabulate(plan_of({"a": 8}), PULSE, cast=cast_by({"a": 8}, mixed))) == set()

    @pytest.mark.parametrize(
        ("sizes", "told"),
        [
            ((12, 6, 3), {"a", WHOLE}),
            ((12, 3), {"a"}),
            ((10, 8, 4, 4), {"a", "b", WHOLE}),
            ((7, 6, 5, 4), {"a", "b", WHOLE}),
            ((12, 3, 1), {"a"}),
            ((4,), set()),
            ((4, 4, 4), {WHOLE}),
        ],
    )
    def test_the_table_of_groups(self, sizes: tuple[int, ...], told: set[str]) -> None:
        teams = dict(zip("abcd", sizes, strict=False))
        assert shown(tabulate(plan_of(teams), PULSE, cast=cast_by(teams))) == told

    def test_where_the_whole_is_hidden_nothing_of_it_leaves_but_the_band_of_participation(self) -> None:
        sizes = {"a": 12, "b": 3}
        plan = plan_of(sizes, voice=Voice.CAUSES)
        out = tabulate(plan, PULSE, cast=cast_by(sizes), causes=("cover", "breaks"))
        assert [one.what for one in out if one.group_id == WHOLE] == ["participation"]

    def test_nothing_leaves_an_empty_box_but_that_few_took_part(self) -> None:
        out = tabulate(plan_of({"a": 12}), PULSE, cast=[])
        assert [(one.what, one.words) for one in out] == [("participation", "under half")]


class TestSinceLastTime:
    def earlier(
        self, sizes: Mapping[str, int], kinds: Sequence[Mapping[int, int]], **changes: Any
    ) -> Earlier:
        plan = plan_of(sizes, survey_id="summer", closes_on=CLOSES - timedelta(days=91), **changes)
        return Earlier(plan, tabulate(plan, PULSE, cast=cast_by(sizes, kinds)))

    def change(self, before: Earlier, plan: SurveyPlan, what: str = "scale/load") -> object:
        cast = cast_by({block.block_id: block.invited for block in plan.blocks})
        out = tabulate(plan, PULSE, cast=cast, earlier=[before])
        return figures(out, plan.groups[0].group_id, what).get("change")

    def test_a_change_of_ten_points_is_told_where_the_same_people_are_asked(self) -> None:
        sizes = {"days": 12}
        before = self.earlier(sizes, [EXAMPLE, LIGHT, LIGHT, HEAVY])
        assert self.change(before, plan_of(sizes)) == "higher"

    def test_the_points_of_its_plan_say_what_is_a_change(self) -> None:
        sizes = {"days": 12}
        before = self.earlier(sizes, [EXAMPLE, LIGHT, LIGHT, HEAVY])
        assert self.change(before, plan_of(sizes, scale_points=40)) == "much the same"
        assert self.change(self.earlier(sizes, MIXED), plan_of(sizes, scale_points=0)) == "lower"

    def test_less_is_much_the_same(self) -> None:
        sizes = {"days": 12}
        before = self.earlier(sizes, MIXED)
        assert self.change(before, plan_of(sizes)) == "much the same"

    def test_nothing_is_told_of_a_change_where_two_people_joined(self) -> None:
        before = self.earlier({"days": 12}, [LIGHT, HEAVY, LIGHT])
        assert self.change(before, plan_of({"days": 14})) is None

    def test_a_small_team_that_two_joined_is_not_told_at_all(self) -> None:
        before = self.earlier({"days": 6}, MIXED)
        now = {"days": 8}
        assert shown(tabulate(plan_of(now), PULSE, cast=cast_by(now), earlier=[before])) == set()
        assert shown(tabulate(plan_of(now), PULSE, cast=cast_by(now))) == {"days", WHOLE}

    def test_another_instrument_is_no_last_time(self) -> None:
        sizes = {"days": 12}
        before = self.earlier(sizes, [LIGHT, EXAMPLE, LIGHT, HEAVY], instrument_id="another")
        assert self.change(before, plan_of(sizes)) is None

    def test_a_survey_that_closes_later_is_no_last_time(self) -> None:
        sizes = {"days": 12}
        before = self.earlier(sizes, [LIGHT, EXAMPLE, LIGHT, HEAVY])
        later = Earlier(replace(before.plan, closes_on=CLOSES + timedelta(days=7)), before.released)
        assert self.change(later, plan_of(sizes)) is None

    def test_what_was_shown_before_may_hide_what_would_be_shown_now(self) -> None:
        """The whole of 12 and 3 beside the 12 alone, shown last time, would tell of the 3."""
        before = self.earlier({"a": 12, "b": 3}, MIXED)
        assert shown(before.released) == {"a"}
        now = plan_of({"a": 12, "b": 3}, groups=())
        assert shown(tabulate(now, PULSE, cast=cast_by({"a": 12, "b": 3}), earlier=[before])) == set()


class TestWords:
    def ballots(self, n: int) -> list[Cast]:
        return [
            Cast("days", replace(one.answers, comment=f" Words of somebody {at}" if at < n else ""))
            for at, one in enumerate(cast_by({"days": 24}))
        ]

    def test_comments_leave_where_ten_were_written_and_only_those_that_were_kept(self) -> None:
        plan = plan_of({"days": 24}, voice=Voice.QUOTES)
        kept = ("Words of somebody 7", "Words of somebody 2")
        out = tabulate(plan, PULSE, cast=self.ballots(10), words=Words(kept=kept))
        told = [one for one in out if one.statistic is Statistic.TEXT]
        assert {one.words for one in told} == set(kept)
        assert {one.group_id for one in told} == {WHOLE}

    def test_nine_comments_stay_in_the_box(self) -> None:
        plan = plan_of({"days": 24}, voice=Voice.QUOTES)
        out = tabulate(plan, PULSE, cast=self.ballots(9), words=Words(kept=("Words of somebody 7",)))
        assert not [one for one in out if one.statistic is Statistic.TEXT]

    def test_where_themes_were_planned_no_comment_leaves(self) -> None:
        plan = plan_of({"days": 24}, voice=Voice.THEMES)
        words = Words(kept=("Words of somebody 7",), themes=("Handover is rushed",))
        out = tabulate(plan, PULSE, cast=self.ballots(10), words=words)
        assert [one.words for one in out if one.statistic is Statistic.TEXT] == ["Handover is rushed"]

    def test_a_comment_that_nobody_wrote_is_refused(self) -> None:
        plan = plan_of({"days": 24}, voice=Voice.QUOTES)
        with pytest.raises(ValueError, match="nobody wrote"):
            tabulate(plan, PULSE, cast=self.ballots(12), words=Words(kept=("Made up",)))

    def test_the_same_words_from_two_people_stand_twice(self) -> None:
        plan = plan_of({"days": 24}, voice=Voice.QUOTES)
        cast = [replace(one, answers=replace(one.answers, comment="More cover")) for one in self.ballots(0)]
        out = tabulate(plan, PULSE, cast=cast, words=Words(kept=("More cover", "More cover")))
        told = [one for one in out if one.statistic is Statistic.TEXT]
        assert [one.words for one in told] == ["More cover", "More cover"]
        assert len({one.what for one in told}) == 2

    def test_causes_are_told_as_few_about_half_or_most(self) -> None:
        cast = [
            replace(one, answers=replace(one.answers, causes=frozenset({"cover"} if at < 20 else {"breaks"})))
            for at, one in enumerate(cast_by({"days": 24}))
        ]
        out = tabulate(plan_of({"days": 24}), PULSE, cast=cast, causes=("breaks", "cover", "pay"))
        assert {o.what: o.words for o in out if o.statistic is Statistic.SHARE} == {
            "cause/breaks": "few",
            "cause/cover": "most",
            "cause/pay": "few",
        }


ballots = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.dictionaries(st.integers(1, 10), st.integers(0, 4), min_size=6),
        st.sampled_from(["", "cover", "Jo was late on Tuesday"]),
    ),
    max_size=40,
)


class TestWhateverPeopleSay:
    @given(ballots, st.randoms(use_true_random=False))
    @settings(max_examples=60, deadline=None)
    def test_the_order_of_ballots_changes_nothing(self, said: list[Any], chance: random.Random) -> None:
        cast = [Cast(block, Answers(values, frozenset({text}), text)) for block, values, text in said]
        plan = plan_of({"a": 15, "b": 15, "c": 10}, voice=Voice.QUOTES)
        mixed = chance.sample(cast, len(cast))
        words = Words(kept=tuple(one.answers.comment for one in cast if one.answers.comment))
        first, second = (tabulate(plan, PULSE, cast=c, words=words) for c in (cast, mixed))
        assert first == second

    @given(ballots)
    @settings(max_examples=60, deadline=None)
    def test_nothing_is_told_of_fewer_than_five_and_no_number_is_a_count(self, said: list[Any]) -> None:
        cast = [Cast(block, Answers(values, frozenset({text}), text)) for block, values, text in said]
        plan = plan_of({"a": 15, "b": 15, "c": 10})
        valid = [one for one in cast if _has_both(one.answers.values)]
        by_block = {name: sum(one.block_id == name for one in valid) for name in "abc"}
        out = tabulate(plan, PULSE, cast=cast, causes=("cover",))
        for group in shown(out):
            people = len(valid) if group == WHOLE else by_block[group]
            assert people >= 5
            hidden = sum(n for name, n in by_block.items() if name not in shown(out) and n)
            assert group != WHOLE or hidden == 0 or hidden >= 5
        for one in out:
            assert one.value is None or one.statistic in _NUMBERS
            assert one.value is None or 0 <= one.value <= 100
            assert one.words in _WORDS
            if one.statistic in _SHARES:
                assert one.value in {5, 95, *range(10, 91, 10)}


sizes_of_four = st.fixed_dictionaries(dict.fromkeys("abcd", st.integers(0, 13)))


class TestOverSeveralSurveys:
    @given(st.lists(sizes_of_four, min_size=1, max_size=4))
    @settings(max_examples=30, deadline=None)
    def test_no_figures_together_tell_of_fewer_than_five(self, surveys: list[dict[str, int]]) -> None:
        """Whatever was shown in all of them, no sum or difference of groups is a few people (by rank, from outside)."""
        told: list[Earlier] = []
        for at, sizes in enumerate(surveys):
            plan = plan_of(sizes, survey_id=f"survey {at}", closes_on=CLOSES + timedelta(days=91 * at))
            told.append(Earlier(plan, tabulate(plan, PULSE, cast=cast_by(sizes), earlier=told)))
        shown_sets = {
            frozenset(block for block in blocks if sizes[block])  # nobody was in the others
            for one, sizes in zip(told, surveys, strict=True)
            for blocks in one.shown
        }
        rows = [[int(block in blocks) for block in "abcd"] for blocks in shown_sets]
        for few in chain.from_iterable(combinations("abcd", n) for n in range(1, 5)):
            people = max(sum(sizes[block] for block in few) for sizes in surveys)
            if 0 < people < 5 and rows:
                wanted = [int(block in few) for block in "abcd"]
                assert np.linalg.matrix_rank([*rows, wanted]) > np.linalg.matrix_rank(rows), (few, shown_sets)

    @given(sizes_of_four, st.integers(1, 4))
    @settings(max_examples=20, deadline=None)
    def test_a_change_is_never_told_where_a_few_moved(self, sizes: dict[str, int], moved: int) -> None:
        before = plan_of(sizes, survey_id="summer", closes_on=CLOSES - timedelta(days=91))
        earlier = Earlier(before, tabulate(before, PULSE, cast=cast_by(sizes)))
        more = {block: size + moved for block, size in sizes.items()}
        out = tabulate(plan_of(more), PULSE, cast=cast_by(more), earlier=[earlier])
        changed = {one.group_id for one in out if one.statistic is Statistic.CHANGE}
        assert changed <= {
            WHOLE
        }  # of all four together at least five have moved where anybody was there before
        assert moved > 1 or not changed


_SHARES = {Statistic.LOW, Statistic.MIDDLE, Statistic.HIGH}
_NUMBERS = {Statistic.MEAN, *_SHARES}
_WORDS = {
    "",
    *("low", "middle", "high"),
    *("few", "about half", "most"),
    *("under half", "more than half"),
}


def _has_both(values: Mapping[int, int]) -> bool:
    return len(values.keys() & {1, 2, 3, 9}) >= 3 and len(values.keys() & {4, 5, 6, 7, 8}) >= 4
