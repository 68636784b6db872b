"""A copy that somebody chose to share: exactly what they previewed, and nothing that leads back to the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pie_audit.domain.entry import Step


@dataclass(frozen=True, slots=True)
class SharedCopy:
    """What the reader gets, sealed for them: title, day and parts as previewed. `excerpt` where it isn't the whole."""

    title: str
    day: date
    steps: tuple[Step, ...]
    excerpt: bool
    shared_on: date
    take_away: str = ""
    topic_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShareNote:
    """What lies outside the seal of a shared copy: between whom, and in which weeks. The words lie in its record.

    `ended_week` is set when its writer ended the share; the record is gone by then.
    """

    share_id: bytes
    author_id: str
    reader_id: str
    shared_week: str
    group_id: str | None = None
    ended_week: str | None = None
