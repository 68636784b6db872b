"""People who leave: ninety days for their own pages, which nobody may shorten, then their keys are destroyed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol, TypeVar

from pie_audit.domain.errors import NotNow
from pie_audit.domain.quarter import iso_week
from pie_audit.domain.team import Member, Standing
from pie_audit.storage import former_keys, people, trail
from pie_audit.vault import slots
from pie_audit.words import _
from pie_audit.workflows.presence import Me, Premises, SignedIn, acting

if TYPE_CHECKING:
    from collections.abc import Callable

    from pie_audit.storage.transaction import Transaction
    from pie_audit.vault.slots import KeySlots
    from pie_audit.workflows.worker import Work

T = TypeVar("T")


class Opened(Protocol):
    """What is needed of an open workspace; every sign-in looks for what is over."""

    premises: Premises

    def read(self, work: Work[T]) -> T:
        """Run a reading transaction and wait for it."""

    def write(self, work: Work[T]) -> T:
        """Run a writing transaction and wait for its commit."""

    def change_slots(self, change: Callable[[KeySlots], KeySlots]) -> None:
        """Write the key slots whole."""


DAYS = timedelta(days=90)
AGREED_AFTER = timedelta(days=7)
"""A clock that jumps forward mustn't destroy anything: a second opening, so much later, has to agree."""

BY_CHOICE, AT_THE_END = "keys destroyed by choice", "keys destroyed after leaving"


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """Until when somebody who left may take their pages. `days` is 0 once that day is over."""

    until: date
    days: int


def last_day(week: str) -> date:
    """The last day for somebody who left in this ISO week: 90 days after its Sunday."""
    return date.fromisoformat(f"{week}-7") + DAYS


def time_left(tx: Transaction, me: Me) -> TimeLeft:
    """How long whoever left, and is signed in, has. Raises NotNow for who is here."""
    mine = acting(me)
    week = former_keys.left_week(tx, mine.member.person_id)
    if week is None:
        raise NotNow(_("You’re here; nobody is asking you to go."), _("There is no need to hurry."))
    until = last_day(week)
    return TimeLeft(until, max(0, (until - mine.clock.today()).days))


def retire(tx: Transaction, member: Member, week: str) -> None:
    """Somebody has left in this ISO week. Their ninety days never begin earlier than that, nor earlier than before.

    A clock that was set back would make them shorter, so the last line of the security record counts too.
    """
    before = former_keys.left_week(tx, member.person_id) if member.standing is Standing.LEFT else None
    noted = [iso_week(date.fromisoformat(line.minute[:10])) for line in trail.lines(tx, latest=1)]
    latest = max([week, *noted, *([before] if before else [])])
    people.set_standing(tx, member.person_id, Standing.LEFT, week=latest)
    former_keys.forget_seen_over(tx, member.person_id)


def destroy_what_is_over(opened: Opened, *, but: str) -> None:
    """Destroy the keys of those whose time is over, where an opening at least a week ago saw that too.

    `but` is the person who is signing in just now: nobody loses their pages while they ask for them. Runs at every
    sign-in; on most of them it reads two short lists.
    """
    today = opened.premises.clock.today()
    weeks, seen = opened.read(lambda tx: (former_keys.left_weeks(tx), former_keys.seen_over_on(tx)))
    over = {person_id for person_id, week in weeks.items() if today > last_day(week)}
    due = {p for p in over - {but} if p in seen and seen[p] + AGREED_AFTER <= today}
    fresh = {p for p in over if p not in seen or seen[p] > today}
    not_over = set(seen) - over
    if due or fresh or not_over:
        opened.write(lambda tx: _write(tx, opened, due, fresh, not_over))
    _drop_slots(opened)


def destroy_now(opened: Opened, me: Me) -> None:
    """“I have what I need”: one's own choice, and nobody else's. Raises NotNow for who hasn't left."""
    mine = acting(me)

    def write(tx: Transaction) -> None:
        time_left(tx, me)
        _destroy(tx, opened, mine.member.person_id, BY_CHOICE)

    opened.write(write)
    mine.forget()
    _drop_slots(opened)


def _write(tx: Transaction, opened: Opened, due: set[str], fresh: set[str], not_over: set[str]) -> None:
    for person_id in sorted(not_over):
        former_keys.forget_seen_over(tx, person_id)
    for person_id in sorted(fresh):
        former_keys.note_seen_over(tx, person_id, opened.premises.clock.today())
    for person_id in sorted(due):
        _destroy(tx, opened, person_id, AT_THE_END)


def _destroy(tx: Transaction, opened: Opened, person_id: str, action: str) -> None:
    former_keys.destroy_keys(tx, person_id)
    minute = opened.premises.clock.minute()
    trail.append(tx, minute, person_id, action=action, object_type="person", object_id=person_id)


def _drop_slots(opened: Opened) -> None:
    """The ways into the file of everybody who left and has no keys any more; also where that was cut short."""
    names = opened.read(_left_without_keys)
    opened.change_slots(
        lambda now: now.without(*(i for name in names for i in slots.spare_slots(now, name, b"")))
    )


def _left_without_keys(tx: Transaction) -> tuple[str, ...]:
    keyed = people.people_with_keys(tx)
    everybody = people.list_members(tx, with_left=True)
    return tuple(m.name for m in everybody if m.standing is Standing.LEFT and m.person_id not in keyed)


def is_leaver(me: Me) -> bool:
    """Whether whoever is signed in has left, and is here for their own pages alone."""
    return isinstance(me, SignedIn) and me.member.standing is Standing.LEFT
