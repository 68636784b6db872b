"""Keeps the keys of whoever locked for half an hour, if they chose a short PIN, and lets go of them in time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from pie_audit.ui.shell.idle import seconds_awake_and_asleep

if TYPE_CHECKING:
    from pie_audit.workflows.presence import SignedIn
    from pie_audit.workflows.short_pin import Held

_TICK_MS = 2000


class PinHold(QObject):
    """At most one person is held. `changed` when somebody is, and when nobody is any more."""

    changed = Signal()

    def __init__(
        self, parent: QObject | None = None, *, clock: Callable[[], float] = seconds_awake_and_asleep
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._held: Held | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)

    @property
    def held(self) -> Held | None:
        """Who may come back with their PIN; None for nobody."""
        if self._held is not None and not self._held.is_held:
            self._end()
        return self._held

    def begin(self, me: SignedIn, digest: bytes) -> None:
        """Keep this person's keys; of whoever was held before they are forgotten."""
        from pie_audit.workflows.short_pin import Held

        self.forget()
        self._held = Held(me, digest, self._clock)
        self._timer.start()
        self.changed.emit()

    def forget(self) -> None:
        """Closing, sleep, or somebody's sign-in: only the password opens now."""
        if self._held is not None:
            self._held.forget()
            self._end()

    def tick(self) -> None:
        """Look at the clock."""
        _ = self.held

    def _end(self) -> None:
        self._held = None
        self._timer.stop()
        self.changed.emit()
