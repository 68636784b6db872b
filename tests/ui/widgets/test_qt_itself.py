"""A release of PySide6 that drops references ends the program in the middle of somebody's sentence."""

from __future__ import annotations

import subprocess
import sys

_MANY_SIGNALS = """
from PySide6.QtCore import QObject, Signal

class Speaker(QObject):
    said = Signal(bool)

speaker, heard = Speaker(), 0

def listen(_value):
    global heard
    heard += 1

speaker.said.connect(listen)
for _n in range(200_000):
    speaker.said.emit(True)
print(heard)
"""


def test_two_hundred_thousand_signals_are_survived() -> None:
    run = subprocess.run([sys.executable, "-c", _MANY_SIGNALS], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-500:]
    assert run.stdout.strip() == "200000"
