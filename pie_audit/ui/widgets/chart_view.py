"""A chart on the screen: painted once for each size and look, walked with the arrow keys, pointed at with a mouse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QLabel, QScrollArea, QSizePolicy, QWidget

from pie_audit.charts.shapes import Drawing, Place
from pie_audit.domain.chart import Chart
from pie_audit.ui.theme import theme, tokens
from pie_audit.ui.widgets.chart_picture import PICTURE_WIDTH, draw_picture
from pie_audit.ui.widgets.chart_sheet import ChartSheet, printed_words, steps_of
from pie_audit.ui.widgets.chart_walk import (
    Way,
    first_stop,
    next_place,
    place_at,
    same_place,
    step_at,
    step_width,
)
from pie_audit.ui.widgets.chart_words import PlaceWords
from pie_audit.ui.widgets.chart_zoom import Span
from pie_audit.ui.widgets.fitting import FitsHeight
from pie_audit.ui.widgets.page import next_turn
from pie_audit.ui.widgets.saving import announce
from pie_audit.words import _

_NATURAL_PX, _NARROWEST_PX = 520, 150
_NEAR_PX = 12
"""So near to a place the mouse points at it."""

_DRAG_PX = 5
_ROUND_PLACE_PX = 24

_WAYS = {
    Qt.Key.Key_Left: Way.LEFT,
    Qt.Key.Key_Right: Way.RIGHT,
    Qt.Key.Key_Up: Way.UP,
    Qt.Key.Key_Down: Way.DOWN,
    Qt.Key.Key_Home: Way.FIRST,
    Qt.Key.Key_End: Way.LAST,
    Qt.Key.Key_PageUp: Way.YEAR_BACK,
    Qt.Key.Key_PageDown: Way.YEAR_ON,
}
_BY_KEY = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}


class ChartView(FitsHeight, QLabel):
    """One chart, as high as its drawing. Its name is the title, its description the sentence
    and whatever caution is printed on it.

    `opened` brings the key of a place that was clicked or entered, `stepped` the step that the walk has come to,
    `pin_wanted` the step where somebody pressed P, and `span_changed` comes when other steps are in view. Each place is
    said politely when the walk comes to it, and stands in a label inside the chart. The accessible form of all figures
    is the table beside it. A label with a picture, because that is what Qt tells screen readers a graphic is.
    """

    opened = Signal(str)
    stepped = Signal(int)
    pin_wanted = Signal(int)
    span_changed = Signal()

    ring_radius = 8

    def __init__(self, chart: Chart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPixmap(QPixmap(1, 1))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._sheet = ChartSheet(chart)
        self._span = self._sheet.whole
        self._here: Place | None = None
        self._pressed: tuple[QPointF, Span] | None = None
        self._dragged = False
        self._turned = 0
        self._words = PlaceWords(self)
        self.fit_height(QSizePolicy.Policy.Expanding)
        self._tell()
        theme.changed.connect(self._on_theme_changed)

    @property
    def chart(self) -> Chart:
        """What is shown."""
        return self._sheet.chart

    @property
    def span(self) -> Span:
        """The steps in view."""
        return self._span

    @property
    def is_long(self) -> bool:
        """Whether it can be looked at more closely."""
        return self._sheet.is_long

    def set_chart(self, chart: Chart) -> None:
        """Show another chart; of the same one with the same steps the view and the place stay."""
        is_same = chart.id == self.chart.id and len(steps_of(chart)) == len(self._sheet.steps)
        self._sheet = ChartSheet(chart)
        if not is_same:
            self._span = self._sheet.whole
        self._here = same_place(self._places(), self._here) if is_same and self._here else None
        self.updateGeometry()
        self.update()
        self._tell()
        self._show_place(self._here if self.hasFocus() else None)
        self.span_changed.emit()

    def here(self) -> Place | None:
        """The place that the walk has come to."""
        return self._here

    def words(self) -> str:
        """What the label says now; empty where none is shown."""
        return self._words.label.text()

    def picture(self, width: int = PICTURE_WIDTH) -> QImage:  # type: ignore[override]  # Qt's own is never asked for
        """The chart with its title and sentence, dark on white however the screen looks."""
        return draw_picture(self.chart, width)

    def zoom_in(self) -> None:
        """Look closer, around the place of the walk."""
        self._look_at(self._span.closer(self._here.step if self._here else None))

    def zoom_out(self) -> None:
        """Look from further away."""
        self._look_at(self._span.wider(self._here.step if self._here else None))

    def show_whole(self) -> None:
        """The whole series again."""
        self._look_at(self._sheet.whole)

    def pan(self, steps: int) -> None:
        """Move along the series, by so many steps."""
        self._look_at(self._span.moved(steps))

    def natural_size(self) -> QSize:
        return QSize(theme.px(_NATURAL_PX), self.heightForWidth(theme.px(_NATURAL_PX)))

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST_PX, theme.px(20))

    def heightForWidth(self, width: int) -> int:
        return self._sheet.height(width)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._sheet.pixmap(self.size(), self.devicePixelRatioF(), self._span))
        if not self._sheet.is_painted:
            next_turn(self, self.update)
        if self.hasFocus() and (place := self._in_view(self._here)) is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(tokens.focus, 2.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._box(place), 5, 5)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_place(self._here if self.hasFocus() else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        if self.is_long and self._zoomed_by(key, held):
            return
        if held != Qt.KeyboardModifier.NoModifier or not self._pressed_key(key):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Somebody who tabs in stands on a place at once."""
        super().focusInEvent(event)
        if event.reason() in _BY_KEY:
            self._go(same_place(self._places(), self._here) or first_stop(self._places()))
            next_turn(self, self._scroll_to_place)  # after whatever has the focus was scrolled to its top
        else:
            self._show_place(self._here)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_place(None)
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._point_at(event.position())

    def leaveEvent(self, event: object) -> None:
        super().leaveEvent(event)  # type: ignore[arg-type]
        self._show_place(self._here if self.hasFocus() else None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            self._point_at(event.position())
            return
        start, span = self._pressed
        across = event.position().x() - start.x()
        if self.is_long and not span.is_whole and (self._dragged or abs(across) >= _DRAG_PX):
            self._dragged = True
            self._set_span(span.moved(-round(across / step_width(self._now().places, self.width()))))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._pressed, self._dragged = (event.position(), self._span), False

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            super().mouseReleaseEvent(event)
            return
        self._pressed = None
        place = None if self._dragged else self._place_at(event.position())
        if place is not None:
            self._go(place, aloud=False)
        if not self._dragged and (key := place.key if place is not None else self._opens()):
            self.opened.emit(key)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.is_long or not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        event.accept()
        self._turned += event.angleDelta().y()
        around = step_at(self._now().places, event.position().x())
        while abs(self._turned) >= 120:
            closer = self._turned > 0
            self._turned -= 120 if closer else -120
            self._set_span(self._span.closer(around) if closer else self._span.wider(around))

    def _zoomed_by(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        """Whether a key of the zoom was pressed. Plus may need Shift, and Ctrl is what browsers use."""
        if held == Qt.KeyboardModifier.ShiftModifier and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            by = max(1, self._span.size // 4)
            self.pan(by if key is Qt.Key.Key_Right else -by)
            return True
        if held & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier):
            return False
        match key:
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_in()
            case Qt.Key.Key_Minus | Qt.Key.Key_Underscore:
                self.zoom_out()
            case Qt.Key.Key_0:
                self.show_whole()
            case _:
                return False
        return True

    def _pressed_key(self, key: Qt.Key) -> bool:
        """Whether a plain key did something here."""
        places, here = self._places(), same_place(self._places(), self._here)
        if key in _WAYS and places:
            place = next_place(places, here, _WAYS[key], self._sheet.steps) if here else first_stop(places)
            self._go(place)
            return place is not None
        if here is None:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here.key:
            self.opened.emit(here.key)
        elif key is Qt.Key.Key_P and self._sheet.steps:
            self.pin_wanted.emit(here.step)
        else:
            return False
        return True

    def _go(self, place: Place | None, *, aloud: bool = True) -> None:
        """Stand on a place, have it in view, show and say its words."""
        if place is None:
            return
        is_new = self._here is None or place.step != self._here.step
        self._here = place
        if self._sheet.steps and not self._span.is_whole:
            self._set_span(self._span.showing(place.step))
        self._show_place(place)
        self.update()
        if aloud:
            self._scroll_to_place()
            announce(self, place.words)
        if is_new:
            self.stepped.emit(place.step)

    def _scroll_to_place(self) -> None:
        """A chart may be taller than the window: what a key came to is to be seen, with its label."""
        place, area = self._in_view(self._here), self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        content = area.widget() if isinstance(area, QScrollArea) else None
        if place is None or content is None or not isinstance(area, QScrollArea):
            return
        box = self._box(place).toAlignedRect()
        if self._words.isVisible():
            box = box.united(self._words.geometry())
        middle = self.mapTo(content, box.center())
        area.ensureVisible(middle.x(), middle.y(), 0, box.height() // 2 + _ROUND_PLACE_PX)

    def _show_place(self, place: Place | None) -> None:
        """Show the label of a place, or none."""
        there = self._in_view(place) if place is not None else None
        if there is None or not there.words:
            self._words.be_quiet()
        else:
            self._words.say(there.words, self._box(there), self.size())

    def _opens(self) -> str:
        """What a click beside every place leads to."""
        return str(getattr(self.chart, "opens", ""))

    def _point_at(self, at: QPointF) -> None:
        place = self._place_at(at)
        leads_on = place.key if place is not None else self._opens()
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads_on else Qt.CursorShape.ArrowCursor)
        self._show_place(place or (self._here if self.hasFocus() else None))

    def _place_at(self, at: QPointF) -> Place | None:
        return place_at(self._now().places, at.x(), at.y(), _NEAR_PX)

    def _box(self, place: Place) -> QRectF:
        """The place's box, kept inside the widget for the mark around it."""
        box = QRectF(place.x - place.width / 2, place.y - place.height / 2, place.width, place.height)
        return box.intersected(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5))

    def _in_view(self, place: Place | None) -> Place | None:
        return same_place(self._now().places, place)

    def in_view(self) -> str:
        """The steps in view in words; empty where there are none."""
        if not self._sheet.steps:
            return ""
        ends = self._sheet.steps[self._span.first].name, self._sheet.steps[self._span.last].name
        return _("{first} to {last}").format(first=ends[0], last=ends[1])

    def _look_at(self, span: Span) -> None:
        """Have other steps in view by a key or a button, and say which."""
        if self.is_long and span != self._span:
            self._set_span(span)
            announce(self, _("In view: {steps}").format(steps=self.in_view()))

    def _set_span(self, span: Span) -> None:
        if span == self._span:
            return
        self._span = span
        self._show_place(self._here if self.hasFocus() else None)
        self.update()
        self.span_changed.emit()

    def _now(self) -> Drawing:
        """What is in view."""
        return self._sheet.drawing(self.width(), self._span)

    def _places(self) -> Sequence[Place]:
        """All places of the whole series."""
        return self._sheet.drawing(self.width()).places

    def _tell(self) -> None:
        self.setAccessibleName(self.chart.title)
        self.setAccessibleDescription(" ".join((self.chart.sentence, *printed_words(self.chart))))

    def _on_theme_changed(self) -> None:
        self._sheet.forget()
        self.updateGeometry()
        self.update()
        self._show_place(self._here if self.hasFocus() else None)
