"""The window in front of a camera: one look, one folder of pictures, and the same hour for everybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QWidget,
)

from pie_audit import app
from pie_audit.settings import Settings
from pie_audit.ui.shell.window import MainWindow
from pie_audit.ui.theme import apply, tokens
from pie_audit.ui.widgets import ScrollBody, UndoBar
from pie_audit.workflows.unlock import Premises
from pie_audit.workflows.worker import Worker
from tests.journeys.visitor import Visitor
from tests.quarter import CLOCK, FAST


class Look(NamedTuple):
    """One way to see the program."""

    name: str
    mode: str
    percent: int
    size: tuple[int, int]


USUAL = Look("light", "light", 100, (1366, 768))
LOOKS = (
    USUAL,
    Look("dark", "dark", 100, (1366, 768)),
    Look("large", "light", 200, (1366, 768)),
    Look("small", "light", 100, (1024, 700)),
    Look("contrast", "high_contrast_dark", 100, (1366, 768)),
)


@dataclass
class Studio:
    """Where pictures of one look go. `only` keeps some of them; every scene is played all the same."""

    look: Look
    folder: Path
    only: Callable[[str], bool]
    below_too: bool = False

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.window: MainWindow = None  # type: ignore[assignment]  # until `opens`
        self.visitor: Visitor = None  # type: ignore[assignment]
        self._worker: Worker | None = None

    def premises(self, place: Path) -> Premises:
        """A computer whose folders lie in `place`, on a Wednesday morning in November."""
        return Premises(FAST, CLOCK, place / "workspaces", place / "marks")

    def opens(self, place: Path, folder: Path | None = None) -> Visitor:
        """Start the program on what lies in `place`, and in `folder` if there is such a workspace."""
        self.closes()
        settings = Settings(last_workspace=str(folder) if folder else "", idle_minutes=5)
        kept = app.KeptPreferences(replace(settings, text_percent=self.look.percent), place / "settings.toml")
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        apply(application, self.look.mode, self.look.percent)
        self._worker = Worker()
        self.window = app.build_window(self._worker, self.premises(place), kept)
        self.window.resize(*self.look.size)
        self.window.show()
        self.window.activateWindow()
        self.visitor = Visitor(self.window)
        settle()
        return self.visitor

    def closes(self) -> None:
        """Close the window as with its cross."""
        if self._worker is None:
            return
        window, worker, self._worker = self.window, self._worker, None
        window.close()
        Visitor(window).waits_until(lambda: not window.isVisible(), "the window didn’t close")
        worker.close()
        window.deleteLater()
        settle()

    def shoot(self, name: str) -> None:
        """Take a picture; where the page goes on below, one of its end as well if that is wanted."""
        if not self.only(name):
            return
        self.rests()
        _save(self._take(), self.folder / f"{name}.png")
        if self.below_too:
            self._shoot_below(name)

    def shoot_window(self, window: QWidget, name: str) -> None:
        """Take a picture of another window of the program, without what lies around it."""
        if self.only(name):
            self.rests()
            _save(window.grab(), self.folder / f"{name}.png")

    def keep(self, picture: QPixmap, name: str, wanted: str) -> None:
        """Keep a picture that was drawn elsewhere, where `wanted` is."""
        if self.only(wanted):
            _save(picture, self.folder / f"{name}.png")

    def _shoot_below(self, name: str) -> None:
        top = self.dialogs()[-1] if self.dialogs() else self.window
        bodies = [
            b for b in top.findChildren(ScrollBody) if b.isVisible() and b.verticalScrollBar().maximum()
        ]
        for number, body in enumerate(bodies):
            bar = body.verticalScrollBar()
            before = bar.value()
            bar.setValue(bar.maximum())
            settle()
            _save(self._take(), self.folder / f"{name}-below{number or ''}.png")
            bar.setValue(before)

    def rests(self) -> None:
        """Until nothing is under way."""
        jobs = self.window.jobs
        if not self.dialogs():
            self.window.activateWindow()  # without a screen nobody else does after a dialog
        for _time in range(2):  # what has come may ask for more
            self.visitor.waits_until(lambda: jobs._under_way == 0, "something is still under way")
            QTest.qWait(160)  # a panel fades in
        settle()

    def _take(self) -> QPixmap:
        picture = self.window.grab()
        painter = QPainter(picture)
        for dialog in self.dialogs():
            self._draw_over(painter, dialog)
        for popup in self._popups():
            painter.drawPixmap(self.window.mapFromGlobal(popup.mapToGlobal(QPoint(0, 0))), popup.grab())
        painter.end()
        return picture

    def dialogs(self) -> list[QDialog]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]

    def _popups(self) -> list[QWidget]:
        """Lists and menus that have dropped down."""
        popup = Qt.WindowType.Popup
        return [w for w in QApplication.topLevelWidgets() if w.windowType() == popup and w.isVisible()]

    def _draw_over(self, painter: QPainter, dialog: QDialog) -> None:
        """A small window over the page, in its middle as desktops put it."""
        room, size = self.window.size(), dialog.size()
        at = QPoint((room.width() - size.width()) // 2, (room.height() - size.height()) // 2)
        painter.fillRect(self.window.rect(), QColor(0, 0, 0, 70))
        painter.drawPixmap(at, dialog.grab())
        painter.setPen(tokens.control)
        painter.drawRect(QRect(at, size).adjusted(0, 0, -1, -1))

    def puts_away_undo(self) -> None:
        """As twenty seconds later, when nothing is left to undo."""
        for bar in self.window.findChildren(UndoBar):
            bar.close_bar()

    def shows(self, what: str, words: str) -> None:
        """Put other words in place of a secret, so that no picture holds one that ever opened anything."""
        settle()
        for widget in QApplication.allWidgets():
            holds_text = isinstance(widget, QLabel | QLineEdit) and widget.isVisible()
            if holds_text and _letters(widget.text()) == _letters(what):
                widget.setText(words)


def _save(picture: QPixmap, file: Path) -> None:
    """As small as it goes: the 256 colours that are there most often carry a picture of a window."""
    image = picture.toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(image.constBits()).cast("B").cast("I")
    table = [colour | 0xFF000000 for colour, _count in Counter(pixels).most_common(256)]
    few = image.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither)
    few.save(str(file), quality=0)


def _letters(words: str) -> str:
    """A code may be set in groups."""
    return "".join(filter(str.isalnum, words))


def settle() -> None:
    """Let layouts, deletions and focus come to rest."""
    for _turn in range(6):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
