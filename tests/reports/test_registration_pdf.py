"""A record as a PDF: tagged, whole, with nothing in it that tells who made it, whatever was written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pie_audit.domain.registration_paper import record_paper
from pie_audit.reports import proof
from pie_audit.reports.registration_pdf import draw_record
from tests.make_record import CYCLE, PRACTICE, draft, entry, full, material
from tests.reports.read_pdf import opened, page_texts, structure, untagged_text, whole_text

REGULATORS = ("swe", "nmc", "hcpc", "log")
WORDS = [
    "W",
    "word ",
    "WWWWWWWWWWWW ",
    "مرحبا بكم ",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch ",
    "Zażółć gęślą jaźń\n",
    "Tea 🫖 and joy ",
]


@pytest.mark.parametrize("regulator_id", REGULATORS)
@pytest.mark.parametrize("make", [full, material])
def test_a_record_is_tagged_whole_and_drawn(regulator_id: str, make) -> None:  # type: ignore[no-untyped-def]
    pdf = draw_record(record_paper(make(regulator_id)))
    assert untagged_text(opened(pdf)) == 0
    assert proof.is_tagged(pdf)
    assert proof.is_drawn(pdf)


def test_every_answer_stands_on_the_paper() -> None:
    text = whole_text(draw_record(record_paper(material("swe", [entry(1)]))))
    for words in (*(step.text for step in CYCLE if step.step_id != "feelings"), PRACTICE.why_relevant):
        assert words in text


def test_questions_are_read_before_their_answers() -> None:
    text = whole_text(draw_record(record_paper(material("swe", [entry(1)]))))
    assert text.index("What I learned") < text.index("A question can sound like a charge.")


def test_a_table_has_heads_for_its_columns_and_rows() -> None:
    nodes = structure(opened(draw_record(record_paper(full("nmc")))))
    assert {node.scope for node in nodes if node.kind == "TH"} == {"/Column", "/Row"}


def test_the_discussion_form_stands_on_a_page_of_its_own() -> None:
    last = page_texts(draw_record(record_paper(full("nmc"))))[-1]
    assert "Reflective discussion" in last
    assert "Signature of the other registrant" in last


def test_lines_to_write_on_are_read_out_as_such() -> None:
    nodes = structure(opened(draw_record(record_paper(material("nmc")))))
    assert sum(node.alt == "A place to write" for node in nodes) == 10


def test_its_properties_tell_the_kind_of_paper_and_the_day_alone() -> None:
    pdf = opened(draw_record(record_paper(full("swe"))))
    told = {name: str(value) for name, value in pdf.docinfo.items()}
    assert told == {
        "/Title": "Record of professional development",
        "/CreationDate": "D:20261122",
        "/Subject": "",
    }
    assert b"ReportLab" not in pdf.Root.Metadata.read_bytes()


def test_equal_records_are_equal_files() -> None:
    assert draw_record(record_paper(full("hcpc"))) == draw_record(record_paper(full("hcpc")))


@pytest.mark.parametrize("text", WORDS)
@pytest.mark.parametrize("regulator_id", ["nmc", "hcpc"])
def test_whatever_was_written_stays_on_its_pages(text: str, regulator_id: str) -> None:
    long = (text * 4000)[:3_000]
    page = entry(
        1,
        day=date(2026, 5, 1),
        title=long[:300],
        steps=tuple(replace(step, text=long) for step in CYCLE),
        practice=replace(PRACTICE, why_relevant=long, who_is_better_off=long),
    )
    written = draft(regulator_id, statements={"summary": long, "statement": long}, supervisor_role=text * 20)
    pdf = draw_record(record_paper(material(regulator_id, [page], (), written)))
    assert untagged_text(opened(pdf)) == 0
    assert len(page_texts(pdf)) < 250
