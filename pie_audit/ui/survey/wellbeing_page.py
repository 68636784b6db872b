"""Wellbeing: the surveys of a team, each with one thing to do; one's own page; and where there is support."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.changed import Kind
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.survey.beside_cards import (
    SupportCard,
    how_safe_card,
    own_page_card,
    prompts_card,
    questionnaires_card,
)
from pie_audit.ui.survey.survey_card import earlier_card, survey_card
from pie_audit.ui.survey.survey_commands import wellbeing_commands
from pie_audit.ui.survey.survey_state import ENDED, as_of, is_waited_for
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    Button,
    Command,
    EmptyState,
    LinkButton,
    Page,
    PrimaryButton,
    SecondaryButton,
    TwoColumn,
    boxed,
    clear,
    row,
)
from pie_audit.words import _
from pie_audit.workflows.surveys import overview
from pie_audit.workflows.surveys.views import Wellbeing


class WellbeingPage(Page):
    """Read whole on each visit. `went_to` tells where the person wants to go: area and argument."""

    KINDS = frozenset({Kind.SURVEYS, Kind.PEOPLE, Kind.TEAMS})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, team_id: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Wellbeing"), parent=parent)
        self._jobs, self._team_id = jobs, team_id
        self.view: Wellbeing | None = None
        self.plan_button = SecondaryButton(_("Plan a survey"), "plus")
        self.plan_button.clicked.connect(self.plan_new)
        self.heading.add_state(self.plan_button)
        self.plan_button.hide()
        self.asked_often = Banner("", look="warn", icon="hourglass")
        self.asked_often.hide()
        self._loading = BusyLine()
        self.support = SupportCard()
        self._list = QVBoxLayout()
        self._list.setSpacing(16)
        two = self._columns = TwoColumn(main_share=13, side_share=7)
        two.add_main(self._list, None)
        two.add_side(own_page_card(self.go), self.support, questionnaires_card(self.go), None)
        self.add(self._loading, self.asked_often, two, None)

    def reload(self) -> None:
        """Read it again."""
        if self.view is None:
            self._loading.start(_("Looking for surveys…"))
        self._jobs.read(overview.wellbeing, self._team_id, owner=self, then=self.show_wellbeing)

    def show_wellbeing(self, view: Wellbeing) -> None:
        """Fill the page; the focus stays on what has the same name as before."""
        if self._jobs.me is None:
            return
        self._loading.stop()
        kept = self._focused_name()
        today = self._jobs.me.clock.today()
        view = self.view = replace(view, surveys=tuple(as_of(line, today) for line in view.surveys))
        self.heading.set(_("Wellbeing"), view.team_name)
        self.plan_button.setVisible(view.may_plan and not view.too_small)
        self.support.show_lines(view.support_lines)
        self._show_asked_often(view)
        clear(self._list)
        if view.too_small:
            self._show_too_small(view)
        self._show_surveys(view)
        if not view.too_small:
            self._list.addWidget(how_safe_card())
        self._focus_again(kept)

    def commands(self) -> tuple[Command, ...]:
        """Planning, whatever a survey waits for, and my own page."""
        return wellbeing_commands(self.view, self.go) if self.view is not None else ()

    def plan_new(self) -> None:
        """Plan another survey."""
        self.go("plan-survey", "new")

    def go(self, area: str, argument: object) -> None:
        """Open an area."""
        self.went_to.emit(area, argument)

    def _show_asked_often(self, view: Wellbeing) -> None:
        self.asked_often.setVisible(view.asked_twice)
        if not view.asked_twice:
            return
        if view.may_plan:
            title = _("The team has been asked more than twice since it last heard back.")
            text = _("Tell people what came of the last survey before you ask again.")
        else:
            title = _("You’ve been asked more than twice since you were last told what came of it.")
            text = _("You may ask for that first. Answering is always your choice.")
        self.asked_often.set(title, text)

    def _show_too_small(self, view: Wellbeing) -> None:
        words = _("With under five staff, a team survey can’t be anonymous for you.")
        text = _(
            "So there is none to plan here. Talking is the better way, and your own page is still yours."
        )
        self._list.addWidget(Banner(words, text, look="info", icon="users"))
        self._list.addWidget(prompts_card(view.prompts))
        if view.may_plan:
            more = LinkButton(_("More of us work here, without a sign-in"))
            more.clicked.connect(self.plan_new)
            self._list.addWidget(boxed(row(more, None)))

    def _show_surveys(self, view: Wellbeing) -> None:
        running = [line for line in view.surveys if line.state not in ENDED]
        main = next((line for line in running if is_waited_for(line)), None)
        for line in running:
            self._list.addWidget(survey_card(line, self.go, main=line is main))
        ended = tuple(line for line in view.surveys if line.state in ENDED)
        if ended:
            self._list.addWidget(earlier_card(ended, self.go))
        if not view.surveys and not view.too_small:
            self._list.addWidget(self._nothing_yet(view))
        self.first_focus = self._first_button(view)

    def _nothing_yet(self, view: Wellbeing) -> QWidget:
        if not view.may_plan:
            return EmptyState(
                _("No survey yet."), _("Nothing is asked of you. Your own page is here at any time.")
            )
        words = _(
            "Ask a few questions about how work is, so that nobody can be traced. Then tell what comes of it."
        )
        begin = PrimaryButton(_("Plan the first one"), trailing="arrow-right")
        begin.clicked.connect(self.plan_new)
        self.plan_button.hide()
        return EmptyState(_("No survey yet."), words, begin)

    def _first_button(self, view: Wellbeing) -> QWidget | None:
        buttons = self.body.content.findChildren(Button)
        return next((b for b in buttons if isinstance(b, PrimaryButton)), next(iter(buttons), None))

    # focus

    def _focused_name(self) -> str:
        focused = self.window().focusWidget()
        return focused.accessibleName() if focused is not None and self.isAncestorOf(focused) else ""

    def _focus_again(self, name: str) -> None:
        if name:
            same = [b for b in self.findChildren(Button) if b.accessibleName() == name and not b.isHidden()]
            if same:
                same[-1].setFocus()
                return
        if name or (self.isVisible() and self.window().focusWidget() is None):
            self.begin()
