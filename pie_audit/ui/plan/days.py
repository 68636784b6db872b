"""Days as people write and read them: “27 Nov”, “Fri 27 Nov 2026”, “A week over”."""

from __future__ import annotations

import re
from datetime import date, timedelta

from pie_audit.domain.day import day_words
from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import LATEST_YEAR
from pie_audit.words import _, plural

_EARLIEST_YEAR = 1900
_LOOK_BACK = timedelta(days=31)
"""A day without a year is the next such day, or one that has only just passed."""

_ISO = re.compile(r"(?P<year>\d+)-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_FIGURES = re.compile(r"(?P<day>\d{1,2})\s*[./-]\s*(?P<month>\d{1,2})(?:\s*[./-]\s*(?P<year>\d+))?")
_WORDS = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<name>[^\W\d_]{3,})\.?,?(?:\s+(?P<year>\d+))?")
_WEEKDAY = re.compile(r"[^\W\d_]+\.?,?\s+(?=\d)")


def parse_day(text: str, today: date) -> date | None:
    """The day that was written; None for nothing and for “ongoing”.

    Takes 27 Nov 2026, Fri 27 Nov, 27/11/26, 27.11.2026 and 2026-11-27. Raises NotNow for what isn't a day, for
    one that the calendar doesn't have, and for a year that can't be meant.
    """
    written = " ".join(text.casefold().split())
    if not written or written == _("Ongoing").casefold():
        return None
    plain = _WEEKDAY.sub("", written, count=1) if not written[0].isdigit() else written
    found = _ISO.fullmatch(plain) or _FIGURES.fullmatch(plain) or _WORDS.fullmatch(plain)
    month = _month_of(found) if found else 0
    if found is None or not month:
        raise NotNow(
            _("“{text}” isn’t a day we can read.").format(text=text.strip()[:30]),
            _("Write it like 27 Nov 2026."),
        )
    return _on_calendar(int(found["day"]), month, found["year"], today)


def field_words(day: date) -> str:
    """A day in full but short, as a field shows it: ``Fri 27 Nov 2026``."""
    return _("{weekday} {day} {month} {year}").format(
        weekday=_weekdays()[day.weekday()], day=day.day, month=_months()[day.month - 1], year=day.year
    )


def card_words(day: date, today: date) -> str:
    """A day on a card: without the year while that is clear."""
    if day.year != today.year:
        return field_words(day)
    return _("{weekday} {day} {month}").format(
        weekday=_weekdays()[day.weekday()], day=day.day, month=_months()[day.month - 1]
    )


def over_words(due: date, today: date) -> str:
    """How long past its day something is: “A week over”."""
    weeks, days = divmod((today - due).days, 7)
    if weeks:
        return plural("A week over", "{n} weeks over", weeks).format(n=weeks)
    return plural("A day over", "{n} days over", days).format(n=days)


def _month_of(found: re.Match[str]) -> int:
    """1 to 12, or 0 for a word that is no month."""
    fields = found.groupdict()
    if "name" not in fields:
        return int(fields["month"])
    for at, short in enumerate(_months(), start=1):
        whole = day_words(date(2000, at, 1)).casefold()
        if fields["name"] == short.casefold() or fields["name"] in whole.split()[-1][: len(fields["name"])]:
            return at
    return 0


def _on_calendar(day: int, month: int, year: str | None, today: date) -> date:
    if year is None:
        return _next_such_day(day, month, today)
    full = int(year) + (2000 if len(year) == 2 else 0)
    if not _EARLIEST_YEAR <= full <= LATEST_YEAR:
        raise NotNow(
            _("The year {year} can’t be meant.").format(year=year[:12]),
            _("Write four figures, like {year}.").format(year=today.year),
        )
    return _real_day(full, month, day)


def _next_such_day(day: int, month: int, today: date) -> date:
    earliest = today - _LOOK_BACK
    for year in range(earliest.year, earliest.year + 9):
        try:
            if (found := date(year, month, day)) >= earliest:
                return found
        except ValueError:
            continue  # 29 February waits for its year
    return _real_day(today.year, month, day)


def _real_day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NotNow(
            _("There is no such day in the calendar."), _("Look at the day and the month again.")
        ) from None


def _weekdays() -> tuple[str, ...]:
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))


def _months() -> tuple[str, ...]:
    return (
        _("Jan"),
        _("Feb"),
        _("Mar"),
        _("Apr"),
        _("May"),
        _("Jun"),
        _("Jul"),
        _("Aug"),
        _("Sep"),
        _("Oct"),
        _("Nov"),
        _("Dec"),
    )
