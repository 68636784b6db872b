"""How figures are shown: chart, table or words, all of the same."""

from __future__ import annotations

from enum import StrEnum


class Look(StrEnum):
    """The value is what this computer remembers."""

    CHART = "chart"
    TABLE = "table"
    WORDS = "words"
