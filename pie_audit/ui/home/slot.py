"""A place on Home that is filled again by itself, and the focus that stays where it was meanwhile."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from pie_audit.ui.widgets import clear


class Slot(QWidget):
    """Holds one card or none; hidden while it holds none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def fill(self, card: QWidget | None) -> None:
        """Put a card in place of what was there; a button that had the focus keeps it by its name."""
        name, place = focused_among(buttons_of(self))
        clear(self._layout)
        if card is not None:
            self._layout.addWidget(card)
            card.show()  # at once, so that a button in it can take the focus
        if self.parent() is not None:
            self.setVisible(card is not None)
        again = pick_again(buttons_of(self), name, place) if place >= 0 else None
        if again is not None:
            again.setFocus()


def buttons_of(widget: QWidget) -> list[QPushButton]:
    """The buttons that can be pressed, in reading order."""
    return [b for b in widget.findChildren(QPushButton) if b.isEnabled() and not b.isHidden()]


def focused_among(buttons: Sequence[QPushButton]) -> tuple[str, int]:
    """The name and the place of the button that has the focus; -1 when none has."""
    focus = QApplication.focusWidget()
    found = [at for at, button in enumerate(buttons) if button is focus]
    return (buttons[found[0]].accessibleName(), found[0]) if found else ("", -1)


def pick_again(buttons: Sequence[QPushButton], name: str, place: int) -> QPushButton | None:
    """The button of that name, or the one in its place."""
    same = [b for b in buttons if name and b.accessibleName() == name]
    there = buttons[place : place + 1] if place >= 0 else []
    return next(iter([*same, *there]), None)
