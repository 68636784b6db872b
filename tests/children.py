"""Forked children that already have everything imported, and how they are killed in the middle of their work."""

from __future__ import annotations

import os
import random
import select
import signal
import time
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field

Acknowledge = Callable[[str], None]
LONGEST = 0.4
"""Seconds until the kill, at most."""


def fork() -> int:
    """As `os.fork`. The runner's own threads are idle meanwhile, so newer Pythons' warning about them is no news."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


@dataclass
class Killed:
    """What a child had acknowledged when it was killed."""

    acknowledged: list[str] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The last acknowledged number; -1 if there was none."""
        return int(self.acknowledged[-1]) if self.acknowledged else -1


def kill_often(
    kills: int,
    name: str,
    loop: Callable[[int, Acknowledge], None],
    compare: Callable[[Killed], None],
    *,
    longest: float = LONGEST,
) -> None:
    """Run `loop` in `kills` children, kill each 0 to 400 ms after its start, and `compare` after each.

    `loop` gets the number of acknowledgements so far, to go on from, and never ends by itself; where one step
    takes long by nature, `longest` makes room for it. On a computer that is slow or busy elsewhere, where nothing was
    acknowledged in that time, all is tried again with four times as much, and so on. AssertionError when a child
    ended before it was killed, or when nothing was ever acknowledged.
    """
    tried = any(_kill_all(kills, name, loop, compare, longest * slower) for slower in (1, 4, 16, 64))
    assert tried, "nothing was acknowledged, so nothing was tried"


def _kill_all(
    kills: int,
    name: str,
    loop: Callable[[int, Acknowledge], None],
    compare: Callable[[Killed], None],
    longest: float,
) -> int:
    """How much was acknowledged in all of them."""
    chosen = random.Random(f"{name} 20261122")
    total = 0
    for number in range(kills):
        # Over the whole span, and closer together at its beginning: where a child begins, each write is its first.
        delay = longest * ((number + chosen.random()) / kills) ** 2
        killed = _kill_one(lambda acknowledge, done=total: loop(done, acknowledge), delay)
        total += len(killed.acknowledged)
        compare(killed)
    return total


def _kill_one(loop: Callable[[Acknowledge], None], delay: float) -> Killed:
    reader, writer = os.pipe()
    child = fork()
    if child == 0:
        os.close(reader)
        _run(loop, writer)
    os.close(writer)
    told = _read_until(reader, time.monotonic() + delay)
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    with os.fdopen(reader, "rb") as rest:
        told += rest.read()
    assert os.WIFSIGNALED(status), told.decode()
    return Killed(told.decode().splitlines())


def _run(loop: Callable[[Acknowledge], None], writer: int) -> None:
    """The child's whole life; never returns."""
    try:
        loop(lambda what: _tell(writer, what))
    except BaseException:
        os.write(writer, traceback.format_exc().encode())
    os._exit(1)


def _tell(writer: int, what: str) -> None:
    os.write(writer, f"{what}\n".encode())


def _read_until(reader: int, deadline: float) -> bytes:
    """What the child says until the deadline; its pipe must not run full."""
    told = b""
    while (left := deadline - time.monotonic()) > 0:
        if select.select([reader], [], [], left)[0]:
            chunk = os.read(reader, 65536)
            if not chunk:
                break
            told += chunk
    return told
