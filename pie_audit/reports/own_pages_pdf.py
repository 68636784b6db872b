"""One's own pages on paper, and the same behind a password that only their writer knows."""

from __future__ import annotations

import io
from collections.abc import Sequence

from pie_audit.domain.own_pages import OwnPage
from pie_audit.reports.column import Column, Style
from pie_audit.reports.page import Furniture, Paper
from pie_audit.reports.tags import Facts
from pie_audit.words import _, plural

ATTACHED = "pages.json"

_TITLE = Style(22.0, "bold", leading=1.2, after=2.0)
_SUB = Style(11.4, colour="ink2", leading=1.35, after=14.0)
_PAGE_TITLE = Style(14.0, "bold", leading=1.3, before=14.0, after=1.0)
_DAY = Style(9.6, colour="ink2", leading=1.3, after=4.0)
_HEAD = Style(11.4, "bold", leading=1.35, before=4.0, after=1.0)
_TEXT = Style(11.4, leading=1.45, after=4.0)


def draw_own_pages(pages: Sequence[OwnPage], day: str) -> bytes:
    """All pages under each other, tagged; `day` is when they were taken along."""
    title = _("My own pages")
    foot = _("Private. Whoever has this file can read it.")
    paper = Paper(Furniture("pie-audit", "", day, foot, band=False), Facts(title, day, "en-GB", None))
    column = paper.column()
    column.heading(title, 1, _TITLE)
    n = len(pages)
    column.paragraph(plural("{n} page", "{n} pages", n).format(n=n), _SUB)
    for page in pages:
        _set_page(column, page)
    paper.set(column)
    return paper.finish()


def _set_page(column: Column, page: OwnPage) -> None:
    column.heading(page.title, 2, _PAGE_TITLE)
    column.paragraph(" · ".join(part for part in (page.day, page.below) if part), _DAY, keep=True)
    for heading, text in page.parts:
        if heading.strip():
            column.heading(heading, 3, _HEAD)
        for block in text.split("\n"):
            if block.strip():
                column.paragraph(block, _TEXT)
    if page.take_away.strip():
        column.paragraph(page.take_away, _TEXT, lead=_("What I take away: "))


def lock(pdf: bytes, inside: bytes, password: str) -> bytes:
    """The same pages behind a password, with `inside` attached as ``pages.json``; AES-256 (PDF 2.0, revision 6)."""
    import pikepdf

    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.attachments[ATTACHED] = pikepdf.AttachedFileSpec(
            document,
            inside,
            description="",
            filename=ATTACHED,
            mime_type="application/json",
            creation_date="",
            mod_date="",
        )
        whole = pikepdf.Encryption(owner=password, user=password, R=6, aes=True, metadata=True)
        document.save(target, encryption=whole)
    return target.getvalue()
