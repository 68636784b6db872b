"""What a survey says: released figures, what is hidden and why, and what the team is told comes of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import KnownError
from pie_audit.domain.support_beside import SupportBeside
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.survey.care_cards import begin_card, care_card, own_answers_card, talk_card
from pie_audit.ui.survey.look import Look
from pie_audit.ui.survey.result_cards import (
    GroupsCard,
    causes_card,
    items_card,
    voices_card,
    whole_card,
)
from pie_audit.ui.survey.results_words import closed_words, heading_words
from pie_audit.ui.survey.say_back_card import SaidBackCard, SayBackEditor
from pie_audit.ui.survey.say_back_keeper import SayBackKeeper
from pie_audit.ui.survey.strain_card import strain_card
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    Command,
    LinkButton,
    Page,
    Segmented,
    TwoColumn,
    announce,
    clear,
)
from pie_audit.words import _
from pie_audit.workflows.surveys import results, support_beside_strain
from pie_audit.workflows.surveys.survey_words import prompts
from pie_audit.workflows.surveys.views import SaidBack, SurveyResults

_LOOKS = (Look.CHART, Look.TABLE, Look.WORDS)


class SurveyResultsPage(Page):
    """One survey, to read; whoever asked writes back. `remember` is told which way of looking was chosen."""

    KINDS = frozenset({Kind.SURVEYS, Kind.TEAMS, Kind.ROUND, Kind.SESSIONS})
    went_to = Signal(str, object)

    def __init__(
        self,
        jobs: Jobs,
        survey_id: str,
        look: str = Look.CHART,
        remember: Callable[[str], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("What the survey says"), parent=parent)
        self._jobs, self._survey_id, self._remember = jobs, survey_id, remember
        self.view: SurveyResults | None = None
        self._look = Look(look) if look in set(Look) else Look.CHART
        self.looks = Segmented(
            _("Show as"), [(_("Chart"), "chart-line"), (_("Table"), "table"), (_("In words"), "text-aa")]
        )
        self.looks.set_chosen(_LOOKS.index(self._look))
        self.looks.chosen.connect(self.show_as)
        self.looks.hide()
        self.heading.add_state(self.looks)
        self._trouble = Banner("", look="info")
        self._trouble.hide()
        self._loading = BusyLine()
        self.said_back = SaidBackCard()
        self.said_back.write.connect(self.write_back)
        self.said_back.hide()
        self.editor = SayBackEditor()
        self.editor.hide()
        self.keeper = SayBackKeeper(jobs, survey_id, self)
        self.beside: tuple[SupportBeside, ...] = ()
        self._main, self._side, self._beside = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        for held in (self._main, self._side, self._beside):
            held.setSpacing(16)
        two = TwoColumn(main_share=7, side_share=3)
        two.add_main(self.editor, self._main, self._beside, None)
        two.add_side(self.said_back, self._side, None)
        self.add(self._trouble, self._loading, two, None)
        self._back = LinkButton(_("Back to Wellbeing"), "arrow-left")
        self._back.clicked.connect(self._go_back)
        self.add_to_footer(self._back, None)
        self.first_focus = self._back
        self._listen()

    def _listen(self) -> None:
        self.editor.edited.connect(self._on_edited)
        self.editor.told.connect(self.tell)
        self.editor.closed.connect(self._on_closed)
        self.keeper.came.connect(self._on_came)
        self.keeper.kept.connect(self._on_kept)
        self.keeper.told.connect(self._on_told)
        self.keeper.trouble.connect(self._on_trouble)

    def commands(self) -> tuple[Command, ...]:
        """The ways of looking, writing back, and the way out."""
        found = [Command(_("Back to Wellbeing"), self._go_back, icon="arrow-left")]
        if self.view is not None:
            acts = (self._show_chart, self._show_table, self._show_words)
            names = (_("Show as a chart"), _("Show as a table"), _("Show in words"))
            found += [Command(name, act, icon="eye") for name, act in zip(names, acts, strict=True)]
            if self.view.may_say_back:
                found.append(Command(_("Say it back"), self.write_back, icon="chat-circle-text"))
        return tuple(found)

    # reading

    def reload(self) -> None:
        """Read the survey again."""
        if self.view is None:
            self._loading.start(_("Opening what the survey says…"))
        self._jobs.read(
            results.results,
            self._survey_id,
            owner=self,
            then=self.show_results,
            problem=self._on_refused,
        )
        self._jobs.read(
            support_beside_strain.support_beside_strain,
            self._survey_id,
            owner=self,
            then=self.show_beside,
            problem=self._on_resting,
        )

    def show_results(self, view: SurveyResults) -> None:
        """Fill the page; what is being written stays, and so does the way of looking."""
        self._loading.stop()
        if view == self.view:
            return
        is_first, self.view = self.view is None, view
        self._trouble.hide()
        self.heading.set(heading_words(view.plan), closed_words(view.plan))
        self.looks.show()
        self.first_focus = self.looks
        self.said_back.show_results(view)
        self.said_back.show()
        self._fill()
        if is_first and self.isVisible():
            self.begin()

    def show_beside(self, found: tuple[SupportBeside, ...]) -> None:
        """Show what the teams agreed of support beside what came out; nothing where there is nothing to set beside."""
        if found != self.beside:
            self.beside = found
            self._fill_beside()

    def show_as(self, at: int) -> None:
        """Look at the same figures in another way; this computer remembers it."""
        self._look = _LOOKS[at]
        self.looks.set_chosen(at)
        if self._remember is not None:
            self._remember(self._look.value)
        self._fill()
        self._fill_beside()

    def _show_chart(self) -> None:
        self.show_as(0)

    def _show_table(self) -> None:
        self.show_as(1)

    def _show_words(self) -> None:
        self.show_as(2)

    def _fill(self) -> None:
        view = self.view
        if view is None:
            return
        clear(self._main)
        clear(self._side)
        self._main.addWidget(whole_card(view, self._look))
        if _says_nothing(view):
            self._main.addWidget(talk_card(prompts()))
        if _has_parts(view):
            self._main.addWidget(GroupsCard(view, self._look))
        if view.items:
            self._main.addWidget(items_card(view, self._look))
        if view.causes:
            self._main.addWidget(causes_card(view))
        if view.voices:
            self._main.addWidget(voices_card(view))
        self._side.addWidget(care_card(view))
        self._side.addWidget(begin_card())
        self._side.addWidget(own_answers_card(self.went_to.emit))

    def _fill_beside(self) -> None:
        clear(self._beside)
        for view in self.beside:
            self._beside.addWidget(strain_card(view, self._look, of_many=len(self.beside) > 1))

    def _on_resting(self, _error: KnownError) -> None:
        """What was agreed of support stays out of sight while a team rates in private; figures of surveys don't."""
        self.show_beside(())

    def _on_refused(self, error: KnownError) -> None:
        self._loading.stop()
        self.view = None
        for part in (self.looks, self.said_back, self.editor):
            part.hide()
        self.show_beside(())
        clear(self._main)
        clear(self._side)
        self._trouble.set(error.what, error.todo)
        self._trouble.show()

    def _go_back(self) -> None:
        self.went_to.emit("wellbeing", None)

    # writing back

    def write_back(self) -> None:
        """Open the editor on what was begun, else on what the team was told."""
        self.keeper.flush()
        self.keeper.bring()

    def tell(self) -> None:
        """Tell the team what stands there."""
        self.editor.tell(None)
        self.keeper.tell(self.editor.said())

    def unsaved(self) -> bool:
        """Whether something that was typed isn't in the file yet."""
        return self.keeper.unsaved

    def flush(self) -> None:
        """Keep what was typed now."""
        self.keeper.flush()

    def _on_came(self, begun: tuple[SaidBack, ...]) -> None:
        if self.view is None or not self.view.may_say_back:
            return
        self.editor.show_lines(begun or self.view.said_back)
        self.editor.show()
        self.said_back.button.hide()
        self.body.ensureVisible(0, 0)
        self.editor.begin()

    def _on_edited(self) -> None:
        self.editor.state.saving()
        self.keeper.keep_lines(self.editor.said())

    def _on_kept(self) -> None:
        self.editor.tell(None)
        if not self.keeper.unsaved:
            self.editor.state.saved()

    def _on_trouble(self, error: KnownError) -> None:
        self.editor.tell(error)
        if self.keeper.unsaved:
            self.editor.state.trouble()

    def _on_told(self) -> None:
        self._fold()
        announce(self, _("The team can read it now."))

    def _on_closed(self) -> None:
        self.keeper.flush()
        self._fold()

    def _fold(self) -> None:
        self.editor.hide()
        self.said_back.button.show()
        self.said_back.button.setFocus()


def _says_nothing(view: SurveyResults) -> bool:
    """Whether no figure at all could be shown."""
    return view.whole.hidden and not view.items and all(group.hidden for group in view.groups)


def _has_parts(view: SurveyResults) -> bool:
    """Whether there are groups besides everybody, and figures that groups could have."""
    parts = len(view.plan.groups) > 1 or len(view.plan.blocks) > 1
    return bool(parts and view.groups and (view.whole.rows or not all(group.hidden for group in view.groups)))
