"""One sitting with an instrument that somebody took for themselves, kept so that it never alters afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pie_audit.domain.questionnaire import Direction


class Signpost(StrEnum):
    """When a score shows where support is: never, once the person turned bands on, or at once."""

    NEVER = "never"
    WITH_BANDS = "with bands"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class KeptScore:
    """One scale of a sitting with all that a later chart needs: an edit of the instrument changes nothing here.

    `score` is None where too few were answered. `low` and `high` are the ends of what is possible. `noise` is the
    least change that was known to be more than noise, or None. `band` is the published range the score fell in, told
    only where its owner wants bands. `mean` is that of the answers, for a sum beside which it is told.
    """

    scale_id: str
    title: str
    score: float | None
    low: float
    high: float
    direction: Direction | None = None
    noise: float | None = None
    noise_source: str = ""
    band: str = ""
    band_source: str = ""
    signpost: Signpost = Signpost.NEVER
    mean: float | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """What somebody answered, and what came of it then.

    `values` are pairs of an item's number and the value as given, before any turning round; skipped items are absent.
    The words of the items are not kept. `status` says what the instrument is worth, `line` the copyright line that has
    to stand wherever it does.
    """

    instrument_id: str
    version: int
    title: str
    values: tuple[tuple[int, int], ...]
    scores: tuple[KeptScore, ...]
    status: str = ""
    line: str = ""
