"""Rounds: one for each team and quarter, moved step by step, resting on frozen questions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pie_audit.domain.audit import AuditRound, RoundState
from pie_audit.domain.errors import NotNow
from pie_audit.storage import audits, sheets, teams
from pie_audit.storage.engine import DatabaseBug
from pie_audit.storage.store import Store
from pie_audit.storage.transaction import Transaction
from tests import make


@pytest.fixture
def team_id(store: Store) -> str:
    team = make.team()
    store.write(lambda tx: teams.save_team(tx, team))
    return team.team_id


def _save(store: Store, round_: AuditRound) -> AuditRound:
    store.write(lambda tx: audits.save_round(tx, round_))
    return round_


def test_a_round_comes_back_as_saved(store: Store, team_id: str) -> None:
    round_ = _save(store, make.audit_round(team_id))
    assert store.read(lambda tx: audits.load_round(tx, round_.round_id)) == round_


def test_a_round_without_a_day_for_talking_comes_back_too(store: Store, team_id: str) -> None:
    plain = make.audit_round(
        team_id,
        talk_on=None,
        theme_id=None,
        optional_themes=frozenset(),
        openers=(),
        invited=(),
        public_key=b"",
    )
    assert store.read(lambda tx: audits.load_round(tx, _save_in(tx, plain))) == plain


def _save_in(tx: Transaction, round_: AuditRound) -> str:
    audits.save_round(tx, round_)
    return round_.round_id


def test_saving_again_replaces_openers_and_invited(store: Store, team_id: str) -> None:
    round_ = _save(store, make.audit_round(team_id))
    changed = _save(store, replace(round_, openers=("adil", "mo"), invited=round_.invited[:1]))
    assert store.read(lambda tx: audits.rounds_of_team(tx, team_id)) == (changed,)


def test_a_second_review_of_one_quarter_is_refused(store: Store, team_id: str) -> None:
    round_ = _save(store, make.audit_round(team_id))
    with pytest.raises(NotNow):
        _save(store, make.audit_round(team_id))
    assert store.read(lambda tx: audits.rounds_of_team(tx, team_id)) == (round_,)


def test_the_database_itself_refuses_a_second_review(store: Store, team_id: str) -> None:
    _save(store, make.audit_round(team_id))
    next_quarter = _save(store, make.audit_round(team_id, quarter=make.QUARTER.plus(1)))
    same = audits.audit_round.update().where(audits.audit_round.c.round_id == next_quarter.round_id)
    with pytest.raises(DatabaseBug):
        store.write(lambda tx: tx.connection.execute(same.values(quarter=str(make.QUARTER))))


def test_an_abandoned_review_makes_room_for_another(store: Store, team_id: str) -> None:
    first = _save(store, make.audit_round(team_id))
    step = {"role": "facilitator", "week": make.WEEK, "why": "The building flooded."}
    store.write(lambda tx: audits.set_state(tx, first.round_id, RoundState.ABANDONED, **step))
    second = _save(store, make.audit_round(team_id))
    assert store.read(lambda tx: audits.current_round(tx, team_id)) == second


def test_two_teams_have_their_own_reviews_of_a_quarter(store: Store, team_id: str) -> None:
    other = make.team(name="Elm")
    store.write(lambda tx: teams.save_team(tx, other))
    _save(store, make.audit_round(team_id))
    _save(store, make.audit_round(other.team_id))
    assert len(store.read(lambda tx: audits.rounds_of_team(tx, team_id))) == 1


def test_each_step_keeps_role_week_and_reason(store: Store, team_id: str) -> None:
    round_ = _save(store, make.audit_round(team_id))
    steps = [(RoundState.CLOSED, ""), (RoundState.OPEN, "Two were on leave."), (RoundState.CLOSED, "")]
    for to, why in steps:
        store.write(
            lambda tx, to=to, why=why: audits.set_state(
                tx, round_.round_id, to, role="manager", week=make.WEEK, why=why
            )
        )
    kept = store.read(lambda tx: audits.steps_of_round(tx, round_.round_id))
    assert sorted((s.to_state, s.why) for s in kept) == sorted(steps)
    assert {(s.role, s.week) for s in kept} == {("manager", make.WEEK)}


def test_a_step_that_is_not_allowed_changes_nothing(store: Store, team_id: str) -> None:
    round_ = _save(store, make.audit_round(team_id))
    with pytest.raises(NotNow):
        store.write(
            lambda tx: audits.set_state(
                tx, round_.round_id, RoundState.SIGNED, role="manager", week=make.WEEK
            )
        )
    assert store.read(lambda tx: audits.steps_of_round(tx, round_.round_id)) == ()


def test_abandoning_destroys_sheets_and_keys(store: Store, team_id: str) -> None:
    round_ = _save(store, make.audit_round(team_id))
    seat = make.seat(round_.round_id)

    def fill(tx: Transaction) -> None:
        sheets.add_seats(tx, [seat], [make.sealed_sheet(seat)])
        sheets.save_key_shares(tx, [make.key_share(round_.round_id)])

    store.write(fill)
    moved = store.write(
        lambda tx: audits.set_state(tx, round_.round_id, RoundState.ABANDONED, role="manager", week=make.WEEK)
    ).result
    assert (moved.public_key, moved.slip_salt) == (b"", b"")
    assert store.read(lambda tx: sheets.seats_of_round(tx, round_.round_id)) == ()
    assert store.read(lambda tx: sheets.load_sheet(tx, seat.seat_id)) is None
    assert store.read(lambda tx: sheets.load_key_shares(tx, round_.round_id)) == ()


def test_rounds_come_by_quarter_and_the_latest_that_runs_is_current(store: Store, team_id: str) -> None:
    late = make.audit_round(team_id, quarter=make.QUARTER.plus(1))
    early = make.audit_round(team_id, state=RoundState.SIGNED)
    _save(store, late)
    _save(store, early)
    assert store.read(lambda tx: audits.rounds_of_team(tx, team_id)) == (early, late)
    assert store.read(lambda tx: audits.current_round(tx, team_id)) == late


def test_a_team_whose_reviews_have_ended_has_no_current_one(store: Store, team_id: str) -> None:
    _save(store, make.audit_round(team_id, state=RoundState.CARRIED))
    assert store.read(lambda tx: audits.current_round(tx, team_id)) is None


def test_frozen_questions_stay_as_they_were_first_asked(store: Store) -> None:
    store.write(lambda tx: audits.freeze_questionnaire(tx, "pie-own-1", 1, "first"))
    store.write(lambda tx: audits.freeze_questionnaire(tx, "pie-own-1", 1, "later"))
    store.write(lambda tx: audits.freeze_questionnaire(tx, "pie-own-1", 2, "second version"))
    assert store.read(lambda tx: audits.load_questionnaire(tx, "pie-own-1", 1)) == "first"
    assert store.read(lambda tx: audits.load_questionnaire(tx, "pie-own-1", 2)) == "second version"
    assert store.read(lambda tx: audits.load_questionnaire(tx, "pie-own-1", 3)) is None


def test_an_unknown_round_is_a_key_error(store: Store) -> None:
    with pytest.raises(KeyError):
        store.read(lambda tx: audits.load_round(tx, "none"))
