"""What became of a session: held, cut short, called off or moved; time is public, so the reason is a kind and no words."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.group_words import session_state_words
from pie_audit.domain.ledger_reasons import reason_words, side_words
from pie_audit.domain.session import CancelledBy, Session, SessionKind, WhyLost
from pie_audit.ui.supervision.day_choice import DayChoice
from pie_audit.ui.supervision.small_forms import HeldForm, SmallForm
from pie_audit.ui.widgets import (
    Card,
    Choice,
    EvenLayout,
    Field,
    FlowLayout,
    SecondaryButton,
    WrapLabel,
    boxed,
)
from pie_audit.words import _
from pie_audit.workflows.supervision.group_sittings import SittingView

_SIDES = (CancelledBy.SERVICE, CancelledBy.SUPERVISOR, CancelledBy.OTHER)


class _OffForm(SmallForm):
    """From whose side, and which kind of reason."""

    def __init__(self) -> None:
        super().__init__(_("It doesn’t take place"), _("Call it off"))
        self.by = Choice(*(side_words(each) for each in _SIDES))
        self.reason = Choice(*(reason_words(each) for each in WhyLost))
        self.finish(
            boxed(
                EvenLayout(
                    Field(_("From whose side?"), self.by), Field(_("Why?"), self.reason), least=150, gap=12
                )
            )
        )
        self.setFocusProxy(self.by)

    def answer(self) -> tuple[CancelledBy, WhyLost]:
        return _SIDES[self.by.currentIndex()], tuple(WhyLost)[self.reason.currentIndex()]


class _MovedForm(SmallForm):
    """Which day instead, and why."""

    def __init__(self, session: Session, today: date) -> None:
        super().__init__(_("Move it to another day"), _("Move it"))
        self.day = DayChoice(max(session.due_on + timedelta(days=7), today))
        self.reason = Choice(*(reason_words(each) for each in WhyLost))
        self.finish(
            boxed(EvenLayout(Field(_("Day"), self.day), Field(_("Why?"), self.reason), least=150, gap=12))
        )
        self.setFocusProxy(self.day)

    def answer(self) -> tuple[date, WhyLost]:
        return self.day.day(), tuple(WhyLost)[self.reason.currentIndex()]


class OutcomeCard(Card):
    """`held` with minutes and day; `called_off` with side and reason; `moved` with day and reason.

    `follow_ups_wanted` after a debrief, for talks in a week and in a month.
    """

    held = Signal(object)
    called_off = Signal(object)
    moved = Signal(object)
    follow_ups_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Did we meet?"), icon="calendar-blank", gap=10, parent=parent)
        self.state = WrapLabel("", "strong")
        self.about = WrapLabel(
            _("The team’s record of protected time shows the day and the length, and nothing else."),
            "small",
            "ink2",
        )
        self.met = SecondaryButton(_("We met"), "check", in_row=True)
        self.put_off = SecondaryButton(_("Move it"), "calendar-blank", in_row=True)
        self.off = SecondaryButton(_("Call it off"), "prohibit", in_row=True)
        self.again = SecondaryButton(_("Meet again in a week and in a month"), "plus", in_row=True)
        self.again.clicked.connect(self.follow_ups_wanted)
        self._place = QVBoxLayout()
        self._view: SittingView | None = None
        self.form: SmallForm | None = None
        for button, ask in (
            (self.met, self.ask_held),
            (self.put_off, self._ask_move),
            (self.off, self._ask_off),
        ):
            button.clicked.connect(ask)
        self.add(
            self.state,
            boxed(FlowLayout(self.met, self.put_off, self.off, self.again, gap=8)),
            self._place,
            self.about,
        )

    def show_session(self, view: SittingView) -> None:
        """Where it stands; what can be done depends on the day and on who asks."""
        self._view = view
        self.state.setText(session_state_words(view.session))
        has_come = view.session.due_on <= view.today
        self.met.setVisible(view.is_member and has_come)
        for button in (self.put_off, self.off):
            button.setVisible(view.is_member and view.session.is_to_come)
        self.again.setVisible(view.is_member and view.session.kind is SessionKind.DEBRIEF and has_come)
        if not view.session.is_to_come:
            self.met.setText(_("It was otherwise"))

    def ask_held(self) -> None:
        """How long it was."""
        if self._view is not None:
            self._ask(HeldForm(self._view.session, self._view.today), self.held)

    def _ask_move(self) -> None:
        if self._view is not None:
            self._ask(_MovedForm(self._view.session, self._view.today), self.moved)

    def _ask_off(self) -> None:
        self._ask(_OffForm(), self.called_off)

    def _ask(self, form: SmallForm, then: object) -> None:
        self.drop()
        self.form = form
        self._then = then
        form.answered.connect(self._on_answer)
        form.dropped.connect(self.drop)
        self._place.addWidget(form)
        form.show()
        form.setFocus()

    def _on_answer(self, answer: object) -> None:
        then = self._then
        self.drop()
        then.emit(answer)  # type: ignore[attr-defined]  # one of the three signals

    def drop(self) -> None:
        """Nothing is asked any more."""
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
