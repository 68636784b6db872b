"""How far along: the six-step line, segmented progress and the tab of a theme."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSizePolicy, QWidget

from pie_audit.ui.theme import theme, tokens
from pie_audit.ui.widgets.arrange import clear, column, row
from pie_audit.ui.widgets.marks import ThemeShape, theme_colour, theme_soft_colour
from pie_audit.ui.widgets.pressable import Pressable, paint_tick
from pie_audit.ui.widgets.text import WrapLabel
from pie_audit.words import _

_CIRCLE = 26
_MOST_SEGMENTS = 16


class SegmentedProgress(QWidget):
    """Done of all, one pill each; a plain bar when there are many. Give it a theme's colour or the accent."""

    def __init__(
        self, done: int = 0, of: int = 1, theme_index: int | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme_index = theme_index
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set(done, of)
        theme.changed.connect(self._on_theme_changed)

    def set(self, done: int, of: int) -> None:
        """So many of so many."""
        self._done, self._of = done, of
        self.setAccessibleName(_("{done} of {of}").format(done=done, of=of))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(220, theme.px(8))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, theme.px(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = tokens.accent if self._theme_index is None else theme_colour(self._theme_index)
        painter.setPen(QPen(colour, 1.2))
        box = QRectF(self.rect()).adjusted(0.6, 0.6, -0.6, -0.6)
        if 0 < self._of <= _MOST_SEGMENTS:
            self._paint_pills(painter, box, colour)
        else:
            self._paint_bar(painter, box, colour)
        painter.end()

    def _paint_pills(self, painter: QPainter, box: QRectF, colour: QColor) -> None:
        gap = 4.0
        width = (box.width() - gap * (self._of - 1)) / self._of
        for at in range(self._of):
            painter.setBrush(colour if at < self._done else Qt.GlobalColor.transparent)
            pill = QRectF(box.x() + at * (width + gap), box.y(), width, box.height())
            painter.drawRoundedRect(pill, min(width, box.height()) / 2, min(width, box.height()) / 2)

    def _paint_bar(self, painter: QPainter, box: QRectF, colour: QColor) -> None:
        radius = box.height() / 2
        painter.setBrush(
            tokens.surface if self._theme_index is None else theme_soft_colour(self._theme_index)
        )
        painter.drawRoundedRect(box, radius, radius)
        if self._done and self._of:
            painter.setBrush(colour)
            filled = max(box.height(), box.width() * min(1.0, self._done / self._of))
            painter.drawRoundedRect(QRectF(box.x(), box.y(), filled, box.height()), radius, radius)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


class ThemeTab(Pressable, QPushButton):
    """A theme's shape, short name, how many are done, and the pills; the theme in hand is checked."""

    _edge, _ground = "line", ""

    def __init__(self, theme_index: int, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self._name = name
        self._count = WrapLabel("", "small", "ink2", wrap=False)
        self._progress = SegmentedProgress(theme_index=theme_index)
        top = row(ThemeShape(theme_index, 16), gap=8)
        top.addWidget(WrapLabel(name, "small_strong"), 1)
        top.addWidget(self._count)
        layout = column(top, self._progress, gap=7)
        layout.setContentsMargins(11, 8, 11, 9)
        self.setLayout(layout)
        self.set(0, 1)
        self.prepare()

    def set(self, done: int, of: int) -> None:
        """How many topics of the theme have an answer."""
        self._count.setText(f"{done}/{of}")
        self._progress.set(done, of)
        self.setAccessibleName(_("{theme}, {done} of {of}").format(theme=self._name, done=done, of=of))

    def _colours(self) -> tuple[QColor | None, QColor | None, float]:
        if self.isChecked():
            return tokens.surface, tokens.control if not theme.high_contrast else tokens.accent, 2
        return super()._colours()


class StepState(StrEnum):
    """Where a step is; READY can be begun, though another one is in hand."""

    DONE = "done"
    NOW = "now"
    READY = "ready"
    LATER = "later"


class Step(NamedTuple):
    """One step of the line. `part` is how much of a step under way is done, 0 to 1."""

    label: str
    note: str = ""
    state: StepState = StepState.LATER
    part: float = 0.5


class StepLine(QWidget):
    """Steps from left to right; one under the other when there is little room. Steps begun can be pressed."""

    stepChosen = Signal(int)

    def __init__(self, steps: Sequence[Step] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.set_steps(steps)
        theme.changed.connect(self._arrange)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show other steps, or the same ones further on."""
        clear(self._layout)
        for at, step in enumerate(steps):
            button = _StepButton(step, at, len(steps))
            button.clicked.connect(self._on_clicked)
            self._layout.addWidget(button, 1)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        widths = [b.minimumSizeHint().width() for b in self._buttons()]
        return QSize(max(widths, default=0), super().minimumSizeHint().height())

    def _buttons(self) -> list[_StepButton]:
        return [b for b in self.findChildren(_StepButton) if not b.isHidden() or not self.isVisible()]

    def _arrange(self) -> None:
        upright = theme.large_text or 0 < self.width() < 700
        way = QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight
        for button in self._buttons():
            button.set_upright(upright)
        if self._layout.direction() != way:
            self._layout.setDirection(way)
            self.updateGeometry()

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, _StepButton):
            self.stepChosen.emit(button.at)


class _StepButton(Pressable, QPushButton):
    """A circle, the line to the next one, and words under or beside it."""

    def __init__(self, step: Step, at: int, of: int) -> None:
        super().__init__()
        self.step, self.at, self._of, self._upright = step, at, of, False
        begun = step.state is not StepState.LATER
        self.setEnabled(begun)
        self._words = column(WrapLabel(step.label, "strong", "ink" if begun else "ink2"), gap=2)
        if step.note:
            self._words.addWidget(WrapLabel(step.note, "small", "ink2"))
        self._words.addStretch(1)
        self.setLayout(self._words)
        self.set_upright(False)
        self.prepare()
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
        self.setSizePolicy(policy)
        said = {
            StepState.DONE: _("done"),
            StepState.NOW: _("now"),
            StepState.READY: _("can be begun"),
            StepState.LATER: _("not yet"),
        }[step.state]
        self.setAccessibleName(
            _("Step {n} of {of}, {label}, {state}").format(n=at + 1, of=of, label=step.label, state=said)
        )
        self.setAccessibleDescription(step.note)

    def set_upright(self, upright: bool) -> None:
        """Words beside the circle instead of under it."""
        self._upright = upright
        side = theme.px(_CIRCLE)
        if upright:
            self._words.setContentsMargins(side + 16, 4, 6, theme.px(18))
        else:
            self._words.setContentsMargins(4, side + 16, 10, 4)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isEnabled() and self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.sunk)
            painter.drawRoundedRect(self.rect(), 10, 10)
        side = theme.px(_CIRCLE)
        circle = QRectF(5, 5, side, side)
        self._paint_line(painter, circle)
        self._paint_circle(painter, circle)
        painter.end()

    def _paint_line(self, painter: QPainter, circle: QRectF) -> None:
        if self.at == self._of - 1:
            return
        done = self.step.state is StepState.DONE
        painter.setPen(QPen(tokens.accent if done else tokens.control, 2 if done else 1.5))
        if self._upright:
            x = circle.center().x()
            painter.drawLine(QPointF(x, circle.bottom() + 3), QPointF(x, self.height() + 2))
        else:
            y = circle.center().y()
            painter.drawLine(QPointF(circle.right() + 3, y), QPointF(self.width() + 2, y))

    def _paint_circle(self, painter: QPainter, circle: QRectF) -> None:
        state = self.step.state
        painter.setPen(QPen(tokens.control if state is StepState.LATER else tokens.accent, 2))
        painter.setBrush(tokens.accent if state is StepState.DONE else tokens.surface)
        painter.drawEllipse(circle.adjusted(1, 1, -1, -1))
        if state is StepState.DONE:
            paint_tick(painter, circle, tokens.on_accent)
        elif state is StepState.NOW:
            inner = circle.adjusted(5, 5, -5, -5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.accent)
            painter.drawPie(inner, 90 * 16, -int(max(0.08, self.step.part) * 360 * 16))
