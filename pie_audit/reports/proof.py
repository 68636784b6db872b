"""Whether a paper is what it should be: tagged, in its language, and drawn with the program's own letters."""

from __future__ import annotations

import io

import pikepdf

from pie_audit.reports.page import faces
from pie_audit.reports.preview import render_pages

LETTERS = "aŵŷżłé"
"""Letters of Welsh, Polish and French that a plain font may lack."""
_PNG = b"\x89PNG"


def is_tagged(pdf: bytes) -> bool:
    """Whether a screen reader finds a tree, its marks and a language in it."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root
        marked = "/MarkInfo" in root and bool(root.MarkInfo.get("/Marked", False))
        return marked and "/StructTreeRoot" in root and "/Lang" in root


def is_drawn(pdf: bytes) -> bool:
    """Whether each of its pages becomes a picture, as the window shows it."""
    pictures = render_pages(pdf, width=120)
    return bool(pictures) and all(picture.startswith(_PNG) for picture in pictures)


def has_letters() -> bool:
    """Whether the bundled fonts load and draw what names are written with, in every weight."""
    found = faces()
    return all(found.face_for(char, weight) for weight in ("regular", "bold") for char in LETTERS)
