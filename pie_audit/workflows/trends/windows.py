"""Which part of what was read is looked at: so many quarters, ending now or at an earlier quarter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from pie_audit.domain.plan import Action, ActionStep
from pie_audit.domain.quarter import Quarter, iso_week
from pie_audit.domain.questionnaire import Theme
from pie_audit.domain.support_beside import SupportBeside
from pie_audit.workflows.trends.material import Forebear, Heir, Review, TrendMaterial
from pie_audit.workflows.trends.views import TrendWish, Window

LENGTH = {Window.FOUR: 4, Window.EIGHT: 8}
_ENDLESS = 10_000


def as_wished(material: TrendMaterial, wish: TrendWish) -> TrendMaterial:
    """The material up to the quarter that was asked for, in the narrower of the two windows."""
    window = _narrower(material.window, wish.window)
    if wish.until is not None and wish.until < Quarter.of(material.today):
        found = up_to(material, wish.until, window)
    else:
        found = in_window(material, window)
    return found if wish.at_most is None else newest(found, wish.at_most)


def newest(material: TrendMaterial, count: int) -> TrendMaterial:
    """The last so many quarters of it."""
    quarters = material.quarters[-count:]
    reviews = tuple(r for r in material.reviews if r.quarter in quarters)
    return replace(material, quarters=quarters, reviews=reviews, themes=_themes(reviews))


def _narrower(one: Window, other: Window) -> Window:
    return one if LENGTH.get(one, _ENDLESS) <= LENGTH.get(other, _ENDLESS) else other


def in_window(material: TrendMaterial, window: Window) -> TrendMaterial:
    """The same with its quarters: as many as were asked for up to now, from the first that has anything in it."""
    last = last_quarter(material.today, (r.quarter for r in material.reviews))
    first = min((q for q in _known(material) if q <= last), default=last)
    first = min(_ends_before(material, first), default=first)
    if window in LENGTH:
        first = max(first, last.plus(1 - LENGTH[window]))
    quarters = tuple(first.plus(n) for n in range(first.until(last) + 1))
    reviews = tuple(r for r in material.reviews if r.quarter in quarters)
    return replace(material, quarters=quarters, reviews=reviews, themes=_themes(reviews), window=window)


def up_to(material: TrendMaterial, last: Quarter, window: Window) -> TrendMaterial:
    """Without anything after a quarter, and with the actions as they stood at its end.

    `material` must reach back as far as the window then does.
    """
    end = min(material.today, last.last_day)
    month = end.isoformat()[:7]
    earlier = replace(
        material,
        today=end,
        reviews=tuple(r for r in material.reviews if r.quarter <= last),
        actions=tuple(
            (q, _as_of(a, material.steps.get(a.action_id, ()), end)) for q, a in material.actions if q <= last
        ),
        sessions=tuple(s for s in material.sessions if s.planned_on <= end),
        lines=tuple(line for line in material.lines if line.day <= end),
        friction=tuple(entry for entry in material.friction if entry.month <= month),
        episodes=tuple(one for one in material.episodes if one.month <= month),
        tellings=tuple(one for one in material.tellings if one.month <= month),
        wins=tuple(win for win in material.wins if win.week <= iso_week(end)),
        refusals=tuple(one for one in material.refusals if one.month <= month),
        scales=tuple(
            replace(one, points=tuple(p for p in one.points if p.quarter <= last)) for one in material.scales
        ),
        survey_parts=tuple(one for one in material.survey_parts if one.quarter <= last),
        beside=_beside(material.beside, last),
        marks=tuple(mark for mark in material.marks if mark.day <= end),
        forebears=tuple(_forebear_by(one, last) for one in material.forebears),
        came_of_it=_heirs_by(material, last),
        ended=_by(material.ended, last),
    )
    return in_window(earlier, window)


def last_quarter(today: date, reviewed: Iterable[Quarter]) -> Quarter:
    """The last step of the time shown: this quarter, or a review that was begun early."""
    return max((Quarter.of(today), *reviewed))


def quarter_of_month(month: str) -> Quarter:
    """The quarter of a month as logs keep it: ``2026-11``."""
    return Quarter.of(date(int(month[:4]), int(month[5:]), 1))


def _known(material: TrendMaterial) -> Iterable[Quarter]:
    """Every quarter of which there is something to show."""
    yield from (review.quarter for review in material.reviews)
    yield from (Quarter.of(session.planned_on) for session in material.sessions)
    yield from (Quarter.of(line.day) for line in material.lines)
    months = {errand.month for errand in material.friction} | {one.month for one in material.episodes}
    months |= {one.month for one in material.refusals}
    yield from (quarter_of_month(month) for month in months)
    yield from (point.quarter for series in material.scales for point in series.points)


def _ends_before(material: TrendMaterial, first: Quarter) -> Iterable[Quarter]:
    """The last reviews of teams before this one, so that the mark where their lines end is seen: two years at most."""
    lasts = (one.last for one in material.forebears if one.ended is not None)
    return (q for q in lasts if q is not None and q < first and q.until(first) <= LENGTH[Window.EIGHT])


def _themes(reviews: Sequence[Review]) -> tuple[Theme, ...]:
    """The themes that any review of the window asked something about, in the order of the latest question set."""
    found: dict[str, Theme] = {}
    for review in reversed(reviews):
        asked = {topic.theme for topic in review.asked}
        for theme in review.questions.themes:
            if theme.id in asked:
                found.setdefault(theme.id, theme)
    order = [theme.id for theme in reviews[-1].questions.themes] if reviews else []
    return tuple(sorted(found.values(), key=lambda t: order.index(t.id) if t.id in order else len(order)))


def _as_of(action: Action, steps: Sequence[ActionStep], day: date) -> Action:
    """The action with the status that it had on that day, as far as its history tells."""
    past = [step for step in steps if step.week <= iso_week(day)]
    if past:
        return replace(action, status=past[-1].after)
    return replace(action, status=steps[0].before) if steps else action


def _forebear_by(one: Forebear, last: Quarter) -> Forebear:
    return one if _by(one.ended, last) else replace(one, ended=None)


def _heirs_by(material: TrendMaterial, last: Quarter) -> tuple[Heir, ...]:
    """The teams that had come out of this one by then: once it had ended, all of them."""
    if _by(material.ended, last):
        return material.came_of_it
    return tuple(one for one in material.came_of_it if _by(one.first, last))


def _by(quarter: Quarter | None, last: Quarter) -> Quarter | None:
    """The quarter, unless it came after the last one shown."""
    return quarter if quarter is not None and quarter <= last else None


def _beside(view: SupportBeside | None, last: Quarter) -> SupportBeside | None:
    if view is None:
        return None
    quarters = tuple(one for one in view.quarters if one.quarter <= last)
    return replace(view, quarters=quarters, ranks="" if quarters != view.quarters else view.ranks)
