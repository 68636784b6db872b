"""A report as a PDF: its blocks set in type, page one on one page."""

from __future__ import annotations

from pie_audit.domain.report import Report
from pie_audit.reports.blocks_pdf import set_pages
from pie_audit.reports.page import Furniture, Paper
from pie_audit.reports.tags import Facts


def make_report(report: Report) -> tuple[bytes, int]:
    """The PDF of this report and how many pages it has."""
    paper = Paper(
        Furniture(report.head, report.head_note, report.name, report.foot),
        Facts(report.title, report.subject, report.language, report.day),
    )
    set_pages(paper, report.front, report.inside, themes=report.themes, is_large=report.words_only)
    return paper.finish(), paper.pages
