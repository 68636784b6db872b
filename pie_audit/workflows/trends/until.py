"""A team's past as it stood at the end of an earlier quarter, for papers of that quarter."""

from __future__ import annotations

from dataclasses import replace

from pie_audit.domain.quarter import Quarter
from pie_audit.domain.support_beside import SupportBeside
from pie_audit.workflows.surveys.released_series import ReleasedSeries
from pie_audit.workflows.trends.material import TrendMaterial
from pie_audit.workflows.trends.reading import in_window, quarter_of_month
from pie_audit.workflows.trends.views import Window


def up_to(material: TrendMaterial, until: Quarter, window: Window) -> TrendMaterial:
    """The same without anything that lies after this quarter. `material` must reach back as far as the window then does."""
    last = min(material.today, until.last_day)
    earlier = replace(
        material,
        today=last,
        reviews=tuple(r for r in material.reviews if r.quarter <= until),
        actions=tuple((q, action) for q, action in material.actions if q <= until),
        sessions=tuple(s for s in material.sessions if s.planned_on <= last),
        lines=tuple(line for line in material.lines if line.day <= last),
        friction=tuple(f for f in material.friction if quarter_of_month(f.month) <= until),
        tellings=tuple(t for t in material.tellings if quarter_of_month(t.month) <= until),
        scales=tuple(_scale(series, until) for series in material.scales),
        survey_parts=tuple(part for part in material.survey_parts if part.quarter <= until),
        beside=_beside(material.beside, until),
        marks=tuple(mark for mark in material.marks if mark.day <= last),
    )
    return in_window(earlier, window)


def _scale(series: ReleasedSeries, until: Quarter) -> ReleasedSeries:
    return replace(series, points=tuple(p for p in series.points if p.quarter <= until))


def _beside(beside: SupportBeside | None, until: Quarter) -> SupportBeside | None:
    """What ranks say rests on all quarters, so it goes with any that is left out."""
    if beside is None:
        return None
    kept = tuple(one for one in beside.quarters if one.quarter <= until)
    return beside if kept == beside.quarters else replace(beside, quarters=kept, ranks="")
