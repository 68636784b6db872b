"""Where each theme stands, quarter by quarter: five lines on one fixed scale, and the same as squares."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from pie_audit.analysis.distances import measure_distance
from pie_audit.analysis.theme_scores import score_group
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
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Theme
from pie_audit.domain.rounding import one_decimal
from pie_audit.domain.spc import ProcessChart
from pie_audit.domain.spc_words import say
from pie_audit.domain.theme_score import GroupThemeScore, ThemeScore
from pie_audit.domain.trend_words import RULES_FROM, Told, figure_sentence, first_words, since_words
from pie_audit.words import _, plural
from pie_audit.workflows import questions
from pie_audit.workflows.trends.along import LEVELS, pins_by_quarter, quarter_steps
from pie_audit.workflows.trends.joined import Joins, break_words
from pie_audit.workflows.trends.material import Review, TrendMaterial
from pie_audit.workflows.trends.process import judge_quarters, limits_of, with_signals
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
class _Place:
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


def theme_lines(shown: Shown) -> tuple[Chart, ...]:
    """A line for each theme, in the order of the questions."""
    return tuple(_theme_line(shown, at, theme) for at, theme in enumerate(shown.material.themes))


def heatmap(shown: Shown) -> Chart:
    """Themes by quarters: the mean in each square, tinted by its nearest level."""
    material = shown.material
    places = {theme.id: _places(shown, theme) for theme in material.themes}
    rows = tuple(
        GridRow(theme.id, theme.short_title, tuple(_cell(theme, p) for p in places[theme.id]), at)
        for at, theme in enumerate(material.themes)
    )
    title = _("Theme by quarter")
    if not any(place.mean is not None for found in places.values() for place in found):
        return Unshown("heatmap", title, _("No theme has a mean yet: topics stand by name further down."))
    return GridChart(
        id="heatmap",
        title=title,
        note=_("Number shown in every square"),
        sentence=_heat_words(shown, places),
        table=_heat_table(shown, rows),
        steps=quarter_steps(material.quarters),
        rows=rows,
        legend=legend_of(rows),
        pins=pins_by_quarter(material, "heatmap"),
    )


def legend_of(rows: tuple[GridRow, ...]) -> tuple[str, ...]:
    """What the squares without a number say, each kind once."""
    kinds = {cell.kind for row in rows for cell in row.cells} - {CellKind.VALUE}
    return tuple(kind_words(kind) for kind in CellKind if kind in kinds)


def kind_words(kind: CellKind) -> str:
    """A kind of square as people read it."""
    return {
        CellKind.VALUE: _("agreed level"),
        CellKind.NOT_APPLICABLE: _("doesn’t apply"),
        CellKind.CANT_TELL: _("can’t tell"),
        CellKind.NOT_SETTLED: _("no agreement"),
        CellKind.NOT_ENOUGH: _("not enough answered"),
        CellKind.NOT_ASKED: _("not asked"),
        CellKind.NOT_DISCUSSED: _("not discussed"),
        CellKind.NO_REVIEW: _("no review"),
    }[kind]


def theme_title(shown: Shown, theme: Theme) -> str:
    """The theme, and whose ratings they are where it isn't what was agreed."""
    if shown.wish.perspective is None:
        return theme.short_title
    whose = questions.perspective_name(shown.wish.perspective)
    return _("{theme}: {whose}, rated in private").format(theme=theme.short_title, whose=whose)


def _theme_line(shown: Shown, at: int, theme: Theme) -> Chart:
    chart_id, title = f"theme_lines/{theme.id}", theme_title(shown, theme)
    places = _places(shown, theme)
    told = [place for place in places if place.mean is not None]
    if not told:
        return Unshown(chart_id, title, _nothing_words(shown, theme, places))
    points = _points(shown, theme, places)
    judged = judge_quarters(
        [(p.quarter.name, None if p.mean is None else float(p.mean)) for p in places],
        shown.material.settings,
        [at for at, point in enumerate(points) if point.breaks],
    )
    return LineChart(
        id=chart_id,
        title=title,
        note=_("Mean of the topics, from 0 to 4. A bar goes from the lowest to the highest topic."),
        sentence=_line_words(shown, theme, told, judged),
        table=_line_table(places, points),
        axis=LEVELS,
        steps=quarter_steps(shown.material.quarters),
        series=(Series(theme.short_title, with_signals(points, judged), at),),
        headline=(one_decimal(told[-1].mean or Fraction()), _base_of_latest(shown, told[-1])),
        limits=limits_of(judged),
        pins=pins_by_quarter(shown.material, chart_id),
        opens=theme.id,
    )


def _places(shown: Shown, theme: Theme) -> tuple[_Place, ...]:
    reviews = shown.reviews
    return tuple(_place(shown, theme, quarter, reviews.get(quarter)) for quarter in shown.material.quarters)


def _place(shown: Shown, theme: Theme, quarter: Quarter, review: Review | None) -> _Place:
    if review is None:
        return _Place(quarter, shown.nothing_words(quarter))
    score = review.score(theme.id)
    if score is None:
        return _Place(quarter, _("not asked"), review)
    if score.short_form:
        return _Place(quarter, _("short form: topics by name, no mean"), review, score=score)
    if shown.wish.perspective is not None:
        return _group_place(shown, theme, review)
    if score.mean is None:
        return _Place(quarter, score.words(), review, score=score)
    return _Place(
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


def _group_place(shown: Shown, theme: Theme, review: Review) -> _Place:
    perspective = shown.wish.perspective
    assert perspective is not None
    asked = [
        t.id for t in questions.asked(review.questions, review.round, perspective) if t.theme == theme.id
    ]
    group: GroupThemeScore = score_group(theme.id, perspective.value, topics=asked, counts=review.counts)
    if group.mean is None:
        return _Place(review.quarter, _("not shown"), review)
    mine = [c for c in review.counts if c.group == perspective.value and c.topic_id in asked and c.n_rated]
    means = [float(Fraction(sum(c.values), c.n_rated)) for c in mine]
    return _Place(
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


def _points(shown: Shown, theme: Theme, places: tuple[_Place, ...]) -> tuple[Point, ...]:
    points, before = [], None
    for place in places:
        goes_on = _goes_on(shown, theme, before, place)
        points.append(_point(place, breaks=not goes_on))
        if place.mean is not None:
            before = place
    return tuple(points)


def _goes_on(shown: Shown, theme: Theme, before: _Place | None, now: _Place) -> bool:
    if before is None or before.review is None or now.review is None:
        return True
    return shown.joins.theme_goes_on(theme.id, before.review, now.review)


def _point(place: _Place, *, breaks: bool) -> Point:
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


def _line_words(shown: Shown, theme: Theme, told: list[_Place], judged: ProcessChart) -> str:
    now = Quarter.of(shown.material.today)
    said = [Told(p.quarter, one_decimal(p.mean or Fraction()), p.base) for p in told]
    ending = first_words()
    if len(told) > 1:
        pattern = say(judged) if judged.now.runs else ""
        useful = judged.now.useful or 0
        ending = since_words(_move(shown, theme, told[-2], told[-1]), useful, pattern=pattern)
        if shown.wish.perspective is not None and useful < RULES_FROM:
            ending = _("other people may rate each time, so the two aren’t compared")
    return figure_sentence(_name(shown, theme), said, now, ending)


def _name(shown: Shown, theme: Theme) -> str:
    if shown.wish.perspective is None:
        return theme.title
    return _("{theme}, {whose}").format(
        theme=theme.title, whose=questions.perspective_name(shown.wish.perspective)
    )


def _move(shown: Shown, theme: Theme, before: _Place, now: _Place) -> Move | None:
    """Which way the agreed theme went; None where the two may not be compared, or people rated in private."""
    if shown.wish.perspective is not None or before.review is None or now.review is None:
        return None
    changes = shown.joins.changes(before.review, now.review)
    distance = measure_distance(theme.id, changes, before.review.consensus(), now.review.consensus())
    return distance.move if distance.may_be_drawn else None


def _nothing_words(shown: Shown, theme: Theme, places: tuple[_Place, ...]) -> str:
    off = next((off for off in shown.material.themes_off if off.theme_id == theme.id), None)
    if off is not None:
        return _("{theme} isn’t asked about here: {reason}.").format(
            theme=theme.title, reason=off.reason.rstrip(".")
        )
    reviewed = [place for place in places if place.review is not None]
    if not reviewed:
        return _("{theme}: no review has been signed off yet.").format(theme=theme.title)
    return _("{theme}: {why}.").format(theme=theme.title, why=reviewed[-1].why)


def _line_table(places: tuple[_Place, ...], points: tuple[Point, ...]) -> ChartTable:
    head = (_("Quarter"), _("Mean"), _("Topics"), _("Lowest–highest"), _("Notes"))
    rows = tuple(
        (
            place.quarter.name,
            one_decimal(place.mean) if place.mean is not None else place.why,
            place.base,
            _range(place),
            _row_notes(place, point),
        )
        for place, point in zip(places, points, strict=True)
    )
    return ChartTable(head, rows)


def _range(place: _Place) -> str:
    if place.low is None or place.high is None:
        return ""
    low, high = (one_decimal(Fraction(v)).removesuffix(".0") for v in (place.low, place.high))
    return _("{low}–{high}").format(low=low, high=high)


def _row_notes(place: _Place, point: Point) -> str:
    unsigned = _("not signed off yet") if point.hollow else ""
    return "; ".join(words for words in (unsigned, point.break_words.rstrip(".")) if words)


def _cell(theme: Theme, place: _Place) -> Cell:
    name = f"{theme.short_title}, {place.quarter.name}"
    if place.mean is not None and place.review is not None:
        words = _("{where}: {figure}").format(where=name, figure=place.full)
        level = int(place.mean + Fraction(1, 2))
        return Cell(one_decimal(place.mean), words, level=level, hollow=not place.review.is_signed)
    text, kind = _empty(place)
    return Cell(text, _("{where}: {why}").format(where=name, why=place.why), kind)


def _empty(place: _Place) -> tuple[str, CellKind]:
    score = place.score
    if place.review is None:
        return "", CellKind.NO_REVIEW
    if score is None:
        return _("n/a"), CellKind.NOT_ASKED
    if score.short_form:
        return _("short"), CellKind.NOT_ASKED
    if score.applicable == 0:
        return _("n/a"), CellKind.NOT_APPLICABLE
    return _("few"), CellKind.NOT_ENOUGH


def _heat_table(shown: Shown, rows: tuple[GridRow, ...]) -> ChartTable:
    head = (_("Theme"), *(quarter.name for quarter in shown.material.quarters))
    return ChartTable(head, tuple((row.name, *(_table_cell(c) for c in row.cells)) for row in rows))


def _table_cell(cell: Cell) -> str:
    return cell.text if cell.kind is CellKind.VALUE else cell.words.rpartition(": ")[2]


def _heat_words(shown: Shown, places: dict[str, tuple[_Place, ...]]) -> str:
    now = Quarter.of(shown.material.today)
    found = []
    for theme in shown.material.themes:
        told = [p for p in places[theme.id] if p.mean is not None]
        if told:
            figure = Told(told[-1].quarter, one_decimal(told[-1].mean or Fraction()), told[-1].base)
            late = "" if told[-1].quarter == now else f", {told[-1].quarter.name}"
            found.append(f"{theme.short_title} {figure.words()}{late}")
    return _("Where the themes stand: {themes}.").format(themes="; ".join(found))


def _base_of_latest(shown: Shown, place: _Place) -> str:
    if place.quarter == shown.material.quarters[-1]:
        return place.base
    return _("{base}, {quarter}").format(base=place.base, quarter=place.quarter.name)


def _topics_words(n: int, of: int) -> str:
    return plural("{n} of {of} topic", "{n} of {of} topics", of).format(n=n, of=of)


def _n_of(n: int, of: int) -> str:
    return _("{n} of {of}").format(n=n, of=of)


def _float(value: int | None) -> float | None:
    return None if value is None else float(value)
