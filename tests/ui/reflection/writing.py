"""Somebody who writes: pages made through the workflow, and the editor as a person uses it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtTest import QTest

from pie_audit.domain.entry import Step
from pie_audit.ui.reflection.editor_page import EditorPage
from pie_audit.ui.reflection.list_page import ListPage
from pie_audit.workflows import reflections
from pie_audit.workflows.reflections import KeptWords, Sitting
from tests.ui.shell.desk import Desk


def saved(desk: Desk, text: str = "It was quiet by nine.", **fields: Any) -> Sitting:
    """A page of whoever is signed in."""
    opened, me = desk.jobs.opened, desk.jobs.me
    begun = opened.read(lambda tx: reflections.start(tx, me))
    entry = replace(begun.entry, **{"steps": (Step("", "", text),), **fields})
    kept = opened.write(lambda tx: reflections.save(tx, me, entry, begun))
    desk.rest()
    return kept


def in_file(desk: Desk, entry_id: str) -> Sitting:
    """The page as it lies in the file."""
    return desk.jobs.opened.read(lambda tx: reflections.open_entry(tx, desk.jobs.me, entry_id))


def unfinished(desk: Desk) -> tuple[KeptWords, ...]:
    """What was kept and isn't saved."""
    return desk.jobs.opened.read(lambda tx: reflections.unfinished(tx, desk.jobs.me))


def editor(desk: Desk, argument: str = "") -> EditorPage:
    """The page for writing, open on that."""
    desk.win.inside.go("write", argument)
    desk.rest()
    page = desk.win.inside.page()
    assert isinstance(page, EditorPage)
    return page


def listed(desk: Desk) -> ListPage:
    """The list, filled."""
    desk.win.inside.go("reflections")
    desk.rest()
    page = desk.win.inside.page()
    assert isinstance(page, ListPage)
    return page


def types(desk: Desk, page: EditorPage, words: str) -> None:
    """Key by key, where the caret stands."""
    page.paper.text.setFocus()
    QTest.keyClicks(page.paper.text, words)
    desk.app.processEvents()


def titles(page: ListPage) -> list[str]:
    """What the rows are called."""
    model = page.lines.model()
    return [model.line(row).title or model.line(row).first_line for row in range(model.rowCount())]
