"""Papers drawn: what each of them says becomes a file in memory, with its pages counted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pie_audit.domain import report_data
from pie_audit.domain.handouts import Slip, wall_sheet
from pie_audit.domain.plan_document import Edition, PlanDocument, PlanMaterial, plan_document
from pie_audit.domain.report import Report
from pie_audit.words import plural
from pie_audit.workflows import plan_files
from pie_audit.workflows.paper_kinds import LaidOut, WallPaper

if TYPE_CHECKING:
    from datetime import date

    from pie_audit.domain.rating_paper import RatingPaper
    from pie_audit.domain.said_did_poster import Poster


def draw_edition(material: PlanMaterial, edition: Edition, sender: str) -> LaidOut:
    """One edition drawn, with what it says as data; not signed yet. `sender` is what the team is called in it."""
    laid_out = draw_plan(plan_document(material, edition))
    return replace(laid_out, drawn=plan_files.describe(laid_out.pdf, material, edition, sender))


def draw_plan(document: PlanDocument) -> LaidOut:
    """A plan, or the record of a round."""
    from pie_audit.reports import plan_pdf

    return LaidOut(*plan_pdf.make_plan(document))


def draw_report(report: Report) -> LaidOut:
    """The report with what its pages say as data in it."""
    from pie_audit.reports import attachment, report_pdf

    pdf, pages = report_pdf.make_report(report)
    content = report_data.report_to_bytes(report, attachment.paper_text(pdf))
    whole = attachment.attach(pdf, content, name=report_data.FILE_NAME)
    return LaidOut(whole, pages, left_out=report.left_out)


def draw_slips(material: PlanMaterial, slip: Slip, plain: Slip) -> LaidOut:
    """What was agreed, for everybody and in plain words."""
    from pie_audit.reports import handouts_pdf

    return counted(handouts_pdf.draw_agreed_slips(slip, plain, language=material.language))


def draw_wall(material: PlanMaterial, paper: WallPaper) -> LaidOut:
    """First steps to hang up."""
    from pie_audit.reports import handouts_pdf

    sheet = wall_sheet(material, with_names=paper.with_names)
    return counted(
        handouts_pdf.draw_wall_sheet(
            sheet, large=paper.large, day=material.agreed_on, language=material.language
        )
    )


def draw_sheet(sheet: RatingPaper) -> LaidOut:
    """A rating sheet to fill in by hand."""
    from pie_audit.reports import rating_sheets_pdf

    return counted(rating_sheets_pdf.draw_rating_sheet(sheet))


def draw_poster(content: Poster, day: date) -> LaidOut:
    """“You said, we did” for the wall, with how many lines found no room on it."""
    from pie_audit.reports import poster_pdf

    pdf, without = poster_pdf.draw_poster(content, day=day)
    told = plural("{n} older line found no room on it.", "{n} older lines found no room on it.", without)
    return replace(counted(pdf), left_out=(told.format(n=without),) if without else ())


def counted(pdf: bytes) -> LaidOut:
    from pie_audit.reports import preview

    return LaidOut(pdf, preview.count_pages(pdf))
