"""What themes, names and days are called on these screens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate

from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Theme
from pie_audit.domain.team import Perspective
from pie_audit.words import _

_MARKS = "ABCDEF"

PERSPECTIVE_ICONS = {
    Perspective.TEAM: "users",
    Perspective.MANAGER: "user-circle",
    Perspective.LIVED_EXPERIENCE: "hand-waving",
    Perspective.PARTNER: "handshake",
}


def theme_mark(theme: Theme) -> int:
    """Which of the six shapes stands for the theme: by its letter; the star for one without."""
    place = _MARKS.find(theme.id)
    return place if place >= 0 else len(_MARKS) - 1


def names_words(names: Sequence[str]) -> str:
    """Names as a sentence lists them: “Amina, Jo and Sam”."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def review_title(quarter: Quarter) -> str:
    """The heading of a quarter's review."""
    return _("Our {season} review").format(season=quarter.season)


def to_qdate(day: date) -> QDate:
    """The day as a date field takes it."""
    return QDate(day.year, day.month, day.day)


def from_qdate(day: QDate) -> date:
    """The day that a date field holds."""
    return date(day.year(), day.month(), day.day())
