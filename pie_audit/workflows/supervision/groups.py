"""Groups that meet: making one, who belongs, its frame, and ending it. Who doesn't belong can't tell that it exists."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pie_audit.domain.errors import NotNow
from pie_audit.domain.group import Group, GroupFrame, GroupRole
from pie_audit.domain.session import SessionKind
from pie_audit.domain.team import Member, Role, Standing, tidy_name
from pie_audit.storage import groups, people, records, sessions
from pie_audit.words import _
from pie_audit.workflows.permissions import Act, Matter, may
from pie_audit.workflows.pins import KeyChanged
from pie_audit.workflows.presence import Me, SignedIn, acting
from pie_audit.workflows.sealed_pages import from_json, named_id, open_page, save_for, to_json
from pie_audit.workflows.undo import Undoable

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

NAME_LIMIT = 120
FEWEST_PEERS, MOST_PEERS = 2, 3
_FROM_ANYWHERE = frozenset({SessionKind.COMMUNITY, SessionKind.LEADERS})


@dataclass(frozen=True, slots=True)
class NewGroup:
    """What makes a group. A leaders' group has no team."""

    kind: SessionKind
    name: str
    team_id: str | None
    members: tuple[tuple[str, GroupRole], ...]
    every_weeks: int = 2
    minutes: int = 60
    is_open: bool = False


def kinds_to_make(tx: Transaction, me: Me, team_id: str | None) -> tuple[SessionKind, ...]:
    """The kinds of group that this person may make."""
    mine = acting(me).member
    ours = [k for k in SessionKind if k not in {SessionKind.SUPERVISION, SessionKind.TRAINING}]
    return tuple(k for k in ours if _may_make(mine, k, None if k is SessionKind.LEADERS else team_id))


@dataclass(frozen=True, slots=True)
class Making:
    """What a form for groups offers: kinds, who may belong to each, and who may only facilitate from outside.

    People are pairs of id and name.
    """

    me_id: str
    team_id: str | None
    kinds: tuple[SessionKind, ...]
    members: Mapping[SessionKind, tuple[tuple[str, str], ...]]
    outside: Mapping[SessionKind, tuple[tuple[str, str], ...]]


def making(tx: Transaction, me: Me, team_id: str | None) -> Making:
    """What this person may make, and of whom."""
    kinds = kinds_to_make(tx, me, team_id)
    inside = {kind: _may_belong(tx, kind, team_id, GroupRole.MEMBER) for kind in kinds}
    anywhere = {kind: _may_belong(tx, kind, team_id, GroupRole.OUTSIDE) for kind in kinds}
    return Making(
        acting(me).member.person_id,
        team_id,
        kinds,
        {kind: _named(inside[kind]) for kind in kinds},
        {kind: _named(m for m in anywhere[kind] if m not in inside[kind]) for kind in kinds},
    )


def _named(members: Iterable[Member]) -> tuple[tuple[str, str], ...]:
    return tuple((m.person_id, m.name) for m in members)


def make_group(tx: Transaction, me: Me, new: NewGroup) -> Undoable:
    """Begin a group; whoever makes it belongs and, unless they said otherwise, is its convenor."""
    mine = acting(me)
    _require_make(mine.member, new.kind, new.team_id)
    members = new.members
    if mine.member.person_id not in dict(members):
        members = ((mine.member.person_id, GroupRole.CONVENOR), *members)
    group = Group(
        secrets.token_hex(16),
        new.kind,
        _tidy(new.name),
        new.team_id,
        tuple(sorted(members)),
        new.every_weeks,
        new.minutes,
        new.is_open and new.team_id is not None,
    )
    _refuse_strangers(tx, group, ())
    saved = groups.save_group(tx, group)
    return Undoable(saved, _("Made a group"), _Unmake(saved.group_id))


@dataclass(frozen=True, slots=True)
class _Unmake:
    """Take a group back; once it has sessions it is ended instead."""

    group_id: str

    def __call__(self, tx: Transaction, me: Me) -> None:
        group = group_to_lead(tx, me, self.group_id)
        if sessions.sessions_of(tx, "", group_ids=[self.group_id]):
            groups.save_group(tx, replace(group, ended_week=acting(me).week))
        else:
            groups.delete_group(tx, self.group_id)


def change_group(tx: Transaction, me: Me, group: Group) -> Undoable:
    """Another name, other members, another rhythm. Who joins reads the frame from now on, and no earlier minutes."""
    before = group_to_lead(tx, me, group.group_id)
    if (group.kind, group.team_id, group.ended_week) != (before.kind, before.team_id, before.ended_week):
        raise NotNow(_("A group stays what it was made for."), _("Make another one."))
    changed = replace(group, name=_tidy(group.name), members=tuple(sorted(group.members)))
    _refuse_strangers(tx, changed, before.member_ids)
    saved = groups.save_group(tx, changed)
    pass_on_frame(tx, me, saved)
    return Undoable(saved, _("Changed a group"), _Restore(before))


def end_group(tx: Transaction, me: Me, group_id: str) -> Undoable:
    """It meets no more. What was planned for later days is taken out; what took place stays."""
    mine = acting(me)
    before = group_to_lead(tx, me, group_id)
    today = mine.clock.today()
    later = [
        s
        for s in sessions.sessions_of(tx, "", group_ids=[group_id])
        if s.is_to_come and s.moved_to is None and s.planned_on >= today and not has_words(tx, s.session_id)
    ]
    sessions.delete_sessions(tx, [s.session_id for s in later])
    saved = groups.save_group(tx, replace(before, ended_week=mine.week))

    def undo(tx: Transaction, me: Me) -> None:
        _Restore(before)(tx, me)
        sessions.add_sessions(tx, later)

    return Undoable(saved, _("Ended a group"), undo)


@dataclass(frozen=True, slots=True)
class _Restore:
    """Put a group back as it was, by somebody who still looks after it."""

    before: Group

    def __call__(self, tx: Transaction, me: Me) -> None:
        now = group_to_lead(tx, me, self.before.group_id, ended=True)
        saved = groups.save_group(tx, replace(self.before, version=now.version))
        pass_on_frame(tx, me, saved)


def frame_of(tx: Transaction, me: Me, group: Group) -> GroupFrame | None:
    """What the group agreed about itself; a blank one before anybody wrote it, None where it isn't sealed for me."""
    record_id = _frame_id(group.group_id)
    found = open_page(tx, me, record_id)
    if found is None:
        return None if _is_kept(tx, record_id) else GroupFrame()
    return replace(from_json(found.body, GroupFrame), version=found.version)


def open_frame(tx: Transaction, me: Me, group_id: str) -> GroupFrame | None:
    """The frame of a group of one's own, as `frame_of` says."""
    return frame_of(tx, me, group_of_mine(tx, me, group_id))


def save_frame(tx: Transaction, me: Me, group_id: str, frame: GroupFrame) -> GroupFrame:
    """Keep the frame for all members; as it stands now. Raises Clash where somebody changed it meanwhile."""
    group = group_of_mine(tx, me, group_id)
    if group.ended_week is not None:
        raise NotNow(_("This group has ended."), _("Make another one to go on."))
    if frame_of(tx, me, group) is None:
        raise NotNow(
            _("The frame was written before you joined."),
            _("Ask another member to open it and change a word."),
        )
    return replace(frame, version=_seal_frame(tx, me, group, frame))


def pass_on_frame(tx: Transaction, me: Me, group: Group) -> None:
    """Seal the frame anew for whoever belongs now.

    Nothing happens where there is none, where it isn't mine to open, and until the key of each member is trusted:
    somebody's new key mustn't keep the others from planning.
    """
    with suppress(KeyChanged):
        frame = frame_of(tx, me, group)
        if frame is not None and frame.version and acting(me).member.person_id in group.member_ids:
            _seal_frame(tx, me, group, frame)


def group_of_mine(tx: Transaction, me: Me, group_id: str) -> Group:
    """A group that this person belongs to. Raises NotNow in the same words whether it is another's or isn't there."""
    mine = acting(me).member
    group = _load(tx, group_id)
    if group is None or mine.standing is not Standing.ACTIVE or mine.person_id not in group.member_ids:
        raise no_such_group()
    if group.kind is SessionKind.LEADERS and Role.LEADER not in mine.roles:
        raise no_such_group()
    return group


def group_to_lead(tx: Transaction, me: Me, group_id: str, *, ended: bool = False) -> Group:
    """A group that this person may change: as its convenor or facilitator, or as a member where it has none here.

    Raises NotNow for others, and for a group that has ended unless `ended`.
    """
    group = group_of_mine(tx, me, group_id)
    if not leads(tx, me, group):
        raise NotNow(
            _("Whoever convenes or facilitates this group changes it."), _("Ask them; you can plan sessions.")
        )
    if group.ended_week is not None and not ended:
        raise NotNow(_("This group has ended."), _("Make another one to go on."))
    return group


def leads(tx: Transaction, me: Me, group: Group) -> bool:
    """Whether this person looks after the group."""
    here = {m.person_id for m in people.list_members(tx)}
    leading = {person_id for person_id, role in group.members if role.leads and person_id in here}
    return acting(me).member.person_id in (leading or group.member_ids)


def comes_along(me: SignedIn, group: Group) -> bool:
    """Whether this person is at home in the group's sessions: as a member, or in an open one as part of the team."""
    mine = me.member
    if mine.standing is not Standing.ACTIVE:
        return False
    if group.kind is SessionKind.LEADERS:
        return Role.LEADER in mine.roles and mine.person_id in group.member_ids
    return mine.person_id in group.member_ids or (group.is_open and is_of_team(mine, group.team_id))


def is_of_team(member: Member, team_id: str | None) -> bool:
    """Whether somebody works in the team or manages it; a leader who is listed with it doesn't."""
    return team_id is not None and may(member, Act.READ_TEAM, Matter(team_id))


def with_keys(tx: Transaction, person_ids: Iterable[str]) -> frozenset[str]:
    """Those of them for whom something can be sealed: whoever has signed in once."""
    return frozenset(person_ids) & people.people_with_keys(tx)


def minutes_id(session_id: str) -> bytes:
    """Under which the minutes of a session lie."""
    return named_id("group session", session_id, "minutes")


def has_words(tx: Transaction, session_id: str) -> bool:
    """Whether somebody wrote at this session: then its line stays, whatever is undone or ended."""
    is_told = groups.load_theme_line(tx, session_id) is not None
    return is_told or _is_kept(tx, minutes_id(session_id))


def no_such_group() -> NotNow:
    """What anybody is told who doesn't belong: it doesn't say whether there is one."""
    return NotNow(_("There’s no such group here."), _("Look at the groups that you belong to."))


def _frame_id(group_id: str) -> bytes:
    return named_id("group", group_id, "frame")


def _is_kept(tx: Transaction, record_id: bytes) -> bool:
    return records.load_record(tx, record_id) is not None


def _seal_frame(tx: Transaction, me: Me, group: Group, frame: GroupFrame) -> int:
    body = to_json(replace(frame, version=0))
    readers = with_keys(tx, group.member_ids)
    return save_for(tx, me, _frame_id(group.group_id), body, readers, expected=frame.version)


def _load(tx: Transaction, group_id: str) -> Group | None:
    try:
        return groups.load_group(tx, group_id)
    except KeyError:
        return None


def _tidy(name: str) -> str:
    return tidy_name(name)[:NAME_LIMIT]


def _may_make(mine: Member, kind: SessionKind, team_id: str | None) -> bool:
    if kind is SessionKind.LEADERS:
        return team_id is None and Role.LEADER in mine.roles and mine.standing is Standing.ACTIVE
    return is_of_team(mine, team_id)


def _require_make(mine: Member, kind: SessionKind, team_id: str | None) -> None:
    if kind in {SessionKind.SUPERVISION, SessionKind.TRAINING} or not _may_make(mine, kind, team_id):
        raise NotNow(
            _("That kind of group isn’t yours to make."), _("Choose another kind, or one of your own teams.")
        )


def _may_belong(
    tx: Transaction, kind: SessionKind, team_id: str | None, role: GroupRole
) -> tuple[Member, ...]:
    everybody = people.list_members(tx)
    if kind is SessionKind.LEADERS:
        return tuple(m for m in everybody if Role.LEADER in m.roles)
    if kind in _FROM_ANYWHERE or role is GroupRole.OUTSIDE:
        return everybody
    return tuple(m for m in everybody if is_of_team(m, team_id))


def _refuse_strangers(tx: Transaction, group: Group, already: Iterable[str]) -> None:
    """New members come from where such a group takes its people; there is nobody twice, and peers are few."""
    if len(group.member_ids) != len(group.members) or not group.members:
        raise NotNow(_("Somebody is on the list twice, or nobody is."), _("Choose each person once."))
    for person_id, role in group.members:
        allowed = {m.person_id for m in _may_belong(tx, group.kind, group.team_id, role)}
        if person_id not in allowed | set(already):
            raise NotNow(
                _("Somebody on the list can’t belong to this group."),
                _("Choose from the people who are offered."),
            )
    if group.kind is SessionKind.PEER and not FEWEST_PEERS <= len(group.members) <= MOST_PEERS:
        raise NotNow(_("Peer reflection is for two or three people."), _("Choose one or two others."))
