"""The leaders' board: plans that teams shared, what they ask for put together where it is alike, and what is owed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.reply import Reply
from pie_audit.domain.shared_plan import SharedAsk, SharedPlan


class CameBy(StrEnum):
    """How a plan reached the board."""

    SHARED = "shared in this workspace"
    FILE = "a file"


@dataclass(frozen=True, slots=True)
class BoardPlan:
    """One team's latest plan on the board. `earlier` are older ones of the same team, newest first.

    `is_new`: whoever looks hasn't opened it as it is. `signer_words` are six words for the key that signed the file, empty
    for a plan shared here. `is_namesake`: another sender on the board calls its team the same. `has_pages`: its pages
    can be looked at.
    """

    plan_id: str
    plan: SharedPlan
    came_by: CameBy
    since: date
    is_new: bool = False
    earlier: tuple[SharedPlan, ...] = ()
    signer_words: str = ""
    is_namesake: bool = False
    has_pages: bool = False

    @property
    def done(self) -> int:
        """How many of the team's own actions are done."""
        return sum(1 for action in self.plan.actions if action.status == "done")


@dataclass(frozen=True, slots=True)
class BoardAsk:
    """One ask of one team. `key` is its sender and code. `quarters`: how long it has waited, counted from today.

    `given` are the replies that leaders wrote down here, earliest first; `sent`: all of them have gone back to the team.
    """

    key: str
    plan_id: str
    team: str
    ask: SharedAsk
    quarters: int
    given: tuple[Reply, ...] = ()
    sent: bool = False

    @property
    def waits(self) -> bool:
        """Whether nobody has answered, here or on the team's own paper."""
        return not self.given and self.ask.kind is None


@dataclass(frozen=True, slots=True)
class LikeAsks:
    """Asks that are one and the same to whoever decides. `why` says what they have in common; a person may take them apart.

    `teams` of `of_teams` ask for it; `oldest` is how many quarters the longest has waited.
    """

    group_id: str
    title: str
    why: str
    asks: tuple[BoardAsk, ...]
    teams: int
    of_teams: int
    oldest: int
    by_hand: bool = False

    @property
    def waits(self) -> bool:
        """Whether any of them still waits for an answer."""
        return any(one.waits for one in self.asks)


@dataclass(frozen=True, slots=True)
class BarrierCount:
    """How many barriers of one level the plans name, and the one that most teams named, if more than one did."""

    level: BarrierLevel
    count: int
    most: str = ""


@dataclass(frozen=True, slots=True)
class Stuck:
    """An action that was carried through three plans or more."""

    team: str
    what: str
    carried: int


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that leaders see, from what teams shared. Teams stand by name, never by any figure.

    `silent` counts the teams of this workspace that shared nothing; it is said without their names, and as “some” from
    two on.
    """

    today: date
    plans: tuple[BoardPlan, ...]
    asks: tuple[LikeAsks, ...]
    barriers: tuple[BarrierCount, ...]
    stuck: tuple[Stuck, ...]
    silent: int = 0

    @property
    def owed(self) -> int:
        """How many asks wait for a reply."""
        return sum(1 for group in self.asks for one in group.asks if one.waits)
