"""The small file inside a PDF: put in, and read from a PDF of anybody's; and a digest of what its pages show.

Nothing in a PDF is ever run or followed. What is decoded has limits, so that a small file can't fill the memory.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from hashlib import blake2b
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Pdf
from pikepdf.settings import set_qpdf_limits

from pie_audit.domain.shared_plan import FILE_NAME
from pie_audit.domain.signed_file import MOST_BYTES
from pie_audit.reports.page import page_words

MOST_PDF_BYTES = 20 * 1024 * 1024
_MIB = 1024 * 1024
_MOST_STREAM = 48 * _MIB
_MOST_DECODED = 128 * _MIB
_MOST_MARKS = 8 * _MIB
_MOST_PAGES = 2_000
_MOST_OBJECTS = 1_000_000
_DEEPEST = 60

_LETTERS = frozenset({"/Font", "/ProcSet"})
"""All that a page of ours draws with."""

# Process-wide and small enough for anybody's file; our own papers stay far below.
set_qpdf_limits(
    max_stream_filters=3,
    flate_max_memory=_MOST_STREAM,
    png_max_memory=_MOST_STREAM,
    tiff_max_memory=_MOST_STREAM,
    run_length_max_memory=_MOST_STREAM,
    dct_max_memory=_MOST_STREAM,
    doc_max_warnings=200,
)

_OUR_FONT = "AtkinsonHyperlegible"

_AS_SAVED = frozenset({"/Length", "/Filter", "/DecodeParms", "/DL"})
"""How a stream is packed; a program that saves the file again may pack it otherwise."""
_NOT_DRAWN = frozenset(
    {
        "/Parent",
        "/StructParents",
        "/StructParent",
        "/Tabs",
        "/LastModified",
        "/PieceInfo",
        "/Metadata",
        "/Thumb",
        "/B",
    }
)
_ELSEWHERE = frozenset(
    {
        "/Type",
        "/Pages",
        "/Metadata",
        "/StructTreeRoot",
        "/MarkInfo",
        "/ViewerPreferences",
        "/Outlines",
        "/Names",
        "/AF",
        "/Version",
        "/PageMode",
        "/PageLayout",
        "/Extensions",
        "/PieceInfo",
    }
)
"""What stands in the catalogue of any file, or is told on its own; all else belongs to what somebody sees."""
_SAID = ("/S", "/Alt", "/ActualText", "/E", "/Lang", "/T", "/MCID")
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")


class Unread(StrEnum):
    """Why there is nothing to take from a file."""

    UNREADABLE = "unreadable"
    LOCKED = "locked with a password"
    TOO_LARGE = "too large"
    PAPER_WITHOUT = "our paper, no plan in it"
    NOT_OURS = "not ours"


@dataclass(frozen=True, slots=True)
class Found:
    """The small file as it lies in the PDF, and the digest of the pages around it, in hex.

    `is_plain`: these hold letters and lines alone, as our own do, so that drawing them is soon done.
    """

    content: bytes
    pages: str
    is_plain: bool = True


def attach(pdf: bytes, content: bytes, *, name: str = FILE_NAME) -> bytes:
    """The same pages with the small file in it; equal input gives equal bytes."""
    with Pdf.open(io.BytesIO(pdf)) as document:
        spec = AttachedFileSpec(
            document,
            content,
            filename=name,
            description="",
            mime_type="application/json",
            creation_date="",
            mod_date="",
        )
        spec.obj.AFRelationship = Name.Data
        document.attachments[name] = spec
        document.Root.AF = Array([document.Root.Names.EmbeddedFiles.Names[1]])
        out = io.BytesIO()
        document.save(out, deterministic_id=True)
    return out.getvalue()


def read(pdf: bytes) -> Found | Unread:
    """The small file of a PDF from anybody, or why there is none."""
    if len(pdf) > MOST_PDF_BYTES:
        return Unread.TOO_LARGE
    if not pdf[:1024].lstrip().startswith(b"%PDF-"):
        return Unread.NOT_OURS
    try:
        with Pdf.open(io.BytesIO(pdf), suppress_warnings=True) as document:
            return _read(document)
    except pikepdf.PasswordError:
        return Unread.LOCKED
    except _TooMuch:
        return Unread.TOO_LARGE
    except (pikepdf.PdfError, *_DAMAGE):
        return Unread.UNREADABLE


_DAMAGE = (
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    RuntimeError,
    RecursionError,
    OverflowError,
)
"""What pikepdf raises where an object isn't of the kind that it must be; a damaged file can be wrong anywhere."""


def _read(document: Pdf) -> Found | Unread:
    if document.is_encrypted:
        return Unread.LOCKED
    content = _attached(document)
    if content is None:
        return Unread.PAPER_WITHOUT if _is_ours(document) else Unread.NOT_OURS
    if len(content) > MOST_BYTES:
        return Unread.TOO_LARGE
    return Found(content, _digest(document), _is_plain(document))


def _attached(document: Pdf) -> bytes | None:
    if FILE_NAME not in document.attachments:
        return None
    return bytes(document.attachments[FILE_NAME].get_file().obj.read_bytes())


def _is_ours(document: Pdf) -> bool:
    """Whether the first page is set in the program's own letters; it decides nothing but which sentence is said."""
    if not len(document.pages):
        return False
    fonts: Any = document.pages[0].resources.get("/Font", Dictionary())
    return any(_OUR_FONT in str(fonts[name].get("/BaseFont", "")) for name in set(fonts.keys()))


def digest_of(pdf: bytes) -> str:
    """The digest of what the pages of one of our own papers show."""
    with Pdf.open(io.BytesIO(pdf)) as document:
        return _digest(document)


def _digest(document: Pdf) -> str:
    """BLAKE2b-256 over what somebody sees or has read out, in hex.

    Of each page: its size, its marks as decoded, fonts with their programs, pictures, notes on it; of the file: what
    is spoken, and whatever may run, be filled in or hidden. How it is packed, numbered and described may change.
    """
    if len(document.pages) > _MOST_PAGES:
        raise _TooMuch
    walk = _Walk()
    told = blake2b(digest_size=32, person=b"pie-pages")
    for page in document.pages:
        told.update(walk.page(page.obj))
    root = document.Root
    for key in sorted(set(root.keys()) - _ELSEWHERE):
        told.update(key.encode() + walk.of(root[key]))
    names = root.get("/Names", Dictionary())
    for key in sorted(set(names.keys()) - {"/EmbeddedFiles", "/Dests"}):
        told.update(key.encode() + walk.of(names[key]))
    for spoken in _spoken(root.get("/StructTreeRoot", None)):
        told.update(spoken)
    return told.hexdigest()


class _TooMuch(Exception):
    """The file unfolds to more than any paper of ours holds."""


@dataclass
class _Walk:
    """Digests of objects, each worked out once however often a page names it."""

    known: dict[tuple[int, int], bytes] = field(default_factory=dict)
    decoded: int = 0
    met: int = 0

    def page(self, page: pikepdf.Object) -> bytes:
        """One page: its own entries and those it takes over from the nodes above."""
        entries = {key: page[key] for key in set(page.keys()) if key not in _NOT_DRAWN and key != "/Contents"}
        for key in _INHERITED:
            if key not in entries and (above := _inherited(page, key)) is not None:
                entries[key] = above
        marks = b"\n".join(self.bytes_of(part) for part in _parts(page.get("/Contents", None)))
        return self.entries(entries, 1) + blake2b(marks, digest_size=32).digest()

    def of(self, value: Any, depth: int = 0) -> bytes:
        """32 bytes for a value, whatever it is made of; a way back to where one came from counts as a mark."""
        self.met += 1
        if depth > _DEEPEST or self.met > _MOST_OBJECTS:
            raise _TooMuch
        at = value.objgen if isinstance(value, pikepdf.Object) else (0, 0)
        if at == (0, 0):
            return self.fresh(value, depth)
        if at not in self.known:
            self.known[at] = b"on the way"
            self.known[at] = self.fresh(value, depth)
        return self.known[at]

    def fresh(self, value: Any, depth: int) -> bytes:
        """As `of`, worked out."""
        if isinstance(value, pikepdf.Stream):
            entries = {k: value[k] for k in set(value.keys()) if k not in _AS_SAVED | _NOT_DRAWN}
            said = b"stream" + self.entries(entries, depth + 1) + self.bytes_of(value)
        elif isinstance(value, pikepdf.Dictionary):
            said = b"entries" + self.entries(
                {k: value[k] for k in set(value.keys()) if k not in _NOT_DRAWN}, depth + 1
            )
        elif isinstance(value, pikepdf.Array):
            said = b"row" + b"".join(self.of(kept, depth + 1) for kept in value)
        else:
            said = _plain(value)
        return blake2b(said, digest_size=32).digest()

    def entries(self, entries: dict[str, Any], depth: int) -> bytes:
        """The entries of a dictionary by name."""
        return b"".join(
            blake2b(key.encode()).digest() + self.of(entries[key], depth) for key in sorted(entries)
        )

    def bytes_of(self, stream: pikepdf.Object) -> bytes:
        """What a stream holds, unpacked; of pictures that only a viewer unpacks, as they lie."""
        try:
            content = bytes(stream.read_bytes())
        except pikepdf.PdfError:
            content = str(stream.get("/Filter", "")).encode() + bytes(stream.read_raw_bytes())
        self.decoded += len(content)
        if self.decoded > _MOST_DECODED:
            raise _TooMuch
        return content


def _parts(contents: Any) -> list[pikepdf.Object]:
    if contents is None:
        return []
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]


def _inherited(page: pikepdf.Object, key: str) -> Any:
    node, left = page.get("/Parent", None), _DEEPEST
    while node is not None and left:
        if key in node:
            return node[key]
        node, left = node.get("/Parent", None), left - 1
    return None


def _is_plain(document: Pdf) -> bool:
    """Whether its pages draw no picture, pattern or form, which each may hold others: those could take hours."""
    marks = 0
    for page in document.pages:
        here: Any = page.obj.get("/Resources", None) or _inherited(page.obj, "/Resources") or Dictionary()
        fonts: Any = here.get("/Font", Dictionary())
        if set(here.keys()) - _LETTERS or "/Annots" in page.obj:
            return False
        if any(fonts[name].get("/Subtype", None) == Name.Type3 for name in set(fonts.keys())):
            return False
        marks += sum(len(part.read_bytes()) for part in _parts(page.obj.get("/Contents", None)))
    return marks <= _MOST_MARKS


def _plain(value: Any) -> bytes:
    if isinstance(value, bool) or value is None:
        return f"is {value}".encode()
    if isinstance(value, (int, Decimal)):
        return f"number {Decimal(value).normalize():f}".encode()
    if isinstance(value, pikepdf.Name):
        return f"name {value}".encode()
    return b"text " + bytes(value)


def _spoken(tree: Any) -> Iterator[bytes]:
    """What a reader says aloud, in its order: kinds, words in place of pictures, and which marks belong to them.

    Each node of a tree has one place; one that is met again leads round in a ring.
    """
    waiting = [tree] if tree is not None else []
    met: set[tuple[int, int]] = set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Object) and node.is_indirect:
            if node.objgen in met:
                raise _TooMuch
            met.add(node.objgen)
        if isinstance(node, pikepdf.Array):
            waiting += reversed(list(node))
        elif isinstance(node, pikepdf.Dictionary):
            said = [_plain(node[key]) for key in _SAID if key in node]
            yield b"|".join(said) + b"\n"
            if "/K" in node:
                waiting.append(node.K)
        else:
            yield _plain(node)


def paper_text(pdf: bytes) -> str:
    """The words of one of our own papers in the order of its pages, without what every page repeats."""
    said = []
    with pypdfium2.PdfDocument(pdf) as document:
        pages = len(document)
        for number, page in enumerate(document, start=1):
            text = page.get_textpage().get_text_range()
            said.append(_without_furniture(text, page_words(number, pages)))
            page.close()
    return "\n".join(said)


def _without_furniture(text: str, numbered: str) -> str:
    """What comes after the line that counts the pages, which is the last of what is drawn first."""
    flat = " ".join(text.split())
    before, found, after = flat.partition(numbered)
    return after if found else before
