"""Training, who was there and what came of it: each for its team alone, and nothing leads from an answer to anybody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.team import Standing
from pie_audit.domain.training import Change, Form, LivedPart, Mix, Training, TrainingAnswer
from pie_audit.storage import people, teams, training
from pie_audit.storage.store import Store
from pie_audit.storage.training import Place
from tests import make

TEAM, OTHER_TEAM = "team", "other team"
JO, SAM = "jo", "sam"
DAY = date(2026, 3, 1)


def course(**changes: object) -> Training:
    usual = Training(
        make.new_id(),
        TEAM,
        "Working with trauma in mind",
        DAY,
        "the college",
        Form.SHADOWING,
        Mix.MIXED,
        LivedPart.DELIVERED,
        "D7",
        3,
    )
    return replace(usual, **changes)  # type: ignore[arg-type]


def blocked(of: Training, level: BarrierLevel | None = BarrierLevel.SYSTEM) -> TrainingAnswer:
    return TrainingAnswer(
        make.new_id(), of.training_id, 6, Change.BLOCKED, "The office says no.", level, True
    )


@pytest.fixture
def store(store: Store) -> Store:
    """With two teams, and two people of the first."""
    for team_id in (TEAM, OTHER_TEAM):
        store.write(lambda tx, t=team_id: teams.save_team(tx, make.team(team_id=t, name=t)))
    for name in (JO, SAM):
        one = make.member(person_id=name, name=name, teams=frozenset({TEAM}))
        store.write(lambda tx, m=one: people.save_member(tx, m))
    return store


def save(store: Store, *found: Training) -> None:
    for one in found:
        outcome = store.write(lambda tx, o=one: training.save_training(tx, o))
        assert Kind.LEARNING in outcome.changed


def test_training_comes_back_for_its_team_alone(store: Store) -> None:
    ours, theirs = course(), course(team_id=OTHER_TEAM)
    save(store, ours, theirs)
    assert store.read(lambda tx: training.trainings_of(tx, TEAM)) == (ours,)
    assert store.read(lambda tx: training.load_training(tx, theirs.training_id)) == theirs
    assert store.read(lambda tx: training.load_training(tx, "none")) is None


def test_change_takes_the_place_of_what_was_there(store: Store) -> None:
    before = course()
    after = replace(before, title="Another", topic_id=None, version=2)
    save(store, before, after)
    assert store.read(lambda tx: training.trainings_of(tx, TEAM)) == (after,)


def test_latest_come_first_and_no_more_than_wanted(store: Store) -> None:
    found = [course(day=DAY + timedelta(days=n)) for n in range(5)]
    save(store, *found)
    latest = store.read(lambda tx: training.trainings_of(tx, TEAM, most=2))
    assert latest == (found[4], found[3])
    assert store.read(lambda tx: training.count_trainings(tx, TEAM)) == 5


def test_places_tell_who_was_there_and_since_when_they_are_gone(store: Store) -> None:
    one = course()
    save(store, one)
    for name in (JO, JO, SAM):
        store.write(lambda tx, n=name: training.take_place(tx, one.training_id, n))
    store.write(lambda tx: people.set_standing(tx, SAM, Standing.LEFT, week="2026-W14"))
    found = store.read(lambda tx: training.places_of(tx, [one.training_id]))
    assert found == (Place(one.training_id, JO, None), Place(one.training_id, SAM, "2026-W14"))
    store.write(lambda tx: people.set_standing(tx, JO, Standing.LEFT))
    assert store.read(lambda tx: training.places_of(tx, [one.training_id]))[0].left_week == ""
    store.write(lambda tx: training.give_place_up(tx, one.training_id, JO))
    assert [p.person_id for p in store.read(lambda tx: training.places_of(tx, [one.training_id]))] == [SAM]


def test_attended_are_those_between_two_days_that_one_person_was_at(store: Store) -> None:
    early, there, not_there = course(day=DAY - timedelta(1)), course(), course()
    theirs = course(team_id=OTHER_TEAM)
    save(store, early, there, not_there, theirs)
    for one in (early, there, theirs):
        store.write(lambda tx, o=one: training.take_place(tx, o.training_id, JO))
    found = store.read(lambda tx: training.attended(tx, TEAM, JO, DAY, DAY))
    assert found == (there,)


def test_answers_come_back_whole_and_can_be_taken_away(store: Store) -> None:
    one = course()
    save(store, one)
    given = (
        blocked(one),
        blocked(one, None),
        TrainingAnswer(make.new_id(), one.training_id, 12, Change.SPREAD),
    )
    for answer in given:
        store.write(lambda tx, a=answer: training.save_answer(tx, a))
    assert set(store.read(lambda tx: training.answers_of(tx, [one.training_id]))) == set(given)
    store.write(lambda tx: training.delete_answer(tx, given[0].answer_id))
    assert set(store.read(lambda tx: training.answers_of(tx, [one.training_id]))) == set(given[1:])


def test_what_was_in_the_way_comes_by_level_with_the_title_latest_first(store: Store) -> None:
    early, late = course(title="Early"), course(title="Late", day=DAY + timedelta(7))
    theirs = course(team_id=OTHER_TEAM)
    save(store, early, late, theirs)
    answers = [blocked(early), blocked(late, BarrierLevel.SERVICE), blocked(theirs)]
    others = [blocked(late, BarrierLevel.INDIVIDUAL), blocked(late, None)]
    for answer in (*answers, *others):
        store.write(lambda tx, a=answer: training.save_answer(tx, a))
    levels = (BarrierLevel.SERVICE, BarrierLevel.SYSTEM)
    found = store.read(lambda tx: training.blocked_answers(tx, TEAM, levels, most=9))
    assert found == ((answers[1], "Late"), (answers[0], "Early"))
    assert store.read(lambda tx: training.blocked_answers(tx, TEAM, levels, most=1)) == found[:1]


def test_training_goes_with_its_places_and_answers_and_leaves_the_others(store: Store) -> None:
    gone, stays = course(), course()
    save(store, gone, stays)
    for one in (gone, stays):
        store.write(lambda tx, o=one: training.take_place(tx, o.training_id, JO))
        store.write(lambda tx, o=one: training.save_answer(tx, blocked(o)))
    store.write(lambda tx: training.delete_training(tx, gone.training_id))
    ids = [gone.training_id, stays.training_id]
    assert store.read(lambda tx: training.trainings_of(tx, TEAM)) == (stays,)
    assert {p.training_id for p in store.read(lambda tx: training.places_of(tx, ids))} == {stays.training_id}
    assert {a.training_id for a in store.read(lambda tx: training.answers_of(tx, ids))} == {stays.training_id}


def test_all_places_and_answers_of_a_team_are_read_at_once(store: Store) -> None:
    ours, theirs = course(), course(team_id=OTHER_TEAM)
    save(store, ours, theirs)
    for one in (ours, theirs):
        store.write(lambda tx, o=one: training.take_place(tx, o.training_id, JO))
        store.write(lambda tx, o=one: training.save_answer(tx, blocked(o)))
    assert store.read(lambda tx: training.places_of_team(tx, TEAM)) == (Place(ours.training_id, JO, None),)
    (answer,) = store.read(lambda tx: training.answers_of_team(tx, TEAM))
    assert answer.training_id == ours.training_id


def test_no_column_of_an_answer_could_hold_a_person_or_a_time() -> None:
    columns = {c.name: type(c.type) for c in training.training_answer.columns}
    assert set(columns) == {"answer_id", "training_id", "weeks", "change", "words", "level", "on_paper"}
    assert not {sa.Date, sa.DateTime, sa.Time} & set(columns.values())
    assert {c.table.name for key in training.training_answer.foreign_keys for c in [key.column]} == {
        "training"
    }
    assert training.training_answer.dialect_options["sqlite"]["with_rowid"] is False
