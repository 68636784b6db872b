"""The workspace's own line, and the teams that review themselves."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.team import Team, ThemeOff, WorkspaceKind
from pie_audit.storage.transaction import Transaction, put, table


@dataclass(frozen=True, slots=True)
class WorkspaceFacts:
    """What a workspace is. `generation` is new after each restore, so that marks of the two are not mixed up."""

    workspace_id: str
    kind: WorkspaceKind
    generation: str
    created_week: str


workspace = table(
    "workspace",
    sa.Column("one", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("workspace_id", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("generation", sa.Text, nullable=False),
    sa.Column("created_week", sa.Text, nullable=False),
)

team = table(
    "team",
    sa.Column("team_id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("retired_week", sa.Text),
)


team_theme_off = table(
    "team_theme_off",
    sa.Column("team_id", sa.Text, sa.ForeignKey("team.team_id"), primary_key=True),
    sa.Column("theme_id", sa.Text, primary_key=True),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("since", sa.Text, nullable=False),
)
"""Themes that a team doesn't ask about, since a quarter."""

team_before = table(
    "team_before",
    sa.Column("team_id", sa.Text, sa.ForeignKey("team.team_id"), primary_key=True),
    sa.Column("predecessor_id", sa.Text, sa.ForeignKey("team.team_id"), primary_key=True),
)
"""Which teams a merged or split team came from; their lines end, and are never joined."""


def save_workspace(tx: Transaction, facts: WorkspaceFacts) -> None:
    """Write the workspace's one line."""
    put(
        tx,
        workspace,
        {"one": 1},
        {
            "workspace_id": facts.workspace_id,
            "kind": facts.kind.value,
            "generation": facts.generation,
            "created_week": facts.created_week,
        },
    )
    tx.changed.add(Kind.WORKSPACE)


def load_workspace(tx: Transaction) -> WorkspaceFacts:
    """What this workspace is."""
    row = tx.connection.execute(sa.select(workspace)).one()
    return WorkspaceFacts(row.workspace_id, WorkspaceKind(row.kind), row.generation, row.created_week)


def read_identity(connection: sa.Connection) -> tuple[str, str]:
    """Id and generation, from the two columns that tables of every version have."""
    row = connection.execute(sa.select(workspace.c.workspace_id, workspace.c.generation)).one()
    return row.workspace_id, row.generation


def change_workspace_kind(tx: Transaction, kind: WorkspaceKind) -> None:
    """One person's view may become a team; a demo stays one (ValueError)."""
    facts = load_workspace(tx)
    if WorkspaceKind.DEMO in {facts.kind, kind}:
        raise ValueError("made-up data never becomes a real workspace, nor the other way")
    tx.connection.execute(sa.update(workspace).values(kind=kind.value))
    tx.changed.add(Kind.WORKSPACE)


def save_team(tx: Transaction, value: Team) -> None:
    """Add a team, or give it another name or line."""
    put(tx, team, {"team_id": value.team_id}, {"name": value.name, "about": value.about})
    tx.changed.add(Kind.TEAMS)


def retire_team(tx: Transaction, team_id: str, *, week: str | None) -> None:
    """Take a team out of the lists as of an ISO week; None brings it back."""
    tx.connection.execute(sa.update(team).where(team.c.team_id == team_id).values(retired_week=week))
    tx.changed.add(Kind.TEAMS)


def retired_week(tx: Transaction, team_id: str) -> str | None:
    """The ISO week in which a team ended, None while it goes on."""
    query = sa.select(team.c.retired_week).where(team.c.team_id == team_id)
    week: str | None = tx.connection.execute(query).scalar_one_or_none()
    return week


def load_team(tx: Transaction, team_id: str) -> Team:
    """One team, retired or not. Raises KeyError where there is none."""
    row = tx.connection.execute(sa.select(team).where(team.c.team_id == team_id)).first()
    if row is None:
        raise KeyError(team_id)
    return _team(row)


def list_teams(tx: Transaction, *, with_retired: bool = False) -> tuple[Team, ...]:
    """Teams by name."""
    query = sa.select(team) if with_retired else sa.select(team).where(team.c.retired_week.is_(None))
    return tuple(sorted((_team(row) for row in tx.connection.execute(query)), key=_by_name))


def switch_theme_off(tx: Transaction, team_id: str, value: ThemeOff) -> None:
    """Ask about a theme no more in this team, with the reason that prints."""
    key = {"team_id": team_id, "theme_id": value.theme_id}
    put(tx, team_theme_off, key, {"reason": value.reason, "since": value.since})
    tx.changed.add(Kind.TEAMS)


def switch_theme_on(tx: Transaction, team_id: str, theme_id: str) -> None:
    """Ask about a theme again."""
    which = sa.and_(team_theme_off.c.team_id == team_id, team_theme_off.c.theme_id == theme_id)
    tx.connection.execute(sa.delete(team_theme_off).where(which))
    tx.changed.add(Kind.TEAMS)


def themes_off(tx: Transaction, team_id: str) -> tuple[ThemeOff, ...]:
    """What this team doesn't ask about, by theme."""
    query = sa.select(team_theme_off).where(team_theme_off.c.team_id == team_id)
    rows = tx.connection.execute(query.order_by(team_theme_off.c.theme_id))
    return tuple(ThemeOff(row.theme_id, row.reason, row.since) for row in rows)


def follow_team(tx: Transaction, team_id: str, predecessor_id: str) -> None:
    """Note that a team came out of another one by a merger or a split."""
    put(tx, team_before, {"team_id": team_id, "predecessor_id": predecessor_id}, {})
    tx.changed.add(Kind.TEAMS)


def predecessors(tx: Transaction, team_id: str) -> tuple[Team, ...]:
    """The teams this one came out of, by name."""
    query = sa.select(team_before.c.predecessor_id).where(team_before.c.team_id == team_id)
    return tuple(sorted((load_team(tx, i) for i in tx.connection.execute(query).scalars()), key=_by_name))


def successors(tx: Transaction, team_id: str) -> tuple[Team, ...]:
    """The teams that came out of this one, by name."""
    query = sa.select(team_before.c.team_id).where(team_before.c.predecessor_id == team_id)
    return tuple(sorted((load_team(tx, i) for i in tx.connection.execute(query).scalars()), key=_by_name))


def forget_predecessors(tx: Transaction, team_id: str) -> None:
    """Take back that a team came out of others."""
    tx.connection.execute(sa.delete(team_before).where(team_before.c.team_id == team_id))
    tx.changed.add(Kind.TEAMS)


def find_team(tx: Transaction, name: str) -> Team | None:
    """The team called so, in whatever case it is written."""
    return next((t for t in list_teams(tx) if t.name.casefold() == name.strip().casefold()), None)


def _by_name(value: Team) -> tuple[str, str]:
    return (value.name.casefold(), value.team_id)


def _team(row: sa.Row[tuple[str, ...]]) -> Team:
    return Team(row.team_id, row.name, row.about)
