"""The board of a round: cards of what helps and what hinders, the dot vote, and the priorities that come of it."""

from __future__ import annotations

from dataclasses import fields, replace

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import NotNow
from pie_audit.domain.influence import Direction, FeltBy, Influence, InfluenceStep
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.priority import Priority, Voting
from pie_audit.storage.transaction import Transaction, put, put_all, table
from pie_audit.words import _

influence = table(
    "influence",
    sa.Column("influence_id", sa.Text, primary_key=True),
    sa.Column("round_id", sa.Text, sa.ForeignKey("audit_round.round_id"), nullable=False, index=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("direction", sa.Text, nullable=False),
    sa.Column("level", sa.Text, nullable=False),
    sa.Column("felt_by", sa.Text),
    sa.Column("topic_id", sa.Text),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("me_too", sa.Integer, nullable=False),
    sa.Column("ask_upwards", sa.Boolean, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)

influence_step = table(
    "influence_step",
    sa.Column("step_id", sa.Text, primary_key=True),
    sa.Column("influence_id", sa.Text, sa.ForeignKey("influence.influence_id"), nullable=False, index=True),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("before", sa.Text, nullable=False),
    sa.Column("after", sa.Text, nullable=False),
    sa.Column("week", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
)

voting = table(
    "voting",
    sa.Column("round_id", sa.Text, sa.ForeignKey("audit_round.round_id"), primary_key=True),
    sa.Column("present", sa.Integer, nullable=False),
    sa.Column("turns", sa.Integer, nullable=False),
    sa.Column("is_off", sa.Boolean, nullable=False),
)

vote_sum = table(
    "vote_sum",
    sa.Column("round_id", sa.Text, sa.ForeignKey("audit_round.round_id"), primary_key=True),
    sa.Column("item", sa.Text, primary_key=True),
    sa.Column("dots", sa.Integer, nullable=False),
)

priority = table(
    "priority",
    sa.Column("priority_id", sa.Text, primary_key=True),
    sa.Column("round_id", sa.Text, sa.ForeignKey("audit_round.round_id"), nullable=False, index=True),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("topic_id", sa.Text),
    sa.Column("influence_id", sa.Text),
    sa.Column("no_action_because", sa.Text, nullable=False),
)

_NAMES = tuple(field.name for field in fields(Influence))


class CardChanged(NotNow):
    """Somebody else saved this card in the meantime; `theirs` is how it stands, None if it was taken away."""

    def __init__(self, theirs: Influence | None) -> None:
        super().__init__(
            _("Somebody else changed this card while you were writing."),
            _("Both texts are here: keep yours, or keep theirs."),
        )
        self.theirs = theirs


def save_influence(tx: Transaction, value: Influence) -> Influence:
    """Write a card that was read at `value.version`; the saved one, its version raised unless it is new.

    Raises CardChanged when the row moved on meanwhile.
    """
    standing = load_influence(tx, value.influence_id)
    if (standing is None and value.version > 1) or (standing and standing.version != value.version):
        raise CardChanged(standing)
    saved = value if standing is None else replace(value, version=value.version + 1)
    put(tx, influence, {"influence_id": saved.influence_id}, {n: getattr(saved, n) for n in _NAMES[1:]})
    tx.changed.add(Kind.BOARD)
    return saved


def put_back_influence(tx: Transaction, value: Influence) -> None:
    """Write a card as it was, whatever stands there: undo."""
    put(tx, influence, {"influence_id": value.influence_id}, {n: getattr(value, n) for n in _NAMES[1:]})
    tx.changed.add(Kind.BOARD)


def load_influence(tx: Transaction, influence_id: str) -> Influence | None:
    """One card."""
    row = tx.connection.execute(sa.select(influence).where(influence.c.influence_id == influence_id)).first()
    return None if row is None else _influence(row)


def influences_of_round(tx: Transaction, round_id: str) -> tuple[Influence, ...]:
    """A round's cards by level, direction and place."""
    rows = tx.connection.execute(sa.select(influence).where(influence.c.round_id == round_id))
    levels, directions = list(BarrierLevel), list(Direction)

    def order(card: Influence) -> tuple[int, int, int, str]:
        return (levels.index(card.level), directions.index(card.direction), card.place, card.influence_id)

    return tuple(sorted(map(_influence, rows), key=order))


def delete_influence(tx: Transaction, influence_id: str) -> None:
    """Take a card and its history from the board."""
    tx.connection.execute(sa.delete(influence_step).where(influence_step.c.influence_id == influence_id))
    tx.connection.execute(sa.delete(influence).where(influence.c.influence_id == influence_id))
    tx.changed.add(Kind.BOARD)


def save_level_step(tx: Transaction, value: InfluenceStep) -> None:
    """Add a line to a card's history; lines are only ever added, or taken back by undo."""
    query = sa.select(sa.func.count()).select_from(influence_step)
    place = tx.connection.execute(
        query.where(influence_step.c.influence_id == value.influence_id)
    ).scalar_one()
    row = {"influence_id": value.influence_id, "place": place, "week": value.week, "role": value.role}
    row |= {"before": value.before.value, "after": value.after.value}
    put(tx, influence_step, {"step_id": value.step_id}, row)
    tx.changed.add(Kind.BOARD)


def delete_level_step(tx: Transaction, step_id: str) -> None:
    """Take a line of history back."""
    tx.connection.execute(sa.delete(influence_step).where(influence_step.c.step_id == step_id))
    tx.changed.add(Kind.BOARD)


def level_steps_of_round(tx: Transaction, round_id: str) -> tuple[InfluenceStep, ...]:
    """The histories of a round's cards, each card's oldest line first."""
    of_round = sa.select(influence.c.influence_id).where(influence.c.round_id == round_id)
    query = sa.select(influence_step).where(influence_step.c.influence_id.in_(of_round))
    ordered = query.order_by(influence_step.c.influence_id, influence_step.c.place)
    return tuple(
        InfluenceStep(
            r.step_id, r.influence_id, BarrierLevel(r.before), BarrierLevel(r.after), r.week, r.role
        )
        for r in tx.connection.execute(ordered)
    )


def save_voting(tx: Transaction, round_id: str, value: Voting) -> None:
    """Write the sums of the dot vote in place of those before."""
    fields_ = {"present": value.present, "turns": value.turns, "is_off": value.is_off}
    put(tx, voting, {"round_id": round_id}, fields_)
    tx.connection.execute(sa.delete(vote_sum).where(vote_sum.c.round_id == round_id))
    rows = [{"round_id": round_id, "item": item, "dots": n} for item, n in sorted(value.dots.items()) if n]
    put_all(tx, vote_sum, rows)
    tx.changed.add(Kind.BOARD)


def load_voting(tx: Transaction, round_id: str) -> Voting:
    """The dot vote as far as it has got; a blank one before it began."""
    row = tx.connection.execute(sa.select(voting).where(voting.c.round_id == round_id)).first()
    if row is None:
        return Voting()
    sums = tx.connection.execute(sa.select(vote_sum).where(vote_sum.c.round_id == round_id))
    return Voting(row.present, row.turns, row.is_off, {s.item: s.dots for s in sums})


def save_priorities(tx: Transaction, round_id: str, values: tuple[Priority, ...]) -> None:
    """Write a round's priorities, in their order, in place of those before; ranks count from 1."""
    tx.connection.execute(sa.delete(priority).where(priority.c.round_id == round_id))
    rows = [
        {
            "priority_id": value.priority_id,
            "round_id": round_id,
            "place": place,
            "words": value.words,
            "topic_id": value.topic_id,
            "influence_id": value.influence_id,
            "no_action_because": value.no_action_because,
        }
        for place, value in enumerate(values, 1)
    ]
    put_all(tx, priority, rows)
    tx.changed.add(Kind.BOARD)


def priorities_of_round(tx: Transaction, round_id: str) -> tuple[Priority, ...]:
    """A round's priorities in their order."""
    query = sa.select(priority).where(priority.c.round_id == round_id).order_by(priority.c.place)
    return tuple(
        Priority(r.priority_id, r.round_id, r.place, r.words, r.topic_id, r.influence_id, r.no_action_because)
        for r in tx.connection.execute(query)
    )


def _influence(row: sa.Row[tuple[str, ...]]) -> Influence:
    kept = {name: row._mapping[name] for name in _NAMES}
    kept["direction"] = Direction(row.direction)
    kept["level"] = BarrierLevel(row.level)
    kept["felt_by"] = None if row.felt_by is None else FeltBy(row.felt_by)
    return Influence(**kept)
