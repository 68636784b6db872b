"""Each topic by name, quarter by quarter: squares for a whole theme, and a line for one topic."""

from __future__ import annotations

from dataclasses import dataclass

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import Outcome
from pie_audit.domain.chart import (
    Cell,
    CellKind,
    Chart,
    ChartTable,
    GridChart,
    GridRow,
    LineChart,
    Point,
    Series,
    Unshown,
)
from pie_audit.domain.distance import Move
from pie_audit.domain.distance import Step as LevelStep
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.question_versions import Standing
from pie_audit.domain.questionnaire import Theme, Topic
from pie_audit.domain.spc_words import say
from pie_audit.domain.trend_words import Told, figure_sentence, first_words, since_words
from pie_audit.storage.trend_figures import TopicRecord
from pie_audit.words import _, plural
from pie_audit.workflows.trends.along import LEVELS, pins_by_quarter, quarter_steps
from pie_audit.workflows.trends.joined import break_words
from pie_audit.workflows.trends.material import Review
from pie_audit.workflows.trends.process import judge_quarters, limits_of, with_signals
from pie_audit.workflows.trends.theme_grid import kind_words, legend_of
from pie_audit.workflows.trends.theme_places import Shown

_KINDS = {
    Outcome.AGREED: CellKind.VALUE,
    Outcome.NOT_SETTLED: CellKind.NOT_SETTLED,
    Outcome.NOT_APPLICABLE: CellKind.NOT_APPLICABLE,
    Outcome.CANT_TELL: CellKind.CANT_TELL,
    Outcome.NOT_DISCUSSED: CellKind.NOT_DISCUSSED,
}
_SIGNS = {
    CellKind.NOT_APPLICABLE: "n/a",
    CellKind.CANT_TELL: "?",
    CellKind.NOT_SETTLED: "≠",
    CellKind.NOT_DISCUSSED: "–",
}


@dataclass(frozen=True, slots=True)
class _Spot:
    """One topic in one quarter. `before` is the review of the level before, which the line would come from."""

    quarter: Quarter
    kind: CellKind
    review: Review | None = None
    level: int | None = None
    before: Review | None = None
    breaks: str = ""


def topic_grid(shown: Shown, at: int, theme: Theme) -> Chart:
    """All topics of a theme by quarter, in the order of the questions, never by their level."""
    chart_id, title = f"topic_grid/{theme.id}", _("{theme}: topics").format(theme=theme.short_title)
    topics = _topics(shown, theme)
    spots = {topic.id: _spots(shown, topic) for topic in topics}
    if not any(s.review is not None for found in spots.values() for s in found):
        return Unshown(
            chart_id, title, _("{theme}: no review has been signed off yet.").format(theme=theme.title)
        )
    rows = tuple(
        GridRow(t.id, t.title, tuple(_cell(shown, t, spot) for spot in spots[t.id]), at) for t in topics
    )
    return GridChart(
        id=chart_id,
        title=title,
        note=_("Agreed levels, in the order of the questions"),
        sentence=_grid_words(shown, theme, topics, spots),
        table=_grid_table(shown, rows),
        steps=quarter_steps(shown.material.quarters),
        rows=rows,
        legend=legend_of(rows),
        pins=pins_by_quarter(shown.material, chart_id),
    )


def topic_line(shown: Shown, at: int, topic: Topic) -> Chart:
    """One topic as a line of whole levels."""
    chart_id, spots = f"topic_lines/{topic.id}", _spots(shown, topic)
    told = [spot for spot in spots if spot.level is not None]
    if not told:
        return Unshown(chart_id, topic.title, _("{topic}: no level agreed yet.").format(topic=topic.title))
    points = tuple(_point(shown, spot) for spot in spots)
    judged = judge_quarters(
        [(s.quarter.name, None if s.level is None else float(s.level)) for s in spots],
        shown.material.settings,
        [place for place, point in enumerate(points) if point.breaks],
    )
    ending = first_words()
    if len(told) > 1:
        pattern = say(judged) if judged.now.runs else ""
        ending = since_words(_move(told), judged.now.useful or 0, pattern=pattern, whole_steps=True)
    said = [Told(s.quarter, _level_name(shown, s), "") for s in told]
    now = Quarter.of(shown.material.today)
    return LineChart(
        id=chart_id,
        title=topic.title,
        note=_("The level the team agreed, 0 to 4"),
        sentence=figure_sentence(topic.title, said, now, ending),
        table=_line_table(shown, spots, points),
        axis=LEVELS,
        steps=quarter_steps(shown.material.quarters),
        series=(Series(topic.title, with_signals(points, judged), at),),
        headline=(str(told[-1].level), _level_name(shown, told[-1])),
        limits=limits_of(judged),
        pins=pins_by_quarter(shown.material, chart_id),
    )


def topics_of(shown: Shown, theme: Theme) -> tuple[Topic, ...]:
    """The topics of a theme that any review asked, as the latest question set has them."""
    return _topics(shown, theme)


def _topics(shown: Shown, theme: Theme) -> tuple[Topic, ...]:
    reviews = shown.joins.reviews
    if not reviews:
        return ()
    latest = reviews[-1]
    asked = {
        topic_id
        for review in reviews
        for topic_id, change in shown.joins.became(review, latest).items()
        if change.earlier and change.earlier in review.topics_of(change.earlier.theme)
    }
    return tuple(t for t in latest.questions.topics if t.theme == theme.id and t.id in asked)


def _spots(shown: Shown, topic: Topic) -> tuple[_Spot, ...]:
    found: list[_Spot] = []
    reviews, before = shown.reviews, None
    for quarter in shown.material.quarters:
        spot = _spot(shown, topic, quarter, reviews.get(quarter), before)
        found.append(spot)
        before = spot.review if spot.level is not None else before
    return tuple(found)


def _spot(
    shown: Shown, topic: Topic, quarter: Quarter, review: Review | None, before: Review | None
) -> _Spot:
    if review is None:
        return _Spot(quarter, CellKind.NO_REVIEW)
    then = _as_asked(shown, topic, review)
    if then is None:
        return _Spot(quarter, CellKind.NOT_ASKED, review)
    record = review.records.get(then.id, TopicRecord(Outcome.NOT_DISCUSSED, None))
    level = None if record.level is None else int(record.level)
    breaks = "" if level is None or before is None else _break(shown, topic, before, review)
    return _Spot(quarter, _KINDS[record.outcome], review, level, before, breaks)


def _as_asked(shown: Shown, topic: Topic, review: Review) -> Topic | None:
    """The topic as this review asked it, None where it didn't."""
    change = shown.joins.became(review, shown.joins.reviews[-1]).get(topic.id)
    then = change.earlier if change else None
    return then if then is not None and then in review.topics_of(then.theme) else None


def _break(shown: Shown, topic: Topic, before: Review, now: Review) -> str:
    """Why the line doesn't go on from the level before; empty where it does."""
    then = _as_asked(shown, topic, now)
    change = shown.joins.became(before, now).get(then.id) if then else None
    if change is not None and change.standing is Standing.SAME:
        return ""
    if change is not None and change.earlier is not None:
        return _("Asked in other words before {quarter}: “{words}”").format(
            quarter=now.quarter.name, words=change.earlier.says
        )
    return break_words(now.quarter.name)


def _cell(shown: Shown, topic: Topic, spot: _Spot) -> Cell:
    name = f"{topic.title}, {spot.quarter.name}"
    hollow = spot.review is not None and not spot.review.is_signed
    if spot.level is not None:
        figure = f"{spot.level}, {_level_name(shown, spot)}"
        words = "; ".join(part for part in (f"{name}: {figure}", spot.breaks) if part)
        return Cell(str(spot.level), words, level=spot.level, hollow=hollow, breaks=bool(spot.breaks))
    why = kind_words(spot.kind) if spot.review else shown.nothing_words(spot.quarter)
    return Cell(_SIGNS.get(spot.kind, ""), f"{name}: {why}", spot.kind, hollow=hollow)


def _point(shown: Shown, spot: _Spot) -> Point:
    name = spot.quarter.name
    if spot.level is None or spot.review is None:
        why = kind_words(spot.kind) if spot.review else shown.nothing_words(spot.quarter)
        return Point(None, "", f"{name}: {why}")
    words = f"{name}: {spot.level}, {_level_name(shown, spot)}"
    if not spot.review.is_signed:
        words = _("{words}; not signed off yet").format(words=words)
    return Point(
        float(spot.level),
        str(spot.level),
        words,
        hollow=not spot.review.is_signed,
        breaks=bool(spot.breaks),
        break_words=spot.breaks,
    )


def _level_name(shown: Shown, spot: _Spot) -> str:
    if spot.level is None or spot.review is None:
        return ""
    label = spot.review.questions.levels[spot.level].label
    return label[:1].lower() + label[1:]


def _move(told: list[_Spot]) -> Move | None:
    before, now = told[-2], told[-1]
    if now.breaks or before.level is None or now.level is None:
        return None
    return LevelStep("", Level(before.level), Level(now.level)).move


def _grid_words(
    shown: Shown, theme: Theme, topics: tuple[Topic, ...], spots: dict[str, tuple[_Spot, ...]]
) -> str:
    """How many topics have a level in the latest review, and by name which ones moved since the one before."""
    latest = shown.joins.reviews[-1].quarter
    now = [next(s for s in spots[t.id] if s.quarter == latest) for t in topics]
    valued = sum(s.level is not None for s in now)
    asked = sum(s.kind is not CellKind.NOT_ASKED for s in now)
    counted = plural(
        "{theme}, {quarter}: {n} of {of} topic has a level.",
        "{theme}, {quarter}: {n} of {of} topics have a level.",
        asked,
    ).format(theme=theme.title, quarter=latest.name, n=valued, of=asked)
    moved = [words for topic in topics if (words := _moved_words(shown, topic, spots[topic.id], latest))]
    return " ".join((counted, *(f"{words}." for words in moved[:MOST_NAMED])))


MOST_NAMED = 3
"""So many topics that moved are named in the sentence; the rest is in the squares."""


def _moved_words(shown: Shown, topic: Topic, spots: tuple[_Spot, ...], latest: Quarter) -> str:
    told = [spot for spot in spots if spot.level is not None]
    if len(told) < 2 or told[-1].quarter != latest or told[-1].breaks:
        return ""
    before, now = told[-2], told[-1]
    if before.level == now.level:
        return ""
    return _("{topic}: {before}, now {now}").format(
        topic=topic.title, before=_level_name(shown, before), now=_level_name(shown, now)
    )


def _grid_table(shown: Shown, rows: tuple[GridRow, ...]) -> ChartTable:
    head = (_("Topic"), *(quarter.name for quarter in shown.material.quarters))
    return ChartTable(
        head,
        tuple(
            (
                row.name,
                *(c.text if c.kind is CellKind.VALUE else c.words.rpartition(": ")[2] for c in row.cells),
            )
            for row in rows
        ),
    )


def _line_table(shown: Shown, spots: tuple[_Spot, ...], points: tuple[Point, ...]) -> ChartTable:
    head = (_("Quarter"), _("Level"), _("In words"), _("Notes"))
    rows = tuple(
        (
            spot.quarter.name,
            "" if spot.level is None else str(spot.level),
            _level_name(shown, spot) or point.words.rpartition(": ")[2],
            "; ".join(w for w in (_("not signed off yet") if point.hollow else "", spot.breaks) if w),
        )
        for spot, point in zip(spots, points, strict=True)
    )
    return ChartTable(head, rows)
