"""From words to lines: which face has each character, where a line ends, and in which order it is drawn."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, islice
from typing import Protocol

from pie_audit.reports.bidi import (
    begins_rightward,
    is_rightward,
    join_letters,
    mirrored,
    visual_order,
)

_NO_GLYPH = "□"
_ELLIPSIS = "…"
_NARROWEST = 0.12
"""The width of the narrowest letter, in sizes: no line holds more of them."""


class Faces(Protocol):
    """What the lines need to know of the fonts, which never changes."""

    def face_for(self, char: str, weight: str) -> str | None:
        """The face of this weight that has the character, else the wide one, else None."""

    def width(self, char: str, face: str) -> float:
        """The width of one character at size 1."""

    def __hash__(self) -> int:
        """What was measured once is kept by the fonts that it was measured with."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one weight: ``regular``, ``italic``, ``medium``, ``semibold`` or ``bold``."""

    text: str
    weight: str = "regular"


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one face, in the order in which they are drawn; `width` is in points.

    `said` is what was typed where no face has it and a box is drawn. Text read from the right has none: readers
    turn drawn letters back themselves, and would turn a text in reading order once too often.
    """

    text: str
    face: str
    width: float
    said: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line as drawn; `rightward` if its paragraph is read from the right, `is_cut` if more of it was left out."""

    pieces: tuple[Piece, ...]
    width: float
    rightward: bool
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class _Glyph:
    shown: str
    face: str
    width: float
    said: str | None = None


@dataclass(frozen=True, slots=True)
class _Word:
    glyphs: tuple[_Glyph, ...]
    width: float


def clean(text: str) -> str:
    """Text that can stand on a page: one form for each letter, no control, direction or joining marks."""
    if text.isascii() and text.replace("\n", " ").isprintable():
        return text
    kept = []
    for c in unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " ")):
        kind = unicodedata.category(c)
        if c == "\n":
            kept.append(c)
        elif kind == "Cs":
            kept.append("\ufffd")
        elif kind not in {"Cc", "Cf", "Cn"} and not "\ufe00" <= c <= "\ufe0f":
            kept.append(c)
    return "".join(kept)


def break_lines(
    spans: Sequence[Span], faces: Faces, *, size: float, width: float, most: int | None = None
) -> list[Line]:
    """The lines of one paragraph no wider than `width` points; past `most` lines it ends in “…”.

    A line feed in the text begins a new line; a word wider than the line is cut where the line ends.
    """
    enough = None if most is None else int(most * width / (_NARROWEST * size)) + 1
    rows = (
        (row, rightward)
        for words, rightward in _paragraphs([_start_of(s, enough) for s in spans], faces, size)
        for row in _rows(words, faces, size, width)
    )
    one_too_many = None if most is None else most + 1
    lines = [_line(row, faces, size, rightward) for row, rightward in islice(rows, one_too_many)]
    is_whole = enough is None or all(len(span.text) <= enough for span in spans)
    if most is None or (len(lines) <= most and is_whole):
        return lines
    kept = lines[:most]
    kept[-1] = _shortened(kept[-1], faces, size, width)
    return kept


def _start_of(span: Span, enough: int | None) -> Span:
    """As much of a long text as could be needed, so that cutting it costs no more than showing it."""
    return span if enough is None or len(span.text) <= enough else replace(span, text=span.text[:enough])


def one_line(text: str, faces: Faces, *, weight: str, size: float, width: float | None = None) -> Line:
    """The text on one line, cut with “…” where a width is given that it doesn't fit."""
    flat = " ".join(clean(text).split())
    lines = break_lines([Span(flat, weight)], faces, size=size, width=width or 1e9, most=1)
    return lines[0] if lines else Line((), 0.0, False)


def _paragraphs(spans: Sequence[Span], faces: Faces, size: float) -> Iterator[tuple[list[_Word], bool]]:
    """The words of each part between line feeds, with the direction of its first letter."""
    words: list[_Word] = []
    said = ""
    known: dict[tuple[str, str], _Word] = {}  # of this text alone: what people wrote is kept nowhere
    for span in spans:
        for number, part in enumerate(clean(span.text).split("\n")):
            if number:
                yield words, begins_rightward(said)
                words, said = [], ""
            said += part
            for word in part.split():
                if (word, span.weight) not in known:
                    known[word, span.weight] = _word(word, span.weight, faces, size)
                words.append(known[word, span.weight])
    yield words, begins_rightward(said)


def _word(said: str, weight: str, faces: Faces, size: float) -> _Word:
    glyphs = tuple(_glyph(c, weight, faces, size) for c in join_letters(said))
    return _Word(glyphs, sum(g.width for g in glyphs))


@lru_cache(maxsize=10_000)
def _glyph(char: str, weight: str, faces: Faces, size: float) -> _Glyph:
    face = faces.face_for(char, weight)
    if face is not None:
        return _Glyph(char, face, faces.width(char, face) * size)
    face = faces.face_for(_NO_GLYPH, weight) or ""
    return _Glyph(_NO_GLYPH, face, faces.width(_NO_GLYPH, face) * size, said=char)


def _rows(words: Sequence[_Word], faces: Faces, size: float, width: float) -> Iterator[list[_Word]]:
    row: list[_Word] = []
    used = 0.0
    space = _glyph(" ", "regular", faces, size).width
    for word in (part for whole in words for part in _cut(whole, width)):
        if row and used + space + word.width > width:
            yield row
            row, used = [], 0.0
        used += word.width + (space if row else 0.0)
        row.append(word)
    yield row


def _cut(word: _Word, width: float) -> Iterator[_Word]:
    """The word, or parts of it no wider than a line."""
    if word.width <= width:
        yield word
        return
    part: list[_Glyph] = []
    used = 0.0
    for glyph in word.glyphs:
        if part and used + glyph.width > width:
            yield _Word(tuple(part), used)
            part, used = [], 0.0
        part.append(glyph)
        used += glyph.width
    yield _Word(tuple(part), used)


def _line(row: Sequence[_Word], faces: Faces, size: float, rightward: bool) -> Line:
    glyphs: list[_Glyph] = []
    for number, word in enumerate(row):
        if number:
            glyphs.append(_glyph(" ", "regular", faces, size))
        glyphs += word.glyphs
    shown = "".join(g.said or g.shown for g in glyphs)
    return _set(_ordered(glyphs, shown, rightward) if is_rightward(shown) else glyphs, rightward)


def _ordered(glyphs: Sequence[_Glyph], shown: str, rightward: bool) -> list[_Glyph]:
    return [
        _facing(glyphs[place]) if leftwards else glyphs[place]
        for place, leftwards in visual_order(shown, rightward=rightward)
    ]


def _facing(glyph: _Glyph) -> _Glyph:
    """The glyph as it is read from the right: only brackets turn."""
    shown = mirrored(glyph.shown)
    return glyph if shown == glyph.shown else replace(glyph, shown=shown)


def _set(glyphs: Sequence[_Glyph], rightward: bool) -> Line:
    pieces = tuple(_piece(tuple(alike)) for _kind_of_all, alike in groupby(glyphs, _kind))
    return Line(pieces, sum(p.width for p in pieces), rightward)


def _kind(glyph: _Glyph) -> tuple[str, bool]:
    return glyph.face, glyph.said is None


def _piece(glyphs: Sequence[_Glyph]) -> Piece:
    said = None if glyphs[0].said is None else "".join(g.said or "" for g in glyphs)
    return Piece("".join(g.shown for g in glyphs), glyphs[0].face, sum(g.width for g in glyphs), said)


def _shortened(line: Line, faces: Faces, size: float, width: float) -> Line:
    """The line with “…” where it is read to its end: at the right, or at the left of rightward text."""
    glyphs = [
        _Glyph(c, piece.face, faces.width(c, piece.face) * size, piece.said and piece.said[n])
        for piece in line.pieces
        for n, c in enumerate(piece.text)
    ]
    dots = _glyph(_ELLIPSIS, "regular", faces, size)
    end = 0 if line.rightward else -1
    used = sum(g.width for g in glyphs) + dots.width
    while glyphs and (used > width or glyphs[end].shown == " "):
        used -= glyphs.pop(end).width
    glyphs.insert(0 if line.rightward else len(glyphs), dots)
    return replace(_set(glyphs, line.rightward), is_cut=True)
