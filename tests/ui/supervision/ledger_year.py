"""A year of Quayside House's protected time: four supervised each month, a group, a few debriefs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from pie_audit.domain.session import CancelledBy, Contract, Session, SessionKind, SessionStatus, WhyLost
from pie_audit.storage import sessions
from tests.quarter import Hostel

MONTHS = [date(2025, 12, 1), *(date(2026, month, 1) for month in range(1, 12))]
SUPERVISED = ("jo", "sam", "dee", "tom")
LOST = {("jo", 9): WhyLost.STAFFING, ("jo", 10): WhyLost.STAFFING, ("sam", 10): WhyLost.SICKNESS}
LOST |= {("dee", 10): WhyLost.CRISIS, ("tom", 10): WhyLost.STAFFING, ("sam", 3): WhyLost.STAFFING}


def live_a_year(hostel: Hostel) -> None:
    """Put it into the ledger."""
    lines = [*_supervision(hostel), *_groups(hostel)]
    hostel.opened.write(lambda tx: sessions.add_sessions(tx, lines))


def _supervision(hostel: Hostel) -> Iterator[Session]:
    for at, first in enumerate(MONTHS):
        for n, name in enumerate(SUPERVISED):
            usual = {
                "supervisor_id": hostel.amina.member.person_id,
                "supervisee_id": hostel.people[name].member.person_id,
                "contract": Contract.AGENCY if name == "tom" else Contract.PERMANENT,
                "paid": name != "tom" or at % 3 > 0,
            }
            day = first.replace(day=3 + n)
            why = LOST.get((name, at))
            yield _line(hostel, f"{name} {at}", SessionKind.SUPERVISION, day, why, **usual)


def _groups(hostel: Hostel) -> Iterator[Session]:
    for at, first in enumerate(MONTHS):
        why = WhyLost.STAFFING if at in {4, 10, 11} else None
        yield _line(hostel, f"group {at}", SessionKind.GROUP, first.replace(day=12), why, planned_min=90)
    for at in (2, 7):
        short = {"status": SessionStatus.CUT_SHORT, "held_min": 30}
        yield _line(hostel, f"debrief {at}", SessionKind.DEBRIEF, MONTHS[at].replace(day=20), None, **short)


def _line(
    hostel: Hostel, name: str, kind: SessionKind, day: date, why: WhyLost | None, **changes: Any
) -> Session:
    minutes = changes.get("planned_min", 60)
    became: dict[str, Any] = {"status": SessionStatus.HELD, "held_on": day, "held_min": minutes}
    if why is not None:
        became = {"status": SessionStatus.CANCELLED, "reason": why, "cancelled_by": CancelledBy.SERVICE}
    usual = {"team_id": hostel.team_id, "planned_on": day, "planned_min": 60}
    return Session(session_id=name, kind=kind, **{**usual, **became, **changes})
