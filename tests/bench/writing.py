"""Ten thousand pages of 2 KB: the first results of a search, the next key, and typing while pages are read and saved."""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench.rows import Row

if TYPE_CHECKING:
    from pie_audit.workflows.presence import SignedIn
    from pie_audit.workflows.unlock import OpenWorkspace
    from tests.bench.program import Program

PAGES, LETTERS = 10_000, 2_000
FIRST_BOUND, WHOLE_BOUND, NEXT_BOUND = 1.5, 1.5, 0.1
STALL_MS = 50.0
_AT_ONCE = 250
_KEYS = 160
_KEY_EVERY = 0.05
_TEXT = (
    "we talked about the door and the night shift while it rained and somebody laughed although nobody had slept "
    "much because the alarm went twice and the kitchen was cold so I asked him what he needed and he said quiet"
)


def rows(runs: int) -> list[Row]:
    """Searching as a ratio to decrypting all pages once; typing in milliseconds, once more when over its bound."""
    with tempfile.TemporaryDirectory() as top:
        os.environ["HOME"] = top  # settings and logs of the one who measures stay as they are
        folder = make_pages(Path(top))
        found = _search(folder, Path(top), max(3, runs // 2))
        stall = _type(folder, Path(top))
        if stall[0] > STALL_MS:
            stall = min(stall, _type(folder, Path(top)))
    return [*found, Row(f"longest stall while typing, {PAGES} pages", stall[0], STALL_MS, "ms", stall[1])]


def make_pages(top: Path) -> Path:
    """A workspace in which Amina has written so many pages; its folder."""
    from pie_audit.workflows import founding
    from pie_audit.workflows.worker import Worker
    from tests import quarter

    premises, worker = quarter.premises_at(top), Worker()
    made = founding.create_workspace(premises, worker, quarter.first_run(), top / "workspace")
    dice = random.Random(1)
    for _lot in range(PAGES // _AT_ONCE):
        made.opened.write(lambda tx: _write_lot(tx, made.me, dice))
    made.opened.close()
    worker.close()
    return top / "workspace"


def _write_lot(tx: Any, me: SignedIn, dice: random.Random) -> None:
    from datetime import timedelta

    from pie_audit.domain.entry import Entry, EntryKind, Step, to_body
    from pie_audit.storage import records
    from pie_audit.vault.records import PageLabel, new_record_id, seal_record
    from tests.quarter import TODAY

    for _page in range(_AT_ONCE):
        record_id = new_record_id()
        text = " ".join(dice.choices(_TEXT.split(), k=LETTERS // 5))[:LETTERS]
        if dice.random() < 0.5:
            text = text.replace("'", "’") + " café"
        day = TODAY - timedelta(days=dice.randrange(3650))
        entry = Entry(record_id.hex(), EntryKind.REFLECTION, day, "A page", steps=(Step("", "", text),))
        label = PageLabel(record_id, 1 + dice.randrange(4096), "page", "2026-W47")
        record, key = seal_record(me.vault, to_body(entry), label)
        records.save_record(tx, record, [key])


def _search(folder: Path, top: Path, runs: int) -> list[Row]:
    """Each in turn with decrypting everything once, on one signed-in person whose memory is emptied between."""
    from pie_audit.workflows import unlock
    from pie_audit.workflows.worker import Worker
    from tests import quarter

    premises, worker = quarter.premises_at(top), Worker()
    password = quarter.password_of(quarter.MANAGER)
    opened, me = unlock.open_workspace(premises, worker, folder, quarter.MANAGER, password)
    try:
        taken = [_one_run(opened, me) for _run in range(runs + 1)][1:]
    finally:
        opened.close()
        worker.close()
    once = statistics.median(one["once"] for one in taken)
    names = (
        ("first", "first results", FIRST_BOUND),
        ("whole", "every result", WHOLE_BOUND),
        ("next", "next key", NEXT_BOUND),
    )
    return [
        Row(
            f"{words} / decrypting {PAGES} pages once",
            statistics.median(one[name] / one["once"] for one in taken),
            bound,
            "x",
            f"{1000 * statistics.median(one[name] for one in taken):.0f} ms beside {1000 * once:.0f} ms",
        )
        for name, words, bound in names
    ]


def _one_run(opened: OpenWorkspace, me: SignedIn) -> dict[str, float]:
    from pie_audit.workflows import entry_search
    from pie_audit.workflows.entry_search import Query
    from pie_audit.workflows.shelf import Shelf

    def decrypt() -> None:
        shelf = Shelf()
        for _lot in shelf.fill(opened, me):
            pass
        assert len(shelf.pages()) == PAGES

    me.memory.clear()
    once = _seconds(decrypt)
    me.memory.clear()
    began = time.perf_counter()
    found = entry_search.search(opened, me, Query("kitchen"))
    assert found.lines
    first = time.perf_counter() - began
    while not (found := entry_search.search(opened, me, Query("kitchen"))).whole:
        pass
    whole = time.perf_counter() - began
    assert len(found.lines) > PAGES // 2
    following = _seconds(lambda: entry_search.refine(me, Query("kitchen café")))
    return {"once": once, "first": first, "whole": whole, "next": following}


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _type(folder: Path, top: Path) -> tuple[float, str]:
    """Twenty keys a second while all pages are decrypted and folded, and drafts are saved; then a search by key."""
    from tests.bench.big_round import Stalls
    from tests.bench.program import Program
    from tests.quarter import FAST

    program, stalls = Program(top, FAST, folder), Stalls()
    try:
        _come_in(program)
        page = _begin(program)
        stalls.watch("typing while pages are read")
        _press(program, page.paper.text, _KEYS)
        stalls.rest()
        _find(program, stalls)
    finally:
        program.close()
    where = max(stalls.worst, key=lambda place: stalls.worst[place])
    places = "; ".join(f"{place} {gap:.0f}" for place, gap in stalls.worst.items())
    return stalls.worst[where], f"({where}) {places}"


def _come_in(program: Program) -> None:
    from tests.journeys.visitor import Visitor
    from tests.quarter import MANAGER, password_of

    program.rest(1.0)
    visitor = Visitor(program.window)
    visitor.fills("Your name", MANAGER)
    visitor.fills("Password", password_of(MANAGER))
    visitor.clicks("Sign in")
    program.until(lambda: program.window.inside is not None, "home never came")
    program.rest(0.5)


def _begin(program: Program) -> Any:
    """The list begins to read; the page for writing opens at once."""
    program.window.inside.go("reflections")
    program.until(lambda: getattr(program.window.inside.page(), "filled", False), "the list never began")
    program.window.inside.go("write", "")
    program.until(lambda: hasattr(program.window.inside.page(), "paper"), "the page never came")
    program.until(lambda: program.window.inside.page().filled, "the page was never filled")
    program.rest(0.3)
    return program.window.inside.page()


def _press(program: Program, field: Any, keys: int) -> None:
    from PySide6.QtTest import QTest

    field.setFocus()
    for number in range(keys):
        QTest.keyClicks(field, "abcdefg "[number % 8])
        program.rest(_KEY_EVERY)


def _find(program: Program, stalls: Any) -> None:
    inside = program.window.inside
    inside.go("reflections")
    program.until(lambda: inside.page().room is not None and inside.page()._whole, "not all was read")
    program.rest(0.5)
    stalls.watch("typing in the search")
    for letter in "kitchen cold":
        _press_one(program, inside.page().filters.words, letter)
    stalls.rest()
    assert inside.page().lines.count() > 1000, "nothing was found"


def _press_one(program: Program, field: Any, letter: str) -> None:
    from PySide6.QtTest import QTest

    QTest.keyClicks(field, letter)
    program.rest(0.12)
