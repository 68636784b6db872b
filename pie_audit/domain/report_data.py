"""A report as plain data, for other programs: exactly what its pages say, and not a word more."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from pie_audit.domain.chart import Chart
from pie_audit.domain.plan_blocks import (
    ActionCard,
    AskBox,
    Block,
    Bullets,
    Dots,
    Figures,
    Heading,
    Paragraph,
    Positions,
    Table,
)
from pie_audit.domain.plan_shared import squeezed, told_by
from pie_audit.domain.report import Report

FORMAT = 1
"""Raised when what is kept changes its meaning."""

FILE_NAME = "pie-audit-report.json"
"""What the attachment is called inside the PDF."""

Said = Callable[[str], str]


def report_to_bytes(report: Report, paper: str) -> bytes:
    """The report as JSON, with every text as far as it stands on the paper, whose text `paper` is."""
    said = told_by(squeezed(paper))
    blocks = [told for block in (*report.front, *report.inside) if (told := _block(block, said)) is not None]
    whole = {
        "format": FORMAT,
        "report": report.kind.value,
        "words only": report.words_only,
        "title": report.title,
        "subject": report.subject,
        "language": report.language,
        "day": report.day.isoformat() if report.day else None,
        "blocks": blocks,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _block(block: Block, said: Said) -> dict[str, Any] | None:
    """One block, or None for what reports have none of."""
    match block:
        case Heading():
            return {"heading": said(block.text), "level": block.level}
        case Paragraph():
            return {"lead": said(block.lead), "words": said(block.text)}
        case Bullets():
            return {"list": [said(item) for item in block.items]}
        case Table():
            return {"table": [list(map(said, row)) for row in (block.head, *block.rows)]}
        case AskBox():
            facts = [[said(fact.label), said(fact.text)] for fact in block.facts]
            return {
                "ask": said(block.what),
                "of": said(block.title),
                "code": said(block.code),
                "facts": facts,
            }
        case Figures():
            return {"charts": [_chart(chart, said) for chart in block.charts]}
        case ActionCard() | Dots() | Positions():
            return None


def _chart(chart: Chart, said: Said) -> dict[str, str]:
    """What a chart says; its figures are in the tables at the end of the report."""
    return {"id": chart.id, "title": said(chart.title), "sentence": said(chart.sentence)}
