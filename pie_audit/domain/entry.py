"""A page of somebody's own log: what it holds. It belongs to whoever wrote it and starts as “only me”."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pie_audit.domain.errors import CannotRead
from pie_audit.domain.measure import Measure
from pie_audit.domain.plain_data import STRANGE, from_plain, to_plain
from pie_audit.words import _

FORM = 1
"""Raised when what is sealed changes its meaning; a field that is only added keeps its default in older pages."""


class EntryKind(StrEnum):
    """What a page is of (reflection.md, section 2 and 9)."""

    REFLECTION = "reflection"
    LINE = "line"
    SUPERVISION_NOTES = "supervision notes"
    GROUP_NOTES = "group notes"
    PEER = "peer reflection"
    WIN = "small win"
    FEEDBACK = "feedback"
    MEASURE = "measure"
    """An instrument taken for oneself alone; never filled from a team's survey, nor the other way round."""


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a page. `step_id` is the model's, or empty for words under no heading; `heading` may be reworded."""

    step_id: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something the writer wants to come back to. `done` is None while it is open, else done (True) or dropped."""

    follow_up_id: str
    what: str
    by: date | None = None
    who: str = ""
    done: bool | None = None


@dataclass(frozen=True, slots=True)
class Shared:
    """One copy of this page that somebody else was given, as its writer remembers it.

    `share_id` is the copy's record (hex); `reader_ids` one person, or those of the group `group_id`.
    """

    share_id: str
    reader_ids: tuple[str, ...]
    group_id: str | None
    day: date
    excerpt: bool
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Practice:
    """What a page says for its writer's registration. Minutes, not hours; `parts` are those of a regulator's code."""

    counts: bool = False
    minutes: int = 0
    participatory: bool = False
    why_relevant: str = ""
    who_is_better_off: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One page. Every field but day and kind may be empty.

    `feelings_before` and `feelings_after` are words of the writer's own list, at most five each. `theme_ids` and
    `topic_ids` point to the review. `session_id` ties own notes to a session. `before_sign_in` marks a line that was
    written at the lock screen, `noted_as` that its writer wants to be asked about it. `begun` and `saved` are minutes in UTC
    (`2026-11-20T16:40`), sealed like all the rest: the first keeps the pages of one day in order, the second tells one
    version from another. `measure` is there on pages of the kind MEASURE alone.
    """

    entry_id: str
    kind: EntryKind
    day: date
    title: str = ""
    model_id: str = ""
    model_version: int = 1
    steps: tuple[Step, ...] = ()
    take_away: str = ""
    minutes: int = 0
    tags: tuple[str, ...] = ()
    theme_ids: tuple[str, ...] = ()
    topic_ids: tuple[str, ...] = ()
    feelings_before: tuple[str, ...] = ()
    feelings_after: tuple[str, ...] = ()
    pressed_on: str = ""
    tellings: int = 0
    follow_ups: tuple[FollowUp, ...] = ()
    shares: tuple[Shared, ...] = ()
    practice: Practice = Practice()
    session_id: str | None = None
    with_whom: str = ""
    before_sign_in: bool = False
    begun: str = ""
    saved: str = ""
    measure: Measure | None = None
    noted_as: str = ""

    @property
    def text(self) -> str:
        """All words of the body, the parts one under the other."""
        return "\n\n".join(step.text for step in self.steps if step.text.strip())

    @property
    def first_line(self) -> str:
        """The first line that says something; empty where none does."""
        lines = (line.strip() for step in self.steps for line in step.text.splitlines())
        return next((line for line in lines if line), self.take_away.strip())

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written yet."""
        return not (self.title.strip() or self.first_line or self.tags or self.follow_ups)

    @property
    def open_shares(self) -> tuple[Shared, ...]:
        """Copies that can still be read by somebody else."""
        return tuple(shared for shared in self.shares if shared.ended_on is None)


def to_body(entry: Entry) -> bytes:
    """The page as it is sealed: equal pages give equal bytes."""
    return json.dumps({"form": FORM, "entry": to_plain(entry)}, ensure_ascii=False, sort_keys=True).encode()


def from_body(body: bytes) -> Entry:
    """The page that `to_body` made. Raises CannotRead where a newer program wrote it, or it isn't one."""
    try:
        data = json.loads(body)
        if data["form"] > FORM:
            raise CannotRead(
                _("A newer pie-audit wrote this page."),
                _("Open it with that version; nothing is changed here."),
            )
        return from_plain(data["entry"], Entry)
    except STRANGE:
        raise CannotRead(
            _("This page can’t be understood."),
            _("A sealed copy may still have it; nothing is changed here."),
        ) from None
