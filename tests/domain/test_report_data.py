"""A report as data says what its paper says, and nothing that the paper doesn't."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from pie_audit.domain.plan_shared import squeezed
from pie_audit.domain.report_data import FORMAT, report_to_bytes
from pie_audit.reports.attachment import paper_text
from pie_audit.reports.report_pdf import make_report
from tests.make_report import REPORTS, make_report_material

_KEYS = {"format", "report", "words only", "title", "subject", "language", "day", "blocks"}


def texts(value: Any) -> Iterator[str]:
    """Every string below blocks but ids of charts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            if key != "id":
                yield from texts(each)


@pytest.mark.parametrize("name", REPORTS)
def test_every_word_of_the_data_stands_on_the_paper(name: str) -> None:
    report = REPORTS[name](make_report_material())
    paper = paper_text(make_report(report)[0])
    told = json.loads(report_to_bytes(report, paper))
    assert set(told) == _KEYS
    assert (told["format"], told["report"]) == (FORMAT, report.kind.value)
    assert [t for t in texts(told["blocks"]) if squeezed(t).rstrip("…") not in squeezed(paper)] == []
    assert len(told["blocks"]) == len(report.front) + len(report.inside)


def test_a_text_that_page_one_cut_is_cut_in_the_data_too() -> None:
    material = make_report_material()
    long = replace(material.plan, contact="Amina Yusuf " * 40)
    report = REPORTS["quarter"](replace(material, plan=long))
    told = json.loads(report_to_bytes(report, paper_text(make_report(report)[0])))
    contact = next(b["words"] for b in told["blocks"] if b.get("lead") == "Talk to us:")
    assert 0 < len(contact) < len("Amina Yusuf " * 40)


def test_the_figures_of_charts_are_in_its_tables_and_words_only_has_neither() -> None:
    told = {}
    for name in ("quarter", "quarter in words"):
        report = REPORTS[name](make_report_material())
        blocks = json.loads(report_to_bytes(report, paper_text(make_report(report)[0])))["blocks"]
        told[name] = {key for block in blocks for key in block}
    assert {"charts", "table"} <= told["quarter"]
    assert not {"charts", "table"} & told["quarter in words"]
