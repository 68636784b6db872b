"""A plan's material as plain data and back: what was signed is kept whole, and read again years later."""

from __future__ import annotations

import json

from pie_audit.domain.errors import CannotRead
from pie_audit.domain.plain_data import STRANGE, from_plain, to_plain
from pie_audit.domain.plan_material import PlanMaterial
from pie_audit.words import _

VERSION = 1
"""Raised when what is kept changes its meaning; a field that is only added keeps its default in older ones."""


def to_text(material: PlanMaterial) -> str:
    """The snapshot as it is kept: equal material gives equal text."""
    return json.dumps(to_data(material), sort_keys=True, separators=(",", ":"))


def from_text(text: str) -> PlanMaterial:
    """The material that `to_text` kept. Raises CannotRead where a newer program wrote it, or it isn't one."""
    try:
        data = json.loads(text)
    except ValueError:
        raise _unreadable() from None
    return from_data(data)


def to_data(material: PlanMaterial) -> dict[str, object]:
    """The material as numbers, words, lists and objects, with the version of this form."""
    return {"version": VERSION, "material": to_plain(material)}


def from_data(data: object) -> PlanMaterial:
    """The material that `to_data` made; see `from_text`."""
    if not isinstance(data, dict) or not isinstance(data.get("version"), int):
        raise _unreadable()
    if data["version"] > VERSION:
        raise CannotRead(
            _("A newer pie-audit signed this review off."),
            _("Use that version to print it; nothing is changed here."),
        )
    try:
        return from_plain(data.get("material"), PlanMaterial)
    except STRANGE:
        raise _unreadable() from None


def _unreadable() -> CannotRead:
    return CannotRead(
        _("What was signed in this review can’t be read."),
        _("Open a sealed copy from before; this one is left as it is."),
    )
