"""Single questions of surveys over time, of the whole alone: a mean from twenty answers on, else a third in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pie_audit.domain.chart import Cell, CellKind, Chart, ChartTable, GridChart, GridRow, Unshown
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.survey_change import Change
from pie_audit.domain.survey_grain import Third
from pie_audit.domain.trend_words import quarter_now, released_words
from pie_audit.words import _
from pie_audit.workflows.surveys.released_series import ItemSeries, ReleasedItem, ReleasedItems
from pie_audit.workflows.trends.along import pins_by_quarter, quarter_steps
from pie_audit.workflows.trends.material import TrendMaterial


def item_grids(material: TrendMaterial) -> tuple[Chart, ...]:
    """A grid for each questionnaire that a survey of this team alone asked in the quarters shown."""
    return tuple(
        _grid(material, one)
        for one in material.items
        if any(p.quarter in material.quarters for item in one.items for p in item.points)
    )


def _grid(material: TrendMaterial, asked: ReleasedItems) -> Chart:
    chart_id = f"pulse/{asked.instrument.id}/items"
    title = _("{survey}: single questions").format(survey=asked.instrument.title)
    told = {item.title: {p.quarter: p for p in item.points} for item in asked.items}
    if not any(_is_told(found.get(q)) for found in told.values() for q in material.quarters):
        return Unshown(chart_id, title, _("{title}: not shown, to keep everybody safe.").format(title=title))
    rows = tuple(GridRow("", item.title, _cells(material, told[item.title])) for item in asked.items)
    return GridChart(
        id=chart_id,
        title=title,
        note=_("For everybody together, 0 to 100, or a third of that in words. More isn’t always better."),
        sentence=f"{_sentence(material, asked.items)} {asked.uncertainty(material.quarters)}",
        table=_table(material, told),
        steps=quarter_steps(material.quarters),
        rows=rows,
        legend=(
            _("A dash: not shown, or no survey. A stroke before a square: not compared with the one before."),
        ),
        pins=pins_by_quarter(material, chart_id),
    )


def _is_told(point: ReleasedItem | None) -> bool:
    return point is not None and point.is_told


def _cells(material: TrendMaterial, found: Mapping[Quarter, ReleasedItem]) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    before: ReleasedItem | None = None
    for quarter in material.quarters:
        point = found.get(quarter)
        words = _("{quarter}: {figure}").format(quarter=quarter.name, figure=_figure(point))
        if point is None or not _is_told(point):
            cells.append(Cell("–", words, CellKind.NO_REVIEW))
            continue
        said = "; ".join(part for part in (words, _change(point)) if part)
        breaks = before is not None and (before.version != point.version or _is_not_compared(point))
        cells.append(Cell(_short(point), said, breaks=breaks))
        before = point
    return tuple(cells)


def _is_not_compared(point: ReleasedItem) -> bool:
    """A third in words is never compared; a mean without a word of change was not."""
    return point.mean is not None and not point.change


def _short(point: ReleasedItem) -> str:
    if point.mean is not None:
        return str(point.mean)
    return {Third.LOW: _("low"), Third.MIDDLE: _("mid"), Third.HIGH: _("high")}[Third(point.band)]


def _figure(point: ReleasedItem | None) -> str:
    if point is None:
        return _("no survey")
    return released_words(point.mean) if point.mean is not None or not point.band else _band(point.band)


def _band(band: str) -> str:
    return {
        Third.LOW: _("in the lowest third"),
        Third.MIDDLE: _("in the middle third"),
        Third.HIGH: _("in the highest third"),
    }[Third(band)]


def _change(point: ReleasedItem | None) -> str:
    if point is None or not point.change:
        return ""
    return {
        Change.SAME: _("much the same"),
        Change.HIGHER: _("higher"),
        Change.LOWER: _("lower"),
    }[Change(point.change)]


def _sentence(material: TrendMaterial, items: Sequence[ItemSeries]) -> str:
    """What the latest survey released: which questions it calls higher or lower, or the third that each lies in."""
    latest = max(p.quarter for item in items for p in item.points if p.quarter in material.quarters)
    now = {item.title: next(p for p in item.points if p.quarter == latest) for item in items}
    when = quarter_now(latest, Quarter.of(material.today))
    parts = _parts(now)
    if not parts:
        return _("Single questions {when}: nothing to compare with yet.").format(when=when)
    return _("Single questions {when}: {parts}.").format(when=when, parts="; ".join(parts))


def _parts(now: Mapping[str, ReleasedItem]) -> list[str]:
    kinds = (
        (_("higher than last time: {names}"), [n for n, p in now.items() if p.change == Change.HIGHER]),
        (_("lower than last time: {names}"), [n for n, p in now.items() if p.change == Change.LOWER]),
        (_("much the same as last time: {names}"), [n for n, p in now.items() if p.change == Change.SAME]),
        (_("in the lowest third: {names}"), [n for n, p in now.items() if p.band == Third.LOW]),
        (_("in the middle third: {names}"), [n for n, p in now.items() if p.band == Third.MIDDLE]),
        (_("in the highest third: {names}"), [n for n, p in now.items() if p.band == Third.HIGH]),
        (_("not shown: {names}"), [n for n, p in now.items() if not _is_told(p)]),
    )
    return [words.format(names=", ".join(names)) for words, names in kinds if names]


def _table(material: TrendMaterial, told: Mapping[str, Mapping[Quarter, ReleasedItem]]) -> ChartTable:
    head = (_("Question"), *(quarter.name for quarter in material.quarters), _("Since last time"))
    rows = []
    for title, found in told.items():
        latest = max((q for q in found if q in material.quarters), default=None)
        change = _change(found[latest]) if latest is not None else ""
        rows.append((title, *(_figure(found.get(q)) for q in material.quarters), change))
    return ChartTable(head, tuple(rows))
