"""Trends, notes, shared plans, boards, reports, tables and open files: no word of theirs in any other file, nor a socket.

What somebody exports holds what it holds; everything else that the program writes meanwhile is searched.
"""

from __future__ import annotations

import logging
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pie_audit import log, settings
from pie_audit.domain.errors import KnownError
from pie_audit.domain.plan_material import Edition
from pie_audit.domain.reply import Reply, ReplyKind
from pie_audit.domain.report import ReportKind
from pie_audit.domain.trend_mark import MarkKind, TrendMark
from pie_audit.storage import trail
from pie_audit.workflows import (
    backups,
    board,
    calendars,
    chart_files,
    papers,
    reply_files,
    shared_plans,
    workspace_export,
)
from pie_audit.workflows.paper_kinds import ReportPaper
from pie_audit.workflows.papers import PaperFile
from pie_audit.workflows.shared_plans import ShareWish
from pie_audit.workflows.tables import making
from pie_audit.workflows.tables.making import TableFile
from pie_audit.workflows.trends import marking
from pie_audit.workflows.trends.charting import charted
from pie_audit.workflows.trends.reading import read_material
from pie_audit.workflows.trends.views import TrendWish
from pie_audit.workflows.workspace_export import WorkspaceFile
from tests import make, years
from tests.privacy.markers import all_files, find_markers, meet, type_everywhere
from tests.privacy.test_no_network import listening, open_sockets
from tests.quarter import THIS_QUARTER, Hostel

__all__ = ["listening"]

OF_CHANGE = {
    place: f"zqchange{place.replace(' ', '')}Ünverwechselbar"
    for place in (
        "note on a chart",
        "why new limits",
        "shown theme",
        "board title",
        "leader says",
        "leader because",
        "leader would try",
        "leader in the room",
        "process",
        "win",
    )
}


@pytest.fixture
def logs(tmp_path: Path) -> Iterator[Path]:
    """The program's log, begun in a folder of its own."""
    logger = logging.getLogger("pie_audit")
    before = list(logger.handlers)
    log.begin(tmp_path / "logs")
    yield tmp_path / "logs"
    for handler in set(logger.handlers) - set(before):
        logger.removeHandler(handler)
        handler.close()


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Python and SQLite would put temporary files."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    return folder


def live_on(hostel: Hostel, out: Path) -> None:
    """Everything that a team and leaders do with change over time, each with words of its own."""
    amina, lee, c = hostel.people["amina"], hostel.people["lee"], OF_CHANGE
    for kind, chart, words in (
        (MarkKind.NOTE, "", c["note on a chart"]),
        (MarkKind.CHANGE_POINT, "friction", c["why new limits"]),
    ):
        day = amina.clock.today()
        mark = TrendMark(make.new_id(), hostel.team_id, chart, day, kind, words)
        hostel.do(marking.add_mark, amina, mark)
    for _n in range(3):
        years.errand(hostel, "2026-10", process=c["process"])
    years.win(hostel, "2026-W45", c["win"])
    hostel.do(shared_plans.show_theme, amina, hostel.team_id, "B", c["shown theme"])
    shared_plans.share(hostel.opened, amina, ShareWish(hostel.team_id, THIS_QUARTER, Edition.WORDS))
    _answer(hostel)
    _take_along(hostel, out)
    board.save_board(hostel.opened, lee, out / "board.pdf", False)
    making.save_tables(hostel.opened, lee, TableFile(None, out / "board.xlsx"))


def _answer(hostel: Hostel) -> None:
    lee, c = hostel.people["lee"], OF_CHANGE
    asks = [one for group in hostel.see(board.board, lee).asks for one in group.asks]
    said = Reply(
        "",
        "",
        ReplyKind.PARTLY,
        lee.clock.today(),
        from_whom=c["leader says"],
        because=c["leader because"],
        would_try=c["leader would try"],
        in_the_room=c["leader in the room"],
    )
    keys = [one.key for one in asks]
    hostel.do(board.give_reply, lee, keys, said)
    if len(keys) > 1:
        hostel.do(board.put_together, lee, keys[:2], c["board title"])
    hostel.do(board.take_apart, lee, keys[:1])


def _take_along(hostel: Hostel, out: Path) -> None:
    amina = hostel.people["amina"]
    for kind in ReportKind:
        if kind is not ReportKind.BOARD:
            for words_only in (False, True):
                paper = ReportPaper(kind, words_only)
                path = out / f"{kind.value}-{words_only}.pdf"
                papers.save_paper(hostel.opened, amina, PaperFile(hostel.team_id, THIS_QUARTER, paper, path))
    making.save_tables(hostel.opened, amina, TableFile(hostel.team_id, out / "team.xlsx"))
    workspace_export.save_workspace(hostel.opened, amina, WorkspaceFile(out / "all.json"))
    trends = charted(hostel.see(read_material, amina, hostel.team_id), TrendWish())
    chart = trends.chart("actions")
    assert chart is not None
    chart_files.save_table(hostel.opened, amina, chart.table, out / "chart.csv")  # type: ignore[union-attr]
    chart_files.save_picture(hostel.opened, amina, b"a picture", out / "chart.png")
    calendars.export_calendar(hostel.opened, amina, calendars.CalendarFile(hostel.team_id, out / "days.ics"))


@pytest.fixture
def lived(hostel: Hostel, logs: Path, scratch: Path, tmp_path: Path) -> tuple[Hostel, Path, dict[str, str]]:
    out = tmp_path / "taken along"
    out.mkdir()
    markers = type_everywhere(hostel)
    meet(hostel, markers["round"])
    live_on(hostel, out)
    return hostel, out, markers | OF_CHANGE


Lived = tuple[Hostel, Path, dict[str, str]]


def test_no_other_file_holds_a_word_of_it(lived: Lived, tmp_path: Path, home: Path, scratch: Path) -> None:
    hostel, out, markers = lived
    backups.copy_now(hostel.opened, hostel.people["amina"], tmp_path)
    settings.save(settings.Settings(last_workspace=str(hostel.folder)))
    log.note("opened", milliseconds=3)
    hostel.close()
    files = [file for file in all_files(tmp_path, home) if out not in file.parents]
    assert {"pie.db", "pie-audit.log", "settings.toml"} <= {file.name for file in files}
    assert find_markers(files, markers) == []
    assert not list(scratch.iterdir())
    assert not list(out.glob(".*")), "what is written beside a file is gone once it stands"


def test_the_markers_are_really_in_what_was_taken_along(lived: Lived) -> None:
    _hostel, out, _markers = lived
    found = {place for place, _file in find_markers(all_files(out), OF_CHANGE)}
    assert {"note on a chart", "process", "win"} <= found


def test_the_record_has_ids_and_acts_alone(lived: Lived) -> None:
    hostel, out, markers = lived
    lines = hostel.read(lambda tx: trail.lines(tx, latest=2000))
    acts = {line.action for line in lines}
    assert {"exported tables", "exported workspace", "exported chart", "exported board"} <= acts
    told = "\n".join(f"{line.action} {line.object_type}" for line in lines)
    names = [me.member.name for me in hostel.people.values()]
    assert not [word for word in (*markers.values(), *names, str(out), THIS_QUARTER.name) if word in told]
    assert not [act for act in acts if not re.fullmatch(r"[A-Za-z][A-Za-z ,-]*", act)], acts
    assert all(re.fullmatch(r"[0-9a-f-]{16,64}|", line.object_id) for line in lines), "ids alone"


FAILING: dict[str, Callable[[Hostel, Path], object]] = {
    "tables": lambda h, at: making.save_tables(h.opened, h.amina, TableFile(h.team_id, at / "a.xlsx")),
    "tables of no kind": lambda h, at: making.save_tables(
        h.opened, h.amina, TableFile(h.team_id, at / "a.b")
    ),
    "tables in one csv": lambda h, at: making.save_tables(
        h.opened, h.amina, TableFile(h.team_id, at / "a.csv")
    ),
    "tables of leaders": lambda h, at: making.save_tables(h.opened, h.lee, TableFile(None, at / "a.xlsx")),
    "somebody else's": lambda h, at: making.save_tables(h.opened, h.lee, TableFile(h.team_id, at / "a.xlsx")),
    "workspace": lambda h, at: workspace_export.save_workspace(
        h.opened, h.amina, WorkspaceFile(at / "a.json")
    ),
    "board": lambda h, at: board.save_board(h.opened, h.lee, at / "a.pdf", False),
    "report": lambda h, at: papers.save_paper(
        h.opened, h.amina, PaperFile(h.team_id, THIS_QUARTER, ReportPaper(ReportKind.YEAR), at / "a.pdf")
    ),
    "replies": lambda h, at: reply_files.look(h.opened, h.amina, h.team_id, at / "a.piereply"),
    "sharing": lambda h, at: shared_plans.share(h.opened, h.lee, ShareWish(h.team_id, THIS_QUARTER)),
}


def test_what_goes_wrong_is_told_without_a_name_a_place_or_a_word(lived: Lived, tmp_path: Path) -> None:
    hostel, _out, markers = lived
    nowhere = tmp_path / "zqfolder that isnt there"
    names = [me.member.name for me in hostel.people.values()]
    private = (*markers.values(), *names, "zqfolder")
    seen: TYPE_MARKERS = (*private, "Quayside House")
    for name, fails in FAILING.items():
        with pytest.raises(KnownError) as error:
            fails(hostel, nowhere)
        told = f"{error.value.what} {error.value.todo} {log.report(error.value, '0.1.0')}"
        assert not [word for word in seen if word in told], name


TYPE_MARKERS = tuple[str, ...]


def test_none_of_it_opens_a_socket(hostel: Hostel, tmp_path: Path, listening: list[str]) -> None:
    before = open_sockets() if sys.platform.startswith("linux") else set()
    out = tmp_path / "out"
    out.mkdir()
    markers = type_everywhere(hostel)
    meet(hostel, markers["round"])
    live_on(hostel, out)
    assert listening == []
    if sys.platform.startswith("linux"):
        assert open_sockets() <= before
