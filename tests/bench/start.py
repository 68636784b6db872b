"""From the start of the process to the first painted window, beside a bare window of the same size."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

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


def rows(runs: int) -> list[Row]:
    """The start with no workspace yet, and with one to sign in to."""
    with tempfile.TemporaryDirectory() as top:
        empty, known = Path(top) / "empty", Path(top) / "known"
        empty.mkdir()
        _know_a_workspace(known)
        return [
            _row("first window / bare window, first run", runs, empty),
            _row("first window / bare window, sign-in", runs, known),
        ]


def _row(name: str, runs: int, home: Path) -> Row:
    page: list[float] = []

    def ours() -> float:
        told = _run([sys.executable, "-m", "pie_audit", "--time-start"], home)
        page.append(told["first_page_ms"])
        return told["first_paint_ms"]

    window, bare = in_turn(runs, ours, lambda: _run([sys.executable, "-c", _BARE], home)["first_paint_ms"])
    first, second = statistics.median(window), statistics.median(bare)
    detail = f"{first:.0f} ms beside {second:.0f} ms; the page in it at {statistics.median(page[1:]):.0f} ms"
    return Row(name, median_ratio(window, bare), 1.5, "x", detail)


def _know_a_workspace(home: Path) -> None:
    """As if one had been opened here before; the door looks no further before somebody signs in."""
    workspace, settings = home / "workspace", home / "config" / "pie-audit" / "settings.toml"
    workspace.mkdir(parents=True)
    (workspace / "pie.db").touch()
    settings.parent.mkdir(parents=True)
    settings.write_text(f'last_workspace = "{workspace}"\n', encoding="utf-8")


def _run(command: list[str], home: Path) -> dict[str, float]:
    """What a process printed that was started with `home` as its own."""
    folders = {f"XDG_{name.upper()}_HOME": str(home / name) for name in ("data", "config", "state", "cache")}
    env = {**os.environ, **folders, "QT_QPA_PLATFORM": "offscreen", "HOME": str(home)}
    done = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told
