"""The disk takes nothing: the window says so and goes on trying, words can be taken along, and nobody else gets them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from pie_audit.workflows import audits, drafts, home, meetings, plans, seats, unlock
from pie_audit.workflows.worker import Worker
from tests.journeys.at_quayside import (
    Sits,
    begins_an_action,
    comes_in,
    takes_over,
    writes_a_note,
    writes_because,
)
from tests.journeys.conftest import Desk
from tests.journeys.visitor import Visitor
from tests.quarter import MANAGER, password_of
from tests.stages import Stages

AMBER = "Not saved yet, still trying."
HERE = "Your words are on this screen."
See = Callable[..., object]


WRITING = {
    "note": ("rating", writes_a_note),
    "because": ("meeting", writes_because),
    "action": ("meeting", begins_an_action),
}


@contextmanager
def looked_at(desk: Desk, name: str = MANAGER) -> Iterator[See]:
    """Read the workspace while no window has it."""
    worker = Worker()
    opened, me = unlock.open_workspace(
        desk.premises, worker, desk.folder / "workspace", name, password_of(name)
    )
    try:
        yield lambda look, *args: opened.read(lambda tx: look(tx, me, *args))
    finally:
        opened.close()
        worker.close()


def kept(desk: Desk, what: str) -> str:
    """What the file holds of Amina's words."""
    with looked_at(desk) as see:
        team_id = see(home.home, None).team.team_id
        round_id = see(audits.overview, team_id).round.round_id
        if what == "note":
            sheet = see(seats.rating_sheet, round_id)
            return sheet.sheet.rating(sheet.topics[0].id).note
        if what == "because":
            topics = see(meetings.meeting, round_id).topics
            found = [see(drafts.words, drafts.meeting_words(round_id, t.topic.id)) for t in topics]
            return next((words["because"] for words in found if words), "")
        groups = see(plans.plan_page, team_id).groups
        return next((action.what for group in groups for action in group.actions), "")


@pytest.mark.parametrize("what", WRITING)
def test_words_are_kept_on_the_screen_and_saved_once_the_disk_takes_them(desk_at: Sits, what: str) -> None:
    stage, writes = WRITING[what]
    desk = desk_at(stage)
    visitor = comes_in(desk)
    desk.disk_takes(False)
    writes(visitor, "The night rota was never settled.")
    visitor.waits_for(AMBER)
    assert HERE in visitor.reads()
    desk.window.close()
    visitor.waits_for("Some words aren’t saved yet")
    assert desk.window.isVisible()
    visitor.clicks("Back to the page")
    assert "The night rota was never settled." in visitor.reads()
    desk.disk_takes(True)
    visitor.waits_for("Saved")
    assert AMBER not in visitor.reads()
    desk.closes()
    assert kept(desk, what) == "The night rota was never settled."


@pytest.mark.parametrize("what", WRITING)
def test_words_that_were_copied_no_longer_hold_the_window_open(desk_at: Sits, what: str) -> None:
    stage, writes = WRITING[what]
    desk = desk_at(stage)
    visitor = comes_in(desk)
    desk.disk_takes(False)
    writes(visitor, "The night rota was never settled.")
    visitor.waits_for(AMBER)
    visitor.clicks("Copy")
    visitor.waits_for("Paste your words somewhere safe")
    assert "The night rota was never settled." in QGuiApplication.clipboard().text()
    desk.closes()
    assert kept(desk, what) == ""


@pytest.mark.parametrize("what", ["note", "action"])
def test_words_that_wait_behind_the_lock_are_saved_in_their_own_name(desk_at: Sits, what: str) -> None:
    stage, writes = WRITING[what]
    desk = desk_at(stage)
    visitor = comes_in(desk)
    desk.disk_takes(False)
    writes(visitor, "The night rota was never settled.")
    visitor.waits_for(AMBER)
    visitor.clicks("Lock now")
    takes_over(visitor, "Jo")
    assert len(desk.window.kept_rooms()) == 1
    desk.disk_takes(True)
    visitor.waits_until(lambda: not desk.window.kept_rooms(), "the first person’s words were never saved")
    assert "The night rota was never settled." not in visitor.reads()
    assert not visitor.named("Undo")
    desk.closes()
    assert kept(desk, what) == "The night rota was never settled."
    if what == "note":
        with looked_at(desk, "Jo") as see:
            round_id = see(audits.overview, see(home.home, None).team.team_id).round.round_id
            assert not see(seats.rating_sheet, round_id).sheet.ratings


def test_whoever_comes_back_finds_their_unsaved_words_on_the_screen(desk_at: Sits) -> None:
    desk = desk_at("rating")
    visitor = comes_in(desk)
    desk.disk_takes(False)
    writes_a_note(visitor, "The night rota was never settled.")
    visitor.waits_for(AMBER)
    visitor.clicks("Lock now")
    visitor.waits_for("Locked")
    assert "The night rota was never settled." not in visitor.reads()
    visitor.fills(f"{MANAGER}’s password", password_of(MANAGER))
    visitor.clicks("Unlock")
    visitor.waits_for(AMBER)
    assert "The night rota was never settled." in visitor.reads()
    desk.disk_takes(True)
    visitor.waits_for("Saved")


def test_what_a_slip_wrote_waits_for_the_same_slip(desk_at: Sits, stages: Stages) -> None:
    desk = desk_at("rating")
    visitor = comes_in(desk)
    visitor.clicks("Lock now")
    comes_with_slip(visitor, stages.slip)
    desk.disk_takes(False)
    visitor.tabs_to("Level ")
    visitor.types("3")
    visitor.presses(Qt.Key.Key_E)
    visitor.types("Nobody told me when the kitchen opens.")
    visitor.clicks("Finish for now")
    visitor.waits_for("I have a slip")
    desk.window.close()
    visitor.waits_for("Whoever wrote them can come in here and copy them: somebody with a slip.")
    visitor.clicks("Don’t close")
    comes_with_slip(visitor, stages.slip)
    visitor.waits_for("Nobody told me when the kitchen opens.")
    desk.disk_takes(True)
    visitor.waits_for("Saved")


def comes_with_slip(visitor: Visitor, words: str) -> None:
    visitor.clicks("I have a slip")
    visitor.fills("The four words", words)
    visitor.clicks("Open it")
    visitor.waits_for("1 of 2")


@pytest.mark.skipif(sys.platform == "win32", reason="limits of files are POSIX’s")
def test_a_full_disk_is_named_and_loses_nothing(desk_at: Sits) -> None:
    import resource

    desk = desk_at("rating")
    visitor = comes_in(desk)
    journal = desk.folder / "workspace" / "pie.db-wal"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (journal.stat().st_size, before[1]))
    try:
        writes_a_note(visitor, "The night rota was never settled.")
        visitor.waits_for(AMBER)
        assert "What was saved before is still there." in visitor.reads()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    visitor.waits_for("Saved")
    desk.closes()
    assert kept(desk, "note") == "The night rota was never settled."
