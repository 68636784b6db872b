"""Opens and closes the projector for a meeting, and tells it what the room sees now."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from pie_audit.ui.audit.projector import Projector
from pie_audit.ui.audit.projector_slide import Slide


class RoomView(QObject):
    """`pressed` carries keys that were pressed on the projector; `wanted` asks for the slide once it opens."""

    pressed = Signal(object)
    wanted = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.projector: Projector | None = None

    def toggle(self) -> None:
        """Open it, on the second screen where there is one, or close it."""
        if self.projector is not None:
            self.close()
            return
        self.projector = Projector(self._page)
        self.projector.pressed.connect(self.pressed)
        self.projector.left.connect(self._on_left)
        self.wanted.emit()
        self.projector.open(self._page.window().screen())

    def close(self) -> None:
        """Close it, if it is open."""
        if self.projector is not None:
            self.projector.close()

    def show(self, slide: Slide) -> None:
        """What everybody sees from now on."""
        if self.projector is not None:
            self.projector.show_slide(slide)

    def _on_left(self) -> None:
        left, self.projector = self.projector, None
        if left is not None:
            left.deleteLater()
