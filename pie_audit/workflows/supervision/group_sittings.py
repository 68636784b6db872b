"""The page of one group session: everything that this person may read of it, in one value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pie_audit.domain.group import Group, GroupFrame, ThemeLine
from pie_audit.domain.group_minutes import Minutes, OwnPart, SessionPart, SmallChange, parts_of
from pie_audit.domain.session import Session
from pie_audit.domain.supervision import Addendum
from pie_audit.storage import groups, people
from pie_audit.workflows import self_record
from pie_audit.workflows.presence import Me, acting
from pie_audit.workflows.supervision import group_lines
from pie_audit.workflows.supervision.group_minutes import (
    NOTE_TAKER,
    addenda_of,
    begun_later,
    minutes_of,
    parts_at,
    people_at,
)
from pie_audit.workflows.supervision.group_sessions import day_of, session_of_mine, sessions_of_group
from pie_audit.workflows.supervision.groups import frame_of

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class LastTime:
    """What the session before left to come back to: small changes, and what each presenter meant to try."""

    day: date
    small_changes: tuple[SmallChange, ...]
    parts: Mapping[str, OwnPart]


@dataclass(frozen=True, slots=True)
class SittingView:
    """Everything that the page of a session shows.

    `minutes` is None where somebody else's are kept and this person wasn't there. `people` may be marked as there, by
    name. `parts` are each one's own. `line` is what the team reads; `line_open` while the group may still change it.
    `colleagues` and `allowed` are for the check of names. `begun_line` is one that this person hasn't added yet.
    """

    session: Session
    group: Group
    me_id: str
    today: date
    is_member: bool
    people: tuple[tuple[str, str], ...]
    frame: GroupFrame | None
    minutes: Minutes | None
    parts: Mapping[str, OwnPart]
    addenda: tuple[Addendum, ...]
    last_time: LastTime | None
    line: ThemeLine | None
    line_open: bool
    themes: tuple[tuple[str, str], ...]
    may_promote: bool
    in_plan: frozenset[str]
    on_wall: frozenset[str]
    in_my_log: bool
    colleagues: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    begun_line: str = ""
    has_wall: bool = False

    @property
    def i_was_there(self) -> bool:
        """Whether this person is marked as there."""
        return self.minutes is not None and self.me_id in self.minutes.present_ids

    @property
    def i_write(self) -> bool:
        """Whether this person takes the notes; nobody does before the first word."""
        if self.minutes is None:
            return False
        taker = self.minutes.who(NOTE_TAKER)
        return self.group.names_nobody or not taker or taker == self.me_id


def sitting(tx: Transaction, me: Me, session_id: str) -> SittingView:
    """A session with what this person may read of it. Raises NotNow for one that isn't theirs to come to."""
    mine = acting(me)
    session, group = session_of_mine(tx, me, session_id)
    minutes = minutes_of(tx, me, session)
    return SittingView(
        session=session,
        group=group,
        me_id=mine.member.person_id,
        today=mine.clock.today(),
        is_member=not group.members or mine.member.person_id in group.member_ids,
        people=people_at(tx, group, minutes),
        frame=frame_of(tx, me, group) if group.group_id else None,
        minutes=minutes,
        parts=parts_at(tx, me, session, minutes),
        addenda=addenda_of(tx, me, session).lines,
        last_time=_last_time(tx, me, session, group),
        line=groups.load_theme_line(tx, session_id),
        line_open=group_lines.line_is_open(tx, session, group, mine.clock.today()),
        themes=group_lines.themes_of(tx, session.team_id),
        may_promote=group_lines.may_promote(tx, me, session.team_id),
        in_plan=group_lines.in_plan(tx, session, minutes),
        on_wall=group_lines.on_wall(tx, session.team_id, minutes),
        in_my_log=group_lines.in_my_log(me, session_id),
        colleagues=tuple(member.name for member in people.list_members(tx)),
        allowed=self_record.load(tx, me).allowed_words,
        begun_line=begun_later(tx, me, session_id),
        has_wall=group_lines.has_wall(tx, session.team_id),
    )


def _last_time(tx: Transaction, me: Me, session: Session, group: Group) -> LastTime | None:
    """The latest session before this one whose minutes this person can read and that left something."""
    earlier = [s for s in sessions_of_group(tx, group) if day_of(s) < day_of(session)]
    for before in reversed(earlier[-3:]):
        minutes = minutes_of(tx, me, before)
        if minutes is None or not minutes.version:
            continue
        tries = {p: part for p, part in parts_at(tx, me, before, minutes).items() if part.will_try.strip()}
        if minutes.small_changes or tries:
            return LastTime(day_of(before), minutes.small_changes, tries)
        return None
    return None


def may_hold(view: SittingView, part: SessionPart) -> bool:
    """Whether the record of this session may hold such a part in its format."""
    model_id = view.minutes.model_id if view.minutes else ""
    return part in parts_of(view.session.kind, model_id)


def present_names(view: SittingView, person_ids: Iterable[str]) -> tuple[str, ...]:
    """Their names, in the order of the list."""
    wanted = set(person_ids)
    return tuple(name for person_id, name in view.people if person_id in wanted)
