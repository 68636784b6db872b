"""What lies outside the seal of a page: all that a manager or administrator with the file, its key and every copy has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pie_audit.domain.errors import CannotRead
from pie_audit.storage import records
from pie_audit.words import _
from pie_audit.workflows.presence import Me, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

SHOWN_BYTES = 192
_KIB = 1024


@dataclass(frozen=True, slots=True)
class SeenByOthers:
    """The week of the page as it stands, the size it was filled up to (KiB), how many texts of it are kept, and the
    first of the very bytes that lie in the file."""

    week: str
    kib: int
    texts: int
    first_bytes: bytes


def seen_by_others(tx: Transaction, me: Me, entry_id: str) -> SeenByOthers:
    """What others have of one's own page. Raises CannotRead for one that was never saved, or isn't one's own."""
    stamps = records.stamps_of(tx, bytes.fromhex(entry_id))
    record = records.load_record(tx, bytes.fromhex(entry_id))
    if record is None or record.owner_id != acting(me).member.person_id:
        raise CannotRead(_("Nothing of this page is kept yet."), _("Write a line first."))
    return SeenByOthers(record.week, stamps[0].size // _KIB, len(stamps), record.body[:SHOWN_BYTES])
