"""Days as a calendar file (RFC 5545): whole days, so that no time zone can move them, and ids that never change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event

_AT = "pie-audit.example"
"""Ids look like an address in a domain that belongs to nobody."""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One whole day. `key` names it for good, so that taking the file in again changes it instead of adding one."""

    key: str
    day: date
    title: str
    details: str = ""


def make_calendar(name: str, days: Sequence[CalendarDay], made_on: date) -> bytes:
    """The file's bytes. `name` is what calendars show it as; the same days on the same day give the same bytes."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//pie-audit//plan//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _one_line(name))
    for one in days:
        calendar.add_component(_event(one, made_on))
    content: bytes = calendar.to_ical()
    return content


def _event(one: CalendarDay, made_on: date) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{one.key}@{_AT}")
    event.add("dtstamp", datetime.combine(made_on, time(), UTC))
    event.add("dtstart", one.day)
    event.add("dtend", one.day + timedelta(days=1))
    event.add("summary", _one_line(one.title))
    if one.details:
        event.add("description", _one_line(one.details))
    event.add("transp", "TRANSPARENT")
    return event


def _one_line(words: str) -> str:
    """Words without line breaks and control characters, whatever was typed."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())
