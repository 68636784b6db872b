"""The blocks that a plan on paper is made of; they say what is there, never where or how large."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from pie_audit.domain.chart import Chart
from pie_audit.domain.plan_material import Edition


class Tone(StrEnum):
    """How loudly a paragraph speaks."""

    LEAD = "lead"
    BODY = "body"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3; `theme_id` puts the theme's mark before it, `new_page` begins a page with it."""

    text: str
    level: int
    theme_id: str = ""
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words in a row; `lead` comes first and stands out. Past `most_lines` the rest is cut with “…”."""

    text: str
    lead: str = ""
    tone: Tone = Tone.BODY
    most_lines: int | None = None


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without an order; each item is cut past `most_lines`."""

    items: tuple[str, ...]
    most_lines: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; the first cell of a row names it. `shares` of the width, one for each column, make 1."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what stands beside it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class AskBox:
    """One thing asked of others, with what a decision needs and a place for the answer.

    `code` is set small beside the title: what replies call it by.
    """

    title: str
    what: str
    facts: tuple[Fact, ...]
    answers: tuple[str, ...]
    rings: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class ActionCard:
    """One thing the team does, where it is up to, and the facts of it."""

    what: str
    status: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class DotRow:
    """One group's ratings as unnamed dots; `counts` None means not drawn, and `note` says why."""

    label: str
    note: str
    counts: tuple[int, int, int, int, int] | None


@dataclass(frozen=True, slots=True)
class Dots:
    """The figure of how differently a topic was seen; `agreed` is the level that the team settled on."""

    rows: tuple[DotRow, ...]
    labels: tuple[str, ...]
    agreed: int | None
    alt: str


@dataclass(frozen=True, slots=True)
class Position:
    """A theme on the scale of 0 to 4: its mean, its lowest and highest topic, and the base in words."""

    theme_id: str
    title: str
    mean: Fraction | None
    low: int | None
    high: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Positions:
    """The figure of where the themes stand."""

    rows: tuple[Position, ...]
    labels: tuple[str, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Charts side by side as far as they fit, each with its own sentence under it; one alone has the whole width.

    With `tables` the same figures follow as tables.
    """

    charts: tuple[Chart, ...]
    tables: bool = False


Block = Heading | Paragraph | Bullets | Table | AskBox | ActionCard | Dots | Positions | Figures


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """One edition, whole: `front` is page one and has no scores, `inside` the pages after it (none for one page).

    `head` stands at the top left of each page and `edition_name` at its right, `foot` at the bottom. `left_out`
    says what isn't in this edition, and why. `themes` are the theme ids in order. `day` is the day of the paper.
    """

    edition: Edition
    edition_name: str
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
