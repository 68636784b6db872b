"""Tables as values: what somebody takes along for a spreadsheet, with what every column means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TableName(StrEnum):
    """What each table is called in commands and file names; the order is that of the sheets."""

    THEMES = "themes"
    TOPICS = "topics"
    DISTANCE = "distance"
    ACTIONS = "actions"
    ASKS = "asks"
    PROTECTED_TIME = "protected-time"
    LOST_TIME = "lost-time"
    SURVEYS = "surveys"
    SMALL_LOGS = "small-logs"
    PARTICIPATION = "participation"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, and what stands in it. `is_number`: a plain figure in it is a number to a spreadsheet."""

    head: str
    means: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their columns, each cell as people read it, with a point in figures and days as 2026-11-22.

    `title` is what it is called, `filters` say what was chosen (“all quarters”), `why_empty` why there is no row.
    """

    name: TableName
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    filters: tuple[str, ...] = ()
    why_empty: str = ""

    @property
    def head(self) -> tuple[str, ...]:
        """The headings."""
        return tuple(column.head for column in self.columns)

    @property
    def numeric(self) -> frozenset[int]:
        """The places of the columns of figures."""
        return frozenset(at for at, column in enumerate(self.columns) if column.is_number)


@dataclass(frozen=True, slots=True)
class Codebook:
    """What stands beside the tables: words for codes, what “not shown” means, rules of thumb, and question sets.

    Each line is a heading and what belongs to it; a heading may come again.
    """

    title: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """Tables of one team, or of the leaders' board, with their codebook."""

    title: str
    tables: tuple[Table, ...]
    codebook: Codebook

    @property
    def count(self) -> int:
        """How many rows there are in all tables."""
        return sum(len(table.rows) for table in self.tables)
