"""A timer that presses nobody: how long a step has lasted, told in whole minutes and never in seconds."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pie_audit.words import _, plural

MINUTE = 60
LONGEST = 180
"""Minutes that one step may be given."""


@dataclass(frozen=True, slots=True)
class QuietTimer:
    """The time of one step, in seconds of any clock that only goes forward.

    `used` is what had passed when it was last paused; `since` when it went on, None while it rests.
    """

    minutes: int
    used: float = 0.0
    since: float | None = None

    @property
    def runs(self) -> bool:
        """Whether it goes on."""
        return self.since is not None

    def started(self, now: float) -> QuietTimer:
        """Going on from here; one that runs stays as it is."""
        return self if self.runs else replace(self, since=now)

    def paused(self, now: float) -> QuietTimer:
        """Resting, with what has passed kept."""
        return replace(self, used=self.spent(now), since=None)

    def given(self, minutes: int) -> QuietTimer:
        """The same step with more or less time, from none to three hours."""
        return replace(self, minutes=max(0, min(LONGEST, minutes)))

    def spent(self, now: float) -> float:
        """Seconds that the step has lasted, without its pauses. A clock set back adds nothing."""
        return self.used + (max(0.0, now - self.since) if self.since is not None else 0.0)

    def part(self, now: float) -> float:
        """How much of its time has passed, 0 to 1; 0 for a step without a time."""
        return min(1.0, self.spent(now) / (self.minutes * MINUTE)) if self.minutes else 0.0

    def words(self, now: float) -> str:
        """What stands beside the line; empty for a step without a time."""
        if not self.minutes:
            return ""
        left = self.minutes * MINUTE - self.spent(now)
        if left <= 0:
            return _("That was the time for this step. Finish in peace.")
        whole = max(1, round(left / MINUTE))
        return plural("about a minute left", "about {n} minutes left", whole).format(n=whole)
