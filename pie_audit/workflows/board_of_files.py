"""A page for the board from files alone, without a workspace: nothing is kept, nobody signs in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pie_audit.domain.board import Board, CameBy, LikeAsks
from pie_audit.domain.board_rules import Arrived, GivenReplies, make_board
from pie_audit.domain.errors import CannotRead
from pie_audit.words import _
from pie_audit.workflows import plan_files
from pie_audit.workflows.board import draw_board
from pie_audit.workflows.board_files import IS_KEPT, CameFile, judge


@dataclass(frozen=True, slots=True)
class FileBoard:
    """Each file with what became of it, and the board that the whole ones make."""

    files: tuple[CameFile, ...]
    board: Board


def read_board(paths: Sequence[Path], today: date) -> FileBoard:
    """The board of these files. Of two keys that signed for one team the first in the row counts, as nothing is known
    from before.
    """
    files: list[CameFile] = []
    here: defaultdict[str, list[tuple[str, CameFile]]] = defaultdict(list)
    for number, path in enumerate(paths):
        read = plan_files.read_file(path)
        same = here[read.plan.sender] if read.plan else []
        known = {one.found.signer for _id, one in same if one.found}
        plans = [(one.plan, one.found.format) for _id, one in same if one.plan and one.found]
        file = judge(path.name, read, known, plans)
        files.append(file)
        if file.came in IS_KEPT:
            same.append((str(number), file))
    arrived = [
        Arrived(plan_id, one.plan, CameBy.FILE, today, one.found.format)
        for each in here.values()
        for plan_id, one in each
        if one.plan and one.found
    ]
    return FileBoard(tuple(files), make_board(today, arrived, GivenReplies({}), {}))


def save_board_of_files(found: FileBoard, path: Path, *, overwrite: bool) -> int:
    """Write the page as a PDF; how many pages it has. Raises CannotRead where no file holds a plan, CannotSave."""
    from pie_audit.reports.saving import save_whole

    if not found.board.plans:
        raise CannotRead(
            _("There is no plan in any of these files."), _("Ask the teams for their plans as PDFs.")
        )
    laid_out = draw_board(found.board)
    save_whole(laid_out.pdf, path, overwrite=overwrite)
    return laid_out.pages


def as_data(found: FileBoard) -> dict[str, object]:
    """The files and the board as plain data for the command line; its keys stay as they are."""
    return {
        "files": [_file_data(file) for file in found.files],
        "teams": len(found.board.plans),
        "owed": found.board.owed,
        "asks": [_group_data(group) for group in found.board.asks],
        "barriers": [
            {"level": b.level.value, "count": b.count, "most": b.most} for b in found.board.barriers
        ],
    }


def _file_data(file: CameFile) -> dict[str, object]:
    plan = file.plan
    return {
        "file": file.name,
        "came": file.came.name.lower().replace("_", "-"),
        "team": plan.team if plan else None,
        "quarter": str(plan.quarter) if plan else None,
        "edition": plan.edition.value if plan else None,
        "words": file.words,
    }


def _group_data(group: LikeAsks) -> dict[str, object]:
    return {
        "title": group.title,
        "why": group.why,
        "teams": group.teams,
        "of_teams": group.of_teams,
        "oldest_quarters": group.oldest,
        "waits": group.waits,
        "asks": [
            {
                "team": one.team,
                "code": one.ask.code,
                "what": one.ask.what,
                "of": one.ask.of,
                "asked_in": str(one.ask.asked_in),
                "reply_by": one.ask.reply_by.isoformat() if one.ask.reply_by else None,
            }
            for one in group.asks
        ],
    }
