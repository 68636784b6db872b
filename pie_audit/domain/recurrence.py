"""A series of days that is planned at once: every so many weeks, so often or until a day, without some days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pie_audit.domain.errors import NotNow
from pie_audit.words import _

MOST_DAYS = 104
"""A series holds at most so many days: two years of weeks."""


@dataclass(frozen=True, slots=True)
class Series:
    """From `first` on, every so many weeks on the same weekday; `count` days, or up to `until` and that day too.

    Days in `skipping` fall out and nothing takes their place. Holidays aren't known.
    """

    first: date
    every_weeks: int
    count: int | None = None
    until: date | None = None
    skipping: frozenset[date] = frozenset()

    def checked(self) -> Series:
        """This series if it comes to an end. Raises NotNow where it has none, goes backwards or is too long."""
        if (self.count is None) == (self.until is None):
            raise NotNow(_("A series needs an end."), _("Say how many, or until which day."))
        if not 1 <= self.every_weeks <= 52:
            raise NotNow(_("A series needs a rhythm."), _("Choose from every week to every 52 weeks."))
        if self.until is not None and self.until < self.first:
            raise NotNow(_("The series ends before it begins."), _("Choose a later day for the last one."))
        if not 1 <= self._length() <= MOST_DAYS:
            raise NotNow(
                _("A series holds from 1 to {n} sessions.").format(n=MOST_DAYS),
                _("Plan fewer now, and more later."),
            )
        return self

    def _length(self) -> int:
        if self.until is None:
            return self.count or 0
        return (self.until - self.first).days // (7 * self.every_weeks) + 1
