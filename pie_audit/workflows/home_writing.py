"""What Home shows of one's own pages: read aside, from the shelf, so that nothing is decrypted while Home is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from pie_audit.domain.entry import Entry, EntryKind, FollowUp
from pie_audit.storage import people
from pie_audit.words import _
from pie_audit.workflows.presence import Me
from pie_audit.workflows.shelf import OnShelf, shelf_of

if TYPE_CHECKING:
    from pie_audit.workflows.unlock import OpenWorkspace

MOST_RECENT = 3


@dataclass(frozen=True, slots=True)
class RecentPage:
    """One page of mine. `title` is hidden until somebody asks; `shared_with` are names, empty for “Only me”."""

    entry_id: str
    kind: EntryKind
    day: date
    title: str
    shared_with: tuple[str, ...]
    with_group: bool = False


@dataclass(frozen=True, slots=True)
class Promised:
    """Something that I wrote down to come back to, and the page that it stands on."""

    entry_id: str
    what: str
    by: date | None


@dataclass(frozen=True, slots=True)
class MyWriting:
    """My latest pages and my open follow-ups, the soonest first. `is_all` once every page was read."""

    recent: tuple[RecentPage, ...] = ()
    promised: tuple[Promised, ...] = ()
    is_all: bool = False


def newest(opened: OpenWorkspace, me: Me) -> MyWriting:
    """The pages of the latest weeks: enough for “Recently written”, however many there are. On a worker thread."""
    shelf = shelf_of(me)
    lot = next(shelf.fill(opened, me), None)
    return _told(opened, shelf.pages(), is_all=lot is None)


def everything(opened: OpenWorkspace, me: Me) -> MyWriting:
    """The same with all pages read, so that no follow-up is missed. On a worker thread."""
    shelf = shelf_of(me)
    for _lot in shelf.fill(opened, me):
        pass
    return _told(opened, shelf.pages(), is_all=True)


def _told(opened: OpenWorkspace, pages: tuple[OnShelf, ...], *, is_all: bool) -> MyWriting:
    written = (page.entry for page in pages if page.entry.kind is not EntryKind.MEASURE)
    latest = list(islice(written, MOST_RECENT))
    names: Mapping[str, str] = {}
    if any(entry.open_shares for entry in latest):
        everybody = opened.read(lambda tx: people.list_members(tx, with_left=True))
        names = {member.person_id: member.name for member in everybody}
    promised = [_promise(page.entry, f) for page in pages for f in page.entry.follow_ups if f.done is None]
    promised.sort(key=lambda p: (p.by is None, p.by or date.max, p.what))
    return MyWriting(tuple(_recent(entry, names) for entry in latest), tuple(promised), is_all)


def _recent(entry: Entry, names: Mapping[str, str]) -> RecentPage:
    shares = entry.open_shares
    readers = {reader for share in shares if share.group_id is None for reader in share.reader_ids}
    return RecentPage(
        entry.entry_id,
        entry.kind,
        entry.day,
        entry.title.strip() or entry.first_line or _("No words yet"),
        tuple(sorted(names.get(reader, _("somebody who left")) for reader in readers)),
        with_group=any(share.group_id is not None for share in shares),
    )


def _promise(entry: Entry, follow_up: FollowUp) -> Promised:
    return Promised(entry.entry_id, follow_up.what, follow_up.by)
