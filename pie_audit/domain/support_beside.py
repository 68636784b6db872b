"""What a team says of its support beside what it says of strain, quarter by quarter; nothing is concluded from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pie_audit.domain.ledger import Tally
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.rounding import one_decimal
from pie_audit.domain.theme_score import ThemeScore
from pie_audit.words import _

QUARTERS = 8
"""Two years, because change takes time (trends.md, section 1)."""

FEWEST_DOTS = 3
"""Two dots always lie on a line; from three on there is something to look at."""

FEWEST_FOR_RANKS = 8
"""Below so many quarters no figure is given for how the two go together (trends.md, section 8)."""


@dataclass(frozen=True, slots=True)
class QuarterBeside:
    """One quarter of one team.

    `support` is the theme as it was agreed, None where it wasn't asked in full or nothing was agreed yet. `kept` are
    the sessions that were planned. `strain` is the released mean of 0–100; `is_hidden` where a survey of the quarter
    showed nothing of this team. `follows` where a change since the quarter before may be told.
    """

    quarter: Quarter
    support: ThemeScore | None = None
    kept: Tally | None = None
    strain: int | None = None
    is_hidden: bool = False
    follows: bool = False

    @property
    def has_both(self) -> bool:
        """Whether the quarter is a dot in the scatter."""
        return self.support is not None and self.support.mean is not None and self.strain is not None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all to show of it."""
        nothing_planned = self.kept is None or not self.kept.planned
        return self.support is None and nothing_planned and self.strain is None and not self.is_hidden


@dataclass(frozen=True, slots=True)
class SupportBeside:
    """The quarters of one team in order, never put together with another team's.

    `theme` and `scale` are what the two are called. `ranks` says in words how far both go together, empty below eight.
    """

    team_name: str
    theme: str
    scale: str
    quarters: tuple[QuarterBeside, ...]
    ranks: str = ""

    @property
    def dots(self) -> tuple[QuarterBeside, ...]:
        """The quarters with both, or none where they may not be drawn: a hidden figure hides the whole picture."""
        found = tuple(one for one in self.quarters if one.has_both)
        is_hidden = any(one.is_hidden for one in self.quarters)
        return () if is_hidden or len(found) < FEWEST_DOTS else found

    @property
    def says_anything(self) -> bool:
        """Whether there is a figure of strain, and another beside it."""
        has_strain = any(one.strain is not None for one in self.quarters)
        return has_strain and any(one.support is not None or one.kept is not None for one in self.quarters)


def from_first(quarters: Sequence[QuarterBeside]) -> tuple[QuarterBeside, ...]:
    """Without the empty quarters before there was anything."""
    first = next((at for at, one in enumerate(quarters) if not one.is_empty), len(quarters))
    return tuple(quarters[first:])


def support_words(one: QuarterBeside) -> str:
    """Where the theme stands, with what that rests on."""
    if one.support is None:
        return _("not asked in full")
    return one.support.words()


def support_value(one: QuarterBeside) -> str:
    """The mean of 0–4 alone, as it is written beside its dot; empty where there is none."""
    return one_decimal(one.support.mean) if one.support is not None and one.support.mean is not None else ""


def kept_words(one: QuarterBeside) -> str:
    """The sessions kept of those planned, both counts always."""
    return one.kept.says() if one.kept is not None else _("none planned")


def strain_words(one: QuarterBeside) -> str:
    """The figure of the survey, or that it isn't shown, or that there was none."""
    if one.strain is not None:
        return _("{n} of 100").format(n=one.strain)
    return _("not shown, to keep small groups safe") if one.is_hidden else _("no survey")


def quarter_sentence(one: QuarterBeside, view: SupportBeside) -> str:
    """One quarter in words."""
    return _("{quarter}: {theme} {support}; protected time {kept}; {scale} {strain}.").format(
        quarter=one.quarter.name,
        theme=view.theme,
        support=support_words(one),
        kept=kept_words(one),
        scale=view.scale,
        strain=strain_words(one),
    )


def caveats() -> tuple[str, ...]:
    """What is printed on the picture itself, because nobody reads footnotes."""
    return (
        _("These are our own dots, one a quarter. They can start a conversation; they cannot show cause."),
        _("People change between quarters; anonymous answers cannot be joined."),
        _("Tired people may rate support lower: the arrow may run either way, or both may follow staffing."),
    )


def cannot_say() -> str:
    """The honest note beside the title."""
    return _(
        "It can’t say what led to what, or anything about one person. It shows what your team said in different places."
    )


def rank_words(rho: str, quarters: int) -> str:
    """How far the two go together by rank, with how little that means."""
    return _(
        "Ranks together (Spearman): {rho} over {n} quarters. With this few quarters, values between about −0.7 and 0.7 "
        "are easily chance."
    ).format(rho=rho, n=quarters)
