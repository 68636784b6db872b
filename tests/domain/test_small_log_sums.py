"""Small logs add up by month, by process and by episode, never by worker; a few entries aren't summed."""

from __future__ import annotations

from fractions import Fraction
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.small_log_sums import (
    FEWEST_SUMMED,
    MOST_EPISODES,
    a_month_words,
    episode_sums,
    friction_sums,
    lost_words,
    middle_words,
    newest_words,
    next_label,
    tellings_sums,
)
from pie_audit.domain.small_logs import Friction, FrictionEnd, Tellings


def errand(
    minutes: int, month: str = "2026-11", process: str = "housing office", **changes: object
) -> Friction:
    usual: dict[str, object] = {"end": FrictionEnd.PARTLY, "level": BarrierLevel.SERVICE} | changes
    return Friction("", "team", month, "A room for tonight", process, minutes, **usual)  # type: ignore[arg-type]


def told(times: int, label: str = "T1", month: str = "2026-11", avoidable: int = 0) -> Tellings:
    return Tellings("", "team", month, label, times, 1, avoidable)


def test_three_entries_at_one_office_are_summed_in_hours() -> None:
    sums = friction_sums([errand(270), errand(45), errand(30)])
    assert [lost_words(month) for month in sums.months] == ["5.8 hours, 3 entries"]
    assert [lost_words(process) for process in sums.processes] == ["5.8 hours, 3 entries"]


def test_two_entries_are_not_summed() -> None:
    sums = friction_sums([errand(270), errand(45)])
    assert lost_words(sums.months[0]) == "fewer than 3 entries: not summed"
    assert (sums.minutes, a_month_words(sums)) == (None, "")


def test_six_entries_over_two_months_are_told_by_month() -> None:
    entries = [errand(220, month) for month in ("2026-10", "2026-11") for _i in range(3)]
    assert a_month_words(friction_sums(entries)) == (
        "About 11 hours a month across 6 entries (own estimates)."
    )


def test_months_without_an_entry_between_two_count_as_months() -> None:
    sums = friction_sums([errand(60, "2025-12"), errand(60, "2026-02"), errand(60, "2026-02")])
    assert sums.over_months == 3
    assert a_month_words(sums) == "About 1.0 hours a month across 3 entries (own estimates)."


def test_one_process_is_one_however_it_is_typed() -> None:
    sums = friction_sums(
        [errand(30, process=p) for p in ("Housing  office", "The Housing Offices", "housing office")]
    )
    assert [(p.of, p.entries, p.minutes) for p in sums.processes] == [("Housing office", 3, 90)]


def test_the_five_that_cost_most_come_first_and_those_too_few_to_sum_last() -> None:
    many = [errand(n, process=f"office {n}") for n in range(1, 6) for _i in range(3)]
    sums = friction_sums([errand(999, process="rare"), *many])
    assert [p.of for p in sums.processes] == [f"office {n}" for n in (5, 4, 3, 2, 1)]


def test_levels_and_how_it_ended_are_counts() -> None:
    sums = friction_sums(
        [
            errand(10, level=BarrierLevel.SYSTEM, end=FrictionEnd.TURNED_AWAY),
            errand(10, level=BarrierLevel.SYSTEM, bend_would_help=True),
            errand(10),
        ]
    )
    assert dict(sums.levels) == {BarrierLevel.SYSTEM: 2, BarrierLevel.SERVICE: 1}
    assert (sums.turned_away, sums.bend_would_help) == (1, 1)


def test_nothing_adds_up_to_nothing() -> None:
    assert (friction_sums([]).months, friction_sums([]).over_months) == ((), 0)
    assert (tellings_sums([]).middle, middle_words(tellings_sums([]))) == (None, "")


def test_five_episodes_have_a_middle_and_no_share() -> None:
    sums = tellings_sums([told(n) for n in (6, 4, 9, 3, 5)])
    assert (sums.episodes, sums.middle, sums.avoidable) == ((6, 4, 9, 3, 5), Fraction(5), None)
    assert middle_words(sums) == "Half of these stories were told 5 times or more."


def test_from_ten_episodes_on_the_avoidable_part_is_told() -> None:
    sums = tellings_sums([told(4, avoidable=1) for _i in range(10)])
    assert middle_words(sums).endswith("10 of 40 tellings could have been avoided.")


def test_a_middle_between_two_numbers_has_one_decimal() -> None:
    assert "4.5 times" in middle_words(tellings_sums([told(4), told(5)]))


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 5), st.integers(0, 90)), max_size=60))
def test_counts_of_episodes_add_up_to_what_the_episodes_do(episodes: list[tuple[int, int, int]]) -> None:
    sums = episode_sums(episodes)
    times, days = [one[0] for one in episodes], [one[2] for one in episodes if one[2]]
    assert (sums.count, sums.times, sums.episodes) == (len(times), sum(times), tuple(times[:MOST_EPISODES]))
    assert sums.middle == (median(map(Fraction, times)) if times else None)
    assert (sums.days_said, sums.middle_days) == (len(days), median(map(Fraction, days)) if days else None)


def test_how_many_are_drawn_is_said_where_some_are_left_out() -> None:
    assert newest_words(40, 40) == ""
    assert newest_words(40, 20_000) == "The newest 40 of 20,000 episodes"


@pytest.mark.parametrize(
    ("labels", "expected"), [([], "T1"), (["T1", "T2"], "T3"), (["t1", "T3"], "T2"), (["A9"], "T1")]
)
def test_the_next_label_is_the_first_that_is_free_this_month(labels: list[str], expected: str) -> None:
    taken = [told(1, label) for label in labels]
    assert next_label([*taken, told(1, expected, "2026-10")], "2026-11") == expected


@given(st.lists(st.tuples(st.integers(1, 2400), st.sampled_from(["2026-09", "2026-11"]))))
def test_no_sum_ever_rests_on_fewer_entries_than_three(given_errands: list[tuple[int, str]]) -> None:
    sums = friction_sums([errand(minutes, month) for minutes, month in given_errands])
    every = (*sums.months, *sums.processes)
    assert all((lost.minutes is None) == (lost.entries < FEWEST_SUMMED) for lost in every)
    assert sum(month.entries for month in sums.months) == len(given_errands)
