"""Actions: both texts survive when two people change one, and the bin keeps for thirty days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import Action, ActionStatus, ActionStep, BarrierLevel, Involvement
from pie_audit.domain.reply import Reply, ReplyKind
from pie_audit.storage import audits, plans, replies, teams
from pie_audit.storage.store import Store
from tests import make


@pytest.fixture
def team_id(store: Store) -> str:
    team = make.team()
    store.write(lambda tx: teams.save_team(tx, team))
    return team.team_id


def _save(store: Store, action: Action) -> Action:
    return store.write(lambda tx: plans.save_action(tx, action)).result


def test_an_action_comes_back_with_every_field(store: Store, team_id: str) -> None:
    round_ = make.audit_round(team_id)
    store.write(lambda tx: audits.save_round(tx, round_))
    full = make.action(
        team_id,
        round_id=round_.round_id,
        topic_id="A4",
        owner_id="zoe",
        first_small_step="Ask three people.",
        success_sign="They come back.",
        ask_of="The council",
        ask_what="A second night worker",
        ask_reply_by=date(2027, 1, 8),
        barrier_level=BarrierLevel.SYSTEM,
        status=ActionStatus.STOPPED,
        status_reason="No money",
        carried_count=2,
        involvement=Involvement.CO_PRODUCED,
    )
    assert _save(store, full) == full
    assert store.read(lambda tx: plans.load_action(tx, full.action_id)) == full
    assert store.read(lambda tx: plans.actions_of_round(tx, round_.round_id)) == (full,)


def test_a_saved_change_raises_the_version(store: Store, team_id: str) -> None:
    first = _save(store, make.action(team_id))
    second = _save(store, replace(first, what="Something else"))
    assert (second.version, second.what) == (first.version + 1, "Something else")
    assert store.read(lambda tx: plans.load_action(tx, first.action_id)) == second


def test_the_second_writer_gets_both_texts_and_nothing_is_lost(store: Store, team_id: str) -> None:
    read_by_both = _save(store, make.action(team_id))
    theirs = _save(store, replace(read_by_both, what="Theirs"))
    with pytest.raises(plans.ActionChanged) as caught:
        _save(store, replace(read_by_both, what="Mine"))
    assert isinstance(caught.value, NotNow)
    assert caught.value.theirs == theirs
    assert store.read(lambda tx: plans.load_action(tx, theirs.action_id)) == theirs


def test_an_action_that_was_erased_meanwhile_is_told(store: Store, team_id: str) -> None:
    with pytest.raises(plans.ActionChanged) as caught:
        _save(store, make.action(team_id, version=4))
    assert caught.value.theirs is None


def test_soonest_first_and_without_a_day_last(store: Store, team_id: str) -> None:
    later, sooner = make.action(team_id, due=date(2027, 2, 1)), make.action(team_id, due=date(2026, 12, 1))
    ongoing = make.action(team_id, due=None)
    for action in (ongoing, later, sooner):
        _save(store, action)
    assert store.read(lambda tx: plans.actions_of_team(tx, team_id)) == (sooner, later, ongoing)


def test_the_bin_gives_back_what_was_put_in(store: Store, team_id: str) -> None:
    action = _save(store, make.action(team_id))
    store.write(lambda tx: plans.bin_action(tx, action.action_id, day=make.DAY))
    assert store.read(lambda tx: plans.actions_of_team(tx, team_id)) == ()
    assert store.read(lambda tx: plans.binned_actions(tx, team_id)) == (action,)
    store.write(lambda tx: plans.restore_action(tx, action.action_id))
    assert store.read(lambda tx: plans.actions_of_team(tx, team_id)) == (action,)


@pytest.mark.parametrize(("days", "left"), [(0, 1), (30, 1), (31, 0)])
def test_the_bin_keeps_for_thirty_days(store: Store, team_id: str, days: int, left: int) -> None:
    action, kept = _save(store, make.action(team_id)), _save(store, make.action(team_id))
    store.write(lambda tx: plans.bin_action(tx, action.action_id, day=make.DAY))
    today = make.DAY + timedelta(days=days)
    erased = store.write(lambda tx: plans.erase_binned(tx, today=today)).result
    assert erased == 1 - left
    assert len(store.read(lambda tx: plans.binned_actions(tx, team_id))) == left
    assert store.read(lambda tx: plans.actions_of_team(tx, team_id)) == (kept,)


def test_an_action_that_came_by_mistake_goes_with_its_history_and_replies(store: Store, team_id: str) -> None:
    kept, gone = (_save(store, make.action(team_id)) for _n in range(2))
    for one in (kept, gone):
        step = ActionStep(
            make.new_id(), one.action_id, ActionStatus.NOT_STARTED, ActionStatus.DONE, make.WEEK, "manager"
        )
        reply = Reply(make.new_id(), one.action_id, ReplyKind.YES, make.DAY)
        store.write(lambda tx, s=step: plans.save_step(tx, s))
        store.write(lambda tx, r=reply: replies.save_reply(tx, r))
    outcome = store.write(lambda tx: plans.erase_action(tx, gone.action_id))
    assert outcome.changed == {Kind.ACTIONS}
    ids = (kept.action_id, gone.action_id)
    assert store.read(lambda tx: [a.action_id for a in plans.actions_of_team(tx, team_id)]) == [
        kept.action_id
    ]
    assert {s.action_id for s in store.read(lambda tx: plans.steps_of_actions(tx, ids))} == {kept.action_id}
    assert {r.action_id for r in store.read(lambda tx: replies.replies_to(tx, ids))} == {kept.action_id}
