"""The table beside the dots: how many at each level, and the figures behind the words, one column for each group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from pie_audit.ui.widgets import ReadingTable
from pie_audit.words import _

if TYPE_CHECKING:
    from pie_audit.domain.figures import Figures

_FIRST_FIGURE, _COUNTS = 1, 4
"""Of `Figures.rows`: after the number of people, and the line of counts, which stand here level by level."""


class FiguresTable(ReadingTable):
    """Left and right stay with the page, which changes the topic."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("The figures as a table"), parent, sideways=False)

    def show_figures(self, found: Sequence[tuple[str, Figures]], labels: Sequence[str]) -> None:
        """Fill: groups with their figures, and the words of the five levels."""
        columns = [_lines(figures, labels) for _group, figures in found]
        names = [name for name, _value in columns[0]] if columns else []
        lines = [(name, *(column[row][1] for column in columns)) for row, name in enumerate(names)]
        self.set_lines(["", *(group for group, _figures in found)], lines)


def _lines(figures: Figures, labels: Sequence[str]) -> list[tuple[str, str]]:
    """Name and value of each row: first the dots as numbers, then what is worked out from them."""
    others = (
        (_("Can’t tell"), figures.cant_tell),
        (_("Doesn’t apply here"), figures.not_applicable),
        (_("Left blank"), figures.blank),
    )
    counts = [(f"{level} {label}", str(figures.levels[level])) for level, label in enumerate(labels)]
    return [
        *counts,
        *((name, str(n)) for name, n in others),
        *figures.rows()[_FIRST_FIGURE:_COUNTS],
        *figures.rows()[_COUNTS + 1 :],
    ]
