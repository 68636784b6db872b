"""The names at the door, while the workspace is open and nobody is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class DoorName:
    """A name on the lock screen. `ready` is False for somebody who comes with a one-time code."""

    person_id: str
    name: str
    ready: bool


def names_on_door(tx: Transaction, _me: object = None) -> tuple[DoorName, ...]:
    """The names to choose from while the workspace is open and nobody is signed in."""
    from pie_audit.storage import people

    keyed = people.people_with_keys(tx)
    return tuple(DoorName(m.person_id, m.name, m.person_id in keyed) for m in people.list_members(tx))


def leavers_on_door(tx: Transaction, _me: object = None) -> tuple[DoorName, ...]:
    """The names behind “I have left”: who left and still has keys to their own pages."""
    from pie_audit.storage import former_keys, people

    keyed = former_keys.left_weeks(tx)
    everybody = people.list_members(tx, with_left=True)
    return tuple(DoorName(m.person_id, m.name, True) for m in everybody if m.person_id in keyed)
