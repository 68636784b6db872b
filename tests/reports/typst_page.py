"""The same blocks set by typst, which tags pages by itself and refuses to where something is missing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import typst

from pie_audit.domain.chart import Chart, Unshown
from pie_audit.domain.plan_blocks import (
    ActionCard,
    AskBox,
    Block,
    Bullets,
    Dots,
    Fact,
    Figures,
    Heading,
    Paragraph,
    PlanDocument,
    Positions,
    Table,
)
from pie_audit.domain.report import Report
from pie_audit.reports.figures_pdf import alt_words


def typst_pdf(report: Report | PlanDocument, folder: Path) -> bytes:
    """The report as typst sets it, held by it to PDF/UA-1."""
    path = folder / "report.typ"
    path.write_text("\n".join(_lines(report)), "utf-8")
    return bytes(typst.compile(str(path), pdf_standards=["ua-1"]))


def _lines(report: Report | PlanDocument) -> Iterator[str]:
    yield f"#set document(title: {_said(report.title)})"
    yield f'#set text(lang: "{report.language[:2]}", region: "{report.language[3:]}")'
    yield "#set page(header: [Head], footer: [Foot])"
    yield "#show figure: set block(breakable: true)"
    for block in (*report.front, *report.inside):
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield _heading(block.text, block.level)
        case Paragraph():
            yield _words(block.text, block.lead)
        case Bullets():
            yield f"#list({', '.join(f'[#{_said(item)}]' for item in block.items)})"
        case Table():
            yield _table(block)
        case AskBox():
            yield from _ask(block)
        case Figures():
            for chart in block.charts:
                yield _figure(chart)
        case ActionCard():
            yield from (_words(block.what), _words(block.status))
            for fact in block.facts:
                yield from (_words(fact.label), _words(fact.text))
        case Dots() | Positions():
            yield _drawing(block.alt)


def _ask(ask: AskBox) -> Iterator[str]:
    yield _heading(ask.title, 3)
    yield _words(ask.what)
    yield from _facts(ask.facts)
    yield _drawing(", ".join((*ask.answers, ask.rings)))


def _drawing(alt: str) -> str:
    return f"#figure(rect(width: 1cm), kind: image, alt: {_said(alt)})"


def _facts(facts: Iterable[Fact]) -> Iterator[str]:
    for fact in facts:
        yield _words(fact.text, fact.label + ":")


def _figure(chart: Chart) -> str:
    if isinstance(chart, Unshown):
        return _words(chart.sentence, chart.title + ".")
    caption = f"caption: [#{_said(chart.title)} #{_said(chart.sentence)}]"
    drawn = "rect(width: 1cm)"
    return f"#figure({drawn}, kind: image, supplement: none, alt: {_said(alt_words(chart))}, {caption})"


def _table(table: Table) -> str:
    head = ", ".join(f"[#{_said(cell)}]" for cell in table.head)
    cells = ", ".join(f"[#{_said(cell)}]" for row in table.rows for cell in row)
    return f"#table(columns: {len(table.head)}, table.header({head}), {cells})"


def _heading(text: str, level: int) -> str:
    return f"#heading(level: {level})[#{_said(text)}]"


def _words(text: str, lead: str = "") -> str:
    return f"#par[#strong({_said(lead)}) #{_said(text)}]" if lead else f"#par[#{_said(text)}]"


def _said(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
