"""A team with a course behind it, for the tests of its training."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar

from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.team_part import TeamPart
from pie_audit.domain.training import Change, Form, LivedPart, Mix, Training
from pie_audit.ui.learning.training_page import TrainingPage
from pie_audit.workflows import unlock
from pie_audit.workflows.everyday import (
    training,
    training_answers,
)
from pie_audit.workflows.everyday.training_answers import Given
from pie_audit.workflows.presence import SignedIn
from tests.ui.shell.desk import PASSWORD, TODAY, Desk

T = TypeVar("T")

OTHERS = ("Tom Whitlock", "Jo Marsh")
COURSE = "Working with trauma in mind"
AUTUMN = TODAY - timedelta(weeks=7)


def open_page(desk: Desk, argument: str | None = None) -> TrainingPage:
    desk.win.inside.go("training", argument)
    desk.rest()
    found = desk.win.inside.page()
    assert isinstance(found, TrainingPage)
    return found


def turn_on(desk: Desk) -> str:
    """Let the team of Amina use training; the team's id."""
    desk.turn_on(TeamPart.TRAINING)
    return next(iter(desk.jobs.me.member.teams))


def do(desk: Desk, act: Callable[..., T], *args: Any, by: SignedIn | None = None) -> T:
    """Run a workflow that writes, as whoever is signed in or somebody else."""
    me = by or desk.jobs.me
    return desk.jobs.opened.write(lambda tx: act(tx, me, *args))


def course(desk: Desk, team_id: str, day: date = AUTUMN, **changes: Any) -> Training:
    """A course that everybody was at."""
    people = desk.jobs.opened.read(lambda tx: training.trainings(tx, desk.jobs.me, team_id)).people
    blank = replace(
        training.new_training(desk.jobs.me, team_id),
        title=COURSE,
        day=day,
        provider="the college",
        form=Form.DAY,
        mix=Mix.MIXED,
        lived_part=LivedPart.DELIVERED,
        others=1,
    )
    ids = frozenset(person_id for person_id, _name in people)
    return do(desk, training.save_training, replace(blank, **changes), ids).result


def two_answers(desk: Desk, training_id: str) -> None:
    """Jo did it; Tom met something that isn't his to solve."""
    given = (
        Given(training_id, 6, Change.DONE, "I leave the door open when we talk."),
        Given(
            training_id,
            6,
            Change.BLOCKED,
            "The housing office wants the story told at the counter.",
            BarrierLevel.SYSTEM,
        ),
    )
    for name, one in zip(OTHERS, given, strict=True):
        me = unlock.sign_in(desk.jobs.opened, name, PASSWORD)
        do(desk, training_answers.answer, one, by=replace(me, clock=desk.jobs.me.clock))
