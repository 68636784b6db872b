"""The numbered steps at the top of first run: done, now, still to come."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from pie_audit.ui.theme import theme, tokens
from pie_audit.ui.widgets import FlowLayout, Mark, WrapLabel, boxed, row
from pie_audit.words import _


class StepMarks(QWidget):
    """A circle with a number and a word or two for each step; they wrap where there is little room."""

    def __init__(self, labels: tuple[str, ...]) -> None:
        super().__init__()
        self._labels = labels
        self._circles = [_Circle(at + 1) for at in range(len(labels))]
        self._words = [WrapLabel(label, "small", "ink2", wrap=False) for label in labels]
        pairs = zip(self._circles, self._words, strict=True)
        flow = FlowLayout(*(boxed(row(circle, words, gap=8)) for circle, words in pairs), gap=24)
        self.setLayout(flow)
        flow.setContentsMargins(0, 0, 0, 0)

    def show_step(self, index: int) -> None:
        """The step that is asked now, from 0."""
        for at, (circle, words) in enumerate(zip(self._circles, self._words, strict=True)):
            circle.set_state(done=at < index, now=at == index)
            words.set_look(
                role="small_strong" if at <= index else "small", colour="ink" if at <= index else "ink2"
            )
        self.setAccessibleName(
            _("Step {n} of {of}, {label}").format(
                n=index + 1, of=len(self._labels), label=self._labels[index]
            )
        )


class _Circle(Mark):
    def __init__(self, number: int) -> None:
        super().__init__(28)
        self._number, self._done, self._now = number, False, False

    def set_state(self, *, done: bool, now: bool) -> None:
        self._done, self._now = done, now
        self.update()

    def draw(self, painter: QPainter, box: QRectF) -> None:
        begun = self._done or self._now
        painter.setPen(QPen(tokens.accent, 2))
        painter.setBrush(tokens.accent if begun else tokens.surface)
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        painter.setFont(theme.font("small_strong"))
        painter.setPen(tokens.on_accent if begun else tokens.accent)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._number))
