"""The figures that trends rest on, added up by the database: of what was agreed, of permitted counts, of refusals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import Outcome
from pie_audit.domain.disclosure import Band, TopicCounts
from pie_audit.domain.refusal import Reason
from pie_audit.domain.team import Perspective
from pie_audit.storage.agreements import consensus
from pie_audit.storage.daily_notes import refusal
from pie_audit.storage.reveals import participation, topic_count
from pie_audit.storage.transaction import Transaction


class ThemeFigures(NamedTuple):
    """What a round wrote down about the topics of one theme: how many with a level, their sum and ends, and the rest.

    A topic of which nothing was written is in none of the counts. A tuple, because making others costs a third of the sums.
    """

    valued: int
    total: int
    low: int | None
    high: int | None
    not_applicable: int
    cant_tell: int
    no_agreement: int

    @property
    def mean(self) -> Fraction | None:
        """The plain mean of the levels, unrounded; None without one."""
        return Fraction(self.total, self.valued) if self.valued else None


@dataclass(frozen=True, slots=True)
class TopicRecord:
    """What a round wrote down about one topic, without its words."""

    outcome: Outcome
    level: Level | None


def theme_figures(
    tx: Transaction, round_ids: Sequence[str], themes: Mapping[str, Collection[str]]
) -> dict[tuple[str, str], ThemeFigures]:
    """By round and theme, what these rounds wrote down. `themes` has the topics of each theme, by id.

    A round and theme of which nothing was written is left out, and so are topics of no theme.
    """
    if not round_ids or not themes:
        return {}
    query = _theme_query(tuple((theme_id, tuple(topics)) for theme_id, topics in themes.items()))
    rows = tx.connection.execute(query, {"round_ids": round_ids})
    return {(row[0], row[1]): ThemeFigures._make(row[2:]) for row in rows if row[1] is not None}


@lru_cache(maxsize=16)
def _theme_query(themes: tuple[tuple[str, tuple[str, ...]], ...]) -> sa.Select[Any]:
    """One statement for each set of themes: made anew for each team, it would cost as much as the sums."""
    topic, level, outcome = consensus.c.topic_id, consensus.c.level, consensus.c.outcome
    theme = sa.case(
        *(
            (topic.in_([sa.literal(t) for t in topics]), sa.literal(theme_id))
            for theme_id, topics in themes
            if topics
        ),
        else_=None,
    )
    return (
        sa.select(
            consensus.c.round_id,
            theme.label("theme"),
            sa.func.count(level),
            sa.func.coalesce(sa.func.sum(level), 0),
            sa.func.min(level),
            sa.func.max(level),
            *(
                sa.func.sum(sa.case((outcome == one.value, 1), else_=0))
                for one in (Outcome.NOT_APPLICABLE, Outcome.CANT_TELL, Outcome.NOT_SETTLED)
            ),
        )
        .where(consensus.c.round_id.in_(sa.bindparam("round_ids", expanding=True)))
        .group_by(sa.text("1"), sa.text("2"))
    )


def topic_records(tx: Transaction, round_ids: Sequence[str]) -> dict[str, dict[str, TopicRecord]]:
    """What these rounds wrote down about each topic, by round; a round without a line has none."""
    query = sa.select(
        consensus.c.round_id, consensus.c.topic_id, consensus.c.outcome, consensus.c.level
    ).where(consensus.c.round_id.in_(round_ids))
    found: defaultdict[str, dict[str, TopicRecord]] = defaultdict(dict)
    known = {
        (outcome.value, level): TopicRecord(outcome, None if level is None else Level(level))
        for outcome in Outcome
        for level in (None, *range(len(Level)))
    }
    for round_id, topic_id, outcome, level in tx.connection.execute(query):
        found[round_id][topic_id] = known[outcome, level]
    return dict(found)


def permitted_counts(tx: Transaction, round_ids: Sequence[str]) -> dict[str, tuple[TopicCounts, ...]]:
    """What the openings of these rounds permitted, by round, then topic and group."""
    query = sa.select(topic_count).where(topic_count.c.round_id.in_(round_ids))
    order = (topic_count.c.round_id, topic_count.c.topic_id, topic_count.c.group_id)
    found: defaultdict[str, list[TopicCounts]] = defaultdict(list)
    for round_id, topic, group, *levels, away, cant_tell, blank in tx.connection.execute(
        query.order_by(*order)
    ):
        low, one, two, three, four = levels
        counts = TopicCounts(topic, group, (low, one, two, three, four), away, cant_tell, blank)
        found[round_id].append(counts)
    return {round_id: tuple(counts) for round_id, counts in found.items()}


@dataclass(frozen=True, slots=True)
class RefusalCount:
    """How often people were turned away in a month for one reason, by anybody."""

    month: str
    reason: Reason
    times: int


def refusal_counts(tx: Transaction, team_id: str) -> tuple[RefusalCount, ...]:
    """A team's refusals by month and reason, the earliest month first."""
    by = (refusal.c.month, refusal.c.reason)
    query = sa.select(*by, sa.func.count()).where(refusal.c.team_id == team_id).group_by(*by).order_by(*by)
    rows = tx.connection.execute(query)
    return tuple(RefusalCount(month, Reason(reason), int(times)) for month, reason, times in rows)


def bands_of_part(tx: Transaction, round_ids: Sequence[str]) -> dict[str, dict[Perspective, Band]]:
    """Who took part in these rounds, in the bands that their openings kept; a round that wasn't opened has none."""
    query = sa.select(participation).where(participation.c.round_id.in_(round_ids))
    found: defaultdict[str, dict[Perspective, Band]] = defaultdict(dict)
    for row in tx.connection.execute(query):
        found[row.round_id][Perspective(row.perspective)] = Band(row.band)
    return dict(found)
