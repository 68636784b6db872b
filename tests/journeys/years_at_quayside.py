"""Quayside House after two years of reviews, beside a team that shares nothing, and a leader."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

import pytest

from pie_audit.domain.quarter import Quarter
from pie_audit.domain.team import Role
from pie_audit.domain.trend_mark import MarkKind, TrendMark
from pie_audit.workflows import teams
from pie_audit.workflows.trends.marking import add_mark
from tests import make, years
from tests.quarter import MANAGER, Finished, Hostel, make_finished
from tests.ui.trends.past import agreed
from tests.workflows.quarters import begin, planned, sign

FIRST, LATEST = Quarter(2024, 4), Quarter(2026, 3)
QUARTERS = [FIRST.plus(at) for at in range(8)]
THEMES = {"A": 9, "B": 10, "C": 10, "D": 9, "E": 8}
"""How many topics each has."""

ASK, PHONES = "Pay for four hours of cover on nights", "Replace the lone-working phones"
ACTION = "Put handover reflection on the rota"
OTHER_TEAM, OTHER_PERSON = "Fern House", "Ada"
DRAFT = "Something nobody has signed"
OUR_NOTE = "The office moved upstairs"


def level(quarter: Quarter, topic_id: str) -> int:
    """What the team agreed on in a quarter: theme A rises over the years, the others go up and down."""
    at, number = QUARTERS.index(quarter), int(topic_id[1:])
    if topic_id.startswith("A"):
        return at // 3 + number % 2
    return (at + number) % 4


def mean(quarter: Quarter, theme_id: str) -> str:
    """Where a theme stood, worked out by hand: to one decimal, halves up."""
    levels = [level(quarter, f"{theme_id}{n}") for n in range(1, THEMES[theme_id] + 1)]
    return str((Decimal(sum(levels)) / len(levels)).quantize(Decimal("0.1"), ROUND_HALF_UP))


@pytest.fixture(scope="session")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """Made once a session; tests copy it."""
    return _two_years_in(tmp_path_factory.getbasetemp() / "two-years")


@cache
def _two_years_in(top: Path) -> Finished:
    """One for all files that import the fixture: to pytest it is another fixture in each."""
    (top / "made").mkdir(parents=True)
    made = make_finished(top / "made")
    hostel = made.open(top)
    _live(hostel)
    _live_elsewhere(hostel)
    hostel.close()
    return Finished(top, made.team_id, made.house_code)


def _live(hostel: Hostel) -> None:
    """Seven quarters straight into storage; the latest talked through, planned and signed."""
    topics = [f"{theme}{n}" for theme, count in THEMES.items() for n in range(1, count + 1)]
    for quarter in QUARTERS[:-1]:
        years.review(hostel, quarter, {topic: level(quarter, topic) for topic in topics})
    round_id = agreed(hostel, LATEST, lambda topic: level(LATEST, topic))
    planned(hostel, round_id, "Nights meet as well", ask_what=ASK, ask_of="Larkfield")
    planned(hostel, round_id, "Nobody walks home without a phone", ask_what=PHONES, ask_of="Larkfield")
    planned(hostel, round_id, ACTION)
    sign(hostel, round_id)
    for month in years.months(Quarter(2026, 1), 6):
        for minutes in (30, 60, 90):
            years.errand(hostel, month, minutes)
    note = TrendMark(make.new_id(), hostel.team_id, "", LATEST.first_day, MarkKind.NOTE, OUR_NOTE)
    hostel.do(add_mark, hostel.amina, note)


def _live_elsewhere(hostel: Hostel) -> None:
    """A team with somebody in it and a plan that nobody has signed."""
    other = hostel.do(teams.add_team, hostel.amina, OTHER_TEAM, "day centre").result
    hostel.sign_in(MANAGER)
    there = replace(hostel, team_id=other.team_id, people=dict(hostel.people))
    there.add(OTHER_PERSON)
    there.people["amina"] = there.add("Gil", Role.MANAGER, manages=True)  # the one who starts a review
    there.at(LATEST.first_day.replace(day=18))
    planned(there, begin(there, LATEST), DRAFT)


def moves_in(two_years: Finished, place: Path) -> Path:
    """A copy in a folder; where its workspace lies."""
    place.mkdir()
    return two_years.copy_to(place)
