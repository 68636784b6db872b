"""Labels beside points: at the first place around one where nothing else is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pie_audit.charts.letters import Box, Letters, label_box, overlap
from pie_audit.charts.shapes import Label


@dataclass(slots=True)
class Ground:
    """What is taken within a box: points and words never give way, thin lines do where nothing else is free."""

    inside: Box
    taken: list[Box] = field(default_factory=list)
    lines: list[Box] = field(default_factory=list)

    def place(self, tries: Sequence[Label], letters: Letters) -> Label | None:
        """The first of the labels that is free, which is then taken; None where none is."""
        boxes = [label_box(label, letters.wide(label.text, label.size, label.weight)) for label in tries]
        left, right = min((b[0] for b in boxes), default=0.0), max((b[2] for b in boxes), default=0.0)
        near = [other for other in self.taken if other[0] < right and left < other[2]]
        free = [place for place, box in enumerate(boxes) if self._is_free(box, near)]
        if not free:
            return None
        clear = (at for at in free if not any(overlap(boxes[at], line) for line in self.lines))
        chosen = next(clear, free[0])
        self.taken.append(boxes[chosen])
        return tries[chosen]

    def _is_free(self, box: Box, near: Sequence[Box]) -> bool:
        left, top, right, bottom = self.inside
        within = box[0] >= left and box[1] >= top and box[2] <= right and box[3] <= bottom
        return within and not any(overlap(box, other) for other in near)


def around(label: Label, away: float) -> list[Label]:
    """The label at the places around its own `x` and `y`, so far from them, the best first."""
    x, y, drop = label.x, label.y, label.size * 0.34
    places = (
        (x - away, y + drop, "end"),
        (x + away, y + drop, "start"),
        (x, y - away, "middle"),
        (x, y + away + label.size * 0.76, "middle"),
        (x + away / 2, y - away, "end"),
        (x - away / 2, y - away, "start"),
        (x + away / 2, y + away + label.size * 0.76, "end"),
        (x - away / 2, y + away + label.size * 0.76, "start"),
    )
    return [Label(at, down, label.text, label.size, label.colour, label.weight, a) for at, down, a in places]


def box_around(x: float, y: float, size: float) -> Box:
    """The square of this side around a middle."""
    half = size / 2
    return x - half, y - half, x + half, y + half


def along(start: tuple[float, float], end: tuple[float, float]) -> Iterator[Box]:
    """Small boxes that cover the line between two points."""
    count = max(1, int(max(abs(end[0] - start[0]), abs(end[1] - start[1])) // 6))
    for n in range(count):
        x1, x2 = (start[0] + (end[0] - start[0]) * part / count for part in (n, n + 1))
        y1, y2 = (start[1] + (end[1] - start[1]) * part / count for part in (n, n + 1))
        yield min(x1, x2) - 1, min(y1, y2) - 1, max(x1, x2) + 1, max(y1, y2) + 1
