"""Somebody at their own page: sittings kept through the workflow, and the page as a person uses it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from pie_audit.domain.licence import Brought, BroughtText, Licence
from pie_audit.domain.questionnaire import Mode
from pie_audit.storage import instruments as kept_words
from pie_audit.ui.survey.own_line_page import OwnLinePage
from pie_audit.workflows import instruments, own_measures, unlock
from pie_audit.workflows.own_measures import OwnAnswers, OwnLine
from tests.ui.shell.desk import TODAY, Desk

WORKED = {1: 3, 2: 1, 3: 2, 4: 3, 5: 2, 6: 4, 7: 2, 8: 3, 9: 2, 10: 1}
"""The worked example of the pulse: Load 62.5, Ground 70."""


def kept(
    desk: Desk,
    values: Mapping[int, int] = WORKED,
    instrument: str = "pulse10-1",
    *,
    day: date = TODAY,
    note: str = "",
) -> str:
    """A sitting of whoever is signed in, on that day; its page's id."""
    clock = unlock.Clock(now=lambda: datetime(day.year, day.month, day.day, 9, tzinfo=UTC), today=lambda: day)
    me = replace(desk.jobs.me, clock=clock)
    done = desk.jobs.opened.write(
        lambda tx: own_measures.save_measure(tx, me, instrument, OwnAnswers(values, note))
    )
    desk.rest()
    return done.result


def brought(desk: Desk, instrument_id: str) -> None:
    """Made-up words for a key that ships without any."""
    key = instruments.shipped_instrument(instrument_id)
    licence = Licence("Holder", "A letter", TODAY, None, "In a drawer", (Mode.PRIVATE,), "© Holder")
    text = BroughtText({item.no: f"Made-up sentence {item.no}." for item in key.items}, {})
    value = Brought(key.id, key.version, key.version, text, licence, desk.jobs.me.member.person_id, TODAY)
    desk.jobs.opened.write(lambda tx: kept_words.save_brought(tx, value))
    desk.rest()


def own_page(desk: Desk) -> OwnLinePage:
    """The page, filled."""
    desk.win.inside.go("own-line")
    desk.rest()
    page = desk.win.inside.page()
    assert isinstance(page, OwnLinePage)
    return page


def in_file(desk: Desk) -> OwnLine:
    """What the page would show if it were opened now."""
    return own_measures.own_line(desk.jobs.opened, desk.jobs.me)
