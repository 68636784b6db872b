"""What the leaders' pages ask of the computer's file dialogs."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget


class LeadingFiles(Protocol):
    """Which files to read and where to write, as the person at this computer says."""

    def choose_files(self, parent: QWidget, title: str, kind: str, ending: str) -> tuple[Path, ...]:
        """Files to read; none after second thoughts."""

    def choose_folder(self, parent: QWidget, title: str) -> Path | None:
        """A folder that exists, or None after second thoughts."""

    def choose_target(self, parent: QWidget, title: str, suggested: str) -> Path | None:
        """Where to write, or None after second thoughts."""
