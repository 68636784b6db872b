"""Tables of what a person may see, put together and written: the figures are those of the screen by construction."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pie_audit.domain.errors import CannotSave, NotNow
from pie_audit.domain.table import Table, TableName, Workbook
from pie_audit.storage import teams
from pie_audit.words import _, saying
from pie_audit.workflows import replies
from pie_audit.workflows.board import board
from pie_audit.workflows.notes import note
from pie_audit.workflows.own_words import words_for
from pie_audit.workflows.permissions import Act, Matter, may, require
from pie_audit.workflows.plans import plan_page
from pie_audit.workflows.presence import Me, acting
from pie_audit.workflows.surveys.for_tables import surveys_table
from pie_audit.workflows.tables.codebook import board_codebook, team_codebook
from pie_audit.workflows.tables.from_board import shared_actions_table, shared_asks_table
from pie_audit.workflows.tables.from_plans import actions_table, asks_table
from pie_audit.workflows.tables.from_trends import chart_table, small_logs_table, themes_table, topics_table
from pie_audit.workflows.trends.charting import charted
from pie_audit.workflows.trends.material import TrendMaterial
from pie_audit.workflows.trends.reading import read_material
from pie_audit.workflows.trends.views import Part, Trends, TrendWish, Window
from pie_audit.workflows.trends.windows import LENGTH, as_wished

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction
    from pie_audit.workflows.unlock import OpenWorkspace

CSV, XLSX = ".csv", ".xlsx"
LONGEST_NAME = 80
OF_LEADERS = (TableName.ACTIONS, TableName.ASKS)


@dataclass(frozen=True, slots=True)
class TableWish:
    """What somebody wants as tables: `names` empty for all of them, `quarters` None for as far back as there is anything."""

    names: tuple[TableName, ...] = ()
    quarters: int | None = None


def team_tables(tx: Transaction, me: Me, team_id: str, wish: TableWish) -> Workbook:
    """The tables of a team for whoever belongs to it or manages it. Raises NotNow for anybody else.

    While the team rates in private, tables with agreed levels have no rows. They say the team's words.
    """
    with saying(words_for(tx, team_id)):
        return _team_tables(tx, me, team_id, wish)


def _team_tables(tx: Transaction, me: Me, team_id: str, wish: TableWish) -> Workbook:
    mine = acting(me)
    require(mine.member, Act.READ_TEAM, Matter(team_id))
    material = read_material(tx, me, team_id, _window(wish.quarters))
    wanted = TrendWish(material.window, to_leave=True, at_most=wish.quarters)
    trends, material = charted(material, wanted), as_wished(material, wanted)
    makers = _of_trends(trends, material) | {
        TableName.ACTIONS: lambda: actions_table(plan_page(tx, me, team_id)),
        TableName.ASKS: lambda: asks_table(replies.every_ask(tx, team_id, mine.clock.today())),
        TableName.SURVEYS: partial(surveys_table, tx, me, team_id),
    }
    made = tuple(makers[name]() for name in wish.names or _names_in_use(trends))
    title = _("{team}: tables").format(team=trends.team.name)
    return Workbook(title, made, team_codebook(trends, material, mine.clock.today()))


def _names_in_use(trends: Trends) -> tuple[TableName, ...]:
    """Every table but those of small logs that the team doesn't keep."""
    keeps = trends.section(Part.SMALL_LOGS) is not None
    return tuple(name for name in TableName if keeps or name is not TableName.SMALL_LOGS)


def _of_trends(trends: Trends, material: TrendMaterial) -> dict[TableName, Callable[[], Table]]:
    of_chart = partial(chart_table, trends)
    return {
        TableName.THEMES: partial(themes_table, trends, material),
        TableName.TOPICS: partial(topics_table, trends, material),
        TableName.SMALL_LOGS: partial(small_logs_table, trends),
        TableName.DISTANCE: partial(
            of_chart,
            TableName.DISTANCE,
            "distance",
            (
                _("A group of topics."),
                _("From the topics that both reviews have a level for; else in words."),
            ),
        ),
        TableName.PROTECTED_TIME: partial(
            of_chart,
            TableName.PROTECTED_TIME,
            "time_ledger",
            (_("The month."), _("Sessions; “Kept” gives both counts.")),
        ),
        TableName.LOST_TIME: partial(
            of_chart,
            TableName.LOST_TIME,
            "time_ledger/reasons",
            (_("Why a session was lost."), _("Sessions.")),
        ),
        TableName.PARTICIPATION: partial(
            of_chart,
            TableName.PARTICIPATION,
            "participation",
            (_("The quarter."), _("People who took part; fewer than five are never told as a number.")),
        ),
    }


def board_tables(tx: Transaction, me: Me, wish: TableWish) -> Workbook:
    """The tables of the leaders' board. Raises NotNow for anybody else, and for a table that leaders don't have."""
    shown = board(tx, me)
    makers: Mapping[TableName, Callable[[], Table]] = {
        TableName.ACTIONS: partial(shared_actions_table, shown),
        TableName.ASKS: partial(shared_asks_table, shown),
    }
    other = next((name for name in wish.names if name not in makers), None)
    if other is not None:
        raise NotNow(
            _("“{name}” is a table of a team.").format(name=other.value),
            _("For leaders there are: {names}.").format(names=", ".join(makers)),
        )
    made = tuple(makers[name]() for name in wish.names or OF_LEADERS)
    title = _("What teams shared: tables")
    return Workbook(title, made, board_codebook(shown.today))


@dataclass(frozen=True, slots=True)
class TableFile:
    """Which tables go where. `team_id` None: those of the leaders' board."""

    team_id: str | None
    path: Path
    wish: TableWish = TableWish()
    overwrite: bool = False


def save_tables(opened: OpenWorkspace, me: Me, wanted: TableFile) -> Workbook:
    """Write one table as CSV or any as XLSX, by the ending of the name; what was written.

    Raises NotNow for another ending and for several tables in one CSV file, CannotSave where it can't be written.
    """
    _check_ending(wanted.path, wanted.wish.names)
    book = opened.read(lambda tx: _read(tx, me, wanted))
    save_workbook(opened, me, book, wanted.path, overwrite=wanted.overwrite)
    return book


def save_workbook(
    opened: OpenWorkspace, me: Me, book: Workbook, path: Path, *, overwrite: bool = False
) -> None:
    """Write tables that were read before. The record says that somebody took tables along, never which."""
    from pie_audit.reports.saving import save_whole

    mine = acting(me)
    save_whole(workbook_bytes(mine.clock.today(), book, path), path, overwrite=overwrite)
    if not opened.reads_only:
        with suppress(CannotSave):
            opened.write(lambda tx: note(tx, mine, "exported tables", mine.member.person_id))


def workbook_bytes(today: date, book: Workbook, path: Path) -> bytes:
    """The file's content, by the ending of its name."""
    from pie_audit.reports.tables_csv import csv_bytes
    from pie_audit.reports.tables_xlsx import xlsx_bytes

    _check_ending(path, tuple(table.name for table in book.tables))
    if path.suffix.casefold() == XLSX:
        return xlsx_bytes(book, today)
    table = book.tables[0]
    return csv_bytes(table.head, table.rows, numeric=table.numeric)


def _read(tx: Transaction, me: Me, wanted: TableFile) -> Workbook:
    if wanted.team_id is None:
        return board_tables(tx, me, wanted.wish)
    return team_tables(tx, me, wanted.team_id, wanted.wish)


def whose_tables(tx: Transaction, me: Me, team_name: str) -> str | None:
    """The id of the team called so; None for leaders who name none. Raises NotNow for an unknown name."""
    member = acting(me).member
    if not team_name and may(member, Act.KEEP_BOARD):
        return None
    team = teams.find_team(tx, team_name) if team_name else None
    if team is None or not may(member, Act.READ_TEAM, Matter(team.team_id)):
        raise NotNow(
            _("No team of yours is called “{name}”.").format(name=team_name[:80]),
            _("Write its name as it stands in the window."),
        )
    return team.team_id


def file_name(whose: str, name: TableName | None, ending: str) -> str:
    """A name made by us: letters of the alphabet, digits, dots and dashes, 80 characters at most."""
    last = f"-{name.value}{ending}" if name else f"-tables{ending}"
    plain = re.sub(r"[^A-Za-z0-9]+", "-", whose).strip("-").lower()[: LONGEST_NAME - len(last)].strip("-")
    return f"{plain or 'team'}{last}"


def _check_ending(path: Path, names: Sequence[TableName]) -> None:
    ending = path.suffix.casefold()
    if ending not in {CSV, XLSX}:
        raise NotNow(_("That name doesn’t say which kind of table it is."), _("End it in .csv or .xlsx."))
    if ending == CSV and len(names) != 1:
        raise NotNow(
            _("A CSV file holds one table."), _("Choose one table, or end the name in .xlsx for all of them.")
        )


def _window(quarters: int | None) -> Window:
    """The shortest that holds so many quarters."""
    if quarters is None:
        return Window.ALL
    fitting = (window for window, length in LENGTH.items() if length >= quarters)
    return next(fitting, Window.ALL)
