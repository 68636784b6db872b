"""A day to choose: the calendar's field with the days of this program."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QWidget

from pie_audit.ui.widgets import DateField


class DayChoice(DateField):
    """Always holds a day. `set_day` fills it silently."""

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(_qt(day), parent)

    def set_day(self, day: date) -> None:
        """Fill in, and tell nobody."""
        was = self.blockSignals(True)
        self.setDate(_qt(day))
        self.blockSignals(was)

    def day(self) -> date:
        """The day that stands there."""
        found = self.date()
        return date(found.year(), found.month(), found.day())


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
