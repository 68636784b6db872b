"""The words at the top of Home."""

from __future__ import annotations

from datetime import datetime

from pie_audit.domain.day import weekday_words
from pie_audit.words import _
from pie_audit.workflows.home import Home


def greeting(home: Home, now: datetime) -> str:
    """By the time of day where the person is; shorter for staff, as a colleague would say it.

    Leaders come for their teams, and that stands there.
    """
    if home.layout == "leader":
        return _("Your teams at a glance")
    first = home.name.split()[0] if home.name.split() else home.name
    staff = home.layout == "staff"
    if now.hour < 12:
        words = _("Morning, {name}") if staff else _("Good morning, {name}")
    elif now.hour < 18:
        words = _("Afternoon, {name}") if staff else _("Good afternoon, {name}")
    else:
        words = _("Evening, {name}") if staff else _("Good evening, {name}")
    return words.format(name=first)


def context(home: Home) -> str:
    """The line under the greeting."""
    if home.layout == "staff":
        return _("You do not have to do anything here.")
    if home.layout == "leader":
        return _("What teams have chosen to share. {season} quarter").format(
            season=home.quarter.season.capitalize()
        )
    return _("{day} · {season} quarter, week {n} of {of}").format(
        day=weekday_words(home.today),
        season=home.quarter.season.capitalize(),
        n=home.week_of_quarter,
        of=home.weeks_in_quarter,
    )
