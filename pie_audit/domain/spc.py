"""Values of a process chart: one measure over time with its centre, its limits and what is worth asking about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pie_audit.domain.chart import Sign

FEWEST_FOR_LIMITS = 12
"""Values from which limits are drawn, provisional ones; and on each side of a change point."""

WARN_BELOW = 13
"""With fewer values than this, provisional limits come with a warning."""

SETTLED_FROM = 20
"""Values from which limits are no longer called provisional."""

FEWEST_FOR_CENTRE = 5
"""Useful values from which a faint median is drawn; below, dots."""

FEWEST_FOR_RULES = 10
"""Useful values from which the rules of run charts speak; all of these: trends.md, sections 3 and 4."""

MOST_VALUE = 10.0**15
"""A value further from 0 is nothing that anybody counts, and more than a number holds exactly."""


class ChartKind(StrEnum):
    """What is drawn: limits about a mean, a median, joined dots without a centre, or one value alone."""

    XMR = "xmr"
    RUN = "run"
    DOTS = "dots"
    VALUE = "value"


class RunSignal(StrEnum):
    """What a run chart may say of its values as a whole: Anhøj's two rules, then the commonly taught pair."""

    LONG_RUN = "long-run"
    FEW_CROSSINGS = "few-crossings"
    SIX_ONE_SIDE = "six-one-side"
    FIVE_POINT_TREND = "five-point-trend"


class Pace(StrEnum):
    """How often a measure is taken. Limits are for monthly or finer; a quarter is too rare."""

    QUARTER = "quarter"
    MONTH = "month"
    OTHER = "other"


class Scale(StrEnum):
    """Where limits are cut: counts and minutes at 0, shares in percent at 0 and 100, others nowhere."""

    COUNT = "count"
    SHARE = "share"
    FREE = "free"

    @property
    def ends(self) -> tuple[float | None, float | None]:
        """The lowest and the highest value that can be; None where there is no end."""
        return (None if self is Scale.FREE else 0.0), (100.0 if self is Scale.SHARE else None)


class Direction(StrEnum):
    """Which way a flag points; improving and worsening only where somebody said which way is good."""

    HIGHER = "higher"
    LOWER = "lower"
    IMPROVING = "improving"
    WORSENING = "worsening"


@dataclass(frozen=True, slots=True)
class Flag:
    """One reason why a point is worth asking about, and which way it points; None for a range that was left out."""

    sign: Sign
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class ProcessPoint:
    """One value with all flags that apply, the one shown first; `value` None is a gap."""

    when: str
    value: float | None
    flags: tuple[Flag, ...] = ()

    @property
    def signs(self) -> tuple[Sign, ...]:
        """The kinds of its flags, the one shown first."""
        return tuple(flag.sign for flag in self.flags)

    @property
    def worth_asking(self) -> Flag | None:
        """The flag that is shown, None where nothing is unusual. A range left out is no reason to ask."""
        return next((flag for flag in self.flags if flag.sign is not Sign.SCREENED_RANGE), None)


@dataclass(frozen=True, slots=True)
class Run:
    """What a run chart signals of: values from step `first` to `last`, both included, which lie `direction`.

    `turn` is the step about which to ask what changed there. `halves`: the values changed sides just once, so that the
    later half of them lies `direction` of the earlier.
    """

    signal: RunSignal
    first: int
    last: int
    turn: int
    direction: Direction
    halves: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Steps `first` to `last`, both included, that are judged together: up to a change point, or from one on.

    `values` counts those that aren't gaps, `useful` those off the median. A figure is None where the chart has none;
    `signals` is None where no rule may speak. `provisional`: limits that may still move; `constant`: all values are
    equal; `doubtful`: limits that were asked for in spite of too few values; `cut_lower`, `cut_upper`: a limit that
    stands at the end of the scale.
    """

    first: int
    last: int
    kind: ChartKind
    values: int
    centre: float | None = None
    upper: float | None = None
    lower: float | None = None
    near_upper: float | None = None
    near_lower: float | None = None
    mean_moving_range: float | None = None
    range_limit: float | None = None
    screened: tuple[int, ...] = ()
    useful: int | None = None
    longest_run: int | None = None
    crossings: int | None = None
    signals: tuple[str, ...] | None = None
    runs: tuple[Run, ...] = ()
    constant: bool = False
    provisional: bool = False
    doubtful: bool = False
    cut_lower: bool = False
    cut_upper: bool = False


@dataclass(frozen=True, slots=True)
class ProcessChart:
    """A measure over time, judged. `stretches` follow each other; the last one is what holds now.

    `banner` is a caution that stands on the chart, `notes` are the rules in use and every reserve, in words.
    """

    points: tuple[ProcessPoint, ...]
    stretches: tuple[Stretch, ...]
    pace: Pace = Pace.MONTH
    good: Direction | None = None
    simple_rules: bool = False
    screens: bool = False
    banner: str = ""
    notes: tuple[str, ...] = ()

    @property
    def now(self) -> Stretch:
        """The stretch that holds now, whose figures stand for the chart."""
        return self.stretches[-1]

    @property
    def kind(self) -> ChartKind:
        """How the values of now are drawn."""
        return self.now.kind

    @property
    def given(self) -> tuple[ProcessPoint, ...]:
        """The points that have a value."""
        return tuple(point for point in self.points if point.value is not None)


def point_direction(*, higher: bool, good: Direction | None) -> Direction:
    """The word for a way up or down: improving or worsening only if `good` (HIGHER or LOWER) is set."""
    way = Direction.HIGHER if higher else Direction.LOWER
    if good is None:
        return way
    return Direction.IMPROVING if way is good else Direction.WORSENING
