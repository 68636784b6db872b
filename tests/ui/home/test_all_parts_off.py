"""With every part off, Home and the sidebar are those of before there were any parts, and nothing of a part is loaded.

The files in `data` were written by the last version without parts, of a workspace as new as it gets: what a screen
reader walks on Home, and the modules that were loaded by then. That version always showed the wall of small wins, which
is a part of its own now: those lines, and nothing else, are left out.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import team_parts
from pie_audit.ui.theme import apply
from tests.ui.home.trees import WHO, found_for, tree_of
from tests.ui.shell.desk import Desk

DATA = Path(__file__).parent / "data"
ROOT = Path(__file__).parents[3]
WALL = {
    "StaticText: Small wins",
    "StaticText: What got a little better this week?",
    "Button: Add a small win",
    "Button: All small wins",
    "Button: Not today: Small wins",
}

LOADED_ANYWAY = {
    "pie_audit.domain.agency",
    "pie_audit.domain.team_part",
    "pie_audit.storage.team_parts",
    "pie_audit.storage.trend_logs",
    "pie_audit.ui.audit.look_back",
    "pie_audit.domain.on_table",
    "pie_audit.ui.audit.on_table",
    "pie_audit.ui.shell.help_everyday",
    "pie_audit.ui.shell.place_keys",
    "pie_audit.workflows.home_parts",
    "pie_audit.workflows.own_words",
    "pie_audit.workflows.team_parts",
    "pie_audit.workflows.trends.item_charts",
    "pie_audit.workflows.trends.endings",
    "pie_audit.workflows.trends.lineage",
    "pie_audit.domain.level_words",
    "pie_audit.ui.audit.overview_words",
    "pie_audit.ui.shell.house_keys",
    "pie_audit.ui.widgets.second_screen",
}
"""What says which parts are on, and what every page asks before it says a word; none of it belongs to one part.

The last four hold what stood in larger modules before.
Agencies are folded by the sums of the trends, which are loaded while somebody types their password; so are what small logs
give to the trends, the charts of single questions, and where the line of an earlier team ends."""


def home_without_parts(desk: Desk, who: str) -> list[str]:
    """What Home and the sidebar say to this person when the team uses nothing."""
    apply(desk.app, "light", 100, own_font=True)
    amina = found_for(desk, who)
    (team_id,) = amina.member.teams
    for part in TeamPart:
        desk.jobs.opened.write(lambda tx, part=part: team_parts.turn_part(tx, team_id, part, on=False))
    desk.jobs.opened.close()
    desk.open_window()
    desk.win.resize(1366, 768)
    desk.walk_in(WHO[who], "home")
    return tree_of(desk.win.inside)


def before(who: str) -> list[str]:
    """What it was before there were parts."""
    lines = (DATA / f"{who}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line not in WALL]


@pytest.mark.parametrize("who", WHO)
def test_home_and_the_sidebar_are_those_of_before(desk: Desk, who: str) -> None:
    assert home_without_parts(desk, who) == before(who)


@pytest.mark.parametrize("who", ["manager", "staff", "alone"])
def test_a_part_that_is_on_would_show(desk: Desk, who: str) -> None:
    home_without_parts(desk, who)
    (team_id,) = desk.jobs.me.member.teams
    desk.jobs.opened.write(lambda tx: team_parts.turn_part(tx, team_id, TeamPart.WINS, on=True))
    desk.win.inside._learn()
    desk.win.inside.page().reload()
    desk.rest()
    assert tree_of(desk.win.inside) != before(who)


PROGRAM = """
import sys, tempfile
from pathlib import Path
from PySide6.QtWidgets import QApplication
application = QApplication([])
from tests.ui.shell.desk import Desk
from tests.ui.home.test_all_parts_off import home_without_parts
desk = Desk(Path(tempfile.mkdtemp()), application)
home_without_parts(desk, "manager")
print(*[name for name in sys.modules if name.startswith("pie_audit.")])
desk.close()
"""


def test_home_loads_nothing_of_a_part_that_is_off() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    new = set(done.stdout.split()) - set((DATA / "modules.txt").read_text(encoding="utf-8").split())
    assert new - LOADED_ANYWAY - rows() == set()


def rows() -> set[str]:
    """Tables and the values in their rows: whoever opens a database has to know all of its tables."""
    program = "import sys, pie_audit.storage.schema; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "pie_audit.storage.schema" in done.stdout.split()
    return set(done.stdout.split())
