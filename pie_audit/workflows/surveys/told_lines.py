"""What was said back after surveys, as lines of “you said, we did”: only where figures were told to the whole team."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pie_audit.domain.said_did import Answer, HeardFrom, SaidDid
from pie_audit.domain.survey import Statistic, SurveyState
from pie_audit.storage import releases, surveys
from pie_audit.words import _
from pie_audit.workflows.surveys import plan_text

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

MOST_SURVEYS = 8
"""Two years of quarterly surveys; what was said back before that stands with its survey."""


@dataclass(frozen=True, slots=True)
class ToldSurvey:
    """A survey whose results the whole team was told, and what was said back. No figure stands behind fewer than five
    people, so a survey that released none isn't one of these."""

    survey_id: str
    title: str
    lines: tuple[SaidDid, ...]


def told_surveys(tx: Transaction, team_id: str) -> tuple[ToldSurvey, ...]:
    """The team's latest surveys that were told, the latest first."""
    rows = [row for row in surveys.surveys_of_team(tx, team_id) if row.told_week is not None]
    found = [row for row in rows[:MOST_SURVEYS] if _has_figures(tx, row)]
    return tuple(_told(tx, team_id, row) for row in found)


def open_said_back(tx: Transaction, team_id: str) -> tuple[SaidDid, ...]:
    """Of what was said back, what has no answer: seldom any, so that little is read of all the other surveys."""
    rows = [row for row in surveys.surveys_of_team(tx, team_id) if row.told_week is not None]
    found = [row for row in rows[:MOST_SURVEYS] if _leaves_open(tx, row) and _has_figures(tx, row)]
    return tuple(line for row in found for line in _told(tx, team_id, row).lines if line.is_open)


def _leaves_open(tx: Transaction, row: surveys.SurveyRow) -> bool:
    lines = surveys.load_said_back(tx, row.survey_id)
    return any(_answer(will, cannot) is Answer.OPEN for _said, will, cannot in lines)


def _has_figures(tx: Transaction, row: surveys.SurveyRow) -> bool:
    """Whether anything but who took part was let out: nothing is, of fewer than five."""
    is_told = row.state in {SurveyState.TOLD, SurveyState.RETIRED}
    return is_told and any(
        one.statistic is not Statistic.PARTICIPATION for one in releases.releases_of(tx, row.survey_id)
    )


def _told(tx: Transaction, team_id: str, row: surveys.SurveyRow) -> ToldSurvey:
    plan = plan_text.from_text(row.plan)
    assert row.told_week is not None
    told_on = max(_monday(row.told_week), plan.closes_on)
    said_back = [
        SaidDid(
            _line_id(row.survey_id, team_id, said),
            team_id,
            said,
            HeardFrom.SURVEY,
            plan.closes_on,
            answer := _answer(will, cannot),
            _words(will, cannot),
            told_on=None if answer is Answer.OPEN else told_on,
            told_how="" if answer is Answer.OPEN else _("with the results of the survey"),
            survey_id=row.survey_id,
            version=0,
            answered_on=None if answer is Answer.OPEN else told_on,
        )
        for said, will, cannot in surveys.load_said_back(tx, row.survey_id)
        if said.strip()
    ]
    return ToldSurvey(row.survey_id, plan.title, tuple(said_back))


def _answer(will: str, cannot: str) -> Answer:
    if will.strip():
        return Answer.DOING
    return Answer.CANT if cannot.strip() else Answer.OPEN


def _words(will: str, cannot: str) -> str:
    if will.strip() and cannot.strip():
        return _("{will} Not possible yet: {cannot}").format(
            will=will.strip().rstrip(".") + ".", cannot=cannot.strip()
        )
    return will.strip() or cannot.strip()


def _line_id(survey_id: str, team_id: str, said: str) -> str:
    """The same for as long as the same words stand there, so that a line that was taken up isn't there twice."""
    folded = " ".join(said.split()).casefold().rstrip(".")
    return hashlib.blake2b(f"{survey_id}/{team_id}/{folded}".encode(), digest_size=16).hexdigest()


def _monday(week: str) -> date:
    """The first day of a week that is written ``2026-W47``."""
    year, number = week.split("-W")
    return date.fromisocalendar(int(year), int(number), 1)
