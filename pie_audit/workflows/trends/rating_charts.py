"""What private ratings say side by side: groups, spreads, and where talking changed our mind; permitted counts alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from pie_audit.analysis.agreement import average_deviation, find_spread
from pie_audit.analysis.figures import find_median
from pie_audit.analysis.theme_scores import find_gap, score_group
from pie_audit.domain.chart import Chart, ChartTable, SpanChart, SpanRow, Spot, SpotChart, SpotRow, Unshown
from pie_audit.domain.disclosure import POOLED, Band, TopicCounts
from pie_audit.domain.questionnaire import Theme, Topic
from pie_audit.domain.rounding import one_decimal
from pie_audit.domain.spread import spread_words
from pie_audit.domain.team import Perspective
from pie_audit.words import _, plural
from pie_audit.workflows import questions
from pie_audit.workflows.trends.along import LEVELS
from pie_audit.workflows.trends.material import Review, TrendMaterial
from pie_audit.workflows.trends.views import TrendWish

FEWEST_FOR_SHIFT = 5
"""People of the team who have to have given a topic a level before its middle stands beside what was agreed."""

MOST_NAMED = 3
MOST_ROWS = 12
"""So many topics are drawn, those that stand out most; the table has all of them."""


def rating_charts(material: TrendMaterial, wish: TrendWish) -> tuple[Chart, ...]:
    """The three charts of the latest review that was opened; of the last signed one for what talking changed."""
    opened = [review for review in material.reviews if review.took_part]
    if not opened:
        words = _("There are no private ratings yet, so there is nothing to lay side by side.")
        return tuple(Unshown(chart_id, title, words) for chart_id, title in _titles())
    agreed = [r for r in opened if r.is_signed or wish.with_unsigned]
    return (
        _perspectives(material, opened[-1]),
        _spread(material, opened[-1]),
        _shift(material, agreed[-1] if agreed else None),
    )


def _titles() -> tuple[tuple[str, str], ...]:
    return (
        ("perspectives", _("Side by side")),
        ("spread", _("How differently we saw it")),
        ("blind_shift", _("Where talking changed our mind")),
    )


# groups side by side


def _perspectives(material: TrendMaterial, review: Review) -> Chart:
    chart_id, title = _titles()[0]
    there = [p for p in Perspective if review.took_part.get(p, Band.NONE) is not Band.NONE]
    rows = tuple(row for at, t in enumerate(material.themes) for row in _theme_rows(review, at, t, there))
    if not any(spot.value is not None for row in rows for spot in row.spots):
        return Unshown(chart_id, title, _not_shown(review))
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
    words = f"{name}: {one_decimal(mean)} ({_people_words(mine.n_rated)}, {_ends_words(mine)})"
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


# how far apart


def _spread(material: TrendMaterial, review: Review) -> Chart:
    chart_id, title = _titles()[1]
    there = [p for p in Perspective if review.took_part.get(p, Band.NONE) is not Band.NONE]
    groups = _drawn_groups(review, there)
    found = [(topic, mine) for topic in review.questions.topics if (mine := _of_topic(review, topic, groups))]
    if not found:
        return Unshown(chart_id, title, _not_shown(review))
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
            more=_more(len(found))
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
    return _("{spread}, {people}").format(
        spread=spread_words(find_spread(counts.values)), people=_people_words(counts.n_rated)
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


# from private to agreed


def _shift(material: TrendMaterial, review: Review | None) -> Chart:
    chart_id, title = _titles()[2]
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
            more=_more(len(moved))
        ),
        sentence=_shift_words(review, found, moved),
        table=_shift_table(moved),
        axis=LEVELS,
        rows=rows,
    )


_Shift = tuple[Topic, Fraction, int, int]
"""A topic, the middle of the team's private ratings, the agreed level, and how many people rated."""


def _shift_of(review: Review, topic: Topic) -> _Shift | None:
    record = review.records.get(topic.id)
    team = Perspective.TEAM.value
    mine = next((c for c in review.counts if (c.topic_id, c.group) == (topic.id, team)), None)
    if record is None or record.level is None or mine is None or mine.n_rated < FEWEST_FOR_SHIFT:
        return None
    middle = find_median(mine.values)
    return None if middle is None else (topic, middle, int(record.level), mine.n_rated)


def _shift_row(review: Review, topic: Topic, then: Fraction, now: int, n: int, theme: int | None) -> SpanRow:
    words = _("{topic}: {then} in private ({people}), {now} agreed").format(
        topic=topic.title, then=_half(then), people=_people_words(n), now=now
    )
    return SpanRow(topic.title, float(then), float(now), f"{_half(then)} → {now}", words, theme)


def _shift_words(review: Review, found: Sequence[_Shift], moved: Sequence[_Shift]) -> str:
    counted = plural(
        "{quarter}: talking changed our mind on {n} of {of} topic.",
        "{quarter}: talking changed our mind on {n} of {of} topics.",
        len(found),
    ).format(quarter=review.quarter.name, n=len(moved), of=len(found))
    named = "; ".join(
        _("{topic}: {then} in private, {now} agreed").format(topic=topic.title, then=_half(then), now=now)
        for topic, then, now, _n in moved[:MOST_NAMED]
    )
    return f"{counted} {named}."


def _shift_table(moved: Sequence[_Shift]) -> ChartTable:
    head = (_("Topic"), _("Middle in private"), _("People"), _("Agreed"))
    return ChartTable(head, tuple((t.title, _half(then), str(n), str(now)) for t, then, now, n in moved))


# words that several of them use


def _more(topics: int) -> str:
    """That there are more topics in the table, where there are."""
    return _("; {n} of {of}, all in the table").format(n=MOST_ROWS, of=topics) if topics > MOST_ROWS else ""


def _not_shown(review: Review) -> str:
    return _("{quarter}: not shown, to keep small groups safe.").format(quarter=review.quarter.name)


def _people_words(n: int) -> str:
    return plural("{n} person", "{n} people", n).format(n=n)


def _ends_words(counts: TopicCounts) -> str:
    return _("range {low}–{high}").format(low=counts.values[0], high=counts.values[-1])


def _half(value: Fraction) -> str:
    return one_decimal(value).removesuffix(".0")
