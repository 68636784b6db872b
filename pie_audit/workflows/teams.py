"""Teams and people: who is here, what they are there for, and how somebody new gets in."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pie_audit.domain.audit import RoundState
from pie_audit.domain.errors import NotNow
from pie_audit.domain.team import Member, Role, Standing, Team, WorkspaceKind, tidy_name
from pie_audit.storage import audits as rounds
from pie_audit.storage import people as persons
from pie_audit.storage import teams as groups
from pie_audit.words import _
from pie_audit.workflows import leaving
from pie_audit.workflows.invitations import invite
from pie_audit.workflows.notes import note
from pie_audit.workflows.permissions import Act, Matter, may, require
from pie_audit.workflows.undo import Undoable
from pie_audit.workflows.unlock import Me, OpenWorkspace, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person as the list shows them."""

    person_id: str
    name: str
    roles: frozenset[Role]
    teams: tuple[Team, ...]
    standing: Standing
    is_me: bool
    signed_in_once: bool


@dataclass(frozen=True, slots=True)
class People:
    """Everything that the page “People” shows."""

    teams: tuple[Team, ...]
    rows: tuple[PersonRow, ...]
    may_add: bool
    may_reset: bool
    may_change_roles: bool


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to be let in. `manages` is for the manager of the team."""

    name: str
    roles: frozenset[Role]
    team_id: str
    manages: bool = False


def people(tx: Transaction, me: Me) -> People:
    """Who is here. Staff see their own teams; managers and administrators see whom they may help."""
    mine = acting(me).member
    everywhere = may(mine, Act.RESET_ACCESS)
    teams = {team.team_id: team for team in groups.list_teams(tx)}
    visible = frozenset(teams) if everywhere else mine.teams | mine.manages
    keyed = persons.people_with_keys(tx)
    rows = [
        _row(member, teams, mine, signed_in_once=member.person_id in keyed)
        for member in persons.list_members(tx)
        if everywhere or (member.teams | member.manages) & visible
    ]
    return People(
        teams=tuple(team for team in teams.values() if team.team_id in visible),
        rows=tuple(rows),
        may_add=any(may(mine, Act.ADD_PEOPLE, Matter(team_id)) for team_id in (None, *visible)),
        may_reset=everywhere,
        may_change_roles=everywhere,
    )


def _row(member: Member, teams: dict[str, Team], mine: Member, *, signed_in_once: bool) -> PersonRow:
    theirs = tuple(teams[t] for t in sorted(member.teams | member.manages) if t in teams)
    return PersonRow(
        member.person_id,
        member.name,
        member.roles,
        theirs,
        member.standing,
        member.person_id == mine.person_id,
        signed_in_once,
    )


def add_person(opened: OpenWorkspace, me: Me, new: NewPerson) -> str:
    """Let somebody in: the one-time code that their first sign-in replaces, shown once. Leaders need no team.

    Raises NotNow where that isn't this person's to do, or the name is taken.
    """
    host = acting(me)
    require(host.member, Act.ADD_PEOPLE, Matter(new.team_id))
    if not may(host.member, Act.SETTINGS) and (new.manages or new.roles - {Role.STAFF}):
        raise NotNow(
            _("Only an administrator can give other roles than staff."),
            _("Add the person as staff, and ask the administrator for the rest."),
        )
    team = frozenset({new.team_id}) if new.team_id else frozenset[str]()
    member = Member(
        secrets.token_hex(16),
        tidy_name(new.name),
        new.roles or frozenset({Role.STAFF}),
        team,
        team if new.manages else frozenset(),
        Standing.INVITED,
    )
    opened.write(lambda tx: persons.save_member(tx, member))
    return invite(opened, member, "invited", host.member.person_id)


def invite_again(opened: OpenWorkspace, me: Me, person_id: str) -> str:
    """A new one-time code for somebody who lost theirs, or who lost both password and My key.

    With it they choose a new password. Their earlier private writing stays sealed: no code gives it back.
    """
    host = acting(me)
    member = opened.read(lambda tx: persons.load_member(tx, person_id))
    if not _may_let_in(host.member, member):
        require(host.member, Act.RESET_ACCESS)
    return invite(opened, member, "invited", host.member.person_id)


def _may_let_in(host: Member, waiting: Member) -> bool:
    """Whoever holds a code can come in as that person, so a manager makes codes only for staff of their own."""
    is_plain = waiting.roles <= {Role.STAFF} and not waiting.manages
    is_new = waiting.standing is Standing.INVITED
    return is_plain and is_new and any(may(host, Act.ADD_PEOPLE, Matter(t)) for t in waiting.teams)


def change_roles(
    tx: Transaction, me: Me, person_id: str, roles: Collection[Role], manages: Collection[str]
) -> Undoable:
    """Give somebody these roles and teams to manage. Somebody has to stay administrator."""
    before = persons.load_member(tx, person_id)
    after = _give_roles(tx, me, person_id, roles, manages)
    return Undoable(
        after,
        _("Changed roles of {name}").format(name=before.name),
        lambda tx, me: _give_roles(tx, me, person_id, before.roles, before.manages),
    )


def _give_roles(
    tx: Transaction, me: Me, person_id: str, roles: Collection[Role], manages: Collection[str]
) -> Member:
    host = acting(me)
    require(host.member, Act.SETTINGS)
    if not roles:
        raise NotNow(_("Everybody has at least one role."), _("Choose “staff” if no other fits."))
    member = persons.load_member(tx, person_id)
    changed = replace(member, roles=frozenset(roles), manages=frozenset(manages))
    _require_administrator(tx, changed)
    persons.save_member(tx, changed)
    note(tx, host, "roles changed", person_id)
    return changed


def retire_person(tx: Transaction, me: Me, person_id: str) -> Undoable:
    """Somebody has left: they are in no list any more, and have 90 days to take their pages."""
    host = acting(me)
    require(host.member, Act.SETTINGS)
    member = persons.load_member(tx, person_id)
    _require_administrator(tx, replace(member, roles=frozenset(), standing=Standing.LEFT))
    _refuse_opener(tx, member)
    leaving.retire(tx, member, host.week)
    note(tx, host, "left", person_id)

    def undo(tx: Transaction, me: Me) -> None:
        require(acting(me).member, Act.SETTINGS)
        persons.set_standing(tx, person_id, member.standing)
        note(tx, acting(me), "came back", person_id)

    return Undoable(member, _("{name} has left").format(name=member.name), undo)


def _refuse_opener(tx: Transaction, member: Member) -> None:
    """It takes two of a round's openers: none of the last two may go while it waits to be opened."""
    here = {m.person_id for m in persons.list_members(tx) if m.person_id != member.person_id}
    for team in groups.list_teams(tx):
        audit_round = rounds.current_round(tx, team.team_id)
        if audit_round is None or audit_round.state not in {RoundState.OPEN, RoundState.CLOSED}:
            continue
        if member.person_id in audit_round.openers and len(here & set(audit_round.openers)) < 2:
            raise NotNow(
                _("Without {name} nobody could open the review that is under way.").format(name=member.name),
                _("Open it together or abandon it first."),
            )


def _require_administrator(tx: Transaction, changed: Member) -> None:
    others = (m for m in persons.list_members(tx) if m.person_id != changed.person_id)
    if not any(Role.ADMINISTRATOR in m.roles for m in (*others, changed)):
        raise NotNow(
            _("Then nobody would look after this workspace."),
            _("Make somebody else an administrator first."),
        )


def add_team(tx: Transaction, me: Me, name: str, about: str) -> Undoable:
    """A further team in this workspace."""
    host = acting(me)
    require(host.member, Act.SETTINGS)
    team = Team(secrets.token_hex(16), tidy_name(name), about.strip()[:300])
    groups.save_team(tx, team)
    note(tx, host, "team added", team.team_id)

    def undo(tx: Transaction, me: Me) -> None:
        require(acting(me).member, Act.SETTINGS)
        groups.retire_team(tx, team.team_id, week=acting(me).week)
        note(tx, acting(me), "team retired", team.team_id)

    return Undoable(team, _("Added {team}").format(team=team.name), undo)


def rename_team(tx: Transaction, me: Me, team_id: str, name: str, about: str) -> Undoable:
    """Another name or line for a team."""
    host = acting(me)
    require(host.member, Act.ADD_PEOPLE, Matter(team_id))
    before = groups.load_team(tx, team_id)
    groups.save_team(tx, Team(team_id, tidy_name(name), about.strip()[:300]))

    def undo(tx: Transaction, me: Me) -> None:
        require(acting(me).member, Act.ADD_PEOPLE, Matter(team_id))
        groups.save_team(tx, before)

    return Undoable(None, _("Renamed {team}").format(team=before.name), undo)


def become_team(tx: Transaction, me: Me, name: str, about: str) -> None:
    """One person's view becomes a team: the same keys, the same pages, room for more people."""
    host = acting(me)
    require(host.member, Act.SETTINGS)
    if groups.load_workspace(tx).kind is not WorkspaceKind.SOLO:
        raise NotNow(_("This workspace is a team’s already."), _("Rename the team instead."))
    groups.change_workspace_kind(tx, WorkspaceKind.TEAM)
    for team in groups.list_teams(tx):
        groups.save_team(tx, replace(team, name=tidy_name(name), about=about.strip()[:300]))
    note(tx, host, "became a team", host.member.person_id)
