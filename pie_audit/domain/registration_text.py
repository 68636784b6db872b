"""A record for a regulator as plain text, to paste into the regulator's own pages."""

from __future__ import annotations

from collections.abc import Iterator

from pie_audit.domain.plan_blocks import Heading, Paragraph, Table
from pie_audit.domain.registration_paper import Answer, RecordBlock, RecordPaper


def record_text(paper: RecordPaper) -> str:
    """The paper in plain text: a blank line between parts, cells of a row with their head."""
    return "\n\n".join(part for block in paper.blocks for part in _parts(block)) + "\n"


def _parts(block: RecordBlock) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text.upper() if block.level == 1 else block.text
        case Paragraph():
            yield f"{block.lead}{block.text}"
        case Answer():
            yield f"{block.question}:\n{block.text or '____'}"
        case Table():
            for row in block.rows:
                cells = zip(block.head, row, strict=True)
                yield "\n".join(f"{name}: {cell}" for name, cell in cells if cell)
