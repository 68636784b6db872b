"""Protected time in the open file: one's own sessions, and the agreements and groups that they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pie_audit.domain.group import Group
from pie_audit.domain.session import Session
from pie_audit.domain.supervision import Agreement
from pie_audit.storage import groups, people, sessions
from pie_audit.workflows.presence import Me, acting
from pie_audit.workflows.record_values import Record
from pie_audit.workflows.supervision.groups import comes_along

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


def session_records(tx: Transaction, me: Me) -> Iterator[Record]:
    """One's own agreements and groups, and the sessions of both, whole; nothing of anybody else's."""
    mine = acting(me)
    own_id = mine.member.person_id
    my_groups = [g for g in groups.groups_of(tx, own_id) if comes_along(mine, g)]
    names = {m.person_id: m.name for m in people.list_members(tx, with_left=True)}
    for agreement in sessions.agreements_of(tx, own_id):
        yield _agreement(agreement, own_id, names)
    for group in my_groups:
        yield _group(group, names)
    for one in sessions.sessions_of(tx, own_id, group_ids=[g.group_id for g in my_groups]):
        yield _session(one, own_id, names)


def _agreement(one: Agreement, own_id: str, names: Mapping[str, str]) -> Record:
    """What lies outside the seal; its words are own writing."""
    supervises = one.supervisor_id == own_id
    return {
        "kind": "supervision agreement",
        "id": one.agreement_id,
        "team_id": one.team_id,
        "with": names.get(one.supervisee_id if supervises else one.supervisor_id, ""),
        "part": "supervisor" if supervises else "supervisee",
        "every_weeks": one.every_weeks,
        "minutes": one.minutes,
        "review_on": one.review_on.isoformat(),
        "agreed_by": sorted(names.get(person_id, "") for person_id in one.signed_by),
        "ended_week": one.ended_week,
    }


def _group(one: Group, names: Mapping[str, str]) -> Record:
    there = [{"name": names.get(person_id, ""), "part": role.value} for person_id, role in one.members]
    return {
        "kind": "group",
        "id": one.group_id,
        "of": one.kind.value,
        "name": one.name,
        "team_id": one.team_id,
        "members": sorted(there, key=lambda each: each["name"].casefold()),
        "every_weeks": one.every_weeks,
        "minutes": one.minutes,
        "is_open": one.is_open,
        "ended_week": one.ended_week,
    }


def _session(one: Session, own_id: str, names: Mapping[str, str]) -> Record:
    other_id = one.supervisor_id if one.supervisee_id == own_id else one.supervisee_id
    return {
        "kind": "session",
        "id": one.session_id,
        "of": one.kind.value,
        "team_id": one.team_id,
        "agreement_id": one.agreement_id,
        "group_id": one.group_id,
        "with": names.get(other_id or "", ""),
        "planned_on": one.planned_on.isoformat(),
        "moved_to": one.moved_to.isoformat() if one.moved_to else None,
        "planned_min": one.planned_min,
        "status": one.status.value,
        "held_on": one.held_on.isoformat() if one.held_on else None,
        "held_min": one.held_min,
    }
