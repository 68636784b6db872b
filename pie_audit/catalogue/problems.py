"""What is wrong with a question file, and on which line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from pie_audit.words import _

_HEADER = re.compile(r"\s*\[\[?\s*([A-Za-z0-9_-]+)\s*\]\]?\s*(?:#.*)?\r?$")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=")
_MOST_PROBLEMS = 1_000

_Place = tuple[str | None, int, str | None]
"""Table, which one of its kind from 0, key; the top level is None, 0."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `line` counts from 1; None where it, the table or the key is unknown or doesn't apply."""

    line: int | None
    table: str | None
    key: str | None
    what: str

    def __str__(self) -> str:
        places = [_("line {n}").format(n=self.line)] if self.line else []
        places += [f"[[{self.table}]]"] if self.table else []
        places += [self.key] if self.key else []
        return f"{', '.join(places)}: {self.what}" if places else self.what


class Notes:
    """Gathers the problems of one file while it is read; a place in the file becomes a line."""

    def __init__(self, text: str, data: Mapping[str, object]) -> None:
        """`data` is what `text` holds, so that lines are told only where the two agree."""
        self.problems: list[Problem] = []
        self._lines = _find_lines(text, data)

    def add(self, what: str, *, table: str | None = None, at: int = 0, key: str | None = None) -> None:
        """Note a problem of the `at`-th table of its kind (from 0), or of the top level."""
        line = self._lines.get((table, at, key)) or self._lines.get((table, at, None))
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(Problem(line, table, _tame(key), what))


def _tame(key: str | None) -> str | None:
    """A key from a strange file may be anything; what is shown is short and printable."""
    return key and "".join(c if c.isprintable() else "?" for c in key[:60])


def _find_lines(text: str, data: Mapping[str, object]) -> dict[_Place, int]:
    lines: dict[_Place, int] = {}
    seen: Counter[str] = Counter()
    table: str | None = None
    within: str | None = None  # the quotes of a text that goes over several lines
    for number, line in enumerate(text.split("\n"), start=1):
        if within is None and (header := _HEADER.match(line)):
            table = header.group(1)
            lines.setdefault((None, 0, table), number)
            lines[(table, seen[table], None)] = number
            seen[table] += 1
        elif within is None and (key := _KEY.match(line)):
            lines.setdefault((table, max(seen[table] - 1, 0) if table else 0, key.group(1)), number)
        within = _quotes_left_open(line, within)
    doubtful = {name for name in seen if not _agrees(data.get(name), seen[name])}
    return {place: line for place, line in lines.items() if place[0] not in doubtful}


def _agrees(value: object, count: int) -> bool:
    return len(value) == count if isinstance(value, list) else count == 1


def _quotes_left_open(line: str, within: str | None) -> str | None:
    for quotes in re.findall(r'"""|\'\'\'', line):
        if within is None:
            within = quotes
        elif within == quotes:
            within = None
    return within
