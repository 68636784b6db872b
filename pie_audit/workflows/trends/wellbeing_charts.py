"""What surveys released of the team over time, and support beside strain: never n, never a share, never an interval."""

from __future__ import annotations

from pie_audit.domain.chart import (
    Chart,
    ChartTable,
    LineChart,
    Point,
    ScatterChart,
    ScatterDot,
    Series,
    Unshown,
)
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Direction
from pie_audit.domain.support_beside import (
    FEWEST_DOTS,
    SupportBeside,
    caveats,
    kept_words,
    quarter_sentence,
    strain_words,
    support_value,
    support_words,
)
from pie_audit.domain.survey_change import Change
from pie_audit.domain.trend_words import released_words, scale_sentence
from pie_audit.words import _
from pie_audit.workflows.surveys.released_series import ReleasedPoint, ReleasedSeries
from pie_audit.workflows.trends.along import HUNDRED, LEVELS, pins_by_quarter, quarter_steps
from pie_audit.workflows.trends.material import TrendMaterial


def pulse_charts(material: TrendMaterial) -> tuple[Chart, ...]:
    """A line for each scale, as far as the ledger of surveys has it."""
    series = [one for one in material.scales if any(p.quarter in material.quarters for p in one.points)]
    if not series:
        return (Unshown("pulse", _("Wellbeing"), _("No survey of this team has been opened yet.")),)
    return tuple(_scale_line(material, one) for one in series)


def _scale_line(material: TrendMaterial, series: ReleasedSeries) -> Chart:
    chart_id = f"pulse/{series.instrument_id}/{series.scale_id}"
    found = {point.quarter: point for point in series.points}
    points = _points(material, found)
    told = [p for q in material.quarters if (p := found.get(q)) is not None]
    broken = {q: p.break_words for q, p in zip(material.quarters, points, strict=True) if p.breaks}
    changes = [(p.quarter, p.mean, None if p.quarter in broken else _change(p)) for p in told]
    sentence = scale_sentence(series.title, changes, Quarter.of(material.today))
    if all(p.mean is None for p in told):
        return Unshown(chart_id, series.title, sentence)
    latest = told[-1]
    said = (sentence, broken.get(latest.quarter, ""), series.uncertainty)
    return LineChart(
        id=chart_id,
        title=series.title,
        note=_("{survey}, 0 to 100; {way}").format(survey=series.instrument, way=_way(series.direction)),
        sentence=" ".join(words for words in said if words),
        table=ChartTable(
            (_("Quarter"), series.title, _("Since last time")),
            tuple(
                (q.name, _cell(found.get(q)), _change_cell(found.get(q), broken.get(q, "")))
                for q in material.quarters
            ),
        ),
        axis=HUNDRED,
        steps=quarter_steps(material.quarters),
        series=(Series(series.title, points),),
        headline=("" if latest.mean is None else str(latest.mean), _("of 100")),
        pins=pins_by_quarter(material, chart_id),
    )


def _points(material: TrendMaterial, found: dict[Quarter, ReleasedPoint]) -> tuple[Point, ...]:
    """Joined only where a change was told: else other people answered, or the questions changed."""
    points: list[Point] = []
    before: ReleasedPoint | None = None
    for quarter in material.quarters:
        one = found.get(quarter)
        words = f"{quarter.name}: {_cell(one)}"
        if one is None or one.mean is None:
            points.append(Point(None, "", words))
            continue
        why = _break_words(before, one)
        said = "; ".join(part for part in (words, _change_cell(one, why)) if part)
        points.append(Point(float(one.mean), str(one.mean), said, breaks=bool(why), break_words=why))
        before = one
    return tuple(points)


def _break_words(before: ReleasedPoint | None, now: ReleasedPoint) -> str:
    if before is None or (now.change and before.version == now.version):
        return ""
    if before.version != now.version:
        return _("The questions changed, so the line begins anew.")
    return _("Not compared with the survey before: other people were asked, or its figure isn’t shown.")


def _change(point: ReleasedPoint) -> Change | None:
    return Change(point.change) if point.change else None


def _cell(point: ReleasedPoint | None) -> str:
    return _("no survey") if point is None else released_words(point.mean)


def _change_cell(point: ReleasedPoint | None, why_not: str) -> str:
    """The word that was released; that there is none, where the line breaks for it."""
    if why_not:
        return _("not compared")
    if point is None or not point.change or point.mean is None:
        return ""
    return {
        Change.SAME: _("much the same"),
        Change.HIGHER: _("higher"),
        Change.LOWER: _("lower"),
    }[Change(point.change)]


def _way(direction: Direction | None) -> str:
    if direction is None:
        return _("neither end is better")
    return _("higher is harder") if direction is Direction.HARDER else _("higher is better")


# support beside strain


def support_burnout(material: TrendMaterial) -> Chart:
    """Quarters as dots, joined in time; withheld whole where any figure of it is hidden."""
    title, view = _("Support and load together"), material.beside
    if material.levels_hidden:
        return Unshown("support_burnout", title, material.hidden_why)
    if view is None or not view.says_anything:
        words = _("It takes a review that asked about support in full, and a survey in the same quarter.")
        return Unshown("support_burnout", title, words)
    if not view.dots:
        return Unshown("support_burnout", title, _why_no_dots(view))
    return beside_chart(view, title)


def beside_chart(view: SupportBeside, title: str) -> ScatterChart:
    """The quarters of a view that has dots, on their two fixed scales."""
    return ScatterChart(
        id="support_burnout",
        title=title,
        note=_("One dot a quarter, joined in time"),
        sentence=" ".join((quarter_sentence(view.dots[-1], view), *((view.ranks,) if view.ranks else ()))),
        table=_beside_table(view),
        across=LEVELS,
        across_name=_("{theme}, as agreed, 0 to 4").format(theme=view.theme),
        up=HUNDRED,
        up_name=_("{scale}, 0 to 100; higher is harder").format(scale=view.scale),
        dots=_dots(view),
        caveats=caveats(),
    )


def _dots(view: SupportBeside) -> tuple[ScatterDot, ...]:
    return tuple(
        ScatterDot(float(one.support.mean), float(one.strain), one.quarter.name, quarter_sentence(one, view))
        for one in view.dots
        if one.support is not None and one.support.mean is not None and one.strain is not None
    )


def _why_no_dots(view: SupportBeside) -> str:
    if any(one.is_hidden for one in view.quarters):
        return _("Not drawn: a survey figure that belongs to it is not shown, to keep small groups safe.")
    return _("Too few quarters have both figures yet: it takes {n}.").format(n=FEWEST_DOTS)


def _beside_table(view: SupportBeside) -> ChartTable:
    head = (_("Quarter"), view.theme, _("Protected time"), view.scale)
    rows = tuple(
        (
            one.quarter.name,
            support_value(one) or support_words(one),
            kept_words(one),
            strain_words(one),
        )
        for one in view.quarters
    )
    return ChartTable(head, rows)
