"""The list of groups: what meets when, making and changing one, its frame, and what the team reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from pie_audit.domain.group import Group, GroupFrame, GroupRole
from pie_audit.domain.session import SessionKind
from pie_audit.storage import groups as stored
from pie_audit.ui.supervision.groups_page import GroupsPage
from pie_audit.ui.theme import apply
from pie_audit.workflows import hard_times
from pie_audit.workflows.supervision import (
    group_lines,
    group_sessions,
    groups,
)
from tests.meeting import make_group, person, plan, write
from tests.quarter import TODAY, Hostel, finished, hostel
from tests.ui.accessibility import nameless
from tests.ui.conftest import settle
from tests.ui.supervision.room import Room, room, said

__all__ = ["finished", "hostel", "room"]


def open_page(room: Room, name: str = "jo", *, width: int = 1144) -> GroupsPage:
    def make(jobs: Any) -> GroupsPage:
        return GroupsPage(jobs, room.hostel.team_id)

    page: GroupsPage = room.sit(name, make, width=width)
    return page


def only(hostel: Hostel, name: str = "jo") -> Group:
    found = hostel.read(lambda tx: stored.groups_of(tx, person(hostel, name)))
    assert len(found) == 1
    return found[0]


def test_nothing_yet_says_what_a_group_is(room: Room) -> None:
    page = open_page(room)
    assert "No group yet" in said(page)
    assert page.first_focus is page.new


def test_a_group_is_made_in_one_form(room: Room, hostel: Hostel) -> None:
    page = open_page(room)
    room.press("Make a group", page)
    form = page.form
    form.name.setText("Thinking hour")
    form.rows[person(hostel, "sam")][0].click()
    room.press("Make it", page)
    group = only(hostel)
    assert (group.name, group.kind, group.every_weeks, group.minutes) == (
        "Thinking hour",
        SessionKind.GROUP,
        2,
        60,
    )
    assert group.role_of(person(hostel, "jo")) is GroupRole.CONVENOR
    assert group.role_of(person(hostel, "sam")) is GroupRole.MEMBER
    assert "Thinking hour" in said(page)
    assert not form.isVisible()


def test_a_form_that_cant_be_says_why_and_keeps_what_was_typed(room: Room, hostel: Hostel) -> None:
    page = open_page(room)
    page.begin_new()
    kinds = [page.form.kind.itemText(at) for at in range(page.form.kind.count())]
    page.form.kind.setCurrentIndex(kinds.index("Peer reflection"))
    page.form.kind.activated.emit(page.form.kind.currentIndex())
    assert not page.form.open.isVisible()
    room.press("Make it", page)
    assert "two or three" in said(page.form)
    assert page.form.name.text() == "Peer reflection"
    assert hostel.read(lambda tx: stored.groups_of(tx, person(hostel, "jo"))) == ()


def test_staff_are_offered_no_leaders_group_and_a_leader_no_other(room: Room) -> None:
    page = open_page(room)
    page.begin_new()
    kinds = [page.form.kind.itemText(at) for at in range(page.form.kind.count())]
    assert "Leaders’ session" not in kinds
    assert len(kinds) == 7
    page.hide()
    page = open_page(room, "lee")
    page.begin_new()
    assert [page.form.kind.itemText(at) for at in range(page.form.kind.count())] == ["Leaders’ session"]


def test_a_facilitator_comes_from_outside(room: Room, hostel: Hostel) -> None:
    page = open_page(room)
    page.begin_new()
    page.form.outside.setCurrentIndex(page.form.outside.findText("Lee Park"))
    room.press("Make it", page)
    assert only(hostel).role_of(person(hostel, "lee")) is GroupRole.OUTSIDE


def test_a_row_of_sessions_is_planned_under_its_group(room: Room, hostel: Hostel) -> None:
    group = make_group(hostel, "sam")
    page = open_page(room)
    room.press("Plan sessions: Tuesday group", page)
    room.press("Plan them", page)
    days = [s.planned_on for s in hostel.read(lambda tx: group_sessions.sessions_of_group(tx, group))]
    assert days == [TODAY + timedelta(weeks=2 * n) for n in range(6)]
    assert page.plan_form is None
    assert "Next: Today" in said(page)
    hostel.do(lambda tx, me: room.done[-1].undo(tx, me), hostel.jo)
    page.reload()
    room.calm()
    assert "Nothing is planned." in said(page)


def test_a_length_that_cant_be_is_told_in_the_form(room: Room, hostel: Hostel) -> None:
    make_group(hostel)
    page = open_page(room)
    room.press("Plan sessions: Tuesday group", page)
    assert page.plan_form is not None
    page.plan_form.minutes.setText("0")
    room.press("Plan them", page)
    assert "minutes" in said(page.plan_form)


def test_changing_and_ending(room: Room, hostel: Hostel) -> None:
    make_group(hostel, "sam")
    page = open_page(room)
    room.press("Change: Tuesday group", page)
    page.form.name.setText("Thursday group")
    page.form.rows[person(hostel, "sam")][0].click()
    room.press("Keep it like this", page)
    assert only(hostel).name == "Thursday group"
    assert person(hostel, "sam") not in only(hostel).member_ids
    room.press("End it: Thursday group", page)
    assert "It has ended." in said(page)
    assert [done.name for done in room.done] == ["Changed a group", "Ended a group"]


def test_a_member_who_doesnt_lead_plans_but_doesnt_change(room: Room, hostel: Hostel) -> None:
    make_group(hostel, "sam")
    page = open_page(room, "sam")
    words = [b.accessibleName() for b in page.findChildren(type(page.new).__mro__[1]) if b.isVisible()]
    assert "Plan sessions: Tuesday group" in words
    assert "Change: Tuesday group" not in words
    assert "End it: Tuesday group" not in words


def test_the_frame_is_kept_as_one_types(room: Room, hostel: Hostel) -> None:
    group = make_group(hostel, "sam")
    page = open_page(room)
    room.press("What we agreed: Tuesday group", page)
    settle()
    assert page.frame_form is not None
    room.type_into(page.frame_form.texts["ground_rules"], "What is said here stays here.")
    assert page.unsaved()
    room.press("Done", page)
    assert page.frame_form is None
    found = hostel.see(groups.open_frame, hostel.sam, group.group_id)
    assert found.ground_rules == "What is said here stays here."
    assert found.purpose == ""


def test_two_who_write_one_frame_see_both(room: Room, hostel: Hostel) -> None:
    group = make_group(hostel, "sam")
    hostel.do(groups.save_frame, hostel.sam, group.group_id, GroupFrame(purpose="Before"))
    page = open_page(room)
    room.press("What we agreed: Tuesday group", page)
    now = hostel.see(groups.open_frame, hostel.sam, group.group_id)
    assert page.frame_form is not None
    room.type_into(page.frame_form.texts["place"], "Mine")
    hostel.do(groups.save_frame, hostel.sam, group.group_id, replace(now, place="Theirs"))
    page.flush()
    room.calm()
    assert "Theirs" in said(page.frame_form)
    room.press("Go on with yours", page)
    page.flush()
    room.calm()
    assert hostel.see(groups.open_frame, hostel.sam, group.group_id).place == "Mine"
    assert not page.unsaved()


def test_a_frame_from_before_somebody_joined_says_how_to_read_it(room: Room, hostel: Hostel) -> None:
    group = make_group(hostel, "sam", is_open=True)
    hostel.do(groups.save_frame, hostel.jo, group.group_id, GroupFrame(purpose="Before"))
    tom = (person(hostel, "tom"), GroupRole.MEMBER)
    bare = replace(group, members=tuple(sorted((*group.members, tom))))
    hostel.opened.write(lambda tx: stored.save_group(tx, bare))
    page = open_page(room, "tom")
    room.press("What we agreed: Tuesday group", page)
    assert "before you joined" in said(page)
    assert page.frame_form is None


def test_the_team_reads_lines_and_finds_the_talks_after_something_happened(
    room: Room, hostel: Hostel
) -> None:
    session = plan(hostel, make_group(hostel, "sam"))
    write(hostel, session, "jo", "sam")
    hostel.do(group_lines.send_line, hostel.jo, session.session_id, "We need slower endings.", ())
    hostel.do(hard_times.note_hard_time, hostel.jo, hard_times.WhatHappened(hostel.team_id, TODAY))
    page = open_page(room, "tom")
    assert "We need slower endings." in said(page)
    assert "Tuesday group" not in said(page)
    room.press("Open the talk of Wednesday 25 November", page)
    assert room.went[-1][0] == "group-session"
    page.hide()
    leader = open_page(room, "lee")
    assert "slower endings" not in said(leader)
    assert "After something happened" not in said(leader)


def test_an_open_group_is_found_by_the_team(room: Room, hostel: Hostel) -> None:
    plan(hostel, make_group(hostel, "sam", is_open=True))
    page = open_page(room, "tom")
    assert "open to the team" in said(page)
    room.press("Open the session of Today, Wednesday 18 November", page)
    assert room.went[-1][0] == "group-session"


def test_a_form_stays_open_while_the_list_is_read_again(room: Room, hostel: Hostel) -> None:
    make_group(hostel, "sam")
    page = open_page(room)
    room.press("What we agreed: Tuesday group", page)
    assert page.frame_form is not None
    room.type_into(page.frame_form.texts["purpose"], "To think")
    page.reload()
    room.calm()
    assert page.frame_form.isVisible()
    assert page.frame_form.texts["purpose"].text() == "To think"
    page.flush()
    room.calm()


@pytest.mark.parametrize(("width", "percent"), [(958, 100), (1144, 100), (1300, 200)])
def test_the_page_never_scrolls_sideways_and_everything_has_a_name(
    room: Room, hostel: Hostel, width: int, percent: int
) -> None:
    group = make_group(hostel, "sam")
    plan(hostel, group, count=3)
    apply(QApplication.instance(), "light", percent)
    page = open_page(room, width=width)
    page.begin_new()
    page.begin_plan(group.group_id)
    settle()
    assert page.body.overflow() == 0
    assert page.minimumSizeHint().width() <= width
    assert nameless(page) == []
