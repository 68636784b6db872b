"""A small team, real in every part and made in a moment: Quayside House, and its review this quarter."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import Rating, RoundState
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Scope
from pie_audit.domain.signing import FairAccount
from pie_audit.domain.team import Perspective, Role, WorkspaceKind
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import audits as rounds
from pie_audit.vault.kdf import Cost, Kdf
from pie_audit.vault.open_vault import OpenVault
from pie_audit.workflows import (
    founding,
    meetings,
    seats,
    signing,
    sittings,
    starting,
    team_parts,
    teams,
    unlock,
)
from pie_audit.workflows.presence import Memory
from pie_audit.workflows.unlock import Clock, Me, OpenWorkspace, Premises, SignedIn, SlipHolder
from pie_audit.workflows.worker import Work, Worker

T = TypeVar("T")

CHEAPEST = Cost(1, 8)
FAST = Kdf(password=CHEAPEST, code=CHEAPEST, floor=CHEAPEST)
TODAY = date(2026, 11, 18)
CLOCK = Clock(now=lambda: datetime(2026, 11, 18, 9, 41, tzinfo=UTC), today=lambda: TODAY)
THIS_QUARTER = Quarter(2026, 4)

MANAGER = "Amina Yusuf"
STAFF = ("Jo", "Sam", "Dee", "Tom")
LEADER = "Lee Park"
TEAM_NAME = "Quayside House"


def password_of(name: str) -> str:
    """Everybody's password can be told from their name, in tests only."""
    return f"window garden {name.split()[0].lower()} paper kettle"


@dataclass
class Hostel:
    """Quayside House, open on this computer. `people` are signed in, by first name in lower case."""

    premises: Premises
    worker: Worker
    opened: OpenWorkspace
    team_id: str
    house_code: str
    people: dict[str, SignedIn] = field(default_factory=dict)

    def __getattr__(self, name: str) -> SignedIn:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def folder(self) -> Path:
        """Where the workspace lies."""
        return self.opened.folder

    def do(self, act: Callable[..., T], me: Me, *args: Any) -> T:
        """Run a workflow that writes."""
        return self.opened.write(lambda tx: act(tx, me, *args))

    def see(self, look: Callable[..., T], me: Me, *args: Any) -> T:
        """Run a workflow that reads."""
        return self.opened.read(lambda tx: look(tx, me, *args))

    def read(self, work: Work[T]) -> T:
        """Look straight into storage."""
        return self.opened.read(work)

    def at(self, day: date) -> None:
        """Let everybody live on another day."""
        clock = Clock(now=lambda: datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC), today=lambda: day)
        self.people = {name: replace(me, clock=clock) for name, me in self.people.items()}

    def turn_on(self, *parts: TeamPart) -> None:
        """Let the team use these parts of everyday practice too; every one of them, if none is named."""
        for part in parts or tuple(TeamPart):
            self.do(team_parts.turn, self.people["amina"], self.team_id, part, True)

    def turn_off(self, *parts: TeamPart) -> None:
        """Let the team leave these parts; every one of them, if none is named."""
        for part in parts or tuple(TeamPart):
            self.do(team_parts.turn, self.people["amina"], self.team_id, part, False)

    def sign_in(self, name: str) -> SignedIn:
        """Sign somebody in (again), with what they are now."""
        me = unlock.sign_in(self.opened, name, password_of(name))
        self.people[name.split()[0].lower()] = me
        return me

    def add(self, name: str, *roles: Role, manages: bool = False, by: str = "amina") -> SignedIn:
        """Let somebody in and have them choose a password."""
        new = teams.NewPerson(name, frozenset(roles or {Role.STAFF}), self.team_id, manages)
        code = teams.add_person(self.opened, self.people[by], new)
        me = unlock.accept_invitation(self.opened, name, code, password_of(name))
        self.people[name.split()[0].lower()] = me
        return me

    def plan(self, **changes: Any) -> starting.RoundPlan:
        """The short form; Amina, Jo and Sam open it; Amina rates as manager, the other four as the team."""
        person = {name: me.member.person_id for name, me in self.people.items()}
        team = tuple((person[n.lower()], Perspective.TEAM) for n in STAFF)
        usual = starting.RoundPlan(
            team_id=self.team_id,
            quarter=THIS_QUARTER,
            scope=Scope.SHORT,
            theme_id=None,
            openers=(person["amina"], person["jo"], person["sam"]),
            raters=((person["amina"], Perspective.MANAGER), *team),
            opens_on=TODAY,
            closes_on=date(2026, 12, 2),
            talk_on=date(2026, 12, 5),
        )
        return replace(usual, **changes)

    def start(self, **changes: Any) -> str:
        """Start a round; its id."""
        return self.do(starting.start_round, self.people["amina"], self.plan(**changes))

    def slips(self, round_id: str, **wanted: int) -> list[SlipHolder]:
        """Hand out slips by perspective (`lived_experience=2`), and let their holders in."""
        return [unlock.sign_in_with_slip(self.opened, w) for w in self.slip_words(round_id, **wanted)]

    def slip_words(self, round_id: str, **wanted: int) -> list[str]:
        """Hand out slips; their words."""
        by_perspective = {Perspective(name.replace("_", "-")): n for name, n in wanted.items()}
        prepared = seats.prepare_slips(self.opened, self.people["amina"], round_id, by_perspective)
        self.do(seats.hand_out_slips, self.people["amina"], prepared)
        return [words for group in prepared.words.values() for words in group]

    def topics(self, me: Me, round_id: str) -> tuple[str, ...]:
        """The ids of the topics that this rater is asked."""
        return tuple(t.id for t in self.see(seats.rating_sheet, me, round_id).topics)

    def rate(
        self, me: Me, round_id: str, levels: int | Mapping[str, int] = 2, *, consent: bool = False
    ) -> None:
        """Give the same level to every topic, or the levels that are named; then “I'm done”."""
        given = dict.fromkeys(self.topics(me, round_id), levels) if isinstance(levels, int) else levels
        self.do(seats.fill_sheet, me, round_id, [Rating(t, Level(n)) for t, n in given.items()])
        self.do(seats.set_consent, me, round_id, consent)
        self.do(seats.set_done, me, round_id, True)

    def open(self, round_id: str, first: str = "amina", second: str = "Jo") -> None:
        """Open a round together."""
        meetings.open_round(self.opened, self.people[first], round_id, second, password_of(second))

    def opened_round(self, **changes: Any) -> str:
        """A round that everybody rated 2 and two opened."""
        round_id = self.start(**changes)
        for name in ("amina", "jo", "sam", "dee", "tom"):
            self.rate(self.people[name], round_id)
        self.open(round_id)
        return round_id

    def sign(self, round_id: str, reservation: str = "", account: FairAccount | None = None) -> None:
        """Leave what nobody talked about for another time, and sign off as the manager."""
        audit_round = self.read(lambda tx: rounds.load_round(tx, round_id))
        is_agreeing = audit_round.state is RoundState.AGREEING
        if is_agreeing and self.read(lambda tx: sittings.topics_left(tx, audit_round)):
            self.do(sittings.leave_the_rest, self.people["amina"], round_id)
        self.do(signing.sign_off, self.people["amina"], round_id, reservation, account)

    def state(self, round_id: str) -> RoundState:
        """Where a round is."""
        return self.read(lambda tx: rounds.load_round(tx, round_id)).state

    def close(self) -> None:
        """Close workspace and worker; a second call does nothing."""
        if self.opened._key is not None:
            self.opened.close()
        self.worker.close()


@dataclass(frozen=True)
class Finished:
    """A workspace that was made once: copied, never opened, by tests."""

    top: Path
    team_id: str
    house_code: str
    known: dict[str, SignedIn] = field(default_factory=dict, compare=False, repr=False)
    """Who signed in to the first copy: in every other they hold the same keys, which needn't be derived again."""

    def copy_to(self, place: Path) -> Path:
        """Copy workspace and marks; the folder of the workspace."""
        shutil.copytree(self.top / "workspace", place / "workspace")
        shutil.copytree(self.top / "marks", place / "marks")
        return place / "workspace"

    def open(self, place: Path) -> Hostel:
        """Copy it to `place` and open it, with everybody signed in: with their password once, with its keys after."""
        premises, worker = premises_at(place), Worker()
        folder = self.copy_to(place)
        opened, amina = unlock.open_workspace(premises, worker, folder, MANAGER, password_of(MANAGER))
        hostel = Hostel(premises, worker, opened, self.team_id, self.house_code, {"amina": amina})
        for name in (*STAFF, LEADER):
            hostel.people[name.split()[0].lower()] = self._let_in(opened, name)
        return hostel

    def _let_in(self, opened: OpenWorkspace, name: str) -> SignedIn:
        if name not in self.known:
            self.known[name] = again(unlock.sign_in(opened, name, password_of(name)))
        return again(self.known[name])


def again(me: SignedIn) -> SignedIn:
    """The same person with the same keys, and nothing in mind."""
    return replace(me, vault=OpenVault(me.member.person_id, me.vault.roots()), memory=Memory())


def premises_at(place: Path) -> Premises:
    """A computer whose folders all lie in `place`, whose passwords cost nothing, on a Wednesday in November."""
    return Premises(FAST, CLOCK, place / "workspaces", place / "marks")


def first_run(**changes: Any) -> founding.FirstRun:
    """What Amina answers in the first window."""
    usual = founding.FirstRun(MANAGER, password_of(MANAGER), WorkspaceKind.TEAM, TEAM_NAME, "24-bed hostel")
    return replace(usual, **changes)


def make_finished(top: Path) -> Finished:
    """Amina, who manages and administers; Jo, Sam, Dee and Tom, who work there; Lee, a leader. No round yet."""
    premises, worker = premises_at(top), Worker()
    made = founding.create_workspace(premises, worker, first_run(), top / "workspace")
    team_id = next(iter(made.me.member.teams))
    hostel = Hostel(premises, worker, made.opened, team_id, made.house_code, {"amina": made.me})
    for name in STAFF:
        hostel.add(name)
    hostel.add(LEADER, Role.LEADER)
    hostel.close()
    return Finished(top, team_id, made.house_code)


@cache
def _finished_in(top: Path) -> Finished:
    """One for all files that import the fixture: to pytest it is another fixture in each."""
    return make_finished(top / "quayside")


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """Quayside House, made once a session."""
    return _finished_in(tmp_path_factory.getbasetemp())


@pytest.fixture
def hostel(finished: Finished, tmp_path: Path) -> Iterator[Hostel]:
    """A copy of Quayside House, open, everybody signed in."""
    opened = finished.open(tmp_path)
    yield opened
    opened.close()
