"""The settings file of what regulators ask becomes rules, or the first of its problems."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from pie_audit.catalogue.fields import Fields
from pie_audit.catalogue.heading import NAME, note_twins
from pie_audit.catalogue.problems import Problem
from pie_audit.catalogue.settings_file import parse_settings, read_settings
from pie_audit.domain.errors import CannotRead
from pie_audit.domain.regulator import (
    ByHand,
    CodePart,
    Form,
    MonthDay,
    Need,
    NeedKind,
    Regulator,
    Statement,
    WordLimit,
)
from pie_audit.words import _

_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
_LONGEST_YEARS = 10
_MOST = 10_000
_Part = TypeVar("_Part", Need, CodePart, WordLimit, ByHand)


@dataclass(frozen=True, slots=True)
class _Owned(Generic[_Part]):
    """One part of the rules, and the regulator it belongs to."""

    of: str
    part: _Part


@dataclass(frozen=True, slots=True)
class _Parts:
    needs: list[_Owned[Need]]
    parts: list[_Owned[CodePart]]
    limits: list[_Owned[WordLimit]]
    by_hand: list[_Owned[ByHand]]


def read_regulators(path: Path) -> tuple[Regulator, ...]:
    """The regulators of one file, in its order. Raises CannotRead with the first thing there is to mend."""
    return read_settings(path, _read_all, _strange)


def parse_regulators(text: str) -> tuple[Regulator, ...]:
    """As `read_regulators`, from text."""
    return parse_settings(text, _read_all, _strange)


def _strange(problem: Problem) -> CannotRead:
    return CannotRead(
        _("The file of what regulators ask can’t be used: {problem}").format(problem=problem),
        _("Mend it in the file, or take the file away: then the rules that come with pie-audit are used."),
    )


def _read_all(top: Fields) -> tuple[Regulator, ...]:
    tables = top.tables("regulator")
    parts = _Parts(
        [_read_need(table) for table in top.tables("need", required=False)],
        [_read_part(table) for table in top.tables("part", required=False)],
        [_read_limit(table) for table in top.tables("limit", required=False)],
        [_read_by_hand(table) for table in top.tables("by_hand", required=False)],
    )
    found = tuple(_read_regulator(table, parts) for table in tables)
    note_twins(tables, (regulator.regulator_id for regulator in found), "id")
    known = {regulator.regulator_id for regulator in found}
    for key, owners in _owners(parts).items():
        if not owners <= known:
            top.note(_("One of these belongs to a regulator that isn’t in the file."), key)
    top.finish()
    return found


def _owners(parts: _Parts) -> dict[str, set[str]]:
    return {
        "need": {owned.of for owned in parts.needs},
        "part": {owned.of for owned in parts.parts},
        "limit": {owned.of for owned in parts.limits},
        "by_hand": {owned.of for owned in parts.by_hand},
    }


def _read_regulator(table: Fields, parts: _Parts) -> Regulator:
    regulator_id = table.code("id", NAME, "swe")
    regulator = Regulator(
        regulator_id=regulator_id,
        form=table.choice("form", Form),
        name=table.text("name"),
        years=table.whole("years", low=1, high=_LONGEST_YEARS),
        source=table.text("source"),
        checked_on=table.day("checked_on"),
        needs=_of(regulator_id, parts.needs),
        note=table.optional_text("note") or "",
        year_starts=_month_day(table, "year_starts"),
        window_opens=_month_day(table, "window_opens"),
        window_closes=_month_day(table, "window_closes"),
        parts=_of(regulator_id, parts.parts),
        limits=_of(regulator_id, parts.limits),
        by_hand=_of(regulator_id, parts.by_hand),
        gap_months=table.whole("gap_months", low=0, high=24) if table.has("gap_months") else 0,
    )
    table.finish()
    if len({need.kind for need in regulator.needs}) < len(regulator.needs):
        table.note(_("The same thing is asked for twice."))
    if (regulator.window_opens is None) != (regulator.window_closes is None):
        table.note(_("Say both when the window opens and when it closes, or neither."))
    return regulator


def _of(regulator_id: str, owned: list[_Owned[_Part]]) -> tuple[_Part, ...]:
    return tuple(each.part for each in owned if each.of == regulator_id)


def _month_day(table: Fields, key: str) -> MonthDay | None:
    written = table.optional_code(key, _MONTH_DAY, "12-01")
    if not written:
        return None
    month, day = (int(part) for part in written.split("-"))
    try:
        date(2024, month, day)
    except ValueError:
        table.note(_("There’s no such day in any year."), key)
        return None
    return MonthDay(month, day)


def _read_need(table: Fields) -> _Owned[Need]:
    need = Need(table.choice("what", NeedKind), table.whole("at_least", low=1, high=_MOST))
    return _owned(table, need)


def _read_part(table: Fields) -> _Owned[CodePart]:
    return _owned(table, CodePart(table.code("id", NAME, "safety"), table.text("name")))


def _read_limit(table: Fields) -> _Owned[WordLimit]:
    limit = WordLimit(table.choice("what", Statement), table.whole("words", low=1, high=_MOST))
    return _owned(table, limit)


def _read_by_hand(table: Fields) -> _Owned[ByHand]:
    return _owned(table, ByHand(table.code("id", NAME, "discussion"), table.text("says")))


def _owned(table: Fields, part: _Part) -> _Owned[_Part]:
    owner = table.code("regulator", NAME, "swe")
    table.finish()
    return _Owned(owner, part)
