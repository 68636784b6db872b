"""What the team chose to work on: dots first, then a conversation, then a short ranked list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pie_audit.domain.errors import NotNow
from pie_audit.words import _

USUAL_MOST = 5
"""Above this many priorities the program warns, and blocks nothing (audit.md, step 6)."""

DOTS_EACH = 3
DOTS_ON_ONE = 2
"""Each present person has three dots, at most two of them on one item (audit.md, “Priority choice”)."""

WORDS_LIMIT = 300


@dataclass(frozen=True, slots=True)
class Priority:
    """One of the things to work on, linked to a topic or to a card of the board; `rank` counts from 1.

    `no_action_because` is the reason where no action follows from it.
    """

    priority_id: str
    round_id: str
    rank: int
    words: str
    topic_id: str | None = None
    influence_id: str | None = None
    no_action_because: str = ""

    def checked(self) -> Priority:
        """This priority if it may stand. Raises NotNow when it says nothing or far too much."""
        if not self.words.strip():
            raise NotNow(_("This priority says nothing yet."), _("Write what we want to work on."))
        if max(len(self.words), len(self.no_action_because)) > WORDS_LIMIT:
            raise NotNow(
                _("A priority holds {n} characters at most.").format(n=WORDS_LIMIT),
                _("Say it in one sentence."),
            )
        return self


@dataclass(frozen=True, slots=True)
class Voting:
    """The dot vote of one round: only sums, never whose dots lie where.

    What that can't hide: the difference of two sums is one turn. Undo can take a turn back while the window is open,
    whoever holds two copies of the file from one vote and the key to it can subtract them, and somebody who votes
    after the sums were shown is the difference. No turn has a name; the room knows who sat down when.

    `dots` are the sums by item: `topic:A1` or `influence:` and its id. `present` people vote, `turns` have.
    """

    present: int = 0
    turns: int = 0
    is_off: bool = False
    dots: Mapping[str, int] = field(default_factory=dict)

    def with_turn(self, placed: Mapping[str, int]) -> Voting:
        """The sums after one more person has placed their dots; fewer than three are fine.

        Raises NotNow for too many dots in all or on one item, when voting is off, or when everybody has voted.
        """
        if self.is_off or self.turns >= self.present:
            raise NotNow(
                _("Nobody is left to vote."), _("Start the dots again, or raise how many people are here.")
            )
        used = {item: n for item, n in placed.items() if n}
        if any(n < 0 or n > DOTS_ON_ONE for n in used.values()) or sum(used.values()) > DOTS_EACH:
            raise NotNow(
                _("Each person has three dots, and at most two go on one thing."), _("Take one away first.")
            )
        sums = {item: self.dots.get(item, 0) + used.get(item, 0) for item in {*self.dots, *used}}
        return Voting(self.present, self.turns + 1, self.is_off, sums)

    def ranked(self) -> tuple[tuple[str, int], ...]:
        """Items with dots, most first; equal ones stand side by side by id, for the team to settle by talking."""
        return tuple(
            sorted(((i, n) for i, n in self.dots.items() if n), key=lambda pair: (-pair[1], pair[0]))
        )

    def ties(self) -> tuple[frozenset[str], ...]:
        """Groups of items with the same number of dots: ties are broken by conversation, never by the program."""
        by_sum: dict[int, set[str]] = {}
        for item, n in self.ranked():
            by_sum.setdefault(n, set()).add(item)
        return tuple(frozenset(items) for items in by_sum.values() if len(items) > 1)
