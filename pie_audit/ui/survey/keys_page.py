"""One survey as one of its keepers sees it: agreeing to the plan, turning a key, looking inside, letting it out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import KnownError
from pie_audit.domain.survey import SurveyState
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.survey.end_dialogs import RetireDialog
from pie_audit.ui.survey.inside_panel import InsidePanel
from pie_audit.ui.survey.keys_words import told_of
from pie_audit.ui.survey.naming import names_words
from pie_audit.ui.survey.plan_card import PlanNames, names_card, plan_card
from pie_audit.ui.survey.release_dialog import ReleaseDialog
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    Card,
    Command,
    IconMark,
    LinkButton,
    Page,
    PrimaryButton,
    TwoColumn,
    WrapLabel,
    announce,
    boxed,
    clear,
    next_turn,
    row,
)
from pie_audit.ui.widgets.asking import AskingDialog
from pie_audit.words import _
from pie_audit.workflows.surveys import keeping
from pie_audit.workflows.surveys.keeping import Inside
from pie_audit.workflows.surveys.views import Duty, Keeping


class KeysPage(Page):
    """Each step takes under a minute, on different days if people like. What is inside leaves memory with the page."""

    KINDS = frozenset({Kind.SURVEYS, Kind.PEOPLE})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, survey_id: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Keeping a key"), parent=parent)
        self._jobs, self._survey_id = jobs, survey_id
        self.view: Keeping | None = None
        self.inside: Inside | None = None
        self.trouble = Banner("", look="warn")
        self.trouble.hide()
        self.add_strip(self.trouble)
        self._loading, self._busy = BusyLine(), BusyLine()
        self._content = QVBoxLayout()
        self._content.setSpacing(16)
        self.panel = InsidePanel()
        self.panel.hide()
        self.add(self._loading, self._content, self.panel, None)
        self.back = LinkButton(_("Back to Wellbeing"))
        self.back.clicked.connect(self._go_back)
        self.do = PrimaryButton(" ")
        self.do.clicked.connect(self.act)
        self.do.hide()
        self.add_to_footer(self.back, self._busy, None, self.do)

    def reload(self) -> None:
        """Read it again; what is inside stays while somebody looks."""
        if self.view is None:
            self._loading.start(_("Looking for your key…"))
        self._jobs.read(
            keeping.keeping,
            self._survey_id,
            owner=self,
            then=self.show_keeping,
            problem=self._on_problem,
        )

    def show_keeping(self, view: Keeping) -> None:
        """Fill the page for what this keeper is asked for now."""
        self._loading.stop()
        is_same, self.view = view == self.view, view
        if self.inside is not None and view.duty is Duty.TURN_SECOND:
            return
        self._let_go()
        clear(self._content)
        self.heading.set(view.plan.title, names_words(view.team_names))
        told = told_of(view)
        self._content.addWidget(_told_card(told.title, told.line, told.icon))
        if view.duty is Duty.APPROVE:
            self._content.addWidget(self._to_read(view))
        elif view.state in {SurveyState.DRAFT, SurveyState.OPEN, SurveyState.CLOSED}:
            self._content.addWidget(_plan(view))
        self._set_button(told.verb, go_there=not is_same)

    def _to_read(self, view: Keeping) -> QWidget:
        two = TwoColumn(main_share=1, side_share=1, stack_below=820)
        two.add_main(_plan(view), None)
        question = _("Do you know all of these people? Is nobody missing, nobody invented?")
        two.add_side(
            names_card(view.names, dict(view.slips), title=_("Who is asked"), question=question),
            _what_a_key_is(),
            None,
        )
        return two

    def _set_button(self, words: str, *, go_there: bool = True) -> None:
        self.do.setVisible(bool(words))
        self.do.setText(words or " ")
        self.do.setEnabled(True)
        self.first_focus = self.do if words else self.back
        if self.isVisible() and go_there:
            self.begin()

    # doing

    def act(self) -> None:
        """Whatever the button says."""
        view = self.view
        if view is None or not self.do.isEnabled():
            return
        self.trouble.hide()
        if view.lost:
            self._ask_retire()
        elif self.inside is not None:
            self._ask_release(self.inside)
        elif view.duty is Duty.APPROVE:
            self._work(_("Making your key…"))
            self._jobs.write(
                keeping.approve,
                self._survey_id,
                view.plan,
                owner=self,
                then=self._on_approved,
                problem=self._on_problem,
            )
        elif view.duty is Duty.TURN_FIRST:
            self._work(_("Turning your key…"))
            self._jobs.aside(
                keeping.turn_first,
                self._survey_id,
                owner=self,
                then=self._on_turned,
                problem=self._on_problem,
            )
        elif view.duty is Duty.TURN_SECOND:
            self._work(_("Opening the box…"))
            self._jobs.aside(
                keeping.look_inside,
                self._survey_id,
                owner=self,
                then=self.show_inside,
                problem=self._on_problem,
            )
        else:
            self.went_to.emit("survey-results", self._survey_id)

    def _work(self, words: str) -> None:
        self.do.setEnabled(False)
        self._busy.start(words)

    def _on_approved(self, _result: object) -> None:
        self._busy.stop()
        announce(self, _("Your key is made."))
        self.reload()

    def _on_turned(self, turned: bool) -> None:
        self._busy.stop()
        if not turned:
            self.trouble.set(
                _("It stays open for one more week."),
                _("That gives more people time. Turn your key after it."),
            )
            self.trouble.set_look("info")
            self.trouble.show()
        self.reload()

    def show_inside(self, inside: Inside) -> None:
        """What only this keeper sees, until they let it out or leave the page."""
        self._busy.stop()
        self.inside = inside
        clear(self._content)
        self.panel.show_inside(inside)
        self.panel.show()
        self._set_button(_("Close it for good") if inside.few else _("Let it out"))
        first = self.panel.first()
        if first is not None:
            first.setFocus()

    def _ask_release(self, inside: Inside) -> None:
        dialog = ReleaseDialog(self._jobs, inside, self.panel.kept(), self.panel.themes(), self)
        dialog.released.connect(self._on_released)
        dialog.open()

    def _on_released(self) -> None:
        self._let_go()
        next_turn(self, self._after_release)

    def _after_release(self) -> None:
        self.went_to.emit("survey-results", self._survey_id)

    def _ask_retire(self) -> None:
        if self.view is not None:
            dialog = RetireDialog(self._jobs, self._survey_id, self.view.plan.title, self)
            dialog.ended.connect(self._on_retired)
            dialog.open()

    def _on_retired(self) -> None:
        next_turn(self, self._go_back)

    def _on_problem(self, error: KnownError) -> None:
        self._loading.stop()
        self._busy.stop()
        self.do.setEnabled(True)
        self.trouble.set_look("warn")
        self.trouble.set(error.what, error.todo)
        self.trouble.show()
        announce(self, f"{error.what} {error.todo}")

    def _go_back(self) -> None:
        self.went_to.emit("wellbeing", None)

    def commands(self) -> tuple[Command, ...]:
        """The one thing to do now."""
        if self.view is None or self.do.isHidden():
            return ()
        return (Command(self.do.text(), self.act, keywords=(_("key keeper survey"),), icon="key"),)

    def _let_go(self) -> None:
        self.inside = None
        self.panel.forget()
        self.panel.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever leaves hasn't looked: nothing of what is inside waits on a page that nobody sees."""
        super().hideEvent(event)
        if event.spontaneous():
            return
        for dialog in self.findChildren(AskingDialog):
            dialog.close()
        if self.inside is not None:
            self._let_go()


def _plan(view: Keeping) -> Card:
    return plan_card(view.plan, PlanNames(view.instrument_title, view.team_names, view.keeper_names))


def _told_card(title: str, line: str, icon: str) -> Card:
    return Card(title, WrapLabel(line, "lead", "soft_ink"), None, look="soft", icon=icon, gap=8)


def _what_a_key_is() -> Card:
    card = Card(_("What you take on"), look="sunk", icon="key", gap=8)
    for icon, words in (
        ("check-circle", _("You say that the plan is fair and the names are right.")),
        ("calendar-blank", _("After it closes, two of you three turn your keys. It takes a minute each.")),
        ("users", _("Your key alone opens nothing. If you’re away, the other two can.")),
        ("arrow-counter-clockwise", _("Something not right? Tell whoever plans it, before you say yes.")),
    ):
        line = row(IconMark(icon, 18, "accent"), gap=10)
        line.addWidget(WrapLabel(words, "small"), 1)
        card.add(boxed(line))
    return card.add(None)
