"""Words of a chart in the room there is: how wide they are, where they are cut, and where a line ends."""

from __future__ import annotations

from pie_audit.charts.shapes import Label, Plate, Room, Shape

_LONGEST = 400
"""No line of a chart shows more letters than this; longer texts are cut before they are measured."""


class Letters:
    """Measures words once each; `unit` is 1 at 100 % and everything that should grow with the text is told in it."""

    def __init__(self, room: Room) -> None:
        self.size = room.text
        self.small = room.text * 12.5 / 13
        self.unit = room.text / 13
        self.leading = room.text * 1.28
        self._measure = room.measure
        self._widths: dict[tuple[str, float, str], float] = {}

    def wide(self, text: str, size: float | None = None, weight: str = "regular") -> float:
        """The width of one line; the small size where none is given."""
        key = (text, size or self.small, weight)
        found = self._widths.get(key)
        if found is None:
            found = self._widths[key] = self._measure.width(*key)
        return found

    def widest(self, texts: tuple[str, ...], size: float | None = None, weight: str = "regular") -> float:
        """The width of the widest of them, 0 for none."""
        return max((self.wide(text[:_LONGEST], size, weight) for text in set(texts)), default=0.0)

    def cut(self, text: str, width: float, size: float | None = None, weight: str = "regular") -> str:
        """The text on one line, ending in “…” where it is wider than `width`; empty where not even that fits."""
        known = self._widths.get((text, size or self.small, weight))
        if known is not None and known <= width:
            return text
        text = " ".join(text[: _LONGEST + 1].split())
        if len(text) <= _LONGEST and self.wide(text, size, weight) <= width:
            return text
        low, high = 0, min(len(text), _LONGEST)
        while low < high:
            middle = (low + high + 1) // 2
            if self._begun(text, middle, size, weight) <= width:
                low = middle
            else:
                high = middle - 1
        return text[:low].rstrip() + "…" if self._begun(text, low, size, weight) <= width else ""

    def _begun(self, text: str, length: int, size: float | None, weight: str) -> float:
        return self._measure.width(text[:length].rstrip() + "…", size or self.small, weight)

    def lines(
        self, text: str, width: float, *, most: int, size: float | None = None, weight: str = "regular"
    ) -> list[str]:
        """The text in at most so many lines; the last ends in “…” where there is more."""
        rows: list[str] = []
        words = text[: _LONGEST * most].split()
        while words and len(rows) < most - 1:
            count = self._fitting(words, width, size, weight)
            rows.append(self.cut(" ".join(words[:count]), width, size, weight))
            words = words[count:]
        return [*rows, self.cut(" ".join(words), width, size, weight)] if words else rows

    def _fitting(self, words: list[str], width: float, size: float | None, weight: str) -> int:
        """How many of the words stand on one line; at least one."""
        space, used = self.wide("n n", size, weight) - self.wide("nn", size, weight), 0.0
        for count, word in enumerate(words):
            used += self.wide(word, size, weight) + (space if count else 0.0)
            # Kerning across a space may take a hair more than its parts.
            if count and used > width - 0.5:
                return count
        return len(words)


def backed(label: Label, wide: float) -> list[Shape]:
    """The label with nothing behind it: lines of the scale don't run through its words."""
    left, top, right, bottom = label_box(label, wide)
    return [Plate(left, top, right - left, bottom - top, "surface"), label]


Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def label_box(label: Label, width: float) -> Box:
    """Where a label of this measured width lies, its descenders too."""
    left = label.x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor]
    return left, label.y - label.size * 0.78, left + width, label.y + label.size * 0.24


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
