"""A record as a document: opened back by a word processor's library, with no trace of who made it, or when."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.document import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from pie_audit.domain.plan_blocks import Heading
from pie_audit.domain.registration_paper import Answer, record_paper
from pie_audit.reports.registration_docx import draw_record
from tests.make_record import CYCLE, TODAY, entry, full, material

REGULATORS = ("swe", "nmc", "hcpc", "log")


def read_back(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert parts.testzip() is None
        return {name: parts.read(name) for name in parts.namelist()}


@pytest.mark.parametrize("regulator_id", REGULATORS)
def test_headings_are_headings_in_the_order_of_the_paper(regulator_id: str) -> None:
    paper = record_paper(full(regulator_id))
    found = [
        (p.text, int(p.style.name.removeprefix("Heading ")))
        for p in read_back(draw_record(paper)).paragraphs
        if p.style is not None and p.style.name is not None and p.style.name.startswith("Heading")
    ]
    assert found == [(block.text, block.level) for block in paper.blocks if isinstance(block, Heading)]


def test_every_question_and_answer_can_be_read_back() -> None:
    paper = record_paper(material("swe", [entry(1)]))
    lines = [p.text for p in read_back(draw_record(paper)).paragraphs]
    for block in paper.blocks:
        if isinstance(block, Answer):
            assert block.question in lines
            assert all(line in lines for line in block.text.splitlines())


def test_a_table_has_its_rows_and_its_head_returns_on_every_page() -> None:
    (table,) = read_back(draw_record(record_paper(full("nmc")))).tables
    assert [cell.text for cell in table.rows[0].cells][-2:] == ["Hours", "With others"]
    assert [cell.text for cell in table.rows[-1].cells][-2:] == ["154", "154"]
    assert "w:tblHeader" in table.rows[0]._tr.xml


def test_empty_answers_have_a_line_to_write_on() -> None:
    lines = [p.text for p in read_back(draw_record(record_paper(material("nmc")))).paragraphs]
    assert lines[lines.index("NMC PIN") + 1] == "_" * 60


def test_its_properties_tell_the_kind_of_paper_and_the_day_alone() -> None:
    properties = read_back(draw_record(record_paper(full("swe")))).core_properties
    assert properties.title == "Record of professional development"
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert (properties.subject, properties.keywords, properties.category) == ("", "", "")
    assert properties.created is not None
    assert (properties.created.date(), properties.created.hour, properties.created.minute) == (TODAY, 0, 0)
    assert properties.modified is None
    assert properties.language == "en-GB"


def test_no_program_no_picture_and_no_clock_time_is_left_in_the_file() -> None:
    content = draw_record(record_paper(full("swe")))
    parts = parts_of(content)
    assert not [name for name in parts if "thumbnail" in name or name.endswith("app.xml")]
    everything = b"".join(parts.values()).lower()
    for trace in (b"python-docx", b"macintosh", b"microsoft office", b"thumbnail", b"app.xml"):
        assert trace not in everything
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2026, 11, 22, 0, 0, 0)}


def test_equal_records_are_equal_files() -> None:
    assert draw_record(record_paper(full("hcpc"))) == draw_record(record_paper(full("hcpc")))


def test_it_is_british_english() -> None:
    styles = parts_of(draw_record(record_paper(full("swe"))))["word/styles.xml"]
    assert b'w:val="en-GB"' in styles
    assert b'w:val="en-US"' not in styles


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300))
def test_whatever_was_written_opens_again(text: str) -> None:
    steps = (CYCLE[0].__class__("description", "Description", text),)
    content = draw_record(record_paper(material("swe", [entry(1, title=text, steps=steps)])))
    kept = "".join(c for c in text if c.isalnum() and c.isascii())
    shown = "".join(p.text for p in read_back(content).paragraphs)
    assert kept in "".join(c for c in shown if c.isalnum() and c.isascii())
