"""A rating sheet on paper: what it asks of one perspective, how to fill it in, and where it goes then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pie_audit.domain.answer import Level
from pie_audit.domain.day import full_day_words
from pie_audit.domain.questionnaire import Questionnaire, Topic
from pie_audit.domain.team import Perspective
from pie_audit.domain.words_only import Change, change_words, question_words, tell_us_words
from pie_audit.words import _


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """One statement with the answers to tick, in order; `lines` to write on follow them, under the words `tell`."""

    title: str
    statement: str
    answers: tuple[str, ...]
    lines: int = 0
    tell: str = ""


@dataclass(frozen=True, slots=True)
class RatingPaper:
    """One sheet, whole. `large` is for print of 18 points and more; `scale` explains the answers once."""

    title: str
    below: str
    language: str
    large: bool
    how: tuple[str, ...]
    scale: tuple[str, ...]
    questions: tuple[PaperQuestion, ...]
    consent: str
    then: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperFor:
    """Whose sheet it is: the team and quarter as they are called, the perspective, and the last day.

    `first_time`: nobody was asked before, so the words-only form compares with three months ago.
    """

    team_name: str
    quarter_name: str
    group: str
    perspective: Perspective
    until: date
    words_only: bool = False
    first_time: bool = False


def rating_paper(review: Questionnaire, topics: Sequence[Topic], wanted: PaperFor) -> RatingPaper:
    """The sheet of one perspective; it never asks for a name."""
    is_large = wanted.perspective is Perspective.LIVED_EXPERIENCE
    return RatingPaper(
        title=_("How is it here?") if is_large else _("Our review: how do you see it?"),
        below=" · ".join((wanted.team_name, wanted.quarter_name, wanted.group)),
        language=review.language,
        large=is_large,
        how=_how(wanted),
        scale=() if wanted.words_only else _scale(review, wanted.perspective),
        questions=tuple(_question(review, topic, wanted) for topic in topics),
        consent="" if wanted.words_only else _("It’s fine to show our group’s answers although we are few."),
        then=_then(wanted),
    )


def _how(wanted: PaperFor) -> tuple[str, ...]:
    told = [_("Don’t write your name.")]
    if wanted.words_only:
        told += [
            _("Read each line. {question}").format(question=question_words(first_time=wanted.first_time)),
            _("Tick one box, or tell us in your own words, or both."),
        ]
    else:
        told += [
            _("Read each line. Think of an ordinary bad week here."),
            _("Tick one box. Is it hard to choose? “I can’t tell” is a good answer too."),
        ]
    if wanted.perspective is Perspective.LIVED_EXPERIENCE:
        told.append(_("Somebody you choose may read it out and tick for you."))
    return (*told, _("You may leave any line out."))


def _scale(review: Questionnaire, perspective: Perspective) -> tuple[str, ...]:
    if perspective in {Perspective.TEAM, Perspective.MANAGER}:
        return ()
    return tuple(
        _("{n} {label}: {meaning}").format(n=int(a.value), label=a.label, meaning=a.meaning_they)
        for a in review.levels
    )


def _question(review: Questionnaire, topic: Topic, wanted: PaperFor) -> PaperQuestion:
    statement = review.statement(topic, wanted.perspective) or topic.says
    if wanted.words_only:
        boxes = tuple(change_words(change) for change in Change)
        tell = _("{tell_us}, if you like:").format(tell_us=tell_us_words())
        return PaperQuestion(topic.title, statement, boxes, 2, tell)
    return PaperQuestion(topic.title, statement, _level_answers(review, topic, wanted.perspective))


def _level_answers(review: Questionnaire, topic: Topic, perspective: Perspective) -> tuple[str, ...]:
    """Each number with its label; for team and manager also what that level looks like for this topic."""
    is_inside = perspective in {Perspective.TEAM, Perspective.MANAGER}
    told = []
    for level in Level:
        label = _("{n} {label}").format(n=int(level), label=review.anchor(level).label)
        if is_inside:
            label = _("{level}: {sentence}").format(
                level=label, sentence=review.sentence(topic, level, perspective)
            )
        told.append(label)
    return (*told, _("I can’t tell"), _("Doesn’t apply here, because …"))


def _then(wanted: PaperFor) -> tuple[str, ...]:
    told = [
        _("Put the sheet into the envelope, seal it, and hand it in by {day}.").format(
            day=full_day_words(wanted.until)
        )
    ]
    if wanted.words_only:
        return (*told, _("Your words go to the meeting as they are. Nobody turns them into numbers."))
    return (
        *told,
        _("All envelopes are opened together, shuffled, and typed in by somebody you don’t work with."),
        _("Then the paper is destroyed. Nobody can tell which sheet was yours."),
    )
