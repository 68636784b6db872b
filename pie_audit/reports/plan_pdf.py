"""The plan of one quarter as a PDF: its blocks set in type, page one on one page."""

from __future__ import annotations

from pie_audit.domain.plan_blocks import PlanDocument
from pie_audit.domain.plan_material import Edition
from pie_audit.reports.blocks_pdf import set_pages
from pie_audit.reports.page import Furniture, Paper
from pie_audit.reports.tags import Facts


def make_plan(document: PlanDocument) -> tuple[bytes, int]:
    """The PDF of this edition and how many pages it has."""
    furniture = Furniture(document.head, document.head_note, document.edition_name, document.foot)
    paper = Paper(furniture, Facts(document.title, document.subject, document.language, document.day))
    is_large = document.edition is not Edition.FULL
    set_pages(paper, document.front, document.inside, themes=document.themes, is_large=is_large)
    return paper.finish(), paper.pages
