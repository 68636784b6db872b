"""The words-only form for people who use the service: better, same, worse, or tell us; never a number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pie_audit.domain.errors import NotNow
from pie_audit.words import _

LONGEST_WORDS = 500
FEWEST_TOGETHER = 3
"""Answers below which nothing is said of what they have in common."""


class Change(StrEnum):
    """How something is now, beside how it was."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class WordsOnlyAnswer:
    """What one person says of one statement: how it changed, words of their own, both or neither."""

    topic_id: str
    change: Change | None = None
    told: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was said."""
        return self.change is None and not self.told.strip()

    def checked(self) -> WordsOnlyAnswer:
        """This answer. Raises NotNow when its words are too long."""
        if len(self.told) > LONGEST_WORDS:
            raise NotNow(
                _("That is longer than {n} characters.").format(n=LONGEST_WORDS),
                _("Keep what matters most; the rest can be told at the meeting."),
            )
        return self


def question_words(*, first_time: bool = False) -> str:
    """What stands above the statements."""
    if first_time:
        return _("Think back three months. How is this now?")
    return _("Think back to the last time we asked. How is this now?")


def change_words(change: Change) -> str:
    """One of the three boxes to tick."""
    return {Change.BETTER: _("Better"), Change.SAME: _("Same"), Change.WORSE: _("Worse")}[change]


def tell_us_words() -> str:
    """What stands by the empty lines, beside the three boxes."""
    return _("Tell us")


def common_words(answers: Sequence[WordsOnlyAnswer]) -> str:
    """What answers to one statement have in common, without a number.

    They must have passed the small-group rules, as ratings do.
    """
    given = Counter(answer.change for answer in answers if answer.change is not None)
    if given.total() < FEWEST_TOGETHER:
        return _("too few to say")
    change, most = given.most_common(1)[0]
    if 2 * most <= given.total():
        return _("people see it in different ways")
    return {
        Change.BETTER: _("most say that it is better"),
        Change.SAME: _("most say that it is the same"),
        Change.WORSE: _("most say that it is worse"),
    }[change]
