"""Groups that meet, who belongs to them, and the lines they send back to a team."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, replace
from typing import Any

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import NotNow
from pie_audit.domain.group import Group, GroupRole, ThemeLine
from pie_audit.domain.session import SessionKind
from pie_audit.storage.transaction import Transaction, put_all, table
from pie_audit.words import _

group = table(
    "practice_group",
    sa.Column("group_id", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("team_id", sa.Text, sa.ForeignKey("team.team_id"), index=True),
    sa.Column("every_weeks", sa.Integer, nullable=False),
    sa.Column("minutes", sa.Integer, nullable=False),
    sa.Column("is_open", sa.Boolean, nullable=False),
    sa.Column("ended_week", sa.Text),
    sa.Column("version", sa.Integer, nullable=False),
)

group_member = table(
    "practice_group_member",
    sa.Column("group_id", sa.Text, sa.ForeignKey("practice_group.group_id"), primary_key=True),
    sa.Column("person_id", sa.Text, sa.ForeignKey("person.person_id"), primary_key=True),
    sa.Column("role", sa.Text, nullable=False),
)

theme_line = table(
    "theme_line",
    sa.Column("session_id", sa.Text, sa.ForeignKey("planned_session.session_id"), primary_key=True),
    sa.Column("team_id", sa.Text, sa.ForeignKey("team.team_id"), nullable=False, index=True),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("agreed_aloud", sa.Boolean, nullable=False),
    sa.Column("theme_ids", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)


def save_group(tx: Transaction, value: Group) -> Group:
    """Write a group with its members; the version it has now. Raises NotNow if it was changed meanwhile."""
    row = {name: kept for name, kept in asdict(value).items() if name != "members"}
    row["kind"] = value.kind.value
    where = group.c.group_id == value.group_id
    held = tx.connection.execute(sa.select(group.c.version).where(where)).scalar()
    saved = value
    if held is None:
        put_all(tx, group, [row])
    elif held != value.version:
        raise _changed_meanwhile()
    else:
        saved = replace(value, version=held + 1)
        tx.connection.execute(sa.update(group).where(where).values(**{**row, "version": held + 1}))
    tx.connection.execute(sa.delete(group_member).where(group_member.c.group_id == value.group_id))
    put_all(
        tx,
        group_member,
        [
            {"group_id": value.group_id, "person_id": person_id, "role": role.value}
            for person_id, role in sorted(value.members)
        ],
    )
    tx.changed.add(Kind.SESSIONS)
    return saved


def load_group(tx: Transaction, group_id: str) -> Group:
    """One group. Raises KeyError where there is none."""
    found = _groups(tx, group.c.group_id == group_id)
    if not found:
        raise KeyError(group_id)
    return found[0]


def groups_of(tx: Transaction, person_id: str) -> tuple[Group, ...]:
    """The groups that somebody belongs to, ended ones too, by name."""
    mine = sa.select(group_member.c.group_id).where(group_member.c.person_id == person_id)
    return _groups(tx, group.c.group_id.in_(mine))


def groups_of_team(tx: Transaction, team_id: str) -> tuple[Group, ...]:
    """The groups of a team, ended ones too, by name; leaders' groups belong to none."""
    return _groups(tx, group.c.team_id == team_id)


def delete_group(tx: Transaction, group_id: str) -> None:
    """Take back a group that was made by mistake and has no session."""
    for of in (group_member, group):
        tx.connection.execute(sa.delete(of).where(of.c.group_id == group_id))
    tx.changed.add(Kind.SESSIONS)


def save_theme_line(tx: Transaction, value: ThemeLine) -> ThemeLine:
    """Write what goes back to the team; the version it has now. Raises NotNow if it was changed meanwhile."""
    where = theme_line.c.session_id == value.session_id
    held = tx.connection.execute(sa.select(theme_line.c.version).where(where)).scalar()
    if held is None:
        put_all(tx, theme_line, [_line_row(value)])
        saved = value
    elif held != value.version:
        raise _changed_meanwhile()
    else:
        saved = replace(value, version=held + 1)
        tx.connection.execute(sa.update(theme_line).where(where).values(**_line_row(saved)))
    tx.changed.add(Kind.SESSIONS)
    return saved


def theme_lines_of(tx: Transaction, team_id: str) -> tuple[ThemeLine, ...]:
    """What groups sent back to a team, newest first."""
    chosen = sa.select(theme_line).where(theme_line.c.team_id == team_id)
    rows = tx.connection.execute(chosen.order_by(theme_line.c.day.desc(), theme_line.c.session_id))
    return tuple(_line(row) for row in rows)


def load_theme_line(tx: Transaction, session_id: str) -> ThemeLine | None:
    """What one session sent back, or None."""
    row = tx.connection.execute(sa.select(theme_line).where(theme_line.c.session_id == session_id)).first()
    return None if row is None else _line(row)


def delete_theme_line(tx: Transaction, session_id: str) -> None:
    """Take back what was sent to the team."""
    tx.connection.execute(sa.delete(theme_line).where(theme_line.c.session_id == session_id))
    tx.changed.add(Kind.SESSIONS)


def _line_row(value: ThemeLine) -> dict[str, Any]:
    return {**asdict(value), "theme_ids": " ".join(value.theme_ids)}


def _line(row: sa.Row[Any]) -> ThemeLine:
    return ThemeLine(**{**row._mapping, "theme_ids": tuple(row.theme_ids.split())})


def _changed_meanwhile() -> NotNow:
    return NotNow(
        _("Somebody else changed this a moment ago."), _("Look at what it says now, and change it again.")
    )


def _groups(tx: Transaction, which: sa.ColumnElement[bool]) -> tuple[Group, ...]:
    rows = tx.connection.execute(sa.select(group).where(which)).all()
    ids = [row.group_id for row in rows]
    members: defaultdict[str, list[tuple[str, GroupRole]]] = defaultdict(list)
    chosen = sa.select(group_member).where(group_member.c.group_id.in_(ids))
    for row in tx.connection.execute(chosen.order_by(group_member.c.person_id)):
        members[row.group_id].append((row.person_id, GroupRole(row.role)))
    found = [
        Group(
            row.group_id,
            SessionKind(row.kind),
            row.name,
            row.team_id,
            tuple(members[row.group_id]),
            row.every_weeks,
            row.minutes,
            row.is_open,
            row.ended_week,
            row.version,
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda g: (g.name.casefold(), g.group_id)))
