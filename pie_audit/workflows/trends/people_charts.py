"""Who took part: of reviews what their openings permitted, of surveys a band; never anybody by name."""

from __future__ import annotations

from pie_audit.domain.chart import Chart, ChartTable, Part, StackChart, StackColumn, Unshown
from pie_audit.domain.disclosure import Band
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.survey import Participation
from pie_audit.domain.team import Perspective
from pie_audit.words import _
from pie_audit.workflows import questions
from pie_audit.workflows.surveys.released_series import SurveyPart
from pie_audit.workflows.trends.along import pins_by_quarter, quarter_steps
from pie_audit.workflows.trends.material import Review, TrendMaterial

_LEAST = {Band.SOME: 5, Band.MANY: 10, Band.VERY_MANY: 20}


def participation(material: TrendMaterial) -> Chart:
    """Stacked counts by perspective; a group of fewer than five is hatched, at one height."""
    reviews = {review.quarter: review for review in material.reviews}
    shown = _perspectives(material)
    if not shown and not material.survey_parts:
        return Unshown("participation", _("Who took part"), _("No review was opened together yet."))
    columns = tuple(_column(q, reviews.get(q), shown) for q in material.quarters)
    return StackChart(
        id="participation",
        title=_("Who took part"),
        note=_("People who rated in private, by perspective"),
        sentence=_words(material, columns),
        table=_table(material, reviews, shown),
        steps=quarter_steps(material.quarters),
        columns=columns,
        fills=tuple(questions.perspective_name(p) for p in shown),
        hatched=_("fewer than 5"),
        pins=pins_by_quarter(material, "participation"),
    )


def survey_lines(material: TrendMaterial) -> tuple[str, ...]:
    """A line for each survey of the window, with its band."""
    return tuple(
        _("{quarter}: {part} of those asked answered “{survey}”.").format(
            quarter=one.quarter.name, part=survey_band_words(one.took_part), survey=one.title
        )
        for one in material.survey_parts
        if one.quarter in material.quarters and one.took_part is not None
    )


def survey_band_words(part: Participation | None) -> str:
    """How many of those who were asked, told no finer than this."""
    words = {
        Participation.UNDER_HALF: _("under half"),
        Participation.MORE_THAN_HALF: _("more than half"),
        Participation.MOST: _("most"),
    }
    return words[part] if part is not None else _("not shown")


def band_words(band: Band) -> str:
    """A band of people."""
    return {
        Band.NONE: _("nobody asked"),
        Band.FEW: _("fewer than 5"),
        Band.SOME: _("5 to 9"),
        Band.MANY: _("10 to 19"),
        Band.VERY_MANY: _("20 or more"),
    }[band]


def _perspectives(material: TrendMaterial) -> tuple[Perspective, ...]:
    """The perspectives that took part in any review of the window."""
    return tuple(
        p
        for p in Perspective
        if any(r.took_part.get(p, Band.NONE) is not Band.NONE for r in material.reviews)
    )


def _column(quarter: Quarter, review: Review | None, shown: tuple[Perspective, ...]) -> StackColumn:
    if review is None:
        words = _("{quarter}: no review").format(quarter=quarter.name)
        return StackColumn((), words, _("no review"))
    if not review.took_part:
        words = _("{quarter}: talked through together, without rating in private").format(
            quarter=quarter.name
        )
        return StackColumn((), words, _("together"))
    found = (_part(review, p, fill) for fill, p in enumerate(shown))
    parts = tuple(part for part in found if part is not None)
    said = "; ".join(part.words for part in parts)
    return StackColumn(parts, f"{quarter.name}: {said}")


def _part(review: Review, perspective: Perspective, fill: int) -> Part | None:
    band = review.took_part.get(perspective, Band.NONE)
    if band is Band.NONE:
        return None
    name = questions.perspective_name(perspective)
    if band is Band.FEW:
        return Part(None, "<5", f"{name} {band_words(band)}", fill)
    counted = _counted(review, perspective)
    if counted is None:
        return Part(float(_LEAST[band]), band_words(band), f"{name} {band_words(band)}", fill)
    return Part(float(counted), str(counted), f"{name} {counted}", fill)


def _counted(review: Review, perspective: Perspective) -> int | None:
    """How many of this perspective took part, as the permitted counts themselves say; None where they don't.

    A topic counts everybody who was asked it, those without a level too.
    """
    mine = [c for c in review.counts if c.group == perspective.value]
    return max((c.n_rated + c.not_applicable + c.cant_tell + c.blank for c in mine), default=None)


def _words(material: TrendMaterial, columns: tuple[StackColumn, ...]) -> str:
    told = [column.words for column in columns if column.parts]
    lines = [f"{told[-1]}."] if told else [_("No review was opened together yet.")]
    return " ".join((*lines, *survey_lines(material)[-1:]))


def _table(
    material: TrendMaterial, reviews: dict[Quarter, Review], shown: tuple[Perspective, ...]
) -> ChartTable:
    names = tuple(questions.perspective_name(p) for p in shown)
    surveys = {one.quarter: one for one in material.survey_parts}
    head = (_("Quarter"), *names, *((_("Survey"),) if surveys else ()))
    return ChartTable(
        head,
        tuple(
            (
                q.name,
                *(_table_cell(reviews.get(q), p) for p in shown),
                *((_survey_cell(surveys.get(q)),) if surveys else ()),
            )
            for q in material.quarters
        ),
    )


def _table_cell(review: Review | None, perspective: Perspective) -> str:
    if review is None:
        return _("no review")
    if not review.took_part:
        return _("together only")
    part = _part(review, perspective, 0)
    if part is None:
        return band_words(Band.NONE)
    return band_words(Band.FEW) if part.amount is None else part.text


def _survey_cell(one: SurveyPart | None) -> str:
    return survey_band_words(one.took_part) if one else ""
