"""Saying that words are safe: the state beside a heading, announced once and politely."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from pie_audit.ui.theme import theme
from pie_audit.ui.widgets.arrange import row
from pie_audit.ui.widgets.marks import IconMark
from pie_audit.ui.widgets.text import WrapLabel
from pie_audit.words import _, plural

_TICK_MS = 1000


def announce(about: QObject, words: str) -> None:
    """Have a screen reader say `words` when it has finished its sentence; silent where none is listening."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(about, words))


class StateLabel(QWidget):
    """“Saving…”, “Saved”, “Saved 3 seconds ago”, “Not saved yet, still trying”.

    Says “Saved” aloud the first time after `rest`, and trouble always; never per keystroke. `clock` gives seconds.
    A `brief` one leaves the age out, where a heading is so full that a longer line would push it about. A `sealed`
    one says “Saved, encrypted”, above what is only one's own.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.monotonic,
        brief: bool = False,
        sealed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock, self._brief, self._sealed = clock, brief, sealed
        self._saved_at: float | None = None
        self._told = False
        self._icon = IconMark("check-circle", 17, "good")
        self._words = WrapLabel("", "small_strong", "good", wrap=False)
        self.setLayout(row(self._icon, self._words, gap=6))
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tell_age)
        theme.changed.connect(self.updateGeometry)
        self.rest()

    def text(self) -> str:
        """What it says now."""
        return self._words.text()

    def rest(self) -> None:
        """Nothing to say, as on a page just opened."""
        self._saved_at, self._told = None, False
        self._timer.stop()
        self._show("", "", "")

    def saving(self) -> None:
        """Words are on their way."""
        self._saved_at = None
        self._timer.stop()
        self._show(_("Saving…"), "clock", "ink2")

    def saved(self) -> None:
        """They have arrived."""
        self._saved_at = self._clock()
        self._show(_("Saved, encrypted") if self._sealed else _("Saved"), "check-circle", "good")
        self._timer.start()
        if not self._told:
            self._told = True
            announce(self, _("Saved"))

    def trouble(self) -> None:
        """They have not, and we go on trying."""
        self._saved_at, self._told = None, False
        self._timer.stop()
        self._show(_("Not saved yet, still trying"), "warning-circle", "warn")
        announce(self, self.text())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._saved_at is not None:
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        for timer in self.findChildren(QTimer):  # Qt's own list: Python may have let go of everything by now
            timer.stop()

    def _tell_age(self) -> None:
        if self._saved_at is None or self._brief:
            return
        age = int(self._clock() - self._saved_at)
        if age < 2:
            return
        self._words.setText(_sealed_age(age) if self._sealed else _age(age))

    def _show(self, words: str, icon: str, colour: str) -> None:
        self._words.setText(words)
        self._icon.setVisible(bool(icon))
        if icon:
            self._icon.set_icon(icon, colour)
            self._words.set_look(colour=colour)
        self.setAccessibleName(words)


def _age(seconds: int) -> str:
    minutes = seconds // 60
    if not minutes:
        return plural("Saved {n} second ago", "Saved {n} seconds ago", seconds).format(n=seconds)
    return plural("Saved {n} minute ago", "Saved {n} minutes ago", minutes).format(n=minutes)


def _sealed_age(seconds: int) -> str:
    minutes = seconds // 60
    if not minutes:
        one, many = "Saved, encrypted, {n} second ago", "Saved, encrypted, {n} seconds ago"
        return plural(one, many, seconds).format(n=seconds)
    one, many = "Saved, encrypted, {n} minute ago", "Saved, encrypted, {n} minutes ago"
    return plural(one, many, minutes).format(n=minutes)
