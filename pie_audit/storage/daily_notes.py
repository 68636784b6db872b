"""What is noted beside wins, friction and tellings: refusals, bent rules, prompts, door cards. No row says who wrote it."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from pie_audit.domain.bent_rule import BentRule
from pie_audit.domain.changed import Kind
from pie_audit.domain.door_card import DoorCard
from pie_audit.domain.prompts_done import PromptsDone
from pie_audit.domain.refusal import Refusal
from pie_audit.storage.transaction import Transaction, table
from pie_audit.storage.value_rows import delete_rows, load_value, save_value, values_of

refusal = table(
    "refusal",
    sa.Column("refusal_id", sa.Text, primary_key=True),
    sa.Column("team_id", sa.Text, sa.ForeignKey("team.team_id"), nullable=False, index=True),
    sa.Column("month", sa.Text, nullable=False),
    sa.Column("direction", sa.Text, nullable=False),
    sa.Column("agency", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("then", sa.Text, nullable=False),
    sa.Column("level", sa.Text, nullable=False),
    sa.Column("agency_kind", sa.Text, nullable=False),
)

bent_rule = table(
    "bent_rule",
    sa.Column("bent_id", sa.Text, primary_key=True),
    sa.Column("team_id", sa.Text, sa.ForeignKey("team.team_id"), nullable=False, index=True),
    sa.Column("week", sa.Text, nullable=False),
    sa.Column("rule", sa.Text, nullable=False),
    sa.Column("instead", sa.Text, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("agreed_by", sa.Text, nullable=False),
    sa.Column("agreed", sa.Text, nullable=False),
    sa.Column("happened", sa.Text, nullable=False),
    sa.Column("safety", sa.Text, nullable=False),
    sa.Column("proposal", sa.Text, nullable=False),
    sa.Index("ix_bent_rule_team_id_week", "team_id", "week"),
)

prompts_done = table(
    "prompts_done",
    sa.Column("team_id", sa.Text, sa.ForeignKey("team.team_id"), primary_key=True),
    sa.Column("month", sa.Text, primary_key=True),
    sa.Column("offered", sa.Integer, nullable=False),
    sa.Column("done", sa.Integer, nullable=False),
)

door_card = table(
    "door_card",
    sa.Column("door_id", sa.Text, primary_key=True),
    sa.Column("team_id", sa.Text, sa.ForeignKey("team.team_id"), nullable=False, index=True),
    sa.Column("agency", sa.Text, nullable=False),
    sa.Column("refused", sa.Text, nullable=False),
    sa.Column("got_us_in", sa.Text, nullable=False),
    sa.Column("ask_for", sa.Text, nullable=False),
)


def save_refusal(tx: Transaction, value: Refusal) -> None:
    """Write a refusal, in place of what was there."""
    save_value(tx, refusal, value)
    tx.changed.add(Kind.SMALL_LOGS)


def refusals_of(tx: Transaction, team_id: str, most: int | None = None) -> tuple[Refusal, ...]:
    """A team's refusals, or the newest of them, newest month first."""
    return values_of(tx, refusal, Refusal, refusal.c.team_id == team_id, refusal.c.month.desc(), most=most)


def load_refusal(tx: Transaction, refusal_id: str) -> Refusal | None:
    """One of them, or None."""
    return load_value(tx, refusal, Refusal, refusal.c.refusal_id == refusal_id)


def delete_refusal(tx: Transaction, refusal_id: str) -> None:
    """Take it away."""
    delete_rows(tx, refusal, refusal.c.refusal_id == refusal_id)
    tx.changed.add(Kind.SMALL_LOGS)


def save_bent_rule(tx: Transaction, value: BentRule) -> None:
    """Write a rule that was bent, in place of what was there."""
    save_value(tx, bent_rule, value)
    tx.changed.add(Kind.SMALL_LOGS)


def bent_rules_of(tx: Transaction, team_id: str, most: int | None = None) -> tuple[BentRule, ...]:
    """A team's bent rules, or the newest of them, newest week first."""
    here = bent_rule.c.team_id == team_id
    return values_of(tx, bent_rule, BentRule, here, bent_rule.c.week.desc(), most=most)


def unanswered_bent_rules(
    tx: Transaction, team_id: str, week: str, most: int | None = None
) -> tuple[BentRule, ...]:
    """Bent rules of this week and earlier of which nobody said yet what happened, the latest first."""
    where = sa.and_(bent_rule.c.team_id == team_id, bent_rule.c.happened == "", bent_rule.c.week <= week)
    return values_of(tx, bent_rule, BentRule, where, bent_rule.c.week.desc(), most=most)


def bent_rules_called(
    tx: Transaction, team_id: str, rules: Sequence[str], weeks: tuple[str, str]
) -> tuple[BentRule, ...]:
    """Bent rules of these very spellings from the first week to the last, newest first."""
    where = sa.and_(
        bent_rule.c.team_id == team_id, bent_rule.c.rule.in_(rules), bent_rule.c.week.between(*weeks)
    )
    return values_of(tx, bent_rule, BentRule, where, bent_rule.c.week.desc())


def load_bent_rule(tx: Transaction, bent_id: str) -> BentRule | None:
    """One of them, or None."""
    return load_value(tx, bent_rule, BentRule, bent_rule.c.bent_id == bent_id)


def delete_bent_rule(tx: Transaction, bent_id: str) -> None:
    """Take it away."""
    delete_rows(tx, bent_rule, bent_rule.c.bent_id == bent_id)
    tx.changed.add(Kind.SMALL_LOGS)


def save_door_card(tx: Transaction, value: DoorCard) -> None:
    """Write a door card, in place of what was there."""
    save_value(tx, door_card, value)
    tx.changed.add(Kind.SMALL_LOGS)


def door_cards_of(tx: Transaction, team_id: str) -> tuple[DoorCard, ...]:
    """A team's door cards, by agency."""
    return values_of(tx, door_card, DoorCard, door_card.c.team_id == team_id, door_card.c.agency)


def load_door_card(tx: Transaction, door_id: str) -> DoorCard | None:
    """One of them, or None."""
    return load_value(tx, door_card, DoorCard, door_card.c.door_id == door_id)


def delete_door_card(tx: Transaction, door_id: str) -> None:
    """Take it away."""
    delete_rows(tx, door_card, door_card.c.door_id == door_id)
    tx.changed.add(Kind.SMALL_LOGS)


def save_prompts_done(tx: Transaction, value: PromptsDone) -> None:
    """Write the counts of one month; none at all takes the month away."""
    which = sa.and_(prompts_done.c.team_id == value.team_id, prompts_done.c.month == value.month)
    if value.offered:
        save_value(tx, prompts_done, value)
    else:
        delete_rows(tx, prompts_done, which)
    tx.changed.add(Kind.SMALL_LOGS)


def prompts_done_of(tx: Transaction, team_id: str) -> tuple[PromptsDone, ...]:
    """A team's counts, newest month first."""
    return values_of(
        tx, prompts_done, PromptsDone, prompts_done.c.team_id == team_id, prompts_done.c.month.desc()
    )


def load_prompts_done(tx: Transaction, team_id: str, month: str) -> PromptsDone | None:
    """The counts of one month, or None."""
    which = sa.and_(prompts_done.c.team_id == team_id, prompts_done.c.month == month)
    return load_value(tx, prompts_done, PromptsDone, which)
