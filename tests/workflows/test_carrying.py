"""What the last signed plan left open is kept, changed or let go; nothing falls out of sight."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pie_audit.domain.audit import RoundState
from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import Action, ActionStatus
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reply import ReplyKind
from pie_audit.storage import audits as rounds
from pie_audit.storage import plans as stored
from pie_audit.workflows import carrying, plans, replies, steps, teams
from tests.quarter import Hostel
from tests.workflows.quarters import AUTUMN, SPRING, SUMMER, WINTER, begin, now, planned, sign, signed_plan


def waiting(hostel: Hostel) -> list[str]:
    """What the strip shows to Amina."""
    view = hostel.see(plans.plan_page, hostel.amina, hostel.team_id)
    return [action.what for action in view.to_carry.actions] if view.to_carry else []


def keep(hostel: Hostel, action: Action, round_id: str) -> Action:
    return hostel.do(carrying.keep_action, hostel.amina, action.action_id, round_id).result


def history(hostel: Hostel, action: Action) -> list[tuple[str, str, str, str]]:
    lines = hostel.read(lambda tx: stored.steps_of_actions(tx, (action.action_id,)))
    return [(line.before.value, line.after.value, line.role, line.words) for line in lines]


def test_a_new_round_opens_with_what_the_last_one_left_open(hostel: Hostel) -> None:
    open_one, done, stopped = signed_plan(hostel, SUMMER, "Ask nights", "Paint the hall", "Move the desk")
    hostel.do(plans.save_action, hostel.amina, replace(done, status=ActionStatus.DONE))
    hostel.do(
        plans.save_action,
        hostel.amina,
        replace(stopped, status=ActionStatus.STOPPED, status_reason="No room"),
    )
    assert waiting(hostel) == []
    begin(hostel, AUTUMN)
    assert waiting(hostel) == ["Ask nights"]
    shown = hostel.see(plans.plan_page, hostel.amina, hostel.team_id).to_carry
    assert shown is not None
    assert (shown.quarter, shown.actions) == (SUMMER, (open_one,))


def test_one_that_is_kept_goes_on_in_the_new_plan_and_the_old_one_says_so(hostel: Hostel) -> None:
    (old,) = signed_plan(hostel, SUMMER, "Ask nights", first_small_step="Tea", status=ActionStatus.UNDER_WAY)
    round_id = begin(hostel, AUTUMN)
    kept = keep(hostel, old, round_id)
    assert (kept.what, kept.first_small_step, kept.status) == ("Ask nights", "Tea", ActionStatus.UNDER_WAY)
    assert (kept.round_id, kept.carried_from, kept.carried_count) == (round_id, old.action_id, 1)
    assert now(hostel, old).status is ActionStatus.CARRIED
    assert history(hostel, old) == [("under way", "carried forward", "manager", "")]
    assert waiting(hostel) == []


def test_keeping_is_undone_whole(hostel: Hostel) -> None:
    (old,) = signed_plan(hostel, SUMMER, "Ask nights")
    round_id = begin(hostel, AUTUMN)
    done = hostel.do(carrying.keep_action, hostel.amina, old.action_id, round_id)
    hostel.do(done.undo, hostel.amina)
    assert waiting(hostel) == ["Ask nights"]
    assert history(hostel, old) == []
    assert hostel.read(lambda tx: stored.actions_of_round(tx, round_id)) == ()
    assert hostel.read(lambda tx: stored.binned_actions(tx, hostel.team_id)) == ()


def test_undo_of_one_that_was_changed_since_leaves_its_words_in_the_bin(hostel: Hostel) -> None:
    (old,) = signed_plan(hostel, SUMMER, "Ask nights")
    round_id = begin(hostel, AUTUMN)
    done = hostel.do(carrying.keep_action, hostel.amina, old.action_id, round_id)
    hostel.do(plans.save_action, hostel.amina, replace(done.result, what="Ask nights and days"))
    hostel.do(done.undo, hostel.amina)
    binned = hostel.read(lambda tx: stored.binned_actions(tx, hostel.team_id))
    assert [a.what for a in binned] == ["Ask nights and days"]


def test_letting_go_needs_a_reason_keeps_it_and_can_be_undone(hostel: Hostel) -> None:
    (old,) = signed_plan(hostel, SUMMER, "Ask nights")
    round_id = begin(hostel, AUTUMN)
    with pytest.raises(NotNow, match="needs a reason"):
        hostel.do(carrying.let_go, hostel.amina, old.action_id, round_id, "  ")
    done = hostel.do(carrying.let_go, hostel.amina, old.action_id, round_id, "Nights have their own")
    assert (now(hostel, old).status, now(hostel, old).status_reason) == (
        ActionStatus.STOPPED,
        "Nights have their own",
    )
    assert history(hostel, old) == [("not started", "stopped", "manager", "Nights have their own")]
    assert waiting(hostel) == []
    hostel.do(done.undo, hostel.amina)
    assert (waiting(hostel), history(hostel, old)) == (["Ask nights"], [])


def test_one_that_was_decided_is_not_decided_twice(hostel: Hostel) -> None:
    (old,) = signed_plan(hostel, SUMMER, "Ask nights")
    round_id = begin(hostel, AUTUMN)
    keep(hostel, old, round_id)
    with pytest.raises(NotNow, match="decided already"):
        keep(hostel, old, round_id)
    with pytest.raises(NotNow, match="decided already"):
        hostel.do(carrying.let_go, hostel.amina, old.action_id, round_id, "Too late")


def test_a_skipped_quarter_takes_the_last_signed_round(hostel: Hostel) -> None:
    signed_plan(hostel, Quarter(2026, 1), "Ask nights")
    begin(hostel, AUTUMN)
    view = hostel.see(plans.plan_page, hostel.amina, hostel.team_id)
    assert view.to_carry is not None
    assert (view.to_carry.quarter, waiting(hostel)) == (Quarter(2026, 1), ["Ask nights"])


def test_a_round_that_was_never_signed_carries_nothing(hostel: Hostel) -> None:
    round_id = begin(hostel, SUMMER)
    planned(hostel, round_id, "Ask nights")
    hostel.do(steps.abandon_round, hostel.amina, round_id, "Half of us were ill")
    begin(hostel, AUTUMN)
    assert waiting(hostel) == []


def test_what_stayed_undecided_comes_again_with_the_next_round(hostel: Hostel) -> None:
    signed_plan(hostel, SPRING, "Ask nights")
    signed_plan(hostel, SUMMER, "Paint the hall")
    begin(hostel, AUTUMN)
    assert waiting(hostel) == ["Ask nights", "Paint the hall"]


def test_an_action_carried_three_times_is_flagged(hostel: Hostel) -> None:
    (action,) = signed_plan(hostel, SPRING, "Ask nights")
    for quarter in (SUMMER, AUTUMN, WINTER):
        assert not action.is_stuck
        round_id = begin(hostel, quarter)
        action = keep(hostel, action, round_id)
        if quarter is not WINTER:
            sign(hostel, round_id)
    assert (action.carried_count, action.is_stuck) == (3, True)


def test_earlier_rounds_are_carried_once_the_next_is_signed(hostel: Hostel) -> None:
    first = begin(hostel, SUMMER)
    sign(hostel, first)
    second = begin(hostel, AUTUMN)
    assert hostel.state(first) is RoundState.SIGNED
    sign(hostel, second)
    assert (hostel.state(first), hostel.state(second)) == (RoundState.CARRIED, RoundState.SIGNED)
    assert hostel.read(lambda tx: rounds.steps_of_round(tx, first))[-1].role == "manager"


def test_a_day_that_has_passed_is_left_empty_for_a_new_one(hostel: Hostel) -> None:
    past, ahead = date(2026, 8, 1), date(2026, 12, 1)
    (first,) = signed_plan(hostel, SUMMER, "Ask nights", due=past, review_on=ahead, ask_reply_by=past)
    kept = keep(hostel, first, begin(hostel, AUTUMN))
    assert (kept.due, kept.review_on, kept.ask_reply_by) == (None, ahead, None)


def test_what_was_answered_is_not_asked_again(hostel: Hostel) -> None:
    answered, silent = signed_plan(
        hostel, SUMMER, "Backfill", "Repairs", ask_what="Four hours a month", ask_of="the council"
    )
    reply = replies.Reply("r", answered.action_id, ReplyKind.YES, date(2026, 7, 20))
    hostel.at(date(2026, 8, 1))
    hostel.do(replies.record_reply, hostel.amina, reply)
    round_id = begin(hostel, AUTUMN)
    assert keep(hostel, answered, round_id).ask_what == ""
    assert keep(hostel, silent, round_id).ask_what == "Four hours a month"


def test_an_owner_who_left_becomes_needs_owner_on_top_of_the_list(hostel: Hostel) -> None:
    tom = hostel.tom.member.person_id
    signed_plan(hostel, SUMMER, "Ask nights", owner_id=hostel.jo.member.person_id, due=date(2026, 7, 20))
    round_id = begin(hostel, AUTUMN)
    planned(hostel, round_id, "Paint the hall", owner_id=tom)
    sign(hostel, round_id)
    begin(hostel, WINTER)
    assert waiting(hostel)[0] == "Ask nights"
    hostel.do(teams.retire_person, hostel.amina, tom)
    assert waiting(hostel) == ["Paint the hall", "Ask nights"]
    view = hostel.see(plans.plan_page, hostel.amina, hostel.team_id)
    assert {a.what: a.owner_id for g in view.groups for a in g.actions}["Paint the hall"] is None


def test_only_who_runs_the_round_decides(hostel: Hostel) -> None:
    (old,) = signed_plan(hostel, SUMMER, "Ask nights")
    round_id = begin(hostel, AUTUMN)
    for act, more in ((carrying.keep_action, ()), (carrying.let_go, ("No",))):
        with pytest.raises(NotNow):
            hostel.do(act, hostel.jo, old.action_id, round_id, *more)
    assert hostel.see(plans.plan_page, hostel.jo, hostel.team_id).to_carry is None


def test_nothing_is_carried_into_a_signed_plan(hostel: Hostel) -> None:
    (old,) = signed_plan(hostel, SUMMER, "Ask nights")
    round_id = begin(hostel, AUTUMN)
    sign(hostel, round_id)
    with pytest.raises(NotNow, match="signed off"):
        keep(hostel, old, round_id)


def test_one_that_goes_on_elsewhere_is_not_reopened_by_hand(hostel: Hostel) -> None:
    (old,) = signed_plan(hostel, SUMMER, "Ask nights")
    keep(hostel, old, begin(hostel, AUTUMN))
    with pytest.raises(NotNow, match="later plan"):
        hostel.do(plans.save_action, hostel.amina, replace(now(hostel, old), status=ActionStatus.DONE))


class TestHistory:
    def test_a_line_comes_with_every_new_status_and_goes_with_its_undo(self, hostel: Hostel) -> None:
        action = planned(hostel, begin(hostel, AUTUMN), "Ask nights")
        hostel.do(plans.save_action, hostel.amina, replace(action, first_small_step="Tea"))
        assert history(hostel, action) == []
        begun = hostel.do(
            plans.save_action, hostel.amina, replace(now(hostel, action), status=ActionStatus.UNDER_WAY)
        )
        done = hostel.do(plans.save_action, hostel.amina, replace(begun.result, status=ActionStatus.DONE))
        assert [line[:2] for line in history(hostel, action)] == [
            ("not started", "under way"),
            ("under way", "done"),
        ]
        hostel.do(done.undo, hostel.amina)
        assert [line[:2] for line in history(hostel, action)] == [("not started", "under way")]

    def test_a_reason_that_is_typed_on_grows_its_line(self, hostel: Hostel) -> None:
        action = planned(hostel, begin(hostel, AUTUMN), "Ask nights")
        stopped = replace(action, status=ActionStatus.STOPPED, status_reason="No")
        first = hostel.do(plans.save_action, hostel.amina, stopped).result
        more = hostel.do(plans.save_action, hostel.amina, replace(first, status_reason="No money"))
        assert [line[3] for line in history(hostel, action)] == ["No money"]
        hostel.do(more.undo, hostel.amina)
        assert [line[3] for line in history(hostel, action)] == ["No"]

    def test_a_day_that_was_signed_and_moved_leaves_a_line(self, hostel: Hostel) -> None:
        (action,) = signed_plan(hostel, AUTUMN, "Ask nights", due=date(2026, 11, 13))
        hostel.do(plans.save_action, hostel.amina, replace(action, due=date(2026, 11, 27)))
        assert history(hostel, action) == [
            ("not started", "not started", "manager", "moved from 13 November to 27 November")
        ]

    def test_lines_name_a_week_and_a_role_and_nobody(self, hostel: Hostel) -> None:
        (action,) = signed_plan(hostel, AUTUMN, "Ask nights", owner_id=hostel.tom.member.person_id)
        hostel.do(plans.save_action, hostel.amina, replace(action, status=ActionStatus.DONE))
        view = hostel.see(plans.plan_page, hostel.jo, hostel.team_id)
        (line,) = view.history[action.action_id]
        assert (line.week, line.role) == ("2026-W41", "manager")
        assert not {p.member.person_id for p in hostel.people.values()} & {line.words, line.role}
