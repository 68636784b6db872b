"""Groups that meet: who belongs, what they agreed about meeting, and what goes back to a team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pie_audit.domain.session import SessionKind


class GroupRole(StrEnum):
    """What somebody does in a group. A facilitator comes from inside the team or from outside."""

    MEMBER = "member"
    FACILITATOR = "facilitator"
    OUTSIDE = "outside facilitator"
    NOTE_TAKER = "note-taker"
    CONVENOR = "convenor"

    @property
    def leads(self) -> bool:
        """Whether who does this looks after the group: its members, its dates and its end."""
        return self in {GroupRole.FACILITATOR, GroupRole.OUTSIDE, GroupRole.CONVENOR}


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

    @property
    def names_nobody(self) -> bool:
        """Whether nobody may see who wrote a line: so it is among leaders."""
        return self.kind is SessionKind.LEADERS

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
class ThemeLine:
    """What goes back to the team, agreed aloud: words only, no names. `team_id` says whose team reads it.

    `theme_ids` are themes of the review that the group said it belongs to; the team's chart counts them.
    """

    session_id: str
    team_id: str
    day: date
    words: str
    agreed_aloud: bool
    theme_ids: tuple[str, ...] = ()
    version: int = 1
