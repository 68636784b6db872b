"""How far a theme has come between two rounds, said only of topics that are the same and valued in both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from pie_audit.domain.answer import Level
from pie_audit.domain.cut_points import OURS, CutPoints
from pie_audit.domain.questionnaire import LevelAnchor
from pie_audit.domain.rounding import one_decimal
from pie_audit.words import _, plural

FEWEST_FOR_BAR = 3
"""Topics in common below which words are shown and no bar (trends.md, “The charts”)."""


class Move(StrEnum):
    """Which way something went."""

    HIGHER = "higher"
    LOWER = "lower"
    SAME = "much the same"


def move_words(move: Move) -> str:
    """The move as people read it."""
    return {Move.HIGHER: _("higher"), Move.LOWER: _("lower"), Move.SAME: _("much the same")}[move]


@dataclass(frozen=True, slots=True)
class Step:
    """One topic with its agreed level in the earlier and in the later round; `topic_id` is the later one's."""

    topic_id: str
    earlier: Level
    later: Level

    @property
    def move(self) -> Move:
        """Whole levels: any other one is a change."""
        if self.earlier == self.later:
            return Move.SAME
        return Move.HIGHER if self.later > self.earlier else Move.LOWER

    def words(self, title: str, levels: Sequence[LevelAnchor]) -> str:
        """The topic by name: “Rules with reasons: patchy, now usual practice”."""
        before, now = levels[self.earlier].label, levels[self.later].label
        if self.move is Move.SAME:
            return _("{title}: still {level}").format(title=title, level=_small(now))
        return _("{title}: {before}, now {now}").format(title=title, before=_small(before), now=_small(now))


@dataclass(frozen=True, slots=True)
class Distance:
    """A theme in two rounds. `steps` are the topics that count: same and valued in both.

    The others are left out and listed: `newly_rated` are the same and had no level before, `no_longer_rated` have
    none now, `reworded` had other words before, `new` and `retired` stand in one of the two question sets only.
    `cut` says how far is higher or lower.
    """

    theme_id: str
    steps: tuple[Step, ...]
    newly_rated: tuple[str, ...] = ()
    no_longer_rated: tuple[str, ...] = ()
    reworded: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    cut: CutPoints = OURS

    @property
    def common(self) -> int:
        """k: how many topics count."""
        return len(self.steps)

    @property
    def earlier(self) -> Fraction | None:
        """The mean of the common topics in the earlier round."""
        return Fraction(sum(step.earlier for step in self.steps), self.common) if self.steps else None

    @property
    def later(self) -> Fraction | None:
        """The mean of the same topics in the later round."""
        return Fraction(sum(step.later for step in self.steps), self.common) if self.steps else None

    @property
    def travelled(self) -> Fraction | None:
        """Later minus earlier."""
        if self.earlier is None or self.later is None:
            return None
        return self.later - self.earlier

    @property
    def may_be_drawn(self) -> bool:
        """Whether there are enough topics in common for a bar; otherwise words."""
        return self.common >= FEWEST_FOR_BAR

    @property
    def move(self) -> Move:
        """Higher or lower when the mean moved far enough and enough topics went the same way, by the cut points."""
        for move, sign in ((Move.HIGHER, 1), (Move.LOWER, -1)):
            moved = sum(1 for step in self.steps if step.move is move)
            if (
                self.travelled is not None
                and self.travelled * sign >= self.cut.theme_least
                and moved >= self.cut.theme_topics
            ):
                return move
        return Move.SAME

    def words(self) -> str:
        """What the distance is and what it rests on: “1.3 then, 2.0 now (4 topics in common)”."""
        if self.earlier is None or self.later is None:
            return _("no topic in common")
        common = plural("{n} topic in common", "{n} topics in common", self.common).format(n=self.common)
        if not self.may_be_drawn:
            return _("too few to compare ({common})").format(common=common)
        return _("{earlier} then, {later} now ({common})").format(
            earlier=one_decimal(self.earlier), later=one_decimal(self.later), common=common
        )


@dataclass(frozen=True, slots=True)
class AskedInBoth:
    """Two rounds that asked different topics are compared on those that both asked, and say so.

    Ids are those of the later question set; `only_before` are ids of the earlier one.
    """

    both: tuple[str, ...]
    only_before: tuple[str, ...]
    only_now: tuple[str, ...]

    def words(self) -> str:
        """The sentence beside the comparison; empty where both rounds asked the same."""
        if not self.only_before and not self.only_now:
            return ""
        return plural(
            "Compared on the {n} topic that both reviews asked.",
            "Compared on the {n} topics that both reviews asked.",
            len(self.both),
        ).format(n=len(self.both))


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]
