"""Twelve services, each with a workspace of its own: founded, planned, signed and exported like any other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pie_audit.domain.plan import Action
from pie_audit.domain.plan_material import Edition
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Scope
from pie_audit.domain.signing import FairAccount
from pie_audit.vault.kdf import Kdf
from pie_audit.workflows import founding, meetings, papers, plans, signing, sittings, starting
from pie_audit.workflows.papers import PaperFile
from pie_audit.workflows.presence import Clock, Premises
from pie_audit.workflows.unlock import OpenWorkspace, SignedIn
from pie_audit.workflows.worker import Worker
from tests import make
from tests.quarter import FAST, first_run

NAMES = (
    "Quayside House",
    "Mill Lane",
    "Outreach",
    "Women’s service",
    "Fern House",
    "Harbour Court",
    "Elm Court",
    "The Annexe",
    "Bridge Street",
    "North Shore",
    "Larch House",
    "Orchard",
)
COVER = (
    "Cover for nights",
    "cover for the night",
    "Paid cover, so that nights can leave the desk",
    "Night cover",
)


@dataclass
class Service:
    """One team in a workspace of its own, with its manager signed in."""

    name: str
    opened: OpenWorkspace
    me: SignedIn
    team_id: str
    worker: Worker

    def sign_plan(self, quarter: Quarter, ask: str, of: str = "the council") -> None:
        """A whole quarter, talked through together, with one thing asked."""
        day = quarter.first_day.replace(day=10)
        self.me = _at(self.me, day)
        plan = starting.RoundPlan(
            team_id=self.team_id,
            quarter=quarter,
            scope=Scope.SHORT,
            theme_id=None,
            openers=(),
            raters=(),
            opens_on=day,
            closes_on=day,
            talk_on=None,
            together_only=True,
        )
        round_id = self.do(starting.start_round, plan)
        self.do(meetings.record_consensus, round_id, make.consensus())
        action = plans.new_action(self.team_id, round_id, "A1")
        self.do(plans.save_action, _asking(action, ask, of))
        self.do(sittings.leave_the_rest, round_id)
        self.do(signing.sign_off, round_id, "", FairAccount(contact="the office"))

    def export(self, quarter: Quarter, path: Path, edition: Edition = Edition.WORDS) -> Path:
        """Its plan as a PDF."""
        papers.save_paper(self.opened, self.me, PaperFile(self.team_id, quarter, edition, path))
        return path

    def do(self, act: Callable[..., Any], *args: object) -> Any:
        """Run a workflow that writes."""
        return self.opened.write(lambda tx: act(tx, self.me, *args))

    def close(self) -> None:
        """Close its workspace."""
        self.opened.close()
        self.worker.close()


def _asking(action: Action, ask: str, of: str) -> Action:
    return replace(action, what="Ask for help with it", ask_what=ask, ask_of=of)


def _at(me: SignedIn, day: date) -> SignedIn:
    clock = Clock(now=lambda: datetime(day.year, day.month, day.day, 9, tzinfo=UTC), today=lambda: day)
    return replace(me, clock=clock)


def found_service(top: Path, name: str, cost: Kdf = FAST) -> Service:
    """A new workspace with its manager alone."""
    premises = Premises(cost, Clock(), top / "workspaces", top / "marks")
    worker = Worker()
    made = founding.create_workspace(premises, worker, first_run(team_name=name), top / "workspace")
    (team_id,) = made.me.member.teams
    return Service(name, made.opened, made.me, team_id, worker)
