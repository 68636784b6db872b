"""Rating sheets on paper: statements with squares to tick, in large print for people who use the service."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from pie_audit.charts.shapes import Plate, Rule
from pie_audit.domain.rating_paper import PaperQuestion, RatingPaper
from pie_audit.reports.column import Column, Op, Strip, Style
from pie_audit.reports.marks import colour
from pie_audit.reports.page import BODY_HEIGHT, Furniture, Paper
from pie_audit.reports.tags import Facts
from pie_audit.words import _

LARGE = 18.0
"""Points of large print; nothing to be read on such a sheet is smaller."""


@dataclass(frozen=True, slots=True)
class _Setting:
    title: Style
    head: Style
    says: Style
    body: Style
    answer: Style


_USUAL = _Setting(
    title=Style(24.0, "bold", leading=1.2, after=2.0),
    head=Style(13.5, "bold", leading=1.3, after=2.0),
    says=Style(12.5, "semibold", leading=1.4, after=5.0),
    body=Style(11.4, leading=1.4, after=4.0),
    answer=Style(10.6, leading=1.3, after=1.5),
)
_BIG = _Setting(
    title=Style(30.0, "bold", leading=1.2, after=4.0),
    head=Style(20.0, "bold", leading=1.3, after=4.0),
    says=Style(LARGE + 1, "semibold", leading=1.4, after=6.0),
    body=Style(LARGE, leading=1.45, after=6.0),
    answer=Style(LARGE, leading=1.35, after=2.5),
)


def draw_rating_sheet(sheet: RatingPaper) -> bytes:
    """One sheet as a PDF, to be printed as often as there are people; a statement never parts over two pages."""
    foot = _("No name. Seal it in the envelope when you are done.")
    paper = Paper(
        Furniture(sheet.title, sheet.below, _("On paper"), foot, band=False),
        Facts(sheet.title, sheet.below, sheet.language, None),
    )
    setting = _BIG if sheet.large else _USUAL
    column = paper.column()
    _set_opening(column, sheet, setting)
    for number, question in enumerate(sheet.questions, start=1):
        fill = partial(_fill_question, number=number, question=question, setting=setting)
        plate = Plate(0, 0, 0, 0, None, colour("control"), 9.0, 0.8)
        column.box(fill, plate, pad=10.0, most_height=BODY_HEIGHT)
        column.space(4.0)
    _set_end(column, sheet, setting)
    paper.set(column)
    return paper.finish()


def _set_opening(column: Column, sheet: RatingPaper, setting: _Setting) -> None:
    column.heading(sheet.title, 1, setting.title)
    column.paragraph(sheet.below, replace(setting.body, colour="ink2", after=10.0), most=3)
    column.heading(_("How to fill it in"), 2, setting.head)
    column.bullets(sheet.how, setting.body)
    if sheet.scale:
        column.heading(_("What the answers mean"), 2, replace(setting.head, before=8.0))
        column.bullets(sheet.scale, setting.body)
    column.space(6.0)


def _fill_question(column: Column, *, number: int, question: PaperQuestion, setting: _Setting) -> None:
    column.heading(_("{n}. {title}").format(n=number, title=question.title), 2, setting.head)
    column.paragraph(question.statement, setting.says)
    column.bullets(question.answers, setting.answer, to_tick=True)
    if question.lines:
        column.paragraph(question.tell, replace(setting.body, after=0.0))
        _set_lines(column, question.lines, setting.body.size * 1.9)


def _set_lines(column: Column, lines: int, step: float) -> None:
    rules = tuple(
        Rule(0.0, step * (n + 1) - 2, column.width, step * (n + 1) - 2, colour("control"), 0.7)
        for n in range(lines)
    )
    column.strips.append(Strip(step * lines, (Op(None, rules),)))


def _set_end(column: Column, sheet: RatingPaper, setting: _Setting) -> None:
    column.heading(_("When you are done"), 2, replace(setting.head, before=12.0))
    if sheet.consent:
        column.bullets((sheet.consent,), setting.answer, to_tick=True)
    column.bullets(sheet.then, setting.body)
