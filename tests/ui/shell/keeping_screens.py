"""The screens of planning a survey and keeping its keys, and the way to each through the real window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QWidget

from pie_audit.domain.survey import SurveyState, Voice
from pie_audit.workflows.everyday import door_names
from pie_audit.workflows.surveys import planning
from pie_audit.workflows.surveys.keeping import Inside
from pie_audit.workflows.surveys.planning import BlockWish, PlanWish
from pie_audit.workflows.surveys.views import Duty
from tests.ui.shell.desk import TODAY, Desk
from tests.ui.survey import values


def _go(desk: Desk, area: str, argument: object = None) -> QWidget:
    desk.win.inside.go(area, argument)
    desk.rest()
    return desk.win.inside.page()


def _dialog(desk: Desk) -> QWidget:
    desk.until(lambda: desk.app.activeModalWidget() is not None)
    desk.rest()
    found = desk.app.activeModalWidget()
    assert found is not None
    return found


def plan_it(desk: Desk) -> str:
    """A plan of Amina's that she, Tom and Jo are asked to keep; its id."""
    opened, me = desk.jobs.opened, desk.jobs.me
    team_id = next(iter(me.member.teams))
    ids = tuple(one.person_id for one in opened.read(door_names.names_on_door))
    wish = PlanWish(
        title="Winter pulse",
        purpose="To change the rota before winter.",
        instrument_id="pulse10-1",
        blocks=(BlockWish(team_id, "", ids, 4),),
        keepers=ids[:3],
        closes_on=TODAY + timedelta(days=14),
        report_by=TODAY + timedelta(days=30),
    )
    survey_id = opened.write(lambda tx: planning.save_plan(tx, me, wish))
    desk.rest()
    return survey_id


def _wellbeing(desk: Desk) -> QWidget:
    page = _go(desk, "wellbeing")
    old = values.line(survey_id="old", title="Summer pulse", state=SurveyState.TOLD)
    view = values.wellbeing(values.line(), old, may_plan=True, asked_twice=True)
    page.reload = partial(
        page.show_wellbeing, view
    )  # it stands in no workspace: this is where it is read again
    page.reload()
    desk.rest()
    return page


def _missing(desk: Desk) -> QWidget:
    page = _go(desk, "plan-survey", "new")
    page.ask.click()
    desk.rest()
    return page


def _asked(desk: Desk) -> QWidget:
    page = _go(desk, "plan-survey", plan_it(desk))
    page._changing = False
    page._show_mode()
    desk.rest()
    return page


def _opening(desk: Desk) -> QWidget:
    _asked(desk)._ask_opening()
    return _dialog(desk)


def _putting_away(desk: Desk) -> QWidget:
    _asked(desk)._ask_retire()
    return _dialog(desk)


def _inside(desk: Desk, **changes: object) -> QWidget:
    page = _go(desk, "survey-keys", plan_it(desk))
    view = values.keeping(duty=Duty.TURN_SECOND, state=SurveyState.CLOSED, turned_by="Tom")
    page.reload = partial(page.show_keeping, view)
    page.reload()
    usual = Inside("autumn", Voice.QUOTES, ("More cover on Sundays.", "Thank you."), False, False, ())
    page.show_inside(replace(usual, **changes))
    desk.rest()
    return page


KEEPING: dict[str, Callable[[Desk], QWidget]] = {
    "wellbeing of a small team": lambda desk: _go(desk, "wellbeing"),
    "wellbeing": _wellbeing,
    "planning a survey": lambda desk: _go(desk, "plan-survey", "new"),
    "a plan that lacks something": _missing,
    "a plan before its keepers": _asked,
    "asked before a survey opens": _opening,
    "asked before a survey is put away": _putting_away,
    "agreeing to keep a key": lambda desk: _go(desk, "survey-keys", plan_it(desk)),
    "inside the box": _inside,
    "themes from inside the box": lambda desk: _inside(desk, voice=Voice.THEMES, may_write_themes=True),
    "a box with too few answers": lambda desk: _inside(desk, few=True, comments=()),
}
