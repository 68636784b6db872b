"""Papers to hand out and hang up: slips of a quarter page, and a sheet of first steps for the wall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from pie_audit.charts.shapes import Rule
from pie_audit.domain.handouts import Slip, SlipPart, WallSheet
from pie_audit.reports.column import Column, Op, Strip, Style, stacked
from pie_audit.reports.marks import colour
from pie_audit.reports.page import BODY_HEIGHT, WALL, WIDE, Furniture, Paper
from pie_audit.reports.tags import Element, Facts
from pie_audit.words import _

_GAP = 30.0
_INSET = 14.0
_HIGH = BODY_HEIGHT / 2
_DENSITIES = (1.12, 1.0, 0.92, 0.85, 0.78)
_TITLE = Style(16.0, "bold", leading=1.2, after=2.0)
_BELOW = Style(9.6, colour="ink2", leading=1.3, after=5.0)
_HEAD = Style(11.4, "bold", leading=1.3, before=3.0, after=1.0)
_LINE = Style(11.4, leading=1.32, after=2.0)
_FOOT = Style(9.6, colour="ink2", leading=1.3, before=4.0, after=0.0)
_WALL_SIZES = (34.0, 30.0, 26.0, 23.0, 20.0, 18.0, 16.0)
_PLAIN = 1.16
"""How much larger the slip for people who use the service is set."""


def draw_agreed_slips(slip: Slip, plain: Slip, *, language: str = "en-GB") -> bytes:
    """Four slips a page to cut apart: one page for the team, one in plain words for people who use the service.

    The four are the same; a screen reader finds the first of them.
    """
    foot = _("Cut along the lines. No level and nobody’s name stands on these.")
    paper = Paper(
        Furniture(slip.title, slip.below, _("To hand out"), foot, band=False),
        Facts(slip.title, slip.below, language, None),
    )
    for number, each in enumerate((slip, plain)):
        if number:
            paper.turn()
        column = paper.column()
        _set_four(column, each, 1.0 if each is slip else _PLAIN)
        paper.set(column)
    return paper.finish()


def _set_four(column: Column, slip: Slip, scale: float) -> None:
    width = (column.width - _GAP) / 2
    ops = _fitted(column, slip, width=width, scale=scale)
    silent = [replace(op, element=None) for op in ops]
    for row in range(2):
        middle = column.width / 2
        lines = [Rule(middle, 0.0, middle, _HIGH, colour("control"), 0.7, 3.0)]
        if row == 0:
            lines.append(Rule(0.0, _HIGH, column.width, _HIGH, colour("control"), 0.7, 3.0))
        down = _INSET if row else 0.0
        left = [op.moved(0.0, down) for op in (silent if row else ops)]
        right = [op.moved(width + _GAP, down) for op in silent]
        column.strips.append(Strip(_HIGH, (Op(None, tuple(lines)), *left, *right)))


def _fitted(column: Column, slip: Slip, *, width: float, scale: float) -> list[Op]:
    """The slip as close as it must be set; what still doesn't fit is left to the plan."""
    parts = slip.parts
    while True:
        for density in _DENSITIES:
            trial = Column(column.faces, width, Element("Sect"), density=density)
            _fill_slip(trial, replace(slip, parts=parts), scale)
            if trial.height <= _HIGH - _INSET - 4:
                column.parent.kids.append(trial.parent)
                return stacked(trial.strips)
        parts = _shorter(parts)


def _shorter(parts: tuple[SlipPart, ...]) -> tuple[SlipPart, ...]:
    """Without the last line of the longest part; a part keeps one line."""
    at = max(range(len(parts)), key=lambda n: len(parts[n].lines))
    if len(parts[at].lines) > 1:
        cut = replace(parts[at], lines=parts[at].lines[:-1])
        return (*parts[:at], cut, *parts[at + 1 :])
    return parts[:-1]


def _fill_slip(column: Column, slip: Slip, scale: float) -> None:
    def sized(style: Style) -> Style:
        return replace(style, size=style.size * scale)

    column.heading(slip.title, 1, sized(_TITLE), most=2)
    column.paragraph(slip.below, _BELOW, most=1)
    for part in slip.parts:
        column.heading(part.heading, 2, sized(_HEAD), most=1)
        column.bullets(part.lines, sized(_LINE), most=3)
    column.paragraph(slip.foot, sized(_FOOT), most=3)


def draw_wall_sheet(sheet: WallSheet, *, large: bool, day: date | None, language: str = "en-GB") -> bytes:
    """First steps on A4 across, or on A3 where `large`; as large as they may be for the page they share."""
    form, scale = (WALL, 1.45) if large else (WIDE, 1.0)
    paper = Paper(
        Furniture(sheet.title, sheet.below, _("For the wall"), sheet.foot, band=False),
        Facts(sheet.title, sheet.below, language, day),
        form,
    )
    for size in _WALL_SIZES:
        column = paper.column()
        before = len(paper.root.kids)
        _fill_wall(column, sheet, size * scale)
        if column.height <= form.body_height or size == _WALL_SIZES[-1]:
            break
        del paper.root.kids[before:]
    paper.set(column)
    return paper.finish()


def _fill_wall(column: Column, sheet: WallSheet, size: float) -> None:
    column.heading(sheet.title, 1, Style(size * 1.5, "bold", leading=1.15, after=2.0), most=1)
    column.paragraph(sheet.below, Style(size * 0.75, colour="ink2", leading=1.3, after=10.0), most=1)
    if not sheet.rows:
        column.paragraph(_("No first step is written down yet."), Style(size))
        return
    rows: Sequence[tuple[str, ...]] = [(row.step, row.who, row.by or "–") for row in sheet.rows]
    style = Style(size, leading=1.25, after=6.0)
    column.table((_("First step"), _("Who"), _("By")), rows, style, shares=(0.54, 0.22, 0.24), most=3)
