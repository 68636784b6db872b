"""Whom something may be shared with: one's supervisor first, colleagues of one's team, and groups one belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pie_audit.domain.errors import NotNow
from pie_audit.domain.session import SessionKind
from pie_audit.domain.team import Member, Role, Standing
from pie_audit.storage import groups, people, sessions, shares
from pie_audit.words import _
from pie_audit.workflows import pins, self_record
from pie_audit.workflows.presence import Me, SignedIn, acting

if TYPE_CHECKING:
    from pie_audit.domain.group import Group
    from pie_audit.storage.transaction import Transaction


class Tie(StrEnum):
    """How a reader stands to whoever shares."""

    SUPERVISOR = "supervisor"
    SUPERVISEE = "supervisee"
    COLLEAGUE = "colleague"


_ORDER = tuple(Tie)


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom one copy is for: these people; `group_id` where they are those of a group as it was shown."""

    reader_ids: tuple[str, ...]
    group_id: str | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody to choose. `ready` once they have signed in; `changed` where their key has to be compared first.

    `manages` tells that they also manage a team of whoever shares.
    """

    person_id: str
    name: str
    tie: Tie
    ready: bool
    changed: bool
    manages: bool


@dataclass(frozen=True, slots=True)
class ReaderGroup:
    """A group to choose: its other members who can read, and the names of those who haven't signed in yet."""

    group_id: str
    name: str
    readers: tuple[Reader, ...]
    not_yet: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """What a share begins with. `first_time` asks to say once what confidentiality can't cover.

    `colleagues` and `allowed` are what the name check needs to know.
    """

    people: tuple[Reader, ...]
    groups: tuple[ReaderGroup, ...]
    first_time: bool
    colleagues: tuple[str, ...]
    allowed: tuple[str, ...]


def choices(tx: Transaction, me: Me) -> Choices:
    """Everybody this person may share with, and what the share dialog must know."""
    mine = acting(me)
    remembered = self_record.load(tx, me)
    readers = _readers(tx, mine, remembered.pins)
    others = [m for m in people.list_members(tx) if m.person_id != mine.member.person_id]
    return Choices(
        tuple(r for r in readers.values() if r.person_id in _people(tx, mine)),
        tuple(_as_choice(group, mine, readers) for group in _my_groups(tx, mine)),
        not shares.notes_by(tx, mine.member.person_id),
        tuple(m.name for m in others),
        remembered.allowed_words,
    )


def require(tx: Transaction, me: Me, to: Audience) -> None:
    """Raises NotNow unless every reader is one that `choices` offers in this way."""
    mine = acting(me)
    if not to.reader_ids:
        raise NotNow(_("Nobody was chosen yet."), _("Choose a person or a group."))
    if to.group_id is None:
        known = frozenset(_people(tx, mine))
    else:
        of_group = [g.member_ids for g in _my_groups(tx, mine) if g.group_id == to.group_id]
        known = of_group[0] if of_group else frozenset()
    active = {m.person_id for m in people.list_members(tx) if m.standing is Standing.ACTIVE}
    if not set(to.reader_ids) <= (known & active) - {mine.member.person_id}:
        raise NotNow(
            _("Somebody here isn’t one you can share with any more."), _("Choose again whom it’s for.")
        )


def group_name(tx: Transaction, me: Me, group_id: str | None) -> str:
    """The name of a group, for whoever belongs or belonged to it; empty for no group."""
    if group_id is None:
        return ""
    acting(me)
    try:
        return groups.load_group(tx, group_id).name
    except KeyError:
        return _("a group that has ended")


def _people(tx: Transaction, mine: SignedIn) -> dict[str, Tie]:
    """Who may be chosen by name, and how they stand to this person; the closest tie where there are two.

    Anybody can begin an agreement with anybody: it ties nobody who hasn't put their own name to it.
    """
    own = mine.member
    found = dict.fromkeys((m.person_id for m in _colleagues(tx, own)), Tie.COLLEAGUE)
    for agreement in sessions.agreements_of(tx, own.person_id):
        if agreement.ended_week is not None or own.person_id not in agreement.signed_by:
            continue
        other = agreement.other(own.person_id)
        tie = Tie.SUPERVISOR if other == agreement.supervisor_id else Tie.SUPERVISEE
        found[other] = min(found.get(other, tie), tie, key=_ORDER.index)
    return {p: tie for p, tie in found.items() if p != own.person_id}


def _colleagues(tx: Transaction, own: Member) -> list[Member]:
    """Those of one's own teams; for leaders without a team the other leaders."""
    teams = own.teams | own.manages
    if not teams and Role.LEADER in own.roles:
        return [m for m in people.list_members(tx) if Role.LEADER in m.roles]
    return [m for m in people.list_members(tx) if (m.teams | m.manages) & teams]


def _my_groups(tx: Transaction, mine: SignedIn) -> list[Group]:
    """Groups in which this person is at home now: who leads no more can't tell that leaders have one."""
    found = groups.groups_of(tx, mine.member.person_id)
    is_leader = Role.LEADER in mine.member.roles
    ours = [g for g in found if is_leader or g.kind is not SessionKind.LEADERS]
    return [g for g in ours if g.ended_week is None and g.member_ids - {mine.member.person_id}]


def _readers(tx: Transaction, mine: SignedIn, pinned: tuple[self_record.Pin, ...]) -> dict[str, Reader]:
    """Everybody who is here, the closest first."""
    ties, keyed = _people(tx, mine), people.people_with_keys(tx)
    trusted: dict[str, set[str]] = {}
    for pin in pinned:
        trusted.setdefault(pin.person_id, set()).add(pin.keys)
    found = [
        Reader(
            member.person_id,
            member.name,
            ties.get(member.person_id, Tie.COLLEAGUE),
            member.person_id in keyed,
            _has_changed(tx, member.person_id, trusted),
            bool(member.manages & mine.member.teams),
        )
        for member in people.list_members(tx)
        if member.standing is Standing.ACTIVE and member.person_id != mine.member.person_id
    ]
    found.sort(key=lambda r: (_ORDER.index(r.tie), r.name.casefold(), r.person_id))
    return {reader.person_id: reader for reader in found}


def _has_changed(tx: Transaction, person_id: str, trusted: dict[str, set[str]]) -> bool:
    key = people.load_user_key(tx, person_id)
    known = trusted.get(person_id)
    return key is not None and bool(known) and pins.fingerprint(key) not in (known or set())


def _as_choice(group: Group, mine: SignedIn, readers: dict[str, Reader]) -> ReaderGroup:
    here = [readers[p] for p in sorted(group.member_ids - {mine.member.person_id}) if p in readers]
    return ReaderGroup(
        group.group_id,
        group.name,
        tuple(sorted((r for r in here if r.ready), key=lambda r: r.name.casefold())),
        tuple(sorted(r.name for r in here if not r.ready)),
    )
