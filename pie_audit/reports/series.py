"""The days of a series, worked out by the rules that calendars use."""

from __future__ import annotations

from datetime import date, datetime, time

from pie_audit.domain.recurrence import Series


def days_of_series(series: Series) -> tuple[date, ...]:
    """Every day of the series in order, without those it skips; perhaps none is left.

    Raises NotNow where the series can't be planned.
    """
    from dateutil.rrule import WEEKLY, rrule, rruleset

    series = series.checked()
    days = rruleset()
    until = _midnight(series.until) if series.until else None
    days.rrule(
        rrule(
            WEEKLY,
            dtstart=_midnight(series.first),
            interval=series.every_weeks,
            count=series.count,
            until=until,
        )
    )
    for skipped in series.skipping:
        days.exdate(_midnight(skipped))
    return tuple(moment.date() for moment in days)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
