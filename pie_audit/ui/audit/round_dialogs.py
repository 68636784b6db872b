"""The steps that move a round on and need a word first: close, let people rate again, abandon; and how it was set up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from pie_audit.domain.audit import RoundState, state_word
from pie_audit.domain.day import day_words, weekday_words
from pie_audit.domain.questionnaire import Scope
from pie_audit.ui.audit.naming import from_qdate, names_words, to_qdate
from pie_audit.ui.audit.overview_cards import done_words
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import (
    Button,
    DateField,
    Field,
    PrimaryButton,
    SecondaryButton,
    TextArea,
    WrapLabel,
    column,
)
from pie_audit.ui.widgets.asking import AskingDialog
from pie_audit.words import _
from pie_audit.workflows import steps
from pie_audit.workflows.audits import Overview

_WHY_LIMIT = 500
_MORE_DAYS = 7


class _StepDialog(AskingDialog):
    """Asks, sends one step of this round, and goes when it was taken."""

    def __init__(self, jobs: Jobs, view: Overview, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self._jobs, self._round = jobs, view.round

    def _send(self, work: Callable[..., object], *args: object) -> None:
        self.set_busy(_("One moment…"))
        self._jobs.write(
            work,
            self._round.round_id,
            *args,
            owner=self,
            then=self._on_sent,
            problem=self.show_trouble,
        )

    def _on_sent(self, _result: object) -> None:
        self.accept()

    def _main_button(self, button: Button, then: Callable[[], object]) -> None:
        button.clicked.connect(then)
        self.add_buttons(button)


class CloseDialog(_StepDialog):
    """Closing stops everybody from rating, so it says how many have said they are done."""

    def __init__(self, jobs: Jobs, view: Overview, parent: QWidget) -> None:
        super().__init__(jobs, view, _("Close rating now?"), parent)
        self.add(
            WrapLabel(f"{done_words(view)}.", "strong"),
            WrapLabel(
                _(
                    "After this nobody can rate or change anything, and slips stop working. What people saved counts."
                )
            ),
            WrapLabel(
                _("You can let people rate again until it is opened. Everybody then sees a note from you."),
                "small",
                "ink2",
            ),
        )
        self._main_button(PrimaryButton(_("Close rating")), self._close_round)

    def _close_round(self) -> None:
        self._send(steps.close_round)


class ReopenDialog(_StepDialog):
    """Letting people rate again asks for a note that every rater sees, and a new last day."""

    def __init__(self, jobs: Jobs, view: Overview, parent: QWidget) -> None:
        super().__init__(jobs, view, _("Let people rate again"), parent)
        self._why = TextArea(most=_WHY_LIMIT, lines=3)
        self._note = Field(
            _("A note to everybody who rates"), self._why, _("For example: two of us were away.")
        )
        self._day = DateField(to_qdate(self._round.closes_on + timedelta(days=_MORE_DAYS)))
        self.add(
            WrapLabel(_("Sheets and slips work again, with everything that was saved.")),
            self._note,
            Field(_("Rating closes on"), self._day),
        )
        self.first_focus = self._why
        self._main_button(PrimaryButton(_("Let people rate")), self._reopen)

    def _reopen(self) -> None:
        if not self._why.text().strip():
            self._note.set_error(_("Write a line on why, so that nobody is left guessing."))
            self._why.setFocus()
            return
        self._note.set_error("")
        self._send(steps.reopen_round, self._why.text().strip(), from_qdate(self._day.date()))


class AbandonDialog(_StepDialog):
    """Abandoning has no undo: sheets are destroyed. It asks for the reason that is kept."""

    def __init__(self, jobs: Jobs, view: Overview, parent: QWidget) -> None:
        super().__init__(jobs, view, _("Abandon this review?"), parent)
        self._why = TextArea(most=_WHY_LIMIT, lines=3)
        self._reason = Field(
            _("Why?"), self._why, _("This is kept with the review, for the whole team to see.")
        )
        sealed = self._round.state in {RoundState.OPEN, RoundState.CLOSED}
        self.add(
            WrapLabel(
                _("All sealed answers are destroyed, and there will be no plan from this one.")
                if sealed
                else _("What you wrote down stays, but there will be no signed plan from this one.")
            ),
            WrapLabel(_("The quarter is free for another review. This can’t be undone."), "strong"),
            self._reason,
        )
        self.first_focus = self._why
        self._main_button(SecondaryButton(_("Abandon it"), "trash"), self._abandon)

    def _abandon(self) -> None:
        if not self._why.text().strip():
            self._reason.set_error(_("Write a line on why."))
            self._why.setFocus()
            return
        self._reason.set_error("")
        self._send(steps.abandon_round, self._why.text().strip())


class SetUpDialog(AskingDialog):
    """How the quarter was set up, to read again. Nothing of it changes once it has started."""

    def __init__(self, view: Overview, parent: QWidget) -> None:
        super().__init__(_("How {quarter} was set up").format(quarter=view.quarter.name), parent)
        for title, line in _facts(view):
            self.add(column(WrapLabel(title, "small_strong"), WrapLabel(line), gap=2))
        self.leave.setText(_("Close"))


def _facts(view: Overview) -> list[tuple[str, str]]:
    started = view.round
    scope = {
        Scope.SHORT: _("The short form"),
        Scope.SHORT_AND_THEME: _("The short form, and theme {letter} in full").format(
            letter=started.theme_id or ""
        ),
        Scope.FULL: _("All topics"),
    }[Scope(started.scope)]
    if started.optional_themes:
        scope += ", " + _("with the optional theme")
    facts = [
        (_("Where it is"), state_word(started.state).capitalize()),
        (_("How much"), scope),
        (
            _("Rating"),
            _("{first} to {last}").format(
                first=day_words(started.opens_on), last=day_words(started.closes_on)
            ),
        ),
    ]
    if started.talk_on:
        facts.append((_("Talking it through"), weekday_words(started.talk_on)))
    if view.openers:
        facts.append((_("Who opens it"), names_words(view.openers)))
        facts.append(
            (
                _("Smallest group shown"),
                _("{n} people, or fewer where all of them said it’s fine").format(n=started.minimum),
            )
        )
    return facts
