"""What is worth asking about on a line: a large open diamond with its letter, and the reason in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pie_audit.charts.letters import Box, Letters, label_box, overlap
from pie_audit.charts.line_view import Lines
from pie_audit.charts.notes import Note
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
    shapes: list[Shape] = [Mark("diamond", s.x, s.y, size, "surface", "warn", 2.0) for s in signals]
    taken = _taken(lines, signals, size)
    notes: list[Note] = []
    for letter in dict.fromkeys(s.letter for s in signals if s.letter):
        ours = [s for s in signals if s.letter == letter]
        words = _beside(ours[-1], lines, letters, taken, size=size)
        if words is None:
            notes.append(Note(_explained(ours, lines), letter))
        for signal in ours if words is None else ours[:-1]:
            shapes += _letter(signal, lines, letters, taken, size=size)
        shapes += [words] if words is not None else []
    return shapes, notes


def _signals(lines: Lines) -> Iterator[_Signal]:
    for row in range(len(lines.chart.series)):
        for step, (x, point) in enumerate(lines.points(row), start=lines.first):
            told = [sign for sign in point.signs if sign is not Sign.SCREENED_RANGE]
            if point.value is not None and (point.letter or told):
                sign = point.signs[0] if point.signs else None
                yield _Signal(point.letter, sign, x, lines.field.y(point.value), step)


def _explained(signals: Sequence[_Signal], lines: Lines) -> str:
    names = [lines.chart.steps[s.step].name for s in signals]
    words = sign_words(signals[0].sign) if signals[0].sign else _("worth asking about")
    if len(names) == 1:
        return _("{when}: {words}").format(when=names[0], words=words)
    return _("{start} to {end}: {words}").format(start=names[0], end=names[-1], words=words)


def _beside(
    signal: _Signal, lines: Lines, letters: Letters, taken: list[Box], *, size: float
) -> Label | None:
    if signal.sign is None:
        return None
    text = f"{signal.letter}  {sign_words(signal.sign)}"
    return _placed(text, signal, lines, letters, taken, size=size)


def _letter(signal: _Signal, lines: Lines, letters: Letters, taken: list[Box], *, size: float) -> list[Shape]:
    label = _placed(signal.letter, signal, lines, letters, taken, size=size)
    return [] if label is None else [label]


def _placed(
    text: str, signal: _Signal, lines: Lines, letters: Letters, taken: list[Box], *, size: float
) -> Label | None:
    """The label at the first place around the diamond where nothing else is; None where there is none."""
    field, width = lines.field, letters.wide(text, weight="bold")
    for label in _tries(text, signal, letters, size / 2 + 4 * letters.unit):
        box = label_box(label, width)
        inside = box[0] >= field.left and box[2] <= field.right and box[1] >= field.top - size / 2
        if inside and box[3] <= field.bottom and not any(overlap(box, other) for other in taken):
            taken.append(box)
            return label
    return None


def _tries(text: str, signal: _Signal, letters: Letters, away: float) -> Iterator[Label]:
    small = letters.small
    for x, y, anchor in (
        (signal.x - away, signal.y + small * 0.34, "end"),
        (signal.x + away, signal.y + small * 0.34, "start"),
        (signal.x, signal.y - away, "middle"),
        (signal.x, signal.y + away + small * 0.72, "middle"),
        (signal.x + away / 2, signal.y - away, "end"),
        (signal.x + away / 2, signal.y + away + small * 0.72, "end"),
    ):
        yield Label(x, y, text, small, "warn", "bold", anchor)


def _taken(lines: Lines, signals: Sequence[_Signal], size: float) -> list[Box]:
    """Where points, the lines between them and the diamonds lie."""
    half = size / 2
    boxes = [(s.x - half, s.y - half, s.x + half, s.y + half) for s in signals]
    half = lines.size / 2
    for row in range(len(lines.chart.series)):
        before: tuple[float, float] | None = None
        for x, point in lines.points(row):
            if point.value is None:
                before = None
                continue
            y = lines.field.y(point.value)
            boxes.append((x - half, y - half, x + half, y + half))
            if before is not None and not point.breaks:
                boxes += _along(before, (x, y))
            before = (x, y)
    return boxes


def _along(start: tuple[float, float], end: tuple[float, float]) -> Iterator[Box]:
    """Small boxes that cover the line between two points."""
    count = max(1, int(max(abs(end[0] - start[0]), abs(end[1] - start[1])) // 6))
    for n in range(count):
        x1, x2 = (start[0] + (end[0] - start[0]) * part / count for part in (n, n + 1))
        y1, y2 = (start[1] + (end[1] - start[1]) * part / count for part in (n, n + 1))
        yield min(x1, x2) - 1, min(y1, y2) - 1, max(x1, x2) + 1, max(y1, y2) + 1
