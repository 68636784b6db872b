"""Who may do what: one table, asked by every workflow (design README, “Who may do what”)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pie_audit.domain.audit import AuditRound
from pie_audit.domain.errors import NotNow
from pie_audit.domain.team import Member, Role, Standing
from pie_audit.words import _


class Act(StrEnum):
    """One thing that somebody may or may not do."""

    RATE = "rate, own pages, own supervision, small entries"
    RUN_ROUND = "start a round, name openers, edit the plan"
    CHOOSE_PARTS = "choose what a team uses, and its own words"
    OPEN_ROUND = "open a round"
    READ_TEAM = "read spreads, consensus and plan of the own team"
    SHARE_PLAN = "share the plan of a team with leaders"
    KEEP_BOARD = "read and answer what teams shared"
    ARRANGE_COVER = "see who of the team is away for a session"
    ADD_PEOPLE = "add people"
    HAND_OUT_SLIPS = "hand out slips"
    BRING_WORDS = "bring the words of published questionnaires"
    RESET_ACCESS = "reset access"
    BACK_UP = "back up and restore"
    SETTINGS = "settings of the workspace"


class Grant(StrEnum):
    """How far a role's permission reaches."""

    NO = "no"
    YES = "yes"
    OWN_TEAM = "own team"
    MANAGED_TEAM = "team they manage"
    FACILITATOR = "as facilitator"
    OPENER = "as opener"


_NOBODY_ELSE = dict.fromkeys(Role, Grant.NO)

TABLE: Mapping[Act, Mapping[Role, Grant]] = {
    Act.RATE: dict.fromkeys(Role, Grant.YES),
    Act.RUN_ROUND: {
        **_NOBODY_ELSE,
        Role.STAFF: Grant.FACILITATOR,
        Role.MANAGER: Grant.MANAGED_TEAM,
    },
    Act.CHOOSE_PARTS: {
        **_NOBODY_ELSE,
        Role.STAFF: Grant.FACILITATOR,
        Role.MANAGER: Grant.MANAGED_TEAM,
    },
    Act.OPEN_ROUND: dict.fromkeys(Role, Grant.OPENER),
    Act.READ_TEAM: {**_NOBODY_ELSE, Role.STAFF: Grant.OWN_TEAM, Role.MANAGER: Grant.MANAGED_TEAM},
    Act.SHARE_PLAN: {**_NOBODY_ELSE, Role.MANAGER: Grant.MANAGED_TEAM},
    Act.KEEP_BOARD: {**_NOBODY_ELSE, Role.LEADER: Grant.YES},
    Act.ARRANGE_COVER: {**_NOBODY_ELSE, Role.MANAGER: Grant.MANAGED_TEAM},
    Act.ADD_PEOPLE: {**_NOBODY_ELSE, Role.MANAGER: Grant.MANAGED_TEAM, Role.ADMINISTRATOR: Grant.YES},
    Act.HAND_OUT_SLIPS: {
        **_NOBODY_ELSE,
        Role.STAFF: Grant.FACILITATOR,
        Role.MANAGER: Grant.MANAGED_TEAM,
        Role.ADMINISTRATOR: Grant.YES,
    },
    Act.BRING_WORDS: {**_NOBODY_ELSE, Role.MANAGER: Grant.YES, Role.ADMINISTRATOR: Grant.YES},
    Act.RESET_ACCESS: {**_NOBODY_ELSE, Role.ADMINISTRATOR: Grant.YES},
    Act.BACK_UP: {**_NOBODY_ELSE, Role.ADMINISTRATOR: Grant.YES},
    Act.SETTINGS: {**_NOBODY_ELSE, Role.ADMINISTRATOR: Grant.YES},
}


@dataclass(frozen=True, slots=True)
class Matter:
    """What an act is about: a team, and the round if there is one. A workspace-wide act has neither."""

    team_id: str | None = None
    round: AuditRound | None = None

    @classmethod
    def of(cls, audit_round: AuditRound) -> Matter:
        """The matter of a round is its team's."""
        return cls(audit_round.team_id, audit_round)


def may(member: Member, act: Act, matter: Matter | None = None) -> bool:
    """Whether any of the member's roles allows the act in this matter."""
    if member.standing is not Standing.ACTIVE:
        return False
    matter = matter or Matter()
    return any(_reaches(TABLE[act][role], member, matter) for role in member.roles)


def require(member: Member, act: Act, matter: Matter | None = None) -> None:
    """Raises NotNow unless `may` allows it."""
    if not may(member, act, matter):
        raise NotNow(
            _("That isn’t yours to do in this workspace."),
            _("Ask the team’s manager or whoever looks after pie-audit."),
        )


def _reaches(grant: Grant, member: Member, matter: Matter) -> bool:
    match grant:
        case Grant.NO:
            return False
        case Grant.YES:
            return True
        case Grant.OWN_TEAM:
            return matter.team_id in member.teams
        case Grant.MANAGED_TEAM:
            return matter.team_id in member.manages
        case Grant.FACILITATOR:
            return matter.round is not None and matter.round.facilitator_id == member.person_id
        case Grant.OPENER:
            return matter.round is not None and member.person_id in matter.round.openers
