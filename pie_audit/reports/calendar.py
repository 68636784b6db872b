"""Days as a calendar file (RFC 5545), with ids that never change.

Whole days can't be moved by a time zone; what starts at a time of day brings the rules of its zone along.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

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


@dataclass(frozen=True, slots=True)
class CalendarTime:
    """Something that starts at a time of day and takes `minutes`. `sequence` rises whenever it changes.

    `zone` is a name such as ``Europe/London``; where it isn't known, calendars take the time as their own.
    """

    key: str
    day: date
    starts: time
    minutes: int
    title: str
    zone: str = ""
    details: str = ""
    place: str = ""
    sequence: int = 0


def make_calendar(name: str, days: Sequence[CalendarDay | CalendarTime], made_on: date) -> bytes:
    """The file's bytes. `name` is what calendars show it as; the same days on the same day give the same bytes."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//pie-audit//plan//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _one_line(name))
    for one in days:
        calendar.add_component(_event(one, made_on))
    if days:
        years = sorted(one.day.year for one in days)
        calendar.add_missing_timezones(date(years[0], 1, 1), date(years[-1] + 1, 1, 1))
    content: bytes = calendar.to_ical()
    return content


def _event(one: CalendarDay | CalendarTime, made_on: date) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{one.key}@{_AT}")
    event.add("dtstamp", datetime.combine(made_on, time(), UTC))
    event.add("summary", _one_line(one.title))
    if one.details:
        event.add("description", _one_line(one.details))
    if isinstance(one, CalendarTime):
        _add_time(event, one)
    else:
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    return event


def _add_time(event: Event, one: CalendarTime) -> None:
    starts = datetime.combine(one.day, one.starts, _zone(one.zone))
    event.add("dtstart", starts)
    event.add("duration", timedelta(minutes=one.minutes))
    if one.place:
        event.add("location", _one_line(one.place))
    event.add("sequence", one.sequence)
    event.add("transp", "OPAQUE")


def _zone(name: str) -> ZoneInfo | None:
    """The zone of that name; None where this computer knows none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _one_line(words: str) -> str:
    """Words without line breaks and control characters, whatever was typed."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())
