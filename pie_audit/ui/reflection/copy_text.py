"""A shared copy as it reads: plain text, the same before it is shared and for whoever it was shared with."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.day import full_day_words
from pie_audit.domain.shared_copy import SharedCopy, says_nothing
from pie_audit.ui.widgets import WrapLabel, clear
from pie_audit.words import _


class CopyText(QWidget):
    """Title, day and parts of a copy, one under the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)

    def show_copy(self, copy: SharedCopy) -> None:
        """Lay it out; exactly these words and no others."""
        clear(self._column)
        for label in _labels(copy):
            self._column.addWidget(label)
        self._column.addStretch(1)

    def words(self) -> str:
        """All that can be read here, line by line."""
        labels = (self._column.itemAt(n).widget() for n in range(self._column.count()))
        return "\n".join(label.text() for label in labels if isinstance(label, WrapLabel))


def _labels(copy: SharedCopy) -> list[WrapLabel]:
    found = [WrapLabel(full_day_words(copy.day), "small", "ink2")]
    if copy.title:
        found.append(WrapLabel(copy.title, "h2"))
    for step in copy.steps:
        if step.heading.strip():
            found.append(WrapLabel(step.heading, "small_strong", "accent"))
        found.append(WrapLabel(step.text, "body"))
    if copy.take_away:
        found.append(WrapLabel(_("One thing I take away"), "small_strong", "accent"))
        found.append(WrapLabel(copy.take_away, "body"))
    if says_nothing(copy):
        found.append(WrapLabel(_("There is nothing in this copy yet."), "small", "ink2"))
    return found
