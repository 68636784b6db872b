"""Distance travelled between two signed reviews, by theme, on topics that are the same and have a level in both."""

from __future__ import annotations

from fractions import Fraction

from pie_audit.analysis.distances import compare_asked, measure_distance
from pie_audit.domain.chart import Chart, ChartTable, SpanChart, SpanRow, Unshown
from pie_audit.domain.cut_points import CutPoints
from pie_audit.domain.distance import Distance, Move, move_words
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Theme
from pie_audit.domain.rounding import one_decimal
from pie_audit.words import _, plural
from pie_audit.workflows.trends.along import LEVELS
from pie_audit.workflows.trends.joined import Joins
from pie_audit.workflows.trends.material import Review, TrendMaterial
from pie_audit.workflows.trends.views import TrendWish


def signed_quarters(material: TrendMaterial) -> tuple[Quarter, ...]:
    """The quarters that can be compared."""
    return tuple(review.quarter for review in material.reviews if review.is_signed)


def compared(material: TrendMaterial, wish: TrendWish) -> tuple[Review, Review] | None:
    """The two reviews that are compared: those that were chosen where they are signed, else the last two."""
    signed = {review.quarter: review for review in material.reviews if review.is_signed}
    quarters = sorted(signed)
    now = wish.now if wish.now in signed else (quarters[-1] if quarters else None)
    before = [quarter for quarter in quarters if now is not None and quarter < now]
    then = wish.then if wish.then in before else (before[-1] if before else None)
    return None if then is None or now is None else (signed[then], signed[now])


def distance(material: TrendMaterial, wish: TrendWish, joins: Joins) -> Chart:
    """A bar for each theme, from the earlier mean of the common topics to the later one."""
    pair = compared(material, wish)
    if pair is None:
        return Unshown(
            "distance", _("Distance travelled"), _("It takes two reviews that are signed off to compare.")
        )
    then, now = pair
    found = [(theme, _measured(joins, theme, then, now, material.cut)) for theme in material.themes]
    rows = tuple(_row(now, at, theme, one) for at, (theme, one) in enumerate(found))
    return SpanChart(
        id="distance",
        title=_("Distance travelled"),
        note=_("{then} to {now}, on topics that both asked in the same words").format(
            then=then.quarter.name, now=now.quarter.name
        ),
        sentence=_words(joins, then, now, found),
        table=_table(then, now, found),
        axis=LEVELS,
        rows=rows,
    )


def _measured(joins: Joins, theme: Theme, then: Review, now: Review, cut: CutPoints) -> Distance:
    return measure_distance(theme.id, joins.changes(then, now), then.consensus(), now.consensus(), cut=cut)


def _row(now: Review, at: int, theme: Theme, one: Distance) -> SpanRow:
    name = theme.short_title
    if now.is_in_full(theme.id) and one.may_be_drawn and one.earlier is not None and one.later is not None:
        words = "; ".join((f"{name}: {one.words()}", move_words(one.move), *_left_out(now, one)))
        return SpanRow(name, float(one.earlier), float(one.later), _label(one), words, at)
    return SpanRow(name, None, None, "", _by_name(now, theme, one), at)


def _label(one: Distance) -> str:
    """How far, and on how many topics: “+0.8 (4 topics)”."""
    if one.travelled is None:
        return ""
    figure = one_decimal(one.travelled).replace("-", "−")
    signed = f"+{figure}" if one.travelled > 0 and figure != "0.0" else figure
    topics = plural("{n} topic", "{n} topics", one.common).format(n=one.common)
    return _("{distance} ({topics})").format(distance=signed, topics=topics)


def _by_name(now: Review, theme: Theme, one: Distance) -> str:
    """In place of a bar: the topics that moved, by name, or why nothing can be compared."""
    if not one.steps:
        return one.words()
    moved = [s for s in one.steps if s.move is not Move.SAME]
    told = [s.words(now.questions.topic(s.topic_id).title, now.questions.levels) for s in moved]
    if not told:
        told = [_("the common topics stayed where they were")]
    why = "" if now.is_in_full(theme.id) else _("short form")
    return "; ".join(part for part in (why, *told) if part)


def _left_out(now: Review, one: Distance) -> tuple[str, ...]:
    """Topics that aren't counted, and why: by id, as people know them."""
    parts = (
        (one.newly_rated, _("newly rated: {topics}")),
        (one.no_longer_rated, _("no level now: {topics}")),
        (one.reworded, _("reworded: {topics}")),
        (one.new, _("new: {topics}")),
        (one.retired, _("gone: {topics}")),
    )
    return tuple(
        words.format(topics=", ".join(_title(now, topic) for topic in topics))
        for topics, words in parts
        if topics
    )


def _title(now: Review, topic_id: str) -> str:
    try:
        return now.questions.topic(topic_id).title
    except KeyError:
        return topic_id


def _words(joins: Joins, then: Review, now: Review, found: list[tuple[Theme, Distance]]) -> str:
    drawn = [(theme, one) for theme, one in found if now.is_in_full(theme.id) and one.may_be_drawn]
    said = []
    for move, words in (
        (Move.HIGHER, _("Higher than in {then}: {themes}.")),
        (Move.LOWER, _("Lower than in {then}: {themes}.")),
        (Move.SAME, _("Much the same as in {then}: {themes}.")),
    ):
        names = "; ".join(f"{theme.short_title} {_label(one)}" for theme, one in drawn if one.move is move)
        if names:
            said.append(words.format(then=then.quarter.name, themes=names))
    by_name = [
        f"{theme.short_title}: {_by_name(now, theme, one)}."
        for theme, one in found
        if (theme, one) not in drawn and one.steps
    ]
    rule = _rule_words(drawn[0][1].cut) if any(_looks_moved(one) for _theme, one in drawn) else ""
    both = compare_asked(joins.changes(then, now), [t.id for t in then.asked], [t.id for t in now.asked])
    nothing = [] if said or by_name else [_("No topic has a level in both reviews.")]
    return " ".join(part for part in (*said, rule, *by_name, *nothing, both.words()) if part)


def _looks_moved(one: Distance) -> bool:
    """Much the same by the rule, though the printed figure is as large as that of a move."""
    if one.move is not Move.SAME or one.travelled is None:
        return False
    return abs(Fraction(one_decimal(one.travelled).replace("−", "-"))) >= one.cut.theme_least


def _rule_words(cut: CutPoints) -> str:
    return _(
        "“Higher” and “lower” need {least} or more before rounding, and {n} topics that went the same way."
    ).format(least=one_decimal(cut.theme_least), n=cut.theme_topics)


def _table(then: Review, now: Review, found: list[tuple[Theme, Distance]]) -> ChartTable:
    head = (
        _("Theme"),
        then.quarter.name,
        now.quarter.name,
        _("Distance"),
        _("Topics in common"),
        _("In words"),
    )
    rows = tuple(_table_row(now, theme, one) for theme, one in found)
    return ChartTable(head, rows)


def _table_row(now: Review, theme: Theme, one: Distance) -> tuple[str, ...]:
    drawn = now.is_in_full(theme.id) and one.may_be_drawn
    if not drawn or one.earlier is None or one.later is None:
        return (theme.short_title, "", "", "", str(one.common), _by_name(now, theme, one))
    return (
        theme.short_title,
        one_decimal(one.earlier),
        one_decimal(one.later),
        _label(one).partition(" (")[0],
        str(one.common),
        "; ".join((move_words(one.move), *_left_out(now, one))),
    )
