"""How differently people saw each topic: one dot a person, nobody’s name, permitted counts alone."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from pie_audit.analysis.agreement import average_deviation, find_spread
from pie_audit.domain.chart import Chart, ChartTable, Spot, SpotChart, SpotRow, Unshown
from pie_audit.domain.disclosure import POOLED, Band, TopicCounts
from pie_audit.domain.questionnaire import Topic
from pie_audit.domain.spread import spread_words
from pie_audit.domain.team import Perspective
from pie_audit.words import _
from pie_audit.workflows import questions
from pie_audit.workflows.trends.along import LEVELS
from pie_audit.workflows.trends.material import Review, TrendMaterial
from pie_audit.workflows.trends.rating_words import (
    MOST_NAMED,
    MOST_ROWS,
    more_words,
    not_shown_words,
    people_words,
    titles,
)


def spread_chart(material: TrendMaterial, review: Review) -> Chart:
    """A row of dots for each topic, the widest apart first."""
    chart_id, title = titles()[1]
    there = [p for p in Perspective if review.took_part.get(p, Band.NONE) is not Band.NONE]
    groups = _drawn_groups(review, there)
    found = [(topic, mine) for topic in review.questions.topics if (mine := _of_topic(review, topic, groups))]
    if not found:
        return Unshown(chart_id, title, not_shown_words(review))
    found.sort(key=lambda pair: -_width(pair[1][0]))
    order = {theme.id: at for at, theme in enumerate(material.themes)}
    rows = tuple(
        SpotRow(topic.title, _dots(mine, groups), order.get(topic.theme), _spread_note(mine[0]))
        for topic, mine in found[:MOST_ROWS]
    )
    return SpotChart(
        id=chart_id,
        title=title,
        note=_("One dot a person, nobody’s name; the widest apart first{more}").format(
            more=more_words(len(found))
        ),
        sentence=_spread_sentence(review, found),
        table=_spread_table(review, found),
        axis=LEVELS,
        rows=rows,
        groups=tuple(_group_name(group) for group in groups),
    )


def _drawn_groups(review: Review, there: Sequence[Perspective]) -> tuple[str, ...]:
    """The groups that have any permitted count, each by itself; everybody together only where no single group has."""
    groups = {c.group for c in review.counts if c.n_rated}
    single = tuple(p.value for p in there if p.value in groups)
    return single or ((POOLED,) if POOLED in groups else ())


def _of_topic(review: Review, topic: Topic, groups: Sequence[str]) -> tuple[TopicCounts, ...]:
    mine = {c.group: c for c in review.counts if c.topic_id == topic.id and c.n_rated}
    return tuple(mine[group] for group in groups if group in mine)


def _width(counts: TopicCounts) -> Fraction:
    return average_deviation(counts.values)


def _dots(mine: Sequence[TopicCounts], groups: Sequence[str]) -> tuple[Spot, ...]:
    return tuple(
        Spot(float(level), "", f"{_group_name(c.group)}: {n} × {level}", groups.index(c.group))
        for c in mine
        for level, n in enumerate(c.levels)
        for _person in range(n)
    )


def _spread_note(counts: TopicCounts) -> str:
    return _("{spread}, {who}").format(
        spread=spread_words(find_spread(counts.values)), who=people_words(counts.n_rated)
    )


def _group_name(group: str) -> str:
    return _("Everybody") if group == POOLED else questions.perspective_name(Perspective(group))


def _spread_sentence(review: Review, found: Sequence[tuple[Topic, tuple[TopicCounts, ...]]]) -> str:
    """The topics that people saw most differently, by name, each with what its spread is called."""
    named = "; ".join(f"{topic.title}, {_spread_note(mine[0])}" for topic, mine in found[:MOST_NAMED])
    return _("{quarter}, widest apart: {topics}.").format(quarter=review.quarter.name, topics=named)


def _spread_table(review: Review, found: Sequence[tuple[Topic, tuple[TopicCounts, ...]]]) -> ChartTable:
    labels = tuple(level.label for level in review.questions.levels)
    head = (_("Topic"), _("Group"), *labels, _("In words"))
    rows = (
        (topic.title, _group_name(c.group), *(str(n) for n in c.levels), _spread_note(c))
        for topic, mine in found
        for c in mine
    )
    return ChartTable(head, tuple(rows))
