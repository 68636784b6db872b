"""From the start of the process to the first painted window, beside a bare window of the same size."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile

from tests.bench.rows import Row, in_turn, median_ratio

_BARE = """
import json, os, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
window = QWidget()
window.resize(1366, 768)
window.show()
def tell():
    application.processEvents()
    fields = Path("/proc/self/stat").read_text().rsplit(")", 1)[1].split()
    began = int(fields[19]) / os.sysconf("SC_CLK_TCK")
    print(json.dumps({"first_paint_ms": (time.clock_gettime(time.CLOCK_BOOTTIME) - began) * 1000}))
    application.quit()
QTimer.singleShot(0, tell)
application.exec()
"""


def _milliseconds(command: list[str]) -> float:
    with tempfile.TemporaryDirectory() as home:
        found = subprocess.run(
            command,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": home, "XDG_DATA_HOME": home},
            check=True,
            capture_output=True,
            text=True,
        )
    return float(json.loads(found.stdout)["first_paint_ms"])


def rows(runs: int) -> list[Row]:
    """The one row of the start."""
    ours, bare = in_turn(
        runs,
        lambda: _milliseconds([sys.executable, "-m", "pie_audit", "--time-start"]),
        lambda: _milliseconds([sys.executable, "-c", _BARE]),
    )
    detail = f"{statistics.median(ours):.0f} ms beside {statistics.median(bare):.0f} ms"
    return [Row("first window / bare PySide6 window", median_ratio(ours, bare), 1.5, "x", detail)]
