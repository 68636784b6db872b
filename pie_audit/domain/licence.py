"""What somebody who brings the words of a published instrument says about the right to use them; it never alters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pie_audit.domain.questionnaire import Mode

SOON = timedelta(days=60)
"""How long before its end a permission is shown to be ending."""


class LicenceState(StrEnum):
    """How a permission stands on a day."""

    HELD = "held"
    ENDING = "ending"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Licence:
    """Who holds the rights, what they allow, since when and until when, and where the proof of it is kept.

    `ends_on` is the last day of the permission, None where it has no end. `line` is the copyright line that has to
    stand wherever the words do. `reason` and `support_by` are needed where an instrument that reads like symptoms
    may be put to a team.
    """

    holder: str
    permission: str
    given_on: date
    ends_on: date | None
    proof: str
    modes: tuple[Mode, ...]
    line: str
    reason: str = ""
    support_by: str = ""

    def state(self, today: date) -> LicenceState:
        """How the permission stands; it holds to the end of its last day."""
        if self.ends_on is None or today + SOON < self.ends_on:
            return LicenceState.HELD
        return LicenceState.ENDED if today > self.ends_on else LicenceState.ENDING


@dataclass(frozen=True, slots=True)
class BroughtText:
    """The words of an instrument: a sentence by item number, labels by answer set from the lowest value up."""

    items: Mapping[int, str]
    labels: Mapping[str, tuple[str, ...]]


UNDONE = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """Words as they were brought for one version of a key, with the licence that they are under.

    `version` is what the instrument goes by with these words; other words get the next one, so that it always stands
    for the same text. `retired_week` is the ISO week in which they were taken back, None while they are in use, and
    `UNDONE` where bringing them was undone: then they count as never brought.
    """

    instrument_id: str
    version: int
    key_version: int
    text: BroughtText
    licence: Licence
    brought_by: str
    brought_on: date
    retired_week: str | None = None
