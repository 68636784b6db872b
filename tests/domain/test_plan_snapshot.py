"""What was signed is kept whole as plain data, and read again as it was."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pie_audit.domain import plan_snapshot
from pie_audit.domain.audit import Consensus, Dissent, SignOff
from pie_audit.domain.disclosure import TopicCounts
from pie_audit.domain.errors import CannotRead
from pie_audit.domain.influence import Influence
from pie_audit.domain.plan import Action, ActionStep
from pie_audit.domain.plan_document import Edition, plan_document
from pie_audit.domain.plan_material import PlanAction, PlanMaterial, PriorAsk
from pie_audit.domain.priority import Priority
from pie_audit.domain.team import Team, ThemeOff
from pie_audit.domain.theme_score import ThemeScore
from tests.make_plan import ADDENDUM, REPLY, make_whole

DAYS = st.dates(date(2020, 1, 1), date(2099, 12, 31))
COUNTS = st.tuples(*(st.integers(0, 50) for _level in range(5)))
MATERIAL = st.builds(
    PlanMaterial,
    team=st.builds(Team, st.text(), st.text(max_size=300), st.text()),
    quarter=st.just(make_whole().quarter),
    question_set=st.text(),
    question_set_version=st.integers(1, 99),
    scope_label=st.text(),
    levels=st.just(make_whole().levels),
    themes=st.just(make_whole().themes),
    topics=st.just(make_whole().topics),
    consensus=st.lists(st.from_type(Consensus), max_size=3).map(tuple),
    dissents=st.lists(st.from_type(Dissent), max_size=3).map(tuple),
    counts=st.lists(st.builds(TopicCounts, st.text(), st.text(), COUNTS), max_size=3).map(tuple),
    actions=st.lists(
        st.builds(
            PlanAction,
            st.builds(Action, st.text(), st.text(), st.none() | st.text(), st.text(), due=st.none() | DAYS),
            st.text(),
            st.text(),
            st.lists(st.from_type(ActionStep), max_size=2).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
    sign_offs=st.lists(st.builds(SignOff, st.text(), st.text(), DAYS, st.text()), max_size=3).map(tuple),
    positions=st.lists(
        st.builds(
            ThemeScore,
            st.text(),
            st.none() | st.builds(Fraction, st.integers(0, 40), st.integers(1, 9)),
            st.integers(0, 9),
            st.integers(0, 9),
        ),
        max_size=3,
    ).map(tuple),
    previous_asks=st.lists(st.builds(PriorAsk, st.text(), st.text(), DAYS), max_size=2).map(tuple),
    agreed_on=st.none() | DAYS,
    influences=st.lists(st.from_type(Influence), max_size=3).map(tuple),
    priorities=st.lists(st.from_type(Priority), max_size=3).map(tuple),
    themes_off=st.lists(st.from_type(ThemeOff), max_size=2).map(tuple),
)


@given(MATERIAL)
@settings(max_examples=60, deadline=None)
def test_whatever_was_signed_is_read_again_as_it_was(material: PlanMaterial) -> None:
    assert plan_snapshot.from_text(plan_snapshot.to_text(material)) == material


def test_a_whole_quarter_comes_back_and_prints_the_same_paper() -> None:
    material = make_whole(addenda=(ADDENDUM,), replies=(REPLY,))
    again = plan_snapshot.from_text(plan_snapshot.to_text(material))
    assert again == material
    for edition in Edition:
        assert plan_document(again, edition) == plan_document(material, edition)


def test_words_of_any_script_and_sign_come_back() -> None:
    words = "أهلا 🫖 Zażółć\n\u202eleft\u2028\x00 \ud800"
    material = make_whole(small_win=words)
    assert plan_snapshot.from_text(plan_snapshot.to_text(material)).small_win == words


def test_equal_material_gives_equal_text() -> None:
    backwards = dict(reversed(list(make_whole().took_part.items())))
    assert plan_snapshot.to_text(make_whole(took_part=backwards)) == plan_snapshot.to_text(make_whole())


def test_no_field_is_forgotten() -> None:
    data = plan_snapshot.to_data(make_whole())["material"]
    assert isinstance(data, dict)
    assert set(data) == {field.name for field in fields(PlanMaterial)}


def test_what_an_older_program_did_not_know_has_its_usual_value() -> None:
    data = json.loads(plan_snapshot.to_text(make_whole()))
    for field in fields(PlanMaterial):
        if field.default is not MISSING or field.default_factory is not MISSING:
            del data["material"][field.name]
    read = plan_snapshot.from_data(data)
    assert (read.influences, read.minimum, read.language) == ((), 5, "en-GB")
    assert read.topics == make_whole().topics


def test_what_a_newer_program_added_is_passed_over() -> None:
    data = json.loads(plan_snapshot.to_text(make_whole()))
    data["material"]["weather"] = "rain"
    assert plan_snapshot.from_data(data) == make_whole()


def test_a_newer_form_is_told_and_not_guessed_at() -> None:
    data = {**plan_snapshot.to_data(make_whole()), "version": plan_snapshot.VERSION + 1}
    with pytest.raises(CannotRead, match="newer pie-audit"):
        plan_snapshot.from_data(data)


def _broken(**changes: Any) -> str:
    data = json.loads(plan_snapshot.to_text(make_whole()))
    return json.dumps({**data, "material": {**data["material"], **changes}})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"version": "1"}',
        '{"version": 1}',
        '{"version": 1, "material": {}}',
        _broken(quarter=7),
        _broken(agreed_on="soon"),
        _broken(is_demo="yes"),
        _broken(counts=[{"topic_id": "A1", "group": "team", "levels": [1, 2]}]),
        _broken(consensus=[{"topic_id": "A1", "outcome": "perfect"}]),
        _broken(positions=[{"theme_id": "A", "mean": "1/0", "valued": 1, "applicable": 1}]),
    ],
)
def test_what_is_no_snapshot_is_one_sentence_and_never_half_a_paper(text: str) -> None:
    with pytest.raises(CannotRead, match="can’t be read"):
        plan_snapshot.from_text(text)


def test_nothing_of_the_material_holds_what_the_snapshot_could_lose() -> None:
    """Every part is a frozen value of the kinds that are read again, all the way down."""
    whole = make_whole(addenda=(ADDENDUM,), replies=(REPLY,))
    assert is_dataclass(whole)
    assert replace(whole) == plan_snapshot.from_data(plan_snapshot.to_data(whole))
