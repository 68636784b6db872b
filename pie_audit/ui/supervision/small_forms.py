"""What one is asked about a session: another day, why it was lost, how long it was, a word to the other."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.session import CancelledBy, Session, WhyLost
from pie_audit.ui.supervision.day_choice import DayChoice
from pie_audit.ui.supervision.words import reason_words, side_words
from pie_audit.ui.widgets import (
    Card,
    Choice,
    EvenLayout,
    Field,
    FlowLayout,
    GrowingText,
    LinkButton,
    PrimaryButton,
    TextLine,
    boxed,
)
from pie_audit.words import _
from pie_audit.workflows.supervision.supervision_planning import CallOff


class SmallForm(Card):
    """A question under a row. `answered` carries what was given; `dropped` when somebody thinks again."""

    answered = Signal(object)
    dropped = Signal()

    def __init__(self, title: str, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(title, look="sunk", gap=12, parent=parent)
        self.go = PrimaryButton(verb, in_row=True)
        self.leave = LinkButton(_("Leave it"), in_row=True)
        self.go.clicked.connect(self._on_go)
        self.leave.clicked.connect(self.dropped)

    def finish(self, *fields: QWidget) -> None:
        """The fields, and the buttons under them."""
        self.add(*fields, boxed(FlowLayout(self.go, self.leave)))
        self.setFocusProxy(fields[0].focusProxy() or fields[0])

    def answer(self) -> object:
        """What is given now."""
        raise NotImplementedError  # each form gives its own; Qt's classes can't be abstract

    def _on_go(self) -> None:
        self.answered.emit(self.answer())


class MoveForm(SmallForm):
    """Which day instead, and when."""

    def __init__(self, session: Session, starts: str, today: date) -> None:
        super().__init__(_("Move it to another day"), _("Move it"))
        self.day = DayChoice(max(session.due_on + timedelta(days=7), today))
        self.starts = TextLine(starts, placeholder="10:00", most=20)
        self.finish(
            boxed(
                EvenLayout(Field(_("Day"), self.day), Field(_("Starts at"), self.starts), least=170, gap=12)
            )
        )
        self.setFocusProxy(self.day)

    def answer(self) -> tuple[date, str]:
        return self.day.day(), self.starts.text()


class RebookForm(SmallForm):
    """Which day instead of one that was called off."""

    def __init__(self, today: date) -> None:
        super().__init__(_("Book another one in its place"), _("Book it"))
        self.day = DayChoice(today + timedelta(days=7))
        self.finish(Field(_("Day"), self.day))
        self.setFocusProxy(self.day)

    def answer(self) -> date:
        return self.day.day()


class CallOffForm(SmallForm):
    """From whose side, which kind of reason, and in words that only the two read."""

    def __init__(self, *, i_supervise: bool) -> None:
        super().__init__(_("It doesn’t take place"), _("Call it off"))
        self._sides, self._reasons = tuple(CancelledBy), tuple(WhyLost)
        self.by = Choice(*(side_words(each) for each in self._sides))
        self.by.setCurrentIndex(self._sides.index(CancelledBy.SERVICE))
        self.reason = Choice(*(reason_words(each) for each in self._reasons))
        self.words = GrowingText(most=1000)
        choices = EvenLayout(
            Field(_("From whose side?"), self.by), Field(_("Why?"), self.reason), least=170, gap=12
        )
        note = _(
            "Only the two of you can read this. The team’s numbers count the side and the kind of reason."
        )
        self.finish(boxed(choices), Field(_("In your own words"), self.words, note))
        self.setFocusProxy(self.by)

    def answer(self) -> CallOff:
        by, reason = self._sides[self.by.currentIndex()], self._reasons[self.reason.currentIndex()]
        return CallOff(by, reason, self.words.text())


class HeldForm(SmallForm):
    """How many minutes there were, and on which day."""

    def __init__(self, session: Session, today: date) -> None:
        super().__init__(_("How was it held?"), _("Note it"))
        self.minutes = TextLine(str(session.planned_min), most=3)
        self.day = DayChoice(min(session.due_on, today))
        help_words = _("{n} were planned. Fewer means it was cut short.").format(n=session.planned_min)
        self.finish(
            boxed(
                EvenLayout(
                    Field(_("Minutes"), self.minutes, help_words),
                    Field(_("Day it began"), self.day),
                    least=170,
                    gap=12,
                )
            )
        )
        self.setFocusProxy(self.minutes)

    def answer(self) -> tuple[int, date]:
        """Minutes are 0 where no number stands there, which the workflow refuses in words."""
        typed = self.minutes.text().strip()
        return int(typed) if typed.isdecimal() else 0, self.day.day()


class AskForm(SmallForm):
    """A word to the other: please find another day."""

    def __init__(self, name: str) -> None:
        super().__init__(_("Ask {name} to move it").format(name=name), _("Ask"))
        self.words = TextLine(most=300)
        self.finish(
            Field(_("Why, if you like"), self.words, _("{name} sees it at the session.").format(name=name))
        )
        self.setFocusProxy(self.words)

    def answer(self) -> str:
        return self.words.text()
