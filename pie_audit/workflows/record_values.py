"""Values of the field as records of the open file: plain data, without what only the program needs."""

from __future__ import annotations

from typing import Any

from pie_audit.domain.plain_data import to_plain
from pie_audit.domain.quarter import Quarter

Record = dict[str, Any]

_INSIDE = frozenset({"version", "place"})
"""Fields that only the program needs."""


def plain_record(value: object) -> Record:
    """A frozen value, field by field."""
    found = _tidy(to_plain(value))
    assert isinstance(found, dict)
    return {name: kept for name, kept in found.items() if name not in _INSIDE}


def _tidy(value: Any) -> Any:
    """Quarters as they are written everywhere else."""
    if isinstance(value, dict):
        if value.keys() == {"year", "number"}:
            return str(Quarter(value["year"], value["number"]))
        return {name: _tidy(kept) for name, kept in value.items()}
    return [_tidy(kept) for kept in value] if isinstance(value, list) else value
