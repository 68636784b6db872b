"""The figures behind the words of one topic and group, each with the words it is shown in."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from pie_audit.domain.answer import Level
from pie_audit.domain.rounding import NO_FIGURE, one_decimal, two_decimals
from pie_audit.words import _, plural


@dataclass(frozen=True, slots=True)
class Figures:
    """What “show the figures” shows of one topic and group, unrounded; None where a figure has no meaning.

    `levels` are the counts at 0 … 4, `lowest` and `highest` the ends of what was given. `scatter`: r_wg would be
    below 0 and is told as 0. `same_end`: everybody gave the same end of the scale, where a_wg isn't defined.
    With fewer than three ratings there is no index of agreement at all.
    """

    topic_id: str
    group: str
    levels: tuple[int, int, int, int, int]
    not_applicable: int
    cant_tell: int
    blank: int
    mean: Fraction | None
    median: Fraction | None
    lowest: Level | None
    highest: Level | None
    rwg: Fraction | None
    awg: Fraction | None
    ad: Fraction | None
    scatter: bool = False
    same_end: bool = False

    @property
    def n(self) -> int:
        """People who gave a level."""
        return sum(self.levels)

    def rows(self) -> tuple[tuple[str, str], ...]:
        """Every figure with its name, in the order of the panel."""
        return (
            (_("Gave a level"), self.n_words()),
            (_("Mean"), _shown(self.mean)),
            (_("Median"), _shown(self.median)),
            (_("Lowest to highest"), self.range_words()),
            (_("At 0, 1, 2, 3 and 4"), self.counts_words()),
            (_("Average distance from the mean (AD)"), self.ad_words()),
            (_("Agreement r_wg"), self.rwg_words()),
            (_("Agreement a_wg"), self.awg_words()),
        )

    def n_words(self) -> str:
        """How many gave a level, and how many of the group did not, by what they said instead."""
        without = (
            (self.cant_tell, _("{n} can’t tell")),
            (self.not_applicable, _("{n} say it doesn’t apply")),
            (self.blank, _("{n} left it blank")),
        )
        people = plural("{n} person", "{n} people", self.n).format(n=self.n)
        return "; ".join([people, *(words.format(n=n) for n, words in without if n)])

    def range_words(self) -> str:
        """The lowest and the highest level given: “1–4”."""
        if self.lowest is None or self.highest is None:
            return NO_FIGURE
        return f"{int(self.lowest)}–{int(self.highest)}"

    def counts_words(self) -> str:
        """How many gave each level, from 0 to 4: “0, 1, 2, 3, 0”."""
        return ", ".join(map(str, self.levels)) if self.n else NO_FIGURE

    def rwg_words(self) -> str:
        """r_wg, with the note that belongs to a value below 0."""
        if self.rwg is None:
            return NO_FIGURE
        shown = two_decimals(self.rwg)
        return _("{rwg} (no more agreement than scatter)").format(rwg=shown) if self.scatter else shown

    def awg_words(self) -> str:
        """a_wg where it may be interpreted, else a dash, or that everyone is the same."""
        if self.same_end:
            return _("everyone the same")
        return NO_FIGURE if self.awg is None else two_decimals(self.awg)

    def ad_words(self) -> str:
        """AD, in steps of the scale: people can picture it."""
        return NO_FIGURE if self.ad is None else _("{n} of a step").format(n=two_decimals(self.ad))


def _shown(value: Fraction | None) -> str:
    return NO_FIGURE if value is None else one_decimal(value)
