"""While a team rates in private, nothing that is made of its past leads with a level of last time."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Scope
from pie_audit.domain.report import ReportKind
from pie_audit.workflows import papers, workspace_export
from pie_audit.workflows.paper_kinds import ReportPaper
from pie_audit.workflows.tables import making
from pie_audit.workflows.trends.charting import charted
from pie_audit.workflows.trends.reading import read_material
from pie_audit.workflows.trends.views import TrendWish, Window
from pie_audit.workflows.workspace_export import WorkspaceFile
from tests.quarter import Hostel
from tests.reports.read_pdf import whole_text
from tests.ui.trends import past

LEVELS = re.compile(
    r"\b[0-4]\.[0-9]\b(?! or more)|Level\.[A-Z]|\blevel=[0-4]|[Uu]sual\b(?! way)|\bpatchy\b", re.ASCII
)
"""A mean to one decimal, or a level by its number or its name."""

NEXT = Quarter(2027, 1)


@pytest.fixture
def lived(hostel: Hostel) -> Hostel:
    """Five signed quarters, the last two at 2 and 3."""
    past.rising(hostel)
    hostel.at(past.AUTUMN.last_day)
    return hostel


def _all_trends(hostel: Hostel, _folder: Path) -> str:
    found = []
    for name in ("amina", "tom"):
        for window in Window:
            material = hostel.see(read_material, hostel.people[name], hostel.team_id, window)
            for wish in (
                TrendWish(window),
                TrendWish(window, with_unsigned=True, theme_id="A"),
                TrendWish(window, then=past.FIRST, now=past.AUTUMN),
                TrendWish(window, until=past.SUMMER, to_leave=True),
            ):
                found.append(repr(charted(material, wish).sections))
    return "\n".join(found)


def _all_tables(hostel: Hostel, _folder: Path) -> str:
    book = hostel.see(making.team_tables, hostel.amina, hostel.team_id, making.TableWish())
    return "\n".join(repr(table.rows) for table in book.tables)


def _everything_taken_along(hostel: Hostel, folder: Path) -> str:
    path = folder / "all.json"
    workspace_export.save_workspace(hostel.opened, hostel.amina, WorkspaceFile(path))
    records = json.loads(path.read_text("utf-8"))["records"]
    assert not [one for one in records if one["kind"] in {"agreed", "different view"}]
    return "\n".join(json.dumps(one) for one in records)


def _a_report(kind: ReportKind, *, words_only: bool) -> Callable[[Hostel, Path], str]:
    def pages(hostel: Hostel, _folder: Path) -> str:
        made = papers.lay_out(
            hostel.opened, hostel.amina, hostel.team_id, past.AUTUMN, ReportPaper(kind, words_only)
        )
        path = _folder / "report.pdf"
        path.write_bytes(made.pdf)
        return whole_text(path)

    return pages


WAYS: dict[str, Callable[[Hostel, Path], str]] = {
    "trends": _all_trends,
    "tables": _all_tables,
    "open file": _everything_taken_along,
    **{
        f"{kind.value}, {'words' if words else 'figures'}": _a_report(kind, words_only=words)
        for kind in ReportKind
        if kind is not ReportKind.BOARD
        for words in (False, True)
    },
}


@pytest.mark.parametrize("way", ["trends", "tables", "open file", "year, figures"])
def test_levels_are_there_before(lived: Hostel, tmp_path: Path, way: str) -> None:
    if way == "open file":
        path = tmp_path / "all.json"
        workspace_export.save_workspace(lived.opened, lived.amina, WorkspaceFile(path))
        assert '"kind":"agreed"' in path.read_text("utf-8")
    else:
        assert LEVELS.search(WAYS[way](lived, tmp_path))


@pytest.mark.parametrize("way", WAYS)
def test_and_out_of_sight_while_people_rate(lived: Hostel, tmp_path: Path, way: str) -> None:
    lived.start(quarter=NEXT, scope=Scope.SHORT)
    found = LEVELS.search(text := WAYS[way](lived, tmp_path))
    assert found is None, text[max(0, found.start() - 150) : found.end() + 60] if found else ""
