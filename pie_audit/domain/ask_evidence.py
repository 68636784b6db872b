"""What stands behind an ask: a line with its base, from the matrix, a small log or somebody's words; never a survey."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from pie_audit.domain.errors import NotNow
from pie_audit.domain.typed_line import typed_line
from pie_audit.words import _


class EvidenceSource(StrEnum):
    """Where a line of evidence comes from. There is no kind for figures of a survey."""

    BARRIER = "barrier"
    FRICTION = "friction"
    REFUSALS = "refusals"
    WIN = "win"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class AskEvidence:
    """One line behind the ask of an action, as it stood when it was picked: words with their base.

    `place` orders the lines of one ask, from 0.
    """

    evidence_id: str
    action_id: str
    source: EvidenceSource
    source_key: str
    words: str
    week: str
    place: int = 0


WORDS_LIMIT = 160
"""Characters of a line in one's own words: one line on paper, at most two."""

MOST_LINES = 3
"""Lines behind one ask."""

_SURVEY = re.compile(
    r"\b(surveys?|pulses?|questionnaires?|burn-?out|wellbeing scores?|respondents?|proqol|s?wemwbs|olbi|maslach)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\d|%|\b(per ?cent|half|third|quarter|majority|one|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)


def tells_survey_figure(words: str) -> bool:
    """Whether a text speaks of a survey and a number in one breath: such figures never stand behind an ask.

    A rule of words, so it errs on the side of asking somebody to say it without the number.
    """
    sentences = re.split(r"[.;!?\n]", words)
    return any(_SURVEY.search(part) and _FIGURE.search(part) for part in sentences)


def checked_words(words: str) -> str:
    """Somebody's own line, tidied. Raises NotNow where it says nothing, too much, or tells a figure of a survey."""
    tidy = typed_line(words)
    if not tidy:
        raise NotNow(_("This line says nothing yet."), _("Say in one line what shows it."))
    if len(tidy) > WORDS_LIMIT:
        raise NotNow(
            _("A line holds {n} characters at most.").format(n=WORDS_LIMIT),
            _("Say it shorter; two things make two lines."),
        )
    if tells_survey_figure(tidy):
        raise NotNow(
            _("Figures of a survey never stand behind an ask."),
            _("People answered for the team alone. Say it in words, or pick a barrier or lost hours."),
        )
    return tidy
