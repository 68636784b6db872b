"""What only the Qt thread may do: take in what other threads bring, and collect Python's garbage."""

from __future__ import annotations

import gc
import queue
from itertools import count
from typing import Protocol
from weakref import WeakValueDictionary

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

TIDY_EVERY_MS = 500
OLDER_EVERY, ALL_EVERY = 10, 120
"""Turns from one look at what is older to the next, and from one look at everything to the next."""


class Taker(Protocol):
    """Somebody on the Qt thread to whom things are brought."""

    def take_in(self, brought: object) -> None:
        """Take one thing; it comes in a turn of its own."""


class Letterbox(QObject):
    """Any thread puts things in; the Qt thread hands them on, one by one and in order.

    Whoever puts something in holds an address and no widget, so that no other thread can be the last to hold one
    and delete it. What is addressed to somebody who is gone is let go.
    """

    _rang = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._brought: queue.SimpleQueue[tuple[int, object]] = queue.SimpleQueue()
        self._takers: WeakValueDictionary[int, Taker] = WeakValueDictionary()
        self._numbers = count()
        self._rang.connect(self._hand_on, Qt.ConnectionType.QueuedConnection)

    def address_of(self, taker: Taker) -> int:
        """Where to bring things for `taker` from now on. On the Qt thread only."""
        number = next(self._numbers)
        self._takers[number] = taker
        return number

    def put(self, address: int, brought: object) -> None:
        """Bring something, from any thread; returns at once."""
        self._brought.put((address, brought))
        self._rang.emit()

    def _hand_on(self) -> None:
        address, brought = self._brought.get_nowait()
        taker = self._takers.get(address)
        if taker is not None and shiboken6.isValid(taker):
            taker.take_in(brought)


_letterbox: Letterbox | None = None


def letterbox() -> Letterbox:
    """The one of this program, made on the Qt thread when it is first asked for; it is never let go of."""
    global _letterbox
    if _letterbox is None:
        _letterbox = Letterbox()
    return _letterbox


class Tidying(QTimer):
    """Collects garbage on the Qt thread alone, for as long as the program runs.

    Widgets are part of cycles. Python collects cycles on whichever thread happens to make the next object, and a
    widget that is deleted on the database thread while Qt works on the other ends the program.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._turns = 0
        gc.disable()
        self.setInterval(TIDY_EVERY_MS)
        self.timeout.connect(self.tidy)
        self.start()

    def tidy(self) -> None:
        """Look through what is new, now and then through what is older, seldom through everything."""
        self._turns += 1
        gc.collect(2 if self._turns % ALL_EVERY == 0 else 1 if self._turns % OLDER_EVERY == 0 else 0)


def keep_tidy() -> Tidying:
    """Let no thread but this one collect garbage from now on. Call it once there is a QApplication; once is enough."""
    application = QCoreApplication.instance()
    assert application is not None, "there is no application yet"
    return application.findChild(Tidying) or Tidying(application)
