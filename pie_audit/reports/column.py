"""A column of text, lists, tables and figures, measured but not yet on a page: strips that may part from each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pie_audit.charts.shapes import Mark, Plate, Rule
from pie_audit.reports.marks import Shape, Words, colour
from pie_audit.reports.tags import Element
from pie_audit.reports.text import Faces, Line, Span, break_lines

_SHORT_TABLE = 6
"""A table of no more rows stays on one page if it can."""

_ASCENT = 0.78
"""How far below the top of its line a baseline lies, in sizes, before half the extra leading."""


@dataclass(frozen=True, slots=True)
class Style:
    """A way to set text: size, weight, colour; leading in sizes; space before and after in points.

    `at_end` sets it against the far edge.
    """

    size: float
    weight: str = "regular"
    colour: str = "ink"
    leading: float = 1.42
    before: float = 0.0
    after: float = 6.0
    at_end: bool = False

    def scaled(self, density: float) -> Style:
        """The same at another density; nothing gets smaller than 8.6 points."""
        size = max(8.6, self.size * density)
        return replace(self, size=size, before=self.before * density**2, after=self.after * density**2)


@dataclass(frozen=True, slots=True)
class Op:
    """Shapes that belong to one element of the tree, or, with None, to the page's decoration.

    They lie `x` to the right of and `y` below where their own points say.
    """

    element: Element | None
    shapes: tuple[Shape, ...]
    x: float = 0.0
    y: float = 0.0

    def moved(self, x: float, y: float) -> Op:
        """The same shapes somewhere else."""
        return replace(self, x=self.x + x, y=self.y + y)


@dataclass(frozen=True, slots=True)
class Strip:
    """What never parts: a line, a table row, a box. `before` is space above it, left out at the top of a page.

    `keep` holds it on one page with the next strip. `head` is drawn again above it where it begins a page.
    """

    height: float
    ops: tuple[Op, ...]
    before: float = 0.0
    keep: bool = False
    head: Strip | None = None


class Column:
    """Collects strips of one width under one element of the tree."""

    def __init__(self, faces: Faces, width: float, parent: Element, *, density: float = 1.0) -> None:
        self.faces = faces
        self.width = width
        self.parent = parent
        self.density = density
        self.strips: list[Strip] = []
        self.is_cut = False
        """Whether any text in it ends in “…” because it found no room."""

    @property
    def height(self) -> float:
        """The height of all strips under each other."""
        return stacked_height(self.strips)

    def heading(
        self, text: str, level: int, style: Style, *, mark: Mark | None = None, most: int | None = None
    ) -> None:
        """A heading that stays with what follows it; `mark` is drawn before its first line."""
        element = self.parent.add(f"H{level}", title=text)
        indent = 0.0 if mark is None else style.scaled(self.density).size * 1.5
        self._set_text([Span(text, style.weight)], style, element, indent=indent, most=most, keep=True)
        if mark is not None:
            size = style.scaled(self.density).size
            first = len(self.strips) - self._added
            placed = replace(mark, x=size * 0.55, y=size * style.leading / 2, size=size)
            strip = self.strips[first]
            self.strips[first] = replace(strip, ops=(Op(None, (placed,)), *strip.ops))

    def paragraph(
        self, text: str, style: Style, *, lead: str = "", most: int | None = None, keep: bool = False
    ) -> None:
        """Words in a row; `lead` stands first in bold."""
        spans = [Span(lead, "bold")] if lead else []
        if text:
            spans.append(Span(text, style.weight))
        self._set_text(spans, style, self.parent.add("P"), most=most, keep=keep)

    def bullets(
        self, items: Sequence[str], style: Style, *, most: int | None = None, to_tick: bool = False
    ) -> None:
        """A list with a dot before each item, or a square to tick."""
        listing = self.parent.add("L")
        scaled = style.scaled(self.density)
        indent = scaled.size * 1.7 if to_tick else 14.0
        for item in items:
            body = listing.add("LI").add("LBody")
            self._set_text([Span(item, style.weight)], style, body, indent=indent, most=most)
            first = len(self.strips) - self._added
            middle = scaled.size * scaled.leading / 2
            mark = (
                _square(scaled.size, middle) if to_tick else Mark("circle", 5.0, middle, 4.0, colour("ink2"))
            )
            strip = self.strips[first]
            self.strips[first] = replace(strip, ops=(Op(None, (mark,)), *strip.ops))
        self.space(5.0)

    def table(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        style: Style,
        *,
        shares: Sequence[float],
        most: int | None = None,
    ) -> None:
        """Rows under a head; `shares` of the width for each column add up to 1. The head returns on each page.

        Past `most` lines a cell is cut with “…”.
        """
        table = self.parent.add("Table")
        above, below = table.add("THead"), table.add("TBody")
        self.space(style.before)
        widths = [share * self.width for share in shares]
        bold = replace(style, weight="bold")
        top = self._row(above, [(words, "TH") for words in head], bold, widths=widths, most=most)
        self.strips.append(replace(top, keep=True))
        for at, row in enumerate(rows):
            cells = [(words, "TH" if number == 0 else "TD") for number, words in enumerate(row)]
            strip = self._row(below, cells, style, widths=widths, most=most)
            keep = len(rows) <= _SHORT_TABLE and at < len(rows) - 1
            self.strips.append(replace(strip, head=top, keep=keep))
        self.space(style.after)

    def _row(
        self,
        rows: Element,
        cells: Sequence[tuple[str, str]],
        style: Style,
        *,
        widths: Sequence[float],
        most: int | None,
    ) -> Strip:
        scaled = style.scaled(self.density)
        row, ops, x, height = rows.add("TR"), list[Op](), 0.0, 0.0
        is_head = all(kind == "TH" for _cell, kind in cells)
        for (cell, kind), width in zip(cells, widths, strict=True):
            scope = "" if kind == "TD" else "Column" if is_head else "Row"
            lines = break_lines(
                [Span(cell, style.weight)],
                self.faces,
                size=scaled.size,
                width=max(20.0, width - 10.0),
                most=most,
            )
            self._note_cut(lines)
            shapes = _words(lines, scaled, x=x, y=5.0, width=width - 10.0)
            ops.append(Op(row.add(kind, scope=scope), shapes))
            height = max(height, len(lines) * scaled.size * scaled.leading)
            x += width
        height += 10.0
        line = Rule(
            0.0, height, self.width, height, colour("control" if is_head else "line"), 1.0 if is_head else 0.7
        )
        return Strip(height, (Op(None, (line,)), *ops))

    def figure(self, shapes: Sequence[Shape], height: float, *, alt: str, keep: bool = False) -> None:
        """A drawing with the words that stand for it where it can't be seen."""
        element = self.parent.add("Figure", alt=alt)
        self.strips.append(Strip(height, (Op(element, tuple(shapes)),), before=4.0, keep=keep))
        self.strips.append(Strip(0.0, (), before=8.0, keep=keep))

    def panel(
        self,
        shapes: Sequence[Shape],
        height: float,
        *,
        alt: str,
        title: str,
        said: str,
        styles: tuple[Style, Style],
    ) -> None:
        """A drawing with its title above and what it says below, which never part. Both are its caption, read first."""
        group = self.parent.add("Div")
        caption, figure = group.add("Caption"), group.add("Figure", alt=alt)
        if title:
            self._set_text([Span(title, styles[0].weight)], styles[0], caption, keep=True)
        self.strips.append(Strip(height, (Op(figure, tuple(shapes)),), before=2.0, keep=bool(said)))
        if said:
            self.strips.append(Strip(0.0, (), before=4.0, keep=True))
            self._set_text([Span(said, styles[1].weight)], replace(styles[1], after=0.0), caption, keep=True)
        self.strips.append(Strip(0.0, (), before=styles[1].after * self.density**2))

    def box(self, fill: Callable[[Column], None], plate: Plate, *, pad: float, most_height: float) -> None:
        """What `fill` writes, on a plate that keeps it together; taller than `most_height` it may part, plain."""
        inner = Column(self.faces, self.width - 2 * pad, self.parent.add("Sect"), density=self.density)
        fill(inner)
        self.is_cut |= inner.is_cut
        height = inner.height + 2 * pad * self.density
        if height > most_height:
            self.strips += inner.strips
            return
        back = Op(None, (replace(plate, x=0.0, y=0.0, width=self.width, height=height),))
        ops = tuple(op.moved(pad, pad * self.density) for op in stacked(inner.strips))
        self.strips.append(Strip(height, (back, *ops), before=7.0 * self.density**2))

    def side_by_side(
        self, fills: Sequence[tuple[float, Callable[[Column], None]]], *, gap: float = 14.0
    ) -> None:
        """Columns beside each other, each with its share of the width; together they are one strip."""
        room = self.width - gap * max(1, len(fills) - 1)
        ops, height, x = list[Op](), 0.0, 0.0
        for share, fill in fills:
            inner = Column(self.faces, room * share, self.parent, density=self.density)
            fill(inner)
            self.is_cut |= inner.is_cut
            ops += [op.moved(x, 0.0) for op in stacked(inner.strips)]
            height = max(height, inner.height)
            x += room * share + gap
        self.strips.append(Strip(height, tuple(ops)))

    def space(self, height: float) -> None:
        """Room that vanishes at the top of a page."""
        if height:
            self.strips.append(Strip(0.0, (), before=height * self.density**2))

    def _note_cut(self, lines: Sequence[Line]) -> None:
        self.is_cut |= any(line.is_cut for line in lines)

    def _set_text(
        self,
        spans: Sequence[Span],
        style: Style,
        element: Element,
        *,
        indent: float = 0.0,
        most: int | None = None,
        keep: bool = False,
    ) -> None:
        scaled = style.scaled(self.density)
        width = max(20.0, self.width - indent)
        lines = break_lines(spans, self.faces, size=scaled.size, width=width, most=most)
        self._note_cut(lines)
        for number, line in enumerate(lines):
            shapes = _words([line], scaled, x=indent, y=0.0, width=width)
            # The first two and the last two lines of a paragraph stay together.
            near_end = (number == 0 and len(lines) > 1) or number == len(lines) - 2
            before = scaled.before if number == 0 else 0.0
            self.strips.append(
                Strip(
                    scaled.size * scaled.leading, (Op(element, shapes),), before=before, keep=keep or near_end
                )
            )
        self._added = len(lines)
        if scaled.after:
            self.strips.append(Strip(0.0, (), before=scaled.after, keep=keep))
            self._added += 1


def _square(size: float, middle: float) -> Plate:
    side = size * 0.86
    return Plate(1.0, middle - side / 2, side, side, None, colour("ink"), 1.5, 1.0)


def _words(lines: Sequence[Line], style: Style, *, x: float, y: float, width: float) -> tuple[Words, ...]:
    """The lines under each other; text that runs from the right is set against the right edge."""
    step = style.size * style.leading
    top = y + (step - style.size) / 2 + style.size * _ASCENT
    return tuple(
        Words(
            x + (width - line.width if line.rightward != style.at_end else 0.0),
            top + n * step,
            line,
            style.size,
            style.colour,
        )
        for n, line in enumerate(lines)
    )


def stacked_height(strips: Sequence[Strip]) -> float:
    """The height of strips under each other at the top of a page."""
    height, blank = 0.0, 0.0
    for strip in strips:
        blank += strip.before
        if strip.height:
            height += (blank if height else 0.0) + strip.height
            blank = 0.0
    return height


def stacked(strips: Sequence[Strip]) -> list[Op]:
    """The shapes of strips set under each other, as if they were one."""
    ops, y, blank = list[Op](), 0.0, 0.0
    for strip in strips:
        blank += strip.before
        if strip.height:
            y += blank if y else 0.0
            blank = 0.0
            ops += [op.moved(0.0, y) for op in strip.ops]
            y += strip.height
    return ops
