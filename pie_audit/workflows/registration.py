"""A record for a regulator, put together from one's own pages: read, filled in, checked for names, handed out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pie_audit import paths
from pie_audit.catalogue import regulators_file
from pie_audit.domain.entry import Entry, EntryKind, Practice, from_body, to_body
from pie_audit.domain.errors import CannotRead, KnownError, NotNow
from pie_audit.domain.registration import Material, RecordDraft, TimeLine, gather
from pie_audit.domain.registration_names import Doubt, doubts, with_roles
from pie_audit.domain.registration_paper import RecordPaper, record_paper
from pie_audit.domain.registration_text import record_text
from pie_audit.domain.regulator import Regulator
from pie_audit.domain.session import Session, SessionStatus
from pie_audit.storage import groups, people, records, sessions
from pie_audit.vault.records import PageLabel, open_record, seal_record
from pie_audit.words import _
from pie_audit.workflows import models, sealed_pages, self_record
from pie_audit.workflows.notes import note
from pie_audit.workflows.presence import Me, SignedIn, acting
from pie_audit.workflows.self_record import Exported
from pie_audit.workflows.shelf import OnShelf, shelf_of

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction
    from pie_audit.workflows.unlock import OpenWorkspace

_KIND = "self"
_VERSION = 1
MOST_REMEMBERED = 1_000
"""So many pages that were handed out are watched for changes, the latest."""

_TOOK_PLACE = frozenset({SessionStatus.HELD, SessionStatus.CUT_SHORT})


class FileKind(StrEnum):
    """How a record leaves."""

    PDF = "pdf"
    DOCUMENT = "docx"


@dataclass(frozen=True, slots=True)
class Regulators:
    """Whose records can be put together. `problem` is what is wrong with a file that should have changed them."""

    known: tuple[Regulator, ...]
    problem: KnownError | None = None

    def find(self, regulator_id: str) -> Regulator:
        """One of them; the first where the id isn't known any more."""
        return next((r for r in self.known if r.regulator_id == regulator_id), self.known[0])


@dataclass(frozen=True, slots=True)
class Drafts:
    """What somebody wrote for their records so far, one for each regulator; `last` is whose was open last."""

    kept: tuple[RecordDraft, ...] = ()
    last: str = ""

    def of(self, regulator_id: str) -> RecordDraft | None:
        """The draft for one regulator."""
        return next((draft for draft in self.kept if draft.regulator_id == regulator_id), None)


@dataclass(frozen=True, slots=True)
class RecordDesk:
    """Everything one needs to put a record together. `pages` are one's own, newest first, of any time.

    `changed` are pages that went into this record before and were changed since; `exported_on` is the last day.
    """

    regulators: Regulators
    rules: Regulator
    draft: RecordDraft
    pages: tuple[Entry, ...]
    sessions: tuple[TimeLine, ...]
    colleagues: tuple[str, ...]
    allowed: tuple[str, ...]
    changed: tuple[str, ...]
    exported_on: date | None
    today: date


@dataclass(frozen=True, slots=True)
class RecordFile:
    """Which record goes where. `roles` takes the place of doubtful words, by their keys."""

    material: Material
    roles: Mapping[str, str]
    kind: FileKind
    path: Path
    overwrite: bool = False


@cache
def shipped_regulators() -> tuple[Regulator, ...]:
    """The rules that come with the program, read once."""
    return regulators_file.read_regulators(paths.regulators_file())


def regulators() -> Regulators:
    """All rules: one's own copy before the organisation's, and that before what ships. A file that can't be
    used is left aside and told."""
    known = {rules.regulator_id: rules for rules in shipped_regulators()}
    problem: KnownError | None = None
    for path in paths.own_regulators_files():
        try:
            if path.exists():
                known |= {rules.regulator_id: rules for rules in regulators_file.read_regulators(path)}
        except KnownError as error:
            problem = error
        except OSError:
            problem = CannotRead(
                _("The file of what regulators ask can’t be opened."),
                _("The rules that come with pie-audit are used."),
            )
    return Regulators(tuple(known.values()), problem)


def open_desk(opened: OpenWorkspace, me: Me, regulator_id: str = "") -> RecordDesk:
    """The record for a regulator as it stands; the last one that was open without an id. Never on the Qt thread."""
    shelf = shelf_of(me)
    for _lot in shelf.fill(opened, me):
        pass
    return opened.read(lambda tx: _desk(tx, me, regulator_id, shelf.pages()))


def make_material(desk: RecordDesk, draft: RecordDraft, pages: tuple[Entry, ...]) -> Material:
    """The record as these values have it; works on what is in memory alone."""
    return gather(desk.rules, draft, pages, sessions=desk.sessions, model_of=models.model, today=desk.today)


def keep_draft(tx: Transaction, me: Me, draft: RecordDraft) -> None:
    """Keep what was written for a record itself, sealed to its writer."""
    mine = acting(me)
    others = tuple(kept for kept in _load(tx, mine).kept if kept.regulator_id != draft.regulator_id)
    body = sealed_pages.to_json(Drafts((*others, draft), draft.regulator_id))
    # The version stays 1, as in what is remembered for a person: a count would tell how often this was opened.
    sealed, key = seal_record(mine.vault, body, PageLabel(_record_id(mine), _VERSION, _KIND, mine.week))
    records.save_record(tx, sealed, [key])


def fill_in(tx: Transaction, me: Me, entry_id: str, practice: Practice) -> Entry:
    """What a page says for its writer's registration, saved in the page; words being written stay as they are.

    Raises CannotRead where the page is gone.
    """
    found = sealed_pages.open_page(tx, me, bytes.fromhex(entry_id))
    if found is None:
        raise CannotRead(_("This page isn’t here any more."), _("Leave it out of the record."))
    entry = from_body(found.body)
    if entry.practice == practice:
        return entry
    written = replace(entry, practice=practice)
    version = sealed_pages.save_own(tx, me, bytes.fromhex(entry_id), to_body(written), expected=found.version)
    shelf_of(me).put(OnShelf(written, version, acting(me).week))
    return written


def look_for_names(desk: RecordDesk, material: Material) -> tuple[Doubt, ...]:
    """What in the record could point to a person. Works on what is in memory alone, and keeps nothing."""
    return doubts(material, desk.colleagues, desk.allowed)


def let_pass(tx: Transaction, me: Me, words: str) -> None:
    """Never ask about these words again; remembered for this person alone."""
    before = self_record.load(tx, me).allowed_words
    if words not in before:
        self_record.change(tx, me, allowed_words=(*before, words))


def make_paper(desk: RecordDesk, material: Material, roles: Mapping[str, str]) -> RecordPaper:
    """The paper, with roles in place of the words that were chosen for it."""
    return record_paper(with_roles(material, roles, desk.colleagues, desk.allowed))


def make_text(desk: RecordDesk, material: Material, roles: Mapping[str, str]) -> str:
    """The same as plain text, for pasting."""
    return record_text(make_paper(desk, material, roles))


def lay_out(paper: RecordPaper, kind: FileKind) -> bytes:
    """The bytes of a PDF or a document. Takes a moment: never on the Qt thread."""
    from pie_audit.reports import registration_docx, registration_pdf

    draw = registration_pdf.draw_record if kind is FileKind.PDF else registration_docx.draw_record
    return draw(paper)


def suggested_name(regulator_id: str, day: date, kind: FileKind) -> str:
    """A file name made by us: whose rules, the day, nobody's name."""
    return f"record-{regulator_id}-{day.isoformat()}.{kind.value}"


def save_record(opened: OpenWorkspace, me: Me, desk: RecordDesk, wanted: RecordFile) -> date:
    """Write the record to a file and remember which pages went into it, in which version; today.

    Raises NotNow for a record without anything in it, CannotSave where the file can't be written.
    """
    from pie_audit.reports.saving import save_whole

    require_something(wanted.material)
    content = lay_out(make_paper(desk, wanted.material, wanted.roles), wanted.kind)
    save_whole(content, wanted.path, overwrite=wanted.overwrite)
    if not opened.reads_only:
        opened.write(lambda tx: note_handed_out(tx, me, wanted.material))
    return desk.today


def require_something(material: Material) -> None:
    """Raises NotNow where neither page nor session nor statement is in the record."""
    if not (material.pieces or material.sessions or any(material.draft.statements.values())):
        raise NotNow(_("There’s nothing in this record yet."), _("Tick a page that it should be made of."))


def note_handed_out(tx: Transaction, me: Me, material: Material) -> None:
    """Remember, sealed, what was handed out; the trail says only that somebody exported a record."""
    mine, shelf = acting(me), shelf_of(me)
    today, whose = mine.clock.today(), material.rules.regulator_id
    now = [
        Exported(page.entry.entry_id, page.version, today, whose)
        for piece in material.pieces
        if (page := shelf.page(piece.entry.entry_id)) is not None
    ]
    replaced = {exported.entry_id for exported in now}
    before = self_record.load(tx, me).exported
    kept = [e for e in before if e.regulator != whose or e.entry_id not in replaced]
    there = [e for e in kept if shelf.page(e.entry_id) is not None]
    self_record.change(tx, me, exported=tuple([*there, *now][-MOST_REMEMBERED:]))
    note(tx, mine, "exported own record", mine.member.person_id)


def _desk(tx: Transaction, me: Me, regulator_id: str, pages: tuple[OnShelf, ...]) -> RecordDesk:
    mine, known = acting(me), regulators()
    drafts, remembered = _load(tx, mine), self_record.load(tx, me)
    today = mine.clock.today()
    rules = known.find(regulator_id or drafts.last)
    period = rules.period(today)
    sent = {e.entry_id: e for e in remembered.exported if e.regulator == rules.regulator_id}
    versions = {page.entry.entry_id: page.version for page in pages}
    return RecordDesk(
        regulators=known,
        rules=rules,
        draft=drafts.of(rules.regulator_id) or RecordDraft(rules.regulator_id, period.first, period.last),
        pages=tuple(page.entry for page in pages if page.entry.kind is not EntryKind.MEASURE),
        sessions=_time_lines(tx, mine),
        colleagues=_colleagues(tx, mine),
        allowed=remembered.allowed_words,
        changed=tuple(e for e, s in sent.items() if versions.get(e, s.version) != s.version),
        exported_on=max((e.day for e in sent.values()), default=None),
        today=today,
    )


def _colleagues(tx: Transaction, mine: SignedIn) -> tuple[str, ...]:
    others = people.list_members(tx, with_left=True)
    return tuple(m.name for m in others if m.person_id != mine.member.person_id)


def _time_lines(tx: Transaction, mine: SignedIn) -> tuple[TimeLine, ...]:
    """Sessions that took place and were for this person: their own supervision, and their groups'."""
    me = mine.member.person_id
    group_ids = [group.group_id for group in groups.groups_of(tx, me)]
    held = sessions.sessions_of(tx, me, group_ids=group_ids)
    return tuple(_time_line(s) for s in held if s.status in _TOOK_PLACE and s.supervisor_id != me)


def _time_line(session: Session) -> TimeLine:
    one_to_one = session.supervisee_id is not None
    day = session.held_on or session.planned_on
    return TimeLine(session.session_id, day, session.kind, session.held_min, one_to_one)


def _load(tx: Transaction, mine: SignedIn) -> Drafts:
    record = records.load_record(tx, _record_id(mine))
    key = records.load_key(tx, record, mine.member.person_id) if record else None
    if record is None or key is None:
        return Drafts()
    return sealed_pages.from_json(open_record(mine.vault, record, key), Drafts)


def _record_id(mine: SignedIn) -> bytes:
    """16 bytes that tell nothing to somebody who holds the database only; others after a reset."""
    secret = mine.vault.keys(mine.vault.first_epoch).vk
    return hashlib.blake2b(b"registration", key=secret, digest_size=16).digest()
