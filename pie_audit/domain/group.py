"""Group sessions: who belongs, who does what, and what is written down for those who were there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pie_audit.domain.entry import FollowUp, Step
from pie_audit.domain.session import SessionKind


class GroupRole(StrEnum):
    """What somebody does in a group."""

    MEMBER = "member"
    FACILITATOR = "facilitator"
    NOTE_TAKER = "note-taker"
    CONVENOR = "convenor"


@dataclass(frozen=True, slots=True)
class Group:
    """A group that meets. `members` by person id. A leaders' group belongs to no team, and only its members see it.

    `is_open` tells whether others of the team may come along.
    """

    group_id: str
    kind: SessionKind
    name: str
    team_id: str | None
    members: tuple[tuple[str, GroupRole], ...]
    every_weeks: int = 2
    minutes: int = 60
    is_open: bool = False
    ended_week: str | None = None
    version: int = 1

    @property
    def member_ids(self) -> frozenset[str]:
        """Everybody who belongs."""
        return frozenset(person_id for person_id, _role in self.members)

    def role_of(self, person_id: str) -> GroupRole | None:
        """What somebody does here; None for who doesn't belong."""
        return dict(self.members).get(person_id)


@dataclass(frozen=True, slots=True)
class GroupFrame:
    """The group's own agreement in words, sealed for its members (reflection.md, section 5, group version)."""

    purpose: str = ""
    membership: str = ""
    links_to_management: str = ""
    back_to_team: str = ""
    attendance: str = ""
    late_and_leaving: str = ""
    ground_rules: str = ""
    starts: str = ""
    place: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Minutes:
    """What a group wrote down, sealed for those who were there.

    `roles` holds who presented, facilitated and took notes. `numbers` are people present by kind of role, counted,
    never named. `guests` are kinds of agency, never names. `how_it_was` are hands for 1 … 5.
    """

    present_ids: tuple[str, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    numbers: tuple[tuple[str, int], ...] = ()
    guests: tuple[str, ...] = ()
    model_id: str = ""
    steps: tuple[Step, ...] = ()
    learning: str = ""
    small_changes: tuple[FollowUp, ...] = ()
    still_stuck: tuple[tuple[str, str], ...] = ()
    how_it_was: tuple[int, ...] = ()
    offered: int = 0
    taken_up: int = 0
    incident_on: date | None = None
    residents_included: bool = False
    starts: str = ""
    place: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """What goes back to the team, agreed aloud: words only, no names. `team_id` says whose team reads it."""

    session_id: str
    team_id: str
    day: date
    words: str
    agreed_aloud: bool
    version: int = 1
