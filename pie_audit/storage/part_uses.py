"""How much there is of each part of everyday practice, summed in the database: counts and no entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from pie_audit.domain.ask_evidence import EvidenceSource
from pie_audit.domain.influence import Direction
from pie_audit.domain.part_use import PartUse
from pie_audit.domain.quarter import Quarter, iso_week
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage.ask_evidence import ask_evidence
from pie_audit.storage.audits import audit_round
from pie_audit.storage.daily_notes import bent_rule, door_card, prompts_done, refusal
from pie_audit.storage.influences import influence
from pie_audit.storage.plans import action
from pie_audit.storage.practices import practice
from pie_audit.storage.reading_cards import reading_card
from pie_audit.storage.said_did import said_did
from pie_audit.storage.small_logs import friction, tellings, win
from pie_audit.storage.team_words import team_word
from pie_audit.storage.training import training
from pie_audit.storage.transaction import Transaction

_SOURCES = {
    TeamPart.WINS: EvidenceSource.WIN,
    TeamPart.FRICTION: EvidenceSource.FRICTION,
    TeamPart.REFUSALS: EvidenceSource.REFUSALS,
    TeamPart.BARRIERS: EvidenceSource.BARRIER,
}
"""Parts whose lines may stand behind an ask."""


@dataclass(frozen=True, slots=True)
class _Log:
    """A table of entries, and the column that says when: a week, a month or a day. None: nobody keeps it."""

    table: sa.Table
    when: sa.Column[str] | sa.Column[date] | None = None
    led_to: sa.Column[str] | None = None


_LOGS: Mapping[TeamPart, _Log] = {
    TeamPart.WINS: _Log(win, win.c.week),
    TeamPart.FRICTION: _Log(friction, friction.c.month),
    TeamPart.TELLINGS: _Log(tellings, tellings.c.month),
    TeamPart.REFUSALS: _Log(refusal, refusal.c.month),
    TeamPart.BENT_RULES: _Log(bent_rule, bent_rule.c.week),
    TeamPart.PROMPTS: _Log(prompts_done, prompts_done.c.month),
    TeamPart.DOORS: _Log(door_card),
    TeamPart.SAID_DID: _Log(said_did, said_did.c.heard_on, said_did.c.action_id),
    TeamPart.TRAINING: _Log(training, training.c.day),
    TeamPart.CARDS: _Log(reading_card, reading_card.c.discussed_on, reading_card.c.action_id),
    TeamPart.PRACTICES: _Log(practice, practice.c.looked_at_on, practice.c.action_id),
    TeamPart.VOCABULARY: _Log(team_word),
}


def use_of(tx: Transaction, team_id: str, part: TeamPart, quarter: Quarter, today: date) -> PartUse:
    """How a team used one part in a quarter up to today, and when it did last."""
    if part is TeamPart.LONG_VIEW:
        return PartUse(part)
    if part is TeamPart.NEEDS:
        return _asks(tx, team_id, quarter)
    if part is TeamPart.BARRIERS:
        return _barriers(tx, team_id, quarter)
    log = _LOGS[part]
    of_team = log.table.c.team_id == team_id
    if log.when is None:
        return PartUse(part, _count(tx, log.table, of_team))
    first, last = _span(log.when, quarter.first_day), _span(log.when, min(quarter.last_day, today))
    within = sa.and_(of_team, log.when >= first, log.when <= last)
    entries = _sum_offered(tx, within) if part is TeamPart.PROMPTS else _count(tx, log.table, within)
    steps = 0 if log.led_to is None else _count(tx, log.table, sa.and_(within, log.led_to.is_not(None)))
    query = sa.select(sa.func.max(log.when)).where(of_team, log.when <= last)
    latest = tx.connection.execute(query).scalar()
    return PartUse(part, entries, _became_asks(tx, team_id, part, quarter), steps, _day(latest))


def _barriers(tx: Transaction, team_id: str, quarter: Quarter) -> PartUse:
    """What a team's review of the quarter named as in the way."""
    hinders = sa.and_(audit_round.c.team_id == team_id, influence.c.direction == Direction.HINDERS.value)
    named = sa.select(sa.func.count(), sa.func.max(audit_round.c.quarter)).select_from(
        influence.join(audit_round, audit_round.c.round_id == influence.c.round_id)
    )
    entries = tx.connection.execute(named.where(hinders, audit_round.c.quarter == str(quarter))).one()[0]
    latest = tx.connection.execute(named.where(hinders)).one()[1]
    first = Quarter.parse(latest).first_day if latest else None
    return PartUse(
        TeamPart.BARRIERS,
        int(entries),
        _became_asks(tx, team_id, TeamPart.BARRIERS, quarter),
        latest=first,
    )


def _asks(tx: Transaction, team_id: str, quarter: Quarter) -> PartUse:
    """Lines that were put behind asks."""
    of_team = action.c.team_id == team_id
    both = ask_evidence.join(action, action.c.action_id == ask_evidence.c.action_id)
    query = sa.select(sa.func.count()).select_from(both).where(of_team, _in_weeks(quarter))
    newest = sa.select(sa.func.max(ask_evidence.c.week)).select_from(both).where(of_team)
    entries = tx.connection.execute(query).scalar_one()
    return PartUse(TeamPart.NEEDS, int(entries), latest=_day(tx.connection.execute(newest).scalar()))


def _became_asks(tx: Transaction, team_id: str, part: TeamPart, quarter: Quarter) -> int:
    """The asks that a line of this part was put behind."""
    source = _SOURCES.get(part)
    if source is None:
        return 0
    both = ask_evidence.join(action, action.c.action_id == ask_evidence.c.action_id)
    asks = sa.select(sa.func.count(sa.distinct(ask_evidence.c.action_id))).select_from(both)
    which = (action.c.team_id == team_id, ask_evidence.c.source == source.value, _in_weeks(quarter))
    return int(tx.connection.execute(asks.where(*which)).scalar_one())


def _in_weeks(quarter: Quarter) -> sa.ColumnElement[bool]:
    return ask_evidence.c.week.between(iso_week(quarter.first_day), iso_week(quarter.last_day))


def _count(tx: Transaction, of: sa.Table, where: sa.ColumnElement[bool]) -> int:
    return int(tx.connection.execute(sa.select(sa.func.count()).select_from(of).where(where)).scalar_one())


def _sum_offered(tx: Transaction, where: sa.ColumnElement[bool]) -> int:
    query = sa.select(sa.func.coalesce(sa.func.sum(prompts_done.c.offered), 0)).where(where)
    return int(tx.connection.execute(query).scalar_one())


def _span(when: sa.Column[str] | sa.Column[date], day: date) -> str | date:
    """The week, the month or the day in which a day lies, as that column keeps it."""
    if isinstance(when.type, sa.Date):
        return day
    return iso_week(day) if when.name == "week" else f"{day:%Y-%m}"


def _day(kept: str | date | None) -> date | None:
    """The first day of a week or a month that is kept, or the day itself."""
    if kept is None or isinstance(kept, date):
        return kept
    if "W" in kept:
        year, week = kept.split("-W")
        return date.fromisocalendar(int(year), int(week), 1)
    return date.fromisoformat(f"{kept}-01")
