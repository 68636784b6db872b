"""Themes by quarters as squares, tinted by the nearest level."""

from __future__ import annotations

from fractions import Fraction

from pie_audit.domain.chart import (
    Cell,
    CellKind,
    Chart,
    ChartTable,
    GridChart,
    GridRow,
    Unshown,
)
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Theme
from pie_audit.domain.rounding import one_decimal
from pie_audit.domain.trend_words import Told
from pie_audit.words import _
from pie_audit.workflows.trends.along import pins_by_quarter, quarter_steps
from pie_audit.workflows.trends.theme_places import Place, Shown, places_of


def heatmap(shown: Shown) -> Chart:
    """Themes by quarters: the mean in each square, tinted by its nearest level."""
    material = shown.material
    places = {theme.id: places_of(shown, theme) for theme in material.themes}
    rows = tuple(
        GridRow(theme.id, theme.short_title, tuple(_cell(theme, p) for p in places[theme.id]), at)
        for at, theme in enumerate(material.themes)
    )
    title = _("Theme by quarter")
    if not any(place.mean is not None for found in places.values() for place in found):
        return Unshown("heatmap", title, _("No theme has a mean yet: topics stand by name further down."))
    return GridChart(
        id="heatmap",
        title=title,
        note=_("Number shown in every square"),
        sentence=_heat_words(shown, places),
        table=_heat_table(shown, rows),
        steps=quarter_steps(material.quarters),
        rows=rows,
        legend=legend_of(rows),
        pins=pins_by_quarter(material, "heatmap"),
    )


def legend_of(rows: tuple[GridRow, ...]) -> tuple[str, ...]:
    """What the squares without a number say, each kind once."""
    kinds = {cell.kind for row in rows for cell in row.cells} - {CellKind.VALUE}
    return tuple(kind_words(kind) for kind in CellKind if kind in kinds)


def kind_words(kind: CellKind) -> str:
    """A kind of square as people read it."""
    return {
        CellKind.VALUE: _("agreed level"),
        CellKind.NOT_APPLICABLE: _("doesn’t apply"),
        CellKind.CANT_TELL: _("can’t tell"),
        CellKind.NOT_SETTLED: _("no agreement"),
        CellKind.NOT_ENOUGH: _("not enough answered"),
        CellKind.NOT_ASKED: _("not asked"),
        CellKind.NOT_DISCUSSED: _("not discussed"),
        CellKind.NO_REVIEW: _("no review"),
    }[kind]


def _cell(theme: Theme, place: Place) -> Cell:
    name = f"{theme.short_title}, {place.quarter.name}"
    if place.mean is not None and place.review is not None:
        words = _("{where}: {figure}").format(where=name, figure=place.full)
        level = int(place.mean + Fraction(1, 2))
        return Cell(one_decimal(place.mean), words, level=level, hollow=not place.review.is_signed)
    text, kind = _empty(place)
    return Cell(text, _("{where}: {why}").format(where=name, why=place.why), kind)


def _empty(place: Place) -> tuple[str, CellKind]:
    score = place.score
    if place.review is None:
        return "", CellKind.NO_REVIEW
    if score is None:
        return _("n/a"), CellKind.NOT_ASKED
    if score.short_form:
        return _("short"), CellKind.NOT_ASKED
    if score.applicable == 0:
        return _("n/a"), CellKind.NOT_APPLICABLE
    return _("few"), CellKind.NOT_ENOUGH


def _heat_table(shown: Shown, rows: tuple[GridRow, ...]) -> ChartTable:
    head = (_("Theme"), *(quarter.name for quarter in shown.material.quarters))
    return ChartTable(head, tuple((row.name, *(_table_cell(c) for c in row.cells)) for row in rows))


def _table_cell(cell: Cell) -> str:
    return cell.text if cell.kind is CellKind.VALUE else cell.words.rpartition(": ")[2]


def _heat_words(shown: Shown, places: dict[str, tuple[Place, ...]]) -> str:
    now = Quarter.of(shown.material.today)
    found = []
    for theme in shown.material.themes:
        told = [p for p in places[theme.id] if p.mean is not None]
        if told:
            figure = Told(told[-1].quarter, one_decimal(told[-1].mean or Fraction()), told[-1].base)
            late = "" if told[-1].quarter == now else f", {told[-1].quarter.name}"
            found.append(f"{theme.short_title} {figure.words()}{late}")
    return _("Where the themes stand: {themes}.").format(themes="; ".join(found))
