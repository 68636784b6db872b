"""Training of a team and what came of it: who was there is known, what somebody answered weeks later is nobody's."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.team import Member, Role
from pie_audit.domain.team_part import TeamPart
from pie_audit.domain.training import FOLLOW_UP_WEEKS, Training, TrainingAnswer
from pie_audit.domain.training_rules import (
    UNCHANGED_SYSTEM,
    CameOf,
    came_of,
    checked_training,
    due_on,
)
from pie_audit.storage import audits as rounds
from pie_audit.storage import people, team_parts, teams
from pie_audit.storage import training as stored
from pie_audit.words import _
from pie_audit.workflows import board_rules, drafts
from pie_audit.workflows.everyday.entry_books import changed_since, put_together
from pie_audit.workflows.everyday.training_answers import ANSWERS as ANSWERS
from pie_audit.workflows.everyday.training_answers import FORM as FORM
from pie_audit.workflows.everyday.training_answers import (
    AskedOfMe,
    asked_of_me,
    draft_key,
    held,
    remembered,
)
from pie_audit.workflows.presence import Me, SignedIn, acting
from pie_audit.workflows.team_parts import enter
from pie_audit.workflows.undo import Undoable

if TYPE_CHECKING:
    from pie_audit.domain.team import Team
    from pie_audit.storage.transaction import Transaction

MOST_SHOWN = 20
"""Trainings at first; “Show more” asks for so many more."""

MOST_HINDERS = 20


@dataclass(frozen=True, slots=True)
class SuggestedHinder:
    """What training met at the level of the service or the system, for the board of a review; nobody's name is on it.

    `asked_on` is the day on which it was asked about.
    """

    text: str
    level: BarrierLevel
    training_title: str
    asked_on: date


@dataclass(frozen=True, slots=True)
class TrainingLine:
    """One training as the page shows it. `there` are the ids of who was there, `said` the words of answers to it.

    `intention` is mine alone. `next_day` is when it is asked about next; None once both days have come.
    """

    training: Training
    there: tuple[str, ...]
    roles: tuple[tuple[Role, int], ...]
    came_of: tuple[CameOf, ...]
    said: tuple[str, ...]
    i_was_there: bool
    intention: str
    next_day: date | None


@dataclass(frozen=True, slots=True)
class Trainings:
    """Everything that the page shows. `all` counts the team's trainings, of which `lines` are the latest.

    `people` are ids and names of who may be ticked, `topics` those of the latest review. `begun` are words that this
    person left in the form and in answers.
    """

    team: Team
    today: date
    lines: tuple[TrainingLine, ...]
    all: int
    asked: tuple[AskedOfMe, ...]
    met: tuple[SuggestedHinder, ...]
    people: tuple[tuple[str, str], ...]
    topics: tuple[tuple[str, str], ...]
    begun: Mapping[str, Mapping[str, str]]


def trainings(tx: Transaction, me: Me, team_id: str, most: int = MOST_SHOWN) -> Trainings:
    """The latest `most` trainings of a team with what came of them, and what is asked of me.

    Raises NotNow for anybody outside the team, and where it doesn't use this part.
    """
    mine = enter(tx, me, team_id, TeamPart.TRAINING)
    here = people.members_of(tx, team_id)
    return Trainings(
        team=teams.load_team(tx, team_id),
        today=mine.clock.today(),
        lines=_lines(tx, mine, stored.trainings_of(tx, team_id, most=most)),
        all=stored.count_trainings(tx, team_id),
        asked=asked_of_me(tx, mine, team_id),
        met=suggested_hinders(tx, team_id),
        people=tuple((m.person_id, m.name) for m in here),
        topics=_topics(tx, team_id),
        begun={what: drafts.words(tx, me, draft_key(team_id, what)) or {} for what in (FORM, ANSWERS)},
    )


def _lines(tx: Transaction, mine: SignedIn, found: tuple[Training, ...]) -> tuple[TrainingLine, ...]:
    ids, today = [t.training_id for t in found], mine.clock.today()
    places, answers = stored.places_of(tx, ids), stored.answers_of(tx, ids)
    known = {m.person_id: m for m in people.list_members(tx, with_left=True)}
    my = remembered(tx, mine)
    lines = []
    for one in found:
        here = [p for p in places if p.training_id == one.training_id]
        there = tuple(p.person_id for p in here)
        given = [a for a in answers if a.training_id == one.training_id]
        line = TrainingLine(
            training=one,
            there=there,
            roles=_roles([known[p] for p in there]),
            came_of=came_of(one, [p.left_week for p in here], given, today),
            said=tuple(a.words for a in given if a.words),
            i_was_there=mine.member.person_id in there,
            intention=my[one.training_id].intention if one.training_id in my else "",
            next_day=_next_day(one, today),
        )
        lines.append(line)
    return tuple(lines)


def _roles(there: list[Member]) -> tuple[tuple[Role, int], ...]:
    """How many of each role were there; whoever manages counts as a manager only."""
    order = (Role.MANAGER, Role.LEADER, Role.STAFF)
    found = Counter(next((r for r in order if r in m.roles), Role.STAFF) for m in there)
    return tuple((role, found[role]) for role in order if found[role])


def _next_day(training: Training, today: date) -> date | None:
    days = (due_on(training.day, weeks) for weeks in FOLLOW_UP_WEEKS)
    return next((day for day in days if day > today), None)


def _topics(tx: Transaction, team_id: str) -> tuple[tuple[str, str], ...]:
    latest = max(rounds.rounds_of_team(tx, team_id), key=lambda r: r.quarter, default=None)
    found = () if latest is None else board_rules.topics_of(tx, latest)
    return tuple((t.id, t.title) for t in found)


def suggested_hinders(tx: Transaction, team_id: str) -> tuple[SuggestedHinder, ...]:
    """What training met at the level of the service or the system, the latest first; nothing where the part is off."""
    if TeamPart.TRAINING not in team_parts.parts_of(tx, team_id):
        return ()
    found = stored.blocked_answers(tx, team_id, UNCHANGED_SYSTEM, most=MOST_HINDERS)
    days = {a.training_id: stored.load_training(tx, a.training_id) for a, _title in found}
    return tuple(
        SuggestedHinder(a.words, a.level, title, training.day + timedelta(weeks=a.weeks))
        for a, title in found
        if a.level is not None and (training := days[a.training_id]) is not None
    )


# writing a training down


def new_training(me: Me, team_id: str) -> Training:
    """A blank training of today."""
    return Training(secrets.token_hex(16), team_id, "", acting(me).clock.today())


def save_training(
    tx: Transaction,
    me: Me,
    training: Training,
    there: frozenset[str] | None = None,
    known_there: frozenset[str] | None = None,
    known: Training | None = None,
) -> Undoable:
    """Write a training down, or change one; anybody of the team may. `there` are the ids of who was there, if told.

    `known_there` are those that were noted when somebody began to change it: whom others noted since stays. So does what
    they changed of the training that was `known` like this. Raises EntryChanged where both changed the very same,
    NotNow for what can't be meant.
    """
    mine = enter(tx, me, training.team_id, TeamPart.TRAINING)
    came_in: tuple[str, ...] = ()
    kept = checked_training(training, mine.clock.today())
    before = stored.load_training(tx, kept.training_id)
    if before is not None and before.team_id != kept.team_id:
        raise NotNow(_("That training belongs to another team."), _("Write a new one here."))
    if (before.version if before else 1) != kept.version:
        merged = put_together(kept, known, before)
        kept, came_in = checked_training(merged.entry, mine.clock.today()), merged.came_in
    kept = replace(kept, version=kept.version + 1)
    was = _there(tx, kept.training_id)
    stored.save_training(tx, kept)
    if there is not None:
        _set_places(tx, kept, there, was if known_there is None else known_there)
    now = _there(tx, kept.training_id)
    drafts.drop(tx, me, draft_key(kept.team_id, FORM))
    name = _("Changed a training") if before else _("Wrote a training down")
    undo = partial(_put_training_back, now=kept, before=before, moved=(now, was))
    return Undoable(kept, name, undo, came_in=came_in)


def _put_training_back(
    tx: Transaction,
    me: Me,
    *,
    now: Training,
    before: Training | None,
    moved: tuple[frozenset[str], frozenset[str]],
) -> None:
    """The training as it was, where nobody changed it since: nobody's later words are undone with it."""
    enter(tx, me, now.team_id, TeamPart.TRAINING)
    if stored.load_training(tx, now.training_id) != now:
        raise NotNow(_("Somebody changed this training since."), _("Look at it as it is now."))
    if before is None:
        stored.delete_training(tx, now.training_id)
    else:
        stored.save_training(tx, replace(before, version=now.version + 1))
        there, was = moved
        _set_places(tx, before, was, there)


def _there(tx: Transaction, training_id: str) -> frozenset[str]:
    return frozenset(p.person_id for p in stored.places_of(tx, [training_id]))


def _set_places(tx: Transaction, training: Training, there: frozenset[str], known: frozenset[str]) -> None:
    """These were there instead of those known; somebody who isn't in the team any more stays where they were noted."""
    was = _there(tx, training.training_id)
    there = (was | there - known) - (known - there)
    here = frozenset(m.person_id for m in people.members_of(tx, training.team_id))
    for person_id in there & here - was:
        stored.take_place(tx, training.training_id, person_id)
    for person_id in was & here - there:
        stored.give_place_up(tx, training.training_id, person_id)


def take_training_away(tx: Transaction, me: Me, known: Training) -> Undoable:
    """Take a training away as it was read, with who was there and what came of it.

    Raises NotNow where it is gone already, and where somebody has changed it since.
    """
    training_id = known.training_id
    _mine, training = held(tx, me, training_id)
    if training != known:
        raise changed_since()
    places, answers = stored.places_of(tx, [training_id]), stored.answers_of(tx, [training_id])
    stored.delete_training(tx, training_id)
    back = partial(_bring_back, training=training, places=places, answers=answers)
    return Undoable(training, _("Took a training away"), back)


def _bring_back(
    tx: Transaction,
    me: Me,
    *,
    training: Training,
    places: tuple[stored.Place, ...],
    answers: tuple[TrainingAnswer, ...],
) -> None:
    enter(tx, me, training.team_id, TeamPart.TRAINING)
    stored.save_training(tx, training)
    for place in places:
        stored.take_place(tx, place.training_id, place.person_id)
    for answer in answers:
        stored.save_answer(tx, answer)


# who was there


def i_was_there(tx: Transaction, me: Me, training_id: str) -> Undoable:
    """Say that I was there."""
    return was_there(tx, me, training_id, acting(me).member.person_id, True)


def i_was_not(tx: Transaction, me: Me, training_id: str) -> Undoable:
    """Say that I wasn't there after all."""
    return was_there(tx, me, training_id, acting(me).member.person_id, False)


def was_there(tx: Transaction, me: Me, training_id: str, person_id: str, yes: bool) -> Undoable:
    """Say who of the team was there; whoever writes a training down may. Raises NotNow for somebody who isn't in it."""
    _mine, training = held(tx, me, training_id)
    before = person_id in _there(tx, training_id)
    if yes and not before and not _is_in_team(tx, training.team_id, person_id):
        raise NotNow(_("This person isn’t in the team."), _("Count them among the others who were there."))
    _set_place(tx, training_id, person_id, yes)
    back = partial(_place_back, training_id=training_id, person_id=person_id, was=before)
    return Undoable(training_id, _("Noted who was there"), back)


def _place_back(tx: Transaction, me: Me, *, training_id: str, person_id: str, was: bool) -> None:
    held(tx, me, training_id)
    _set_place(tx, training_id, person_id, was)


def _set_place(tx: Transaction, training_id: str, person_id: str, yes: bool) -> None:
    (stored.take_place if yes else stored.give_place_up)(tx, training_id, person_id)


def _is_in_team(tx: Transaction, team_id: str, person_id: str) -> bool:
    return any(m.person_id == person_id for m in people.members_of(tx, team_id))
