"""You said, we did: what people said, what came of it or why not, and who was told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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
    `action_id` is an action or an ask that it led to. `version` rises with each save.
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

    @property
    def is_open(self) -> bool:
        """Whether people still wait for an answer; “not yet, because” keeps it open."""
        return self.answer in {Answer.OPEN, Answer.NOT_YET}
