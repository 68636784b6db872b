"""A record for a regulator as a PDF: questions with their answers, tables, and lines to write on by hand."""

from __future__ import annotations

from collections.abc import Sequence

from pie_audit.charts.shapes import Rule
from pie_audit.domain.day import full_day_words
from pie_audit.domain.plan_blocks import Heading, Paragraph, Table, Tone
from pie_audit.domain.registration_paper import Answer, RecordBlock, RecordPaper
from pie_audit.reports.column import Column, Style
from pie_audit.reports.marks import Shape, colour
from pie_audit.reports.page import Furniture, Paper
from pie_audit.reports.tags import Facts
from pie_audit.words import _

_HEADINGS = {
    1: Style(26.0, "bold", leading=1.18, after=2.0),
    2: Style(16.0, "bold", leading=1.28, before=16.0, after=5.0),
    3: Style(13.0, "bold", leading=1.3, before=10.0, after=3.0),
}
_QUESTION = Style(10.0, "bold", "ink2", leading=1.35, before=4.0, after=1.0)
_ANSWER = Style(11.4, leading=1.45, after=4.0)
_QUIET = Style(10.4, colour="ink2", leading=1.4, after=6.0)
_TABLE = Style(9.6, leading=1.34, after=8.0)
_LINE_HEIGHT = 20.0
_MOST_LINES = 24
"""A cell is cut past so many: a row never parts, and has to fit a page. Its words stand whole elsewhere."""


def draw_record(record: RecordPaper) -> bytes:
    """The PDF of a record; nothing in it tells who made it, or when more finely than the day."""
    made = _("Put together on {day}").format(day=full_day_words(record.day))
    foot = _("Written by its owner. The regulator’s own form is what counts.")
    paper = Paper(
        Furniture(record.title, record.subject, made, foot, band=False),
        Facts(record.title, "", record.language, record.day),
    )
    for number, section in enumerate(_sections(record.blocks)):
        if number:
            paper.turn()
        column = paper.column()
        for block in section:
            _set_block(column, block)
        paper.set(column)
    return paper.finish()


def _sections(blocks: Sequence[RecordBlock]) -> list[list[RecordBlock]]:
    sections: list[list[RecordBlock]] = [[]]
    for block in blocks:
        if isinstance(block, Heading) and block.new_page and sections[-1]:
            sections.append([])
        sections[-1].append(block)
    return sections


def _set_block(column: Column, block: RecordBlock) -> None:
    match block:
        case Heading():
            column.heading(block.text, block.level, _HEADINGS[block.level])
        case Paragraph():
            column.paragraph(block.text, _QUIET if block.tone is Tone.QUIET else _ANSWER, lead=block.lead)
        case Table():
            column.table(block.head, block.rows, _TABLE, shares=block.shares, most=_MOST_LINES)
        case Answer():
            _set_answer(column, block)


def _set_answer(column: Column, answer: Answer) -> None:
    column.paragraph(answer.question, _QUESTION, keep=True)
    lines = [line for line in answer.text.splitlines() if line.strip()]
    for line in lines:
        column.paragraph(line, _ANSWER)
    if not lines:
        column.figure(
            _lines(answer.lines, column.width), _LINE_HEIGHT * answer.lines, alt=_("A place to write")
        )


def _lines(count: int, width: float) -> list[Shape]:
    return [
        Rule(0.0, _LINE_HEIGHT * n, width, _LINE_HEIGHT * n, colour("control"), 0.7)
        for n in range(1, count + 1)
    ]
