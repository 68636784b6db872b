"""What a bench prints: a row is a measured figure beside its bound, both from the same run on the same machine."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """`figure` may not pass `bound`; `detail` says what was measured, with medians."""

    name: str
    figure: float
    bound: float
    unit: str
    detail: str

    @property
    def holds(self) -> bool:
        """Whether the figure keeps its bound."""
        return self.figure <= self.bound

    def line(self) -> str:
        """The row as it is printed."""
        verdict = "holds" if self.holds else "MISSED"
        return f"{self.name:<44} {self.figure:8.2f} {self.unit:<3} bound {self.bound:g} {verdict:<7} {self.detail}"


def in_turn(runs: int, *measures: Callable[[], float]) -> list[list[float]]:
    """Each measure `runs` times, A B A B …, after one round that doesn't count; the figures of each."""
    figures: list[list[float]] = [[] for _measure in measures]
    for number in range(runs + 1):
        for place, measure in enumerate(measures):
            figure = measure()
            if number:
                figures[place].append(figure)
    return figures


def median_ratio(first: Sequence[float], second: Sequence[float]) -> float:
    """The median of the pairwise ratios, so that a drift of the machine falls out."""
    return statistics.median(a / b for a, b in zip(first, second, strict=True))
