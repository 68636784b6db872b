"""When the last copy went to the second place, in words."""

from __future__ import annotations

from datetime import date

from pie_audit.domain.day import day_words
from pie_audit.settings import Settings
from pie_audit.words import _


def copy_status(settings: Settings) -> tuple[str, bool]:
    """The words, and whether they are good news."""
    if not settings.second_place:
        return _("No second place yet"), False
    day = copied_day(settings)
    if day is None:
        return _("Not copied yet"), False
    return _("Copied on {day}").format(day=day_words(day)), True


def copied_day(settings: Settings) -> date | None:
    """The day of the last copy, if there was one."""
    try:
        return date.fromisoformat(settings.copied_at[:10])
    except ValueError:
        return None
