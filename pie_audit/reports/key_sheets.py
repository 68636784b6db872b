"""The two sheets that are printed and kept: House key and My key, each with its advice; made in memory alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from pie_audit.charts.shapes import Plate
from pie_audit.reports.column import Column, Style
from pie_audit.reports.marks import colour
from pie_audit.reports.page import BODY_HEIGHT, Furniture, Paper
from pie_audit.reports.tags import Facts
from pie_audit.words import _

_TITLE = Style(30.0, "bold", leading=1.15, after=4.0)
_SUB = Style(13.5, colour="ink2", leading=1.35, after=16.0)
_CODE = Style(25.0, "bold", leading=1.5, after=0.0)
_ADVICE = Style(12.5, leading=1.5, after=4.0)
_LINE = Style(11.4, colour="ink2", leading=1.45, before=22.0, after=0.0)


@dataclass(frozen=True, slots=True)
class _Sheet:
    title: str
    below: str
    code: str
    advice: tuple[str, ...]


def draw_house_key(code: str, team_name: str) -> bytes:
    """The sheet that opens the workspace on a new computer; never anybody's private pages."""
    advice = (
        _("It opens this workspace on a new computer, or when nobody’s password works any more."),
        _("It never opens anybody’s private pages."),
        _("For somebody above the manager to keep, somewhere locked, away from the computer."),
        _("A newer sheet takes its place; a copy made before then still opens with this one."),
    )
    return _draw([_Sheet(_("House key"), team_name, code, advice)])


def draw_my_key(code: str) -> bytes:
    """The sheet that opens one's own pages when the password is forgotten."""
    advice = (
        _("It opens your own pages if you forget your password. Nobody else’s."),
        _("Take it home, not to the office safe."),
        _("Without your password and without this sheet, nobody can read your pages again."),
    )
    return _draw([_Sheet(_("My key"), _("For you alone"), code, advice)])


def draw_my_key_halves(first: str, second: str) -> bytes:
    """My key on two pages, for two people whom its owner trusts."""
    advice = (
        _("Only both halves together open anything. Keep this one for somebody who trusts you."),
        _("Typed one after the other, the first half first."),
        _("If you leave, or can’t keep it any longer, give it back."),
    )
    return _draw(
        [
            _Sheet(_("My key, half {n} of 2").format(n=n), _("One of two halves"), code, advice)
            for n, code in enumerate((first, second), start=1)
        ]
    )


def _draw(sheets: Sequence[_Sheet]) -> bytes:
    foot = _("Keep this sheet on paper. If you saved it as a file, delete the file after printing.")
    paper = Paper(
        Furniture("pie-audit", "", "", foot, band=False, numbers=False),
        Facts(_("A key to keep"), sheets[0].title, "en-GB", None),
    )
    for number, sheet in enumerate(sheets):
        if number:
            paper.turn()
        column = paper.column()
        column.heading(sheet.title, 1, _TITLE)
        column.paragraph(sheet.below, _SUB, most=2)
        plate = Plate(0, 0, 0, 0, None, colour("ink"), 9.0, 1.0)
        _set_code(column, sheet.code, plate)
        column.space(14.0)
        column.bullets(sheet.advice, _ADVICE)
        column.paragraph(_("Printed on: ____________________  Kept by: ____________________"), _LINE)
        paper.set(column)
    return paper.finish()


def _set_code(column: Column, code: str, plate: Plate) -> None:
    """The code in its groups, three in a line, in letters that nobody mistakes for others."""
    groups = code.replace("-", " ").split()

    def fill(inner: Column) -> None:
        for start in range(0, len(groups), 3):
            three = groups[start : start + 3]
            inner.side_by_side([(1 / 3, partial(_fill_group, group=group)) for group in three], gap=0.0)

    column.box(fill, plate, pad=18.0, most_height=BODY_HEIGHT)


def _fill_group(column: Column, *, group: str) -> None:
    column.paragraph(group, _CODE)
