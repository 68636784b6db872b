"""Refusals, the two questions and bent rules in words: every value has some, and a few people have no share."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.bent_agenda import agenda_item, agenda_words, rules_to_review, week_to_ask, weeks_of
from pie_audit.domain.bent_rule import Agreed, BentRule, Proposal
from pie_audit.domain.quarter import Quarter, iso_week
from pie_audit.domain.refusal import AgencyKind, Direction, Next, Reason, usual_level
from pie_audit.domain.refusal_words import (
    agreed_words,
    direction_words,
    kind_words,
    must_stop_words,
    next_words,
    proposal_words,
    reason_words,
    refusal_sums,
    together_words,
)
from pie_audit.domain.small_log_sums import Lump

WORDS = (
    (direction_words, Direction),
    (reason_words, Reason),
    (next_words, Next),
    (kind_words, (*AgencyKind, None)),
    (agreed_words, Agreed),
    (proposal_words, Proposal),
)


@pytest.mark.parametrize(("words", "values"), WORDS)
def test_each_value_has_words_of_its_own(words, values) -> None:  # type: ignore[no-untyped-def]  # six kinds
    said = [words(value) for value in values]
    assert all(said)
    assert len(set(said)) == len(said)


def test_twelve_offered_and_seven_done_are_told_and_nine_are_not() -> None:
    assert together_words(12, 7) == "7 of 12 done together"
    assert together_words(10, 0) == "0 of 10 done together"
    assert together_words(9, 7) == (
        "Offered to 9 people so far. From 10 on, this says with how many it was done."
    )


def test_must_stop_using_first_has_a_sentence_only_where_it_was_said() -> None:
    assert must_stop_words(0) == ""
    assert must_stop_words(3).startswith("Told to stop using first: 3 times.")


def test_whose_it_is_to_solve_follows_who_refused() -> None:
    assert [usual_level(direction).value for direction in Direction] == ["service", "system"]


@given(st.dictionaries(st.tuples(st.sampled_from(Direction), st.sampled_from(Reason)), st.integers(1, 50)))
def test_sums_lose_and_invent_nobody(counts: dict[tuple[Direction, Reason], int]) -> None:
    sums = refusal_sums(counts, ())
    assert sums.times == sum(counts.values()) == sum(n for _reason, n in sums.reasons)
    assert [n for _reason, n in sums.reasons] == sorted((n for _reason, n in sums.reasons), reverse=True)
    assert sums.must_stop_using == dict(sums.reasons).get(Reason.MUST_STOP_USING, 0)


def test_an_agency_in_three_spellings_is_one() -> None:
    spellings = (Lump("the GPs", 1), Lump("GP", 4), Lump("gp", 2), Lump("Council", 5))
    assert [(a.of, a.entries) for a in refusal_sums({}, spellings).agencies] == [("GP", 7), ("Council", 5)]


def note(rule: str, why: str) -> BentRule:
    return BentRule("", "team", "2026-W47", rule, "Let her in", why)


def test_three_bends_in_two_spellings_are_one_item_with_three_reasons() -> None:
    counts = {"No pets": 2, "no pet": 1, "No guests": 2}
    (group,) = rules_to_review(counts)
    notes = [
        note("No pets", "Cold"),
        note("no pet", "Old dog"),
        note("No pets", "Late"),
        note("No guests", "x"),
    ]
    item = agenda_item(group, counts, notes)
    assert (item.rule, item.times, item.reasons) == ("No pets", 3, ("Cold", "Old dog", "Late"))
    assert agenda_words(item) == "Bent 3 times this quarter. Time to review this rule?"


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_every_week_belongs_to_exactly_one_quarter(day: date) -> None:
    week, quarter = iso_week(day), Quarter.of(day)
    around = [quarter.plus(n) for n in (-1, 0, 1)]
    assert sum(weeks_of(q)[0] <= week <= weeks_of(q)[1] for q in around) == 1


@given(noted=st.dates(date(2020, 1, 1), date(2040, 12, 31)), later=st.integers(0, 40))
def test_what_happened_is_asked_for_after_two_weeks_and_before_three(noted: date, later: int) -> None:
    asked = iso_week(noted) <= week_to_ask(noted + timedelta(days=later))
    assert not (asked and later < 14)
    assert asked or later < 21
