"""One verb for each survey of the list, by where it is and who looks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pie_audit.domain.survey import SurveyState
from pie_audit.ui.survey.survey_state import as_of, chip_of, sentence_of, verb_of
from pie_audit.workflows.surveys.views import Duty, SurveyLine
from tests.ui.survey.values import CLOSES, line

DRAFT, OPEN, CLOSED = SurveyState.DRAFT, SurveyState.OPEN, SurveyState.CLOSED
REPORTED, TOLD, RETIRED = SurveyState.REPORTED, SurveyState.TOLD, SurveyState.RETIRED


@pytest.mark.parametrize(
    ("shown", "words", "area"),
    [
        (line(state=DRAFT, asked=False, duty=Duty.APPROVE, may_plan=True), "Look at the plan", "survey-keys"),
        (line(state=DRAFT, asked=False, may_plan=True), "Go on planning", "plan-survey"),
        (line(state=DRAFT, asked=False, may_plan=True, agreed=True, may_open=True), "Open it", "plan-survey"),
        (line(state=DRAFT, asked=False, may_plan=True, agreed=True), "See the plan", "plan-survey"),
        (line(state=DRAFT, asked=False, duty=Duty.WAIT, agreed=True), "See the plan", "survey-keys"),
        (line(state=OPEN, asked=False, lost=True, may_plan=True), "Ask again?", "plan-survey"),
        (line(state=RETIRED, asked=False, has_figures=True), "See what it says", "survey-results"),
        (line(), "Answer", "answer"),
        (line(sent=True), "Look at my answers again", "answer"),
        (line(asked=False, may_plan=True), "See the plan", "plan-survey"),
        (line(asked=False, duty=Duty.WAIT), "See the plan", "survey-keys"),
        (line(state=CLOSED, asked=False, duty=Duty.TURN_FIRST), "Turn your key", "survey-keys"),
        (line(state=CLOSED, asked=False, duty=Duty.TURN_SECOND), "Turn your key", "survey-keys"),
        (line(state=REPORTED, asked=False), "See what it says", "survey-results"),
        (line(state=REPORTED, asked=False, may_plan=True), "Say it back", "survey-results"),
        (line(state=TOLD, asked=False, may_plan=True), "See what it says", "survey-results"),
        (line(state=CLOSED, asked=False, lost=True, may_plan=True), "Ask again?", "plan-survey"),
    ],
)
def test_each_survey_has_one_verb(shown: SurveyLine, words: str, area: str) -> None:
    verb = verb_of(shown)
    assert verb is not None
    assert (verb.words, verb.area) == (words, area)


@pytest.mark.parametrize(
    "shown",
    [
        line(asked=False),
        line(state=CLOSED, asked=False),
        line(state=RETIRED, asked=False, may_plan=True),
        line(state=CLOSED, asked=False, lost=True, duty=Duty.TURN_FIRST),
        line(state=DRAFT, asked=False),
    ],
)
def test_where_nothing_can_be_done_there_is_no_verb(shown: SurveyLine) -> None:
    assert verb_of(shown) is None


def test_after_its_last_day_it_is_closed_to_everybody_before_any_key_is_turned() -> None:
    over = as_of(line(duty=Duty.TURN_FIRST), CLOSES + timedelta(days=1))
    assert (over.state, over.asked, over.half_open) == (CLOSED, False, False)
    assert as_of(line(), CLOSES) == line()


@pytest.mark.parametrize("state", list(SurveyState))
def test_every_state_has_a_chip_and_a_sentence(state: SurveyState) -> None:
    shown = line(state=state, asked=False)
    assert all(chip_of(shown))
    assert sentence_of(shown).endswith((".", "?"))


def test_what_is_said_of_an_open_survey_never_tells_how_many_answered() -> None:
    told = {
        sentence_of(line(asked=False, duty=duty, half_open=half)) for duty in Duty for half in (True, False)
    }
    assert told == {"Answers go into a locked box. Nobody can look inside before it closes."}


def test_a_day_that_was_missed_is_said() -> None:
    late = line(state=REPORTED, asked=False, overdue=True)
    assert sentence_of(late) == "The team was to hear what comes of it by Sunday 13 December."
    assert "hears" in sentence_of(line(state=REPORTED, asked=False))


def test_whoever_planned_it_reads_when_all_three_keepers_agree() -> None:
    agreed = line(state=DRAFT, asked=False, may_plan=True, agreed=True)
    assert sentence_of(agreed) == "All three agree. Whoever planned it can open it now."
    assert sentence_of(line(state=DRAFT, asked=False, agreed=True, may_open=True)).endswith(
        "Open it when you like."
    )
    assert sentence_of(line(state=DRAFT, asked=False)).startswith("Nobody is asked before")


def test_nobody_is_asked_to_answer_into_a_box_that_nobody_can_open() -> None:
    assert "Nobody will ever read these answers." in sentence_of(line(state=OPEN, asked=False, lost=True))
