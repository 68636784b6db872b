"""What stands over a line chart: the latest value with its base, and a caution where one is needed."""

from __future__ import annotations

from pie_audit.charts.letters import Letters
from pie_audit.charts.shapes import Label, Plate, Shape
from pie_audit.domain.chart import LineChart


def lay_heading(chart: LineChart, letters: Letters, *, width: float) -> tuple[list[Shape], float]:
    """The headline and the banner from the top down, and where they end; 0 where there is neither."""
    headline, y = _lay_headline(chart.headline, letters, width=width)
    banner, y = _lay_banner(chart.banner, letters, top=y, width=width)
    return [*headline, *banner], y


def _lay_headline(headline: tuple[str, str], letters: Letters, *, width: float) -> tuple[list[Shape], float]:
    value, base = headline
    if not value and not base:
        return [], 0.0
    large = letters.size * 1.72
    shown = letters.cut(value, width, large, "bold")
    shapes: list[Shape] = [Label(0.0, large * 0.8, shown, large, "ink", "bold")] if shown else []
    left = letters.wide(shown, large, "bold") + 9 * letters.unit if shown else 0.0
    if len(base) < 200 and letters.wide(base) <= width - left:
        shapes += [Label(left, large * 0.8, base, letters.small, "ink2")] if base else []
        return shapes, large * 1.25
    y = large * 1.05 if shown else 0.0
    for line in letters.lines(base, width, most=2):
        y += letters.leading
        shapes.append(Label(0.0, y - letters.leading + letters.small, line, letters.small, "ink2"))
    return shapes, y + 4 * letters.unit


def _lay_banner(banner: str, letters: Letters, *, top: float, width: float) -> tuple[list[Shape], float]:
    if not banner:
        return [], top
    pad = 7 * letters.unit
    lines = letters.lines(banner, width - 2 * pad, most=4)
    wide = letters.widest(tuple(lines)) + 2 * pad
    high = len(lines) * letters.leading + pad
    shapes: list[Shape] = [Plate(0.5, top + 0.5, wide - 1, high, "soft", None, 6.0)]
    for number, line in enumerate(lines):
        y = top + pad / 2 + letters.small + number * letters.leading
        shapes.append(Label(pad, y, line, letters.small, "soft_ink"))
    return shapes, top + high + 6 * letters.unit
