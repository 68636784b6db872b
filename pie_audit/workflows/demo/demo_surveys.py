"""What the demo's teams were asked without names: surveys that were told, one just out, one open, one half open, a draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from pie_audit.domain.questionnaire import Direction, Instrument, Mode
from pie_audit.domain.survey import MINIMUM, Answers, Cast, SurveyPlan, Voice
from pie_audit.workflows import instruments
from pie_audit.workflows.demo import (
    demo_pages,
    demo_survey_words,
)
from pie_audit.workflows.demo.demo_sessions import at_day
from pie_audit.workflows.presence import SignedIn
from pie_audit.workflows.surveys import inventing, keeping, planning, starting, taking, telling
from pie_audit.workflows.surveys.planning import BlockWish, PlanWish, sunday_of
from pie_audit.workflows.surveys.survey_words import causes
from pie_audit.workflows.surveys.views import SaidBack

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction
    from pie_audit.workflows.demo.demo_writing import House
    from pie_audit.workflows.unlock import OpenWorkspace

PULSE, QUICK = "pulse10-1", "pulse5-1"
_SALT = 5
"""Kept apart from all other dice of the demo, so that a seed gives the same reviews and pages as before."""

_UNLIKE = 0.24
"""How far people lie from each other, on a range of 0–1."""

_NIGHTS, _BANK = 8, 3
"""Places by slip: night staff without accounts, and bank staff, who are too few to be shown."""

_EVERY, _OPEN_DAYS = timedelta(days=91), timedelta(days=13)
_WITH_WORDS = 2
"""The latest surveys of a team have a box for words; those before had causes to tick."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """One team that is asked: its staff, and who keeps the keys beside two of them."""

    house: House
    outside: SignedIn
    random: Random = field(repr=False)

    @property
    def crew(self) -> tuple[SignedIn, ...]:
        return (self.house.manager, *self.house.workers)

    @property
    def keepers(self) -> tuple[SignedIn, ...]:
        return (*self.house.workers[:2], self.outside)


@dataclass(frozen=True, slots=True)
class _Climate:
    """Where a team stands at one survey: how much weighs on it and how much carries it, 0–1."""

    load: float
    ground: float


def ask_teams(opened: OpenWorkspace, houses: Sequence[House], leaders: Sequence[SignedIn], seed: int) -> None:
    """A pulse each quarter; today one survey is open and one is a draft at the first house, at the second one is half open.

    A team with fewer staff than a figure needs is asked nothing: its page offers something to talk about instead.
    """
    random = Random(seed * 1000 + _SALT)
    for at, house in enumerate(houses):
        if len(house.workers) + 1 < MINIMUM or not leaders:
            continue
        asked = _Asked(house, leaders[0], random)
        _live_with_pulses(opened, asked)
        if at == 0:
            _leave_open(opened, asked)
            opened.write(lambda tx, a=asked: _leave_draft(tx, a))  # type: ignore[misc]  # binds the loop
        if at == 1:
            _leave_half_open(opened, asked)


def answers_at(instrument: Instrument, climate: tuple[float, float], random: Random) -> dict[int, int]:
    """One person's answers, where so much (0–1) weighs on them and so much carries them."""
    load, ground = climate
    harder = {no for scale in instrument.scales if scale.direction is Direction.HARDER for no in scale.items}
    said = {}
    for item in instrument.items_for(Mode.TEAM):
        values = instrument.answers_to(item.no).values
        level = load if item.no in harder else ground
        drawn = round(random.gauss(level, 0.15) * (len(values) - 1))
        place = min(len(values) - 1, max(0, drawn))
        said[item.no] = values[-1 - place] if item.reverse else values[place]
    return said


def _live_with_pulses(opened: OpenWorkspace, asked: _Asked) -> None:
    """The pulses whose box was opened: the latest is told to nobody yet, all others are."""
    random, days = asked.random, list(_close_days(asked.house))
    load, ground = random.uniform(0.45, 0.6), random.uniform(0.45, 0.6)
    for at, closes in enumerate(days):
        left = len(days) - 1 - at
        climate = _Climate(load, ground)
        opened.write(lambda tx, d=closes, n=left, c=climate: _live_one(tx, asked, d, n, c))  # type: ignore[misc]  # binds the loop
        load = min(0.65, max(0.35, load + random.choice((-0.16, -0.04, 0.03, 0.14))))
        ground = min(0.65, max(0.35, ground + random.choice((-0.13, -0.03, 0.05, 0.15))))


def _close_days(house: House) -> Iterator[date]:
    """Sundays a quarter apart, the last of them a week or two ago, as far as the team was there when it opened."""
    last = sunday_of(house.today - timedelta(days=14))
    back = (last - _OPEN_DAYS - house.first_day) // _EVERY if last - _OPEN_DAYS >= house.first_day else -1
    return (last - n * _EVERY for n in range(back, -1, -1))


def _live_one(tx: Transaction, asked: _Asked, closes: date, left: int, climate: _Climate) -> None:
    """A survey from its plan to its figures; what lay in its box is only made up for a moment."""
    random = asked.random
    voice = Voice.THEMES if left < _WITH_WORDS else Voice.CAUSES
    themes = random.sample(demo_survey_words.THEMES, 3) if voice is Voice.THEMES else []

    def answering(plan: SurveyPlan, instrument: Instrument) -> list[Cast]:
        return [_ballot(block, instrument, climate, random) for block in _came_back(plan)]

    manager = at_day(asked.house.manager, closes - _OPEN_DAYS)
    survey_id = inventing.invent_survey(tx, manager, _wish(asked, closes, voice), answering, themes)
    if left:
        lines = [SaidBack(*line) for line in random.sample(demo_survey_words.SAID_BACK, 2)]
        telling.say_back(tx, at_day(asked.house.manager, closes + timedelta(days=10)), survey_id, lines)


def _came_back(plan: SurveyPlan) -> Iterator[str]:
    """A block for each ballot: one from most blocks is missing, but never from one that would be too few then."""
    for block in plan.blocks:
        missing = 1 if block.invited > MINIMUM else 0
        yield from [block.block_id] * (block.invited - missing)


def _ballot(block_id: str, instrument: Instrument, climate: _Climate, random: Random) -> Cast:
    heavier = 0.08 if block_id.endswith("/nights") else 0.0
    values = answers_at(instrument, _own(climate.load + heavier, climate.ground - heavier, random), random)
    return Cast(block_id, Answers(values, _ticked(random), random.choice(demo_pages.LINES)))


def _own(load: float, ground: float, random: Random) -> tuple[float, float]:
    """Where one person stands in such a team."""
    return load + random.gauss(0, _UNLIKE), ground + random.gauss(0, _UNLIKE)


def _ticked(random: Random) -> frozenset[str]:
    """Causes, the first of the list more often than the last."""
    offered = [cause for cause, _label in causes()]
    return frozenset(cause for at, cause in enumerate(offered) if random.random() < 0.7 - 0.05 * at)


def _leave_open(opened: OpenWorkspace, asked: _Asked) -> None:
    """Five quick questions that came this week. Half of the staff have answered; nobody can tell who."""
    house = asked.house
    day = max(house.first_day, house.today - timedelta(days=3))
    survey_id = _begin(opened, asked, day, sunday_of(house.today + timedelta(days=7)))
    for me in asked.crew[2::2]:
        _answer(opened, asked, at_day(me, house.today), survey_id)


def _leave_half_open(opened: OpenWorkspace, asked: _Asked) -> None:
    """A survey that has closed, its first key turned: another keeper's key opens it."""
    today = asked.house.today
    closes = sunday_of(today - timedelta(days=7))
    opens = closes - _OPEN_DAYS
    if opens < asked.house.first_day:
        return
    survey_id = _begin(opened, asked, opens, closes)
    for me in asked.crew:
        _answer(opened, asked, at_day(me, closes - timedelta(days=1)), survey_id)
    keeping.turn_first(opened, at_day(asked.keepers[0], closes + timedelta(days=1)), survey_id)


def _begin(opened: OpenWorkspace, asked: _Asked, day: date, closes: date) -> str:
    """Plan, have approved by three keepers of the team, and open it; its id."""
    manager, keepers = at_day(asked.house.manager, day), asked.house.workers[:3]
    wish = PlanWish(
        title=demo_survey_words.QUICK_TITLE,
        purpose=demo_survey_words.QUICK_PURPOSE,
        instrument_id=QUICK,
        blocks=(BlockWish(asked.house.team_id, "", _ids(asked.crew)),),
        keepers=_ids(keepers),
        closes_on=closes,
        report_by=closes + timedelta(days=14),
    )
    survey_id = opened.write(lambda tx: planning.save_plan(tx, manager, wish))
    for keeper in (at_day(one, day) for one in keepers):
        opened.write(lambda tx, me=keeper: keeping.approve(tx, me, survey_id))  # type: ignore[misc]  # binds the loop
    starting.begin(opened, manager, starting.prepare(opened, manager, survey_id))
    return survey_id


def _answer(opened: OpenWorkspace, asked: _Asked, me: SignedIn, survey_id: str) -> None:
    instrument = instruments.shipped_instrument(QUICK)
    values = answers_at(instrument, _own(0.5, 0.6, asked.random), asked.random)
    taking.cast(opened, me, survey_id, Answers(values, _ticked(asked.random)))


def _leave_draft(tx: Transaction, asked: _Asked) -> None:
    """The next pulse, planned: two keepers have approved it, the third is waited for."""
    today = asked.house.today
    closes = sunday_of(today + timedelta(days=28))
    survey_id = planning.save_plan(tx, at_day(asked.house.manager, today), _wish(asked, closes, Voice.THEMES))
    for keeper in asked.keepers[::2]:
        keeping.approve(tx, at_day(keeper, today), survey_id)


def _wish(asked: _Asked, closes: date, voice: Voice) -> PlanWish:
    team_id, season = asked.house.team_id, (closes.month % 12) // 3
    return PlanWish(
        title=demo_survey_words.TITLES[season],
        purpose=demo_survey_words.PURPOSES[season],
        instrument_id=PULSE,
        blocks=(
            BlockWish(team_id, demo_survey_words.DAYS, _ids(asked.crew)),
            BlockWish(team_id, demo_survey_words.NIGHTS, (), _NIGHTS),
            BlockWish(team_id, demo_survey_words.BANK, (), _BANK),
        ),
        keepers=_ids(asked.keepers),
        closes_on=closes,
        report_by=closes + timedelta(days=14),
        voice=voice,
    )


def _ids(people: Sequence[SignedIn]) -> tuple[str, ...]:
    return tuple(one.member.person_id for one in people)
