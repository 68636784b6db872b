"""The line of six steps: which one is in hand, which gates are open, and which step may be left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pie_audit.domain.audit import Consensus, Outcome, RoundState
from pie_audit.workflows import audits, meetings, plans, priorities, seats, sittings, steps
from pie_audit.workflows.review_steps import (
    BOARD,
    PLAN,
    SIGN,
    TALK,
    HowFar,
    ReviewStep,
    StepStanding,
    steps_of,
)
from tests.quarter import Hostel
from tests.workflows.test_influences import put, sign

DONE, NOW, READY, NEXT = StepStanding


def line(hostel: Hostel) -> tuple[ReviewStep, ...]:
    return hostel.see(audits.overview, hostel.jo, hostel.team_id).steps


def standings(hostel: Hostel) -> list[StepStanding]:
    return [step.state for step in line(hostel)]


def talked(hostel: Hostel) -> str:
    """A round in which one topic was talked about, and the others were left for another time."""
    round_id = hostel.opened_round()
    hostel.do(meetings.record_consensus, hostel.amina, round_id, Consensus("A1", Outcome.CANT_TELL))
    hostel.do(sittings.leave_the_rest, hostel.amina, round_id)
    return round_id


def test_there_are_six_and_the_first_waits_for_a_review(hostel: Hostel) -> None:
    assert [step.title for step in line(hostel)] == [
        "Set up",
        "Rate in private",
        "Talk it through",
        "Helps and hinders",
        "Plan",
        "Sign off",
    ]
    assert standings(hostel) == [NOW, NEXT, NEXT, NEXT, NEXT, NEXT]


def test_rating_is_in_hand_until_the_opening(hostel: Hostel) -> None:
    round_id = hostel.start()
    assert standings(hostel) == [DONE, NOW, NEXT, NEXT, NEXT, NEXT]
    assert line(hostel)[1].line == "until 2 December"
    hostel.rate(hostel.jo, round_id)
    hostel.do(steps.close_round, hostel.amina, round_id)
    assert standings(hostel) == [DONE, NOW, NEXT, NEXT, NEXT, NEXT]
    assert line(hostel)[1].line == "closed"


def test_the_talk_is_in_hand_until_every_topic_has_something_written_down(hostel: Hostel) -> None:
    round_id = hostel.opened_round()
    hostel.do(meetings.record_consensus, hostel.amina, round_id, Consensus("A1", Outcome.CANT_TELL))
    assert standings(hostel) == [DONE, DONE, NOW, NEXT, NEXT, NEXT]
    assert line(hostel)[TALK].line == "1 of 12 topics written down"
    assert line(hostel)[TALK].part == pytest.approx(1 / 12)
    hostel.do(sittings.leave_the_rest, hostel.amina, round_id)
    assert standings(hostel) == [DONE, DONE, DONE, NOW, READY, READY]


def test_helps_and_hinders_may_be_left_out(hostel: Hostel) -> None:
    round_id = talked(hostel)
    assert line(hostel)[BOARD].line == "can be left out"
    action = replace(plans.new_action(hostel.team_id, round_id), what="Ask nights")
    hostel.do(plans.save_action, hostel.amina, action)
    assert standings(hostel) == [DONE, DONE, DONE, READY, NOW, READY]
    sign(hostel, round_id)
    assert standings(hostel) == [DONE, DONE, DONE, NEXT, DONE, DONE]


def test_a_priority_without_action_or_reason_keeps_the_last_gate_shut(hostel: Hostel) -> None:
    round_id = talked(hostel)
    put(hostel, round_id, "Single cover at night")
    assert standings(hostel)[BOARD:] == [NOW, READY, READY]
    assert line(hostel)[BOARD].line == "1 card"
    made = hostel.do(priorities.add_priority, hostel.amina, round_id, "Rest").result
    assert standings(hostel)[BOARD:] == [DONE, NOW, NEXT]
    assert line(hostel)[PLAN].line == "1 priority needs an action, or a reason for none"
    action = replace(
        plans.new_action(hostel.team_id, round_id), what="Ask nights", priority_id=made.priority_id
    )
    hostel.do(plans.save_action, hostel.amina, action)
    assert standings(hostel)[BOARD:] == [DONE, NOW, READY]
    assert (line(hostel)[PLAN].line, line(hostel)[PLAN].part) == ("1 action", 1.0)


def test_after_sign_off_all_are_done_and_can_be_looked_at(hostel: Hostel) -> None:
    round_id = talked(hostel)
    put(hostel, round_id, "Single cover at night")
    sign(hostel, round_id)
    assert standings(hostel) == [DONE] * 6
    assert line(hostel)[SIGN].line == "nothing alters any more"


def test_an_abandoned_round_leads_nowhere(hostel: Hostel) -> None:
    round_id = hostel.start()
    hostel.do(steps.abandon_round, hostel.amina, round_id, "Half of us are ill")
    audit_round = hostel.see(seats.rating_sheet, hostel.jo, hostel.start()).round
    ended = replace(audit_round, state=RoundState.ABANDONED)
    assert [step.state for step in steps_of(ended)] == [DONE, NEXT, NEXT, NEXT, NEXT, NEXT]


def test_a_round_talked_about_together_has_no_rating_to_wait_for(hostel: Hostel) -> None:
    audit_round = hostel.see(seats.rating_sheet, hostel.jo, hostel.start()).round
    together = replace(audit_round, state=RoundState.AGREEING, together_only=True, talk_on=date(2026, 12, 8))
    shown = steps_of(together, HowFar(topics=12, left=12))
    assert [step.state for step in shown] == [DONE, DONE, NOW, NEXT, NEXT, NEXT]
    assert shown[1].line == "left out this time"
    assert shown[TALK].line == "Tuesday 8 December"
