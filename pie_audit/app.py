"""The composition root: builds the worker, what this computer is, and the window; knows everything.

Only the empty window is loaded with this file: it is painted at once, and the rest is loaded behind it.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from pie_audit import paths, settings
from pie_audit.settings import Settings
from pie_audit.ui.qt_thread import keep_tidy
from pie_audit.ui.shell.window import MainWindow

if TYPE_CHECKING:
    from pie_audit.vault.cost import Kdf
    from pie_audit.workflows.presence import Premises
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
        self.settings = replace(self.settings, **fields)  # type: ignore[arg-type]  # each named by its field
        settings.save(self.settings, self._file)


def run(*, workspace: Path | None, time_start: bool, kdf: Kdf | None) -> int:
    """Open the window and stay until it is closed; the exit code. `time_start` paints, prints and closes."""
    os.umask(0o077)
    _no_core_dumps()
    application = QApplication(sys.argv[:1])
    keep_tidy()
    application.setApplicationName("pie-audit")
    preferences = KeptPreferences(settings.load())
    if workspace is not None:
        preferences.settings = replace(preferences.settings, last_workspace=str(workspace.absolute()))
    window = MainWindow(preferences.settings.mode)
    program = _Program(application, window, preferences, kdf)
    window.after_first_picture(partial(program.go_on, time_start=time_start))
    window.show()
    code = application.exec()
    program.close()
    return code


class _Program:
    """What comes after the first picture: the look, the threads and the door."""

    def __init__(
        self, application: QApplication, window: MainWindow, preferences: KeptPreferences, kdf: Kdf | None
    ) -> None:
        self._application, self._window, self._preferences = application, window, preferences
        self._kdf = kdf
        self._worker: Worker | None = None

    def go_on(self, *, time_start: bool) -> None:
        """Load the rest and put it in."""
        painted = _since_process_start()
        from pie_audit.workflows.worker import Worker

        self._worker = Worker()
        dress(self._application, self._preferences.settings)
        furnish(self._window, self._worker, premises_here(self._kdf), self._preferences)
        sys.excepthook = window_hook(self._window)
        QTimer.singleShot(0, partial(self._tell_start, painted) if time_start else _begin_log)

    def _tell_start(self, painted: float) -> None:
        self._application.processEvents()
        told = {"first_paint_ms": round(painted), "first_page_ms": round(_since_process_start())}
        print(json.dumps(told), flush=True)
        self._application.quit()

    def close(self) -> None:
        """End the threads."""
        if self._worker is not None:
            self._worker.close()


def _begin_log() -> None:
    """Only now: the logging library would hold up the first picture."""
    from pie_audit import log

    log.begin()


def dress(application: QApplication, chosen: Settings) -> None:
    """Put on the look that was chosen, and follow the computer's."""
    from pie_audit.ui.settings.look import mode_of
    from pie_audit.ui.theme import apply, follow_system
    from pie_audit.ui.widgets import watch_focus

    watch_focus(application)
    apply(application, mode_of(chosen), chosen.text_percent)
    follow_system(application)


def premises_here(kdf: Kdf | None) -> Premises:
    """This computer as it is."""
    from pie_audit.vault.cost import for_this_machine
    from pie_audit.vault.keyring_store import KeyringStore
    from pie_audit.workflows.presence import Clock, Premises

    return Premises(
        kdf or for_this_machine(),
        Clock(),
        paths.workspaces_folder(),
        paths.marks_folder(),
        KeyringStore(),
    )


def build_window(worker: Worker, premises: Premises, preferences: KeptPreferences) -> MainWindow:
    """The window with everything in it, not yet shown."""
    keep_tidy()
    window = MainWindow(preferences.settings.mode)
    furnish(window, worker, premises, preferences)
    return window


def furnish(window: MainWindow, worker: Worker, premises: Premises, preferences: KeptPreferences) -> None:
    """Give the window its work and its first page."""
    from pie_audit.ui.jobs import Jobs

    window.furnish(Jobs(worker), premises, preferences)


def window_hook(window: MainWindow) -> Hook:
    """What happens to an error that nobody expected: the person reads a report, and nothing is sent."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        window.jobs.bug.emit(error)

    return hook


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
