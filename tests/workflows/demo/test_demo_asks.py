"""The demo shows the whole loop: one action carried three times, and replies of every kind, silence included."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pie_audit.domain.plan import ActionStatus
from pie_audit.domain.reply import ReplyKind
from pie_audit.storage import plans as stored
from pie_audit.storage import replies as stored_replies
from pie_audit.workflows import home, plans
from pie_audit.workflows.demo.demo import Demo
from pie_audit.workflows.unlock import Clock, SignedIn
from tests.demos import ONE_TEAM, TODAY, Demos
from tests.quarter import CLOCK


@pytest.fixture
def demo(demos: Demos) -> Demo:
    """One team over eight quarters."""
    return demos(ONE_TEAM)[0]


def manager(demo: Demo) -> SignedIn:
    return replace(demo.made.me, clock=Clock(now=CLOCK.now, today=lambda: TODAY))


def test_todays_quarter_opens_with_four_decisions_one_of_them_overdue_by_three_plans(demo: Demo) -> None:
    me = manager(demo)
    (team_id,) = me.member.teams
    view = demo.made.opened.read(lambda tx: plans.plan_page(tx, me, team_id))
    assert view.to_carry is not None
    assert sorted(a.carried_count for a in view.to_carry.actions) == [0, 0, 0, 3]
    assert [a.is_stuck for a in view.to_carry.actions].count(True) == 1


def test_the_actions_before_it_say_that_they_were_carried_and_one_was_let_go(demo: Demo) -> None:
    me = manager(demo)
    (team_id,) = me.member.teams
    found = demo.made.opened.read(lambda tx: stored.actions_of_team(tx, team_id))
    assert sum(a.status is ActionStatus.CARRIED for a in found) >= 4
    assert any(
        a.status is ActionStatus.STOPPED and a.status_reason.startswith("Nobody answered") for a in found
    )
    lines = demo.made.opened.read(lambda tx: stored.steps_of_actions(tx, [a.action_id for a in found]))
    assert {line.after for line in lines} >= {ActionStatus.CARRIED, ActionStatus.STOPPED}


def test_replies_of_every_kind_came_and_one_ask_waits_for_a_year(demo: Demo) -> None:
    me = manager(demo)
    (team_id,) = me.member.teams
    found = demo.made.opened.read(lambda tx: stored.actions_of_team(tx, team_id))
    came = demo.made.opened.read(lambda tx: stored_replies.replies_to(tx, [a.action_id for a in found]))
    assert {reply.kind for reply in came} == set(ReplyKind)
    shown = demo.made.opened.read(lambda tx: home.home(tx, me, team_id))
    assert [asked.quarters for asked in shown.asked if asked.waits] == [4]
    assert any(asked.replies for asked in shown.asked)
