"""Embedded fonts, and pages of A4 with their furniture; `painting` draws what is on them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from pie_audit.charts.shapes import Label, Mark, Plate, Rule
from pie_audit.paths import resources
from pie_audit.reports.column import Column, Op, Strip, stacked_height
from pie_audit.reports.marks import Outline, Shape, Words, colour
from pie_audit.reports.painting import TaggedCanvas, paint_op
from pie_audit.reports.tags import Element, Facts, finish
from pie_audit.reports.text import one_line
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
        canvas = TaggedCanvas(out, width=self.form.width, high=self.form.height)
        for number, ops in enumerate(self._pages, start=1):
            around = _furniture_shapes(self._furniture, self.form, page=number, pages=len(self._pages))
            paint_op(canvas, Op(None, tuple(around)), faces())
            for op in ops:
                paint_op(canvas, op, faces())
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
