"""A workspace of invented people and services, made through the same workflows that people use."""

from __future__ import annotations

import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from pie_audit.domain.answer import CantTell, Level, NotApplicable
from pie_audit.domain.audit import AuditRound, Consensus, Dissent, Outcome, Rating
from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import Action, ActionStatus, BarrierLevel, Involvement
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Questionnaire, Scope, Topic
from pie_audit.domain.signing import FairAccount
from pie_audit.domain.team import Member, Perspective, Role, Team, WorkspaceKind
from pie_audit.storage import audits as rounds
from pie_audit.storage import people, teams
from pie_audit.vault import person
from pie_audit.vault.person import NewPassword
from pie_audit.vault.word_list import all_words
from pie_audit.words import _
from pie_audit.workflows import (
    demo_asks,
    demo_board,
    demo_words,
    meetings,
    plans,
    questions,
    seats,
    signing,
    sittings,
    starting,
)
from pie_audit.workflows.demo_measures import measure_themselves
from pie_audit.workflows.demo_surveys import ask_teams
from pie_audit.workflows.demo_writing import House, live_with_writing
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
    """Somebody in the demo, with the password to try it with."""

    name: str
    role: Role
    password: str


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
    for company in companies:
        _live_through(made.opened, company, plan, random)
    houses = [
        House(company.team.team_id, company.manager, company.workers, _first_day(plan), plan.as_of)
        for company in companies
    ]
    live_with_writing(made.opened, houses, leaders, plan.seed)
    measure_themselves(made.opened, houses, plan.seed)
    ask_teams(made.opened, houses, leaders, plan.seed)
    invented = tuple(Invented(c.member.name, _main_role(c.member), c.password) for c in cast)
    counted = tuple((company.team.name, plan.quarters) for company in companies)
    return Demo(made.opened.folder, invented, counted, made)


@dataclass(frozen=True, slots=True)
class _Part:
    member: Member
    password: str
    team: int


@dataclass(frozen=True, slots=True)
class _Company:
    team: Team
    manager: SignedIn
    workers: tuple[SignedIn, ...]
    residents: tuple[SignedIn, ...]

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
    return [_company(team, signed) for team in everywhere], leaders


def _placed(part: _Part, everywhere: list[Team]) -> _Part:
    if part.team < 0:
        return part
    own = frozenset({everywhere[part.team].team_id})
    manages = own if Role.MANAGER in part.member.roles else frozenset[str]()
    return replace(part, member=replace(part.member, teams=own, manages=manages))


def _company(team: Team, signed: list[SignedIn]) -> _Company:
    here = [s for s in signed if team.team_id in s.member.teams]
    residents = min(3, max(0, len(here) - 6))
    return _Company(
        team, here[0], tuple(here[1 : len(here) - residents]), tuple(here[len(here) - residents :])
    )


def _first_day(plan: DemoPlan) -> date:
    return Quarter.of(plan.as_of).plus(1 - plan.quarters).first_day


def _clock_at(day: date) -> Clock:
    return Clock(now=lambda: datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC), today=lambda: day)


def _live_through(opened: OpenWorkspace, company: _Company, plan: DemoPlan, random: Random) -> None:
    """All quarters of one team: the earlier ones signed off, today's open for rating."""
    last = Quarter.of(plan.as_of)
    mood = random.uniform(1.2, 2.2)
    for back in range(plan.quarters - 1, -1, -1):
        quarter = last.plus(-back)
        mood = min(3.2, max(0.6, mood + random.uniform(-0.25, 0.4)))
        opened.write(
            lambda tx, q=quarter, m=mood: _live_one(tx, company, q, plan, _Weather(m, random))  # type: ignore[misc]  # binds the loop
        )


@dataclass(frozen=True, slots=True)
class _Weather:
    """Where a team stands that quarter, and the dice."""

    mood: float
    random: Random


def _live_one(
    tx: Transaction, company: _Company, quarter: Quarter, plan: DemoPlan, weather: _Weather
) -> None:
    is_now = quarter == Quarter.of(plan.as_of)
    opens = quarter.first_day if not is_now else max(quarter.first_day, plan.as_of - timedelta(days=7))
    day = opens + timedelta(days=20)
    at = _at(company, opens)
    round_id = starting.start_round(tx, at.manager, _round_plan(at, quarter, opens))
    audit_round = rounds.load_round(tx, round_id)
    review = questions.of_round(tx, audit_round)
    finished = at.raters() if not is_now else at.raters()[1::2]
    for rater, perspective in finished:
        asked = questions.asked(review, audit_round, perspective)
        seats.fill_sheet(tx, rater, round_id, [_rating(t, perspective, weather) for t in asked])
        seats.set_consent(tx, rater, round_id, True)
        seats.set_done(tx, rater, round_id, True)
    demo_asks.live_on(tx, at.manager, audit_round, quarter.until(Quarter.of(plan.as_of)))
    if is_now:
        return
    at = _at(company, min(day, plan.as_of))
    meetings.open_sheets(tx, at.manager, round_id, at.workers[0].vault)
    _talk(tx, at, review, audit_round, weather)
    is_last = quarter.plus(1) == Quarter.of(plan.as_of)
    _plan(tx, at, audit_round, weather, due_from=plan.as_of if is_last else None)
    demo_board.fill_board(tx, at.manager, audit_round, weather.random)
    if sittings.topics_left(tx, audit_round):
        sittings.leave_the_rest(tx, at.manager, round_id)
    signing.sign_off(tx, at.manager, round_id, "", _account(weather.random))


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
        scope=Scope.SHORT_AND_THEME,
        theme_id=theme,
        openers=tuple(o.member.person_id for o in openers),
        raters=tuple((rater.member.person_id, seen) for rater, seen in company.raters()),
        opens_on=opens,
        closes_on=opens + timedelta(days=14),
        talk_on=opens + timedelta(days=17),
    )


def _rating(topic: Topic, perspective: Perspective, weather: _Weather) -> Rating:
    random = weather.random
    chance = random.random()
    if chance < 0.04:
        return Rating(topic.id, NotApplicable("We have no such thing here."))
    if chance < 0.12:
        return Rating(topic.id, CantTell())
    lift = 0.5 if perspective is Perspective.MANAGER else -0.2 if perspective is not Perspective.TEAM else 0.0
    own = sum(map(ord, topic.id)) % 5 * 0.3 - 0.6
    level = round(random.gauss(weather.mood + own + lift, 0.7))
    return Rating(topic.id, Level(min(4, max(0, level))))


def _talk(
    tx: Transaction, company: _Company, review: Questionnaire, audit_round: AuditRound, weather: _Weather
) -> None:
    random = weather.random
    view = meetings.meeting(tx, company.manager, audit_round.round_id)
    close = [v for v in view.close if v.suggestion.low is not None and v.suggestion.low == v.suggestion.high]
    if close:
        meetings.confirm_close(tx, company.manager, audit_round.round_id, [v.topic.id for v in close])
    for topic in view.wide[:5]:
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
                because=random.choice(demo_words.BECAUSE),
                evidence=random.choice(demo_words.EVIDENCE),
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


def _plan(
    tx: Transaction,
    company: _Company,
    audit_round: AuditRound,
    weather: _Weather,
    *,
    due_from: date | None,
) -> None:
    """Three actions: those of the last quarter fall due around `due_from`, all earlier ones have ended."""
    random = weather.random
    view = meetings.meeting(tx, company.manager, audit_round.round_id)
    for number, (what, step, barrier) in enumerate(random.sample(demo_words.ACTIONS, 3)):
        topic = view.topics[number].topic
        owner = random.choice((company.manager, *company.workers)).member
        ask = random.choice(demo_words.ASKS) if number == 0 else ("", "")
        due = audit_round.closes_on + timedelta(days=21 + 14 * number)
        status, reason = random.choice(demo_words.ENDS)
        if due_from is not None:
            due, reason = due_from + timedelta(days=14 * number - 8), ""
            status = random.choice(("not started", "under way"))
        action = Action(
            secrets.token_hex(16),
            audit_round.team_id,
            audit_round.round_id,
            what,
            topic.id,
            owner.person_id,
            due,
            first_small_step=step,
            success_sign=random.choice(demo_words.NOTICED),
            ask_of=ask[0],
            ask_what=ask[1],
            ask_reply_by=due if ask[0] else None,
            barrier_level=BarrierLevel(barrier),
            status=ActionStatus(status),
            status_reason=reason,
            involvement=random.choice(tuple(Involvement)),
        )
        plans.save_action(tx, company.manager, action)
