"""Next time: the session that is planned after this one, or booking it here."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.ui.supervision.day_choice import DayChoice
from pie_audit.ui.supervision.words import day_line
from pie_audit.ui.widgets import Chip, FlowLayout, SecondaryButton, WrapLabel, boxed, column
from pie_audit.words import _, plural
from pie_audit.workflows.supervision.supervision_sessions import SessionView

USUAL_WEEKS = 4


class NextTime(QWidget):
    """`booked` carries a day."""

    booked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filled = False
        self.planned = WrapLabel("", "body")
        self.within = Chip("", "good", "check")
        self.day = DayChoice(date.today())
        self.day.setAccessibleName(_("Next time"))
        self.book_button = SecondaryButton(_("Book it"), in_row=True)
        self.book_button.clicked.connect(self._on_book)
        title = WrapLabel(_("Next time"), "strong", wrap=False)
        flow = FlowLayout(title, self.planned, self.day, self.book_button, self.within, gap=12)
        self.setLayout(column(boxed(flow)))

    def show_session(self, view: SessionView) -> None:
        """Fill; a day that somebody is choosing stays."""
        after = view.next_session
        weeks = view.agreement.agreement.every_weeks if view.agreement else USUAL_WEEKS
        for widget in (self.day, self.book_button):
            widget.setVisible(after is None)
        self.planned.setVisible(after is not None)
        self.within.setVisible(after is not None and (after.due_on - view.session.due_on).days <= 7 * weeks)
        if after is not None:
            self.planned.setText(day_line(after.due_on, view.today))
            self.within.set(
                plural("within a week", "within {n} weeks", weeks).format(n=weeks), "good", "check"
            )
            self._filled = False
        elif not self._filled:
            self._filled = True
            self.day.set_day(max(view.session.due_on + timedelta(weeks=weeks), view.today))

    def _on_book(self) -> None:
        self.booked.emit(self.day.day())
