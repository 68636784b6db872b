"""Booking a session, or one every few weeks: with whom, when, how long, where."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.session import Contract
from pie_audit.domain.team import Member
from pie_audit.ui.supervision.day_choice import DayChoice
from pie_audit.ui.supervision.words import contract_words
from pie_audit.ui.widgets import (
    Banner,
    Card,
    Choice,
    EvenLayout,
    Field,
    FlowLayout,
    LinkButton,
    PrimaryButton,
    TextLine,
    Tick,
    boxed,
)
from pie_audit.words import _, plural
from pie_audit.workflows.supervision.supervision_agreements import AgreementView
from pie_audit.workflows.supervision.supervision_planning import Booking

EVERY = (0, 1, 2, 3, 4, 6, 8, 12)
TIMES = (3, 6, 12)


class BookingForm(Card):
    """`booked` carries the Booking; `dropped` when somebody thinks again."""

    booked = Signal(object)
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Book {supervision}"), icon="calendar-blank", gap=14, parent=parent)
        self._pairs: list[tuple[str, bool, AgreementView | None]] = []
        self._contracts = tuple(Contract)
        self.whom = Choice()
        self.day = DayChoice(date.today())
        self.starts = TextLine(placeholder="10:00", most=20)
        self.minutes = TextLine("60", most=3)
        self.place = TextLine(most=200)
        self.every = Choice(*(_every_words(n) for n in EVERY))
        self.times = Choice(*(plural("{n} session", "{n} sessions", n).format(n=n) for n in TIMES))
        self.contract = Choice(*(contract_words(each) for each in self._contracts))
        self.paid = Tick(_("It’s paid working time"))
        self.paid.setChecked(True)
        self.trouble = Banner("", look="warn")
        self.trouble.hide()
        self._times_field = Field(_("How many"), self.times)
        self.go = PrimaryButton(_("Book it"))
        self.leave = LinkButton(_("Leave it"))
        self.whom.activated.connect(self._on_whom)
        self.every.currentIndexChanged.connect(self._on_every)
        self.go.clicked.connect(self._on_go)
        self.leave.clicked.connect(self.dropped)
        self._lay_out()

    def _lay_out(self) -> None:
        self.add(
            Field(_("With whom"), self.whom),
            boxed(
                EvenLayout(
                    Field(_("First day"), self.day),
                    Field(_("Starts at"), self.starts),
                    Field(_("Minutes"), self.minutes),
                    least=150,
                    gap=12,
                )
            ),
            boxed(
                EvenLayout(
                    Field(_("How often"), self.every),
                    self._times_field,
                    Field(_("Contract"), self.contract),
                    least=150,
                    gap=12,
                )
            ),
            Field(_("Place, or how you call each other"), self.place, _("Sealed for the two of you.")),
            self.paid,
            self.trouble,
            boxed(FlowLayout(self.go, self.leave)),
        )
        self.setFocusProxy(self.whom)
        self._on_every()

    def offer(self, agreements: Sequence[AgreementView], partners: Sequence[Member], today: date) -> None:
        """Fill for a new booking: agreements first, then everybody else, each way round."""
        self.trouble.hide()
        self._pairs = [(v.other_id, v.agreement.supervisor_id == v.me_id, v) for v in agreements]
        known = {(other, mine) for other, mine, _view in self._pairs}
        names = {m.person_id: m.name for m in partners} | {
            v.other_id: v.names[v.other_id] for v in agreements
        }
        rest = [
            (m.person_id, mine, None)
            for mine in (False, True)
            for m in partners
            if (m.person_id, mine) not in known
        ]
        self._pairs += rest
        self.whom.clear()
        for other_id, mine, _view in self._pairs:
            words = _("You supervise {name}") if mine else _("{name} supervises you")
            self.whom.addItem(words.format(name=names[other_id]))
        self.day.set_day(today)
        self._on_whom()

    def choose(self, other_id: str, *, i_supervise: bool) -> None:
        """Begin with one person."""
        for at, (other, mine, _view) in enumerate(self._pairs):
            if (other, mine) == (other_id, i_supervise):
                self.whom.setCurrentIndex(at)
                self._on_whom()

    def show_trouble(self, words: str) -> None:
        """Why it wasn't booked."""
        self.trouble.set(words)
        self.trouble.show()

    def booking(self) -> Booking:
        """What is asked for now; minutes are 0 where no number stands there, which the workflow refuses."""
        other, mine, _view = self._pairs[self.whom.currentIndex()]
        minutes = self.minutes.text().strip()
        return Booking(
            other_id=other,
            i_supervise=mine,
            first_on=self.day.day(),
            minutes=int(minutes) if minutes.isdecimal() else 0,
            starts=self.starts.text(),
            place=self.place.text(),
            every_weeks=EVERY[self.every.currentIndex()],
            times=TIMES[self.times.currentIndex()],
            paid=self.paid.isChecked(),
            contract=self._contracts[self.contract.currentIndex()],
        )

    def _on_whom(self, _at: int = 0) -> None:
        """What was agreed with this person is filled in."""
        at = self.whom.currentIndex()
        view = self._pairs[at][2] if 0 <= at < len(self._pairs) else None
        self.go.setEnabled(bool(self._pairs))
        if not self._pairs:
            self.show_trouble(_("Nobody else has signed in here yet, so there is nobody to meet with."))
        if view is not None:
            self.minutes.setText(str(view.agreement.minutes))
            self.starts.setText(view.words.starts)
            self.place.setText(view.words.place)
            if view.agreement.every_weeks in EVERY:
                self.every.setCurrentIndex(EVERY.index(view.agreement.every_weeks))

    def _on_every(self, _at: int = 0) -> None:
        self._times_field.setVisible(bool(EVERY[self.every.currentIndex()]))

    def _on_go(self) -> None:
        self.booked.emit(self.booking())


def _every_words(weeks: int) -> str:
    return plural("Every week", "Every {n} weeks", weeks).format(n=weeks) if weeks else _("Once")
