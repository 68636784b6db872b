"""Sessions of a group as the ledger keeps them: planned, held, cut short, called off, moved. What was said isn't here."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pie_audit.domain.errors import NotNow
from pie_audit.domain.group import Group
from pie_audit.domain.recurrence import Series
from pie_audit.domain.session import CancelledBy, Session, SessionKind, SessionStatus, WhyLost
from pie_audit.reports.series import days_of_series
from pie_audit.storage import groups, people, sessions
from pie_audit.words import _, plural
from pie_audit.workflows.presence import Me, acting
from pie_audit.workflows.supervision.groups import (
    comes_along,
    group_of_mine,
    has_words,
    is_of_team,
    leads,
    no_such_group,
    pass_on_frame,
)
from pie_audit.workflows.undo import Undoable

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

LONGEST_MIN = 480
FOLLOW_UP_DAYS = (7, 28)
"""A debrief is followed up in a week and in a month."""

_AROUND = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class NewSessions:
    """One session, or `count` of them every so many weeks. `minutes` each."""

    group_id: str
    first: date
    minutes: int
    count: int = 1
    every_weeks: int = 1
    paid: bool = True


def plan_sessions(tx: Transaction, me: Me, new: NewSessions) -> Undoable:
    """Put sessions into the ledger; any member may."""
    group = group_of_mine(tx, me, new.group_id)
    if group.ended_week is not None:
        raise NotNow(_("This group has ended."), _("Make another one to go on."))
    _check_minutes(new.minutes)
    days = days_of_series(Series(new.first, new.every_weeks, new.count))
    lines = tuple(
        Session(
            secrets.token_hex(16),
            group.kind,
            group.team_id,
            day,
            new.minutes,
            group_id=group.group_id,
            paid=new.paid,
        )
        for day in days
    )
    sessions.add_sessions(tx, lines)
    pass_on_frame(tx, me, group)
    name = plural("Planned a session", "Planned {n} sessions", len(lines)).format(n=len(lines))
    return Undoable(lines, name, _Unplan(tuple(line.session_id for line in lines)))


def plan_follow_ups(tx: Transaction, me: Me, session_id: str) -> Undoable:
    """After a debrief: the same people meet again in a week and in a month."""
    session, group = session_to_change(tx, me, session_id)
    if session.kind is not SessionKind.DEBRIEF or group.ended_week is not None:
        raise NotNow(
            _("Only a debrief has dates in a week and in a month."), _("Plan sessions of the group.")
        )
    lines = tuple(
        Session(
            secrets.token_hex(16),
            session.kind,
            session.team_id,
            day_of(session) + timedelta(days=days),
            session.planned_min,
            group_id=session.group_id,
            paid=session.paid,
        )
        for days in FOLLOW_UP_DAYS
    )
    sessions.add_sessions(tx, lines)
    ids = tuple(line.session_id for line in lines)
    return Undoable(lines, _("Planned two follow-ups"), _Unplan(ids))


@dataclass(frozen=True, slots=True)
class _Unplan:
    """Take back lines of which nothing came yet."""

    session_ids: tuple[str, ...]

    def __call__(self, tx: Transaction, me: Me) -> None:
        found = [session_of_mine(tx, me, session_id)[0] for session_id in self.session_ids]
        untouched = [s.session_id for s in found if s.status is SessionStatus.NOT_YET]
        sessions.delete_sessions(tx, [s for s in untouched if not has_words(tx, s)])


def hold(tx: Transaction, me: Me, session_id: str, minutes: int, day: date | None = None) -> Undoable:
    """It took place, for so many minutes; cut short where they were fewer than planned. Nothing else is needed."""
    mine = acting(me)
    before, _group = session_to_change(tx, me, session_id)
    today = mine.clock.today()
    held_on = day or min(today, before.due_on)
    _check_minutes(minutes)
    if held_on > today or before.due_on > today:
        raise NotNow(_("This session is still to come."), _("Note it when it has taken place."))
    status = SessionStatus.HELD if minutes >= before.planned_min else SessionStatus.CUT_SHORT
    held = replace(before, status=status, held_on=held_on, held_min=minutes, cancelled_by=None, reason=None)
    return _keep(tx, before, held, _("Noted a session as held"))


def call_off(tx: Transaction, me: Me, session_id: str, by: CancelledBy, why: WhyLost) -> Undoable:
    """It didn't take place, and why; nobody gets marked down for it."""
    before, _group = session_to_change(tx, me, session_id)
    off = replace(
        before, status=SessionStatus.CANCELLED, held_on=None, held_min=0, cancelled_by=by, reason=why
    )
    return _keep(tx, before, off, _("Called a session off"))


def move(tx: Transaction, me: Me, session_id: str, to: date, why: WhyLost) -> Undoable:
    """Put it off to another day. It counts once, on the day it was planned for."""
    before, _group = session_to_change(tx, me, session_id)
    if to == before.due_on:
        raise NotNow(_("That is the day it is planned for."), _("Choose another day."))
    moved = replace(
        before,
        status=SessionStatus.MOVED,
        moved_to=to,
        reason=why,
        held_on=None,
        held_min=0,
        cancelled_by=None,
    )
    return _keep(tx, before, moved, _("Moved a session"))


def _keep(tx: Transaction, before: Session, after: Session, name: str) -> Undoable:
    saved = sessions.save_session(tx, after)
    return Undoable(saved, name, _PutBack(before))


@dataclass(frozen=True, slots=True)
class _PutBack:
    """The line as it was, by somebody who may still change it."""

    before: Session

    def __call__(self, tx: Transaction, me: Me) -> None:
        now, _group = session_to_change(tx, me, self.before.session_id)
        sessions.save_session(tx, replace(self.before, version=now.version))


# who may look


def session_of_mine(tx: Transaction, me: Me, session_id: str) -> tuple[Session, Group]:
    """A session that this person may come to, with its group.

    Raises NotNow in the same words whether it is another's, one-to-one, or isn't there.
    """
    mine = acting(me)
    try:
        session = sessions.load_session(tx, session_id)
    except KeyError:
        raise no_such_group() from None
    group = _group_of(tx, session)
    if group is None or not comes_along(mine, group):
        raise no_such_group()
    return session, group


def session_to_change(tx: Transaction, me: Me, session_id: str) -> tuple[Session, Group]:
    """A session whose line this person may write: as a member, or as part of the team where it has no group."""
    session, group = session_of_mine(tx, me, session_id)
    if group.members and acting(me).member.person_id not in group.member_ids:
        raise NotNow(_("Who belongs to the group notes this."), _("You can come along and read."))
    return session, group


def _group_of(tx: Transaction, session: Session) -> Group | None:
    if session.group_id is not None:
        return groups.load_group(tx, session.group_id)
    if session.kind is not SessionKind.DEBRIEF or session.team_id is None:
        return None
    return gathering(session)


def gathering(session: Session) -> Group:
    """A debrief that belongs to no group is for everybody of the team who wants to come."""
    return Group("", session.kind, _("After {an_incident}"), session.team_id, (), is_open=True)


# what is shown


@dataclass(frozen=True, slots=True)
class GroupCard:
    """One group as the list shows it: the sessions to come and those behind, nearest first.

    `may_plan` for members, `may_change` for whoever looks after it.
    """

    group: Group
    to_come: tuple[Session, ...]
    behind: tuple[Session, ...]
    may_plan: bool
    may_change: bool

    @property
    def next(self) -> Session | None:
        """The next session, or None."""
        return self.to_come[0] if self.to_come else None


@dataclass(frozen=True, slots=True)
class GroupsView:
    """Everything that the list of groups shows. `names` are people by id; `in_team` if the team's lines may be read."""

    team_id: str | None
    in_team: bool
    today: date
    me_id: str
    mine: tuple[GroupCard, ...]
    open_to_me: tuple[GroupCard, ...]
    gatherings: tuple[Session, ...]
    names: Mapping[str, str]


def groups_view(tx: Transaction, me: Me, team_id: str | None) -> GroupsView:
    """The groups of whoever is signed in, open ones of the team, and debriefs for everybody in it."""
    mine = acting(me)
    person_id, today = mine.member.person_id, mine.clock.today()
    ours = [g for g in groups.groups_of(tx, person_id) if comes_along(mine, g)]
    team_groups = groups.groups_of_team(tx, team_id) if _in_team(me, team_id) and team_id else ()
    others = [g for g in team_groups if g not in ours and g.ended_week is None and comes_along(mine, g)]
    lines = sessions.sessions_of(tx, "", group_ids=[g.group_id for g in (*ours, *others)])
    return GroupsView(
        team_id,
        _in_team(me, team_id),
        today,
        person_id,
        tuple(_card(tx, me, g, lines) for g in ours),
        tuple(_card(tx, me, g, lines) for g in others),
        _gatherings(tx, me, team_id, today),
        {m.person_id: m.name for m in people.list_members(tx, with_left=True)},
    )


def sessions_of_group(tx: Transaction, group: Group) -> tuple[Session, ...]:
    """Its sessions by the day they are meant for, or took place."""
    found = sessions.sessions_of(tx, "", group_ids=[group.group_id]) if group.group_id else ()
    return tuple(sorted(found, key=day_of))


def day_of(session: Session) -> date:
    """The day it took place, else the one it is meant for."""
    return session.held_on or session.due_on


def _card(tx: Transaction, me: Me, group: Group, lines: Iterable[Session]) -> GroupCard:
    own = sorted((s for s in lines if s.group_id == group.group_id), key=day_of)
    belongs = acting(me).member.person_id in group.member_ids and group.ended_week is None
    return GroupCard(
        group,
        tuple(s for s in own if s.is_to_come),
        tuple(reversed([s for s in own if not s.is_to_come])),
        belongs,
        belongs and leads(tx, me, group),
    )


def _gatherings(tx: Transaction, me: Me, team_id: str | None, today: date) -> tuple[Session, ...]:
    if team_id is None or not _in_team(me, team_id):
        return ()
    found = sessions.sessions_of_team(tx, team_id, first=today - _AROUND, last=today + _AROUND)
    loose = [s for s in found if s.kind is SessionKind.DEBRIEF and s.group_id is None]
    return tuple(sorted(loose, key=day_of))


def _in_team(me: Me, team_id: str | None) -> bool:
    return is_of_team(acting(me).member, team_id)


def _check_minutes(minutes: int) -> None:
    if not 1 <= minutes <= LONGEST_MIN:
        raise NotNow(
            _("A session lasts from 1 to {n} minutes.").format(n=LONGEST_MIN), _("Write how long it was.")
        )
