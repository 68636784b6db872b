"""The screens of what a survey says, through the real window, with made-up figures."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from pie_audit.ui.survey.result_cards import GroupsCard
from pie_audit.ui.survey.results_page import SurveyResultsPage
from pie_audit.workflows.surveys.views import SurveyResults
from tests.ui.shell.desk import Desk
from tests.ui.shell.keeping_screens import plan_it
from tests.ui.survey import result_values as made


def _results(desk: Desk, view: SurveyResults, look: int = 0) -> SurveyResultsPage:
    desk.win.inside.go("survey-results", plan_it(desk))
    desk.rest()
    page = desk.win.inside.page()

    def fill() -> None:
        page.show_results(view)
        page.show_beside((made.beside(),))

    page.reload = fill  # these figures stand in no workspace, so this is where they are read again
    fill()
    page.show_as(look)
    desk.rest()
    page.begin()
    return page


def _why(desk: Desk) -> QWidget:
    page = _results(desk, made.results(said_back=made.SAID))
    page.findChild(GroupsCard).why.click()
    desk.rest()
    return page


def _writing(desk: Desk) -> QWidget:
    page = _results(desk, made.results())
    page.write_back()
    desk.rest()
    page.editor.more.click()
    desk.rest()
    return page


RESULTS: dict[str, Callable[[Desk], QWidget]] = {
    "what a survey says": lambda desk: _results(desk, made.results()),
    "what a survey says, as tables": lambda desk: _results(desk, made.results(), 1),
    "what a survey says, in words": lambda desk: _results(desk, made.results(), 2),
    "why some groups are hidden": _why,
    "what a survey of few says": lambda desk: _results(desk, made.small()),
    "a survey that may show nothing": lambda desk: _results(desk, made.nothing()),
    "saying it back": _writing,
}
