"""The two timers of whatever keeps itself: typing on puts nothing off, and trouble is followed by another try."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from pie_audit.ui.keep_soon import KEEP_WITHIN_MS, KeepSoon
from tests.ui.conftest import settle


class Keeper(QObject):
    """Counts what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.saved = self.tried = 0

    def save(self) -> None:
        self.saved += 1

    def try_it(self) -> None:
        self.tried += 1


@pytest.fixture
def keeper(qapp: object) -> Iterator[Keeper]:
    made = Keeper()
    yield made
    made.deleteLater()
    settle()


def test_further_changes_do_not_start_it_anew(keeper: Keeper) -> None:
    soon = KeepSoon(keeper, keeper.save)
    soon.touch()
    started = soon.first.timerId()
    soon.touch()
    assert soon.first.timerId() == started
    assert soon.first.interval() == KEEP_WITHIN_MS <= 1500
    assert soon.first.isSingleShot()


def test_both_lead_to_the_same_where_nothing_else_is_said(keeper: Keeper) -> None:
    soon = KeepSoon(keeper, keeper.save)
    soon.first.timeout.emit()
    soon.again.timeout.emit()
    assert keeper.saved == 2


def test_trying_again_may_be_something_else(keeper: Keeper) -> None:
    soon = KeepSoon(keeper, keeper.save, keeper.try_it)
    soon.again.timeout.emit()
    assert (keeper.saved, keeper.tried) == (0, 1)


def test_nothing_is_due_once_it_was_stopped(keeper: Keeper) -> None:
    soon = KeepSoon(keeper, keeper.save)
    soon.touch()
    soon.try_again()
    assert soon.again.isActive()
    soon.stop()
    assert not soon.first.isActive()
    assert not soon.again.isActive()
