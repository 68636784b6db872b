"""What was begun on its way into the file: nothing is lost when the disk won't take it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject

from pie_audit.domain.errors import CannotSave, NotNow
from pie_audit.ui.draft_keeper import DraftKeeper
from pie_audit.workflows.own_measures import OwnAnswers, keep_begun
from tests.ui.conftest import settle

FULL = CannotSave("The disk is full.", "Make room, then it goes on.")


class Road(QObject):
    """Stands in for the way to the database: takes everything, and answers when a test says so."""

    me = None

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple[Any, ...]] = []
        self.ends: list[tuple[Callable[[Any], object], Callable[[Any], object]]] = []

    def write_as(
        self, _me: object, _work: object, *args: object, owner: object, then: Any, problem: Any
    ) -> None:
        self.sent.append(args)
        self.ends.append((then, problem))


@pytest.fixture
def road(qapp: object) -> Iterator[Road]:
    """A road whose keeper goes with the test: neither waits for Python's garbage to be collected."""
    made = Road()
    yield made
    made.ends.clear()
    made.deleteLater()
    settle()


def keeper(road: Road) -> DraftKeeper:
    return DraftKeeper(road, keep_begun, "pulse5-1", parent=road)  # type: ignore[arg-type]


def test_several_answers_go_in_one_and_the_last_wins(road: Road) -> None:
    made = keeper(road)
    for value in (1, 2, 3):
        made.keep(OwnAnswers({1: value}))
    made.flush()
    assert road.sent == [("pulse5-1", OwnAnswers({1: 3}))]
    assert not made.soon.first.isActive()


def test_unsaved_until_they_have_arrived(road: Road) -> None:
    made = keeper(road)
    made.keep(OwnAnswers({1: 1}))
    assert made.unsaved
    made.flush()
    assert made.unsaved
    road.ends[0][0](None)
    assert not made.unsaved


def test_what_the_disk_refused_waits_and_is_sent_again(road: Road) -> None:
    made = keeper(road)
    told: list[object] = []
    made.trouble.connect(told.append)
    made.keep(OwnAnswers({1: 1}))
    made.flush()
    road.ends[0][1](FULL)
    assert told == [FULL]
    assert made.unsaved
    made.flush()
    assert road.sent[1] == road.sent[0]


def test_newer_answers_are_not_put_back_by_older_ones_that_were_refused(road: Road) -> None:
    made = keeper(road)
    made.keep(OwnAnswers({1: 1}))
    made.flush()
    made.keep(OwnAnswers({1: 2}))
    road.ends[0][1](FULL)
    made.flush()
    assert road.sent[1] == ("pulse5-1", OwnAnswers({1: 2}))


def test_newer_answers_that_are_on_their_way_are_not_written_over_by_older_ones(road: Road) -> None:
    made = keeper(road)
    for value in (1, 2):
        made.keep(OwnAnswers({1: value}))
        made.flush()
    road.ends[0][1](FULL)
    road.ends[1][0](None)
    assert not made.unsaved
    made.flush()
    assert len(road.sent) == 2


def test_of_two_that_the_disk_refused_the_newer_is_sent_again(road: Road) -> None:
    made = keeper(road)
    for value in (1, 2):
        made.keep(OwnAnswers({1: value}))
        made.flush()
    for _then, problem in list(road.ends):
        problem(FULL)
    assert made.soon.again.isActive()
    made.flush()
    assert road.sent[2:] == [("pulse5-1", OwnAnswers({1: 2}))]


def test_refusal_for_good_is_told_once_and_not_tried_again(road: Road) -> None:
    made = keeper(road)
    made.keep(OwnAnswers({1: 1}))
    made.flush()
    road.ends[0][1](NotNow("No.", "Go back."))
    assert not made.unsaved


def test_what_was_forgotten_matters_no_more(road: Road) -> None:
    made = keeper(road)
    told: list[object] = []
    made.trouble.connect(told.append)
    made.keep(OwnAnswers({1: 1}))
    made.flush()
    made.forget()
    road.ends[0][1](FULL)
    assert (told, made.unsaved) == ([], False)
