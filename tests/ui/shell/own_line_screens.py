"""My own page, and the way to each of its faces through the real window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from tests.ui.shell.desk import TODAY, Desk
from tests.ui.survey.own_line_desk import kept, own_page


def _taking(desk: Desk) -> QWidget:
    page = own_page(desk)
    page.take("pulse10-1")
    desk.rest()
    return page


def _lines(desk: Desk) -> QWidget:
    kept(desk, day=TODAY - timedelta(days=40), note="Two of us off.")
    kept(desk)
    return own_page(desk)


def _table(desk: Desk) -> QWidget:
    page = _lines(desk)
    page.shown.set_chosen(1)
    page.shown.chosen.emit(1)
    desk.rest()
    return page


def _note(desk: Desk) -> QWidget:
    _lines(desk).cards[0].note.click()
    desk.until(lambda: desk.app.activeModalWidget() is not None)
    desk.rest()
    return desk.app.activeModalWidget()


OWN_LINE: dict[str, Callable[[Desk], QWidget]] = {
    "my own page, nothing yet": own_page,
    "answering for myself": _taking,
    "my own line": _lines,
    "my own line as a table": _table,
    "a note for supervision": _note,
}
"""By name; each brings a desk where Amina is signed in to that screen, and gives what to look at."""
