"""What private ratings say side by side, each group by itself; permitted counts alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from pie_audit.analysis.theme_scores import find_gap, score_group
from pie_audit.domain.chart import Chart, ChartTable, Spot, SpotChart, SpotRow, Unshown
from pie_audit.domain.disclosure import Band, TopicCounts
from pie_audit.domain.questionnaire import Theme, Topic
from pie_audit.domain.rounding import one_decimal
from pie_audit.domain.team import Perspective
from pie_audit.words import _
from pie_audit.workflows import questions
from pie_audit.workflows.trends.along import LEVELS
from pie_audit.workflows.trends.material import Review, TrendMaterial
from pie_audit.workflows.trends.rating_words import (
    MOST_NAMED,
    not_shown_words,
    people_words,
    titles,
)
from pie_audit.workflows.trends.shift_chart import shift_chart
from pie_audit.workflows.trends.spread_chart import spread_chart
from pie_audit.workflows.trends.views import TrendWish


def rating_charts(material: TrendMaterial, wish: TrendWish) -> tuple[Chart, ...]:
    """The three charts of the latest review that was opened; of the last signed one for what talking changed."""
    opened = [review for review in material.reviews if review.took_part]
    if not opened:
        words = _("There are no private ratings yet, so there is nothing to lay side by side.")
        return tuple(Unshown(chart_id, title, words) for chart_id, title in titles())
    agreed = [r for r in opened if r.is_signed or wish.with_unsigned]
    return (
        _perspectives(material, opened[-1]),
        spread_chart(material, opened[-1]),
        shift_chart(material, agreed[-1] if agreed else None),
    )


def _perspectives(material: TrendMaterial, review: Review) -> Chart:
    chart_id, title = titles()[0]
    there = [p for p in Perspective if review.took_part.get(p, Band.NONE) is not Band.NONE]
    rows = tuple(row for at, t in enumerate(material.themes) for row in _theme_rows(review, at, t, there))
    if not any(spot.value is not None for row in rows for spot in row.spots):
        return Unshown(chart_id, title, not_shown_words(review))
    return SpotChart(
        id=chart_id,
        title=title,
        note=_("Private ratings of {quarter}, each group by itself").format(quarter=review.quarter.name),
        sentence=_gap_words(material, review),
        table=_group_table(rows, there),
        axis=LEVELS,
        rows=rows,
        groups=tuple(questions.perspective_name(p) for p in there),
    )


def _theme_rows(review: Review, at: int, theme: Theme, there: Sequence[Perspective]) -> Iterable[SpotRow]:
    """A row for a theme that was asked in full; of the short form a row for each topic: a theme has no mean there."""
    if not any(_asked(review, p, theme.id) for p in there):
        return
    if review.is_in_full(theme.id):
        spots = tuple(_theme_spot(review, theme, p, fill) for fill, p in enumerate(there))
        yield SpotRow(theme.short_title, spots, at)
        return
    for topic in review.questions.topics:
        if topic.theme == theme.id and any(topic in _asked(review, p, theme.id) for p in there):
            spots = tuple(_topic_spot(review, topic, p, fill) for fill, p in enumerate(there))
            yield SpotRow(topic.title, spots, at)


def _theme_spot(review: Review, theme: Theme, perspective: Perspective, fill: int) -> Spot:
    name = questions.perspective_name(perspective)
    topics = [t.id for t in _asked(review, perspective, theme.id)]
    if not topics:
        return Spot(None, "", _("{group}: not asked about this").format(group=name), fill)
    score = score_group(theme.id, perspective.value, topics=topics, counts=review.counts)
    if score.mean is None:
        return Spot(None, "", _("{group}: not shown").format(group=name), fill)
    return Spot(float(score.mean), one_decimal(score.mean), f"{name}: {score.words()}", fill)


def _topic_spot(review: Review, topic: Topic, perspective: Perspective, fill: int) -> Spot:
    name = questions.perspective_name(perspective)
    if topic not in _asked(review, perspective, topic.theme):
        return Spot(None, "", _("{group}: not asked about this").format(group=name), fill)
    mine = next(
        (c for c in review.counts if (c.topic_id, c.group) == (topic.id, perspective.value) and c.n_rated),
        None,
    )
    if mine is None:
        return Spot(None, "", _("{group}: not shown").format(group=name), fill)
    mean = Fraction(sum(mine.values), mine.n_rated)
    words = f"{name}: {one_decimal(mean)} ({people_words(mine.n_rated)}, {_ends_words(mine)})"
    return Spot(float(mean), one_decimal(mean), words, fill)


def _asked(review: Review, perspective: Perspective, theme_id: str) -> tuple[Topic, ...]:
    asked = questions.asked(review.questions, review.round, perspective)
    return tuple(topic for topic in asked if topic.theme == theme_id)


def _gap_words(material: TrendMaterial, review: Review) -> str:
    """The gap between the team and people who use the service, by theme and with both n; the widest first."""
    both = (Perspective.TEAM, Perspective.LIVED_EXPERIENCE)
    gaps = []
    for theme in material.themes:
        asked = {p: [t.id for t in _asked(review, p, theme.id)] for p in both}
        if not review.is_in_full(theme.id) or not all(asked.values()):
            continue
        gap = find_gap(theme.id, asked=asked, counts=review.counts)
        if gap.gap is not None:
            gaps.append((abs(gap.gap), f"{theme.short_title}: {gap.words()}."))
    told = [words for _size, words in sorted(gaps, key=lambda gap: -gap[0])]
    quarter = _("{quarter}, rated in private.").format(quarter=review.quarter.name)
    beside = _("Groups stand side by side; they are never put together.")
    return " ".join((quarter, *(told[:MOST_NAMED] or (beside,))))


def _group_table(rows: Sequence[SpotRow], there: Sequence[Perspective]) -> ChartTable:
    head = (_("Theme or topic"), *(questions.perspective_name(p) for p in there))
    cells = ((row.name, *(spot.words.partition(": ")[2] for spot in row.spots)) for row in rows)
    return ChartTable(head, tuple(cells))


def _ends_words(counts: TopicCounts) -> str:
    return _("range {low}–{high}").format(low=counts.values[0], high=counts.values[-1])
