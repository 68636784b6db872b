"""A calendar file, read back by a parser and, apart from it, line by line."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from pie_audit.reports.calendar import CalendarDay, CalendarTime, make_calendar

MADE = date(2026, 11, 22)
MANY_WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300)


def lines(content: bytes) -> list[bytes]:
    """Physical lines as RFC 5545 wants them: each ends with CR LF and holds at most 75 octets."""
    assert content.endswith(b"\r\n")
    found = content[:-2].split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line or len(line) > 75 for line in found)
    return found


def unfolded(content: bytes) -> list[str]:
    """Logical lines, put together by hand."""
    whole: list[bytes] = []
    for line in lines(content):
        if line.startswith(b" "):
            whole[-1] += line[1:]
        else:
            whole.append(line)
    return [line.decode() for line in whole]


def test_a_day_is_a_whole_day_with_an_id_that_stays() -> None:
    day = CalendarDay("a1-due", date(2026, 10, 25), "Due: ask nights", "First step: tea")
    content = make_calendar("Quayside House", [day], MADE)
    found = unfolded(content)
    for line in (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "UID:a1-due@pie-audit.example",
        "DTSTART;VALUE=DATE:20261025",
        "DTEND;VALUE=DATE:20261026",
        "SUMMARY:Due: ask nights",
        "DESCRIPTION:First step: tea",
        "TRANSP:TRANSPARENT",
    ):
        assert line in found
    (event,) = Calendar.from_ical(content).events
    assert (event.start, event["summary"]) == (day.day, day.title)
    assert make_calendar("Quayside House", [day], MADE) == content


def test_a_day_that_moved_keeps_its_id() -> None:
    first, later = (
        unfolded(make_calendar("Q", [CalendarDay("a1-due", date(2026, 12, n), "Due")], MADE)) for n in (1, 9)
    )
    assert [x for x in first if x.startswith("UID")] == [x for x in later if x.startswith("UID")]


@given(MANY_WORDS, MANY_WORDS)
def test_any_words_come_back_whole_and_no_line_is_too_long(title: str, details: str) -> None:
    content = make_calendar(title, [CalendarDay("k", MADE, title, details)], MADE)
    assert sum(line == "BEGIN:VEVENT" for line in unfolded(content)) == 1
    (event,) = Calendar.from_ical(content).events
    kept = "".join(c if c.isprintable() else " " for c in title).split()
    assert str(event.get("summary", "")).split() == kept


def test_emoji_and_right_to_left_text_are_folded_between_letters() -> None:
    words = "لنجلس معًا 🌱 " * 40
    content = make_calendar("Q", [CalendarDay("k", MADE, words)], MADE)
    (event,) = Calendar.from_ical(content).events
    assert str(event["summary"]) == " ".join(words.split())


def timed(day: date, zone: str = "Europe/London") -> CalendarTime:
    return CalendarTime("s1", day, time(10, 0), 60, "Supervision", zone, place="Room 2", sequence=3)


def test_a_time_of_day_brings_the_rules_of_its_zone() -> None:
    content = make_calendar("Q", [timed(date(2026, 11, 30)), CalendarDay("k", MADE, "Due")], MADE)
    found = unfolded(content)
    for line in (
        "TZID:Europe/London",
        "DTSTART;TZID=Europe/London:20261130T100000",
        "DURATION:PT1H",
        "LOCATION:Room 2",
        "UID:s1@pie-audit.example",
        "SEQUENCE:3",
        "TRANSP:OPAQUE",
        "DTSTART;VALUE=DATE:20261122",
    ):
        assert line in found
    assert found.index("BEGIN:VTIMEZONE") < found.index("BEGIN:VEVENT")
    assert make_calendar("Q", [timed(date(2026, 11, 30)), CalendarDay("k", MADE, "Due")], MADE) == content


def test_ten_o_clock_stays_ten_o_clock_in_winter_and_in_summer() -> None:
    """The file's own zone block is read, as a calendar does that knows no zone by name."""
    for day, hour in ((date(2026, 1, 12), 10), (date(2026, 7, 13), 9)):
        calendar = Calendar.from_ical(make_calendar("Q", [timed(day)], MADE))
        (zone,) = calendar.timezones
        at = datetime.combine(day, time(10, 0)).replace(tzinfo=zone.to_tz(lookup_tzid=False))
        assert at.astimezone(UTC) == datetime.combine(day, time(hour), UTC)
        (event,) = calendar.events
        assert event.end - event.start == timedelta(hours=1)


def test_a_zone_nobody_knows_leaves_the_time_as_the_reader_s_own() -> None:
    for zone in ("", "Nowhere/Land", "../etc"):
        content = make_calendar("Q", [timed(date(2026, 11, 30), zone)], MADE)
        assert "DTSTART:20261130T100000" in unfolded(content)
        assert b"VTIMEZONE" not in content
