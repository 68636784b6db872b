"""A team with a past: reviews that were talked through and signed, quarter after quarter, in a real workspace."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from pie_audit.domain.answer import Level
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Scope
from pie_audit.workflows import meetings, questions
from tests import make
from tests.quarter import Hostel
from tests.workflows.quarters import sign

FIRST, SUMMER, AUTUMN = Quarter(2025, 4), Quarter(2026, 3), Quarter(2026, 4)

LevelOf = Callable[[str], int]


def reviewed(hostel: Hostel, quarter: Quarter, level_of: LevelOf, **changes: Any) -> str:
    """A whole review, talked about together without private ratings, agreed at these levels and signed; its id."""
    round_id = agreed(hostel, quarter, level_of, **changes)
    sign(hostel, round_id)
    return round_id


def agreed(hostel: Hostel, quarter: Quarter, level_of: LevelOf, **changes: Any) -> str:
    """The same, not signed yet."""
    hostel.at(quarter.first_day.replace(day=18))
    day = hostel.amina.clock.today()
    wanted = {
        "scope": Scope.FULL,
        "together_only": True,
        "raters": (),
        "openers": (),
        "talk_on": None,
        **changes,
    }
    round_id = hostel.start(quarter=quarter, opens_on=day, closes_on=day, **wanted)
    topics = [topic.id for topic in questions.bundled().topics if topic.theme != "F"]
    hostel.opened.write(lambda tx: [_agree(tx, hostel, round_id, topic, level_of(topic)) for topic in topics])
    return round_id


def _agree(tx: Any, hostel: Hostel, round_id: str, topic: str, level: int) -> None:
    meetings.record_consensus(tx, hostel.amina, round_id, make.consensus(topic, level=Level(level)))


def rising(hostel: Hostel) -> None:
    """Five quarters: all of theme A is at 1 for three of them, then at 2 and 3; everything else stays at 2."""
    for at, level in enumerate((1, 1, 1, 2, 3)):
        reviewed(hostel, FIRST.plus(at), partial(_level, level))


def _level(of_awareness: int, topic: str) -> int:
    return of_awareness if topic.startswith("A") else 2
