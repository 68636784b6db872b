"""One's own pages, decrypted once and held in memory until the lock: what lists, search and exports read from."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pie_audit.domain.entry import Entry, from_body
from pie_audit.domain.errors import KnownError
from pie_audit.storage import records
from pie_audit.vault.records import open_record
from pie_audit.vault.refusals import Unreadable
from pie_audit.workflows.presence import Me, SignedIn, acting
from pie_audit.workflows.sealed_pages import PageKind

if TYPE_CHECKING:
    from pie_audit.domain.sealed import RecordStamp, SealedKey, SealedRecord
    from pie_audit.storage.transaction import Transaction
    from pie_audit.workflows.unlock import OpenWorkspace

AT_ONCE = 200
"""Pages read in one transaction, so that a save never waits long behind a search."""
_SLICE, _BREATH = 10, 0.0002
"""After so many pages, for so many seconds, whoever types has the computer."""


def shelf_of(me: Me) -> Shelf:
    """The shelf of whoever is signed in; it is cleared when they lock."""
    return acting(me).memory.of(Shelf)


@dataclass(frozen=True, slots=True)
class OnShelf:
    """One page: its words, the version that was read, and the ISO week that everybody with the file can see."""

    entry: Entry
    version: int
    week: str


def in_order(page: OnShelf) -> tuple[date, str, str]:
    """By the day that its writer chose, whatever the clock said; pages of one day as they were begun."""
    return page.entry.day, page.entry.begun, page.entry.entry_id


class Shelf:
    """The pages of one person while they are signed in. Several threads may ask at once.

    `changes` counts what came, changed or went, for whoever wants to know whether anything did.
    """

    def __init__(self) -> None:
        self._pages: dict[str, OnShelf] = {}
        self._shut: dict[str, int] = {}
        self._damaged: dict[str, int] = {}
        self._lock = threading.Lock()
        self._reading = threading.Lock()
        self.changes = 0

    def fill(self, opened: OpenWorkspace, me: Me) -> Iterator[tuple[OnShelf, ...]]:
        """Read what isn't here yet or has changed, a few hundred pages at a time; each lot as it comes.

        Where two threads fill at once, each page is decrypted once and given to both. Never called on the Qt thread.
        """
        mine = acting(me)
        for lot in self._missing(opened.read(lambda tx: self._stamps(tx, mine))):
            with self._reading:
                self._read(opened, mine, self._not_here(lot))
            yield self._here(lot)

    def fill_now(self, tx: Transaction, me: Me) -> None:
        """As `fill`, inside a transaction that has begun: for a few new pages, never for the first filling."""
        mine = acting(me)
        for lot in self._missing(self._stamps(tx, mine)):
            self._take(mine, records.load_many(tx, mine.member.person_id, lot))

    def pages(self) -> tuple[OnShelf, ...]:
        """All pages that are here, newest day first, and within a day the one that was begun last."""
        with self._lock:
            found = list(self._pages.values())
        return tuple(sorted(found, key=in_order, reverse=True))

    def page(self, entry_id: str) -> OnShelf | None:
        """One page, or None."""
        with self._lock:
            return self._pages.get(entry_id)

    def put(self, page: OnShelf) -> None:
        """A page that was saved just now, so that it needn't be opened again."""
        with self._lock:
            self._pages[page.entry.entry_id] = page
            self.changes += 1

    def take_off(self, entry_id: str) -> None:
        """A page that was erased."""
        with self._lock:
            self._pages.pop(entry_id, None)
            self.changes += 1

    @property
    def from_before_reset(self) -> int:
        """Pages that stay sealed because their keys were lost in a reset."""
        return len(self._shut)

    @property
    def damaged(self) -> int:
        """Pages whose bytes were changed."""
        return len(self._damaged)

    def clear(self) -> None:
        """Let go of every word."""
        with self._lock:
            self._pages.clear()
            self._shut.clear()
            self._damaged.clear()

    def _read(self, opened: OpenWorkspace, mine: SignedIn, lot: tuple[RecordStamp, ...]) -> None:
        if lot:
            self._take(mine, opened.read(lambda tx: records.load_many(tx, mine.member.person_id, lot)))

    def _stamps(self, tx: Transaction, mine: SignedIn) -> tuple[RecordStamp, ...]:
        return records.list_stamps(tx, mine.member.person_id, kind=PageKind.PAGE)

    def _missing(self, stamps: tuple[RecordStamp, ...]) -> Iterator[tuple[RecordStamp, ...]]:
        """What is to be read, the newest weeks first; what was erased elsewhere goes."""
        now = {stamp.record_id.hex() for stamp in stamps}
        with self._lock:
            for gone in set(self._pages) - now:
                del self._pages[gone]
                self.changes += 1
            known = {entry_id: page.version for entry_id, page in self._pages.items()}
        known |= self._shut | self._damaged
        wanted = [s for s in stamps if known.get(s.record_id.hex()) != s.version]
        wanted.sort(key=lambda s: (s.week, s.version), reverse=True)
        for first in range(0, len(wanted), AT_ONCE):
            yield tuple(wanted[first : first + AT_ONCE])

    def _not_here(self, lot: tuple[RecordStamp, ...]) -> tuple[RecordStamp, ...]:
        """What of a lot nobody has read meanwhile."""
        with self._lock:
            known = {
                name: page.version
                for stamp in lot
                if (page := self._pages.get(name := stamp.record_id.hex()))
            }
        return tuple(stamp for stamp in lot if known.get(stamp.record_id.hex(), -1) < stamp.version)

    def _here(self, lot: tuple[RecordStamp, ...]) -> tuple[OnShelf, ...]:
        """The pages of a lot that could be opened."""
        with self._lock:
            found = (self._pages.get(stamp.record_id.hex()) for stamp in lot)
            return tuple(page for page in found if page is not None)

    def _take(self, mine: SignedIn, pairs: tuple[tuple[SealedRecord, SealedKey], ...]) -> tuple[OnShelf, ...]:
        found = []
        for number, (record, key) in enumerate(pairs, 1):
            if number % _SLICE == 0:
                time.sleep(_BREATH)
            name = record.record_id.hex()
            try:
                page = OnShelf(from_body(open_record(mine.vault, record, key)), record.version, record.week)
            except Unreadable:
                self._shut[name] = record.version
            except KnownError:
                self._damaged[name] = record.version
            else:
                found.append(page)
        with self._lock:
            # What was saved meanwhile is newer than what was read before.
            fresh = [p for p in found if not self._is_newer(p)]
            self._pages.update((page.entry.entry_id, page) for page in fresh)
            self.changes += len(fresh)
        return tuple(fresh)

    def _is_newer(self, read: OnShelf) -> bool:
        here = self._pages.get(read.entry.entry_id)
        return here is not None and here.version > read.version
