"""The Qt that was installed: one release aborts the process after some signals, and must never come back."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
from PySide6.QtCore import QObject, Signal

class Bell(QObject):
    rung = Signal()

bell = Bell()
for _ in range(200_000):
    bell.rung.emit()
print("still here")
"""


def test_a_signal_may_be_emitted_as_often_as_in_a_long_day() -> None:
    """PySide6 6.12.0 on Python 3.11 drops a reference to True at each one and aborts."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "still here\n"), done.stderr
