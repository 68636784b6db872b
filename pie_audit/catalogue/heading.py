"""What stands at the top of every question file, and the forms that ids have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TypedDict

from pie_audit.catalogue.fields import Fields
from pie_audit.words import _

NAME = re.compile(r"[a-z0-9-]{1,64}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")


class Heading(TypedDict):
    """The part that both kinds of question file share."""

    id: str
    version: int
    title: str
    language: str
    licence: str
    citation: str
    replaces: str | None


def read_heading(top: Fields) -> Heading:
    """The heading; fit for use only if nothing was noted."""
    return Heading(
        id=top.code("id", NAME, "our-questions-1"),
        version=top.whole("version", low=1, high=9_999),
        title=top.text("title"),
        language=top.code("language", _LANGUAGE, "en-GB"),
        licence=top.text("licence"),
        citation=top.text("citation"),
        replaces=top.optional_code("replaces", NAME, "our-questions-1"),
    )


def note_twins(tables: Iterable[Fields], names: Iterable[object], key: str) -> None:
    """Note every table whose id, under `key`, an earlier one has."""
    seen: Counter[object] = Counter()
    for table, name in zip(tables, names, strict=True):
        if not table.is_sound(key):
            continue
        seen[name] += 1
        if seen[name] > 1:
            table.note(_("Another one has this {key} already.").format(key=key), key)
