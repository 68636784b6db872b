"""Why protected time was lost, what was paid, and who has waited too long: told only as far as it is safe to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from pie_audit.domain.group import Group
from pie_audit.domain.ledger import Judged, Outcome
from pie_audit.domain.quarter import iso_week
from pie_audit.domain.session import (
    SMALLEST_TEAM,
    CancelledBy,
    Contract,
    Session,
    SessionKind,
    SessionStatus,
    WhyLost,
)
from pie_audit.domain.supervision import Agreement
from pie_audit.words import _

_T = TypeVar("_T")

PAIR_FIRST_DAYS = 7
"""For so many days an overdue session shows to the two alone; then the manager's count has it too."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Why sessions were lost and from whose side, most first; the counts of each add up to all that were lost.

    None stands for a reason that wasn't given: nobody said, or it was cut too short or held too late.
    """

    reasons: tuple[tuple[WhyLost | None, int], ...]
    sides: tuple[tuple[CancelledBy | None, int], ...]


@dataclass(frozen=True, slots=True)
class PaidTime:
    """Minutes held under one kind of contract: in paid time and in people's own."""

    contract: Contract
    paid_min: int
    unpaid_min: int


def why_lost(judged: Iterable[Judged], people: int) -> Lost | None:
    """Reasons and sides of what was lost; None for a team of fewer than five people, whatever there is to tell."""
    if people < SMALLEST_TEAM:
        return None
    lost = [j.session for j in judged if j.outcome is Outcome.LOST]
    reasons = Counter(s.reason for s in lost)
    sides = Counter(s.cancelled_by for s in lost)
    return Lost(_most_first(reasons, tuple(WhyLost)), _most_first(sides, tuple(CancelledBy)))


def paid_time(judged: Iterable[Judged], people: int) -> tuple[PaidTime, ...] | None:
    """Minutes held by kind of contract; None for a team of fewer than five people."""
    if people < SMALLEST_TEAM:
        return None
    minutes: Counter[tuple[Contract, bool]] = Counter()
    for one in judged:
        minutes[one.session.contract, one.session.paid] += one.happened.held_min
    kept = (PaidTime(c, minutes[c, True], minutes[c, False]) for c in Contract)
    return tuple(one for one in kept if one.paid_min or one.unpaid_min)


def lost_words(lost: Lost) -> str:
    """Why the others were not held, in one line: ``2 × not enough staff, 1 × sickness``."""
    return ", ".join(
        _("{n} × {reason}").format(n=count, reason=reason_words(reason)) for reason, count in lost.reasons
    )


def reason_words(reason: WhyLost | None) -> str:
    """A reason as people say it, inside a sentence."""
    words = {
        WhyLost.STAFFING: _("not enough staff"),
        WhyLost.CRISIS: _("a crisis"),
        WhyLost.SICKNESS: _("sickness"),
        WhyLost.LEAVE: _("leave"),
        WhyLost.FORGOT: _("it was forgotten"),
        WhyLost.OTHER: _("something else"),
    }
    return words[reason] if reason is not None else _("no reason given")


def side_words(side: CancelledBy | None) -> str:
    """From whose side it was called off, as people say it."""
    words = {
        CancelledBy.SUPERVISEE: _("the person coming to {supervision}"),
        CancelledBy.SUPERVISOR: _("the supervisor or facilitator"),
        CancelledBy.SERVICE: _("the {service}"),
        CancelledBy.OTHER: _("somebody else"),
    }
    return words[side] if side is not None else _("nobody said")


def contract_words(contract: Contract) -> str:
    """A kind of contract as people say it."""
    return {
        Contract.PERMANENT: _("Permanent"),
        Contract.FIXED_TERM: _("Fixed term"),
        Contract.RELIEF: _("Relief or bank"),
        Contract.AGENCY: _("Agency"),
        Contract.VOLUNTEER: _("Volunteers"),
        Contract.PEER: _("Peer workers"),
    }[contract]


def is_overdue(every_weeks: int, lines: Iterable[Session], today: date, *, grace_days: int = 0) -> bool:
    """Whether longer has gone by than agreed since the last one held, or since the first one planned if none was."""
    them = list(lines)
    held = [s.held_on or s.planned_on for s in them if s.held_min > 0 or s.status is SessionStatus.HELD]
    since = max(held, default=min((s.planned_on for s in them), default=today))
    return today > since + timedelta(weeks=every_weeks, days=grace_days)


def overdue_pairs(
    agreements: Iterable[Agreement],
    lines: Sequence[Session],
    today: date,
    *,
    grace_days: int = PAIR_FIRST_DAYS,
) -> int:
    """How many pairs of a team have waited longer than they agreed: a count, never who."""
    going_on = (a for a in agreements if a.ended_week is None)
    return sum(
        is_overdue(a.every_weeks, (s for s in lines if _is_of(s, a)), today, grace_days=grace_days)
        for a in going_on
    )


def overdue_groups(
    groups: Iterable[Group], lines: Sequence[Session], today: date, *, grace_days: int = PAIR_FIRST_DAYS
) -> int:
    """How many groups of a team haven't met for longer than they mean to."""
    going_on = (g for g in groups if g.ended_week is None)
    return sum(
        is_overdue(
            g.every_weeks, (s for s in lines if s.group_id == g.group_id), today, grace_days=grace_days
        )
        for g in going_on
    )


def lacks_agreement(session: Session, agreements: Mapping[str, Agreement]) -> bool:
    """Whether this supervision takes place without an agreement of the two that both stand by, current on its day.

    Booked before they had one, it rests on the one they have now.
    """
    if session.kind is not SessionKind.SUPERVISION:
        return False
    day = session.held_on or session.due_on
    return not any(_covers(a, day) for a in agreements.values() if _is_of(session, a))


def _is_of(session: Session, agreement: Agreement) -> bool:
    pair = (session.supervisor_id, session.supervisee_id)
    same = pair == (agreement.supervisor_id, agreement.supervisee_id)
    return same or session.agreement_id == agreement.agreement_id


def _covers(agreement: Agreement, day: date) -> bool:
    signed = {agreement.supervisor_id, agreement.supervisee_id} <= agreement.signed_by
    going_on = agreement.ended_week is None or iso_week(day) <= agreement.ended_week
    return signed and going_on and day <= agreement.review_on


def _most_first(counts: Counter[_T | None], order: tuple[_T, ...]) -> tuple[tuple[_T | None, int], ...]:
    places: dict[_T | None, int] = {what: place for place, what in enumerate(order)}
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], places.get(item[0], len(order)))))
