"""From where barriers are gathered: boards of the last two years, friction, refusals, and training that was blocked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pie_audit.domain.audit import AuditRound, RoundState
from pie_audit.domain.barrier import Barrier, BarrierSource, BarrierStep
from pie_audit.domain.barrier_matrix import (
    Noticed,
    barriers_from,
    hinders,
    key_of_card,
    key_of_process,
    noticed_card,
)
from pie_audit.domain.barrier_words import friction_text, refusal_text
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import audits as rounds
from pie_audit.storage import barrier_sums, influences, team_parts
from pie_audit.storage import barriers as stored
from pie_audit.workflows.everyday import training
from pie_audit.workflows.in_sight import is_out_of_sight

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

QUARTERS = 8
"""How far back the matrix looks (audit.md: eight quarters are the usual view)."""

_OPENED = frozenset({RoundState.REVEALED, RoundState.AGREEING, RoundState.SIGNED, RoundState.CARRIED})


def barriers_of(tx: Transaction, team_id: str, today: date) -> tuple[Barrier, ...]:
    """What is in sight of a team's barriers."""
    now = Quarter.of(today)
    opened = [r for r in usable_rounds(tx, team_id) if r.quarter >= now.plus(1 - QUARTERS)]
    seen = [n for r in opened for n in _of_board(tx, r)]
    since = month_of(now.plus(1 - QUARTERS).first_day)
    noticed = (*seen, *of_logs(tx, team_id, since), *of_training(tx, team_id, since))
    lines = (*stored.steps_of(tx, team_id), *(s for r in opened for s in _board_steps(tx, r)))
    return barriers_from(noticed, stored.notes_of(tx, team_id), lines, now)


def usable_rounds(tx: Transaction, team_id: str) -> list[AuditRound]:
    """Opened reviews of the team; none while another one is rated in private."""
    if is_out_of_sight(tx, team_id):
        return []
    return [r for r in rounds.rounds_of_team(tx, team_id) if r.state in _OPENED]


def of_logs(tx: Transaction, team_id: str, since: str) -> tuple[Noticed, ...]:
    """What the small logs that a team uses tell from the month `since` (2026-07) on."""
    parts = team_parts.parts_of(tx, team_id)
    found: list[Noticed] = []
    if TeamPart.FRICTION in parts:
        found += [_of_friction(group) for group in barrier_sums.friction_groups(tx, team_id, since)]
    if TeamPart.REFUSALS in parts:
        found += [_of_refusals(group) for group in barrier_sums.refusal_groups(tx, team_id, since)]
    return tuple(found)


def of_training(tx: Transaction, team_id: str, since: str) -> tuple[Noticed, ...]:
    """What training met in the service or the system, as answers of the month `since` and later tell it."""
    return tuple(
        Noticed(
            BarrierSource.TRAINING,
            key_of_card(hinder.text),
            " ".join(hinder.text.split()),
            hinder.level,
            Quarter.of(hinder.asked_on),
            month=month_of(hinder.asked_on),
        )
        for hinder in training.suggested_hinders(tx, team_id)
        if hinder.text.strip() and month_of(hinder.asked_on) >= since
    )


def since_last_review(tx: Transaction, audit_round: AuditRound) -> str:
    """The month in which the team's last signed review before this one ended; three months back where there is none."""
    before = [
        r
        for r in rounds.rounds_of_team(tx, audit_round.team_id)
        if r.state in _OPENED and r.quarter < audit_round.quarter
    ]
    last = max(before, key=lambda r: r.quarter, default=None)
    return month_of(last.closes_on if last else audit_round.quarter.plus(-1).first_day)


def _of_board(tx: Transaction, audit_round: AuditRound) -> list[Noticed]:
    cards = hinders(influences.influences_of_round(tx, audit_round.round_id))
    return [noticed_card(card, audit_round.quarter) for card in cards]


def _board_steps(tx: Transaction, audit_round: AuditRound) -> list[BarrierStep]:
    """Changes of level that were made on the board."""
    words = {c.influence_id: c.text for c in influences.influences_of_round(tx, audit_round.round_id)}
    return [
        BarrierStep(
            step.step_id,
            audit_round.team_id,
            key_of_card(words[step.influence_id]),
            step.before,
            step.after,
            step.week,
            step.role,
            place,
        )
        for place, step in enumerate(influences.level_steps_of_round(tx, audit_round.round_id))
    ]


def _of_friction(group: barrier_sums.FrictionGroup) -> Noticed:
    return Noticed(
        BarrierSource.FRICTION,
        key_of_process(group.process),
        friction_text(group.process),
        group.level,
        _quarter(group.first),
        times=group.entries,
        minutes=group.minutes,
        month=group.first,
    )


def _of_refusals(group: barrier_sums.RefusalGroup) -> Noticed:
    kind = group.agency_kind
    return Noticed(
        BarrierSource.REFUSAL,
        f"refusal:{group.direction.value}:{group.reason.value}:{kind.value if kind else ''}",
        refusal_text(group.direction, group.reason, kind),
        group.level,
        _quarter(group.first),
        times=group.times,
        month=group.first,
    )


def _quarter(month: str) -> Quarter:
    return Quarter(int(month[:4]), (int(month[5:7]) - 1) // 3 + 1)


def month_of(day: date) -> str:
    """The month of a day as small logs keep it: 2026-07."""
    return f"{day.year:04d}-{day.month:02d}"
