"""The screens of groups, and the way to each through the real window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from pie_audit.domain.entry import Step
from pie_audit.domain.group import Group, GroupRole
from pie_audit.domain.group_minutes import Minutes, SmallChange
from pie_audit.domain.session import Session, SessionKind
from pie_audit.ui.home.something_happened import SomethingHappened
from pie_audit.workflows import unlock
from pie_audit.workflows.supervision import (
    group_minutes,
    group_sessions,
    groups,
)
from tests.ui.shell.desk import PASSWORD, TODAY, Desk

OTHER = "Tom Whitlock"


def _go(desk: Desk, area: str, argument: object = None) -> QWidget:
    desk.win.inside.go(area, argument)
    desk.rest()
    return desk.win.inside.page()


def _make(desk: Desk, kind: SessionKind = SessionKind.GROUP) -> tuple[Group, Session]:
    """A group of Amina and Tom that meets today and in a fortnight."""
    opened, me = desk.jobs.opened, desk.jobs.me
    tom = unlock.sign_in(opened, OTHER, PASSWORD).member.person_id
    new = groups.NewGroup(kind, "Tuesday group", next(iter(me.member.teams)), ((tom, GroupRole.FACILITATOR),))
    group = opened.write(lambda tx: groups.make_group(tx, me, new)).result
    days = group_sessions.NewSessions(group.group_id, TODAY, 60, count=2, every_weeks=2)
    return group, opened.write(lambda tx: group_sessions.plan_sessions(tx, me, days)).result[0]


def _notes(desk: Desk, session: Session, writer: unlock.SignedIn) -> None:
    opened = desk.jobs.opened
    tom = unlock.sign_in(opened, OTHER, PASSWORD).member.person_id
    both = (desk.jobs.me.member.person_id, tom)
    minutes = Minutes(
        present_ids=both,
        model_id="reflective-group",
        steps=(Step("asking", "What asks to be thought about", "The lift, again."),),
        small_changes=(SmallChange("c", "Meet at the door"),),
    )
    opened.write(lambda tx: group_minutes.save_minutes(tx, writer, session.session_id, minutes))
    desk.rest()


def _list(desk: Desk) -> QWidget:
    _make(desk)
    return _go(desk, "groups")


def _new(desk: Desk) -> QWidget:
    page = _go(desk, "groups")
    page.begin_new()
    desk.rest()
    return page


def _frame(desk: Desk) -> QWidget:
    group, _session = _make(desk)
    page = _go(desk, "groups")
    page.begin_frame(group.group_id)
    desk.rest()
    return page


def _planning(desk: Desk) -> QWidget:
    group, _session = _make(desk)
    page = _go(desk, "groups")
    page.begin_plan(group.group_id)
    desk.rest()
    return page


def _session(kind: SessionKind) -> Callable[[Desk], QWidget]:
    def show(desk: Desk) -> QWidget:
        _group, session = _make(desk, kind)
        if kind is SessionKind.GROUP:
            _notes(desk, session, desk.jobs.me)
        return _go(desk, "group-session", session.session_id)

    return show


def _reading(desk: Desk) -> QWidget:
    _group, session = _make(desk)
    _notes(desk, session, unlock.sign_in(desk.jobs.opened, OTHER, PASSWORD))
    return _go(desk, "group-session", session.session_id)


def _happened(desk: Desk) -> QWidget:
    page = _go(desk, "home")
    window = SomethingHappened(desk.jobs, next(iter(desk.jobs.me.member.teams)), page)
    window.open()
    desk.rest()
    return window


GROUPS: dict[str, Callable[[Desk], QWidget]] = {
    "groups, nothing yet": lambda desk: _go(desk, "groups"),
    "groups": _list,
    "making a group": _new,
    "what a group agreed": _frame,
    "planning sessions": _planning,
    "a group session": _session(SessionKind.GROUP),
    "a community of practice": _session(SessionKind.COMMUNITY),
    "an action learning set": _session(SessionKind.LEARNING_SET),
    "a debrief": _session(SessionKind.DEBRIEF),
    "a group session to read": _reading,
    "something happened": _happened,
}
"""By name, as in `screens.SCREENS`."""


def _session_again(desk: Desk) -> QWidget:
    me, team_id = desk.jobs.me, next(iter(desk.jobs.me.member.teams))
    view = desk.jobs.opened.read(lambda tx: group_sessions.groups_view(tx, me, team_id))
    return _go(desk, "group-session", view.mine[0].to_come[0].session_id)


def _frame_again(desk: Desk) -> QWidget:
    page = _go(desk, "groups")
    page.begin_frame(next(iter(page.panels)))
    desk.rest()
    return page


GROUP_WRITING: dict[str, tuple[Callable[[Desk], object], str, Callable[[Desk], object]]] = {
    "a step of a group session": (GROUPS["a group session"], "Arriving", _session_again),
    "what a session was about": (GROUPS["a group session"], "In a few words", _session_again),
    "a small change": (GROUPS["a group session"], "What changes", _session_again),
    "a line for the team": (GROUPS["a group session"], "A line in our words", _session_again),
    "a line added later": (GROUPS["a group session to read"], "A line to add", _session_again),
    "what a group is for": (GROUPS["what a group agreed"], "What the group is for", _frame_again),
}
"""Where somebody writes: the way there, the field, and the way back after a lock."""
