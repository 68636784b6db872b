"""What is heard of the computer: that it was locked or left, and that it sleeps."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Ears(QObject):
    """`went_away` at the system's own lock and another user's turn, `slept` around sleep; both may come twice."""

    went_away = Signal()
    slept = Signal()
