"""One's own writing, taken along: as an open file, as pages to read, and as pages behind a password of their own."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pie_audit.domain.day import day_words
from pie_audit.domain.entry import Entry, from_body
from pie_audit.domain.errors import CannotSave, KnownError
from pie_audit.domain.measure import KeptScore
from pie_audit.domain.own_line import range_words, score_words
from pie_audit.domain.own_pages import OwnPage
from pie_audit.domain.plain_data import to_plain
from pie_audit.storage import people, records
from pie_audit.words import _
from pie_audit.workflows import sealed_pages
from pie_audit.workflows.notes import note
from pie_audit.workflows.sealed_pages import PageKind
from pie_audit.workflows.shelf import OnShelf, shelf_of
from pie_audit.workflows.unlock import Me, OpenWorkspace, acting

if TYPE_CHECKING:
    from pie_audit.domain.sealed import SealedRecord
    from pie_audit.storage.transaction import Transaction

FORMAT, VERSION = "pie-audit-entries", 1


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was written, and how many records or pages are in it."""

    path: Path
    count: int


def save_entries(opened: OpenWorkspace, me: Me, path: Path, *, overwrite: bool = False) -> Taken:
    """Everything that this person may read, in the open format of docs/entries-format.md, in the clear.

    Raises CannotSave where it can't be written or the name is taken.
    """
    from pie_audit.reports import saving

    document = entries_document(opened, me)
    body = json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True).encode()
    saving.save_whole(body, path, overwrite=overwrite)
    _note(opened, me)
    return Taken(path, len(document["records"]))


def save_pages(opened: OpenWorkspace, me: Me, path: Path, *, overwrite: bool = False) -> Taken:
    """One's own pages as a PDF that anybody can read who has the file."""
    from pie_audit.reports import own_pages_pdf, saving

    pages = own_pages(opened, me)
    saving.save_whole(own_pages_pdf.draw_own_pages(pages, _drawn_on(me)), path, overwrite=overwrite)
    _note(opened, me)
    return Taken(path, len(pages))


def save_locked(
    opened: OpenWorkspace, me: Me, path: Path, password: str, *, overwrite: bool = False
) -> Taken:
    """The same PDF behind a password (AES-256), with the open file inside it as an attachment.

    Raises NotNow for a password that would be guessed.
    """
    from pie_audit.reports import own_pages_pdf, saving
    from pie_audit.vault import passwords

    passwords.check_password(password, also=(acting(me).member.name,))
    pages = own_pages(opened, me)
    inside = json.dumps(entries_document(opened, me), ensure_ascii=False, sort_keys=True).encode()
    drawn = own_pages_pdf.draw_own_pages(pages, _drawn_on(me))
    saving.save_whole(own_pages_pdf.lock(drawn, inside, password), path, overwrite=overwrite)
    _note(opened, me)
    return Taken(path, len(pages))


def _note(opened: OpenWorkspace, me: Me) -> None:
    """That somebody took their own pages along; on a disk that takes nothing the file is theirs all the same."""
    with suppress(CannotSave):
        opened.write(lambda tx: note(tx, acting(me), "own pages exported", acting(me).member.person_id))


def own_pages(opened: OpenWorkspace, me: Me) -> tuple[OwnPage, ...]:
    """One's own pages as they are read on paper, newest day first."""
    return tuple(_as_page(found) for found in _read(opened, me))


@dataclass(frozen=True, slots=True)
class ToShare:
    """One page as it is shared from, and today."""

    entry: Entry
    today: date


def page_to_share(_tx: Transaction, me: Me, entry_id: str) -> ToShare:
    """A page that was read before, for handing it over. Raises KeyError where it isn't among one's own."""
    found = shelf_of(me).page(entry_id)
    if found is None:
        raise KeyError(entry_id)
    return ToShare(found.entry, acting(me).clock.today())


def entries_document(opened: OpenWorkspace, me: Me) -> dict[str, Any]:
    """The open format: own pages, what others shared with this person, and what they wrote or agreed in sessions."""
    mine = acting(me)
    own = [
        {"kind": "page", "id": p.entry.entry_id, "week": p.week, "mine": True, "page": to_plain(p.entry)}
        for p in _read(opened, me)
    ]
    found = [*own, *opened.read(lambda tx: _others(tx, me))]
    return {
        "format": FORMAT,
        "version": VERSION,
        "person": mine.member.name,
        "people": _named_in(found, opened.read(_all_names)),
        "written_on": mine.clock.today().isoformat(),
        "records": found,
        "not_readable": shelf_of(me).from_before_reset + shelf_of(me).damaged,
    }


def _all_names(tx: Transaction) -> dict[str, str]:
    return {m.person_id: m.name for m in people.list_members(tx, with_left=True)}


def _named_in(found: list[dict[str, Any]], names: dict[str, str]) -> dict[str, str]:
    """Whose ids stand in these records: another program can’t know them."""
    said = json.dumps(found)
    return {person_id: name for person_id, name in names.items() if person_id in said}


def _read(opened: OpenWorkspace, me: Me) -> tuple[OnShelf, ...]:
    shelf = shelf_of(me)
    for _lot in shelf.fill(opened, me):
        pass
    return shelf.pages()


def _others(tx: Transaction, me: Me) -> list[dict[str, Any]]:
    """What isn't a page of the own log: copies given and received, agendas, summaries, minutes."""
    mine = acting(me).member.person_id
    own = (r for r in records.list_records(tx, mine) if r.kind in {PageKind.SHARED, PageKind.SESSION})
    names = _all_names(tx)
    found = []
    for record in (*own, *records.list_shared_with(tx, mine)):
        with suppress(KnownError):  # of a time before a reset, or of somebody whose key isn't trusted
            found.append(_one(tx, me, record, names))
    return [one for one in found if one is not None]


def _one(tx: Transaction, me: Me, record: SealedRecord, names: dict[str, str]) -> dict[str, Any] | None:
    opened = sealed_pages.open_page(tx, me, record.record_id)
    if opened is None:
        return None
    is_mine = opened.author_id == acting(me).member.person_id
    return {
        "kind": record.kind,
        "id": record.record_id.hex(),
        "week": opened.week,
        "mine": is_mine,
        "from": names.get(opened.author_id, ""),
        record.kind: _plain(opened.body),
    }


def _plain(body: bytes) -> Any:
    with suppress(KnownError):
        return to_plain(from_body(body))
    try:
        return json.loads(body)
    except ValueError:
        return body.decode("utf-8", "replace")


def _as_page(found: OnShelf) -> OwnPage:
    entry = found.entry
    parts = tuple((step.heading, step.text) for step in entry.steps if step.text.strip())
    if entry.measure is not None:
        parts = (*((kept.title, _score(kept)) for kept in entry.measure.scores), *parts)
    return OwnPage(entry.entry_id, day_words(entry.day), _title(entry), parts, entry.take_away, _below(entry))


def _score(kept: KeptScore) -> str:
    return f"{score_words(kept)} ({range_words(kept)})"


def _title(entry: Entry) -> str:
    if entry.measure is not None:
        return entry.measure.title
    return entry.title.strip() or entry.first_line[:80] or _("An empty page")


def _below(entry: Entry) -> str:
    marks = [", ".join(entry.tags), ", ".join((*entry.feelings_before, *entry.feelings_after))]
    if entry.before_sign_in:
        marks.insert(0, _("written before signing in"))
    return " · ".join(mark for mark in marks if mark)


def _drawn_on(me: Me) -> str:
    return day_words(acting(me).clock.today())
