"""You said, we did: what people said, what came of it or why not, and who was told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LONG_OPEN_DAYS = 90
"""What has waited longer is shown before the next survey and the next review."""


class HeardFrom(StrEnum):
    """Where it was heard. A survey only once its results were told to the whole team."""

    SURVEY = "survey"
    REVIEW = "review"
    CONVERSATION = "conversation"
    COMPLAINT = "complaint"


class Answer(StrEnum):
    """What came of it."""

    OPEN = ""
    DID = "did"
    DOING = "doing"
    CANT = "can't"
    ASKED_OTHERS = "asked others"
    NOT_YET = "not yet"


@dataclass(frozen=True, slots=True)
class SaidDid:
    """One line of the board. `said` is a theme in plain words, never somebody's own sentence from a survey.

    `words` say what was done, why it can't be, or why not yet. `told_on` and `told_how`: when and how those who
    said it heard of the answer. `still_right` is the day on which it was last checked with people.
    `answered_on` is the day of the answer that stands. `action_id` is an action or an ask that it led to. `version`
    rises with each save; 0 was never kept.
    """

    said_id: str
    team_id: str
    said: str
    heard_from: HeardFrom
    heard_on: date
    answer: Answer = Answer.OPEN
    words: str = ""
    told_on: date | None = None
    told_how: str = ""
    still_right: date | None = None
    action_id: str | None = None
    survey_id: str | None = None
    version: int = 1
    answered_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether people still wait for an answer; “not yet, because” keeps it open."""
        return self.answer in {Answer.OPEN, Answer.NOT_YET}

    def is_long_open(self, today: date) -> bool:
        """Whether people have waited for more than `LONG_OPEN_DAYS`."""
        return self.is_open and (today - self.heard_on).days > LONG_OPEN_DAYS
