"""How somebody likes to look at the trends, as this computer remembers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pie_audit.ui.widgets.chart_card import ChartMode

LOOKS = {"chart": ChartMode.CHARTS, "table": ChartMode.TABLES, "words": ChartMode.WORDS}
"""What this computer remembers of how figures are shown, here and on the results of surveys."""


@dataclass(frozen=True, slots=True)
class Liking:
    """How somebody likes to look: chart, table or words, and which parts. `remember` takes a setting and its value."""

    look: str = "chart"
    parts: str = "distance people"
    remember: Callable[[str, str], object] | None = None
