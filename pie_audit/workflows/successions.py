"""Teams that merge or split: a new team with its own record, and those before it, which end and are never joined."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pie_audit.domain.errors import NotNow
from pie_audit.domain.team import Member, Team, tidy_name
from pie_audit.storage import audits as rounds
from pie_audit.storage import people as persons
from pie_audit.storage import teams as groups
from pie_audit.words import _
from pie_audit.workflows.notes import note
from pie_audit.workflows.permissions import Act, require
from pie_audit.workflows.undo import Undoable
from pie_audit.workflows.unlock import Me, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


def succeed_teams(
    tx: Transaction, me: Me, team: tuple[str, str], before: Sequence[str], *, they_end: bool
) -> Undoable:
    """Add a team (name, line) that comes out of others, with the people and managers of these.

    `they_end` for a merger, and for the last part of a split: those teams take no new review, their papers and
    lines stay. Raises NotNow when none is named, or one that would end has a review under way.
    """
    host = acting(me)
    require(host.member, Act.SETTINGS)
    if not before:
        raise NotNow(_("No team is named that this one comes out of."), _("Choose at least one."))
    if they_end:
        for team_id in before:
            _refuse_under_way(tx, team_id)
    name, about = team
    new = Team(secrets.token_hex(16), tidy_name(name), about.strip()[:300])
    groups.save_team(tx, new)
    moved = [m for m in persons.list_members(tx) if m.teams & set(before) or m.manages & set(before)]
    for member in moved:
        persons.save_member(tx, _also_in(member, new.team_id, before))
    there = {each.team_id for each in groups.list_teams(tx)}
    ending = [team_id for team_id in before if they_end and team_id in there]
    for team_id in before:
        groups.follow_team(tx, new.team_id, team_id)
        if team_id in ending:
            groups.retire_team(tx, team_id, week=host.week)
    note(tx, host, "team added", new.team_id)

    def undo(tx: Transaction, me: Me) -> None:
        host = acting(me)
        require(host.member, Act.SETTINGS)
        _refuse_reviews(tx, new.team_id)
        for member in moved:
            persons.save_member(tx, _no_longer_in(persons.load_member(tx, member.person_id), new.team_id))
        groups.forget_predecessors(tx, new.team_id)
        groups.retire_team(tx, new.team_id, week=host.week)
        for team_id in ending:
            groups.retire_team(tx, team_id, week=None)
        note(tx, host, "team retired", new.team_id)

    return Undoable(new, _("Added {team}").format(team=new.name), undo)


def _also_in(member: Member, team_id: str, before: Sequence[str]) -> Member:
    manages = member.manages | {team_id} if member.manages & set(before) else member.manages
    belongs = member.teams | {team_id} if member.teams & set(before) else member.teams
    return replace(member, teams=belongs, manages=manages)


def _no_longer_in(member: Member, team_id: str) -> Member:
    return replace(member, teams=member.teams - {team_id}, manages=member.manages - {team_id})


def _refuse_under_way(tx: Transaction, team_id: str) -> None:
    if rounds.current_round(tx, team_id) is not None:
        raise NotNow(
            _("{team} has a review under way.").format(team=groups.load_team(tx, team_id).name),
            _("Sign it off or abandon it first; then the team can end."),
        )


def _refuse_reviews(tx: Transaction, team_id: str) -> None:
    if rounds.rounds_of_team(tx, team_id):
        raise NotNow(_("The new team has a review of its own already."), _("It stays."))
