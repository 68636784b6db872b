"""What the program remembers for one person alone, sealed: trusted keys, the last trail head, what was declined."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from pie_audit.domain.errors import CannotRead
from pie_audit.domain.plain_data import STRANGE, from_plain, to_plain
from pie_audit.storage import records
from pie_audit.storage.transaction import read_once
from pie_audit.vault.records import PageLabel, open_record, seal_record
from pie_audit.words import _
from pie_audit.workflows.presence import Me, SignedIn, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

KIND = "self"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Pin:
    """The fingerprint (hex) of somebody else's public keys that this person trusts.

    `compared` if they compared the six words.
    """

    person_id: str
    keys: str
    compared: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """A page that went into a record for a regulator: its version then, so that a later change is noticed."""

    entry_id: str
    version: int
    day: date
    regulator: str


@dataclass(frozen=True, slots=True)
class MyTraining:
    """A training that this person was at: what they meant to do, and which follow-ups (in weeks) they have answered."""

    training_id: str
    intention: str = ""
    answered: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NotedBefore:
    """A line written before signing in that its writer marked as a small note: its page, and the part."""

    entry_id: str
    part: str


@dataclass(frozen=True, slots=True)
class SelfRecord:
    """One person's own memory of how things stand. `quiet` holds what was declined, each until a week (`2026-W48`).

    `pin_digest` (hex) tells a right short PIN. `trail_seq` and `trail_hash` (hex) are the last head that was seen.
    `ways` are small choices, such as the model last written with. `noted` waits to be noted or kept as it is.
    `looked` has, by sender, the print of the shared plan that this person opened last.
    """

    pins: tuple[Pin, ...] = ()
    trail_seq: int = 0
    trail_hash: str = ""
    anchored_week: str = ""
    my_key_made_on: date | None = None
    my_key_tested_on: date | None = None
    pin_digest: str = ""
    allowed_words: tuple[str, ...] = ()
    feelings: tuple[str, ...] = ()
    quiet: Mapping[str, str] = field(default_factory=dict)
    ways: Mapping[str, str] = field(default_factory=dict)
    exported: tuple[Exported, ...] = ()
    trainings: tuple[MyTraining, ...] = ()
    noted: tuple[NotedBefore, ...] = ()
    looked: Mapping[str, str] = field(default_factory=dict)


def load(tx: Transaction, me: Me) -> SelfRecord:
    """What is remembered for whoever is signed in; a blank one at first, and after a reset."""
    mine = acting(me)
    return read_once(tx, ("self", mine.member.person_id), lambda: _load(tx, mine))


def _load(tx: Transaction, mine: SignedIn) -> SelfRecord:
    record = records.load_record(tx, _record_id(mine))
    key = records.load_key(tx, record, mine.member.person_id) if record else None
    if record is None or key is None:
        return SelfRecord()
    try:
        return from_plain(json.loads(open_record(mine.vault, record, key)), SelfRecord)
    except STRANGE:
        raise CannotRead(
            _("What this program remembers for you can’t be understood."),
            _("Your pages aren’t touched by it. Ask whoever looks after the program."),
        ) from None


def change(tx: Transaction, me: Me, /, *, same_week: bool = False, **changes: Any) -> SelfRecord:
    """Remember these fields anew, and all others as they were.

    `same_week` leaves the week outside as it was, so that it doesn't tell when this was remembered.
    """
    mine = acting(me)
    before = load(tx, me)
    changed = replace(before, **changes)
    if changed != before:
        body = json.dumps(to_plain(changed), ensure_ascii=False, sort_keys=True).encode()
        # The version stays 1: a count would tell how often somebody shared, declined or compared something.
        week = _week_outside(tx, mine) if same_week else mine.week
        sealed, key = seal_record(mine.vault, body, PageLabel(_record_id(mine), _VERSION, KIND, week))
        records.save_record(tx, sealed, [key])
    return changed


def _week_outside(tx: Transaction, mine: SignedIn) -> str:
    there = records.load_record(tx, _record_id(mine))
    return there.week if there is not None else mine.week


def quieten(tx: Transaction, me: Me, what: str) -> None:
    """“Not today”: leave somebody alone with this until the week is over."""
    change(tx, me, quiet={**load(tx, me).quiet, what: acting(me).week})


def is_quiet(remembered: SelfRecord, what: str, week: str) -> bool:
    """Whether this was declined for the week in hand."""
    return remembered.quiet.get(what, "") >= week


def _record_id(mine: SignedIn) -> bytes:
    """16 bytes that tell nothing to somebody who holds the database only; others after a reset."""
    secret = mine.vault.keys(mine.vault.first_epoch).vk
    return hashlib.blake2b(b"self", key=secret, digest_size=16).digest()
