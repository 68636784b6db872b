"""Pages as pictures, made from the very bytes that are saved or printed."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from pie_audit.domain.errors import CannotRead
from pie_audit.words import _

_MOST_TALL = 4
"""Times its width: a page of somebody else's that is taller is drawn smaller, or its picture would fill the memory."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page as RGB, three bytes a pixel, rows from the top, without padding."""

    width: int
    height: int
    pixels: bytes


def count_pages(pdf: Path | bytes) -> int:
    """How many pages a PDF has. Raises CannotRead for one that can't be drawn: what mends a file reads more than this."""
    try:
        with pypdfium2.PdfDocument(pdf) as document:
            return len(document)
    except pypdfium2.PdfiumError:
        raise CannotRead(
            _("These pages can’t be drawn, because a part of the file is missing."),
            _("Ask whoever it came from to send it again."),
        ) from None


def render_page(pdf: Path | bytes, number: int, *, width: int) -> PageImage:
    """Page `number`, from 1, as wide as so many pixels; one taller than any paper of ours as high as such a paper."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[number - 1]
        # PDFium rounds up; a hair less keeps a width that divides badly from gaining a pixel.
        scale = (width - 0.01) / max(page.get_width(), page.get_height() / _MOST_TALL)
        bitmap = page.render(scale=scale, rev_byteorder=True)
        drawn = memoryview(bitmap.buffer).cast("B")  # a slice of the buffer itself is a list of numbers
        starts = range(0, bitmap.height * bitmap.stride, bitmap.stride)
        pixels = b"".join(drawn[start : start + 3 * bitmap.width] for start in starts)
        drawn.release()
        image = PageImage(bitmap.width, bitmap.height, pixels)
        bitmap.close()
        page.close()
    return image


def render_pages(pdf: Path | bytes, *, width: int) -> list[bytes]:
    """Every page as a PNG, as wide as so many pixels."""
    pictures = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            out = io.BytesIO()
            page.render(scale=width / page.get_width()).to_pil().save(out, "PNG")
            pictures.append(out.getvalue())
            page.close()
    return pictures
