"""Commands that write what one person may see into a file."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from datetime import date
from typing import TYPE_CHECKING

from pie_audit.commands.opening import find_workspace, open_workspace, zone_here
from pie_audit.commands.telling import print_result
from pie_audit.domain.errors import CannotSave, NotNow
from pie_audit.words import _, plural

if TYPE_CHECKING:
    from pie_audit.domain.quarter import Quarter
    from pie_audit.workflows.paper_kinds import Paper
    from pie_audit.workflows.unlock import Kdf


def export_plan(chosen: Namespace, kdf: Kdf | None) -> int:
    """``export plan``: the PDF that the window makes."""
    from pie_audit.domain.plan_document import Edition

    return _export_paper(chosen, kdf, Edition(chosen.edition))


def export_audit(chosen: Namespace, kdf: Kdf | None) -> int:
    """``export audit``: the full record of one round, for the team."""
    from pie_audit.workflows.paper_kinds import RecordPaper

    return _export_paper(chosen, kdf, RecordPaper())


def export_report(chosen: Namespace, kdf: Kdf | None) -> int:
    """``export quarter``, ``wellbeing``, ``year`` and ``evidence``: the reports that the window makes."""
    from pie_audit.domain.report import ReportKind
    from pie_audit.workflows.paper_kinds import ReportPaper

    return _export_paper(chosen, kdf, ReportPaper(ReportKind(chosen.report), chosen.words_only))


def export_poster(chosen: Namespace, kdf: Kdf | None) -> int:
    """``export poster``: “you said, we did” for the wall, of no quarter."""
    from pie_audit.domain.quarter import Quarter
    from pie_audit.workflows.paper_kinds import PosterPaper

    chosen.quarter = str(Quarter.of(date.today()))
    return _export_paper(chosen, kdf, PosterPaper(chosen.with_open))


def _export_paper(chosen: Namespace, kdf: Kdf | None, paper: Paper) -> int:
    from pie_audit.domain.quarter import Quarter
    from pie_audit.workflows import papers

    quarter = Quarter.parse(chosen.quarter) if chosen.quarter else None
    _refuse_taken(chosen)
    with open_workspace(chosen, kdf, find_workspace(chosen)) as (opened, me):
        if me is None:
            raise NotNow(_("The House key reads no plan."), _("Give a person’s name and password."))
        team_id, latest = opened.read(lambda tx: papers.team_to_export(tx, me, chosen.team))
        wanted = papers.PaperFile(
            team_id,
            _one_quarter(quarter, latest),
            paper,
            chosen.out.absolute(),
            chosen.overwrite,
            chosen.words,
        )
        pages = papers.save_paper(opened, me, wanted)
    print_result(
        chosen,
        {"file": str(wanted.path), "pages": pages},
        plural("{file}: {n} page", "{file}: {n} pages", pages).format(file=wanted.path, n=pages),
    )
    return 0


def export_table(chosen: Namespace, kdf: Kdf | None) -> int:
    """``export table``: one table as CSV, or any as XLSX, of what a person may see."""
    from pie_audit.domain.table import TableName
    from pie_audit.workflows.tables import making

    names = () if chosen.table == "all" else (TableName(chosen.table),)
    wish = making.TableWish(names, None if chosen.quarters == "all" else int(chosen.quarters))
    _refuse_taken(chosen)
    with open_workspace(chosen, kdf, find_workspace(chosen)) as (opened, me):
        if me is None:
            raise NotNow(_("The House key reads no figures."), _("Give a person’s name and password."))
        team_id = opened.read(lambda tx: making.whose_tables(tx, me, chosen.team))
        wanted = making.TableFile(team_id, chosen.out.absolute(), wish, chosen.overwrite)
        book = making.save_tables(opened, me, wanted)
    rows = book.count
    for table in book.tables:
        if table.why_empty:
            print(f"{table.name.value}: {table.why_empty}", file=sys.stderr)
    print_result(
        chosen,
        {"file": str(wanted.path), "rows": rows},
        plural("{file}: {n} row", "{file}: {n} rows", rows).format(file=wanted.path, n=rows),
    )
    return 0


def export_calendar(chosen: Namespace, kdf: Kdf | None) -> int:
    """``export calendar``: the days of the plan as an .ics file."""
    from pie_audit.domain.quarter import Quarter
    from pie_audit.workflows import calendars, papers

    quarter = Quarter.parse(chosen.quarter) if chosen.quarter else None
    _refuse_taken(chosen)
    with open_workspace(chosen, kdf, find_workspace(chosen)) as (opened, me):
        if me is None:
            raise NotNow(_("The House key reads no plan."), _("Give a person’s name and password."))
        team_id, _latest = opened.read(lambda tx: papers.team_to_export(tx, me, chosen.team))
        zone = chosen.zone or zone_here()
        wanted = calendars.CalendarFile(team_id, chosen.out.absolute(), quarter, chosen.overwrite, zone, True)
        rows = calendars.export_calendar(opened, me, wanted)
    print_result(
        chosen,
        {"file": str(wanted.path), "rows": rows},
        plural("{file}: {n} day", "{file}: {n} days", rows).format(file=wanted.path, n=rows),
    )
    return 0


def export_entries(chosen: Namespace, kdf: Kdf | None) -> int:
    """``export entries``: everything that one person may read, their own sealed writing included, in the clear."""
    from pie_audit.workflows import own_export

    _refuse_taken(chosen)
    with open_workspace(chosen, kdf, find_workspace(chosen)) as (opened, me):
        if me is None:
            raise NotNow(_("The House key opens nobody’s pages."), _("Give a person’s name and password."))
        taken = own_export.save_entries(opened, me, chosen.out.absolute(), overwrite=chosen.overwrite)
    print_result(
        chosen,
        {"file": str(taken.path), "records": taken.count},
        plural("{file}: {n} record", "{file}: {n} records", taken.count).format(
            file=taken.path, n=taken.count
        ),
    )
    print(_("Whoever has this file can read it. Keep it where only you look."), file=sys.stderr)
    return 0


def export_workspace(chosen: Namespace, kdf: Kdf | None) -> int:
    """``export workspace``: everything that one person may read, in one open file."""
    from pie_audit.workflows import workspace_export

    _refuse_taken(chosen)
    with open_workspace(chosen, kdf, find_workspace(chosen)) as (opened, me):
        if me is None:
            raise NotNow(_("The House key opens nobody’s view."), _("Give a person’s name and password."))
        wanted = workspace_export.WorkspaceFile(
            chosen.out.absolute(), chosen.with_own_writing, chosen.overwrite
        )
        count = workspace_export.save_workspace(opened, me, wanted)
    print_result(
        chosen,
        {"file": str(wanted.path), "records": count},
        plural("{file}: {n} record", "{file}: {n} records", count).format(file=wanted.path, n=count),
    )
    print(_("Whoever has this file can read it. Keep it where only you look."), file=sys.stderr)
    return 0


def _refuse_taken(chosen: Namespace) -> None:
    # A folder or a device is refused by whoever writes, in words of its own.
    if os.path.isfile(chosen.out) and not chosen.overwrite:
        raise CannotSave(
            _("There is a file of that name already."),
            _("Choose another name, or add --overwrite to replace it."),
        )


def _one_quarter(asked: Quarter | None, latest: Quarter | None) -> Quarter:
    found = asked or latest
    if found is None:
        raise NotNow(_("This team has no plan yet."), _("It begins with a review."))
    return found
