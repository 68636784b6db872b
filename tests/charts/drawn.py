"""What a drawing has to hold whatever it shows, and letters of one width to measure it by."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from pie_audit.charts.letters import Box, label_box, overlap
from pie_audit.charts.shapes import Drawing, Label, Mark, Measure, Plate, Rule, Shape, Trace

_HAIR = 0.6


class EvenLetters:
    """Every letter is as wide as the next; the bold ones a little wider."""

    def width(self, text: str, size: float, weight: str = "regular") -> float:
        """See `Measure`."""
        return len(text) * size * (0.5 if weight == "regular" else 0.55)


def box_of(shape: Shape, measure: Measure) -> Box:
    """Where a shape lies."""
    if isinstance(shape, Label):
        return label_box(shape, measure.width(shape.text, shape.size, shape.weight))
    if isinstance(shape, Plate):
        return shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
    if isinstance(shape, Rule):
        xs, ys = (shape.x, shape.to_x), (shape.y, shape.to_y)
    elif isinstance(shape, Trace):
        xs, ys = tuple(zip(*shape.points, strict=True))
    else:
        half = shape.size / 2
        return shape.x - half, shape.y - half, shape.x + half, shape.y + half
    return min(xs), min(ys), max(xs), max(ys)


def outside(drawing: Drawing, measure: Measure) -> list[Shape]:
    """The shapes that leave the drawing."""
    found = []
    for shape in drawing.shapes:
        left, top, right, bottom = box_of(shape, measure)
        inside = left >= -_HAIR and top >= -_HAIR and right <= drawing.width + _HAIR
        if not inside or bottom > drawing.height + _HAIR:
            found.append(shape)
    return found


def labels(drawing: Drawing) -> list[Label]:
    """The words of a drawing that have any."""
    return [shape for shape in drawing.shapes if isinstance(shape, Label) and shape.text]


def marks(drawing: Drawing) -> list[Mark]:
    """The small figures of a drawing."""
    return [shape for shape in drawing.shapes if isinstance(shape, Mark)]


def texts(drawing: Drawing) -> list[str]:
    """The words of a drawing, from back to front."""
    return [label.text for label in labels(drawing)]


def _less(box: Box) -> Box:
    return box[0] + _HAIR, box[1] + _HAIR, box[2] - _HAIR, box[3] - _HAIR


def on_each_other(drawing: Drawing, measure: Measure) -> Iterator[tuple[str, str]]:
    """Labels that overlap another one or a figure."""
    written = [(label.text, _less(box_of(label, measure))) for label in labels(drawing)]
    for (one, box), (other, other_box) in combinations(written, 2):
        if overlap(box, other_box):
            yield one, other
    for mark in marks(drawing):
        for text, box in written:
            if overlap(box, _less(box_of(mark, measure))):
                yield text, mark.shape
