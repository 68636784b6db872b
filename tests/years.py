"""Years of a team's life, written straight into storage: what trends are read from, made in a moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import AuditRound, Consensus, Invited, Outcome, RoundState
from pie_audit.domain.disclosure import Band, Reveal, TopicCounts
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Scope
from pie_audit.domain.session import Session, SessionKind, SessionStatus
from pie_audit.domain.small_logs import Friction, FrictionEnd, Tellings, Win
from pie_audit.domain.team import Perspective
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import agreements, reveals, sessions, small_logs, team_parts
from pie_audit.storage import audits as rounds
from pie_audit.storage.transaction import Transaction
from pie_audit.workflows import questions
from tests import make
from tests.quarter import THIS_QUARTER, Hostel

Agreed = Mapping[str, int | Outcome]
"""By topic id, a level or why there is none; topics that aren't named weren't discussed."""


def review(hostel: Hostel, quarter: Quarter = THIS_QUARTER, agreed: Agreed | int = 2, **changes: Any) -> str:
    """A signed review of everything, with a level for every topic or for those that are named; its id."""
    return hostel.opened.write(lambda tx: write_review(tx, hostel.team_id, quarter, agreed, **changes))


def write_review(
    tx: Transaction,
    team_id: str,
    quarter: Quarter,
    agreed: Agreed | int = 2,
    *,
    text: str | None = None,
    **changes: Any,
) -> str:
    """The same inside a transaction; `text` is another question file than the one that ships."""
    one = _round(team_id, quarter, **changes)
    rounds.freeze_questionnaire(
        tx, one.questionnaire_id, one.questionnaire_version, text or questions.bundled_text()
    )
    rounds.save_round(tx, one)
    asked = questions.asked(questions.of_round(tx, one), one, Perspective.TEAM)
    named = dict.fromkeys((t.id for t in asked), agreed) if isinstance(agreed, int) else agreed
    for topic_id, what in named.items():
        agreements.save_consensus(tx, one.round_id, _record(topic_id, what))
    return one.round_id


def _round(team_id: str, quarter: Quarter, **changes: Any) -> AuditRound:
    first = quarter.first_day
    usual = make.audit_round(
        team_id,
        quarter=quarter,
        state=RoundState.SIGNED,
        questionnaire_version=questions.bundled().version,
        scope=Scope.FULL.value,
        theme_id=None,
        optional_themes=frozenset(),
        opens_on=first,
        closes_on=first + timedelta(days=14),
        talk_on=None,
    )
    return replace(usual, **changes)


def _record(topic_id: str, what: int | Outcome) -> Consensus:
    if isinstance(what, Outcome):
        return Consensus(topic_id, what, because="Not here.")
    return Consensus(topic_id, Outcome.AGREED, Level(what), because="We talked about it.")


def opened(
    hostel: Hostel,
    round_id: str,
    counts: Sequence[TopicCounts],
    took_part: Mapping[Perspective, Band] | None = None,
) -> None:
    """What the opening of a review permitted."""
    bands = dict.fromkeys(Perspective, Band.NONE) | dict(took_part or {Perspective.TEAM: Band.SOME})
    hostel.opened.write(
        lambda tx: reveals.store_reveal(tx, round_id, Reveal(tuple(counts), bands, frozenset()))
    )


def counts_of(group: str, levels: tuple[int, int, int, int, int], **changes: Any) -> tuple[TopicCounts, ...]:
    """The same counts of one group for every topic that it is asked."""
    review = questions.bundled()
    perspective = Perspective.TEAM if group == "pooled" else Perspective(group)
    asked = [t for t in review.topics if review.statement(t, perspective) and not _optional(t.theme)]
    return tuple(TopicCounts(t.id, group, levels, **changes) for t in asked)


def _optional(theme_id: str) -> bool:
    return questions.bundled().theme(theme_id).optional


def invited(*perspectives: Perspective, each: int = 6) -> tuple[Invited, ...]:
    """So many people of each perspective, by account."""
    return tuple(Invited(p, each, 0) for p in perspectives)


def hour(hostel: Hostel, day: date, *, held: bool = True, **changes: Any) -> None:
    """An hour of the group, held or called off."""
    line = Session(
        session_id=make.new_id(),
        kind=SessionKind.GROUP,
        team_id=hostel.team_id,
        planned_on=day,
        planned_min=60,
        status=SessionStatus.HELD if held else SessionStatus.CANCELLED,
        held_on=day if held else None,
        held_min=60 if held else 0,
    )
    hostel.opened.write(lambda tx: sessions.add_sessions(tx, (replace(line, **changes),)))


def _uses(hostel: Hostel, part: TeamPart) -> None:
    hostel.opened.write(lambda tx: team_parts.turn_part(tx, hostel.team_id, part, on=True))


def errand(hostel: Hostel, month: str, minutes: int = 60, **changes: Any) -> None:
    """An errand of the friction log, which the team uses from then on."""
    _uses(hostel, TeamPart.FRICTION)
    entry = Friction(
        make.new_id(),
        hostel.team_id,
        month,
        "A room for one night",
        "Housing options",
        minutes,
        FrictionEnd.PARTLY,
        BarrierLevel.SYSTEM,
    )
    hostel.opened.write(lambda tx: small_logs.save_friction(tx, replace(entry, **changes)))


def telling(hostel: Hostel, month: str, label: str = "T1", times: int = 3, **changes: Any) -> None:
    """How often one story was told; the team counts that from then on."""
    _uses(hostel, TeamPart.TELLINGS)
    entry = Tellings(make.new_id(), hostel.team_id, month, label, times, min(times, 2), 1)
    hostel.opened.write(lambda tx: small_logs.save_tellings(tx, replace(entry, **changes)))


def win(hostel: Hostel, week: str, words: str, **changes: Any) -> None:
    """A small win on the wall, which the team uses from then on."""
    _uses(hostel, TeamPart.WINS)
    entry = Win(make.new_id(), hostel.team_id, week, words)
    hostel.opened.write(lambda tx: small_logs.save_win(tx, replace(entry, **changes)))


def months(first: Quarter, n: int) -> list[str]:
    """So many months from the first one of a quarter on, as logs keep them."""
    found, day = [], first.first_day
    for _month in range(n):
        found.append(day.isoformat()[:7])
        day = (day + timedelta(days=32)).replace(day=1)
    return found
