"""My supervision: what comes next, what has been, the agreements, and booking; for either of the two."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.supervision.agreements_card import AgreementsCard
from pie_audit.ui.supervision.booking_form import BookingForm
from pie_audit.ui.supervision.calendar_saver import CalendarSaver
from pie_audit.ui.supervision.key_strip import KeyStrip
from pie_audit.ui.supervision.session_list import SessionList
from pie_audit.ui.supervision.words import first_name, lost_words, sentence
from pie_audit.ui.widgets import (
    Banner,
    Card,
    Command,
    LinkButton,
    Page,
    PrimaryButton,
    TwoColumn,
    announce,
    clear,
)
from pie_audit.words import _, plural
from pie_audit.workflows.supervision import (
    supervision,
    supervision_agenda,
    supervision_planning,
)
from pie_audit.workflows.supervision.supervision import MySupervision

_DEEDS: dict[str, Callable[..., Any]] = {
    "held": supervision_planning.record_held,
    "move": supervision_planning.move,
    "off": supervision_planning.call_off,
    "rebook": supervision_planning.rebook,
    "ask": supervision_agenda.ask_to_move,
}


class SupervisionPage(Page):
    """Read whole on each visit; an open question under a row waits until it is answered."""

    KINDS = frozenset({Kind.SESSIONS, Kind.RECORDS, Kind.PEOPLE, Kind.TEAMS})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(_("My {supervision}"), _("What is said here stays between two people."), parent)
        self._jobs = jobs
        self.view: MySupervision | None = None
        self._stale = self._to_book = False
        self.book_button = PrimaryButton(_("Book a session"), "plus")
        self.book_button.clicked.connect(self.begin_booking)
        self.heading.add_state(self.book_button)
        self.first_focus = self.book_button
        self.trouble = Banner("", look="warn")
        self.trouble.hide()
        self.key = KeyStrip(jobs)
        self.key.compared.connect(self.reload)
        self.asked = Banner("", look="warn", icon="hourglass")
        self.asked.hide()
        self._lost = QVBoxLayout()
        self.booking = BookingForm()
        self.booking.hide()
        self.booking.booked.connect(self._book)
        self.booking.dropped.connect(self._end_booking)
        self.unsaid = SessionList(_("Was it held?"))
        self.coming = SessionList(_("Coming up"), _("Nothing is planned yet."))
        self.past = SessionList(_("What has been"))
        for each in (self.unsaid, self.coming, self.past):
            each.opened.connect(self._open_session)
            each.done.connect(partial(self._do, each))
            each.settled.connect(self._catch_up)
        self.agreements = AgreementsCard()
        self.agreements.opened.connect(self._open_agreement)
        self.files = CalendarSaver(jobs)
        two = TwoColumn(main_share=7, side_share=4, stack_below=900)
        two.add_main(
            self.key,
            self.trouble,
            self._lost,
            self.asked,
            self.booking,
            self.unsaid,
            self.coming,
            self.past,
            None,
        )
        two.add_side(self.agreements, self._places(), None)
        self.add(two, None)

    def _places(self) -> Card:
        time = LinkButton(_("Protected time"), "clock")
        groups = LinkButton(_("Groups"), "users-three")
        time.clicked.connect(partial(self._go, "protected-time", None))
        groups.clicked.connect(partial(self._go, "groups", None))
        return Card("", time, groups, self.files, look="sunk", gap=6)

    def reload(self) -> None:
        """Read it again."""
        self._jobs.read(supervision.my_supervision, owner=self, then=self.show_supervision)

    def show_supervision(self, view: MySupervision) -> None:
        """Fill the page, unless somebody is answering a question on it."""
        if any(each.form is not None for each in (self.unsaid, self.coming, self.past)):
            self._stale = True
            return
        self.view = view
        self._show_lost(view)
        n = len(view.waiting)
        words = plural("A summary waits for you.", "{n} summaries wait for you.", n).format(n=n)
        self.asked.set(words, _("Read it and agree, or say how you see it."))
        self.asked.setVisible(bool(n))
        self.unsaid.show_lines(view.unsaid, view.today)
        self.coming.show_lines(view.coming, view.today, view.later)
        self.past.show_lines(view.past, view.today)
        self.agreements.show_agreements(view)
        self.files.setVisible(bool(view.coming))
        if self._to_book:
            self.begin_booking()

    def open_at(self, _area: str, argument: object) -> None:
        """“book” opens the form, as from protected time."""
        if argument == "book":
            self.begin_booking()

    def commands(self) -> tuple[Command, ...]:
        """Booking, an agreement, and the next session."""
        found = [
            Command(_("Book a session"), self.begin_booking, "Ctrl+N", ("supervision",), icon="plus"),
            Command(
                _("Start an agreement"), partial(self._go, "agreement", "new"), icon="handshake", name="agree"
            ),
        ]
        if self.view and self.view.coming:
            line = self.view.coming[0]
            words = _("Open the next session with {name}").format(name=line.other_name)
            found.append(Command(words, partial(self._open_session, line.session.session_id), icon="users"))
        return tuple(found)

    def begin_booking(self) -> None:
        """Open the form and go there, as soon as what it offers has been read."""
        self._to_book = self.view is None
        if self.view is None:
            return
        if self.booking.isHidden():
            self.booking.offer(self.view.agreements, self.view.partners, self.view.today)
            self.booking.show()
        self.booking.setFocus()

    def _end_booking(self) -> None:
        self.booking.hide()
        self.book_button.setFocus()

    def _book(self, wanted: supervision_planning.Booking) -> None:
        self._jobs.write(
            supervision_planning.book,
            wanted,
            owner=self,
            then=self._on_booked,
            problem=self._on_booking_trouble,
        )

    def _on_booked(self, _done: object) -> None:
        self._end_booking()

    def _on_booking_trouble(self, error: KnownError) -> None:
        if not self.key.takes(error):
            self.booking.show_trouble(sentence(error))
        announce(self, sentence(error))

    def _do(self, where: SessionList, deed: str, session_id: str, answer: object) -> None:
        self.trouble.hide()
        answers = answer if isinstance(answer, tuple) else () if answer is None else (answer,)
        self._jobs.write(
            _DEEDS[deed],
            session_id,
            *answers,
            owner=self,
            then=partial(self._on_done, where),
            problem=self._on_trouble,
        )

    def _on_done(self, where: SessionList, _result: object) -> None:
        where.close_form()
        self.reload()

    def _on_trouble(self, error: KnownError) -> None:
        if not self.key.takes(error):
            self.trouble.set(error.what, error.todo)
            self.trouble.show()
        announce(self, sentence(error))

    def _catch_up(self) -> None:
        if self._stale:
            self._stale = False
            self.reload()

    def _show_lost(self, view: MySupervision) -> None:
        clear(self._lost)
        for each in view.lost:
            self._lost.addWidget(_lost_banner(each, mine=each.supervisee_id == view.me_id))

    def _open_session(self, session_id: str) -> None:
        self._go("session", session_id)

    def _open_agreement(self, agreement_id: str) -> None:
        self._go("agreement", agreement_id)

    def _go(self, area: str, argument: object, _checked: bool = False) -> None:
        self.went_to.emit(area, argument)


def _lost_banner(lost: supervision.Lost, *, mine: bool) -> Banner:
    if mine:
        title = _("We cancelled your {supervision} {times}.").format(times=lost_words(lost.times))
        text = _("{name} has been asked to protect it.").format(name=first_name(lost.supervisor_name))
    else:
        title = _("{name}’s {supervision} was cancelled {times}, one after the other.").format(
            name=first_name(lost.supervisee_name), times=lost_words(lost.times)
        )
        text = _("Please protect the next one. {name} knows that you’ve been asked.").format(
            name=first_name(lost.supervisee_name)
        )
    return Banner(title, text, look="warn", icon="clock")
