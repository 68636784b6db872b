"""The list of questionnaires and the page for bringing words, and the way to each through the real window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from pie_audit.workflows import bringing
from pie_audit.workflows.instruments import shipped_instruments
from tests import brought
from tests.ui.shell.desk import Desk


def _page(desk: Desk, instrument_id: str | None) -> QWidget:
    desk.win.inside.go("instruments", instrument_id)
    desk.rest()
    return desk.win.inside.page()


def _bring(desk: Desk, instrument_id: str) -> None:
    words = brought.words(shipped_instruments()[instrument_id])
    desk.jobs.opened.write(lambda tx: bringing.bring(tx, desk.jobs.me, instrument_id, words))
    desk.rest()


def _list(desk: Desk) -> QWidget:
    _bring(desk, "olbi")
    return _page(desk, None)


def _questions(desk: Desk) -> QWidget:
    page = _page(desk, None)
    page.verbs["pulse10-1"].click()
    desk.until(lambda: desk.app.activeModalWidget() is not None)
    desk.rest()
    return desk.app.activeModalWidget()


def _blank(desk: Desk) -> QWidget:
    page = _page(desk, "cbi")
    page.make_ready()
    desk.rest()
    return page


def _filled(desk: Desk) -> QWidget:
    _bring(desk, "hse-35")
    page = _page(desk, "hse-35")
    page.tried.highest.click()
    desk.rest()
    return page


INSTRUMENTS: dict[str, Callable[[Desk], QWidget]] = {
    "questionnaires": _list,
    "the questions of a pulse": _questions,
    "bringing words, nothing yet": _blank,
    "bringing words, all there": _filled,
}
"""By name; each brings a desk where Amina is signed in to that screen, and gives what to look at."""
