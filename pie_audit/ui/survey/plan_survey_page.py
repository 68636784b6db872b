"""Planning a survey on one page: why, what, who, the keys and the days; then its keepers, then opening it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import KnownError
from pie_audit.domain.survey import SurveyState
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.not_saved import NotSaved
from pie_audit.ui.open_items import OpenItems
from pie_audit.ui.survey import plan_checks as checks
from pie_audit.ui.survey.end_dialogs import DiscardDialog, RetireDialog
from pie_audit.ui.survey.naming import names_words
from pie_audit.ui.survey.open_dialog import OpenSurveyDialog
from pie_audit.ui.survey.plan_form import PlanForm
from pie_audit.ui.survey.plan_keeper import PlanKeeper
from pie_audit.ui.survey.plan_settled import SettledPlan
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    Command,
    LinkButton,
    Page,
    PrimaryButton,
    SecondaryButton,
    StateLabel,
    announce,
    boxed,
    column,
    next_turn,
)
from pie_audit.ui.widgets.asking import AskingDialog
from pie_audit.words import _, plural
from pie_audit.workflows.surveys import planning
from pie_audit.workflows.surveys.views import Planning

_ENDED = frozenset({SurveyState.TOLD, SurveyState.RETIRED})


class PlanSurveyPage(Page):
    """One page for all plans of a team: `open_at` says which. Kept by itself; opening has no undo, so it asks."""

    KINDS = frozenset({Kind.SURVEYS, Kind.PEOPLE, Kind.TEAMS, Kind.SAID_DID})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, team_id: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Plan a survey"), parent=parent)
        self._jobs, self._team_id = jobs, team_id
        self.view: Planning | None = None
        self._wanted: str | None = None
        self._is_new = self._changing = False
        self._shown_missing: dict[str, str] = {}
        self.form, self.settled = PlanForm(), SettledPlan()
        self.state_label = StateLabel()
        self.heading.add_state(self.state_label)
        self.keeper = PlanKeeper(jobs, self.state_label, self.form.wish, self)
        self._build_strips()
        self._loading = BusyLine()
        self.open_items = OpenItems(jobs, team_id)
        self._before = boxed(column(self.open_items))
        self.add(self._loading, self._before, self.form, self.settled, None)
        self._before.hide()
        self.form.hide()
        self.settled.hide()
        self._build_footer()
        self._connect()

    def _build_strips(self) -> None:
        self.not_saved = NotSaved()
        self.asked_often = Banner("", look="warn", icon="hourglass")
        self.voids = Banner("", look="warn", icon="key")
        self.small = Banner(
            _("With under five staff, a team survey can’t be anonymous for you."),
            _("If more people work here without a sign-in, count a slip for each of them."),
            look="info",
            icon="users",
        )
        for strip in (self.not_saved, self.small, self.asked_often, self.voids):
            strip.hide()
            self.add_strip(strip)

    def _build_footer(self) -> None:
        self.back = LinkButton(_("Back to Wellbeing"))
        self.throw = LinkButton(_("Throw this draft away"))
        self.retire = LinkButton(_("Put this survey away"))
        self.change = SecondaryButton(_("Change the plan"), "pencil-simple-line")
        self.ask = PrimaryButton(_("Ask the keepers"), trailing="arrow-right")
        self.open = PrimaryButton(_("Open the survey"), "lock-simple-open")
        self.add_to_footer(self.back, self.throw, self.retire, None, self.change, self.ask, self.open)
        for button in (self.throw, self.retire, self.change, self.ask, self.open):
            button.hide()

    def _connect(self) -> None:
        self.form.edited.connect(self._on_edited)
        self.form.gesture.connect(self._on_gesture)
        self.form.questions.more_wanted.connect(self._go_to_questionnaires)
        self.keeper.stored.connect(self._on_stored)
        self.keeper.trouble.connect(self.not_saved.tell)
        self.keeper.refused.connect(self._on_refused)
        self.not_saved.copy_wanted.connect(self._copy)
        self.back.clicked.connect(self._go_back)
        self.throw.clicked.connect(self._ask_discard)
        self.retire.clicked.connect(self._ask_retire)
        self.change.clicked.connect(self.change_plan)
        self.ask.clicked.connect(self.ask_keepers)
        self.open.clicked.connect(self._ask_opening)

    # which plan

    def open_at(self, _area: str, argument: object) -> None:
        """A survey's id, or “new”. A new plan that was kept meanwhile has an id, so “new” begins another."""
        wanted = None if argument in (None, "", "new") else str(argument)
        if self.view is not None and wanted is not None and wanted == self.keeper.survey_id:
            return
        if wanted is None and self._is_new and self.view is not None and self.keeper.survey_id is None:
            return
        if self.unsaved():
            self.keeper.when_saved(partial(self._turn_to, wanted))
        else:
            self._turn_to(wanted)

    def _turn_to(self, wanted: str | None) -> None:
        self.keeper.stop()
        self.view, self._wanted, self._is_new = None, wanted, wanted is None
        self._changing = wanted is None
        self.form.hide()
        self.settled.hide()
        self._read()

    def reload(self) -> None:
        """Read it again; what is being chosen here stays."""
        if self.view is not None:
            self._read()

    def _read(self) -> None:
        if self.view is None:
            self._loading.start(_("Looking up what can be chosen…"))
        survey_id = self._in_hand()
        self._jobs.read(
            planning.planning,
            self._team_id,
            survey_id,
            owner=self,
            then=partial(self._on_read, survey_id),
            problem=self._on_refused,
        )

        self.open_items.reload()

    def _in_hand(self) -> str | None:
        return self.keeper.survey_id if self.view is not None else self._wanted

    def _on_read(self, survey_id: str | None, view: Planning) -> None:
        """Unless somebody has turned to another plan meanwhile."""
        if survey_id == self._in_hand():
            self.show_planning(view)

    # filling

    def show_planning(self, view: Planning) -> None:
        """Fill the form the first time; later only what changed around it."""
        first, self.view = self.view is None, view
        self._loading.stop()
        if first:
            self.form.fill(view)
            self.form.show_missing({})
            self.keeper.begin(view.plan.survey_id if view.plan else None)
            self._changing = view.plan is None or bool(self._missing())
        elif view.state is SurveyState.DRAFT:
            self.form.offer_again(view)
        self.asked_often.setVisible(view.asked_twice and view.state is SurveyState.DRAFT)
        self.asked_often.set(
            _("The team has been asked more than twice since it last heard back."),
            _("Tell people what came of the last survey before you ask again. You can plan all the same."),
        )
        self._show_mode()
        if first and self.isVisible():
            next_turn(self, self.begin)

    def _show_mode(self) -> None:
        view = self.view
        assert view is not None
        is_draft = view.state is SurveyState.DRAFT
        edits = is_draft and (self._changing or view.plan is None)
        everybody = view.plan is not None and set(view.plan.keepers) <= view.approved
        team = next((team.name for team in view.teams if team.team_id == self._team_id), "")
        title = _("Plan a survey") if view.plan is None or edits else view.plan.title
        self.heading.set(title, team)
        self.form.setVisible(edits)
        self.settled.setVisible(not edits)
        if not edits and view.plan is not None:
            self.settled.show_plan(view, view.plan, is_draft=is_draft)
        self._before.setVisible(is_draft)  # whether anything waits is for the strip to know
        self.throw.setVisible(is_draft and view.plan is not None)
        self.retire.setVisible(not is_draft and view.state not in _ENDED)
        self.change.setVisible(is_draft and not edits)
        self.ask.setVisible(edits)
        self.open.setVisible(is_draft and not edits)
        self.open.setEnabled(everybody)
        self.state_label.setVisible(edits)
        self.small.setVisible(edits and view.too_small)
        self._show_voids(edits=edits)
        self.first_focus = self._first(edits=edits, can_open=everybody and is_draft)

    def _first(self, *, edits: bool, can_open: bool) -> QWidget:
        if edits:
            return self.form.why.title_line
        return self.open if can_open else self.back

    def _show_voids(self, *, edits: bool) -> None:
        view = self.view
        agreed = [one.name for one in view.keepers if one.person_id in view.approved] if view else []
        self.voids.setVisible(edits and bool(agreed))
        if agreed:
            words = plural(
                "{names} has agreed to this plan.", "{names} have agreed to this plan.", len(agreed)
            )
            told = words.format(names=names_words(agreed))
            self.voids.set(told, _("They agreed to what it says now: any change asks all three again."))

    # keeping

    def _on_edited(self) -> None:
        self.keeper.touch()

    def _on_gesture(self) -> None:
        """What was missing may be there now; nothing new is called missing before somebody asks the keepers."""
        if self.view is None:
            return
        still = self._missing()
        shown = self._shown_missing
        self._shown_missing = {field: words for field, words in still.items() if field in shown}
        self.form.show_missing(self._shown_missing)
        self.keeper.flush()

    def _on_stored(self, _survey_id: str) -> None:
        self.not_saved.hide()
        if self.view is not None and self.view.plan is None:
            self._read()  # what was announced with the write was read before it had a name

    def _on_refused(self, error: KnownError) -> None:
        self._loading.stop()
        self.not_saved.tell_refused(error)
        announce(self, f"{error.what} {error.todo}")

    def _copy(self) -> None:
        wish = self.form.wish()
        self.not_saved.copy([words for words in (wish.title, wish.purpose, wish.reason) if words])

    def flush(self) -> None:
        """Send what was chosen on its way."""
        self.open_items.flush()
        if self.view is not None and self.view.state is SurveyState.DRAFT:
            self.keeper.flush()

    def unsaved(self) -> bool:
        """Whether something chosen hasn't arrived in the file."""
        is_kept_here = self.view is not None and self.view.state is SurveyState.DRAFT
        return self.open_items.unsaved() or (is_kept_here and self.keeper.unsaved())

    # going on

    def _missing(self) -> dict[str, str]:
        if self.view is None or self._jobs.me is None:
            return {}
        return dict(checks.missing(self.form.wish(), self.view, self._jobs.me.clock.today()))

    def ask_keepers(self) -> None:
        """Say what is missing beside its field, or keep the plan and put it to its keepers."""
        self._shown_missing = self._missing()
        self.form.show_missing(self._shown_missing)
        if self._shown_missing:
            first = next(iter(self._shown_missing))
            announce(self, self._shown_missing[first])
            place = self.form.place_of(first)
            self.body.ensureWidgetVisible(place, 0, 60)
            place.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.keeper.when_saved(self._put_to_keepers)

    def _put_to_keepers(self) -> None:
        self._changing = False
        self._read()
        announce(self, _("Saved. The three keepers are asked."))

    def change_plan(self) -> None:
        """Back to the form."""
        self._changing = True
        self._show_mode()
        self.begin()

    def _ask_opening(self) -> None:
        if self.view is None or self.view.plan is None:
            return
        dialog = OpenSurveyDialog(self._jobs, self.view.plan, self.heading.context.text(), self)
        dialog.opened.connect(self._on_ended)
        dialog.open()

    def _ask_discard(self) -> None:
        if self.view is not None and self.view.plan is not None and self.keeper.survey_id is not None:
            title = self.view.plan.title
            dialog = DiscardDialog(self._jobs, self.keeper.survey_id, title, self)
            dialog.ended.connect(self._on_ended)
            dialog.open()

    def _ask_retire(self) -> None:
        if self.view is not None and self.view.plan is not None:
            dialog = RetireDialog(self._jobs, self.view.plan.survey_id, self.view.plan.title, self)
            dialog.ended.connect(self._on_ended)
            dialog.open()

    def _on_ended(self) -> None:
        """Opened, thrown away or put away: the list says what comes next."""
        self.keeper.stop()
        self.view, self._wanted, self._is_new = None, None, False
        next_turn(self, self._go_back)

    def _go_back(self) -> None:
        self.went_to.emit("wellbeing", None)

    def _go_to_questionnaires(self) -> None:
        self.went_to.emit("instruments", "")

    def commands(self) -> tuple[Command, ...]:
        """What the buttons of the footer do now."""
        offered = (
            (self.ask, self.ask_keepers, "key"),
            (self.open, self._ask_opening, "lock-simple-open"),
            (self.change, self.change_plan, "pencil-simple-line"),
            (self.throw, self._ask_discard, "trash"),
            (self.retire, self._ask_retire, "trash"),
        )
        return tuple(
            Command(button.text(), then, icon=icon)
            for button, then, icon in offered
            if not button.isHidden() and button.isEnabled()
        )

    def hideEvent(self, event: QHideEvent) -> None:
        """A window over a page that nobody sees any more would be in the way."""
        super().hideEvent(event)
        for dialog in self.findChildren(AskingDialog):
            dialog.close()
