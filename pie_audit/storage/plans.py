"""Actions: what a team will do; two who change the same one both see both texts, and nothing is lost."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields, replace
from datetime import date, timedelta

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import Action, ActionStatus, ActionStep, BarrierLevel, Involvement
from pie_audit.storage.ask_evidence import ask_evidence
from pie_audit.storage.replies import ask_reply
from pie_audit.storage.transaction import Transaction, put, read_once, table
from pie_audit.words import _

BIN_DAYS = 30
"""Days that a binned action can still be brought back."""

action = table(
    "action",
    sa.Column("action_id", sa.Text, primary_key=True),
    sa.Column("team_id", sa.Text, sa.ForeignKey("team.team_id"), nullable=False, index=True),
    sa.Column("round_id", sa.Text, sa.ForeignKey("audit_round.round_id"), index=True),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("topic_id", sa.Text),
    sa.Column("owner_id", sa.Text),
    sa.Column("due", sa.Date),
    sa.Column("first_small_step", sa.Text, nullable=False),
    sa.Column("success_sign", sa.Text, nullable=False),
    sa.Column("ask_of", sa.Text, nullable=False),
    sa.Column("ask_what", sa.Text, nullable=False),
    sa.Column("ask_reply_by", sa.Date),
    sa.Column("barrier_level", sa.Text),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("status_reason", sa.Text, nullable=False),
    sa.Column("carried_count", sa.Integer, nullable=False),
    sa.Column("involvement", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("binned_on", sa.Date),
    sa.Column("influence_id", sa.Text),
    sa.Column("priority_id", sa.Text),
    sa.Column("feedback", sa.Text, nullable=False, server_default=""),
    sa.Column("review_on", sa.Date),
    sa.Column("ask_cost", sa.Text, nullable=False, server_default=""),
    sa.Column("ask_if_no", sa.Text, nullable=False, server_default=""),
    sa.Column("carried_from", sa.Text),
    sa.Column("ask_why_now", sa.Text, nullable=False, server_default=""),
)

action_step = table(
    "action_step",
    sa.Column("step_id", sa.Text, primary_key=True),
    sa.Column("action_id", sa.Text, sa.ForeignKey("action.action_id"), nullable=False, index=True),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("before", sa.Text, nullable=False),
    sa.Column("after", sa.Text, nullable=False),
    sa.Column("week", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
)

_NAMES = tuple(field.name for field in fields(Action))


class ActionChanged(NotNow):
    """Somebody else saved this action in the meantime; `theirs` is how it stands, None if it was erased."""

    def __init__(self, theirs: Action | None) -> None:
        super().__init__(
            _("Somebody else changed this action while you were writing."),
            _("Both texts are here: keep yours, keep theirs, or put them together."),
        )
        self.theirs = theirs


def save_action(tx: Transaction, value: Action) -> Action:
    """Write an action that was read at `value.version`; the saved one, its version raised.

    A new action is written at the version it carries. Raises ActionChanged when the row moved on meanwhile.
    """
    standing = load_action(tx, value.action_id)
    if standing is None and value.version > 1:
        raise ActionChanged(None)
    if standing is not None and standing.version != value.version:
        raise ActionChanged(standing)
    saved = value if standing is None else replace(value, version=value.version + 1)
    put(tx, action, {"action_id": saved.action_id}, {name: getattr(saved, name) for name in _NAMES[1:]})
    tx.changed.add(Kind.ACTIONS)
    return saved


def load_action(tx: Transaction, action_id: str) -> Action | None:
    """One action, binned or not."""
    row = tx.connection.execute(sa.select(action).where(action.c.action_id == action_id)).first()
    return None if row is None else _action(row)


def actions_of_team(tx: Transaction, team_id: str) -> tuple[Action, ...]:
    """A team's actions, soonest first, those without a day last; the bin left out."""
    which = action.c.team_id == team_id, action.c.binned_on.is_(None)
    return read_once(tx, ("actions", team_id), lambda: _actions(tx, *which))


def actions_of_round(tx: Transaction, round_id: str) -> tuple[Action, ...]:
    """A round's actions in the same order."""
    return _actions(tx, action.c.round_id == round_id, action.c.binned_on.is_(None))


def binned_actions(tx: Transaction, team_id: str) -> tuple[Action, ...]:
    """What lies in a team's bin."""
    return _actions(tx, action.c.team_id == team_id, action.c.binned_on.is_not(None))


def bin_action(tx: Transaction, action_id: str, *, day: date) -> None:
    """Put an action into the bin."""
    tx.connection.execute(sa.update(action).where(action.c.action_id == action_id).values(binned_on=day))
    tx.changed.add(Kind.ACTIONS)


def restore_action(tx: Transaction, action_id: str) -> None:
    """Take an action out of the bin again."""
    tx.connection.execute(sa.update(action).where(action.c.action_id == action_id).values(binned_on=None))
    tx.changed.add(Kind.ACTIONS)


def erase_action(tx: Transaction, action_id: str) -> None:
    """Erase an action that came by mistake, with its history, replies and evidence: undo."""
    for part in (action_step, ask_reply, ask_evidence):
        tx.connection.execute(sa.delete(part).where(part.c.action_id == action_id))
    tx.connection.execute(sa.delete(action).where(action.c.action_id == action_id))
    tx.changed.add(Kind.ACTIONS)


def save_step(tx: Transaction, value: ActionStep) -> None:
    """Add a line to an action's history; lines are only ever added, or taken back by undo."""
    query = sa.select(sa.func.count()).select_from(action_step)
    place = tx.connection.execute(query.where(action_step.c.action_id == value.action_id)).scalar_one()
    row = {"place": place, "week": value.week, "role": value.role, "words": value.words}
    row |= {"before": value.before.value, "after": value.after.value, "action_id": value.action_id}
    put(tx, action_step, {"step_id": value.step_id}, row)
    tx.changed.add(Kind.ACTIONS)


def delete_step(tx: Transaction, step_id: str) -> None:
    """Take a line of history back."""
    tx.connection.execute(sa.delete(action_step).where(action_step.c.step_id == step_id))
    tx.changed.add(Kind.ACTIONS)


def steps_of_actions(tx: Transaction, action_ids: Collection[str]) -> tuple[ActionStep, ...]:
    """The history of these actions, each in its order."""
    query = sa.select(action_step).where(action_step.c.action_id.in_(action_ids))
    rows = tx.connection.execute(query.order_by(action_step.c.action_id, action_step.c.place))
    return tuple(
        ActionStep(
            row.step_id,
            row.action_id,
            ActionStatus(row.before),
            ActionStatus(row.after),
            row.week,
            row.role,
            row.words,
        )
        for row in rows
    )


def has_to_erase(tx: Transaction, *, today: date) -> bool:
    """Whether anything has lain in a bin for more than `BIN_DAYS`."""
    query = sa.select(action.c.action_id).where(action.c.binned_on < today - timedelta(days=BIN_DAYS))
    return tx.connection.execute(query.limit(1)).first() is not None


def erase_binned(tx: Transaction, *, today: date) -> int:
    """Erase what has lain in the bin for more than `BIN_DAYS`; how many that were."""
    latest = today - timedelta(days=BIN_DAYS)
    old = sa.select(action.c.action_id).where(action.c.binned_on < latest)
    for part in (action_step, ask_reply, ask_evidence):
        tx.connection.execute(sa.delete(part).where(part.c.action_id.in_(old)))
    erased = tx.connection.execute(sa.delete(action).where(action.c.binned_on < latest)).rowcount
    if erased:
        tx.changed.add(Kind.ACTIONS)
    return erased


def _actions(tx: Transaction, *which: sa.ColumnElement[bool]) -> tuple[Action, ...]:
    found = [_action(row) for row in tx.connection.execute(sa.select(action).where(*which))]
    return tuple(sorted(found, key=lambda a: (a.due is None, a.due or date.min, a.what, a.action_id)))


def _action(row: sa.Row[tuple[str, ...]]) -> Action:
    kept = {name: row._mapping[name] for name in _NAMES}
    kept["barrier_level"] = None if row.barrier_level is None else BarrierLevel(row.barrier_level)
    kept["status"] = ActionStatus(row.status)
    kept["involvement"] = Involvement(row.involvement)
    return Action(**kept)
