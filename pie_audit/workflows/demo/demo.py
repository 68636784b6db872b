"""A workspace of invented people and services, made through the same workflows that people use."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from enum import Enum, auto
from itertools import cycle
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from pie_audit.domain.answer import CantTell, Level, NotApplicable
from pie_audit.domain.audit import AuditRound, Consensus, Dissent, Outcome, Rating
from pie_audit.domain.errors import NotNow
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Scope, Topic
from pie_audit.domain.signing import FairAccount
from pie_audit.domain.team import Member, Perspective, Role, Team, WorkspaceKind
from pie_audit.storage import audits as rounds
from pie_audit.storage import people, teams
from pie_audit.vault import person
from pie_audit.vault.person import NewPassword
from pie_audit.vault.word_list import all_words
from pie_audit.words import _
from pie_audit.workflows import (
    meetings,
    questions,
    seats,
    signing,
    sittings,
    starting,
)
from pie_audit.workflows.demo import (
    demo_asks,
    demo_board,
    demo_change,
    demo_everyday,
    demo_words,
)
from pie_audit.workflows.demo.demo_measures import measure_themselves
from pie_audit.workflows.demo.demo_surveys import ask_teams
from pie_audit.workflows.demo.demo_writing import House, live_with_writing
from pie_audit.workflows.founding import FirstRun, Made, create_workspace
from pie_audit.workflows.unlock import Clock, OpenWorkspace, Premises, SignedIn

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction
    from pie_audit.workflows.worker import Worker

MOST_TEAMS = len(demo_words.TEAMS)
MOST_QUARTERS = 40
EARLIEST_YEAR, LATEST_YEAR = 1980, 2090
FEWEST_PEOPLE, MOST_PEOPLE = 3, 12


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """How large the demo is; the same seed and date give the same content."""

    teams: int = 3
    quarters: int = 8
    people: int = 9
    seed: int = 1
    as_of: date = field(default_factory=date.today)

    def checked(self) -> DemoPlan:
        """This plan if it can be made. Raises NotNow with the bounds."""
        bounds = (
            (self.teams, 1, MOST_TEAMS, _("teams")),
            (self.quarters, 1, MOST_QUARTERS, _("quarters")),
            (self.people, FEWEST_PEOPLE, MOST_PEOPLE, _("people in a team")),
        )
        for value, low, high, what in bounds:
            if not low <= value <= high:
                raise NotNow(
                    _("The demo can’t be made with {n} {what}.").format(n=value, what=what),
                    _("Choose between {low} and {high}.").format(low=low, high=high),
                )
        if not EARLIEST_YEAR <= self.as_of.year <= LATEST_YEAR:
            raise NotNow(
                _("The demo can’t end on {day}.").format(day=self.as_of.isoformat()),
                _("Choose a day between {low} and {high}.").format(low=EARLIEST_YEAR, high=LATEST_YEAR),
            )
        return self


@dataclass(frozen=True, slots=True)
class Invented:
    """Somebody in the demo, with the password to try it with. `team` is the name of theirs, empty for a leader."""

    name: str
    role: Role
    password: str
    team: str = ""


@dataclass(frozen=True, slots=True)
class Demo:
    """What was made."""

    folder: Path
    people: tuple[Invented, ...]
    teams: tuple[tuple[str, int], ...]
    made: Made


def make_demo(premises: Premises, worker: Worker, folder: Path, plan: DemoPlan) -> Demo:
    """Fill a new workspace in `folder`; it is left open. Takes a tenth of a second a person and quarter."""
    plan.checked()
    random = Random(plan.seed)
    cast = _cast(plan, random)
    first = cast[0]
    made = create_workspace(
        replace(premises, clock=_clock_at(_first_day(plan))),
        worker,
        FirstRun(first.member.name, first.password, WorkspaceKind.DEMO, *demo_words.TEAMS[0]),
        folder,
    )
    companies, leaders = _move_in(made, cast, plan)
    houses = [
        House(at, each.team.team_id, each.manager, each.workers, _first_day(plan), plan.as_of)
        for at, each in enumerate(companies)
    ]
    demo_everyday.use_parts(made.opened, houses)
    demo_everyday.note_days(made.opened, houses, plan.seed)
    for company in companies:
        _live_through(made.opened, company, plan, random)
    live_with_writing(made.opened, houses, leaders, plan.seed)
    demo_change.note_changes(made.opened, houses, plan.seed)
    measure_themselves(made.opened, houses, plan.seed)
    demo_everyday.live_on(made.opened, houses)
    ask_teams(made.opened, houses, leaders, plan.seed)
    demo_change.answer_one(made.opened, leaders, plan.as_of)
    invented = tuple(
        Invented(c.member.name, _main_role(c.member), c.password, _team_name(c.team)) for c in cast
    )
    counted = tuple((company.team.name, plan.quarters) for company in companies)
    return Demo(made.opened.folder, invented, counted, made)


@dataclass(frozen=True, slots=True)
class _Part:
    member: Member
    password: str
    team: int


class _Stage(Enum):
    """How far a team has come with today's quarter."""

    RATING = auto()
    TALKING = auto()
    SIGNED = auto()


@dataclass(frozen=True, slots=True)
class _Company:
    """A team and its people. `place` is its place among the teams, from 0."""

    place: int
    team: Team
    manager: SignedIn
    workers: tuple[SignedIn, ...]
    residents: tuple[SignedIn, ...]

    @property
    def stage(self) -> _Stage:
        """The first team rates, the second talks it through, all others have signed."""
        return (_Stage.RATING, _Stage.TALKING, _Stage.SIGNED)[min(self.place, 2)]

    def raters(self) -> tuple[tuple[SignedIn, Perspective], ...]:
        return (
            (self.manager, Perspective.MANAGER),
            *((worker, Perspective.TEAM) for worker in self.workers),
            *((resident, Perspective.LIVED_EXPERIENCE) for resident in self.residents),
        )


def _cast(plan: DemoPlan, random: Random) -> list[_Part]:
    """One manager a team, people who work there, up to three residents' representatives, and one leader."""
    names = list(demo_words.NAMES)
    parts: list[_Part] = []
    for team in range(plan.teams):
        for place in range(plan.people):
            name = names.pop(0) if names else f"{demo_words.NAMES[place]} {team + 1}"
            roles = {Role.STAFF} | ({Role.MANAGER} if place == 0 else set())
            if team == place == 0:
                roles.add(Role.ADMINISTRATOR)
            parts.append(_part(name, frozenset(roles), team, random))
    leader = names.pop(0) if names else "Alex Rowan"
    parts.append(_part(leader, frozenset({Role.LEADER}), -1, random))
    return parts


def _part(name: str, roles: frozenset[Role], team: int, random: Random) -> _Part:
    password = " ".join(random.choice(all_words()) for _i in range(4))
    return _Part(Member(secrets.token_hex(16), name, roles, frozenset()), password, team)


def _team_name(place: int) -> str:
    return "" if place < 0 else demo_words.TEAMS[place][0]


def _main_role(member: Member) -> Role:
    for role in (Role.MANAGER, Role.LEADER):
        if role in member.roles:
            return role
    return Role.STAFF


def _move_in(made: Made, cast: list[_Part], plan: DemoPlan) -> tuple[list[_Company], tuple[SignedIn, ...]]:
    """Enrol everybody at once (the passwords are stretched side by side), sort them into teams, and name leaders."""
    opened = made.opened
    own_team = opened.read(lambda tx: teams.list_teams(tx)[0])
    further = [Team(secrets.token_hex(16), *words) for words in demo_words.TEAMS[1 : plan.teams]]
    everywhere = [own_team, *further]
    placed = [_placed(part, everywhere) for part in cast[1:]]
    kdf = opened.premises.kdf
    with ThreadPoolExecutor(2) as pool:
        enrolled = list(
            pool.map(
                lambda p: person.enrol(
                    opened.key, p.member.person_id, NewPassword(p.member.name, p.password), kdf
                ),
                placed,
            )
        )
    opened.change_slots(lambda now: replace(now, slots=(*now.slots, *(one.slot for one in enrolled))))

    def write(tx: Transaction) -> None:
        for team in further:
            teams.save_team(tx, team)
        for part, one in zip(placed, enrolled, strict=True):
            people.save_member(tx, part.member)
            people.save_user_key(tx, one.user_key)

    opened.write(write)
    vaults = {p.member.person_id: (p.member, e.vault) for p, e in zip(placed, enrolled, strict=True)}
    signed = [
        made.me,
        *(SignedIn(member, vault, made.me.clock, WorkspaceKind.DEMO) for member, vault in vaults.values()),
    ]
    leaders = tuple(s for s in signed if Role.LEADER in s.member.roles)
    return [_company(at, team, signed) for at, team in enumerate(everywhere)], leaders


def _placed(part: _Part, everywhere: list[Team]) -> _Part:
    if part.team < 0:
        return part
    own = frozenset({everywhere[part.team].team_id})
    manages = own if Role.MANAGER in part.member.roles else frozenset[str]()
    return replace(part, member=replace(part.member, teams=own, manages=manages))


def _company(place: int, team: Team, signed: list[SignedIn]) -> _Company:
    here = [s for s in signed if team.team_id in s.member.teams]
    residents = min(3, max(0, len(here) - 6))
    workers, representatives = here[1 : len(here) - residents], here[len(here) - residents :]
    return _Company(place, team, here[0], tuple(workers), tuple(representatives))


def _first_day(plan: DemoPlan) -> date:
    return Quarter.of(plan.as_of).plus(1 - plan.quarters).first_day


def _clock_at(day: date) -> Clock:
    return Clock(now=lambda: datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC), today=lambda: day)


def _live_through(opened: OpenWorkspace, company: _Company, plan: DemoPlan, random: Random) -> None:
    """All quarters of one team: the earlier ones signed off, today's as far as the team has come with it."""
    last = Quarter.of(plan.as_of)
    mood = random.uniform(1.2, 2.2)
    for back in range(plan.quarters - 1, -1, -1):
        quarter = last.plus(-back)
        mood = min(3.2, max(0.6, mood + random.uniform(*(_SLOWLY if company.place else _UP_AND_DOWN))))
        opened.write(
            lambda tx, q=quarter, m=mood: _live_one(tx, company, q, plan, _Weather(m, random))  # type: ignore[misc]  # binds the loop
        )
        if company.place and back == (company.stage is _Stage.TALKING):
            signed_on = min(_opens(company, quarter, plan) + _TO_THE_TALK, plan.as_of)
            manager = _at(company, signed_on).manager
            demo_change.share_with_leaders(opened, manager, company.team.team_id, quarter, company.place)


_UP_AND_DOWN, _SLOWLY = (-0.25, 0.4), (-0.05, 0.25)
"""How far a team gets from one quarter to the next."""

_TO_THE_TALK = timedelta(days=20)


def _opens(company: _Company, quarter: Quarter, plan: DemoPlan) -> date:
    """Earlier quarters open with their first day, today's a week ago, or long enough ago to be past its talk."""
    if quarter != Quarter.of(plan.as_of):
        return quarter.first_day
    ago = timedelta(days=7) if company.stage is _Stage.RATING else _TO_THE_TALK + timedelta(days=4)
    return max(quarter.first_day, plan.as_of - ago)


@dataclass(frozen=True, slots=True)
class _Weather:
    """Where a team stands that quarter, and the dice."""

    mood: float
    random: Random


def _live_one(
    tx: Transaction, company: _Company, quarter: Quarter, plan: DemoPlan, weather: _Weather
) -> None:
    left = quarter.until(Quarter.of(plan.as_of))
    stage = company.stage if left == 0 else _Stage.SIGNED
    opens = _opens(company, quarter, plan)
    at = _at(company, opens)
    round_id = starting.start_round(tx, at.manager, _round_plan(at, quarter, opens))
    audit_round = rounds.load_round(tx, round_id)
    _rate(tx, at, audit_round, weather, everybody=stage is not _Stage.RATING)
    demo_asks.live_on(tx, at.manager, audit_round, left, company.place)
    if stage is _Stage.RATING:
        return
    at = _at(company, min(opens + _TO_THE_TALK, plan.as_of))
    meetings.open_sheets(tx, at.manager, round_id, at.workers[0].vault)
    _talk(tx, at, audit_round, weather)
    if stage is _Stage.SIGNED:
        is_latest = left == (company.stage is not _Stage.SIGNED)
        due_from = plan.as_of + timedelta(days=0 if left else 22) if is_latest else None
        demo_asks.plan_anew(
            tx,
            (at.manager, *at.workers),
            audit_round,
            weather.random,
            due_from=due_from,
            done=min(company.place, 2),
        )
        demo_board.fill_board(tx, at.manager, audit_round, weather.random)
        if sittings.topics_left(tx, audit_round):
            sittings.leave_the_rest(tx, at.manager, round_id)
        if not left:
            demo_everyday.back_asks(tx, at.manager, audit_round)
        signing.sign_off(tx, at.manager, round_id, "", _account(weather.random))


def _rate(
    tx: Transaction, company: _Company, audit_round: AuditRound, weather: _Weather, *, everybody: bool
) -> None:
    """Everybody is done, or every other one."""
    review = questions.of_round(tx, audit_round)
    for rater, perspective in company.raters() if everybody else company.raters()[1::2]:
        asked = questions.asked(review, audit_round, perspective)
        lift = demo_change.THEME_LIFTS if company.place else {}
        given = [_rating(t, perspective, weather, lift.get(t.theme, 0.0)) for t in asked]
        seats.fill_sheet(tx, rater, audit_round.round_id, given)
        seats.set_consent(tx, rater, audit_round.round_id, True)
        seats.set_done(tx, rater, audit_round.round_id, True)


def _account(random: Random) -> FairAccount:
    """What goes on page one beside the asks."""
    return FairAccount(
        resident_words=random.choice(demo_words.OWN_WORDS),
        has_consent=True,
        small_win=random.choice(demo_words.SMALL_WINS),
        contact=_("The team’s manager, 01632 960 000"),
    )


def _at(company: _Company, day: date) -> _Company:
    clock = _clock_at(day)
    return replace(
        company,
        manager=replace(company.manager, clock=clock),
        workers=tuple(replace(w, clock=clock) for w in company.workers),
        residents=tuple(replace(r, clock=clock) for r in company.residents),
    )


def _round_plan(company: _Company, quarter: Quarter, opens: date) -> starting.RoundPlan:
    openers = (company.manager, *company.workers[:2])
    theme = "ABCDE"[(quarter.year * 4 + quarter.number) % 5]
    return starting.RoundPlan(
        team_id=company.team.team_id,
        quarter=quarter,
        scope=Scope.FULL if company.place else Scope.SHORT_AND_THEME,
        theme_id=None if company.place else theme,
        openers=tuple(o.member.person_id for o in openers),
        raters=tuple((rater.member.person_id, seen) for rater, seen in company.raters()),
        opens_on=opens,
        closes_on=opens + timedelta(days=14),
        talk_on=opens + timedelta(days=17),
    )


def _rating(topic: Topic, perspective: Perspective, weather: _Weather, theme: float) -> Rating:
    random = weather.random
    chance = random.random()
    if chance < 0.04:
        return Rating(topic.id, NotApplicable("We have no such thing here."))
    if chance < 0.12:
        return Rating(topic.id, CantTell())
    lift = 0.5 if perspective is Perspective.MANAGER else -0.2 if perspective is not Perspective.TEAM else 0.0
    own = sum(map(ord, topic.id)) % 5 * 0.3 - 0.6
    level = round(random.gauss(weather.mood + own + lift + theme, 0.7))
    return Rating(topic.id, Level(min(4, max(0, level))))


def _in_turn(sentences: tuple[str, ...], random: Random) -> Iterator[str]:
    """One after the other in an order of its own, so that none stands twice before all were there."""
    return cycle(random.sample(sentences, len(sentences)))


def _talk(tx: Transaction, company: _Company, audit_round: AuditRound, weather: _Weather) -> None:
    """The close ones are confirmed and the widest talked about: five of them, or nearly all."""
    random = weather.random
    view = meetings.meeting(tx, company.manager, audit_round.round_id)
    close = [v for v in view.close if v.suggestion.low is not None and v.suggestion.low == v.suggestion.high]
    looked_at = close[::2] if company.place else []
    together = [v.topic.id for v in close if v not in looked_at]
    if together:
        meetings.confirm_close(tx, company.manager, audit_round.round_id, together)
    reasons, seen = _in_turn(demo_words.BECAUSE, random), _in_turn(demo_words.EVIDENCE, random)
    for topic in (*looked_at, *view.wide[: -3 if company.place else 5]):
        middle = topic.suggestion.low
        outcome = Outcome.AGREED if middle is not None else Outcome.NOT_SETTLED
        meetings.record_consensus(
            tx,
            company.manager,
            audit_round.round_id,
            Consensus(
                topic.topic.id,
                outcome,
                middle,
                because=next(reasons),
                evidence=next(seen),
                none_yet=random.random() < 0.3 or middle is Level.CHECKED_AND_CHANGED,
            ),
        )
    meetings.keep_dissent(
        tx,
        company.workers[-1],
        audit_round.round_id,
        Dissent(
            "", view.topics[0].topic.id, random.choice(demo_words.DISSENT), Level(random.choice((0, 1, 3)))
        ),
    )
