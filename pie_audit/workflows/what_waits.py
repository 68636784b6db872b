"""One thing that waits for somebody, as Home tells it; each workflow makes its own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Need:
    """Something that waits for me, with a verb; `area` and `argument` say where it is done."""

    icon: str
    title: str
    line: str
    verb: str
    area: str
    argument: str = ""
