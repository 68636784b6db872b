"""What helps and what hinders, each with the level it belongs to, so that nobody carries what isn't theirs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import BarrierLevel
from pie_audit.words import _

TEXT_LIMIT = 300
"""Characters on one card: one sentence."""


class Direction(StrEnum):
    """Whether something makes the work easier or harder."""

    HELPS = "helps"
    HINDERS = "hinders"


class FeltBy(StrEnum):
    """Who experiences it."""

    RESIDENTS = "residents"
    STAFF = "staff"
    BOTH = "both"
    PARTNERS = "partners"


@dataclass(frozen=True, slots=True)
class Influence:
    """One card on the board of a round: a barrier when it hinders.

    `place` orders the cards of one lane and column, from 0. `me_too` counts dots of agreement, nobody's name.
    `ask_upwards` marks what the team shouldn't be left carrying. `version` rises with each save.
    """

    influence_id: str
    round_id: str
    text: str
    direction: Direction
    level: BarrierLevel
    felt_by: FeltBy | None = None
    topic_id: str | None = None
    place: int = 0
    me_too: int = 0
    ask_upwards: bool = False
    version: int = 1

    def checked(self) -> Influence:
        """This card if it may stand. Raises NotNow when it says nothing, or more than a sentence."""
        if not self.text.strip():
            raise NotNow(_("This card says nothing yet."), _("Write one sentence, or leave it out."))
        if len(self.text) > TEXT_LIMIT:
            raise NotNow(
                _("A card holds {n} characters at most.").format(n=TEXT_LIMIT),
                _("Say it in one sentence; two things make two cards."),
            )
        return self
