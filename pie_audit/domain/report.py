"""Reports beside the quarterly plan: what each is for, and its pages as blocks, decided without a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pie_audit.domain.plan_blocks import Block


class ReportKind(StrEnum):
    """Which report; the value is what the command line takes."""

    QUARTER = "quarter"
    WELLBEING = "wellbeing"
    YEAR = "year"
    EVIDENCE = "evidence"
    BOARD = "board"


@dataclass(frozen=True, slots=True)
class Report:
    """One report, whole: `front` is page one, for a decision; `inside` the pages after it.

    `words_only`: no figure and no chart is in it, and `name` says so on every page. `head`, `head_note`, `foot` stand on
    each page. `left_out` says what isn't in it, and why. `themes` are the theme ids in order.
    """

    kind: ReportKind
    words_only: bool
    name: str
    title: str
    subject: str
    language: str
    head: str
    head_note: str
    foot: str
    day: date | None
    themes: tuple[str, ...]
    front: tuple[Block, ...]
    inside: tuple[Block, ...]
    left_out: tuple[str, ...]
