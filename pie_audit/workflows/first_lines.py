"""A line written at the lock screen, sealed at once: nobody reads it there again, and only its author ever does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pie_audit.domain.entry import Entry, EntryKind, Step, from_body, to_body
from pie_audit.domain.errors import KnownError, NotNow
from pie_audit.domain.sealed import PublicKey
from pie_audit.vault.public_keys import is_whole
from pie_audit.vault.records import (
    Addressee,
    PageLabel,
    new_record_id,
    open_record,
    seal_before_signing_in,
    seal_record,
)
from pie_audit.words import _
from pie_audit.workflows.unlock import Me, OpenWorkspace, acting

if TYPE_CHECKING:
    from pie_audit.domain.sealed import SealedKey, UserKey
    from pie_audit.storage.transaction import Transaction

LONGEST = 1000
"""Characters of one line; more is better written inside."""

BEFORE_SIGN_IN = "sealed"
"""The scheme of a way that was made while its author was still outside."""


def keep_line(opened: OpenWorkspace, person_id: str, words: str) -> None:
    """Seal a line for this person; it waits among their own pages until they sign in.

    Raises NotNow for an empty line, one that is too long, and somebody without keys of their own yet.
    """
    from pie_audit.storage import records

    line = " ".join(words.split())
    if not line:
        raise NotNow(_("There is nothing to keep yet."), _("Write one line first."))
    if len(line) > LONGEST:
        raise NotNow(
            _("That is more than one line."), _("Keep the first part here, and sign in to write on.")
        )
    clock = opened.premises.clock
    record_id = new_record_id()
    entry = Entry(
        record_id.hex(), EntryKind.LINE, clock.today(), steps=(Step("", "", line),), before_sign_in=True
    )
    label = PageLabel(record_id, 1, "page", clock.week())

    def write(tx: Transaction) -> None:
        author = _author(tx, person_id)
        record, key = seal_before_signing_in(author, to_body(entry), label)
        records.save_record(tx, record, [key])

    opened.write(write)


def take_in(tx: Transaction, me: Me) -> int:
    """Make the lines that were written outside one's own, with a key of one's own; how many there were.

    Whoever holds the file could seal something for somebody, so each is marked as written before signing in,
    whatever it says of itself. One that doesn't open stays as it is.
    """
    from pie_audit.storage import records

    mine = acting(me)
    waiting = [key for key in records.list_keys(tx, mine.member.person_id) if key.scheme == BEFORE_SIGN_IN]
    return sum(_take_in(tx, me, key) for key in waiting)


def _take_in(tx: Transaction, me: Me, key: SealedKey) -> bool:
    from pie_audit.storage import records

    mine = acting(me)
    record = records.load_record(tx, key.record_id, key.version)
    if record is None or record.owner_id != mine.member.person_id:
        return False
    try:
        entry = from_body(open_record(mine.vault, record, key))
    except KnownError:
        return False
    marked = replace(entry, entry_id=record.record_id.hex(), kind=EntryKind.LINE, before_sign_in=True)
    label = PageLabel(record.record_id, record.version, record.kind, record.week)
    own, way = seal_record(mine.vault, to_body(marked), label)
    records.save_record(tx, own, [way])
    return True


def _author(tx: Transaction, person_id: str) -> Addressee:
    from pie_audit.storage import people

    row = people.load_user_key(tx, person_id)
    if row is None or not _is_whole(row):
        raise NotNow(_("Nothing can be sealed for this name yet."), _("Sign in first, and write inside."))
    return Addressee(person_id, row.epoch, row.xpk)


def _is_whole(row: UserKey) -> bool:
    return is_whole(PublicKey(row.person_id, row.epoch, row.xpk, row.epk, row.selfsig))
