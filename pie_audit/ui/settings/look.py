"""How the program looks on this computer, put on at once."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from pie_audit.settings import TEXT_SIZES, Settings
from pie_audit.ui.theme import Mode, apply, theme


def wear(settings: Settings) -> None:
    """Take over mode, text size and whether anything moves, unless they are in force already."""
    theme.still = settings.reduced_motion
    app = QApplication.instance()
    mode = mode_of(settings)
    if isinstance(app, QApplication) and (theme.choice, theme.percent) != (mode, settings.text_percent):
        apply(app, mode, settings.text_percent)


def mode_of(settings: Settings) -> Mode:
    """The theme's mode for a setting such as “high contrast dark”."""
    return Mode(settings.mode.replace(" ", "_"))


def next_size(percent: int, step: int) -> int:
    """The text size `step` places larger (or smaller) than `percent`; 0 goes back to the usual one."""
    if step == 0:
        return 100
    sizes = [size for size in TEXT_SIZES if (size > percent if step > 0 else size < percent)]
    if not sizes:
        return percent
    return sizes[0] if step > 0 else sizes[-1]
