"""Where talking changed our mind: from the middle of the team’s private ratings to what was agreed."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from pie_audit.analysis.figures import find_median
from pie_audit.domain.chart import Chart, ChartTable, SpanChart, SpanRow, Unshown
from pie_audit.domain.questionnaire import Topic
from pie_audit.domain.team import Perspective
from pie_audit.words import _, plural
from pie_audit.workflows.trends.along import LEVELS
from pie_audit.workflows.trends.material import Review, TrendMaterial
from pie_audit.workflows.trends.rating_words import (
    MOST_NAMED,
    MOST_ROWS,
    half_words,
    more_words,
    people_words,
    titles,
)

_Shift = tuple[Topic, Fraction, int, int]
"""A topic, the middle of the team's private ratings, the agreed level, and how many people rated."""

FEWEST_FOR_SHIFT = 5
"""People of the team who have to have given a topic a level before its middle stands beside what was agreed."""


def shift_chart(material: TrendMaterial, review: Review | None) -> Chart:
    """The topics on which talking changed our mind, the farthest first; None for no review that was signed."""
    chart_id, title = titles()[2]
    if review is None:
        return Unshown(chart_id, title, _("No review with private ratings has been signed off yet."))
    found = [shift for topic in review.questions.topics if (shift := _shift_of(review, topic)) is not None]
    if not found:
        words = _(
            "Nothing to compare: it takes {n} people of the team who gave a topic a level, and a level agreed."
        )
        return Unshown(chart_id, title, words.format(n=FEWEST_FOR_SHIFT))
    order = {theme.id: at for at, theme in enumerate(material.themes)}
    moved = sorted((s for s in found if s[1] != s[2]), key=lambda s: -abs(s[2] - s[1]))
    rows = tuple(
        _shift_row(review, topic, then, now, n, order.get(topic.theme))
        for topic, then, now, n in moved[:MOST_ROWS]
    )
    if not rows:
        words = _(
            "{quarter}: on all {n} topics that can be compared, we agreed on the middle of our own ratings."
        )
        return Unshown(chart_id, title, words.format(quarter=review.quarter.name, n=len(found)))
    return SpanChart(
        id=chart_id,
        title=title,
        note=_("From the middle of the team’s private ratings to what was agreed{more}").format(
            more=more_words(len(moved))
        ),
        sentence=_shift_words(review, found, moved),
        table=_shift_table(moved),
        axis=LEVELS,
        rows=rows,
    )


def _shift_of(review: Review, topic: Topic) -> _Shift | None:
    record = review.records.get(topic.id)
    team = Perspective.TEAM.value
    mine = next((c for c in review.counts if (c.topic_id, c.group) == (topic.id, team)), None)
    if record is None or record.level is None or mine is None or mine.n_rated < FEWEST_FOR_SHIFT:
        return None
    middle = find_median(mine.values)
    return None if middle is None else (topic, middle, int(record.level), mine.n_rated)


def _shift_row(review: Review, topic: Topic, then: Fraction, now: int, n: int, theme: int | None) -> SpanRow:
    words = _("{topic}: {then} in private ({who}), {now} agreed").format(
        topic=topic.title, then=half_words(then), who=people_words(n), now=now
    )
    return SpanRow(topic.title, float(then), float(now), f"{half_words(then)} → {now}", words, theme)


def _shift_words(review: Review, found: Sequence[_Shift], moved: Sequence[_Shift]) -> str:
    counted = plural(
        "{quarter}: talking changed our mind on {n} of {of} topic.",
        "{quarter}: talking changed our mind on {n} of {of} topics.",
        len(found),
    ).format(quarter=review.quarter.name, n=len(moved), of=len(found))
    named = "; ".join(
        _("{topic}: {then} in private, {now} agreed").format(
            topic=topic.title, then=half_words(then), now=now
        )
        for topic, then, now, _n in moved[:MOST_NAMED]
    )
    return f"{counted} {named}."


def _shift_table(moved: Sequence[_Shift]) -> ChartTable:
    head = (_("Topic"), _("Middle in private"), _("People"), _("Agreed"))
    return ChartTable(head, tuple((t.title, half_words(then), str(n), str(now)) for t, then, now, n in moved))
