"""The composition root: builds the worker, what this computer is, and the window; knows everything."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from pie_audit import paths, settings
from pie_audit.settings import Settings
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.settings.look import mode_of
from pie_audit.ui.shell.window import MainWindow
from pie_audit.ui.theme import apply, follow_system
from pie_audit.ui.widgets import watch_focus
from pie_audit.vault.cost import Kdf, for_this_machine
from pie_audit.vault.keyring_store import KeyringStore
from pie_audit.workflows.presence import Clock, Premises
from pie_audit.workflows.worker import Worker

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]
_BEGAN = time.monotonic()


class KeptPreferences:
    """The settings in force; a change is written at once."""

    def __init__(self, found: Settings, file: Path | None = None) -> None:
        self.settings = found
        self._file = file

    def change(self, **fields: object) -> None:
        """Take on these values and keep them."""
        self.settings = replace(self.settings, **fields)  # type: ignore[arg-type]
        settings.save(self.settings, self._file)


def run(*, workspace: Path | None, time_start: bool, kdf: Kdf | None) -> int:
    """Open the window and stay until it is closed; the exit code. `time_start` paints once, prints and closes."""
    os.umask(0o077)
    _no_core_dumps()
    application = QApplication(sys.argv[:1])
    application.setApplicationName("pie-audit")
    preferences = KeptPreferences(settings.load())
    if workspace is not None:
        preferences.settings = replace(preferences.settings, last_workspace=str(workspace.absolute()))
    watch_focus(application)
    apply(application, mode_of(preferences.settings), preferences.settings.text_percent)
    follow_system(application)
    worker = Worker()
    window = build_window(worker, premises_here(kdf), preferences)
    sys.excepthook = window_hook(window)
    window.show()
    QTimer.singleShot(0, (lambda: _tell_start(application)) if time_start else _begin_log)
    code = application.exec()
    worker.close()
    return code


def _begin_log() -> None:
    """Only now: the logging library would hold up the first picture."""
    from pie_audit import log

    log.begin()


def premises_here(kdf: Kdf | None) -> Premises:
    """This computer as it is."""
    return Premises(
        kdf or for_this_machine(),
        Clock(),
        paths.workspaces_folder(),
        paths.marks_folder(),
        KeyringStore(),
    )


def build_window(worker: Worker, premises: Premises, preferences: KeptPreferences) -> MainWindow:
    """The window, put together and not yet shown."""
    return MainWindow(Jobs(worker), premises, preferences)


def window_hook(window: MainWindow) -> Hook:
    """What happens to an error that nobody expected: the person reads a report, and nothing is sent."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        window.jobs.bug.emit(error)

    return hook


def _tell_start(application: QApplication) -> None:
    application.processEvents()
    print(json.dumps({"first_paint_ms": round(_since_process_start())}), flush=True)
    application.quit()


def _since_process_start() -> float:
    """Milliseconds since the process was made where the system tells, else since this module was loaded."""
    try:
        fields = Path("/proc/self/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        began = int(fields[19]) / os.sysconf("SC_CLK_TCK")
        return (time.clock_gettime(time.CLOCK_BOOTTIME) - began) * 1000
    except (OSError, AttributeError, ValueError, IndexError):
        return (time.monotonic() - _BEGAN) * 1000


def _no_core_dumps() -> None:
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
