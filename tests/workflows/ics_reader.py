"""A strict reader of calendar files by RFC 5545, written without the library that writes them.

Time zones are worked out by python-dateutil from the rules that stand in the file.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from dateutil.tz import tzical

_LINE = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=[^;:\"]+|;[A-Z-]+=\"[^\"]*\")*):(.*)", re.DOTALL)
_LENGTH = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?")
_LONGEST = 75


@dataclass(frozen=True)
class Event:
    """One event: whole days have a `day`, others begin at an instant, `begins`."""

    uid: str
    title: str
    day: date | None
    begins: datetime | None
    lasts: timedelta


def read_ics(content: bytes) -> list[Event]:
    """Every event of a file. Raises AssertionError for whatever the standard forbids."""
    lines = _unfolded(content)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert {"VERSION:2.0", "METHOD:PUBLISH"} <= set(lines)
    assert any(line.startswith("PRODID:") for line in lines)
    zones = tzical(io.StringIO("\r\n".join(lines))) if "BEGIN:VTIMEZONE" in lines else None
    found = []
    for start in (at for at, line in enumerate(lines) if line == "BEGIN:VEVENT"):
        end = lines.index("END:VEVENT", start)
        found.append(_event(dict(map(_parts, lines[start + 1 : end])), zones))
    assert len({event.uid for event in found}) == len(found)
    return found


def _unfolded(content: bytes) -> list[str]:
    assert content.endswith(b"\r\n")
    physical = content.removesuffix(b"\r\n").split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in physical)
    assert max(map(len, physical)) <= _LONGEST
    return b"\n".join(physical).replace(b"\n ", b"").decode("utf-8").split("\n")


def _parts(line: str) -> tuple[str, tuple[dict[str, str], str]]:
    found = _LINE.fullmatch(line)
    assert found, line
    pairs = [pair.split("=", 1) for pair in found[2].split(";") if pair]
    return found[1], ({name: value.strip('"') for name, value in pairs}, found[3])


def _event(fields: dict[str, tuple[dict[str, str], str]], zones: object) -> Event:
    assert {"UID", "DTSTAMP", "DTSTART"} <= set(fields)
    assert fields["DTSTAMP"][1].endswith("Z")
    options, start = fields["DTSTART"]
    title = fields["SUMMARY"][1]
    words = re.sub(r"\\([\\;,nN])", lambda m: "\n" if m[1] in "nN" else m[1], title)
    if options.get("VALUE") == "DATE":
        first, last = _day(start), _day(fields["DTEND"][1])
        assert fields["DTEND"][0] == {"VALUE": "DATE"}
        return Event(fields["UID"][1], words, first, None, last - first)
    local = datetime.strptime(start, "%Y%m%dT%H%M%S")
    zone = zones.get(options["TZID"])  # type: ignore[attr-defined]  # dateutil says nothing of its types
    assert zone is not None, "the zone's rules stand in the file"
    hours = _LENGTH.fullmatch(fields["DURATION"][1])
    assert hours
    lasts = timedelta(hours=int(hours[1] or 0), minutes=int(hours[2] or 0))
    return Event(fields["UID"][1], words, None, local.replace(tzinfo=zone).astimezone(UTC), lasts)


def _day(text: str) -> date:
    return datetime.strptime(text, "%Y%m%d").date()
