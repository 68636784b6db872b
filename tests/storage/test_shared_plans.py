"""What a team lets leaders see: one share a round, one theme a team, replaced whole and taken away whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pie_audit.domain.changed import Kind
from pie_audit.domain.plan_material import Edition
from pie_audit.domain.quarter import Quarter
from pie_audit.storage import audits, shared_plans, teams
from pie_audit.storage.shared_plans import KeptShare, KeptTheme
from pie_audit.storage.store import Store
from tests import make

THEME = KeptTheme("team", "B", "We hold supervision now.", Quarter(2026, 4))
SHARE = KeptShare("round", Edition.WORDS, '{"a":"ü"}', make.DAY)


@pytest.fixture
def store(store: Store) -> Store:
    """With two teams and a round of each."""
    for team_id, round_id in (("team", "round"), ("other", "other round")):
        store.write(lambda tx, t=team_id: teams.save_team(tx, make.team(team_id=t, name=t)))
        store.write(lambda tx, t=team_id, r=round_id: audits.save_round(tx, make.audit_round(t, round_id=r)))
    return store


def test_a_theme_comes_back_for_its_team_alone_until_it_is_taken_away(store: Store) -> None:
    outcome = store.write(lambda tx: shared_plans.save_theme(tx, THEME))
    assert outcome.changed == {Kind.SHARED_PLANS}
    assert store.read(lambda tx: shared_plans.load_theme(tx, "team")) == THEME
    assert store.read(lambda tx: shared_plans.load_theme(tx, "other")) is None
    later = replace(THEME, theme_id="C", since=Quarter(2027, 1))
    store.write(lambda tx: shared_plans.save_theme(tx, later))
    assert store.read(lambda tx: shared_plans.load_theme(tx, "team")) == later
    assert Kind.SHARED_PLANS in store.write(lambda tx: shared_plans.delete_theme(tx, "team")).changed
    assert store.read(lambda tx: shared_plans.load_theme(tx, "team")) is None


def test_a_share_takes_the_place_of_the_one_before(store: Store) -> None:
    store.write(lambda tx: shared_plans.save_share(tx, SHARE))
    other = replace(SHARE, round_id="other round")
    store.write(lambda tx: shared_plans.save_share(tx, other))
    again = replace(SHARE, edition=Edition.FULL, body="{}")
    assert Kind.SHARED_PLANS in store.write(lambda tx: shared_plans.save_share(tx, again)).changed
    assert set(store.read(shared_plans.every_share)) == {again, other}
    store.write(lambda tx: shared_plans.delete_share(tx, "round"))
    assert store.read(lambda tx: shared_plans.load_share(tx, "round")) is None
    assert store.read(shared_plans.every_share) == (other,)


def test_teams_that_share_are_told_once_each_beside_those_that_ever_began(store: Store) -> None:
    assert store.read(shared_plans.teams_that_share) == frozenset()
    store.write(lambda tx: shared_plans.save_share(tx, SHARE))
    store.write(lambda tx: shared_plans.save_share(tx, replace(SHARE, round_id="other round")))
    assert store.read(shared_plans.teams_that_share) == frozenset({"team", "other"})
    store.write(lambda tx: shared_plans.delete_share(tx, "round"))
    assert store.read(shared_plans.teams_that_share) == frozenset({"other"})
    assert store.read(audits.teams_with_rounds) == frozenset({"team", "other"})
