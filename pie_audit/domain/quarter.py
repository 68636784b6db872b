"""Calendar quarters: the id a round belongs to, chosen by a person and never read off a file's date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from pie_audit.domain.errors import NotNow
from pie_audit.words import _

_FORM = re.compile(r"([0-9]{4})Q([1-4])")


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Q1 is January to March; written ``2026Q4``."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04d}Q{self.number}"

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Read ``2026Q4``. Raises NotNow for anything else."""
        found = _FORM.fullmatch(text)
        if found is None:
            raise NotNow(_("“{text}” is not a quarter.").format(text=text[:20]), _("Write it like 2026Q4."))
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter in which `day` lies."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    @property
    def first_day(self) -> date:
        """The quarter's first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        """The quarter's last day."""
        return self.plus(1).first_day - timedelta(days=1)

    def plus(self, quarters: int) -> Quarter:
        """The quarter so many after this one (before it, if negative)."""
        year, index = divmod(self.year * 4 + self.number - 1 + quarters, 4)
        return Quarter(year, index + 1)

    def until(self, later: Quarter) -> int:
        """How many quarters `later` comes after this one (negative if before)."""
        return (later.year - self.year) * 4 + later.number - self.number

    @property
    def season(self) -> str:
        """What people call it: winter, spring, summer, autumn."""
        return (_("winter"), _("spring"), _("summer"), _("autumn"))[self.number - 1]

    @property
    def name(self) -> str:
        """Season and year, as a heading says it: ``Autumn 2026``."""
        return _("{season} {year}").format(season=self.season.capitalize(), year=self.year)


def iso_week(day: date) -> str:
    """The ISO week of a day, ``2026-W47``: the finest time kept outside sealed records."""
    year, week, _weekday = day.isocalendar()
    return f"{year:04d}-W{week:02d}"
