"""Files of this computer that somebody drags over the window."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from pie_audit.domain.reply_file import ENDING
from pie_audit.ui.widgets import next_turn

if TYPE_CHECKING:
    _Mixed = QWidget
else:
    _Mixed = object  # a class can't descend from two of Qt's

Way = tuple[str, object]
"""An area, and what it is given."""


def paths_in(carried: QMimeData) -> tuple[Path, ...]:
    """The files among what is carried, in their order; folders and addresses elsewhere are left out."""
    urls = carried.urls() if carried.hasUrls() else []
    found = (Path(url.toLocalFile()) for url in urls if url.isLocalFile())
    return tuple(path for path in found if path.name and not path.is_dir())


def way_of(paths: tuple[Path, ...], *, leads: bool, has_team: bool) -> Way | None:
    """Replies go to the plan of a team, anything else to the plans that leaders read; None for what nobody can take."""
    replies = [path for path in paths if path.suffix.lower() == ENDING]
    if replies and has_team:
        return "plan", replies[0]
    return ("shared-plans", paths) if paths and leads else None


class TakesFiles(_Mixed):
    """Takes what is dropped anywhere on it to the page that looks at each file and says what became of it."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Only what somebody here can take; the cursor says so."""
        if self.way_of_files(paths_in(event.mimeData())) is not None:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Go there once this event is over."""
        way = self.way_of_files(paths_in(event.mimeData()))
        if way is not None:
            event.acceptProposedAction()
            next_turn(self, partial(self.go, *way))

    def way_of_files(self, paths: tuple[Path, ...]) -> Way | None:
        """Where these files belong, for whoever is here."""
        raise NotImplementedError  # Qt's classes can't be abstract

    def go(self, area: str, argument: object = None) -> None:
        """Open a page."""
        raise NotImplementedError  # see above
