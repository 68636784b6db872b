"""How long a test waits for what has to come: as the slowest, busiest computer needs; it costs only where it fails."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

PATIENCE = 120.0
"""Seconds. Whatever must *not* happen is never waited for: it is brought about, or ruled out, without a clock."""
PATIENCE_MS = int(PATIENCE * 1000)
AN_HOUR_MS = 3_600_000
"""For a timer of the program that mustn’t run out between two steps of a test, however slow they are."""


def wait_for(
    condition: Callable[[], object], turn: Callable[[], object], never: str = "it never came"
) -> None:
    """Let events pass until the condition holds. Raises AssertionError, with `never`, when patience ends first."""
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, never
        turn()
        time.sleep(0.0005)  # the worker needs the processor that a wait without a breath would take


class PatientBot(QtBot):
    """As pytest-qt's own, which gives up after five seconds."""

    def waitUntil(self, callback: Callable[[], object], *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: object, *, timeout: int = PATIENCE_MS, **how: object) -> object:
        return super().waitSignal(signal, timeout=timeout, **how)


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    """What closes the widgets of a test, and waits with patience."""
    return PatientBot(request)
