"""What a plan still needs before its keepers are asked, and how people may say more at each size."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.survey import Voice
from pie_audit.ui.survey import plan_checks as checks
from pie_audit.workflows.surveys.planning import BlockWish, PlanWish
from tests.ui.survey.values import CLOSES, LEADER, OUTSIDE, REPORT, TEAM, everybody, planning, somebody

TODAY = date(2026, 11, 18)
PEOPLE = tuple(one.person_id for one in everybody() if one.ready)


def wish(**changes: Any) -> PlanWish:
    usual = PlanWish(
        title="",
        purpose="To hear how the rota feels.",
        instrument_id="pulse10-1",
        blocks=(BlockWish(TEAM, "", PEOPLE),),
        keepers=("jo", "sam", "dee"),
        closes_on=CLOSES,
        report_by=REPORT,
    )
    return replace(usual, **changes)


def test_a_whole_plan_misses_nothing() -> None:
    assert checks.missing(wish(), planning(), TODAY) == {}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"purpose": " "}, checks.PURPOSE),
        ({"instrument_id": ""}, checks.INSTRUMENT),
        ({"instrument_id": "who5-1", "support_by": "Dee"}, checks.REASON),
        ({"instrument_id": "who5-1", "reason": "The team asked for it."}, checks.SUPPORT),
        ({"blocks": ()}, checks.PEOPLE),
        ({"blocks": (BlockWish(TEAM, "", PEOPLE[:4]),)}, checks.PEOPLE),
        ({"minimum": 10}, checks.PEOPLE),
        (
            {"blocks": (BlockWish(TEAM, "Days", PEOPLE[:5]), BlockWish(TEAM, "days ", PEOPLE[5:]))},
            checks.PEOPLE,
        ),
        ({"blocks": (BlockWish(TEAM, "Days", PEOPLE[:5]), BlockWish(TEAM, "", PEOPLE[5:]))}, checks.PEOPLE),
        ({"keepers": ("jo", "sam")}, checks.KEYS),
        ({"closes_on": date(2026, 11, 15)}, checks.CLOSES),
        ({"report_by": CLOSES}, checks.REPORT),
    ],
)
def test_what_is_missing_is_said_at_its_own_field(changes: dict[str, Any], field: str) -> None:
    found = checks.missing(wish(**changes), planning(), TODAY)
    assert list(found) == [field]
    assert found[field].endswith((".", "?"))


def test_slips_count_as_people_who_are_asked() -> None:
    assert not checks.people_problem((BlockWish(TEAM, "", PEOPLE[:2], 3),), 5)


def test_keepers_are_mostly_not_managers_one_administrator_and_one_from_outside() -> None:
    jo, sam = somebody("jo"), somebody("sam")
    boss, chief = somebody("boss", manages=True), somebody("chief", manages=True)
    office, tech = somebody("office", administers=True), somebody("tech", administers=True)
    asked = (BlockWish(TEAM, "", PEOPLE),)
    for third, words in (
        ((jo, boss, chief), "managers"),
        ((jo, office, tech), "look after"),
        ((jo, OUTSIDE, LEADER), "outside"),
    ):
        ids = [one.person_id for one in third]
        assert words in checks.keepers_problem(ids, third, asked)
    for fine in ((jo, sam, boss), (jo, sam, office), (jo, sam, LEADER)):
        assert not checks.keepers_problem([one.person_id for one in fine], fine, asked)


@given(st.integers(0, 60), st.booleans())
def test_words_come_out_only_where_nobody_can_be_known_by_them(invited: int, has_outside: bool) -> None:
    offered = checks.voices(invited, has_outside=has_outside)
    assert Voice.CAUSES in offered
    assert (Voice.QUOTES in offered) == (invited > 20)
    assert (Voice.THEMES in offered) == (invited >= 10 and has_outside)
