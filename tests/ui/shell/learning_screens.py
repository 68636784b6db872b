"""The screens of reading cards, of keep, drop, restart and of the long view, and the way to each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from pie_audit.domain.practice import Choice
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import practices as stored
from pie_audit.storage import team_parts
from pie_audit.workflows.everyday import practices
from tests import years
from tests.ui.shell.desk import TODAY, Desk


def _team(desk: Desk) -> str:
    return next(iter(desk.jobs.me.member.teams))


def _go(desk: Desk, area: str, part: TeamPart) -> Any:
    desk.jobs.opened.write(lambda tx: team_parts.turn_part(tx, _team(desk), part, on=True))
    desk.rest()
    desk.win.inside.go(area, None)
    desk.rest()
    return desk.win.inside.page()


def _shelf(desk: Desk) -> QWidget:
    return _go(desk, "reading-cards", TeamPart.CARDS)


def _card(desk: Desk) -> QWidget:
    page = _go(desk, "reading-cards", TeamPart.CARDS)
    page.show_card(next(iter(page.shelf.rows)))
    desk.rest()
    return page


def _own_card(desk: Desk) -> QWidget:
    page = _go(desk, "reading-cards", TeamPart.CARDS)
    page.begin_own()
    desk.rest()
    return page


def _practices(desk: Desk) -> QWidget:
    for choice in Choice:
        one = replace(practices.new_practice(_team(desk)), what=f"Call {choice.value}", choice=choice)
        seen = replace(one, looked_at_on=TODAY - practices.HALF_A_YEAR, reason="So.")
        desk.jobs.opened.write(lambda tx, p=seen: stored.save_practice(tx, p))
    return _go(desk, "practices", TeamPart.PRACTICES)


def _practice_form(desk: Desk) -> QWidget:
    page = _go(desk, "practices", TeamPart.PRACTICES)
    page.begin_form()
    desk.rest()
    return page


def _long_view(desk: Desk) -> QWidget:
    for at in range(8):
        quarter = Quarter(2026, 4).plus(at - 8)
        desk.jobs.opened.write(lambda tx, q=quarter: years.write_review(tx, _team(desk), q, 2, openers=()))
    return _go(desk, "long-view", TeamPart.LONG_VIEW)


LEARNING: dict[str, Callable[[Desk], QWidget]] = {
    "the shelf of reading cards": _shelf,
    "a reading card": _card,
    "a reading card of our own": _own_card,
    "keep, drop, restart": _practices,
    "something we began": _practice_form,
    "the long view": _long_view,
    "the long view, not yet": lambda desk: _go(desk, "long-view", TeamPart.LONG_VIEW),
}
