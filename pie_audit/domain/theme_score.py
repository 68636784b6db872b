"""Where a theme stands: a mean that is never said without the topics it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from pie_audit.domain.rounding import one_decimal
from pie_audit.words import _, plural


@dataclass(frozen=True, slots=True)
class ThemeScore:
    """The plain mean of the agreed levels of a theme, with its base (audit.md, “Scoring”).

    `valued` topics of `applicable` have a level; the other counts say why the rest have none. `mean` is unrounded
    and None when fewer than half of the applicable topics have a level. `low` and `high` are the lowest and the
    highest agreed level. `short_form`: only the theme's short-form topics were asked.
    """

    theme_id: str
    mean: Fraction | None
    valued: int
    applicable: int
    not_applicable: int = 0
    cant_tell: int = 0
    no_agreement: int = 0
    not_discussed: int = 0
    low: int | None = None
    high: int | None = None
    short_form: bool = False

    def words(self) -> str:
        """The mean with its base: “2.3 (6 of 8 topics; 1 doesn’t apply, 1 no agreement; range 1–4)”."""
        if self.applicable == 0:
            return _("doesn’t apply")
        if self.mean is None:
            return _("not enough answered ({n} of {of})").format(n=self.valued, of=self.applicable)
        return _("{mean} ({base})").format(mean=one_decimal(self.mean), base=self.base_words())

    def base_words(self) -> str:
        """What the mean rests on, without the mean."""
        topics = plural("{n} of {of} topic", "{n} of {of} topics", self.applicable)
        if self.short_form:
            topics = plural(
                "short form, {n} of {of} topic", "short form, {n} of {of} topics", self.applicable
            )
        without = (
            (self.not_applicable, _("{n} doesn’t apply")),
            (self.cant_tell, _("{n} can’t tell")),
            (self.no_agreement, _("{n} no agreement")),
            (self.not_discussed, _("{n} not discussed")),
        )
        why = ", ".join(text.format(n=n) for n, text in without if n)
        parts = [topics.format(n=self.valued, of=self.applicable), why]
        if self.low is not None and self.high is not None:
            parts.append(_("range {low}–{high}").format(low=self.low, high=self.high))
        return "; ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class GroupThemeScore:
    """The plain mean of one group's topic means in the blind ratings; each topic counts once.

    `rated` topics of `topics` have at least one rating; `mean` is None below half of them.
    """

    theme_id: str
    group: str
    mean: Fraction | None
    rated: int
    topics: int
    ratings: int

    def words(self) -> str:
        """The mean with its base: “2.5 (2 of 3 topics, 6 ratings)”."""
        if self.mean is None:
            return _("not enough answered ({n} of {of})").format(n=self.rated, of=self.topics)
        topics = plural("{n} of {of} topic", "{n} of {of} topics", self.topics)
        ratings = plural("{n} rating", "{n} ratings", self.ratings).format(n=self.ratings)
        base = topics.format(n=self.rated, of=self.topics)
        return _("{mean} ({topics}, {ratings})").format(
            mean=one_decimal(self.mean), topics=base, ratings=ratings
        )


@dataclass(frozen=True, slots=True)
class GroupGap:
    """The team's theme mean beside that of people who use the service: side by side, never one number."""

    team: GroupThemeScore
    lived_experience: GroupThemeScore

    @property
    def gap(self) -> Fraction | None:
        """Team minus lived experience; None unless both have a mean."""
        if self.team.mean is None or self.lived_experience.mean is None:
            return None
        return self.team.mean - self.lived_experience.mean

    def words(self) -> str:
        """The gap with both n: “the team 0.8 higher (team 2.6, n 50; lived experience 1.8, n 12)”."""
        if self.gap is None or self.team.mean is None or self.lived_experience.mean is None:
            return ""
        base = _("team {team}, n {n}; lived experience {lived}, n {m}").format(
            team=one_decimal(self.team.mean),
            n=self.team.ratings,
            lived=one_decimal(self.lived_experience.mean),
            m=self.lived_experience.ratings,
        )
        words = _("no gap ({base})")
        if self.gap:
            words = (
                _("the team {gap} higher ({base})") if self.gap > 0 else _("the team {gap} lower ({base})")
            )
        return words.format(gap=one_decimal(abs(self.gap)), base=base)


@dataclass(frozen=True, slots=True)
class OverallScore:
    """The mean of the theme means, for organisations that switched it on; small type under the themes, nowhere else."""

    mean: Fraction
    themes: int

    def words(self) -> str:
        """The number with what has to be said of it."""
        base = plural("{n} theme", "{n} themes", self.themes).format(n=self.themes)
        return _("{mean} ({base}); this number hides more than it shows").format(
            mean=one_decimal(self.mean), base=base
        )
