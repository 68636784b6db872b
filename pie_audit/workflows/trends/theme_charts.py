"""Where each theme stands, quarter by quarter: five lines on one fixed scale."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from pie_audit.analysis.distances import measure_distance
from pie_audit.domain.chart import (
    Chart,
    ChartTable,
    LineChart,
    Pin,
    Point,
    Series,
    Unshown,
)
from pie_audit.domain.distance import Distance, Move
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Theme
from pie_audit.domain.rounding import one_decimal
from pie_audit.domain.spc import ProcessChart
from pie_audit.domain.spc_words import say
from pie_audit.domain.trend_words import RULES_FROM, Told, figure_sentence, first_words, since_words
from pie_audit.words import _
from pie_audit.workflows import questions
from pie_audit.workflows.trends.along import LEVELS, pins_by_quarter, quarter_steps
from pie_audit.workflows.trends.joined import break_words
from pie_audit.workflows.trends.process import judge_quarters, limits_of, with_signals
from pie_audit.workflows.trends.theme_places import Place, Shown, places_of


def theme_lines(shown: Shown) -> tuple[Chart, ...]:
    """A line for each theme, in the order of the questions."""
    return tuple(_theme_line(shown, at, theme) for at, theme in enumerate(shown.material.themes))


def theme_title(shown: Shown, theme: Theme) -> str:
    """The theme, and whose ratings they are where it isn't what was agreed."""
    if shown.wish.perspective is None:
        return theme.short_title
    whose = questions.perspective_name(shown.wish.perspective)
    return _("{theme}: {whose}, rated in private").format(theme=theme.short_title, whose=whose)


def _theme_line(shown: Shown, at: int, theme: Theme) -> Chart:
    chart_id, title = f"theme_lines/{theme.id}", theme_title(shown, theme)
    places = places_of(shown, theme)
    told = [place for place in places if place.mean is not None]
    if not told:
        return Unshown(chart_id, title, _nothing_words(shown, theme, places))
    points, pins = _points(shown, theme, places), pins_by_quarter(shown.material, chart_id)
    judged = judge_quarters(
        [(p.quarter.name, None if p.mean is None else float(p.mean)) for p in places],
        shown.material.settings,
        [at for at, point in enumerate(points) if point.breaks],
    )
    return LineChart(
        id=chart_id,
        title=title,
        note=_note(has_median=bool(limits_of(judged))),
        sentence=_line_words(shown, theme, told, judged),
        table=_line_table(places, points, pins),
        axis=LEVELS,
        steps=quarter_steps(shown.material.quarters),
        series=(Series(theme.short_title, with_signals(points, judged), at),),
        headline=(one_decimal(told[-1].mean or Fraction()), _base_of_latest(shown, told[-1])),
        limits=limits_of(judged),
        pins=pins,
        opens=theme.id,
    )


def _note(*, has_median: bool) -> str:
    """What is drawn, and what the line across is where there is one."""
    note = _("Mean of the topics, from 0 to 4. A bar goes from the lowest to the highest topic.")
    if not has_median:
        return note
    return " ".join((note, _("The line across is the median: the middle one of the quarters.")))


def _points(shown: Shown, theme: Theme, places: tuple[Place, ...]) -> tuple[Point, ...]:
    points, before = [], None
    for place in places:
        goes_on = _goes_on(shown, theme, before, place)
        points.append(_point(place, breaks=not goes_on))
        if place.mean is not None:
            before = place
    return tuple(points)


def _goes_on(shown: Shown, theme: Theme, before: Place | None, now: Place) -> bool:
    if before is None or before.review is None or now.review is None:
        return True
    return shown.joins.theme_goes_on(theme.id, before.review, now.review)


def _point(place: Place, *, breaks: bool) -> Point:
    name = place.quarter.name
    if place.mean is None or place.review is None:
        return Point(None, "", _("{quarter}: {why}").format(quarter=name, why=place.why))
    words = _("{quarter}: {figure}").format(quarter=name, figure=place.full)
    if not place.review.is_signed:
        words = _("{words}; not signed off yet").format(words=words)
    return Point(
        float(place.mean),
        _("{mean} ({base})").format(mean=one_decimal(place.mean), base=place.n_of),
        words,
        low=place.low,
        high=place.high,
        hollow=not place.review.is_signed,
        breaks=breaks and place.mean is not None,
        break_words=break_words(name) if breaks else "",
    )


def _line_words(shown: Shown, theme: Theme, told: list[Place], judged: ProcessChart) -> str:
    now = Quarter.of(shown.material.today)
    said = [Told(p.quarter, one_decimal(p.mean or Fraction()), p.base) for p in told]
    ending = first_words()
    if len(told) > 1:
        pattern = say(judged) if judged.now.runs else ""
        useful = judged.now.useful or 0
        went = _distance(shown, theme, told[-2], told[-1])
        unseen = _unseen(went, told[-2], told[-1])
        ending = since_words(went.move if went else None, useful, pattern=pattern, common=unseen)
        if shown.wish.perspective is not None and useful < RULES_FROM:
            ending = _("other people may rate each time, so the two aren’t compared")
    return figure_sentence(_name(shown, theme), said, now, ending)


def _name(shown: Shown, theme: Theme) -> str:
    if shown.wish.perspective is None:
        return theme.title
    return _("{theme}, {whose}").format(
        theme=theme.title, whose=questions.perspective_name(shown.wish.perspective)
    )


def _distance(shown: Shown, theme: Theme, before: Place, now: Place) -> Distance | None:
    """How far the agreed theme went; None where the two may not be compared, or people rated in private."""
    if shown.wish.perspective is not None or before.review is None or now.review is None:
        return None
    changes = shown.joins.changes(before.review, now.review)
    distance = measure_distance(
        theme.id, changes, before.review.consensus(), now.review.consensus(), cut=shown.material.cut
    )
    return distance if distance.may_be_drawn else None


def _unseen(distance: Distance | None, before: Place, now: Place) -> int:
    """How many topics the distance rests on, where the two means as they are written don't go its way; else 0."""
    if distance is None:
        return 0
    went = Fraction(one_decimal(now.mean or Fraction())) - Fraction(one_decimal(before.mean or Fraction()))
    goes_along = went > 0 if distance.move is Move.HIGHER else went < 0
    return 0 if goes_along else distance.common


def _nothing_words(shown: Shown, theme: Theme, places: tuple[Place, ...]) -> str:
    off = next((off for off in shown.material.themes_off if off.theme_id == theme.id), None)
    if off is not None:
        return _("{theme} isn’t asked about here: {reason}.").format(
            theme=theme.title, reason=off.reason.rstrip(".")
        )
    reviewed = [place for place in places if place.review is not None]
    if not reviewed:
        return _("{theme}: no review has been signed off yet.").format(theme=theme.title)
    return _("{theme}: {why}.").format(theme=theme.title, why=reviewed[-1].why)


def _line_table(places: tuple[Place, ...], points: tuple[Point, ...], pins: tuple[Pin, ...]) -> ChartTable:
    head = (_("Quarter"), _("Mean"), _("Topics"), _("Lowest–highest"), _("Notes"))
    rows = tuple(
        (
            place.quarter.name,
            one_decimal(place.mean) if place.mean is not None else place.why,
            place.base,
            _range(place),
            _row_notes(place, point, [pin.words for pin in pins if pin.at == at]),
        )
        for at, (place, point) in enumerate(zip(places, points, strict=True))
    )
    return ChartTable(head, rows)


def _range(place: Place) -> str:
    if place.low is None or place.high is None:
        return ""
    low, high = (one_decimal(Fraction(v)).removesuffix(".0") for v in (place.low, place.high))
    return _("{low}–{high}").format(low=low, high=high)


def _row_notes(place: Place, point: Point, pinned: Sequence[str]) -> str:
    """What is marked on the line there: unsigned, another version, the team’s own notes, where teams came together."""
    unsigned = _("not signed off yet") if point.hollow else ""
    return "; ".join(words for words in (unsigned, point.break_words.rstrip("."), *pinned) if words)


def _base_of_latest(shown: Shown, place: Place) -> str:
    if place.quarter == shown.material.quarters[-1]:
        return place.base
    return _("{base}, {quarter}").format(base=place.n_of or place.base, quarter=place.quarter.name)
