"""Rounds that are talked through together, quarter after quarter, for tests about what lies between them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from pie_audit.domain.plan import Action
from pie_audit.domain.quarter import Quarter
from pie_audit.storage import audits as rounds
from pie_audit.storage import plans as stored
from pie_audit.workflows import meetings, plans, sittings
from tests import make
from tests.quarter import Hostel

SPRING, SUMMER, AUTUMN, WINTER = (Quarter(2026, 2), Quarter(2026, 3), Quarter(2026, 4), Quarter(2027, 1))


def begin(hostel: Hostel, quarter: Quarter) -> str:
    """Start a round on the tenth day of its quarter, with one topic agreed on; its id."""
    hostel.at(quarter.first_day.replace(day=10))
    day = hostel.amina.clock.today()
    round_id = hostel.start(
        quarter=quarter, together_only=True, raters=(), openers=(), opens_on=day, closes_on=day, talk_on=None
    )
    hostel.do(meetings.record_consensus, hostel.amina, round_id, make.consensus())
    return round_id


def planned(hostel: Hostel, round_id: str, what: str, **fields: Any) -> Action:
    """An action in a round's plan."""
    action = replace(plans.new_action(hostel.team_id, round_id, "A1"), what=what, **fields)
    return hostel.do(plans.save_action, hostel.amina, action).result


def sign(hostel: Hostel, round_id: str, day: date | None = None) -> None:
    """Sign a round off, with everything else left for another time."""
    if day is not None:
        hostel.at(day)
    if hostel.read(lambda tx: sittings.topics_left(tx, rounds.load_round(tx, round_id))):
        hostel.do(sittings.leave_the_rest, hostel.amina, round_id)
    hostel.sign(round_id)


def signed_plan(hostel: Hostel, quarter: Quarter, *whats: str, **fields: Any) -> list[Action]:
    """A whole quarter: begun, planned, signed on the same day; its actions."""
    round_id = begin(hostel, quarter)
    made = [planned(hostel, round_id, what, **fields) for what in whats]
    sign(hostel, round_id)
    return made


def now(hostel: Hostel, action: Action) -> Action:
    """The action as it stands in the file."""
    found = hostel.read(lambda tx: stored.load_action(tx, action.action_id))
    assert found is not None
    return found
