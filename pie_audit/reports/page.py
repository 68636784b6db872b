"""The one place with ReportLab: embedded fonts, pages of A4 with their furniture, and tagged marks on them."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from pie_audit.charts.shapes import Trace
from pie_audit.paths import resources
from pie_audit.reports.column import Column, Op, Strip, stacked_height
from pie_audit.reports.marks import Label, Mark, Outline, Plate, Rule, Shape, Words, colour, paint
from pie_audit.reports.tags import Element, Facts, finish
from pie_audit.reports.text import Line, one_line
from pie_audit.words import _

MARGIN = 54.0
_HEAD, _FOOT = 34.0, 28.0
"""Room for the furniture inside the margins' edges."""

BODY_TOP = MARGIN + _HEAD


@dataclass(frozen=True, slots=True)
class Format:
    """How large the pages of a paper are, in points."""

    width: float
    height: float

    @property
    def body_width(self) -> float:
        """How wide text may be."""
        return self.width - 2 * MARGIN

    @property
    def body_height(self) -> float:
        """The room between the furniture of head and foot."""
        return self.height - BODY_TOP - MARGIN - _FOOT


UPRIGHT = Format(*A4)
WIDE = Format(*landscape(A4))
WALL = Format(*landscape(A3))
BODY_HEIGHT = UPRIGHT.body_height

_FILES = {
    "regular": "AtkinsonHyperlegibleNext-Regular.ttf",
    "italic": "AtkinsonHyperlegibleNext-Italic.ttf",
    "medium": "AtkinsonHyperlegibleNext-Medium.ttf",
    "semibold": "AtkinsonHyperlegibleNext-SemiBold.ttf",
    "bold": "AtkinsonHyperlegibleNext-Bold.ttf",
    "wide": "DejaVuSans.ttf",
}
_WIDE = "wide"


class EmbeddedFaces:
    """The bundled fonts, registered once; the wide one stands in for characters that ours lacks."""

    def __init__(self) -> None:
        self._fonts: dict[str, TTFont] = {}
        self._widths: dict[tuple[str, str], float] = {}
        for weight, file in _FILES.items():
            font = TTFont(f"pie-{weight}", str(resources() / "fonts" / file))
            pdfmetrics.registerFont(font)
            self._fonts[font.fontName] = font

    def face_for(self, char: str, weight: str) -> str | None:
        """See `text.Faces`."""
        for name in (f"pie-{weight}", f"pie-{_WIDE}"):
            if ord(char) in self._fonts[name].face.charToGlyph:
                return name
        return None

    def width(self, char: str, face: str) -> float:
        """See `text.Faces`."""
        key = (char, face)
        if key not in self._widths:
            self._widths[key] = float(pdfmetrics.stringWidth(char, face, 1000)) / 1000
        return self._widths[key]


@cache
def faces() -> EmbeddedFaces:
    """The fonts of every paper, loaded at the first one."""
    return EmbeddedFaces()


def label_width(text: str, size: float, weight: str = "regular") -> float:
    """How wide a few words on one line are, in points."""
    return one_line(text, faces(), weight=weight, size=size).width


@dataclass(frozen=True, slots=True)
class Furniture:
    """What every page repeats: `head` in bold with `note` at the left, `right` at the right, `foot` below.

    With `band` the first page has a slim band of colour, the only one on it. Without `numbers` no page is counted.
    """

    head: str
    note: str
    right: str
    foot: str
    band: bool = True
    numbers: bool = True


class _TaggedCanvas(Canvas):
    """A canvas whose marks are numbered content of the structure tree, or decoration."""

    def __init__(self, target: io.BytesIO, form: Format) -> None:
        super().__init__(target, pagesize=(form.width, form.height), invariant=1, pageCompression=1)
        self.high = form.height
        self.at_page = 0
        self._next = 0

    def _make_preamble(self) -> None:
        """Nothing: ReportLab's own would name Helvetica on every page, a font that isn't embedded."""
        self._preamble = ""

    def begin(self, element: Element | None, top: float) -> None:
        """What is drawn until `end` belongs to `element`; None is decoration that nobody reads out."""
        if element is None:
            self.emit("/Artifact BMC")
            return
        if not element.content:
            element.top = top
        element.content.append((self.at_page, self._next))
        self.emit(f"/{element.kind} <</MCID {self._next}>> BDC")
        self._next += 1

    def end(self) -> None:
        """Close what `begin` opened."""
        self.emit("EMC")

    def emit(self, code: str) -> None:
        """Write one operator to the page."""
        self._code.append(code)  # type: ignore[attr-defined]  # ReportLab's stubs leave the page's operators out

    def turn(self) -> None:
        """End this page and begin the next."""
        self.showPage()
        self.at_page += 1
        self._next = 0


class Paper:
    """Pages in the making: columns are set on them, then all are drawn and tagged at once."""

    def __init__(self, furniture: Furniture, facts: Facts, form: Format = UPRIGHT) -> None:
        self.root = Element("Document")
        self.form = form
        self._furniture = furniture
        self._facts = facts
        self._pages: list[list[Op]] = [[]]
        self._y = 0.0
        self._blank = 0.0

    @property
    def pages(self) -> int:
        """How many pages there are so far."""
        return len(self._pages)

    def column(self, *, density: float = 1.0) -> Column:
        """An empty column as wide as the page's text; nothing of it shows until it is set."""
        return Column(faces(), self.form.body_width, self.root, density=density)

    def set(self, column: Column) -> None:
        """Put a column below what is there, turning pages where it must."""
        for group in _kept_together(column.strips):
            height = stacked_height(group)
            if self._y and height and self._y + self._blank + _gap(group) + height > self.form.body_height:
                self.turn()
            for strip in group:
                self._set_strip(strip)

    def _set_strip(self, strip: Strip) -> None:
        self._blank += strip.before
        if not strip.height:
            return
        if self._y and self._y + self._blank + strip.height > self.form.body_height:
            self.turn()
        if not self._y and strip.head is not None:
            self._put(Strip(strip.head.height, tuple(Op(None, op.shapes) for op in strip.head.ops)))
        self._put(strip)

    def _put(self, strip: Strip) -> None:
        self._y += self._blank if self._y else 0.0
        self._blank = 0.0
        self._pages[-1] += [op.moved(MARGIN, BODY_TOP + self._y) for op in strip.ops]
        self._y += strip.height

    def turn(self) -> None:
        """Go on at the top of a new page."""
        self._pages.append([])
        self._y = self._blank = 0.0

    def finish(self) -> bytes:
        """The PDF: drawn, tagged, with clean properties."""
        out = io.BytesIO()
        canvas = _TaggedCanvas(out, self.form)
        for number, ops in enumerate(self._pages, start=1):
            around = _furniture_shapes(self._furniture, self.form, page=number, pages=len(self._pages))
            _draw(canvas, Op(None, tuple(around)))
            for op in ops:
                _draw(canvas, op)
            canvas.turn()
        canvas.save()
        return finish(out.getvalue(), self.root, self._facts)


def _kept_together(strips: Sequence[Strip]) -> list[list[Strip]]:
    """The strips in groups that stay on one page; a group taller than a page is let go."""
    groups: list[list[Strip]] = []
    going = False
    for strip in strips:
        if going:
            groups[-1].append(strip)
        else:
            groups.append([strip])
        going = strip.keep
    return groups


def _gap(group: Sequence[Strip]) -> float:
    """The space above the first strip of a group that has a height."""
    blank = 0.0
    for strip in group:
        blank += strip.before
        if strip.height:
            break
    return blank


def _furniture_shapes(furniture: Furniture, form: Format, *, page: int, pages: int) -> list[Shape]:
    ink, quiet = colour("ink"), colour("ink2")
    right, bottom = form.width - MARGIN, form.height - MARGIN
    at_right = label_width(furniture.right, 9.6)
    head = one_line(furniture.head, faces(), weight="bold", size=9.6, width=form.body_width * 0.42)
    room = max(40.0, form.body_width - 29 - head.width - at_right - 14)
    shapes: list[Shape] = [
        Mark("pie", MARGIN + 6.5, MARGIN + 1.5, 13.0, ink if page == 1 else colour("accent")),
        Words(MARGIN + 21, MARGIN + 5, head, 9.6, "ink2"),
        Label(MARGIN + 29 + head.width, MARGIN + 5, furniture.note, 9.6, quiet, "semibold", width=room),
        Label(right, MARGIN + 5, furniture.right, 9.6, quiet, anchor="end"),
        Rule(MARGIN, MARGIN + 16, right, MARGIN + 16, colour("line")),
        Rule(MARGIN, bottom - 14, right, bottom - 14, colour("line")),
        Label(MARGIN, bottom, furniture.foot, 9.0, quiet, width=form.body_width - 80),
    ]
    if furniture.numbers:
        from_to = page_words(page, pages)
        shapes.append(Label(right, bottom, from_to, 9.0, quiet, "bold", "end"))
    return [*_band_shapes(form.width), *shapes] if furniture.band and page == 1 else shapes


def page_words(page: int, pages: int) -> str:
    """How the pages are counted at the foot; the last of what is drawn before a page's own words."""
    return _("Page {n} of {of}").format(n=page, of=pages)


def _band_shapes(width: float) -> list[Shape]:
    """The slim band of page one: the cover's hills, seen from far away."""
    third = width / 3
    return [
        Plate(0.0, 0.0, width, 22.0, colour("accent")),
        Outline(
            (0.0, 22.0),
            (
                (0.0, 22.0, 0.0, 13.0, 0.0, 13.0),
                (third, 6.0, third * 2, 22.0, width, 10.0),
                (width, 10.0, width, 22.0, width, 22.0),
            ),
            "#3A8C7B",
        ),
    ]


def _draw(canvas: _TaggedCanvas, op: Op) -> None:
    if not op.shapes:
        return
    canvas.begin(op.element, canvas.high - op.y)
    canvas.saveState()
    canvas.translate(op.x, -op.y)
    for shape in op.shapes:
        _draw_shape(canvas, shape)
    canvas.restoreState()
    canvas.end()


def _draw_shape(canvas: _TaggedCanvas, shape: Shape) -> None:
    if isinstance(shape, Words):
        _draw_line(canvas, shape.line, x=shape.x, y=shape.y, size=shape.size, ink=paint(shape.colour))
    elif isinstance(shape, Label):
        line = one_line(shape.text, faces(), weight=shape.weight, size=shape.size, width=shape.width)
        x = shape.x - line.width * {"start": 0.0, "middle": 0.5, "end": 1.0}[shape.anchor]
        _draw_line(canvas, line, x=x, y=shape.y, size=shape.size, ink=paint(shape.colour))
    elif isinstance(shape, Plate):
        _draw_plate(canvas, shape)
    elif isinstance(shape, Rule):
        _stroke(canvas, shape.colour, shape.thickness, shape.dash)
        canvas.line(shape.x, canvas.high - shape.y, shape.to_x, canvas.high - shape.to_y)
    elif isinstance(shape, Trace):
        _draw_trace(canvas, shape)
    elif isinstance(shape, Mark):
        _draw_mark(canvas, shape)
    else:
        _draw_outline(canvas, shape)


def _stroke(canvas: _TaggedCanvas, ink: str | None, thickness: float, dash: float = 0.0) -> int:
    """Take up the pen for an outline or a line; 0 where there is no ink, so nothing is to be stroked."""
    if ink is None:
        return 0
    canvas.setStrokeColor(HexColor(paint(ink)))
    canvas.setLineWidth(thickness)
    canvas.setDash([dash, dash] if dash else [])
    return 1


def _fill(canvas: _TaggedCanvas, ink: str | None) -> int:
    """Take up the colour for a surface; 0 where it stays open."""
    if ink is None:
        return 0
    canvas.setFillColor(HexColor(paint(ink)))
    return 1


def _draw_line(canvas: _TaggedCanvas, line: Line, *, x: float, y: float, size: float, ink: str) -> None:
    canvas.setFillColor(HexColor(ink))
    for piece in line.pieces:
        if piece.said is not None:
            as_read = ("\ufeff" + piece.said).encode("utf-16-be").hex()
            canvas.emit(f"/Span <</ActualText <{as_read}>>> BDC")
        canvas.setFont(piece.face, size)
        canvas.drawString(x, canvas.high - y, piece.text)
        x += piece.width
        if piece.said is not None:
            canvas.emit("EMC")


def _draw_plate(canvas: _TaggedCanvas, plate: Plate) -> None:
    bottom = canvas.high - plate.y - plate.height
    radius = min(plate.radius, plate.width / 2, plate.height / 2)
    if plate.hatched:
        _hatch(canvas, plate)
    canvas.roundRect(
        plate.x,
        bottom,
        plate.width,
        plate.height,
        radius,
        fill=0 if plate.hatched else _fill(canvas, plate.fill),
        stroke=_stroke(canvas, plate.line, plate.thickness, plate.dash),
    )


_HATCH = 4.0
"""How far apart slanting lines are."""


def _hatch(canvas: _TaggedCanvas, plate: Plate) -> None:
    """Fill a rectangle with thin lines that rise to the right, over its colour if it has one."""
    left, bottom = plate.x, canvas.high - plate.y - plate.height
    if _fill(canvas, plate.fill):
        canvas.rect(left, bottom, plate.width, plate.height, stroke=0, fill=1)
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(left, bottom, plate.width, plate.height)
    canvas.clipPath(path, stroke=0, fill=0)
    _stroke(canvas, plate.line or "control", 0.6)
    for n in range(1, int((plate.width + plate.height) / _HATCH) + 1):
        start = left + n * _HATCH
        canvas.line(start - plate.height, bottom, start, bottom + plate.height)
    canvas.restoreState()


def _draw_trace(canvas: _TaggedCanvas, trace: Trace) -> None:
    _stroke(canvas, trace.colour, trace.thickness)
    path = canvas.beginPath()
    for number, (x, y) in enumerate(trace.points):
        (path.lineTo if number else path.moveTo)(x, canvas.high - y)
    canvas.drawPath(path, stroke=1, fill=0)


def _draw_mark(canvas: _TaggedCanvas, mark: Mark) -> None:
    fill, stroke = _fill(canvas, mark.fill), _stroke(canvas, mark.line, mark.thickness)
    x, y, half = mark.x, canvas.high - mark.y, mark.size / 2
    if mark.shape == "circle":
        canvas.circle(x, y, half, stroke=stroke, fill=fill)
    elif mark.shape == "square":
        side = half * 1.76
        canvas.roundRect(x - side / 2, y - side / 2, side, side, min(1.2, half), stroke=stroke, fill=fill)
    elif mark.shape == "pie":
        _draw_pie(canvas, x, y, half)
    else:
        _draw_points(canvas, _corners(mark.shape, x, y, half), stroke=stroke, fill=fill)


def _corners(shape: str, x: float, y: float, half: float) -> list[tuple[float, float]]:
    if shape == "triangle":
        return [(x, y + half), (x + half, y - half * 0.82), (x - half, y - half * 0.82)]
    if shape == "pin":
        return [(x, y - half), (x, y + half), (x + half * 1.4, y + half * 0.5), (x, y)]
    count, inner = {"diamond": (4, 1.0), "hexagon": (6, 1.0), "star": (10, 0.45)}[shape]
    reach = [half * (inner if n % 2 and shape == "star" else 1.0) for n in range(count)]
    turns = [math.pi / 2 + 2 * math.pi * n / count for n in range(count)]
    return [(x + r * math.cos(t), y + r * math.sin(t)) for r, t in zip(reach, turns, strict=True)]


def _draw_points(
    canvas: _TaggedCanvas, corners: Sequence[tuple[float, float]], *, stroke: int, fill: int
) -> None:
    path = canvas.beginPath()
    path.moveTo(*corners[0])
    for corner in corners[1:]:
        path.lineTo(*corner)
    path.close()
    canvas.drawPath(path, stroke=stroke, fill=fill)


def _draw_pie(canvas: _TaggedCanvas, x: float, y: float, half: float) -> None:
    """The program's mark: a round with one quarter moved out."""
    canvas.wedge(x - half, y - half, x + half, y + half, 90, 270, stroke=0, fill=1)
    canvas.setFillColor(HexColor(colour("control")))
    out = half * 0.22
    canvas.wedge(x - half + out, y - half + out, x + half + out, y + half + out, 0, 90, stroke=0, fill=1)


def _draw_outline(canvas: _TaggedCanvas, outline: Outline) -> None:
    canvas.setFillColor(HexColor(outline.fill))
    path = canvas.beginPath()
    path.moveTo(outline.start[0], canvas.high - outline.start[1])
    for x1, y1, x2, y2, x3, y3 in outline.curves:
        path.curveTo(x1, canvas.high - y1, x2, canvas.high - y2, x3, canvas.high - y3)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
