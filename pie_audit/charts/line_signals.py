"""What is worth asking about on a line: a large open diamond with its letter, and the reason in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pie_audit.charts.letters import Letters
from pie_audit.charts.line_view import Lines
from pie_audit.charts.notes import Note
from pie_audit.charts.placing import Ground, along, around, box_around
from pie_audit.charts.shapes import Label, Mark, Shape
from pie_audit.domain.chart import Sign
from pie_audit.words import _


@dataclass(frozen=True, slots=True)
class _Signal:
    """A point that is worth asking about, where it lies, and at which step."""

    letter: str
    sign: Sign | None
    x: float
    y: float
    step: int


def sign_words(sign: Sign) -> str:
    """Why a point is worth asking about, in a few words."""
    return {
        Sign.BEYOND_LIMIT: _("outside the usual range"),
        Sign.SEVEN_POINT_TREND: _("seven in a row going one way"),
        Sign.TWO_OF_THREE_NEAR_LIMIT: _("two of three near a limit"),
        Sign.SEVEN_ONE_SIDE: _("seven in a row on one side"),
        Sign.SCREENED_RANGE: _("a jump left out of the limits"),
    }[sign]


def draw_signals(lines: Lines, letters: Letters) -> tuple[list[Shape], list[Note]]:
    """The diamonds with their letters; words beside one where there is room, else under the chart."""
    signals = list(_signals(lines))
    if not signals:
        return [], []
    size = max(lines.size * 1.7, 13.0 * letters.unit)
    ground = _ground(lines, signals, size)
    shapes: list[Shape] = [Mark("diamond", s.x, s.y, size, "surface", "warn", 2.0) for s in signals]
    notes: list[Note] = []
    for letter in dict.fromkeys(s.letter for s in signals if s.letter):
        ours = [s for s in signals if s.letter == letter]
        words = f"{letter}: {_reason(ours[-1])}"
        said = _placed(words, ours[-1], letters, ground, size=size)
        if not said:
            notes.append(Note(_explained(ours, lines), letter))
        shapes += said
        for signal in ours[:-1] if said else ours:
            shapes += _placed(letter, signal, letters, ground, size=size)
    return shapes, notes


def _signals(lines: Lines) -> Iterator[_Signal]:
    for row in range(len(lines.chart.series)):
        for step, (x, point) in enumerate(lines.points(row), start=lines.first):
            told = [sign for sign in point.signs if sign is not Sign.SCREENED_RANGE]
            if point.value is not None and (point.letter or told):
                sign = point.signs[0] if point.signs else None
                yield _Signal(point.letter, sign, x, lines.field.y(point.value), step)


def _reason(signal: _Signal) -> str:
    return sign_words(signal.sign) if signal.sign else _("worth asking about")


def _explained(signals: Sequence[_Signal], lines: Lines) -> str:
    """Why, and when: for a line under the chart."""
    names = [lines.chart.steps[s.step].name for s in signals]
    words = _reason(signals[-1])
    if len(names) == 1:
        return _("{when}: {words}").format(when=names[0], words=words)
    return _("{start} to {end}: {words}").format(start=names[0], end=names[-1], words=words)


def _placed(text: str, signal: _Signal, letters: Letters, ground: Ground, *, size: float) -> list[Shape]:
    """The words beside the diamond, or nothing where there is no room for them."""
    label = Label(signal.x, signal.y, text, letters.small, "warn", "bold")
    near = size / 2 + 4 * letters.unit
    found = ground.place([*around(label, near), *around(label, near + letters.small * 0.6)], letters)
    return [] if found is None else [found]


def _ground(lines: Lines, signals: Sequence[_Signal], size: float) -> Ground:
    """Where points, the lines between them, the diamonds and the limits lie."""
    field = lines.field
    ground = Ground((field.left, field.top - size / 2, field.right, field.bottom))
    ground.taken += [box_around(s.x, s.y, size) for s in signals]
    ground.lines += [
        (field.left, field.y(v) - 1, field.right, field.y(v) + 1) for v, _name in field.axis.ticks
    ]
    for piece in lines.chart.limits:
        levels = (piece.upper, piece.centre, piece.lower)
        ys = [field.y(value) for value in levels if value is not None]
        ground.lines += [(field.left, y - 1, field.right, y + 1) for y in ys]
    for row in range(len(lines.chart.series)):
        before: tuple[float, float] | None = None
        for x, point in lines.points(row):
            here = None if point.value is None else (x, field.y(point.value))
            if here is not None:
                ground.taken.append(box_around(*here, lines.size))
                if before is not None and not point.breaks:
                    ground.taken += along(before, here)
            before = here
    return ground
