"""What came of a training, answered by those who were there: an answer is nobody's, and that I gave it is mine alone."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.team_part import TeamPart
from pie_audit.domain.training import FOLLOW_UP_WEEKS, Change, Training, TrainingAnswer
from pie_audit.domain.training_rules import (
    ASKED_UNTIL_WEEKS,
    checked_answer,
    checked_intention,
    due_on,
    is_asked,
)
from pie_audit.storage import team_parts
from pie_audit.storage import training as stored
from pie_audit.words import _
from pie_audit.workflows import drafts, self_record
from pie_audit.workflows.presence import Me, SignedIn, acting
from pie_audit.workflows.self_record import MyTraining
from pie_audit.workflows.team_parts import enter
from pie_audit.workflows.undo import Undoable
from pie_audit.workflows.what_waits import Need

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

MOST_REMEMBERED = 60
"""Trainings that one person's own record remembers: more than anybody is asked about within half a year."""

FORM, ANSWERS = "form", "answers"
"""What a person may have begun on the page, each kept as one sealed draft."""


@dataclass(frozen=True, slots=True)
class AskedOfMe:
    """A follow-up that waits for me alone: of which training, after how many weeks, and what I meant to do."""

    training_id: str
    title: str
    weeks: int
    day: date
    intention: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody answers a follow-up with."""

    training_id: str
    weeks: int
    change: Change
    words: str = ""
    level: BarrierLevel | None = None


# what is mine alone


def intend(tx: Transaction, me: Me, training_id: str, words: str) -> Undoable:
    """Keep my “I will …”, sealed to me; empty words take it away. Raises NotNow for somebody who wasn't there."""
    mine, _training = held(tx, me, training_id)
    _require_there(tx, mine, training_id)
    before = _my(tx, mine, training_id).intention
    _remember(tx, mine, replace(_my(tx, mine, training_id), intention=checked_intention(words)))
    back = partial(_intend_back, training_id=training_id, words=before)
    return Undoable(training_id, _("Wrote what I will do"), back, quiet=True)


def _intend_back(tx: Transaction, me: Me, *, training_id: str, words: str) -> None:
    mine = acting(me)
    _remember(tx, mine, replace(_my(tx, mine, training_id), intention=words))


def asked_of_me(tx: Transaction, me: Me, team_id: str) -> tuple[AskedOfMe, ...]:
    """The follow-ups that wait for me, the longest waiting first, and of each training one at a time.

    A training of more than half a year ago rests.
    """
    mine = acting(me)
    today, my = mine.clock.today(), remembered(tx, mine)
    first = today - timedelta(weeks=ASKED_UNTIL_WEEKS)
    last = today - timedelta(weeks=FOLLOW_UP_WEEKS[0])
    found = stored.attended(tx, team_id, mine.member.person_id, first, last)
    asked = (_asked(training, my.get(training.training_id), today) for training in found)
    waiting = [one for one in asked if one is not None]
    return tuple(sorted(waiting, key=lambda a: (a.day, a.title)))


def _asked(training: Training, my: MyTraining | None, today: date) -> AskedOfMe | None:
    my = my or MyTraining(training.training_id)
    left = (w for w in FOLLOW_UP_WEEKS if is_asked(training.day, w, today) and w not in my.answered)
    weeks = next(left, None)
    if weeks is None:
        return None
    day = due_on(training.day, weeks)
    return AskedOfMe(training.training_id, training.title, weeks, day, my.intention)


def answer(tx: Transaction, me: Me, given: Given) -> Undoable:
    """Answer a follow-up: one row that nothing links to me, and in my own sealed record that I have answered.

    Raises NotNow where I wasn't there, for a second answer, before its day, and for what this one doesn't ask.
    """
    mine, training = held(tx, me, given.training_id)
    _require_there(tx, mine, given.training_id)
    my = _my(tx, mine, given.training_id)
    if given.weeks in my.answered:
        raise NotNow(
            _("You have answered this one already."),
            _("Nobody can tell which answer is yours, so it can’t be changed any more."),
        )
    kept = _answer_of(given, training, mine.clock.today(), on_paper=False)
    stored.save_answer(tx, kept)
    _remember(tx, mine, replace(my, answered=tuple(sorted({*my.answered, given.weeks}))))
    _drop_begun(tx, me, training.team_id, given)
    back = partial(_take_back, answer_id=kept.answer_id, training_id=given.training_id, weeks=given.weeks)
    return Undoable(given.training_id, _("Answered what came of it"), back, brief=True)


def _take_back(tx: Transaction, me: Me, *, answer_id: str, training_id: str, weeks: int) -> None:
    mine, _training = held(tx, me, training_id)
    my = _my(tx, mine, training_id)
    if weeks not in my.answered:
        raise NotNow(_("That answer isn’t yours to take back."), _("Nothing is left to do."))
    stored.delete_answer(tx, answer_id)
    _remember(tx, mine, replace(my, answered=tuple(w for w in my.answered if w != weeks)))


def answer_on_paper(tx: Transaction, me: Me, given: Given) -> Undoable:
    """Type in what somebody without an account answered. Raises NotNow for more of these than others were there."""
    mine, training = held(tx, me, given.training_id)
    there = stored.answers_of(tx, [given.training_id])
    if sum(1 for a in there if a.on_paper and a.weeks == given.weeks) >= training.others:
        raise NotNow(
            _("Everybody without an account has answered."),
            _("If more of them were there, change their number in the training first."),
        )
    kept = _answer_of(given, training, mine.clock.today(), on_paper=True)
    stored.save_answer(tx, kept)
    return Undoable(
        given.training_id,
        _("Typed in what came of it"),
        partial(_take_paper_back, answer=kept),
        brief=True,
    )


def _take_paper_back(tx: Transaction, me: Me, *, answer: TrainingAnswer) -> None:
    held(tx, me, answer.training_id)
    stored.delete_answer(tx, answer.answer_id)


def _answer_of(given: Given, training: Training, today: date, *, on_paper: bool) -> TrainingAnswer:
    blank = TrainingAnswer(
        secrets.token_hex(16),
        given.training_id,
        given.weeks,
        given.change,
        given.words,
        given.level,
        on_paper,
    )
    return checked_answer(blank, training, today)


def needs_of(tx: Transaction, mine: SignedIn, team_id: str, today: date) -> tuple[Need, ...]:
    """The follow-up that has waited for this person longest; at most one."""
    if TeamPart.TRAINING not in team_parts.parts_of(tx, team_id):
        return ()
    waiting = asked_of_me(tx, mine, team_id)
    return tuple(_need(asked) for asked in waiting[:1])


def _need(asked: AskedOfMe) -> Need:
    title = (
        _("Six weeks since “{title}”: what is different?")
        if asked.weeks == FOLLOW_UP_WEEKS[0]
        else _("Twelve weeks since “{title}”: is it still going?")
    )
    line = (
        _("You meant to: {words}").format(words=asked.intention)
        if asked.intention
        else _("One click. Your name isn’t on it.")
    )
    return Need(
        "presentation", title.format(title=asked.title), line, _("Answer"), "training", asked.training_id
    )


# words that aren't sent yet


def keep_words(tx: Transaction, me: Me, team_id: str, what: str, words: Mapping[str, str]) -> None:
    """Keep what somebody is typing into the form or into answers, sealed to them."""
    enter(tx, me, team_id, TeamPart.TRAINING)
    if any(text.strip() for text in words.values()):
        drafts.save_words(tx, me, draft_key(team_id, what), words)
    else:
        drafts.drop(tx, me, draft_key(team_id, what))


def begun_key(training_id: str, weeks: int) -> str:
    """Under which words of one answer are kept in the draft of all answers."""
    return f"{training_id}/{weeks}"


def _drop_begun(tx: Transaction, me: Me, team_id: str, given: Given) -> None:
    begun = dict(drafts.words(tx, me, draft_key(team_id, ANSWERS)) or {})
    if begun.pop(begun_key(given.training_id, given.weeks), None) is not None:
        keep_words(tx, me, team_id, ANSWERS, begun)


def draft_key(team_id: str, what: str) -> str:
    return f"training/{team_id}/{what}"


# what is remembered


def held(tx: Transaction, me: Me, training_id: str) -> tuple[SignedIn, Training]:
    """Whoever is signed in, and the training. Raises NotNow where it is gone, or isn't their team's."""
    training = stored.load_training(tx, training_id)
    if training is None:
        raise NotNow(_("That training is gone already."), _("Nothing is left to do."))
    return enter(tx, me, training.team_id, TeamPart.TRAINING), training


def _require_there(tx: Transaction, mine: SignedIn, training_id: str) -> None:
    if all(p.person_id != mine.member.person_id for p in stored.places_of(tx, [training_id])):
        raise NotNow(_("This asks those who were there."), _("If you were, tick “I was there” first."))


def remembered(tx: Transaction, mine: SignedIn) -> dict[str, MyTraining]:
    return {one.training_id: one for one in self_record.load(tx, mine).trainings}


def _my(tx: Transaction, mine: SignedIn, training_id: str) -> MyTraining:
    return remembered(tx, mine).get(training_id, MyTraining(training_id))


def _remember(tx: Transaction, mine: SignedIn, one: MyTraining) -> None:
    """Only in the sealed record; the week outside it stays, or it would tell who answered lately."""
    others = [t for t in remembered(tx, mine).values() if t.training_id != one.training_id]
    kept = tuple([*others, one][-MOST_REMEMBERED:])
    self_record.change(tx, mine, same_week=True, trainings=kept)
