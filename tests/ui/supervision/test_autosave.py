"""Saving by itself: the newest, in order, until it has arrived; nothing in the way of typing, nothing given up."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QObject

from pie_audit.domain.errors import CannotSave, NotNow
from pie_audit.ui.supervision.autosave import Autosave
from pie_audit.ui.widgets import StateLabel
from tests.quarter import Hostel, finished, hostel
from tests.ui.supervision.room import Room, room

__all__ = ["finished", "hostel", "room"]

KEPT: list[str] = []
REFUSALS: list[Exception] = []


def keep(_tx: object, _me: object, _name: str, value: str) -> str:
    """What a workflow does: refuse what a test put there, else keep it."""
    if REFUSALS:
        raise REFUSALS.pop(0)
    KEPT.append(value)
    return value


class Page(QObject):
    """Words on a screen."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.words = "start"
        self.state = StateLabel()
        room.qtbot.addWidget(self.state)
        self.saver = Autosave(room.jobs, self.state, self.read, keep, self)
        self.refused: list[Any] = []
        self.saver.refused.connect(self._on_refused)
        self.saver.begin("start", "page")

    def read(self, _base: str) -> str:
        return self.words

    def type(self, words: str) -> None:
        self.words = words
        self.saver.touch()

    def _on_refused(self, error: NotNow, value: str) -> None:
        self.refused.append((error, value))


@pytest.fixture
def page(room: Room, hostel: Hostel) -> Page:
    KEPT.clear()
    REFUSALS.clear()
    room.jobs.me = hostel.jo
    return Page(room)


def test_nothing_typed_is_nothing_saved(page: Page, room: Room) -> None:
    page.saver.flush()
    room.calm()
    assert KEPT == []
    assert not page.saver.unsaved()


def test_what_is_typed_while_a_save_is_on_its_way_follows_it(page: Page, room: Room) -> None:
    page.type("one")
    page.saver.flush()
    page.type("two")
    page.saver.flush()
    room.qtbot.waitUntil(lambda: not page.saver.unsaved())
    assert KEPT == ["one", "two"]


def test_words_taken_back_are_not_saved(page: Page, room: Room) -> None:
    page.type("one")
    page.type("start")
    page.saver.flush()
    room.calm()
    assert KEPT == []


def test_full_disk_is_tried_again(page: Page, room: Room) -> None:
    REFUSALS.append(CannotSave("The disk is full.", "Make room."))
    page.type("one")
    page.saver.flush()
    room.calm()
    assert page.saver.unsaved()
    room.qtbot.waitUntil(lambda: not page.saver.unsaved())
    assert KEPT == ["one"]


def test_refused_words_wait_for_the_person_and_not_for_the_clock(page: Page, room: Room) -> None:
    REFUSALS.append(NotNow("It was signed.", "Add a note."))
    page.type("one")
    page.saver.flush()
    room.calm()
    assert [value for _error, value in page.refused] == ["one"]
    page.saver.flush()
    room.calm()
    assert KEPT == []
    assert page.saver.unsaved()
    page.type("one more")
    page.saver.flush()
    room.calm()
    assert KEPT == ["one more"]


def test_words_that_were_copied_hold_nobody_back(page: Page, room: Room) -> None:
    REFUSALS.append(NotNow("It was signed.", "Add a note."))
    page.type("one")
    page.saver.flush()
    room.calm()
    page.saver.copied()
    assert not page.saver.unsaved()


def test_what_waits_for_saving_comes_after_it(page: Page, room: Room) -> None:
    done: list[list[str]] = []
    page.type("one")
    page.saver.when_saved(lambda: done.append(list(KEPT)))
    room.qtbot.waitUntil(lambda: bool(done))
    assert done == [["one"]]


def test_what_waits_is_dropped_when_the_words_are_refused(page: Page, room: Room) -> None:
    done: list[str] = []
    REFUSALS.append(NotNow("It was signed.", "Add a note."))
    page.type("one")
    page.saver.when_saved(lambda: done.append("signed"))
    room.calm()
    page.type("two")
    page.saver.flush()
    room.calm()
    assert done == []
    assert KEPT == ["two"]


def test_bug_on_the_way_holds_up_no_later_words(page: Page, room: Room) -> None:
    room.jobs.bug.disconnect()
    room.jobs.bug.connect(page.saver._on_bug)
    troubles: list[object] = []
    page.saver.trouble.connect(troubles.append)
    REFUSALS.append(RuntimeError("a bug"))
    page.type("one")
    page.saver.flush()
    room.calm()
    assert page.saver.unsaved()
    assert troubles == [None]
    page.type("one more")
    page.saver.flush()
    room.calm()
    assert KEPT == ["one more"]
