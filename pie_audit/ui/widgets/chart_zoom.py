"""Which steps of a long chart are in view: the whole series first, closer and along it by request."""

from __future__ import annotations

from dataclasses import dataclass

FEWEST = 6
"""No view is narrower: fewer points show no course."""

_CLOSER = 1.5


@dataclass(frozen=True, slots=True)
class Span:
    """Steps `first` to `last`, both included, of `count`."""

    first: int
    last: int
    count: int

    @classmethod
    def whole(cls, count: int) -> Span:
        """All of them."""
        return cls(0, max(0, count - 1), count)

    @property
    def size(self) -> int:
        """How many are in view."""
        return self.last - self.first + 1

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return self.size >= self.count

    @property
    def is_closest(self) -> bool:
        """Whether it can't be narrower."""
        return self.size <= max(1, min(FEWEST, self.count))

    def closer(self, around: int | None = None) -> Span:
        """Fewer steps, the one `around` (else the latest) staying where it is in the view."""
        return self._sized(int(self.size / _CLOSER), around)

    def wider(self, around: int | None = None) -> Span:
        """More steps."""
        return self._sized(int(self.size * _CLOSER) + 1, around)

    def moved(self, by: int) -> Span:
        """As many steps, further along or back, never past an end."""
        first = max(0, min(self.first + by, self.count - self.size))
        return Span(first, first + self.size - 1, self.count)

    def showing(self, step: int) -> Span:
        """Moved as little as it takes to have `step` in view."""
        if step < self.first:
            return self.moved(step - self.first)
        return self.moved(max(0, step - self.last))

    def _sized(self, size: int, around: int | None) -> Span:
        size = max(min(FEWEST, self.count), min(self.count, size))
        pivot = self.last if around is None else max(self.first, min(self.last, around))
        share = (pivot - self.first) / max(1, self.size - 1)
        first = max(0, min(pivot - round(share * (size - 1)), self.count - size))
        return Span(first, first + size - 1, self.count)
