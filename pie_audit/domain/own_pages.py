"""One's own pages as they leave: what is read on paper, with nothing that only the program needs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OwnPage:
    """One page to read: its day in words, a title, its parts as heading and text, what was taken away, and marks."""

    entry_id: str
    day: str
    title: str
    parts: tuple[tuple[str, str], ...]
    take_away: str = ""
    below: str = ""
