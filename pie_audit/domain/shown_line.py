"""The line of the one theme that a team wants seen: its own values, nothing drawn beside anybody else's."""

from __future__ import annotations

from fractions import Fraction

from pie_audit.domain.chart import Axis, ChartTable, LineChart, Point, Series, Step
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.rounding import one_decimal
from pie_audit.domain.shared_plan import ShownTheme
from pie_audit.domain.trend_words import short_quarter
from pie_audit.words import _

QUARTERS = 8
_MARKS = "ABCDEF"


def shown_line(theme: ShownTheme, *, plain: bool = False) -> LineChart | None:
    """Up to `QUARTERS` quarters up to the latest with a value, gaps as gaps; None for an edition without numbers.

    `plain` leaves out what stands along the axes, for a line among words.
    """
    means = {quarter: Fraction(value) for quarter, value in theme.points}
    if not means:
        return None
    last = max(means)
    first = max(min(means), last.plus(1 - QUARTERS))
    quarters = [first.plus(n) for n in range(first.until(last) + 1)]
    return LineChart(
        id=f"shown/{theme.theme_id}",
        title=theme.title,
        note="",
        sentence=line_sentence(theme),
        table=_table(quarters, means),
        axis=Axis(0, 4, () if plain else tuple((n, str(n)) for n in range(5))),
        steps=tuple(_step(quarter, plain=plain) for quarter in quarters),
        series=(
            Series(
                theme.title, tuple(_point(theme.title, q, means.get(q)) for q in quarters), mark_of(theme)
            ),
        ),
    )


def line_sentence(theme: ShownTheme) -> str:
    """The latest value and the one before it, each with its quarter; never which way it goes, nor why."""
    means = sorted((quarter, Fraction(value)) for quarter, value in theme.points)
    if not means:
        return ""
    now = _said(*means[-1])
    if len(means) == 1:
        return _("{now}. One quarter is a starting point.").format(now=now)
    return _("{now}. {then}.").format(now=now, then=_said(*means[-2]))


def mark_of(theme: ShownTheme) -> int | None:
    """The place of the theme among the marks, None for a theme that has none."""
    at = _MARKS.find(theme.theme_id)
    return at if len(theme.theme_id) == 1 and at >= 0 else None


def _said(quarter: Quarter, mean: Fraction) -> str:
    return _("{quarter}: {value}").format(quarter=quarter.name, value=one_decimal(mean))


def _step(quarter: Quarter, *, plain: bool) -> Step:
    return Step("" if plain else short_quarter(quarter), quarter.name, quarter.first_day)


def _point(title: str, quarter: Quarter, mean: Fraction | None) -> Point:
    if mean is None:
        return Point(None, "", _("{quarter}: no value").format(quarter=quarter.name))
    words = _("{theme}, {quarter}, {value}")
    value = one_decimal(mean)
    return Point(float(mean), value, words.format(theme=title, quarter=quarter.name, value=value))


def _table(quarters: list[Quarter], means: dict[Quarter, Fraction]) -> ChartTable:
    rows = tuple((q.name, one_decimal(means[q]) if q in means else _("no value")) for q in quarters)
    return ChartTable((_("Quarter"), _("Mean")), rows)
