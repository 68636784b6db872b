"""A real team in a real encrypted workspace, quick to make: what the tests of these screens live in."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pie_audit.domain.answer import CantTell, Level
from pie_audit.domain.audit import Rating
from pie_audit.domain.questionnaire import Scope
from pie_audit.domain.team import Perspective, Role, WorkspaceKind
from pie_audit.ui.jobs import Jobs
from pie_audit.vault.kdf import Cost, Kdf
from pie_audit.workflows import founding, meetings, seats, starting, teams, unlock
from pie_audit.workflows.unlock import Clock, Me, Premises, SignedIn
from pie_audit.workflows.worker import Worker
from tests.quarter import again

PASSWORD = "Quiet lamp under seven stairs"
CHEAP = Kdf(Cost(1, 8), Cost(1, 8), Cost(1, 8))
TODAY = date(2026, 11, 18)
STAFF = ("Tom Whitlock", "Jo Marsh", "Sam Okafor", "Marek Nowak", "Dee Rahman")


@dataclass
class House:
    """A team of a manager and five staff who have signed in, and one who hasn't."""

    jobs: Jobs
    worker: Worker
    opened: unlock.OpenWorkspace
    people: dict[str, SignedIn]
    team_id: str
    round_id: str = ""
    slips: list[Me] = field(default_factory=list)

    def be(self, name: str) -> None:
        """Let somebody else sit at the screen."""
        self.jobs.me = self.people[name]

    def write(self, work: Callable[..., Any], *args: object, by: Me | None = None) -> Any:
        """Run a workflow and wait."""
        me = by or self.people["Amina Yusuf"]
        return self.opened.write(lambda tx: work(tx, me, *args))

    def read(self, work: Callable[..., Any], *args: object, by: Me | None = None) -> Any:
        """Read through a workflow and wait."""
        me = by or self.people["Amina Yusuf"]
        return self.opened.read(lambda tx: work(tx, me, *args))

    def start(self, **changes: Any) -> str:
        """Start a round in which everybody rates."""
        from pie_audit.domain.quarter import Quarter

        ids = {name: me.member.person_id for name, me in self.people.items()}
        raters = tuple(
            (person, Perspective.MANAGER if name == "Amina Yusuf" else Perspective.TEAM)
            for name, person in ids.items()
        )
        chosen: dict[str, Any] = {
            "team_id": self.team_id,
            "quarter": Quarter(2026, 4),
            "scope": Scope.SHORT_AND_THEME,
            "theme_id": "C",
            "openers": (ids["Amina Yusuf"], ids["Tom Whitlock"], ids["Jo Marsh"]),
            "raters": raters,
            "opens_on": date(2026, 11, 2),
            "closes_on": date(2026, 12, 5),
            "talk_on": date(2026, 12, 8),
        }
        self.round_id = self.write(starting.start_round, starting.RoundPlan(**{**chosen, **changes}))
        return self.round_id

    def hand_out(self, wanted: dict[Perspective, int]) -> None:
        """Hand out slips, and let their holders sit down."""
        prepared = seats.prepare_slips(self.opened, self.people["Amina Yusuf"], self.round_id, wanted)
        self.write(seats.hand_out_slips, prepared)
        for slips in prepared.words.values():
            self.slips += [unlock.sign_in_with_slip(self.opened, words) for words in slips]

    def rate_all(self, answers: Callable[[int, int], Level | CantTell]) -> None:
        """Everybody answers everything: `answers` of the rater's and the topic's number."""
        for who, me in enumerate([*self.people.values(), *self.slips]):
            view = self.read(seats.rating_sheet, self.round_id, by=me)
            given = [Rating(topic.id, answers(who, at)) for at, topic in enumerate(view.topics)]
            self.write(seats.fill_sheet, self.round_id, given, by=me)

    def open_together(self) -> None:
        """Amina and Tom open it."""
        meetings.open_round(self.opened, self.people["Amina Yusuf"], self.round_id, "Tom Whitlock", PASSWORD)

    def close(self) -> None:
        """Everybody goes home."""
        self.jobs.me = None
        self.opened.close()
        self.worker.close()


def make_house(
    folder: Path, kind: WorkspaceKind = WorkspaceKind.TEAM, staff: tuple[str, ...] = STAFF
) -> House:
    """Make the workspace and let everybody sign in once; Priya has only her invitation."""
    premises, worker = _premises(folder), Worker()
    wanted = founding.FirstRun("Amina Yusuf", PASSWORD, kind, "Quayside House", "24-bed hostel")
    made = founding.create_workspace(premises, worker, wanted)
    team_id = next(iter(made.me.member.teams))
    people = {"Amina Yusuf": made.me}
    if kind is WorkspaceKind.TEAM:
        for name in (*staff, "Priya Shah"):
            new = teams.NewPerson(name, frozenset({Role.STAFF}), team_id)
            code = teams.add_person(made.opened, made.me, new)
            if name != "Priya Shah":
                people[name] = unlock.accept_invitation(made.opened, name, code, PASSWORD)
    return _house(worker, made.opened, people, team_id)


_KNOWN: dict[Path, dict[str, SignedIn]] = {}
"""Who signed in to the first copy of each house: in every other they hold the same keys."""


def copy_house(made: Path, folder: Path) -> House:
    """A house that was made and closed in `made`, copied to `folder` and opened there: in a fraction of the time."""
    shutil.copytree(made, folder, dirs_exist_ok=True)
    premises, worker = _premises(folder), Worker()
    workspace = next((folder / "workspaces").iterdir())
    opened, amina = unlock.open_workspace(premises, worker, workspace, "Amina Yusuf", PASSWORD)
    people = {"Amina Yusuf": amina}
    if made not in _KNOWN:
        _KNOWN[made] = {name: again(unlock.sign_in(opened, name, PASSWORD)) for name in STAFF}
    people |= {name: again(me) for name, me in _KNOWN[made].items()}
    return _house(worker, opened, people, next(iter(amina.member.teams)))


def _premises(folder: Path) -> Premises:
    clock = Clock(now=lambda: datetime(2026, 11, 18, 10, 0, tzinfo=UTC), today=lambda: TODAY)
    return Premises(CHEAP, clock, folder / "workspaces", folder / "marks")


def _house(worker: Worker, opened: unlock.OpenWorkspace, people: dict[str, SignedIn], team_id: str) -> House:
    jobs = Jobs(worker)
    jobs.begin(opened)
    jobs.me = people["Amina Yusuf"]
    return House(jobs, worker, opened, people, team_id)
