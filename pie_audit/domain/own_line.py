"""One's own scores over time, and what may be said of the way between two of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pie_audit.domain.day import full_day_words
from pie_audit.domain.distance import Move, move_words
from pie_audit.domain.measure import KeptScore, Measure, Signpost
from pie_audit.domain.questionnaire import Direction
from pie_audit.domain.rounding import rounded
from pie_audit.words import _

_SLACK = 1e-9
"""Sums of quarters and thirds don't meet a whole number exactly as floats."""
_NARROW = 30
"""Scores on a range narrower than this are told to two decimals, all others to one."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """One time that somebody took an instrument: the page it is kept on, its day, and what they wrote beside it."""

    entry_id: str
    day: date
    measure: Measure
    note: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One sitting's score of one scale; `kept.score` is None where too few were answered."""

    entry_id: str
    day: date
    kept: KeptScore


@dataclass(frozen=True, slots=True)
class ScaleLine:
    """The points of one scale, oldest first, never none. All have the same ends, so they may stand on one axis."""

    points: tuple[Point, ...]

    @property
    def now(self) -> Point:
        """The latest sitting."""
        return self.points[-1]

    @property
    def title(self) -> str:
        """The scale as the latest sitting named it."""
        return self.now.kept.title

    @property
    def scored(self) -> tuple[Point, ...]:
        """The points that have a score."""
        return tuple(point for point in self.points if point.kept.score is not None)

    @property
    def move(self) -> Move | None:
        """How the latest score stands to the one before; None where nothing may be said."""
        before, now = ([None, None, *self.scored])[-2:]
        return None if before is None or now is None else move_between(before.kept, now.kept)


@dataclass(frozen=True, slots=True)
class InstrumentLines:
    """All sittings with one instrument, oldest first, as lines by scale. Never none."""

    sittings: tuple[Sitting, ...]
    scales: tuple[ScaleLine, ...]

    @property
    def latest(self) -> Measure:
        """The sitting last kept."""
        return self.sittings[-1].measure

    @property
    def has_bands(self) -> bool:
        """Whether published ranges are known that could be shown."""
        return any(point.kept.band for scale in self.scales for point in scale.points)

    def points_to_support(self, *, bands_on: bool) -> bool:
        """Whether a score of the latest sitting shows where support is (wellbeing.md, “Signposting text”)."""
        told = {Signpost.ALWAYS, Signpost.WITH_BANDS} if bands_on else {Signpost.ALWAYS}
        return any(kept.signpost in told for kept in self.latest.scores)


def lines_of(sittings: Iterable[Sitting]) -> tuple[InstrumentLines, ...]:
    """Lines by instrument, the one taken last first. Another id is another instrument, and lines are never joined."""
    by_instrument: dict[str, list[Sitting]] = {}
    for sitting in sittings:
        by_instrument.setdefault(sitting.measure.instrument_id, []).append(sitting)
    found = [InstrumentLines(tuple(each), _scale_lines(each)) for each in by_instrument.values()]
    return tuple(sorted(found, key=lambda lines: lines.sittings[-1].day, reverse=True))


def _scale_lines(sittings: Sequence[Sitting]) -> tuple[ScaleLine, ...]:
    """A line for each scale that the latest sitting had; what had other ends before is left to its own page."""
    return tuple(
        ScaleLine(
            tuple(
                Point(sitting.entry_id, sitting.day, kept)
                for sitting in sittings
                for kept in sitting.measure.scores
                if (kept.scale_id, kept.low, kept.high) == (now.scale_id, now.low, now.high)
            )
        )
        for now in sittings[-1].measure.scores
    )


def move_between(before: KeptScore, now: KeptScore) -> Move | None:
    """Higher or lower from the least change on that is more than noise; None where nobody knows how much that is."""
    if before.score is None or now.score is None or now.noise is None:
        return None
    far = now.score - before.score
    if abs(far) < now.noise - _SLACK:
        return Move.SAME
    return Move.HIGHER if far > 0 else Move.LOWER


def score_words(kept: KeptScore) -> str:
    """A score as people read it: ``62.5``; or that there is none."""
    return _("no score") if kept.score is None else number_words(kept.score, kept)


def mean_words(kept: KeptScore) -> str:
    """The mean of the answers beside their sum; empty where none is told."""
    if kept.mean is None:
        return ""
    return _("Mean of the answers: {mean}").format(
        mean=rounded(Fraction(kept.mean).limit_denominator(10_000), 2)
    )


def number_words(value: float, kept: KeptScore) -> str:
    """A number on this scale, with no more decimals than it bears and none that say nothing."""
    exact = Fraction(value).limit_denominator(10_000)
    words = rounded(exact, 2 if kept.high - kept.low < _NARROW else 1)
    return words.rstrip("0").rstrip(".")


def range_words(kept: KeptScore) -> str:
    """“0 to 100, higher is harder”."""
    ends = _("{low} to {high}").format(low=number_words(kept.low, kept), high=number_words(kept.high, kept))
    if kept.direction is None:
        return ends
    means = {Direction.HARDER: _("higher is harder"), Direction.BETTER: _("higher is better")}[kept.direction]
    return f"{ends}, {means}"


def sentence(line: ScaleLine) -> str:
    """What the line says, in one or two sentences."""
    scored = line.scored
    if not scored:
        return _("Too few answers for a score so far. That’s fine.")
    now = scored[-1]
    here = _("{score} on {day}.").format(score=score_words(now.kept), day=full_day_words(now.day))
    if len(scored) == 1:
        return f"{here} " + _("One point is a starting point. The line begins next time.")
    before = scored[-2]
    since = _("It was {score} on {day}:").format(
        score=score_words(before.kept), day=full_day_words(before.day)
    )
    return f"{here} {since} {_said(line.move)}"


def _said(move: Move | None) -> str:
    if move is None:
        return _("nobody has told us how big a change is more than noise here.")
    if move is Move.SAME:
        return _("much the same. The difference is no more than noise.")
    return _("{higher}, by more than noise.").format(higher=move_words(move))


def noise_words(kept: KeptScore) -> str:
    """How big a change is more than noise, and how that is known; empty where nobody told."""
    if kept.noise is None:
        return ""
    said = _("More than noise: a change of {points} or more. Where this comes from: {source}.")
    return said.format(points=number_words(kept.noise, kept), source=kept.noise_source.rstrip("."))


def spoken(line: ScaleLine) -> str:
    """The whole line read aloud: its name, its axis, every point, and what it says."""
    points = "; ".join(f"{full_day_words(point.day)}, {score_words(point.kept)}" for point in line.points)
    return f"{line.title}. {range_words(line.now.kept)}. {points}. {sentence(line)}"
