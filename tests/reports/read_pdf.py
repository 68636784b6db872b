"""Reading a PDF back the way a reader, a screen reader and an inspector would."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
import pypdfium2

SHOWING = {"Tj", "TJ", "'", '"'}


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page, its lines joined by spaces."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def whole_text(pdf: bytes) -> str:
    """The text of all pages."""
    return " ".join(page_texts(pdf))


def opened(pdf: bytes) -> pikepdf.Pdf:
    """The file for inspection."""
    return pikepdf.Pdf.open(io.BytesIO(pdf))


@dataclass(frozen=True, slots=True)
class Node:
    """One element of the structure tree: its kind, the kinds above it, its alt text and a head's scope."""

    kind: str
    above: tuple[str, ...]
    alt: str
    scope: str


def structure(pdf: pikepdf.Pdf) -> list[Node]:
    """The structure tree in reading order."""
    return list(_nodes(pdf.Root.StructTreeRoot.K, ()))


def _nodes(element: pikepdf.Object, above: tuple[str, ...]) -> Iterator[Node]:
    kind = str(element.S).lstrip("/")
    scope = str(element.A.Scope) if "/A" in element else ""
    yield Node(kind, above, str(element.get("/Alt", "")), scope)
    for kid in element.get("/K", []):
        if "/S" in kid:
            yield from _nodes(kid, (*above, kind))


def untagged_text(pdf: pikepdf.Pdf) -> int:
    """How many times text is shown outside any marked content."""
    found = 0
    for page in pdf.pages:
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            depth += (name in {"BDC", "BMC"}) - (name == "EMC")
            found += name in SHOWING and depth == 0 and bool(operands)
        assert depth == 0
    return found


def marked_numbers(page: pikepdf.Page) -> list[int]:
    """The numbers of a page's marked content, as drawn."""
    return [
        int(operands[1].MCID)
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "BDC" and "/MCID" in operands[1]
    ]
