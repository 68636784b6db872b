"""A calendar file, read back by a parser and, apart from it, line by line."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from pie_audit.reports.calendar import CalendarDay, make_calendar

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
