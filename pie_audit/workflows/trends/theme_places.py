"""Each theme in each quarter: its mean with what that rests on, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from pie_audit.analysis.theme_scores import score_group
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Theme
from pie_audit.domain.theme_score import GroupThemeScore, ThemeScore
from pie_audit.words import _, plural
from pie_audit.workflows import questions
from pie_audit.workflows.trends.joined import Joins
from pie_audit.workflows.trends.material import Review, TrendMaterial
from pie_audit.workflows.trends.views import TrendWish


@dataclass(frozen=True, slots=True)
class Shown:
    """What the charts of agreed levels rest on: the material, the wish, and the reviews that are drawn."""

    material: TrendMaterial
    wish: TrendWish
    joins: Joins

    @property
    def reviews(self) -> dict[Quarter, Review]:
        """The reviews that are drawn: signed ones, and others only where somebody asked for them."""
        return {review.quarter: review for review in self.joins.reviews}

    def nothing_words(self, quarter: Quarter) -> str:
        """Why a quarter has no review here."""
        unsigned = any(r.quarter == quarter for r in self.material.reviews)
        return _("not signed off yet") if unsigned else _("no review")


@dataclass(frozen=True, slots=True)
class Place:
    """One quarter of one theme: `mean` and what it rests on, or only `why` there is none."""

    quarter: Quarter
    why: str
    review: Review | None = None
    mean: Fraction | None = None
    base: str = ""
    n_of: str = ""
    full: str = ""
    low: float | None = None
    high: float | None = None
    score: ThemeScore | None = None


def places_of(shown: Shown, theme: Theme) -> tuple[Place, ...]:
    """One place for each quarter of the window."""
    reviews = shown.reviews
    return tuple(_place(shown, theme, quarter, reviews.get(quarter)) for quarter in shown.material.quarters)


def _place(shown: Shown, theme: Theme, quarter: Quarter, review: Review | None) -> Place:
    if review is None:
        return Place(quarter, shown.nothing_words(quarter))
    score = review.score(theme.id)
    if score is None:
        return Place(quarter, _("not asked"), review)
    if score.short_form:
        return Place(quarter, _("short form: topics by name, no mean"), review, score=score)
    if shown.wish.perspective is not None:
        return _group_place(shown, theme, review)
    if score.mean is None:
        return Place(quarter, score.words(), review, score=score)
    return Place(
        quarter,
        "",
        review,
        score.mean,
        _topics_words(score.valued, score.applicable),
        _n_of(score.valued, score.applicable),
        score.words(),
        _float(score.low),
        _float(score.high),
        score,
    )


def _group_place(shown: Shown, theme: Theme, review: Review) -> Place:
    perspective = shown.wish.perspective
    assert perspective is not None
    asked = [
        t.id for t in questions.asked(review.questions, review.round, perspective) if t.theme == theme.id
    ]
    group: GroupThemeScore = score_group(theme.id, perspective.value, topics=asked, counts=review.counts)
    if group.mean is None:
        return Place(review.quarter, _("not shown"), review)
    mine = [c for c in review.counts if c.group == perspective.value and c.topic_id in asked and c.n_rated]
    means = [float(Fraction(sum(c.values), c.n_rated)) for c in mine]
    return Place(
        review.quarter,
        "",
        review,
        group.mean,
        _topics_words(group.rated, group.topics),
        _n_of(group.rated, group.topics),
        group.words(),
        min(means),
        max(means),
    )


def _topics_words(n: int, of: int) -> str:
    return plural("{n} of {of} topic", "{n} of {of} topics", of).format(n=n, of=of)


def _n_of(n: int, of: int) -> str:
    return _("{n} of {of}").format(n=n, of=of)


def _float(value: int | None) -> float | None:
    return None if value is None else float(value)
