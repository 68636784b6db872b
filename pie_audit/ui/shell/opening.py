"""Opening one workspace from two sides at once: the keyring's memory, and somebody who is quicker at typing."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pie_audit.workflows.presence import Premises, SignedIn
    from pie_audit.workflows.unlock import OpenWorkspace
    from pie_audit.workflows.worker import Worker


class Opening:
    """Only one of the two opens the files; the other uses what was opened. Both block: never on the Qt thread."""

    def __init__(self, premises: Premises, worker: Worker) -> None:
        self._premises, self._worker = premises, worker
        self._one_at_a_time = threading.Lock()
        self._found: OpenWorkspace | None = None

    def remember(self, folder: Path) -> OpenWorkspace | None:
        """Open with what the keyring kept; None where it kept nothing."""
        from pie_audit.workflows import unlock

        with self._one_at_a_time:
            self._found = unlock.open_remembered(self._premises, self._worker, folder)
            return self._found

    def sign_in(self, folder: Path, name: str, password: str) -> tuple[OpenWorkspace, SignedIn]:
        """Open with a password and sign in."""
        from pie_audit.workflows import unlock

        with self._one_at_a_time:
            if self._found is not None:
                return self._found, unlock.sign_in(self._found, name, password)
            return unlock.open_workspace(self._premises, self._worker, folder, name, password)

    def forget(self) -> None:
        """What was opened is closed again."""
        self._found = None
