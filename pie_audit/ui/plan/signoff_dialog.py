"""“This is a fair account of our talk”: the one step of the plan without an undo, so it asks first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from pie_audit.domain.errors import KnownError, NotNow
from pie_audit.domain.plan import Action, ActionStatus
from pie_audit.domain.team_part import TeamPart
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.plan.account_form import AccountForm
from pie_audit.ui.plan.day_field import DayField
from pie_audit.ui.plan.days import field_words, over_words
from pie_audit.ui.plan.growing_text import GrowingText
from pie_audit.ui.plan.keep_card import KeepCard
from pie_audit.ui.plan.wording import sentence
from pie_audit.ui.theme import theme
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    Card,
    Field,
    PrimaryButton,
    ScrollBody,
    SecondaryButton,
    Tick,
    WrapLabel,
    announce,
    boxed,
    row,
    step_by_tab,
)
from pie_audit.words import _, plural
from pie_audit.workflows import plans, signing, team_parts
from pie_audit.workflows.plans import PlanView
from pie_audit.workflows.signing import BeforeSigning
from pie_audit.workflows.team_parts import PartsView
from pie_audit.workflows.undo import Undoable

_RESERVATION_LIMIT = 500
_EDGE = 24
_WIDTH = 600
_KEEP_AFTER_MS = 1500


class SignOffDialog(QDialog):
    """Settles days that have passed, then signs. `signed` once it is done."""

    help_name = "sign-off"
    signed = Signal()

    def __init__(self, jobs: Jobs, view: PlanView, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._jobs, self._view = jobs, view
        self._to_save: list[Action] = []
        title = _("Sign off the {season} plan").format(season=view.quarter.season)
        self.setWindowTitle(title)
        self.late = [LateAction(action, view) for action in late_actions(view)]
        self.keep = KeepCard()
        self.keep.turned.connect(self._on_turned)
        self.account = AccountForm()
        self.account.edited.connect(self._keep_soon)
        self._keeper = QTimer(self)
        self._keeper.setSingleShot(True)
        self._keeper.setInterval(_KEEP_AFTER_MS)
        self._keeper.timeout.connect(self._keep)
        self._reservation = GrowingText(most=_RESERVATION_LIMIT, least=2)
        self._reservation.edited.connect(self._keep_soon)
        self._field = Field(
            _("Anything you sign with a reservation?"),
            self._reservation,
            _("It is printed with the plan. Leave it empty if there is none."),
        )
        self._trouble = Banner("", look="warn")
        self._trouble.hide()
        self.busy = BusyLine()
        self.leave = SecondaryButton(_("Go back"))
        self.leave.clicked.connect(self.reject)
        self.sign = PrimaryButton(_("Sign off"), "check")
        self.sign.clicked.connect(self._on_sign)
        self._heading = WrapLabel(title, "h1")
        self.body = ScrollBody()
        self._foot = boxed(row(self.leave, None, self.sign, gap=12))
        self._lay_out()
        self._read(view.round.round_id if view.round else "")

    def _read(self, round_id: str) -> None:
        self._jobs.read(
            signing.before_signing,
            round_id,
            owner=self,
            then=self._show_state,
            problem=self._on_problem,
        )
        self._jobs.read(
            team_parts.parts_to_weigh,
            round_id,
            owner=self,
            then=self._show_parts,
            problem=self._on_problem,
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()
        first = self.late[0].done if self.late else self._reservation
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab follows what is read."""
        return step_by_tab(self, forward=forward) or super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter never signs by accident; Escape goes back."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """What was typed and not signed yet waits for the next time."""
        if self._keeper.isActive():
            self._keeper.stop()
            self._keep()
        super().done(result)

    def fit(self) -> None:
        """As wide as reads well, as high as the words need, never beyond the window underneath."""
        most = self.parentWidget().window().size() - QSize(32, 32)
        width = min(theme.px(_WIDTH), most.width())
        inner = width - 2 * _EDGE
        content = self.body.content.layout()
        needed = content.totalHeightForWidth(inner) if content.hasHeightForWidth() else 400
        around = self._heading.heightForWidth(inner) + self._foot.sizeHint().height()
        self.resize(width, min(most.height(), needed + around + 2 * _EDGE + 40))

    def _lay_out(self) -> None:
        self._for_whom = WrapLabel(_("You say so for the team."), "small", "soft_ink")
        statement = Card(look="soft", gap=4).add(
            WrapLabel(_("This is a fair account of our talk."), "lead", "soft_ink"), self._for_whom
        )
        if self.late:
            n = len(self.late)
            words = plural(
                "The day of {n} action has passed. Is it done, or does it get a new day?",
                "The days of {n} actions have passed. Are they done, or do they get new days?",
                n,
            ).format(n=n)
            self.body.column.addWidget(WrapLabel(words, "strong"))
        for late in self.late:
            self.body.column.addWidget(late)
        below: tuple[QWidget, ...] = (
            self.account.rest_card,
            statement,
            self._field,
            self.account,
            self.keep,
            WrapLabel(_("After signing, what was agreed stays as it is. This can’t be undone."), "body"),
            WrapLabel(
                _("You can still say how an action goes on, who holds it and by when."), "small", "ink2"
            ),
        )
        for part in below:
            self.body.column.addWidget(part)
        self.body.column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_EDGE - 6, _EDGE, _EDGE - 6, _EDGE - 6)
        parts: tuple[QWidget, ...] = (self._heading, self.body, self._trouble, self.busy, self._foot)
        for part in parts:
            layout.addWidget(part)
            part.setContentsMargins(6, 0, 6, 0)

    # what stands before it

    def _show_state(self, state: BeforeSigning) -> None:
        """What is missing is asked here; what was typed before comes back."""
        self.account.show_state(state)
        if not self._reservation.text():
            self._reservation.setText(state.reservation)
        if state.one_person:
            self._for_whom.setText(_("This is one person’s view, and every page says so."))
        elif state.together_only:
            words = _("You say so for the team. It was talked through together; the papers say so.")
            self._for_whom.setText(words)
        if state.unanswered:
            names = "; ".join(_("“{words}”").format(words=p.words) for p in state.unanswered)
            self._trouble.set(
                _("Nothing follows yet from {priorities}.").format(priorities=names),
                _("Go back: add an action to it, or say why there is none."),
            )
            self._trouble.show()
        self.sign.setEnabled(not state.unanswered)
        self.fit()

    def _show_parts(self, view: PartsView | None) -> None:
        """For whoever may choose what the team uses; nobody has to."""
        self.keep.show_parts(view)
        self.fit()

    def _on_turned(self, part: TeamPart, on: bool) -> None:
        if self._view.round is not None:
            self._jobs.write(
                team_parts.turn,
                self._view.team.team_id,
                part,
                on,
                owner=self,
                problem=partial(self._on_not_turned, part, on),
            )

    def _on_not_turned(self, part: TeamPart, on: bool, error: KnownError) -> None:
        self.keep.show_state(part, on=not on)
        self._on_problem(error)

    def _keep_soon(self) -> None:
        self._keeper.start()

    def _keep(self) -> None:
        if self._view.round is not None:
            typed = (self.account.account(), self._reservation.text())
            self._jobs.write(signing.keep_account, self._view.round.round_id, *typed, owner=self)

    # signing

    def _on_sign(self) -> None:
        settled = [late.settled() for late in self.late]
        if None in settled:
            first = self.late[settled.index(None)]
            first.go_to()
            announce(self, first.error())
            return
        if not self.account.check():
            return
        self._keeper.stop()
        self._to_save = [action for action in settled if action is not None]
        self._trouble.hide()
        self.sign.setEnabled(False)
        self.busy.start(_("Signing off…"))
        self._next()

    def _next(self, done: Undoable | None = None) -> None:
        """Days first, one after the other, the signature last: each is its own step for whoever reads the record."""
        if done is not None:
            self._note_saved(done.result)
        if self._to_save:
            action = self._to_save.pop(0)
            self._jobs.write(plans.save_action, action, owner=self, then=self._next, problem=self._on_problem)
        else:
            self._jobs.write(
                signing.sign_off,
                self._view.round.round_id,
                self._reservation.text().strip(),
                self.account.account(),
                owner=self,
                then=self._on_signed,
                problem=self._on_problem,
            )

    def _note_saved(self, action: Action) -> None:
        """Should a later step be refused, a second try starts from what stands in the file now."""
        for late in self.late:
            late.take(action)

    def _on_signed(self, _result: object) -> None:
        self.busy.stop()
        self.signed.emit()
        self.accept()

    def _on_problem(self, error: KnownError) -> None:
        self.busy.stop()
        self.sign.setEnabled(True)
        words = sentence(error)
        if hasattr(error, "theirs"):
            words = _("Somebody else changed one of these actions. Go back and look at it first.")
        self._trouble.set(words)
        self._trouble.show()
        announce(self, words)


class LateAction(Card):
    """One action whose day has passed: done, or a new day."""

    def __init__(self, action: Action, view: PlanView, parent: QWidget | None = None) -> None:
        super().__init__(look="plain", gap=8, parent=parent)
        self._action, self._today = action, view.today
        self.done = Tick(_("It’s done"))
        self.day = DayField()
        self.day.set_day(None, view.today)
        self._field = Field(_("New day"), self.day)
        self.day.set_name(_("New day"))
        self.done.setAccessibleDescription(action.what)
        due = action.due or view.today
        over = over_words(due, view.today)
        self.add(
            WrapLabel(action.what, "strong"),
            WrapLabel(_("{day}: {over}").format(day=field_words(due), over=over.casefold()), "small", "warn"),
            boxed(row(self.done, None)),
            self._field,
        )
        self.done.toggled.connect(self._on_done)

    def settled(self) -> Action | None:
        """The action with its answer; None, and the error beside the field, while there isn't one."""
        if self.done.isChecked():
            return replace(self._action, status=ActionStatus.DONE)
        try:
            day = self.day.day()
        except NotNow as error:
            self._field.set_error(sentence(error))
            return None
        return self._with_day(day)

    def _with_day(self, day: date | None) -> Action | None:
        if day is None:
            self._field.set_error(_("Tick that it’s done, or give it a new day."))
            return None
        if day < self._today:
            self._field.set_error(_("That day has passed too. Choose today or later."))
            return None
        self._field.set_error("")
        return replace(self._action, due=day)

    def take(self, action: Action) -> None:
        """It was saved; go on from there."""
        if action.action_id == self._action.action_id:
            self._action = action

    def error(self) -> str:
        """What is missing."""
        return self._field.error()

    def go_to(self) -> None:
        """Put the focus on the field for the new day."""
        self._field.setFocus()

    def _on_done(self, done: bool) -> None:
        self._field.setVisible(not done)
        self._field.set_error("")


def late_actions(view: PlanView) -> tuple[Action, ...]:
    """Actions of the round in hand whose day has passed."""
    round_id = view.round.round_id if view.round else None
    return tuple(
        action
        for group in view.groups
        for action in group.actions
        if action.round_id == round_id and action.is_overdue(view.today)
    )
