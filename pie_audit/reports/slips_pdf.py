"""Slips to cut out and draw from a bowl: four words each; made in memory, kept nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import partial

from pie_audit.charts.shapes import Rule
from pie_audit.domain.day import full_day_words
from pie_audit.reports.column import Column, Op, Strip, Style
from pie_audit.reports.marks import colour
from pie_audit.reports.page import BODY_HEIGHT, Furniture, Paper
from pie_audit.reports.tags import Facts
from pie_audit.words import _

_ROWS = 5
_GAP = 26.0
_INSET = 12.0
_HEIGHT = BODY_HEIGHT / _ROWS
_TEAM = Style(10.0, "bold", leading=1.3, after=1.0)
_FOR = Style(10.0, colour="ink2", leading=1.3, after=6.0)
_LARGE = Style(21.0, "bold", leading=1.25, after=6.0)
_HELP = Style(9.4, leading=1.32, after=0.0)


class GoodFor(StrEnum):
    """What the words of a slip open."""

    REVIEW = "review"
    SURVEY = "survey"


def draw_slips(
    *,
    team_name: str,
    occasion: str,
    until: date,
    words: Mapping[str, tuple[str, ...]],
    good_for: GoodFor = GoodFor.REVIEW,
) -> bytes:
    """Two slips a row; `words` holds the slips of each group, by the name that the group is called.
    `occasion` is the quarter of a review, or the title of a survey.

    A group begins a new page, so that its slips go into a bowl of their own.
    """
    foot = _("Cut along the lines. These words exist nowhere else: no list is kept.")
    paper = Paper(
        Furniture(team_name, occasion, _("Slips"), foot, band=False),
        Facts(_subject(good_for), occasion, "en-GB", None),
    )
    where = _("{team} · {occasion}").format(team=team_name, occasion=occasion)
    help_words = _help_words(good_for).format(day=full_day_words(until))
    groups = [(group, slips) for group, slips in words.items() if slips]
    for number, (group, slips) in enumerate(groups):
        if number:
            paper.turn()
        column = paper.column()
        for first in range(0, len(slips), 2):
            fills = [
                partial(_fill_slip, where=where, group=group, words=slip, help_words=help_words)
                for slip in slips[first : first + 2]
            ]
            _set_row(column, fills)
        paper.set(column)
    return paper.finish()


def _set_row(column: Column, fills: list[partial[None]]) -> None:
    """One row of slips of a fixed height, with a dashed line below it and one between the two."""
    column.side_by_side([(0.5, fill) for fill in fills], gap=_GAP)
    row = column.strips.pop()
    middle = column.width / 2
    lines = (
        Rule(0.0, _HEIGHT, column.width, _HEIGHT, colour("control"), 0.7, 3.0),
        Rule(middle, 0.0, middle, _HEIGHT, colour("control"), 0.7, 3.0),
    )
    ops = (Op(None, lines), *(op.moved(0.0, _INSET) for op in row.ops))
    column.strips.append(Strip(_HEIGHT, ops))


def _fill_slip(column: Column, *, where: str, group: str, words: str, help_words: str) -> None:
    slip = Column(column.faces, min(column.width, 230.0), column.parent.add("Sect"))
    slip.paragraph(where, _TEAM, most=1)
    slip.paragraph(group, _FOR, most=1)
    slip.paragraph(words, _LARGE, most=3)
    slip.paragraph(help_words, _HELP, most=3)
    column.strips += slip.strips


def _subject(good_for: GoodFor) -> str:
    return {GoodFor.REVIEW: _("Slips for one review"), GoodFor.SURVEY: _("Slips for one survey")}[good_for]


def _help_words(good_for: GoodFor) -> str:
    return {
        GoodFor.REVIEW: _(
            "Good for this one review, until {day}. Choose “I have a slip” and type the four words."
        ),
        GoodFor.SURVEY: _(
            "Good for this one survey, until {day}. Choose “I have a slip” and type the four words."
        ),
    }[good_for]
