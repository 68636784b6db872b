"""Finding one's own pages and what others shared with one: in memory only, from the first key to the lock."""

from __future__ import annotations

import re
import threading
import time
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pie_audit.domain.entry import Entry, EntryKind
from pie_audit.domain.errors import KnownError
from pie_audit.domain.questionnaire import Theme
from pie_audit.domain.shared_copy import SharedCopy
from pie_audit.storage import people, records
from pie_audit.words import _
from pie_audit.workflows import sealed_pages
from pie_audit.workflows.presence import Me, acting
from pie_audit.workflows.questions import bundled
from pie_audit.workflows.sealed_pages import PageKind
from pie_audit.workflows.shelf import OnShelf, Shelf, shelf_of

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction
    from pie_audit.workflows.unlock import OpenWorkspace

MOST_LOTS = 6
"""Lots of pages read before somebody is told again what was found so far; the first time it is one."""
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_SLICE, _BREATH = 200, 0.0002
"""So many pages are looked through in one go; then, for so many seconds, whoever types has the computer."""


class Whose(StrEnum):
    """Which pages are looked through."""

    ALL = "all"
    ONLY_ME = "only me"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for; every empty field lets everything through. `since` and `until` are days, both included.

    `person_id` is whoever a page was shared with, or who shared it.
    """

    words: str = ""
    whose: Whose = Whose.ALL
    theme_id: str = ""
    model_id: str = ""
    person_id: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A page as the list shows it. `author_id` is empty for one's own; `reader_ids` are those who can read a copy."""

    entry_id: str
    day: date
    title: str
    first_line: str
    theme_ids: tuple[str, ...] = ()
    model_id: str = ""
    reader_ids: tuple[str, ...] = ()
    author_id: str = ""
    with_whom: str = ""
    before_sign_in: bool = False
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What was found so far; `whole` once every page was read. `shut` pages are from before a reset."""

    lines: tuple[Line, ...]
    whole: bool
    shut: int = 0
    damaged: int = 0


@dataclass(frozen=True, slots=True)
class Around:
    """What a list needs to say of pages beside their words: who is who, the review's themes in order, and today."""

    me_id: str
    names: Mapping[str, str]
    themes: tuple[Theme, ...]
    today: date

    def name(self, person_id: str) -> str:
        """Somebody's name; of who was erased meanwhile, that they left."""
        return self.names.get(person_id, _("somebody who left"))

    def theme(self, theme_id: str) -> tuple[int, Theme] | None:
        """A theme with its place among all, which gives it its shape and colour."""
        return next(((at, theme) for at, theme in enumerate(self.themes) if theme.id == theme_id), None)


@dataclass(frozen=True, slots=True)
class _Indexed:
    line: Line
    words: str
    version: int
    place: tuple[date, str, str]


class EntryIndex:
    """The folded words of every page, made once as pages are decrypted. Cleared with the shelf, at the lock."""

    def __init__(self) -> None:
        self._pages: dict[str, _Indexed] = {}
        self._reading: Iterator[object] | None = None
        self._sorted: tuple[_Indexed, ...] | None = None
        self._last: tuple[Query, tuple[_Indexed, ...]] | None = None
        self._lots = 1
        self._lock = threading.RLock()
        self._cleared = False
        self._seen = -1

    def read_on(self, opened: OpenWorkspace, me: Me) -> bool:
        """Decrypt and fold a few hundred more pages; whether that was the last of them. Never on the Qt thread."""
        with self._lock:
            if self._reading is None:
                self._reading, self._lots = self._read(opened, me), 1
            lots, self._lots = self._lots, min(2 * self._lots, MOST_LOTS)
            for _lot in range(lots):
                if next(self._reading, None) is None:
                    self._reading = None
                    return True
            return False

    def look(self, query: Query) -> tuple[Line, ...]:
        """What fits, newest day first; nothing is decrypted. Of a longer word only what fitted the shorter is asked."""
        with self._lock:
            among = self._among(query)
            found = tuple(_fitting(among, query))
            self._last = query, found
        return tuple(page.line for page in found)

    def _among(self, query: Query) -> Sequence[_Indexed]:
        pages = self._in_order()
        if self._last is None:
            return pages
        before, found = self._last
        goes_on = query.words.startswith(before.words) and replace(query, words=before.words) == before
        return found if goes_on else pages

    def clear(self) -> None:
        """Let go of every word; whoever still reads pages in keeps none of them."""
        self._cleared = True
        with self._lock:
            self._reading = None
            self._pages.clear()
            self._sorted = self._last = None

    def _read(self, opened: OpenWorkspace, me: Me) -> Iterator[object]:
        shelf = shelf_of(me)
        self._take(shelf.pages())
        for lot in shelf.fill(opened, me):
            self._take(lot)
            yield lot
        self._keep_only({page.entry.entry_id for page in shelf.pages()})
        self._take_shared(opened.read(lambda tx: _shared_with(tx, me)))

    def refresh(self, shelf: Shelf) -> None:
        """Take over what was saved or thrown away since; the shelf knows."""
        with self._lock:
            if self._seen != shelf.changes:
                self._seen = shelf.changes
                pages = shelf.pages()
                self._take(pages)
                self._keep_only({page.entry.entry_id for page in pages})

    def _take(self, pages: Iterable[OnShelf]) -> None:
        for page in pages:
            if page.entry.kind is EntryKind.MEASURE:  # it has a page of its own, and isn't a reflection
                continue
            known = self._pages.get(page.entry.entry_id)
            if known is None or known.version != page.version:
                self._put(_index(page))

    def _take_shared(self, copies: Iterable[tuple[str, str, int, SharedCopy]]) -> None:
        now = set()
        for share_id, author_id, version, copy in copies:
            now.add(share_id)
            self._put(_index_copy(share_id, author_id, version, copy))
        for gone in [key for key, page in self._pages.items() if page.line.author_id and key not in now]:
            del self._pages[gone]
        self._sorted = None

    def _put(self, page: _Indexed) -> None:
        if not self._cleared:
            self._pages[page.line.entry_id] = page
            self._sorted = None

    def _keep_only(self, own: set[str]) -> None:
        for gone in [key for key, page in self._pages.items() if not page.line.author_id and key not in own]:
            del self._pages[gone]
            self._sorted = None

    def _in_order(self) -> tuple[_Indexed, ...]:
        if self._sorted is None:
            self._last = None
            self._sorted = tuple(sorted(self._pages.values(), key=lambda page: page.place, reverse=True))
        return self._sorted


def index_of(me: Me) -> EntryIndex:
    """The index of whoever is signed in; it is cleared when they lock."""
    return acting(me).memory.of(EntryIndex)


def search(opened: OpenWorkspace, me: Me, query: Query) -> Found:
    """What fits so far, after a few hundred pages more were decrypted: ask again until it is `whole`. On a worker
    thread."""
    whole = index_of(me).read_on(opened, me)
    return _found(me, query, whole=whole)


def refine(me: Me, query: Query) -> Found:
    """What fits among the pages that were read, with nothing decrypted: for every key after the first."""
    index_of(me).refresh(shelf_of(me))
    return _found(me, query, whole=True)


def _found(me: Me, query: Query, *, whole: bool) -> Found:
    shelf = shelf_of(me)
    return Found(index_of(me).look(query), whole, shelf.from_before_reset, shelf.damaged)


def own_titles(me: Me) -> tuple[Line, ...]:
    """One's own pages that are in memory by now: for finding a page by its title from another page of one's own."""
    return tuple(line for line in index_of(me).look(Query()) if not line.author_id)


def past_tags(me: Me) -> tuple[str, ...]:
    """Tags of one's own earlier pages, the most used first; those of pages that are in memory by now."""
    counts: dict[str, int] = {}
    for page in shelf_of(me).pages():
        for tag in page.entry.tags:
            counts[tag] = counts.get(tag, 0) + 1
    return tuple(sorted(counts, key=lambda tag: (-counts[tag], tag.casefold())))


def around(tx: Transaction, me: Me) -> Around:
    """The names and themes that stand beside pages."""
    mine = acting(me)
    names = {member.person_id: member.name for member in people.list_members(tx, with_left=True)}
    return Around(mine.member.person_id, names, bundled().themes, mine.clock.today())


def fold(text: str) -> str:
    """A text as it is compared: no capitals, no accents, one form of each letter."""
    return (text if text.isascii() else _BEYOND_ASCII.sub(_fold_piece, text)).lower()


def _fold_piece(found: re.Match[str]) -> str:
    piece = found.group()
    return _fold_letter(piece) if len(piece) == 1 else _fold_letters(piece)


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    """Single letters only: a word that was kept here would outlive the lock."""
    return _fold_letters(letter)


def _fold_letters(letters: str) -> str:
    return _marks().sub("", unicodedata.normalize("NFKD", letters.replace("’", "'"))).casefold()


def _index(page: OnShelf) -> _Indexed:
    entry = page.entry
    line = Line(
        entry.entry_id,
        entry.day,
        entry.title.strip(),
        entry.first_line[:200],
        entry.theme_ids,
        entry.model_id,
        tuple(dict.fromkeys(r for shared in entry.open_shares for r in shared.reader_ids)),
        "",
        entry.with_whom,
        entry.before_sign_in,
        entry.tags,
    )
    place = (entry.day, entry.begun, entry.entry_id)
    return _Indexed(line, fold("\n".join(_all_words(entry))), page.version, place)


def _all_words(entry: Entry) -> Iterator[str]:
    yield entry.title
    for step in entry.steps:
        yield step.heading
        yield step.text
    yield entry.take_away
    yield entry.pressed_on
    yield entry.with_whom
    yield from entry.tags
    yield from entry.feelings_before
    yield from entry.feelings_after
    yield from (follow_up.what for follow_up in entry.follow_ups)


def _index_copy(share_id: str, author_id: str, version: int, copy: SharedCopy) -> _Indexed:
    texts = [copy.title, copy.take_away, *(part for step in copy.steps for part in (step.heading, step.text))]
    lines = (line.strip() for step in copy.steps for line in step.text.splitlines())
    first = next((line for line in lines if line), copy.take_away)
    line = Line(share_id, copy.day, copy.title.strip(), first[:200], author_id=author_id)
    return _Indexed(line, fold("\n".join(texts)), version, (copy.day, "", share_id))


def _shared_with(tx: Transaction, me: Me) -> list[tuple[str, str, int, SharedCopy]]:
    """Copies that others gave this person; one that can't be opened or trusted just now is left to its own page."""
    found = []
    for record in records.list_shared_with(tx, acting(me).member.person_id):
        if record.kind != PageKind.SHARED:
            continue
        try:
            opened = sealed_pages.open_page(tx, me, record.record_id)
            if opened is not None:
                copy = sealed_pages.from_json(opened.body, SharedCopy)
                found.append((record.record_id.hex(), record.owner_id, record.version, copy))
        except KnownError:
            continue
    return found


def _fitting(pages: Sequence[_Indexed], query: Query) -> Iterator[_Indexed]:
    words = fold(query.words).split()
    for first in range(0, len(pages), _SLICE):
        yield from (page for page in pages[first : first + _SLICE] if _fits(page, query, words))
        time.sleep(_BREATH)


def _fits(page: _Indexed, query: Query, words: list[str]) -> bool:
    line = page.line
    if query.whose is Whose.ONLY_ME and (line.reader_ids or line.author_id):
        return False
    if query.whose is Whose.SHARED and not (line.reader_ids or line.author_id):
        return False
    if query.theme_id and query.theme_id not in line.theme_ids:
        return False
    if query.model_id and query.model_id != line.model_id:
        return False
    if query.person_id and query.person_id != line.author_id and query.person_id not in line.reader_ids:
        return False
    if (query.since and line.day < query.since) or (query.until and line.day > query.until):
        return False
    return all(word in page.words for word in words)


@cache
def _marks() -> re.Pattern[str]:
    """Every sign that only sits on a letter, such as accents and vowel points."""
    marks = "".join(re.escape(chr(n)) for n in range(0x300, 0x10000) if unicodedata.combining(chr(n)))
    return re.compile(f"[{marks}\\u200b-\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufe0e\\ufe0f]+")
