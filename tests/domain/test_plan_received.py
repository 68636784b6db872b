"""A plan from outside is read strictly: known fields, plain text and sensible numbers, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.errors import CannotRead
from pie_audit.domain.plan_received import (
    MOST_CHARACTERS,
    MOST_PARTS,
    MOST_PLAN,
    fitting,
    plan_from_body,
    plan_from_text,
    plan_to_body,
    plan_to_text,
)
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.shared_plan import SharedAction, ShownTheme
from tests.make_shared import AUTUMN, shared, shared_ask

PLAN = shared("Quayside House", shared_ask(), theme=ShownTheme("B", "Support", "We do.", ((AUTUMN, "5/2"),)))


def body(**changes: Any) -> dict[str, Any]:
    made: dict[str, Any] = plan_to_body(PLAN, "digest")
    made["plan"].update(changes)
    return made


def test_a_plan_comes_back_as_it_went() -> None:
    assert plan_from_body(plan_to_body(PLAN, "digest")) == (PLAN, "digest")
    assert plan_from_text(plan_to_text(PLAN)) == PLAN


def test_a_field_of_a_later_version_is_left_out_and_one_that_is_missing_keeps_its_default() -> None:
    made = body(colour="blue")
    del made["plan"]["contact"]
    assert plan_from_body(made) == (replace(PLAN, contact=""), "digest")


STRANGE = {
    "sender": ["", "x", "A" * 32, "a" * 31, None, 7],
    "team": ["", "  ", "x" * 400, None, 5],
    "made": [-1, 10**7, "1", 1.0, True, None],
    "quarter": [{}, {"year": 2026, "number": 5}, {"year": 10, "number": 1}, "2026Q4", None],
    "edition": ["more", None, 1],
    "signed_on": ["yesterday", "9999-12-31", 20261211],
    "asks": [None, "text", [1], [{}], {"a": 1}],
    "actions": [[{"what": "x"}], [{"what": "x", "status": "done", "carried": -1}]],
    "barriers": [[{"level": "moon", "words": "x"}], "none"],
    "theme": [{}, [], "B"],
    "contact": ["x" * (MOST_CHARACTERS + 1), 5],
    "is_demo": ["yes", 1],
}


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, values in STRANGE.items() for v in values])
def test_a_value_that_cannot_be_meant_is_refused(name: str, value: object) -> None:
    assert plan_from_body(body(**{name: value})) is None


@pytest.mark.parametrize("mean", ["", "x", "1e9", "1/0", "-1/2", "9/2", "1/1/1", "0.5", "1" * 9 + "/1"])
def test_a_mean_is_a_fraction_of_small_numbers_up_to_four(mean: str) -> None:
    point = [{"year": 2026, "number": 4}, mean]
    theme = {"theme_id": "B", "title": "Support", "words": "We do.", "points": [point]}
    assert plan_from_body(body(theme=theme)) is None


def test_two_asks_of_one_code_and_too_many_parts_are_refused() -> None:
    twice = replace(PLAN, asks=(shared_ask(), shared_ask()))
    many = replace(PLAN, actions=(SharedAction("x", "done"),) * (MOST_PARTS + 1))
    assert plan_from_body(plan_to_body(twice, "d")) is None
    assert plan_from_body(plan_to_body(many, "d")) is None
    odd = replace(PLAN, asks=(shared_ask(code="../../etc"),))
    assert plan_from_body(plan_to_body(odd, "d")) is None


def test_marks_that_hide_or_turn_words_are_cleaned_away() -> None:
    sly = replace(PLAN, team="Quay\u202eside\u200b House\x07", asks=(shared_ask("Co\u2066ver"),))
    found = plan_from_body(plan_to_body(sly, "d"))
    assert found is not None
    assert (found[0].team, found[0].asks[0].what) == ("Quayside House", "Cover")


@pytest.mark.parametrize("pages", [None, 1, []])
def test_a_plan_without_the_digest_of_its_pages_is_refused(pages: object) -> None:
    assert plan_from_body({**body(), "pages": pages}) is None


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"sender": 1}'])
def test_a_kept_plan_that_is_damaged_says_so(text: str) -> None:
    with pytest.raises(CannotRead, match="can’t be read"):
        plan_from_text(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(STRANGE)), JSON)
def test_whatever_stands_in_a_field_there_is_an_answer(name: str, value: object) -> None:
    found = plan_from_body(body(**{name: value}))
    assert found is None or found[0].quarter.year > 0


def test_days_and_quarters_far_off_are_refused() -> None:
    late = replace(PLAN, asks=(shared_ask(reply_by=date(9000, 1, 1)),))
    early = replace(PLAN, asks=(shared_ask(asked_in=Quarter(1, 1)),))
    assert [plan_from_body(plan_to_body(odd, "d")) for odd in (late, early)] == [None, None]


def test_a_plan_far_too_long_keeps_the_beginnings_and_can_be_read_again() -> None:
    long = "Żółw ŵ word " * 400
    asks = tuple(shared_ask(f"{n} {long}", if_no=long, cost=long) for n in range(120))
    plan = fitting(replace(PLAN, asks=asks))
    assert len(plan_to_text(plan)) <= MOST_PLAN
    assert len(plan.asks) == 120
    assert all(before.what.startswith(after.what) for before, after in zip(asks, plan.asks, strict=True))
    assert plan_from_body(plan_to_body(plan, "digest")) == (plan, "digest")


def test_a_plan_of_any_usual_length_stays_as_it_is() -> None:
    assert fitting(PLAN) == PLAN
