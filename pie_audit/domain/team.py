"""Teams, the people in them and what they are there for."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from pie_audit.domain.errors import NotNow
from pie_audit.words import _


class Role(StrEnum):
    """What somebody may be offered; one person may hold several."""

    STAFF = "staff"
    MANAGER = "manager"
    LEADER = "leader"
    ADMINISTRATOR = "administrator"


class Perspective(StrEnum):
    """Whose eyes a rating is seen through."""

    TEAM = "team"
    MANAGER = "manager"
    LIVED_EXPERIENCE = "lived-experience"
    PARTNER = "partner"


class WorkspaceKind(StrEnum):
    """One person's view, a team, or made-up data that never becomes real."""

    SOLO = "solo"
    TEAM = "team"
    DEMO = "demo"


class Standing(StrEnum):
    """Where a person is on the way in or out."""

    INVITED = "invited"
    ACTIVE = "active"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Team:
    """One team that reviews itself. `about` is a short line such as “24-bed hostel”."""

    team_id: str
    name: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class ThemeOff:
    """A theme that a team doesn't ask about here, with the reason that prints in its papers."""

    theme_id: str
    reason: str
    since: str


@dataclass(frozen=True, slots=True)
class Member:
    """A person with an account. `teams` are those they belong to, `manages` those they manage."""

    person_id: str
    name: str
    roles: frozenset[Role]
    teams: frozenset[str]
    manages: frozenset[str] = frozenset()
    standing: Standing = Standing.ACTIVE


def tidy_name(name: str) -> str:
    """A name as it is kept: one line, no control, direction, zero-width or half characters, at most 300.

    Raises NotNow when nothing is left.
    """
    kept = "".join(
        c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c) not in {"Cc", "Cf", "Cs"}
    )
    tidy = " ".join(kept.split())[:300].strip()
    if not tidy:
        raise NotNow(_("There is no name yet."), _("Write the name you are called by."))
    return tidy


def fold_name(name: str) -> str:
    """The form in which sign-in names are compared: case, width and spacing don't matter."""
    return unicodedata.normalize("NFKC", tidy_name(name)).casefold()
