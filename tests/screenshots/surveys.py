"""A survey without names: planned, approved, answered at a desk and at a shared screen, opened by two, said back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from pie_audit.domain.survey import SurveyState
from pie_audit.domain.team import Role
from pie_audit.storage import surveys as kept
from pie_audit.storage.surveys import SurveyRow
from pie_audit.workflows.demo import demo
from pie_audit.workflows.worker import Worker
from tests.quarter import TODAY
from tests.screenshots.cast import MANAGER, SECOND, Cast, take_for_real
from tests.screenshots.stage import changes_to, dialog, goes, signs_in
from tests.screenshots.studio import Studio

THIRD_KEEPER, OTHER_KEEPER = "Priya Nair", "Gareth Pugh-Lyn"
SECOND_KEEPER = "Ivy Marsh"
BROUGHT = "uwes-9"
SLIP = "amber window garden kettle"


def play(studio: Studio, place: Path) -> None:
    """What each of them sees, from the plan to what the team is told, and one's own page."""
    cast = _make(studio, place)
    studio.opens(place, cast.folder)
    signs_in(studio, cast, MANAGER)
    _list_and_results(studio)
    _plan(studio)
    _bring(studio)
    changes_to(studio, cast, THIRD_KEEPER)
    _approve(studio)
    _answer(studio, cast)
    _own_page(studio)
    changes_to(studio, cast, MANAGER)
    words = _open_with_slips(studio)
    _kiosk(studio, words)
    studio.opens(place, cast.folder)
    signs_in(studio, cast, SECOND_KEEPER)
    _turn(studio)


def _make(studio: Studio, place: Path) -> Cast:
    """Two teams, so that one box is half open and another team's figures stay that team's."""
    worker, premises = Worker(), studio.premises(place)
    folder = premises.workspaces / "quayside"
    plan = demo.DemoPlan(teams=2, quarters=4, people=9, seed=5, as_of=TODAY)
    found = demo.make_demo(premises, worker, folder, plan)
    found.made.opened.write(take_for_real)
    found.made.opened.close()
    worker.close()
    leader = next(p.name for p in found.people if p.role is Role.LEADER)
    return Cast(folder, {p.name: p.password for p in found.people}, leader)


def _surveys(studio: Studio) -> dict[SurveyState, SurveyRow]:
    """The latest survey of each state among those of the team that is open."""
    opened = studio.window.jobs.opened
    assert opened is not None
    me = studio.window.jobs.me
    team_id = min(me.member.teams)  # type: ignore[union-attr]  # nobody else is in this scene
    found: dict[SurveyState, SurveyRow] = {}
    for row in opened.read(lambda tx: kept.surveys_of_team(tx, team_id)):
        found.setdefault(row.state, row)
    return found


def _list_and_results(studio: Studio) -> None:
    studio.visitor.clicks("Wellbeing")
    studio.shoot("wellbeing")
    page = goes(studio, "survey-results", _surveys(studio)[SurveyState.REPORTED].survey_id)
    studio.shoot("survey-results")
    for name, show in (("table", page._show_table), ("words", page._show_words)):
        show()
        studio.shoot(f"survey-results-{name}")
    page._show_chart()
    studio.rests()
    _shows_from(page, "By group")
    studio.shoot("survey-results-hidden")
    page.body.verticalScrollBar().setValue(0)
    page.write_back()
    visitor = studio.visitor
    visitor.fills("You said", "Handover is the first thing to be cut.")
    visitor.fills("We will", "Fifteen minutes are on the rota at both ends of the night, from Monday.")
    QTest.qWait(1600)
    studio.shoot("survey-say-back")
    goes(studio, "survey-results", _surveys(studio)[SurveyState.TOLD].survey_id)
    studio.shoot("survey-told")


def _shows_from(page: Any, heading: str) -> None:
    """Scroll until a card of this heading stands at the top."""
    label = next(one for one in page.findChildren(QLabel) if one.text() == heading)
    inside = page.body.widget()
    page.body.verticalScrollBar().setValue(label.mapTo(inside, QPoint(0, 0)).y() - 40)


def _shows_end_of(studio: Studio, page: Any, name: str) -> None:
    """A picture of where the page ends."""
    bar = page.body.verticalScrollBar()
    bar.setValue(bar.maximum())
    studio.shoot(name)


def _plan(studio: Studio) -> None:
    page = goes(studio, "plan-survey", "new")
    studio.shoot("survey-plan")
    _shows_end_of(studio, page, "survey-plan-end")


def _bring(studio: Studio) -> None:
    goes(studio, "instruments", "")
    studio.shoot("instruments")
    goes(studio, "instruments", BROUGHT)
    studio.shoot("bring-words")


def _approve(studio: Studio) -> None:
    goes(studio, "survey-keys", _surveys(studio)[SurveyState.DRAFT].survey_id)
    studio.shoot("survey-approve")
    studio.visitor.clicks("Approve and make my key")
    studio.visitor.waits_for("Your key is made")
    studio.shoot("survey-key-made")


def _answer(studio: Studio, cast: Cast) -> None:
    changes_to(studio, cast, SECOND)
    studio.shoot("survey-home")
    visitor = studio.visitor
    goes(studio, "answer", _surveys(studio)[SurveyState.OPEN].survey_id)
    visitor.waits_for("What it is for")
    studio.shoot("survey-start")
    visitor.clicks("Begin")
    visitor.waits_for("Question 1 of 5")
    visitor.types("3")
    studio.shoot("survey-question")
    for no in range(2, 6):
        visitor.presses(Qt.Key.Key_Return)
        visitor.waits_for(f"Question {no} of 5")
        visitor.types(str(no - 1))
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_for("Tick what fits.")
    visitor.clicks("No real breaks")
    studio.shoot("survey-causes")
    visitor.clicks("Next")
    visitor.waits_for("Have a last look")
    studio.shoot("survey-look")
    visitor.clicks("Send")
    visitor.waits_for("Send them")
    studio.shoot("survey-send")
    visitor.clicks("Send them")
    visitor.waits_for("Thank you.")
    studio.shoot("survey-thanks")


def _own_page(studio: Studio) -> None:
    page = goes(studio, "own-line")
    studio.visitor.waits_until(lambda: page.view is not None, "no page of one's own")
    studio.shoot("own-line")


def _open_with_slips(studio: Studio) -> str:
    """The planner opens it; the words of one slip. The pictures show others."""
    visitor = studio.visitor
    goes(studio, "plan-survey", _surveys(studio)[SurveyState.DRAFT].survey_id)
    studio.shoot("survey-ready")
    visitor.clicks("Open the survey")
    studio.shoot("survey-open-ask")
    visitor.clicks("Make the slips")
    visitor.waits_for("draw from a bowl")
    words = re.findall(r"^[a-z]+(?: [a-z]+){3}$", visitor.reads(), re.MULTILINE)
    visitor.clicks("They came out right")
    visitor.waits_until(lambda: not visitor.named("They came out right"), "it didn’t open")
    studio.rests()
    return str(words[-1])


def _kiosk(studio: Studio, words: str) -> None:
    visitor = studio.visitor
    visitor.clicks("Lock now")
    visitor.clicks("I have a slip")
    visitor.fills("The four words", words)
    studio.shows(words, SLIP)
    studio.shoot("survey-slip")
    visitor.fills("The four words", words)
    visitor.clicks("Open it")
    visitor.waits_for("What it is for")
    studio.window.resize(*studio.look.size)  # without a screen the whole of it is small
    studio.shoot("kiosk-start")
    visitor.clicks("Begin")
    visitor.waits_for("Question 1 of 10")
    studio.shoot("kiosk-question")


def _turn(studio: Studio) -> None:
    visitor = studio.visitor
    goes(studio, "survey-keys", _surveys(studio)[SurveyState.CLOSED].survey_id)
    studio.shoot("survey-turn")
    visitor.clicks("Look inside")
    visitor.waits_for("Let it out")
    studio.shoot("survey-inside")
    visitor.clicks("Let it out")
    dialog(studio)
    studio.shoot("survey-release")
