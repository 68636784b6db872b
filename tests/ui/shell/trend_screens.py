"""The screens of the trends, through the real window, with made-up figures."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from pie_audit.ui.trends.trends_page import TrendsPage
from pie_audit.workflows.trends.views import Part, Trends, TrendWish
from tests.ui.shell.desk import Desk
from tests.ui.trends import made


def _trends(desk: Desk, view: Trends, look: int = 0) -> TrendsPage:
    desk.win.inside.go("trends")
    desk.rest()
    page = desk.win.inside.page()

    def fill() -> None:
        page.show_trends(view)

    page.reload = fill  # these figures stand in no workspace, so this is where they are read again
    fill()
    page.show_as(look)
    for part in (Part.TIME, Part.SMALL_LOGS):
        if view.wish.theme_id is None:
            page.show_part(part)
    desk.until(lambda: page.is_whole)
    desk.rest()
    page.begin()
    return page


def _notes(desk: Desk) -> QWidget:
    return _trends(desk, made.trends(marks=(made.mark(),)))


def _topics(desk: Desk) -> QWidget:
    page = _trends(desk, made.trends())
    page.reload = lambda: page.show_trends(made.trends(TrendWish(theme_id="B")))
    page.reload()
    desk.until(lambda: page.is_whole)
    desk.rest()
    return page


def _pinning(desk: Desk) -> QWidget:
    _trends(desk, made.trends()).pin()
    return _window(desk)


def _rules(desk: Desk) -> QWidget:
    _trends(desk, made.trends()).read_rules()
    return _window(desk)


def _window(desk: Desk) -> QWidget:
    desk.until(lambda: desk.app.activeModalWidget() is not None)
    desk.rest()
    found = desk.app.activeModalWidget()
    assert found is not None
    return found


def _nothing_yet(desk: Desk) -> QWidget:
    desk.win.inside.go("trends")
    desk.rest()
    page = desk.win.inside.page()
    desk.until(lambda: page.is_whole)
    return page


TRENDS: dict[str, Callable[[Desk], QWidget]] = {
    "trends": lambda desk: _trends(desk, made.trends()),
    "trends, as tables": lambda desk: _trends(desk, made.trends(), 1),
    "trends, in words": lambda desk: _trends(desk, made.trends(), 2),
    "trends with notes": _notes,
    "the topics of a theme over time": _topics,
    "pinning a note": _pinning,
    "how the charts are read": _rules,
    "trends, nothing yet": _nothing_yet,
}
