"""Protected time: agreements and who stands by them, lines of the ledger, and names under sealed pages."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.group import Group, GroupRole
from pie_audit.domain.sealed import Signature
from pie_audit.domain.session import CancelledBy, Contract, Session, SessionKind, SessionStatus, WhyLost
from pie_audit.domain.supervision import Agreement
from pie_audit.storage import groups, people, sessions, teams
from pie_audit.storage.store import Store
from tests import make

TEAM, OTHER_TEAM = "team", "other team"
ANN, BEN, CAI = "ann", "ben", "cai"
YEAR = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}


@pytest.fixture
def store(store: Store) -> Store:
    """With two teams and three people in it."""
    for team_id in (TEAM, OTHER_TEAM):
        store.write(lambda tx, t=team_id: teams.save_team(tx, make.team(team_id=t, name=t)))
    for person_id in (ANN, BEN, CAI):
        store.write(lambda tx, p=person_id: people.save_member(tx, make.member(p, person_id=p)))
    return store


def agreement(**changes: Any) -> Agreement:
    return replace(Agreement(make.new_id(), TEAM, ANN, BEN, 4, 60, date(2027, 3, 1)), **changes)


def agree(store: Store, **changes: Any) -> Agreement:
    value = agreement(**changes)
    return store.write(lambda tx: sessions.save_agreement(tx, value)).result


def session(**changes: Any) -> Session:
    return replace(Session(make.new_id(), SessionKind.SUPERVISION, TEAM, make.DAY, 60), **changes)


def plan(store: Store, **changes: Any) -> Session:
    value = session(**changes)
    return store.write(lambda tx: sessions.save_session(tx, value)).result


def load(store: Store, session_id: str) -> Session:
    return store.read(lambda tx: sessions.load_session(tx, session_id))


# --- agreements -------------------------------------------------------------------------------------------------------


def test_agreement_comes_back_with_those_who_stand_by_it(store: Store) -> None:
    value = agree(store, signed_by=frozenset({ANN, BEN}), ended_week="2027-W01")
    assert store.read(lambda tx: sessions.load_agreement(tx, value.agreement_id)) == value


def test_agreement_without_a_team_is_kept(store: Store) -> None:
    value = agree(store, team_id=None)
    assert store.read(lambda tx: sessions.load_agreement(tx, value.agreement_id)) == value
    assert store.read(lambda tx: sessions.agreements_of_team(tx, TEAM)) == ()


def test_both_find_their_agreement_and_nobody_else(store: Store) -> None:
    value = agree(store)
    for person_id in (ANN, BEN):
        assert store.read(lambda tx, p=person_id: sessions.agreements_of(tx, p)) == (value,)
    assert store.read(lambda tx: sessions.agreements_of(tx, CAI)) == ()


def test_who_takes_their_name_away_stands_by_it_no_more(store: Store) -> None:
    value = agree(store, signed_by=frozenset({ANN, BEN}))
    changed = replace(value, signed_by=frozenset({ANN}), minutes=90)
    store.write(lambda tx: sessions.save_agreement(tx, changed))
    found = store.read(lambda tx: sessions.load_agreement(tx, value.agreement_id))
    assert (found.signed_by, found.minutes, found.version) == ({ANN}, 90, 2)


def test_change_over_a_newer_agreement_is_refused(store: Store) -> None:
    value = agree(store, signed_by=frozenset({ANN}))
    store.write(lambda tx: sessions.save_agreement(tx, replace(value, every_weeks=6)))
    with pytest.raises(NotNow, match="changed this a moment ago"):
        store.write(lambda tx: sessions.save_agreement(tx, replace(value, signed_by=frozenset())))
    found = store.read(lambda tx: sessions.load_agreement(tx, value.agreement_id))
    assert (found.every_weeks, found.signed_by) == (6, {ANN})


def test_agreement_that_is_not_there_is_a_key_error(store: Store) -> None:
    with pytest.raises(KeyError):
        store.read(lambda tx: sessions.load_agreement(tx, "nowhere"))


# --- the ledger -------------------------------------------------------------------------------------------------------


def test_line_comes_back_whole(store: Store) -> None:
    pair = agree(store)
    later = plan(store)
    value = plan(
        store,
        agreement_id=pair.agreement_id,
        supervisor_id=ANN,
        supervisee_id=BEN,
        contract=Contract.RELIEF,
        paid=False,
        status=SessionStatus.CANCELLED,
        held_on=make.DAY,
        held_min=20,
        cancelled_by=CancelledBy.SERVICE,
        reason=WhyLost.STAFFING,
        rebooked_id=later.session_id,
        moved_to=date(2026, 11, 30),
    )
    assert load(store, value.session_id) == value


@pytest.mark.parametrize("kind", SessionKind)
def test_every_kind_is_kept(store: Store, kind: SessionKind) -> None:
    value = plan(store, kind=kind, team_id=None if kind is SessionKind.LEADERS else TEAM)
    assert load(store, value.session_id) == value


@pytest.mark.parametrize("status", SessionStatus)
def test_whatever_became_of_it_is_kept(store: Store, status: SessionStatus) -> None:
    assert load(store, plan(store, status=status).session_id).status is status


def test_own_lines_are_those_of_the_two_and_of_ones_groups(store: Store) -> None:
    circle = Group("thursday", SessionKind.GROUP, "Thursday", TEAM, ((ANN, GroupRole.MEMBER),))
    store.write(lambda tx: groups.save_group(tx, circle))
    pair = plan(store, supervisor_id=ANN, supervisee_id=BEN)
    group = plan(store, kind=SessionKind.GROUP, group_id="thursday", planned_on=date(2026, 11, 25))
    plan(store, supervisor_id=CAI, supervisee_id=BEN)
    found = store.read(lambda tx: sessions.sessions_of(tx, ANN, group_ids=["thursday"]))
    assert found == (pair, group)
    assert store.read(lambda tx: sessions.sessions_of(tx, ANN)) == (pair,)


def test_teams_lines_lie_between_the_days_both_counted_in(store: Store) -> None:
    days = [date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 1)]
    lines = [plan(store, planned_on=day) for day in days]
    plan(store, planned_on=days[1], team_id=OTHER_TEAM)
    found = store.read(
        lambda tx: sessions.sessions_of_team(tx, TEAM, first=date(2026, 11, 1), last=date(2026, 11, 30))
    )
    assert found == tuple(lines[1:3])


def test_lines_of_one_kind_are_found_without_a_team(store: Store) -> None:
    leaders = plan(store, kind=SessionKind.LEADERS, team_id=None)
    plan(store)
    found = store.read(lambda tx: sessions.sessions_of_kind(tx, SessionKind.LEADERS, **YEAR))
    assert found == (leaders,)


def test_series_is_written_at_once(store: Store) -> None:
    series = [session(planned_on=date(2026, month, 2)) for month in range(1, 13)]
    store.write(lambda tx: sessions.add_sessions(tx, series))
    assert store.read(lambda tx: sessions.sessions_of_team(tx, TEAM, **YEAR)) == tuple(series)


def test_line_over_a_newer_one_is_refused_and_the_newer_stays(store: Store) -> None:
    value = plan(store)
    store.write(lambda tx: sessions.save_session(tx, replace(value, status=SessionStatus.HELD)))
    with pytest.raises(NotNow, match="changed this a moment ago"):
        store.write(lambda tx: sessions.save_session(tx, replace(value, status=SessionStatus.CANCELLED)))
    assert (load(store, value.session_id).status, load(store, value.session_id).version) == (
        SessionStatus.HELD,
        2,
    )


def test_lines_planned_by_mistake_go_and_no_others(store: Store) -> None:
    kept, gone = plan(store), plan(store)
    store.write(lambda tx: sessions.delete_sessions(tx, [gone.session_id]))
    assert load(store, kept.session_id) == kept
    with pytest.raises(KeyError):
        load(store, gone.session_id)


def test_line_that_was_rebooked_points_nowhere_once_the_other_is_taken_back(store: Store) -> None:
    later = plan(store)
    lost = plan(store, status=SessionStatus.CANCELLED, rebooked_id=later.session_id)
    store.write(lambda tx: sessions.delete_sessions(tx, [later.session_id]))
    assert load(store, lost.session_id) == replace(lost, rebooked_id=None)


# --- names under sealed pages -----------------------------------------------------------------------------------------


def test_name_under_a_page_comes_back_and_can_be_forgotten(store: Store) -> None:
    page, other = os.urandom(16), os.urandom(16)
    names = [Signature(p, 7, who, make.WEEK, os.urandom(64)) for p in (page, other) for who in (ANN, BEN)]
    for name in names:
        store.write(lambda tx, n=name: sessions.save_signature(tx, n))
    assert set(store.read(lambda tx: sessions.signatures_of(tx, page))) == set(names[:2])
    store.write(lambda tx: sessions.delete_signatures(tx, page))
    assert store.read(lambda tx: sessions.signatures_of(tx, page)) == ()
    assert set(store.read(lambda tx: sessions.signatures_of(tx, other))) == set(names[2:])


def test_name_given_again_takes_the_place_of_the_first(store: Store) -> None:
    first = Signature(os.urandom(16), 7, ANN, make.WEEK, os.urandom(64))
    again = replace(first, proof=os.urandom(64))
    for name in (first, again):
        store.write(lambda tx, n=name: sessions.save_signature(tx, n))
    assert store.read(lambda tx: sessions.signatures_of(tx, first.record_id)) == (again,)
