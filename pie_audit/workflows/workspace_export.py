"""Everything that one person may read, in one open file: written as it is read, never held whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pie_audit.domain.errors import CannotSave
from pie_audit.workflows import board, own_export
from pie_audit.workflows import workspace_records as kinds
from pie_audit.workflows.everyday.training_records import my_training_records, training_records
from pie_audit.workflows.notes import note
from pie_audit.workflows.presence import Me, acting
from pie_audit.workflows.record_values import Record
from pie_audit.workflows.review_records import review_records, reviews_to_read
from pie_audit.workflows.session_records import session_records

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction
    from pie_audit.workflows.unlock import OpenWorkspace

FORMAT, VERSION = "pie-audit-workspace", 1
SUGGESTED_NAME = "pie-audit-workspace.json"

Read = Callable[["Transaction", Me], Iterator[Record]]


@dataclass(frozen=True, slots=True)
class WorkspaceFile:
    """Where it goes, and whether one's own sealed writing goes along, which anybody could read there."""

    path: Path
    with_own_writing: bool = False
    overwrite: bool = False


def save_workspace(opened: OpenWorkspace, me: Me, wanted: WorkspaceFile) -> int:
    """Write everything that this person may read, in the format of docs/workspace-format.md; how many records.

    Raises CannotSave where it can't be written or the name is taken. The record says that somebody did, in ids only.
    """
    from pie_audit.reports.saving import save_chunks

    counted = _Counted()
    chunks = _document(opened, me, counted, with_own_writing=wanted.with_own_writing)
    save_chunks(chunks, wanted.path, overwrite=wanted.overwrite)
    mine = acting(me)
    if not opened.reads_only:
        with suppress(CannotSave):
            opened.write(lambda tx: note(tx, mine, "exported workspace", mine.member.person_id))
    return counted.records


@dataclass(slots=True)
class _Counted:
    """How many records went by."""

    records: int = 0


def _document(opened: OpenWorkspace, me: Me, counted: _Counted, *, with_own_writing: bool) -> Iterator[bytes]:
    mine = acting(me)
    head = {
        "format": FORMAT,
        "version": VERSION,
        "person": mine.member.name,
        "person_id": mine.member.person_id,
        "written_on": mine.clock.today().isoformat(),
        "with_own_writing": with_own_writing,
    }
    yield _json(head)[:-1].encode() + b',"records":['
    for record in _records(opened, me, with_own_writing=with_own_writing):
        yield (b",\n" if counted.records else b"\n") + _json(record).encode()
        counted.records += 1
    yield b"\n]}\n"


def _records(opened: OpenWorkspace, me: Me, *, with_own_writing: bool) -> Iterator[Record]:
    """A short transaction for each portion."""
    for read in (kinds.people_records, kinds.organisation_records, session_records):
        yield from _portion(opened, me, read)
    for record in _portion(opened, me, kinds.board_records):
        yield _with_pages(opened, me, record) if record["kind"] == "shared plan" else record
    for team_id in opened.read(lambda tx: kinds.teams_to_read(tx, me)):
        for round_id in opened.read(partial(_reviews, me, team_id)):
            yield from _portion(opened, me, partial(review_records, round_id=round_id))
        for of_team in (
            kinds.plan_records,
            kinds.log_records,
            training_records,
            kinds.part_records,
            kinds.survey_records,
        ):
            yield from _portion(opened, me, partial(of_team, team_id=team_id))
    if with_own_writing:
        written = own_export.entries_document(opened, me)["records"]
        yield from ({"kind": "own writing", "record": one} for one in written if one["mine"])
        yield from _portion(opened, me, my_training_records)


def _reviews(me: Me, team_id: str, tx: Transaction) -> tuple[str, ...]:
    return reviews_to_read(tx, me, team_id)


def _with_pages(opened: OpenWorkspace, me: Me, shared: Record) -> Record:
    """Not the pages themselves: they are a paper, and every sentence of it stands in the record."""
    return shared | {"pages": board.count_pages(opened, me, shared["plan_id"])}


def _portion(opened: OpenWorkspace, me: Me, read: Read) -> tuple[Record, ...]:
    return opened.read(lambda tx: tuple(read(tx, me)))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
