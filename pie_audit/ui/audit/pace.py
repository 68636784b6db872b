"""How long the rest will take, from this person's own pace in this sitting."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

from pie_audit.words import _, plural

FEWEST = 4
"""Topics measured before anything is said."""


class Pace:
    """Seconds from seeing a topic to its first answer. `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._shown: tuple[str, float] | None = None
        self._seconds: dict[str, float] = {}

    def see(self, topic_id: str) -> None:
        """A topic came up."""
        self._shown = (topic_id, self._clock())

    def answer(self, topic_id: str) -> None:
        """It was answered; only the first time counts."""
        if self._shown is not None and self._shown[0] == topic_id and topic_id not in self._seconds:
            self._seconds[topic_id] = self._clock() - self._shown[1]

    def minutes_left(self, topics: int) -> int | None:
        """Whole minutes for so many topics, at least 1; None before the pace is known."""
        if len(self._seconds) < FEWEST:
            return None
        return max(1, round(topics * median(self._seconds.values()) / 60))

    def words(self, topics: int) -> str:
        """How long so many topics may take, as far as it is known, and that one may stop."""
        stop = _("You can stop at any point.")
        minutes = self.minutes_left(topics)
        if minutes is None or not topics:
            return stop
        about = plural("About {n} minute left.", "About {n} minutes left.", minutes).format(n=minutes)
        return f"{about} {stop}"
