"""The file of numbers where people find help at once becomes lines, or the first of its problems."""

from __future__ import annotations

import re
from pathlib import Path

from pie_audit.catalogue.fields import Fields
from pie_audit.catalogue.heading import NAME
from pie_audit.catalogue.problems import Problem
from pie_audit.catalogue.settings_file import parse_settings, read_settings, rows_of
from pie_audit.domain.errors import CannotRead
from pie_audit.domain.support import HelpLine
from pie_audit.words import _

_NUMBER = re.compile(r"\+?[0-9][0-9 ]{1,18}[0-9]")


def read_support(path: Path) -> tuple[HelpLine, ...]:
    """The lines of one file, in its order. Raises CannotRead with the first thing there is to mend."""
    return read_settings(path, _read_all, _strange)


def parse_support(text: str) -> tuple[HelpLine, ...]:
    """As `read_support`, from text."""
    return parse_settings(text, _read_all, _strange)


def _read_all(top: Fields) -> tuple[HelpLine, ...]:
    return rows_of(top, "line", _read_line, lambda line: line.line_id)


def _read_line(table: Fields) -> HelpLine:
    line = HelpLine(
        line_id=table.code("id", NAME, "nhs-111"),
        number=table.code("number", _NUMBER, "116 123"),
        says=table.text("says"),
        source=table.text("source"),
        checked_on=table.day("checked_on"),
    )
    table.finish()
    if table.is_sound("number", "says") and line.number not in line.says:
        table.note(_("The number isn’t in these words."), "says")
    return line


def _strange(problem: Problem) -> CannotRead:
    return CannotRead(
        _("The file of numbers for support can’t be used: {problem}").format(problem=problem),
        _("Mend it in the file; until then call the numbers you know."),
    )
