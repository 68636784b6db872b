"""A group of Quayside House that meets every fortnight, ready made for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from pie_audit.domain.group import Group, GroupRole
from pie_audit.domain.group_minutes import Minutes
from pie_audit.domain.session import Session, SessionKind
from pie_audit.workflows.supervision import (
    group_minutes,
    group_sessions,
    groups,
)
from tests.quarter import TODAY, Hostel


def person(hostel: Hostel, name: str) -> str:
    """Somebody's id."""
    return hostel.people[name].member.person_id


def ids(hostel: Hostel, *names: str) -> tuple[str, ...]:
    """Several ids."""
    return tuple(person(hostel, name) for name in names)


def make_group(
    hostel: Hostel,
    *others: str,
    by: str = "jo",
    kind: SessionKind = SessionKind.GROUP,
    **changes: Any,
) -> Group:
    """A group that `by` convenes and the others belong to."""
    team_id = None if kind is SessionKind.LEADERS else hostel.team_id
    members = tuple((person(hostel, name), GroupRole.MEMBER) for name in others)
    new = replace(groups.NewGroup(kind, "Tuesday group", team_id, members), **changes)
    return hostel.do(groups.make_group, hostel.people[by], new).result


def plan(hostel: Hostel, group: Group, day: date = TODAY, *, by: str = "jo", **changes: Any) -> Session:
    """One session of it; the first of a series with `count`."""
    new = replace(group_sessions.NewSessions(group.group_id, day, 60), **changes)
    return hostel.do(group_sessions.plan_sessions, hostel.people[by], new).result[0]


def write(hostel: Hostel, session: Session, *there: str, by: str = "jo", **fields: Any) -> int:
    """Minutes by `by` for those who were there; their version."""
    me = hostel.people[by]
    now = hostel.read(lambda tx: group_minutes.minutes_of(tx, me, session)) or Minutes()
    given = replace(now, present_ids=ids(hostel, *there), **fields)
    return hostel.do(group_minutes.save_minutes, me, session.session_id, given).version


def read(hostel: Hostel, session: Session, name: str) -> Minutes | None:
    """The minutes as somebody reads them."""
    me = hostel.people[name]
    return hostel.read(lambda tx: group_minutes.minutes_of(tx, me, session))
