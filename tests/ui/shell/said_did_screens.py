"""The board of “you said, we did” and its poster, for everybody who looks at every screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from pie_audit.domain.said_did import Answer
from pie_audit.workflows.everyday import said_did
from tests.ui.shell.desk import TODAY, Desk

PHONE, HALL = "Nobody answers the housing line", "The hall is dark at night"


def _said(desk: Desk) -> None:
    me = desk.jobs.me
    blank = said_did.new_line(me, next(iter(me.member.teams)), PHONE)
    waiting = replace(blank, heard_on=TODAY - timedelta(days=130))
    answered = replace(
        said_did.new_line(me, blank.team_id, HALL),
        answer=Answer.DID,
        words="A lamp hangs there",
        told_on=TODAY,
    )
    for line in (waiting, answered):
        desk.jobs.opened.write(lambda tx, line=line: said_did.save_line(tx, me, line))
    desk.rest()


def _go(desk: Desk, area: str, argument: object = None) -> QWidget:
    desk.win.inside.go(area, argument)
    desk.rest()
    return desk.win.inside.page()


def _board(desk: Desk) -> QWidget:
    _said(desk)
    return _go(desk, "said-did")


def _editing(desk: Desk) -> QWidget:
    page = _board(desk)
    page.change(page.view.answered[0])
    desk.rest()
    return page


def _poster(desk: Desk) -> QWidget:
    _said(desk)
    return _go(desk, "said-did-poster")


def _before_a_review(desk: Desk) -> QWidget:
    _said(desk)
    page = _go(desk, "start-review")
    next(iter(page.open_items.rows.values())).not_yet_button.click()
    desk.rest()
    return page


SAID_DID: dict[str, Callable[[Desk], QWidget]] = {
    "you said we did, nothing yet": lambda desk: _go(desk, "said-did"),
    "you said we did": _board,
    "a line of the board": _editing,
    "the poster": _poster,
    "what waited before a review": _before_a_review,
}
"""By name; each brings a desk where Amina is signed in to that screen, and gives what to look at."""
