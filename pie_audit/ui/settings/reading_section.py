"""Reading and display: text size, light or dark, when it locks itself, movement."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.settings import MODES, TEXT_SIZES
from pie_audit.ui.settings.look import wear
from pie_audit.ui.settings.preferences import Preferences
from pie_audit.ui.widgets import Card, Choice, Field, Tick, WrapLabel, column
from pie_audit.words import _, plural

IDLE_MINUTES = (1, 2, 3, 5, 10, 15, 20, 30)


class ReadingSection(QWidget):
    """Every choice takes hold at once, on this computer only."""

    KINDS: frozenset[object] = frozenset()
    went_to = Signal(str, object)
    changed = Signal()

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self.text_size = Choice(*(_("{n} %").format(n=n) for n in TEXT_SIZES))
        self.mode = Choice(*(_mode_words()[mode] for mode in MODES))
        self.idle = Choice(*(_minutes(n) for n in IDLE_MINUTES))
        self.still = Tick(_("Less movement: panels appear without fading"))
        look = Card(_("How it looks"), icon="text-aa", gap=14).add(
            Field(_("Text size"), self.text_size, _("Ctrl and + or − does the same anywhere.")),
            Field(_("Light or dark"), self.mode),
            self.still,
            None,
        )
        lock = Card(_("Locking by itself"), icon="lock-simple", gap=14).add(
            Field(_("Lock after"), self.idle, _("Shorter is kinder on a shared computer.")),
            WrapLabel(
                _("While a meeting is open it waits 30 minutes. A slip’s sheet closes after 2."),
                "small",
                "ink2",
            ),
            None,
        )
        self.setLayout(column(look, lock, None, gap=16))
        self.setFocusProxy(self.text_size)
        self.text_size.activated.connect(self._on_size)
        self.mode.activated.connect(self._on_mode)
        self.idle.activated.connect(self._on_idle)
        self.still.clicked.connect(self._on_still)
        self.reload()

    def reload(self) -> None:
        """Show what is in force."""
        now = self._preferences.settings
        self.text_size.setCurrentIndex(nearest(TEXT_SIZES, now.text_percent))
        self.mode.setCurrentIndex(MODES.index(now.mode))
        self.idle.setCurrentIndex(nearest(IDLE_MINUTES, now.idle_minutes))
        self.still.setChecked(now.reduced_motion)

    def _on_size(self, index: int) -> None:
        self._change(text_percent=TEXT_SIZES[index])

    def _on_mode(self, index: int) -> None:
        self._change(mode=MODES[index])

    def _on_idle(self, index: int) -> None:
        self._change(idle_minutes=IDLE_MINUTES[index])

    def _on_still(self, on: bool) -> None:
        self._change(reduced_motion=on)

    def _change(self, **fields: object) -> None:
        self._preferences.change(**fields)
        wear(self._preferences.settings)
        self.changed.emit()


def nearest(values: tuple[int, ...], value: int) -> int:
    """The place of the value that comes closest."""
    return min(range(len(values)), key=lambda at: abs(values[at] - value))


def _minutes(n: int) -> str:
    return plural("{n} minute", "{n} minutes", n).format(n=n)


def _mode_words() -> dict[str, str]:
    return {
        "system": _("Like this computer"),
        "light": _("Light"),
        "dark": _("Dark"),
        "high contrast light": _("High contrast, light"),
        "high contrast dark": _("High contrast, dark"),
    }
