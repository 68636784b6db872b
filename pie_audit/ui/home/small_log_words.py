"""How small logs are said on screen."""

from __future__ import annotations

from datetime import date

from pie_audit.domain.day import day_words, full_day_words
from pie_audit.domain.small_logs import FrictionEnd
from pie_audit.words import _


def end_words(end: FrictionEnd) -> str:
    """How an errand ended."""
    return {
        FrictionEnd.NOT_SAID: _("Not said"),
        FrictionEnd.GOT_THERE: _("Got there"),
        FrictionEnd.PARTLY: _("Partly"),
        FrictionEnd.TURNED_AWAY: _("Turned away"),
    }[end]


def month_words(month: str) -> str:
    """``2026-11`` as “November 2026”."""
    return full_day_words(date.fromisoformat(f"{month}-01")).partition(" ")[2]


def months_to_choose(month: str) -> tuple[str, ...]:
    """This month and the two before it."""
    year, number = int(month[:4]), int(month[5:])
    past = [(year * 12 + number - 1 - back) for back in range(3)]
    return tuple(f"{at // 12:04d}-{at % 12 + 1:02d}" for at in past)


def week_words(week: str) -> str:
    """``2026-W47`` as “week of 16 November”."""
    monday = date.fromisocalendar(int(week[:4]), int(week[6:]), 1)
    return _("week of {day}").format(day=day_words(monday))
