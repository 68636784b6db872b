"""Draws shapes on pages with ReportLab, each tagged with what it belongs to."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from pie_audit.charts.shapes import Label, Mark, Plate, Rule, Trace
from pie_audit.reports.column import Op
from pie_audit.reports.marks import Outline, Shape, Words, colour, paint
from pie_audit.reports.tags import Element
from pie_audit.reports.text import Faces, Line, one_line


class TaggedCanvas(Canvas):
    """A canvas whose marks are numbered content of the structure tree, or decoration."""

    def __init__(self, target: io.BytesIO, *, width: float, high: float) -> None:
        super().__init__(target, pagesize=(width, high), invariant=1, pageCompression=1)
        self.high = high
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


def paint_op(canvas: TaggedCanvas, op: Op, faces: Faces) -> None:
    """Draw what belongs to one element of the page, tagged as such."""
    if not op.shapes:
        return
    canvas.begin(op.element, canvas.high - op.y)
    canvas.saveState()
    canvas.translate(op.x, -op.y)
    for shape in op.shapes:
        _draw_shape(canvas, shape, faces)
    canvas.restoreState()
    canvas.end()


def _draw_shape(canvas: TaggedCanvas, shape: Shape, faces: Faces) -> None:
    if isinstance(shape, Words):
        _draw_line(canvas, shape.line, x=shape.x, y=shape.y, size=shape.size, ink=paint(shape.colour))
    elif isinstance(shape, Label):
        line = one_line(shape.text, faces, weight=shape.weight, size=shape.size, width=shape.width)
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


def _stroke(canvas: TaggedCanvas, ink: str | None, thickness: float, dash: float = 0.0) -> int:
    """Take up the pen for an outline or a line; 0 where there is no ink, so nothing is to be stroked."""
    if ink is None:
        return 0
    canvas.setStrokeColor(HexColor(paint(ink)))
    canvas.setLineWidth(thickness)
    canvas.setDash([dash, dash] if dash else [])
    return 1


def _fill(canvas: TaggedCanvas, ink: str | None) -> int:
    """Take up the colour for a surface; 0 where it stays open."""
    if ink is None:
        return 0
    canvas.setFillColor(HexColor(paint(ink)))
    return 1


def _draw_line(canvas: TaggedCanvas, line: Line, *, x: float, y: float, size: float, ink: str) -> None:
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


def _draw_plate(canvas: TaggedCanvas, plate: Plate) -> None:
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


def _hatch(canvas: TaggedCanvas, plate: Plate) -> None:
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


def _draw_trace(canvas: TaggedCanvas, trace: Trace) -> None:
    _stroke(canvas, trace.colour, trace.thickness)
    path = canvas.beginPath()
    for number, (x, y) in enumerate(trace.points):
        (path.lineTo if number else path.moveTo)(x, canvas.high - y)
    canvas.drawPath(path, stroke=1, fill=0)


def _draw_mark(canvas: TaggedCanvas, mark: Mark) -> None:
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
    canvas: TaggedCanvas, corners: Sequence[tuple[float, float]], *, stroke: int, fill: int
) -> None:
    path = canvas.beginPath()
    path.moveTo(*corners[0])
    for corner in corners[1:]:
        path.lineTo(*corner)
    path.close()
    canvas.drawPath(path, stroke=stroke, fill=fill)


def _draw_pie(canvas: TaggedCanvas, x: float, y: float, half: float) -> None:
    """The program's mark: a round with one quarter moved out."""
    canvas.wedge(x - half, y - half, x + half, y + half, 90, 270, stroke=0, fill=1)
    canvas.setFillColor(HexColor(colour("control")))
    out = half * 0.22
    canvas.wedge(x - half + out, y - half + out, x + half + out, y + half + out, 0, 90, stroke=0, fill=1)


def _draw_outline(canvas: TaggedCanvas, outline: Outline) -> None:
    canvas.setFillColor(HexColor(outline.fill))
    path = canvas.beginPath()
    path.moveTo(outline.start[0], canvas.high - outline.start[1])
    for x1, y1, x2, y2, x3, y3 in outline.curves:
        path.curveTo(x1, canvas.high - y1, x2, canvas.high - y2, x3, canvas.high - y3)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
