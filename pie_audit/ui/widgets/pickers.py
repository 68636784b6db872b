"""Picking one of a few, and picking a day."""

from __future__ import annotations

from PySide6.QtCore import QDate, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import QCalendarWidget, QComboBox, QDateEdit, QToolButton, QWidget

from pie_audit.ui.icons import icon, paint_icon
from pie_audit.ui.theme import theme, tokens
from pie_audit.words import _


class Choice(QComboBox):
    """One of a few, with a painted arrow. The wheel scrolls the page, not the value."""

    def __init__(self, *labels: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItems(list(labels))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._restyle()
        theme.changed.connect(self._restyle)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_mark(self, "caret-down")

    def _restyle(self) -> None:
        self.setFont(theme.font("body"))


class DateField(QDateEdit):
    """A day, picked from a calendar or typed; shown as people write it."""

    def __init__(self, day: QDate | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCalendarPopup(True)
        self.setDisplayFormat("ddd d MMM yyyy")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if day is not None:
            self.setDate(day)
        self._restyle()
        theme.changed.connect(self._restyle)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Typing begins with the day of the month; nobody types the weekday."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.ShortcutFocusReason):
            self.setSelectedSection(QDateEdit.Section.DaySection)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_mark(self, "calendar-blank")

    def _restyle(self) -> None:
        self.setFont(theme.font("body"))
        self.lineEdit().setFont(theme.font("body"))  # it doesn't follow the field's once it was shown
        _dress_calendar(self.calendarWidget())


def _dress_calendar(calendar: QCalendarWidget) -> None:
    """Qt paints weekends red and its arrows black; ours are ink, and days of other months are quiet."""
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    words = QTextCharFormat()
    words.setForeground(tokens.ink)
    for day in Qt.DayOfWeek:
        calendar.setWeekdayTextFormat(day, words)
    for name, mark, said in (
        ("qt_calendar_prevmonth", "caret-left", _("Month before")),
        ("qt_calendar_nextmonth", "caret-right", _("Month after")),
    ):
        button = calendar.findChild(QToolButton, name)
        if button is not None:
            button.setIcon(icon(mark, tokens.ink))
            button.setAccessibleName(said)


def _paint_mark(field: QWidget, name: str) -> None:
    painter = QPainter(field)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = theme.px(16)
    box = QRectF(field.width() - side - 11, (field.height() - side) / 2, side, side)
    paint_icon(painter, name, box, tokens.ink2)
    painter.end()
