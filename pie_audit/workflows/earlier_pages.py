"""Pages from before a reset: how many stay sealed, and opening them after all with My key of that time."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from pie_audit.domain.errors import KnownError
from pie_audit.storage import former_keys, records
from pie_audit.vault import person
from pie_audit.vault.codes import CodeKind, read_code
from pie_audit.vault.records import rescue, rewrap_key
from pie_audit.vault.refusals import WrongSecret
from pie_audit.workflows import pins
from pie_audit.workflows.notes import note
from pie_audit.workflows.sealed_pages import PageKind
from pie_audit.workflows.unlock import Me, OpenWorkspace, SignedIn, acting

if TYPE_CHECKING:
    from pie_audit.domain.sealed import SealedKey, UserKey
    from pie_audit.storage.transaction import Transaction
    from pie_audit.vault.open_vault import OpenVault


def sealed_before(tx: Transaction, me: Me) -> int:
    """How many of one's own pages stay sealed because they were written before a reset."""
    mine = acting(me)
    old = [
        stamp
        for stamp in records.list_stamps(tx, mine.member.person_id, kind=PageKind.PAGE)
        if stamp.epoch not in mine.vault.epochs
    ]
    if not old:
        return 0
    open_ones = {
        (key.record_id, key.version)
        for key in records.list_keys(tx, mine.member.person_id)
        if rewrap_key(mine.vault, key) is not None
    }
    return sum((stamp.record_id, stamp.version) not in open_ones for stamp in old)


def may_open(tx: Transaction, me: Me) -> bool:
    """Whether My key of the time before a reset could still open those pages."""
    return bool(former_keys.lost_keys(tx, acting(me).member.person_id))


def open_with_my_key(opened: OpenWorkspace, me: Me, code: str) -> int:
    """Open what was written before a reset with My key of that time; how many pages opened.

    Every one of them gets a way under the keys of today, also what others had shared. Raises Mistyped, or
    WrongSecret where the sheet isn't of that time.
    """
    mine = acting(me)
    read_code(code, CodeKind.MINE)
    for lost in opened.read(lambda tx: former_keys.lost_keys(tx, mine.member.person_id)):
        with suppress(WrongSecret):
            then = person.recover_with_my_key(lost, code, opened.premises.kdf)
            return _take_back(opened, mine, lost, then)
    raise WrongSecret


def _take_back(opened: OpenWorkspace, mine: SignedIn, lost: UserKey, then: OpenVault) -> int:
    before = opened.read(lambda tx: sealed_before(tx, mine))
    keys = opened.read(lambda tx: records.list_keys(tx, mine.member.person_id))
    found = [way for key in keys if (way := _way_back(opened, mine, then, key)) is not None]

    def write(tx: Transaction) -> int:
        former_keys.replace_own_ways(tx, mine.member.person_id, tuple(found))
        former_keys.drop_lost_key(tx, mine.member.person_id, lost.epoch)
        note(tx, mine, "earlier keys found", mine.member.person_id)
        return before - sealed_before(tx, mine)

    return opened.write(write)


def _way_back(opened: OpenWorkspace, mine: SignedIn, then: OpenVault, key: SealedKey) -> SealedKey | None:
    """A way under today's keys into what only the keys of then open; None for all else."""
    if key.scheme == "own":
        is_open = rewrap_key(mine.vault, key) is not None
        return None if is_open else rewrap_key(mine.vault, key, opened_by=then)
    with suppress(KnownError):
        return opened.read(lambda tx: _rescued(tx, mine, then, key))
    return None


def _rescued(tx: Transaction, mine: SignedIn, then: OpenVault, key: SealedKey) -> SealedKey | None:
    record = records.load_record(tx, key.record_id, key.version)
    if record is None:
        return None
    author = pins.trusted_key(tx, mine, record.owner_id, record.epoch) if key.scheme == "box" else None
    return rescue(mine.vault, record, key, opened_by=then, author_xpk=author)
