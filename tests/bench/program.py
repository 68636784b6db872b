"""The real window on a real workspace, for measures taken inside one process."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from pie_audit import app
from pie_audit.settings import Settings
from pie_audit.ui.shell.window import MainWindow
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import watch_focus
from pie_audit.vault.kdf import Kdf
from pie_audit.workflows.unlock import Clock, Premises
from pie_audit.workflows.worker import Worker

PATIENCE_SECONDS = 120.0


class Program:
    """The program as a person finds it on their desk, with its folders in `home`."""

    def __init__(self, home: Path, kdf: Kdf, last_workspace: Path | None = None) -> None:
        os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM", "offscreen")
        self.application = QApplication.instance() or QApplication([])
        assert isinstance(self.application, QApplication)
        watch_focus(self.application)
        apply(self.application, "light", 100)
        settings = Settings(last_workspace=str(last_workspace or ""))
        self.premises = Premises(kdf, Clock(), home / "workspaces", home / "marks")
        self.worker = Worker()
        preferences = app.KeptPreferences(settings, home / "settings.toml")
        self.window: MainWindow = app.build_window(self.worker, self.premises, preferences)
        self.window.show()
        self.window.activateWindow()
        self.rest(0.1)

    def rest(self, seconds: float) -> None:
        """Let the program go on by itself for a while."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, max(1, int(left * 1000)))
            time.sleep(0.001)

    def until(self, holds: Callable[[], object], what: str) -> None:
        """Let the program go on until `holds`. Raises AssertionError with `what` when it never does."""
        end = time.perf_counter() + PATIENCE_SECONDS
        while not holds():
            if time.perf_counter() > end:
                raise AssertionError(what)
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5)

    def close(self) -> None:
        """Close the window as with its cross, and wait until all is shut."""
        self.window.close()
        self.until(lambda: not self.window.isVisible(), "the window didn’t close")
        self.worker.close()
