"""When training is asked about again, and what came of it: counts of those who were there, and nobody's name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pie_audit.domain.day import full_day_words
from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.quarter import iso_week
from pie_audit.domain.training import FOLLOW_UP_WEEKS, Change, Training, TrainingAnswer
from pie_audit.domain.typed_line import typed_line
from pie_audit.words import _

MOST_WORDS = 300
MOST_OTHERS = 99
ASKED_UNTIL_WEEKS = 26
"""Half a year after a training nobody is asked about it any more; what came of it still stands there."""

FIRST_DAY = date(2000, 1, 1)
AHEAD = timedelta(days=366)
"""A training may be written down up to a year before it takes place."""

LEFT_ALREADY = ""
"""The week of somebody who left in a week that nobody knows: earlier than any."""

_AFTER_SIX = (Change.DONE, Change.TRIED, Change.BLOCKED, Change.FORGOT)
_AFTER_TWELVE = (Change.STILL_GOING, Change.STOPPED, Change.SPREAD)
CHANGED = frozenset({Change.DONE, Change.STILL_GOING, Change.SPREAD})
UNCHANGED_SYSTEM = (BarrierLevel.SERVICE, BarrierLevel.SYSTEM)
"""Where training met something that one person can't move."""


@dataclass(frozen=True, slots=True)
class CameOf:
    """What came of one training by one follow-up. `due` counts those who are asked; `counts` are the answers by kind.

    `blocked` are the answers that something was in the way, by level; None is not sure. `due` is never below all
    answers, so nothing here can be negative.
    """

    weeks: int
    day: date
    due: int
    counts: tuple[tuple[Change, int], ...]
    blocked: tuple[tuple[BarrierLevel | None, int], ...] = ()

    @property
    def answered(self) -> int:
        """How many answers there are."""
        return sum(n for _change, n in self.counts)

    @property
    def unanswered(self) -> int:
        """How many of those who were asked haven't answered."""
        return self.due - self.answered

    @property
    def changed(self) -> int:
        """For how many something is different now."""
        return sum(n for change, n in self.counts if change in CHANGED)

    def count(self, change: Change) -> int:
        """How many gave this answer."""
        return dict(self.counts).get(change, 0)


def due_on(day: date, weeks: int) -> date:
    """The day of a follow-up: a course of 1 March is asked about on 12 April and on 24 May."""
    return day + timedelta(weeks=weeks)


def choices_after(weeks: int) -> tuple[Change, ...]:
    """What may be answered after so many weeks."""
    return _AFTER_SIX if weeks == FOLLOW_UP_WEEKS[0] else _AFTER_TWELVE


def is_asked(day: date, weeks: int, today: date) -> bool:
    """Whether the follow-up of a training on `day` is asked today: from its day until half a year after the training."""
    return due_on(day, weeks) <= today <= due_on(day, ASKED_UNTIL_WEEKS)


def counts_as_due(left_week: str | None, due: date) -> bool:
    """Whether somebody who was there is asked: not from the ISO week on in which they left; None while they are here."""
    return left_week is None or iso_week(due) < left_week


def came_of(
    training: Training, left_weeks: Sequence[str | None], answers: Iterable[TrainingAnswer], today: date
) -> tuple[CameOf, ...]:
    """What came of a training so far: one value for each follow-up whose day has come.

    `left_weeks` has one entry for each person with an account who was there. Those without one count where somebody
    answered for them on paper.
    """
    given = [a for a in answers if a.training_id == training.training_id]
    begun = (weeks for weeks in FOLLOW_UP_WEEKS if due_on(training.day, weeks) <= today)
    return tuple(_one(training, weeks, left_weeks, [a for a in given if a.weeks == weeks]) for weeks in begun)


def _one(
    training: Training, weeks: int, left_weeks: Sequence[str | None], given: Sequence[TrainingAnswer]
) -> CameOf:
    day = due_on(training.day, weeks)
    here = sum(1 for left in left_weeks if counts_as_due(left, day))
    on_paper = sum(1 for a in given if a.on_paper)
    changes = Counter(a.change for a in given)
    levels = Counter(a.level for a in given if a.change is Change.BLOCKED)
    return CameOf(
        weeks,
        day,
        due=max(here + on_paper, len(given)),
        counts=tuple((change, changes[change]) for change in choices_after(weeks) if changes[change]),
        blocked=tuple((level, levels[level]) for level in (*BarrierLevel, None) if levels[level]),
    )


def checked_training(training: Training, today: date) -> Training:
    """The training as it is kept. Raises NotNow without a title, for a day that can't be meant, for too many people."""
    kept = replace(training, title=one_line(training.title), provider=one_line(training.provider))
    if not kept.title:
        raise NotNow(_("The training has no title yet."), _("Write what it was called."))
    if kept.day < FIRST_DAY or kept.day > today + AHEAD:
        raise NotNow(
            _("The day {day} can’t be meant.").format(day=full_day_words(kept.day)),
            _("Choose a day from 2000 on, at most a year from now."),
        )
    if not 0 <= kept.others <= MOST_OTHERS:
        raise NotNow(
            _("The number of others can’t be counted."), _("Choose between 0 and {n}.").format(n=MOST_OTHERS)
        )
    return kept


def checked_answer(answer: TrainingAnswer, training: Training, today: date) -> TrainingAnswer:
    """The answer as it is kept; a level stays only where something was in the way.

    Raises NotNow before its day, for an answer that this follow-up doesn't ask for, and where it says that something
    was in the way and not what.
    """
    if answer.weeks not in FOLLOW_UP_WEEKS or answer.change not in choices_after(answer.weeks):
        raise NotNow(_("That isn’t asked about this training."), _("Choose one of the answers on the page."))
    if due_on(training.day, answer.weeks) > today:
        raise NotNow(_("It’s too early to ask what came of it."), _("The question comes back in time."))
    is_blocked = answer.change is Change.BLOCKED
    kept = replace(answer, words=one_line(answer.words), level=answer.level if is_blocked else None)
    if is_blocked and not kept.words:
        raise NotNow(
            _("It doesn’t say yet what was in the way."), _("One line is plenty, with nobody’s name.")
        )
    return kept


def checked_intention(words: str) -> str:
    """“I will …” as it is kept: one line of at most 300 characters."""
    return one_line(words)


def one_line(words: str) -> str:
    """One line without breaks, cut at 300 characters."""
    return typed_line(words)[:MOST_WORDS].strip()
