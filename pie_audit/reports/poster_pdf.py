"""The poster of “you said, we did”: one upright page in large letters, as clear in grey as in colour."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pie_audit.charts.shapes import Plate, Rule, Trace
from pie_audit.domain.said_did import Answer
from pie_audit.domain.said_did_poster import Poster, PosterLine
from pie_audit.reports.column import Column, Op, Strip, Style, stacked
from pie_audit.reports.marks import Shape
from pie_audit.reports.page import Furniture, Paper
from pie_audit.reports.tags import Facts
from pie_audit.words import _

_SIZES = (29.0, 26.0, 23.0, 21.0, 19.5, 18.0, 16.5, 15.0, 14.0, 13.0)
_SAID, _CAME, _BETWEEN = 0.44, 0.56, 30.0
_PAD = 0.62
"""The room inside a bubble, in sizes."""

_FILL, _EDGE = "#EEF1F0", "#5E6B68"
_SMALL = 0.62
"""What is written small, in sizes of the rest."""


def draw_poster(poster: Poster, *, day: date, language: str = "en-GB") -> tuple[bytes, int]:
    """One page, as large as its lines allow; with the number of answered lines that found no room on it."""
    fitting = _shortened(poster, day, language)
    low, high = 0, len(_SIZES) - 1
    while low < high:  # the smaller, the lower: the first size that fits is the largest
        middle = (low + high) // 2
        if _set(fitting, _SIZES[middle], day, language)[1]:
            high = middle
        else:
            low = middle + 1
    paper, _fits = _set(fitting, _SIZES[low], day, language)
    return paper.finish(), len(poster.lines) - len(fitting.lines)


def _shortened(poster: Poster, day: date, language: str) -> Poster:
    """Without the oldest lines, then without what waits, until the smallest letters hold it; one line is cut at last."""
    while not _set(poster, _SIZES[-1], day, language)[1]:
        if len(poster.lines) > 1:
            poster = replace(poster, lines=poster.lines[:-1])
        elif poster.waiting:
            poster = replace(poster, waiting=poster.waiting[:-1])
        else:
            cut = (replace(line, said=line.said[:90], words=line.words[:160]) for line in poster.lines)
            return replace(poster, lines=tuple(cut))
    return poster


def _set(poster: Poster, size: float, day: date, language: str) -> tuple[Paper, bool]:
    """The page in this size, and whether all of it is on one page."""
    paper = _paper(poster, day, language)
    column = paper.column()
    _fill(column, poster, size)
    fits = column.height <= paper.form.body_height
    if fits:
        _spread(column, paper.form.body_height)
    paper.set(column)
    return paper, fits


def _paper(poster: Poster, day: date, language: str) -> Paper:
    return Paper(
        Furniture(poster.team, "", poster.month, _("For everybody here."), numbers=False),
        Facts(poster.title, poster.team, language, day),
    )


def _fill(column: Column, poster: Poster, size: float) -> None:
    column.heading(poster.title, 1, Style(size * 2.0, "bold", leading=1.12, after=2.0), most=2)
    column.paragraph(poster.lead, Style(size * 0.86, colour="ink2", leading=1.3, after=size * 0.5), most=2)
    for line in poster.lines:
        _set_line(column, line, poster.said_label, size)
    if poster.waiting:
        column.heading(
            poster.waiting_title, 2, Style(size, "bold", leading=1.25, before=size * 0.7, after=3.0), most=1
        )
        column.bullets(poster.waiting, Style(size * 0.8, leading=1.3, after=2.0), most=3)
    column.paragraph(
        poster.foot, Style(size * 0.8, "semibold", leading=1.3, before=size * 0.8, after=0.0), most=2
    )


def _set_line(column: Column, line: PosterLine, said_label: str, size: float) -> None:
    """A speech bubble with what people said, and beside it what came of it; together they never part."""
    section = column.parent.add("Sect")
    pad = size * _PAD
    left_room = column.width * _SAID
    right_room = column.width * _CAME - _BETWEEN
    said = Column(column.faces, left_room - 2 * pad, section)
    said.paragraph(said_label, Style(size * _SMALL, "semibold", "ink2", leading=1.3, after=1.0), most=1)
    said.heading(line.said, 2, Style(size, "bold", leading=1.2, after=0.0), most=6)
    came = Column(column.faces, right_room - size * 1.35, section)
    came.paragraph(line.label, Style(size * 0.86, "bold", leading=1.25, after=1.0), most=2)
    if line.words:
        came.paragraph(line.words, Style(size * 0.86, leading=1.28, after=1.0), most=8)
    if line.checked:
        came.paragraph(line.checked, Style(size * _SMALL, colour="ink2", leading=1.4, after=0.0), most=2)
    height = max(said.height, came.height) + 2 * pad
    bubble = Op(None, _bubble(left_room, height, min(height / 2, pad + size * 0.9)))
    glyph = Op(None, _glyph(line.answer, size * 0.9)).moved(left_room + _BETWEEN, pad + size * 0.1)
    left = [op.moved(pad, pad + (height - 2 * pad - said.height) / 2) for op in stacked(said.strips)]
    right = [op.moved(left_room + _BETWEEN + size * 1.35, pad) for op in stacked(came.strips)]
    column.strips.append(Strip(height, (bubble, glyph, *left, *right), before=size * 0.55))


def _bubble(width: float, height: float, tip: float) -> tuple[Shape, ...]:
    """Pale, with an edge that shows in grey, and a tip towards the answer."""
    out = 11.0
    return (
        Plate(0.0, 0.0, width, height, _FILL, _EDGE, 12.0, 1.2),
        Rule(width, tip - 8.0, width, tip + 8.0, _FILL, 3.0),
        Trace(((width - 0.2, tip - 8.5), (width + out, tip), (width - 0.2, tip + 8.5)), _EDGE, 1.2),
    )


def _glyph(answer: Answer, side: float) -> tuple[Shape, ...]:
    """A round with a tick, dots, a stroke or an arrow: the words beside it say the same."""
    middle, thick = side / 2, max(1.6, side * 0.1)
    is_done = answer is Answer.DID
    around = Plate(
        0.0,
        0.0,
        side,
        side,
        "accent" if is_done else "#FFFFFF",
        "accent" if is_done else _EDGE,
        middle,
        thick,
    )
    ink = "#FFFFFF" if is_done else _EDGE
    strokes: dict[Answer, tuple[tuple[tuple[float, float], ...], ...]] = {
        Answer.DID: (((0.27, 0.53), (0.43, 0.69), (0.74, 0.34)),),
        Answer.DOING: (((0.5, 0.24), (0.5, 0.52), (0.68, 0.62)),),
        Answer.CANT: (((0.28, 0.5), (0.72, 0.5)),),
        Answer.ASKED_OTHERS: (((0.27, 0.5), (0.73, 0.5)), ((0.54, 0.31), (0.73, 0.5), (0.54, 0.69))),
    }
    traces = tuple(
        Trace(tuple((x * side, y * side) for x, y in points), ink, thick)
        for points in strokes.get(answer, ())
    )
    return (around, *traces)


def _spread(column: Column, height: float) -> None:
    """What is left of the page goes between the lines, as far as that looks well."""
    gaps = [at for at, strip in enumerate(column.strips) if strip.height and len(strip.ops) > 2]
    spare = height - column.height
    if not gaps or spare <= 0:
        return
    each = min(22.0, spare / (len(gaps) + 1))
    for at in gaps:
        strip = column.strips[at]
        column.strips[at] = replace(strip, before=strip.before + each)
