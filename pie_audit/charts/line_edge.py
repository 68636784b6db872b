"""The right edge of a line chart: names of lines and limits where they end, or under the chart where it is narrow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pie_audit.charts.letters import Letters
from pie_audit.charts.line_view import Lines
from pie_audit.charts.looks import THEME_SHAPES, Look, plain_look, theme_look
from pie_audit.charts.notes import Note
from pie_audit.charts.shapes import Label, Mark, Rule, Shape
from pie_audit.domain.chart import Limits, LineChart, Series
from pie_audit.words import _

_MOST_SERIES = 5
_WIDEST_SHARE = 0.34


@dataclass(frozen=True, slots=True)
class Tag:
    """A name at the edge, beside the value where its line ends; `look` None is a limit."""

    text: str
    value: float
    look: Look | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """What stands at the edge and how wide that is, and what is said under the chart instead."""

    tags: tuple[Tag, ...]
    width: float
    notes: tuple[Note, ...]


def series_looks(series: Sequence[Series]) -> tuple[Look, ...]:
    """The look of each series; those without a theme differ by shape even where none was asked for."""
    plain = [one for one in series if one.theme is None]
    same = len({one.shape for one in plain}) < len(plain)
    return tuple(
        theme_look(one.theme)
        if one.theme is not None
        else plain_look(place, THEME_SHAPES[place % 6] if same else one.shape)
        for place, one in enumerate(series)
    )


def line_edge(
    chart: LineChart, looks: Sequence[Look], letters: Letters, *, width: float, high: float
) -> Edge:
    """Names at the edge where all of them have room there, else under the chart."""
    names = _series_tags(chart, looks)
    limits = _limit_tags(chart.limits[-1]) if chart.limits else []
    tags = [*names, *limits]
    needed = letters.widest(tuple(tag.text for tag in tags), weight="semibold") + 18 * letters.unit
    before = _earlier_notes(chart)
    fits = needed <= width * _WIDEST_SHARE and len(tags) * letters.leading <= high
    if tags and fits and len(names) <= _MOST_SERIES:
        return Edge(tuple(tags), needed, before)
    said = [Note(tag.text, mark=_mark(tag.look, letters)) for tag in names if tag.look]
    if len(chart.series) > 1:
        said += [
            Note(one.name, mark=_mark(look, letters))
            for one, look in zip(chart.series, looks, strict=True)
            if one.name not in {tag.text for tag in names}
        ]
    if limits:
        said.append(Note(_listed(tag.text for tag in limits)))
    return Edge((), 0.0, (*said, *before))


def _mark(look: Look, letters: Letters) -> Mark:
    return Mark(look.shape, 0.0, 0.0, 9.0 * letters.unit, look.ink)


def _series_tags(chart: LineChart, looks: Sequence[Look]) -> list[Tag]:
    if len(chart.series) < 2:
        return []
    found = []
    for one, look in zip(chart.series, looks, strict=True):
        last = next((p.value for p in reversed(one.points) if p.value is not None), None)
        if last is not None and one.name:
            found.append(Tag(one.name, last, look))
    return found


def _limit_tags(piece: Limits) -> list[Tag]:
    pairs = (
        (piece.upper, piece.upper_label),
        (piece.centre, piece.centre_label),
        (piece.lower, piece.lower_label),
    )
    return [Tag(label, value) for value, label in pairs if value is not None and label]


def _earlier_notes(chart: LineChart) -> tuple[Note, ...]:
    """The limits of the pieces before the last, in words."""
    found = []
    for piece in chart.limits[:-1]:
        labels = [tag.text for tag in _limit_tags(piece)]
        if labels and chart.steps:
            start, end = chart.steps[piece.first].name, chart.steps[piece.last].name
            words = _("{start} to {end}: {limits}")
            found.append(Note(words.format(start=start, end=end, limits=_listed(labels))))
    return tuple(found)


def _listed(labels: Iterable[str]) -> str:
    return " · ".join(labels)


def draw_tags(edge: Edge, lines: Lines, letters: Letters) -> list[Shape]:
    """The names beside the ends of their lines, moved apart where they would overlap."""
    field = lines.field
    shapes: list[Shape] = []
    half = letters.leading / 2
    ordered = sorted(edge.tags, key=lambda tag: -tag.value)
    wanted = [field.y(tag.value) for tag in ordered]
    ys = _apart(wanted, letters.leading, field.top + half, field.bottom - half)
    for tag, at, y in zip(ordered, wanted, ys, strict=True):
        left = field.right + 6 * letters.unit
        if tag.look is not None:
            shapes.append(Mark(tag.look.shape, left + 3, y, 7.0 * letters.unit, tag.look.ink))
            left += 10 * letters.unit
        elif abs(at - y) > half:
            shapes.append(Rule(field.right, at, left - 1, y, "lv_line", 0.8))
        weight = "regular" if tag.look is None else "semibold"
        text = letters.cut(tag.text, lines.field.right + edge.width - left, weight=weight)
        shapes.append(Label(left, y + letters.small * 0.34, text, letters.small, "ink2", weight))
    return shapes


def _apart(wanted: Sequence[float], gap: float, top: float, bottom: float) -> list[float]:
    """The wanted heights, in rising order, at least `gap` apart and within top and bottom as far as they fit."""
    ys: list[float] = []
    for want in wanted:
        ys.append(max(want, top if not ys else ys[-1] + gap))
    edge = bottom
    for place in range(len(ys) - 1, -1, -1):
        ys[place] = min(ys[place], edge)
        edge = ys[place] - gap
    return ys
