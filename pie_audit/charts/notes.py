"""What stands under a chart: short lines, each with the sign it explains; and notes pinned to days as small flags."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pie_audit.charts.letters import Letters
from pie_audit.charts.shapes import Label, Mark, Place, Plate, Rule, Shape
from pie_audit.domain.chart import Pin, Step
from pie_audit.words import _

_MOST_LINES = 6
_SHORTEST = 5.0
"""No ending is drawn shorter than this."""


@dataclass(frozen=True, slots=True)
class Note:
    """A line under a chart, after a letter, a number or a mark."""

    text: str
    sign: str = ""
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """Pins on one step: their numbers, where the flag stands, and in which lane from the bottom.

    `ends`: a line of a team ends there, which its pole shows.
    """

    numbers: str
    words: str
    x: float
    width: float
    lane: int
    step: int
    ends: bool = False


def lay_notes(
    notes: Sequence[Note], letters: Letters, *, top: float, width: float, most: int = _MOST_LINES
) -> tuple[list[Shape], float]:
    """The lines from `top` down, and where they end."""
    indent = letters.widest(tuple(note.sign for note in notes), weight="bold") + 8 * letters.unit
    if any(note.mark for note in notes):
        indent = max(indent, 18 * letters.unit)
    if not any(note.sign or note.mark for note in notes):
        indent = 0.0
    shapes: list[Shape] = []
    y = top
    for note in notes:
        lines = letters.lines(note.text, width - indent, most=most) or [""]
        if note.sign:
            shapes.append(Label(0.0, y + letters.small, note.sign, letters.small, "ink2", "bold"))
        if note.mark:
            shapes.append(_moved(note.mark, y + letters.small * 0.68))
        for line in lines:
            y += letters.leading
            shapes.append(Label(indent, y - letters.leading + letters.small, line, letters.small, "ink2"))
    return shapes, y


def _moved(mark: Mark, y: float) -> Mark:
    return Mark(mark.shape, mark.size / 2 + 1, y, mark.size, mark.fill, mark.line, mark.thickness)


def plant_flags(
    pins: Sequence[Pin], steps: dict[int, float], letters: Letters, *, right: float
) -> list[Flag]:
    """The flags above the steps in view, `steps` being where each stands; in lanes, so that none hides another."""
    flags: list[Flag] = []
    ends: list[float] = []
    ending = end_steps(pins)
    for at, numbers, words in numbered(pins):
        if at not in steps:
            continue
        width = letters.wide(numbers, weight="bold") + 8 * letters.unit
        x = max(0.0, min(steps[at], right - width))
        lane = next((n for n, end in enumerate(ends) if end + 2 * letters.unit <= x), len(ends))
        ends[lane : lane + 1] = [x + width]
        flags.append(Flag(numbers, words, x, width, lane, at, at in ending))
    return flags


def end_steps(pins: Sequence[Pin]) -> set[int]:
    """The steps at which the line of a team ends."""
    return {pin.at for pin in pins if pin.ends}


def numbered(pins: Sequence[Pin]) -> list[tuple[int, str, str]]:
    """The steps that have pins, with their numbers (“2, 3”) and words; numbers follow time."""
    found: dict[int, tuple[list[str], list[str]]] = {}
    for number, pin in enumerate(sorted(pins, key=lambda pin: pin.at), start=1):
        numbers, words = found.setdefault(pin.at, ([], []))
        numbers.append(str(number))
        words.append(pin.words)
    return [(at, ", ".join(numbers), "; ".join(words)) for at, (numbers, words) in found.items()]


def flag_height(letters: Letters) -> float:
    """The height of one lane of flags."""
    return letters.leading + 4 * letters.unit


def flags_height(flags: Sequence[Flag], letters: Letters) -> float:
    """The height that all lanes take, 0 without a flag."""
    lanes = max((flag.lane for flag in flags), default=-1) + 1
    return lanes * flag_height(letters) + (4 * letters.unit if lanes else 0.0)


def draw_flags(
    flags: Sequence[Flag], letters: Letters, *, steps: dict[int, float], bottom: float, foot: float
) -> list[Shape]:
    """The flags above `bottom`, each with its pole down to `foot`."""
    height, shapes = flag_height(letters), list[Shape]()
    for flag in flags:
        top = bottom - (flag.lane + 1) * height
        x = steps[flag.step]
        shapes += [
            *_pole(flag, x, top + height - 3, foot),
            Plate(flag.x, top, flag.width, height - 3 * letters.unit, "soft", "control", 3.0, 0.8),
            Label(
                flag.x + flag.width / 2,
                top + letters.small + 1 * letters.unit,
                flag.numbers,
                letters.small,
                "soft_ink",
                "bold",
                "middle",
            ),
        ]
    return shapes


def _pole(flag: Flag, x: float, top: float, foot: float) -> list[Shape]:
    """A broken line down to `foot`; where a line of a team ends the double line that closes a piece of music."""
    if not flag.ends:
        return [Rule(x, top, x, foot, "control", 0.8, 2.0)]
    return closing_line(x, top, foot)


def closing_line(x: float, top: float, foot: float) -> list[Shape]:
    """A thin line and a thick one after it, around `x`; nothing where it would be no line."""
    if foot - top < _SHORTEST:
        return []
    return [Rule(x - 2.2, top, x - 2.2, foot, "ink2", 1.0), Rule(x + 1.4, top, x + 1.4, foot, "ink2", 2.6)]


def flag_places(
    flags: Sequence[Flag], letters: Letters, *, steps: Sequence[Step], bottom: float, row: int
) -> list[Place]:
    """Where each flag is pointed at or walked to."""
    height = flag_height(letters)
    return [
        Place(
            flag.x + flag.width / 2,
            bottom - (flag.lane + 0.5) * height,
            flag.width,
            height,
            row,
            flag.step,
            _flag_words(flag, steps[flag.step].name),
        )
        for flag in flags
    ]


def _flag_words(flag: Flag, when: str) -> str:
    said = _("{when}: {words}") if flag.ends else _("Note, {when}: {words}")
    return said.format(when=when, words=flag.words)


def pin_notes(pins: Sequence[Pin], steps: Sequence[Step], shown: Collection[int]) -> list[Note]:
    """The pinned notes in words, for the steps whose flag is shown."""
    ordered = sorted(pins, key=lambda pin: pin.at)
    return [
        Note(_("{when}: {words}").format(when=steps[pin.at].name, words=pin.words), str(number))
        for number, pin in enumerate(ordered, start=1)
        if pin.at in shown
    ]
