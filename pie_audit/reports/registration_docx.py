"""A record for a regulator as a document that word processors open, to be changed and pasted."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.table import _Row

from pie_audit.domain.plan_blocks import Heading, Paragraph, Table, Tone
from pie_audit.domain.registration_paper import Answer, RecordBlock, RecordPaper

FONT = "Arial"
"""Every word processor has it, or one that takes its place; none is put into the file."""

_INK = RGBColor(0x22, 0x22, 0x22)
_SIZES = {1: 20, 2: 15, 3: 12}
_PROPERTIES = "docProps/core.xml"
# Who made the template, with which program and how long it took; and its picture.
_LEFT_OUT = ("docProps/app.xml", "docProps/thumbnail.jpeg")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")


def draw_record(record: RecordPaper) -> bytes:
    """The document of a record. Its properties tell what kind of paper it is and the day, and nothing else."""
    document = docx.Document()
    _dress(document, record.language)
    for block in record.blocks:
        _set_block(document, block)
    out = io.BytesIO()
    document.save(out)
    return _undated(out.getvalue(), record)


def _dress(document: Document, language: str) -> None:
    styles = document.styles
    for name, size in (("Normal", 11), *((f"Heading {n}", size) for n, size in _SIZES.items())):
        style = styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), _INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    for tag in styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), language)


def _set_block(document: Document, block: RecordBlock) -> None:
    match block:
        case Heading():
            heading = document.add_heading(_clean(block.text), block.level)
            heading.paragraph_format.page_break_before = block.new_page
        case Paragraph():
            paragraph = document.add_paragraph()
            paragraph.add_run(_clean(block.lead)).bold = True
            paragraph.add_run(_clean(block.text)).italic = block.tone is Tone.QUIET
        case Answer():
            _set_answer(document, block)
        case Table():
            _set_table(document, block)


def _set_answer(document: Document, answer: Answer) -> None:
    question = document.add_paragraph()
    question.add_run(_clean(answer.question)).bold = True
    question.paragraph_format.keep_with_next = True
    question.paragraph_format.space_after = Pt(2)
    for line in answer.text.splitlines() or ["_" * 60] * answer.lines:
        document.add_paragraph(_clean(line))


def _set_table(document: Document, block: Table) -> None:
    table = document.add_table(rows=1, cols=len(block.head), style="Table Grid")
    table.autofit = True
    _fill(table.rows[0], block.head, is_head=True)
    for row in block.rows:
        _fill(table.add_row(), row)
    document.add_paragraph()


def _fill(row: _Row, cells: tuple[str, ...], *, is_head: bool = False) -> None:
    """A row is never parted by the end of a page, and the head stands again at the top of the next."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))
    for cell, words in zip(row.cells, cells, strict=True):
        run = cell.paragraphs[0].add_run(_clean(words))
        run.bold, run.font.size = is_head, Pt(9.5)


def _clean(text: str) -> str:
    """Text without what XML can't hold."""
    return _UNPRINTABLE.sub("", text)


def _undated(content: bytes, record: RecordPaper) -> bytes:
    """The same document without its template's history: no program, no picture, no clock time, in the file or around it."""
    out = io.BytesIO()
    changes: dict[str, Callable[[bytes], bytes]] = {
        _PROPERTIES: lambda _old: _properties(record),
        "[Content_Types].xml": _without_left_out,
        "_rels/.rels": _without_left_out,
    }
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            if name not in _LEFT_OUT:
                data = changes.get(name, bytes)(before.read(name))
                after.writestr(_entry(name, record.day), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _entry(name: str, day: date) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0))


def _without_left_out(xml: bytes) -> bytes:
    text = xml.decode("utf-8")
    for name in _LEFT_OUT:
        text = re.sub(rf'<(?:Override|Relationship)\b[^>]*"/?{re.escape(name)}"[^>]*/>', "", text)
    return text.encode("utf-8")


def _properties(record: RecordPaper) -> bytes:
    day = datetime(record.day.year, record.day.month, record.day.day, tzinfo=UTC).strftime(
        "%Y-%m-%dT%H:%M:%SZ"
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(record.title)}</dc:title><dc:language>{escape(record.language)}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>'
        "</cp:coreProperties>"
    ).encode()
