"""Days as people write them, the same on screen and on paper."""

from __future__ import annotations

from datetime import date

from pie_audit.words import _

_WEEK = 7


def day_words(day: date) -> str:
    """A day of this year or the next: ``5 December``."""
    return _("{day} {month}").format(day=day.day, month=_months()[day.month - 1])


def full_day_words(day: date) -> str:
    """The day in full: ``11 December 2026``."""
    return _("{day} {month} {year}").format(day=day.day, month=_months()[day.month - 1], year=day.year)


def weekday_words(day: date) -> str:
    """A day with its weekday: ``Tuesday 8 December``."""
    return _("{weekday} {day}").format(weekday=_weekdays()[day.weekday()], day=day_words(day))


def recent_day_words(day: date, today: date) -> str:
    """A day that may lie only just behind: ``today``, ``Friday`` within the week, else ``Friday 13 November``."""
    ago = (today - day).days
    if ago == 0:
        return _("today")
    return _weekdays()[day.weekday()] if 0 < ago < _WEEK else weekday_words(day)


def month_words(day: date) -> str:
    """The month that a day lies in: ``December 2026``."""
    return _("{month} {year}").format(month=_months()[day.month - 1], year=day.year)


def month_name(day: date) -> str:
    """The month alone: ``December``."""
    return _months()[day.month - 1]


def short_month(day: date) -> str:
    """The month in three letters: ``Nov``."""
    return _months()[day.month - 1][:3]


def _weekdays() -> tuple[str, ...]:
    return (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )


def _months() -> tuple[str, ...]:
    return (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )
