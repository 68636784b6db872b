"""A process chart in words: the sentence that goes with it, its banner and its notes, made by rules and nothing else.

The sentence never says more than the values allow (trends.md, sections 3 and 4): of few values only how the last compares
with the one before, of too few for a rule that they are too few, and a question where a rule found something.
"""

from __future__ import annotations

from collections.abc import Iterator

from pie_audit.domain.chart import Sign
from pie_audit.domain.spc import (
    FEWEST_FOR_LIMITS,
    FEWEST_FOR_RULES,
    WARN_BELOW,
    ChartKind,
    Direction,
    Flag,
    Pace,
    ProcessChart,
    ProcessPoint,
    Run,
    RunSignal,
    Stretch,
    point_direction,
)
from pie_audit.words import _, plural


def say(chart: ProcessChart, things: str = "") -> str:
    """What may be said of the chart as it is now. `things` are what is counted (“refusals”), empty for other measures."""
    words = _say_now(chart, things)
    return words if len(chart.stretches) == 1 else f"{words} {_since_words(chart, chart.now)}"


def _since_words(chart: ProcessChart, stretch: Stretch) -> str:
    when = chart.points[stretch.first].when
    return _("Judged anew from {when} on.").format(when=when)


def _say_now(chart: ProcessChart, things: str) -> str:
    now = chart.now
    if not now.values:
        return _("No value yet.")
    if now.kind is ChartKind.VALUE:
        return _("One value so far: there is nothing to compare it with.")
    if now.kind is ChartKind.DOTS:
        return _say_last(chart)
    if now.constant:
        return _("No variation yet: every value is the same.")
    if now.signals is None or now.doubtful:
        return _say_too_few(chart)
    return _say_runs(chart, things) if now.kind is ChartKind.RUN else _say_flags(chart)


def _say_last(chart: ProcessChart) -> str:
    """How the last value compares with the one before; both are named where the one isn't right behind the other."""
    before, last = _last_two(chart)
    words, apart = _compared(chart, before, last)
    if last == before + 1 == len(chart.points) - 1:
        return words
    return apart.format(when=chart.points[last].when, before=chart.points[before].when)


def _last_two(chart: ProcessChart) -> tuple[int, int]:
    """The steps of the last two values of the stretch that holds now, which has two or more."""
    now = chart.now
    given = [step for step in range(now.first, now.last + 1) if chart.points[step].value is not None]
    return given[-2], given[-1]


def _compared(chart: ProcessChart, before: int, last: int) -> tuple[str, str]:
    was, now = chart.points[before].value, chart.points[last].value
    if was is None or now is None or was == now:
        return _("The same as last time."), _("{when}: the same as {before}.")
    if now > was:
        return _("Higher than last time."), _("{when}: higher than {before}.")
    return _("Lower than last time."), _("{when}: lower than {before}.")


def _points(chart: ProcessChart, stretch: Stretch) -> tuple[ProcessPoint, ...]:
    return chart.points[stretch.first : stretch.last + 1]


def _say_too_few(chart: ProcessChart) -> str:
    if not chart.now.doubtful and chart.now.values >= FEWEST_FOR_RULES:
        return _("Too many values lie on the median to tell pattern from chance.")
    if chart.pace is Pace.QUARTER:
        return _("Too few quarters to tell pattern from chance.")
    if chart.pace is Pace.MONTH:
        return _("Too few months to tell pattern from chance.")
    return _("Too few values to tell pattern from chance.")


def _say_flags(chart: ProcessChart) -> str:
    points = _points(chart, chart.now)
    flagged = [place for place, point in enumerate(points) if point.worth_asking]
    if not flagged:
        return _("Nothing unusual.")
    last = flagged[-1]
    flag = points[last].worth_asking
    assert flag is not None  # the place was found by its flag
    told = _row_up_to(points, last, flag)
    others = len([place for place in flagged if place not in told])
    sentence = _flag_words(flag.sign).format(when=points[last].when, way=direction_words(flag.direction))
    return " ".join((sentence, *_more(others)))


def _row_up_to(points: tuple[ProcessPoint, ...], last: int, flag: Flag) -> range:
    """The steps that one sentence about `flag` tells of: the neighbours up to `last` that have it too."""
    first = last
    while first and flag.sign is not Sign.BEYOND_LIMIT and flag in points[first - 1].flags:
        first -= 1
    return range(first, last + 1)


def _more(others: int) -> Iterator[str]:
    if others:
        yield plural(
            "One other point is worth asking about too.",
            "{n} other points are worth asking about too.",
            others,
        ).format(n=others)


def _flag_words(sign: Sign) -> str:
    return {
        Sign.BEYOND_LIMIT: _("Worth asking about: {when} lies beyond the limits ({way})."),
        Sign.SEVEN_POINT_TREND: _(
            "Worth asking about: seven or more in a row up to {when}, all going the same way ({way})."
        ),
        Sign.TWO_OF_THREE_NEAR_LIMIT: _(
            "Worth asking about: two of three in a row up to {when} lie close to a limit ({way})."
        ),
        Sign.SEVEN_ONE_SIDE: _(
            "Worth asking about: seven or more in a row up to {when}, all on one side of the average ({way})."
        ),
    }[sign]


def direction_words(direction: Direction | None) -> str:
    """A direction as people say it, empty for none."""
    if direction is None:
        return ""
    return {
        Direction.HIGHER: _("higher"),
        Direction.LOWER: _("lower"),
        Direction.IMPROVING: _("improving"),
        Direction.WORSENING: _("worsening"),
    }[direction]


def sign_words(sign: Sign) -> str:
    """A kind of flag as people read it, without what it means for this measure."""
    return {
        Sign.BEYOND_LIMIT: _("beyond a limit"),
        Sign.SEVEN_POINT_TREND: _("seven in a row going one way"),
        Sign.TWO_OF_THREE_NEAR_LIMIT: _("two of three close to a limit"),
        Sign.SEVEN_ONE_SIDE: _("seven in a row on one side of the average"),
        Sign.SCREENED_RANGE: _("step from the one before left out of the limits"),
    }[sign]


def _say_runs(chart: ProcessChart, things: str) -> str:
    if not chart.now.runs:
        return _("Nothing unusual.")
    run = chart.now.runs[0]
    places = {
        "first": chart.points[run.first].when,
        "last": chart.points[run.last].when,
        "turn": chart.points[run.turn].when,
    }
    found = _run_words(run, things).format(things=things, **places)
    asks = _("What changed around {turn}?").format(**places)
    return " ".join((found, *_said_way(chart, run), asks))


def _said_way(chart: ProcessChart, run: Run) -> Iterator[str]:
    """Improving or worsening, where somebody said which way is good and the run points one way."""
    if chart.good is not None and (run.halves or run.signal is not RunSignal.FEW_CROSSINGS):
        way = point_direction(higher=run.direction is Direction.HIGHER, good=chart.good)
        yield _("By the direction that was set, that is {way}.").format(way=direction_words(way))


def _run_words(run: Run, things: str) -> str:
    higher = run.direction is Direction.HIGHER
    if run.halves:
        return _half_words(higher=higher, counted=bool(things))
    if run.signal is RunSignal.FEW_CROSSINGS:
        return _("The values changed sides of the median less often than chance alone would usually give.")
    if run.signal is RunSignal.FIVE_POINT_TREND:
        if higher:
            return _("Five or more in a row up to {last}, each higher than the one before.")
        return _("Five or more in a row up to {last}, each lower than the one before.")
    if higher:
        return _(
            "More in a row above the median, from {first} to {last}, than chance alone would usually give."
        )
    return _("More in a row below the median, from {first} to {last}, than chance alone would usually give.")


def _half_words(*, higher: bool, counted: bool) -> str:
    if counted and higher:
        return _("More {things} in the second half than chance alone would usually give.")
    if counted:
        return _("Fewer {things} in the second half than chance alone would usually give.")
    if higher:
        return _("Higher in the second half than chance alone would usually give.")
    return _("Lower in the second half than chance alone would usually give.")


def banner(chart: ProcessChart) -> str:
    """The caution that stands on the chart; empty where none is needed."""
    now = chart.now
    if now.doubtful:
        return plural("Too few for limits ({n} point)", "Too few for limits ({n} points)", now.values).format(
            n=now.values
        )
    if now.provisional:
        return plural("Provisional ({n} point)", "Provisional ({n} points)", now.values).format(n=now.values)
    return _("Too early for limits") if _is_early(chart) else ""


def _is_early(chart: ProcessChart) -> bool:
    """Whether limits would be drawn if only there were more values."""
    return bool(
        chart.pace is not Pace.QUARTER
        and chart.now.kind is not ChartKind.XMR
        and 0 < chart.now.values < FEWEST_FOR_LIMITS
    )


def notes(chart: ProcessChart) -> tuple[str, ...]:
    """The rules in use and every reserve, in the order in which they matter."""
    return (*_limit_notes(chart), *_run_notes(chart), *_part_notes(chart))


def _limit_notes(chart: ProcessChart) -> Iterator[str]:
    now = chart.now
    if now.doubtful:
        yield _(
            "Limits from fewer than 12 values can’t be relied on; they are here because they were asked for."
        )
    elif now.provisional and now.values < WARN_BELOW:
        yield _("With fewer than 13 values, each new one can move these limits a good deal.")
    if now.upper is not None:
        yield _("Limits: the average ± 2.66 times the average step from one value to the next.")
        yield from _cut_notes(chart)
    if now.constant:
        yield _("No variation yet.")


def _cut_notes(chart: ProcessChart) -> Iterator[str]:
    now = chart.now
    if chart.screens:
        yield _("Steps of 3.267 times their average or more are left out of that average, once.")
    if now.cut_lower:
        yield _("The lower limit is drawn at 0: nothing can lie below.")
    if now.cut_upper:
        yield _("The upper limit is drawn at 100: nothing can lie above.")
    if any(point.value is None for point in _points(chart, now)):
        yield _("A gap stays a gap: no step is taken across it, and no row goes on behind it.")


def _run_notes(chart: ProcessChart) -> Iterator[str]:
    if _is_early(chart):
        yield _("Limits are drawn from 12 values on.")
    if chart.kind is ChartKind.RUN and not chart.now.constant:
        if chart.now.signals is None:
            yield _("Rules speak from 10 values on that don’t lie on the median.")
        elif chart.simple_rules:
            yield _("Rules in use: six in a row on one side of the median; five in a row rising or falling.")
        else:
            yield _("Rules in use: an unusually long run on one side of the median; unusually few crossings.")


def _part_notes(chart: ProcessChart) -> Iterator[str]:
    for stretch in chart.stretches[1:]:
        yield _since_words(chart, stretch)
