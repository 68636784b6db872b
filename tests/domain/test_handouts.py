"""Slips for everybody and a sheet for the wall: what they say, and what they never do."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from pie_audit.domain.handouts import Slip, agreed_slip, plain_slip, wall_sheet
from pie_audit.domain.plan import ActionStatus
from pie_audit.domain.plan_material import PlanAction
from tests.make_plan import ACTIONS, make_action, make_whole

TODAY = date(2026, 12, 11)


def _said(slip: Slip) -> str:
    lines = [line for part in slip.parts for line in (part.heading, *part.lines)]
    return "\n".join((slip.title, slip.below, *lines, slip.foot))


def test_the_slip_tells_what_was_chosen_the_first_steps_and_what_is_asked() -> None:
    slip = agreed_slip(make_whole(), TODAY)
    assert [part.heading for part in slip.parts] == ["We chose to work on", "First steps", "We ask"]
    assert slip.parts[0].lines[0] == "Time to think, on nights too."
    assert slip.parts[1].lines[0] == "Ask nights which two evenings suit (night worker), by 27 November."
    assert slip.parts[2].lines[1] == "Larkfield: one day a month of a clinical supervisor."


def test_it_says_today_on_the_day_and_the_day_alone_afterwards() -> None:
    assert agreed_slip(make_whole(agreed_on=None), TODAY).title == "What we agreed today"
    assert agreed_slip(make_whole(), TODAY).title == "What we agreed today"
    later = agreed_slip(make_whole(), date(2027, 1, 5))
    assert (later.title, later.below) == ("What we agreed", "Quayside House · 11 December 2026")


def test_no_slip_has_a_name_or_a_level() -> None:
    for slip in (agreed_slip(make_whole(), TODAY), plain_slip(make_whole(), TODAY)):
        said = re.sub(r"\d+ (November|December)( \d{4})?", "", _said(slip))
        assert not re.search(r"\d", said)
        assert not any(name in said for name in ("Tom", "Amina", "Jo "))
        assert "Patchy" not in said


def test_the_plain_slip_tells_what_people_may_notice() -> None:
    slip = plain_slip(make_whole(), TODAY)
    assert slip.parts[1].heading == "What you may notice"
    assert "Fewer mornings where people find staff short with them." in slip.parts[1].lines
    assert "council" not in _said(slip)


def test_what_has_ended_is_on_no_slip() -> None:
    done = tuple(PlanAction(make_action(f"Do {n}", status=ActionStatus.DONE)) for n in range(2))
    slip = agreed_slip(make_whole(actions=done, priorities=(), consensus=()), TODAY)
    assert _said(slip).count("Do ") == 0
    assert slip.parts[0].lines == ("Nothing is written down yet.",)


def test_without_priorities_the_slip_tells_what_was_agreed_in_words() -> None:
    slip = agreed_slip(make_whole(priorities=()), TODAY)
    assert slip.parts[0].heading == "We agreed"
    assert slip.parts[0].lines[0] == "Behaviour has a history: We ask what lies behind it before we act."


def test_a_part_holds_four_lines_at_most() -> None:
    many = tuple(PlanAction(make_action(f"Do {n}")) for n in range(9))
    assert all(len(part.lines) <= 4 for part in agreed_slip(make_whole(actions=many), TODAY).parts)


def test_the_wall_sheet_names_roles_unless_the_team_wants_its_names() -> None:
    roles = wall_sheet(make_whole(), with_names=False)
    names = wall_sheet(make_whole(), with_names=True)
    assert [row.who for row in roles.rows] == ["Night worker", "Manager", "Needs owner"]
    assert [row.who for row in names.rows] == ["Tom", "Amina", "Needs owner"]
    assert [row.by for row in roles.rows] == ["27 November", "Ongoing", "Ongoing"]


def test_without_a_first_step_the_action_itself_hangs_on_the_wall() -> None:
    bare = replace(ACTIONS[0], action=replace(ACTIONS[0].action, first_small_step=" "))
    assert wall_sheet(make_whole(actions=(bare,)), with_names=True).rows[0].step == bare.action.what
