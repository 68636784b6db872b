"""One small thing as the quick box takes it down: a kind, one to three short lines, and figures at a click."""

from __future__ import annotations

from dataclasses import dataclass

from pie_audit.domain.refusal import Reason
from pie_audit.domain.team_part import TeamPart


@dataclass(frozen=True, slots=True)
class QuickNote:
    """What stands in the box. `note_id` belongs to the blank and stays with it until it was saved, so that one note
    sent twice is one entry.

    `words` are a win, what somebody was trying to do, or a rule; `other` is the agency or process; `why` is
    for bent rules. `minutes` and `agencies` are as typed; `times` is how often a story was told.
    `line_id` is the page of a line that was written before signing in and is noted with this.
    """

    note_id: str
    team_id: str
    part: TeamPart
    words: str = ""
    other: str = ""
    why: str = ""
    minutes: str = ""
    times: str = ""
    agencies: str = ""
    reason: Reason | None = None
    done: bool | None = None
    line_id: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nobody has put anything in yet."""
        typed = (self.words, self.other, self.why, self.minutes, self.times, self.agencies)
        return not any(text.strip() for text in typed) and self.reason is None and self.done is None
