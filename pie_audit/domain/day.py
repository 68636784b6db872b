"""Days as people write them, the same on screen and on paper."""

from __future__ import annotations

from datetime import date

from pie_audit.words import _


def day_words(day: date) -> str:
    """The day in full: ``11 December 2026``."""
    return _("{day} {month} {year}").format(day=day.day, month=_months()[day.month - 1], year=day.year)


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
