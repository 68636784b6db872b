"""A day that is typed as people write it, or picked from a calendar; empty means there is none."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import LATEST_YEAR
from pie_audit.ui.icons import icon
from pie_audit.ui.plan.days import field_words, parse_day
from pie_audit.ui.theme import theme, tokens
from pie_audit.ui.widgets import IconButton, TextLine, row
from pie_audit.words import _

_MOST = 40


class DayField(QWidget):
    """`edited` for what a person typed or picked, never for `set_day`; `left` when they are through with it."""

    edited = Signal()
    left = Signal()

    def __init__(self, *, none_words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = date.today()
        self.line = TextLine(placeholder=none_words, most=_MOST)
        self._button = IconButton("calendar-blank", _("Pick a day"), in_row=True, parent=self.line)
        self._button.clicked.connect(self._open_calendar)
        self.setLayout(row(self.line))
        self.line.installEventFilter(self)
        theme.changed.connect(self._place_button)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._on_text_edited)
        self.line.editingFinished.connect(self._on_editing_finished)

    def set_day(self, day: date | None, today: date) -> None:
        """Fill in, silently. `today` is what a day without a year is near to."""
        self._today = today
        self.line.setText(field_words(day) if day else "")
        self.line.setCursorPosition(0)

    def set_name(self, name: str) -> None:
        """What is asked, for the calendar's button."""
        self._button.set_name(_("{field}: pick a day").format(field=name))

    def day(self) -> date | None:
        """The day; None for an empty field. Raises NotNow where it isn't one."""
        return parse_day(self.line.text(), self._today)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place_button()
        return super().eventFilter(watched, event)

    def _place_button(self) -> None:
        """Inside the line at its end, and the words end before it."""
        side = self._button.sizeHint().width()
        top = (self.line.height() - side) // 2
        self._button.setGeometry(self.line.width() - side - 5, top, side, side)
        self.line.setTextMargins(0, 0, max(0, side - 12), 0)

    def _on_text_edited(self, _text: str) -> None:
        self.edited.emit()

    def _on_editing_finished(self) -> None:
        try:
            day = self.day()
        except NotNow:
            day = None
        if day is not None and self.line.text() != field_words(day):
            self.line.setText(field_words(day))
        self.left.emit()

    def _open_calendar(self) -> None:
        try:
            standing = self.day() or self._today
        except NotNow:
            standing = self._today
        popup = _Calendar(standing, self)
        popup.picked.connect(self._on_picked)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        popup.show()

    def _on_picked(self, day: date) -> None:
        self.line.setText(field_words(day))
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()
        self.left.emit()


class _Calendar(QFrame):
    """A month to pick from; Escape and a click outside close it."""

    picked = Signal(object)

    def __init__(self, day: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.calendar = QCalendarWidget()
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setDateRange(QDate(2000, 1, 1), QDate(LATEST_YEAR, 12, 31))
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.calendar.setAccessibleName(_("Pick a day"))
        self.calendar.clicked.connect(self._on_chosen)
        self.calendar.activated.connect(self._on_chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self.calendar)
        self.setFocusProxy(self.calendar)
        self._dress()

    def _dress(self) -> None:
        """Qt paints weekends red and its arrows black; ours are ink."""
        words = QTextCharFormat()
        words.setForeground(tokens.ink)
        for day in Qt.DayOfWeek:
            self.calendar.setWeekdayTextFormat(day, words)
        for name, mark, said in (
            ("qt_calendar_prevmonth", "caret-left", _("Month before")),
            ("qt_calendar_nextmonth", "caret-right", _("Month after")),
        ):
            button = self.calendar.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(icon(mark, tokens.ink))
                button.setAccessibleName(said)

    def _on_chosen(self, day: QDate) -> None:
        if self.isVisible():
            self.hide()
            self.picked.emit(date(day.year(), day.month(), day.day()))
            self.close()
