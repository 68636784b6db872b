"""Starting a quarter: one page of choices, each with its usual answer filled in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.audit import MINIMUM_GROUP
from pie_audit.domain.changed import Kind
from pie_audit.domain.questionnaire import Scope, Theme, Topic
from pie_audit.domain.reply import silence_words
from pie_audit.ui.audit.look_back import look_back_banner
from pie_audit.ui.audit.naming import from_qdate, theme_mark, to_qdate
from pie_audit.ui.audit.start_dialog import StartDialog
from pie_audit.ui.audit.start_left_out import LeaveOutDialog, LeftOutCard, ResidentsDialog
from pie_audit.ui.audit.start_people import PeopleLines
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.open_items import OpenItems
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    Card,
    Choice,
    Command,
    DateField,
    Field,
    LinkButton,
    OptionCard,
    Page,
    PrimaryButton,
    ThemeShape,
    Tick,
    TwoColumn,
    WrapLabel,
    boxed,
    column,
    row,
)
from pie_audit.words import _, plural
from pie_audit.workflows import leaving_out, starting
from pie_audit.workflows.starting import RoundPlan, StartChoices

_GROUPS = (MINIMUM_GROUP, 6, 7, 8, 10, 12)


class StartPage(Page):
    """Quarter, how much, dates, who rates and who opens. Starting has no undo, so it asks once more."""

    KINDS = frozenset({Kind.ROUND, Kind.ACTIONS, Kind.PEOPLE, Kind.TEAMS, Kind.SAID_DID})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, team_id: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Start the quarter"), parent=parent)
        self._jobs, self._team_id = jobs, team_id
        self.choices: StartChoices | None = None
        self._build_fields()
        two = self._columns = TwoColumn(main_share=6, side_share=4)
        two.hide()
        two.add_main(self._how_much_card(), self._people_card(), None)
        two.add_side(self._dates_card(), self._rules_card(), self._left_out, None)
        self._loading = BusyLine()
        self._silence = Banner("", look="warn", icon="clock", actions=(_("Note what came back"),))
        self._silence.actionChosen.connect(self._go_to_replies)
        self._silence.hide()
        self._look_back = look_back_banner()
        self._look_back.actionChosen.connect(self._go_to_long_view)
        self.open_items = OpenItems(jobs, team_id)
        self.add(self._loading, self._look_back, self._silence, self.open_items, two, None)
        self._later = LinkButton(_("Not now"))
        self._later.clicked.connect(self._go_back)
        self._start = PrimaryButton(_("Start the quarter"), trailing="arrow-right")
        self._start.setEnabled(False)
        self._start.clicked.connect(self._ask)
        self.add_to_footer(self._later, None, self._start)
        self.first_focus = self._quarter
        # Nothing can be chosen before it is known what there is to choose from.
        self.body.setEnabled(False)
        self._start.setEnabled(False)

    def _build_fields(self) -> None:
        self._quarter = Choice()
        self._quarter_field = Field(_("Quarter"), self._quarter)
        self._options = {
            Scope.SHORT: OptionCard(_("Short form"), " "),
            Scope.SHORT_AND_THEME: OptionCard(_("Short form and one theme in full"), " "),
            Scope.FULL: OptionCard(_("All topics"), " "),
        }
        self._theme = Choice()
        self._theme.setAccessibleName(_("The theme in full"))
        self._theme.activated.connect(self._tell_numbers)
        self._theme_shape = ThemeShape(0, 20)
        self._with_optional = Tick("")
        self._opens, self._closes, self._talk = DateField(), DateField(), DateField()
        self._talk_later = Tick(_("We’ll fix the day to talk later"))
        self._talk_later.clicked.connect(self._show_talk)
        self._group = Choice(*(_("{n} or more").format(n=n) for n in _GROUPS))
        self._together = Tick(_("Talk it through only, without private ratings"))
        self._together.clicked.connect(self._show_together)
        self._people = PeopleLines()
        self._people.changed.connect(self._tell_openers)
        self._residents_skip: frozenset[str] = frozenset()
        self._left_out = LeftOutCard()
        self._left_out.theme_wanted.connect(self._take_theme_in)
        self._left_out.theme_unwanted.connect(self._ask_reason)
        self._left_out.residents_wanted.connect(self._ask_residents)

    def _how_much_card(self) -> Card:
        options = column(*self._options.values(), gap=8)
        for option in self._options.values():
            option.clicked.connect(self._tell_numbers)
        self._theme_row = boxed(
            row(20, self._theme_shape, WrapLabel(_("In full:"), wrap=False), self._theme, gap=8)
        )
        options.insertWidget(2, self._theme_row)
        return Card(_("How much")).add(self._quarter_field, 4, boxed(options), self._with_optional)

    def _people_card(self) -> Card:
        self._rater_line = WrapLabel("", "small", "ink2")
        self._opener_line = WrapLabel("", "small", "ink2")
        self._runs = Choice()
        self._runs_field = Field(
            _("Who runs it"), self._runs, _("They write down what the team agrees, and keep the plan.")
        )
        self._people_box = Card(_("Who rates, and who opens it")).add(
            WrapLabel(
                _("Slips for {residents}, partners and anybody without a sign-in come after the start."),
                "small",
                "ink2",
            ),
            self._people,
            4,
            self._rater_line,
            self._opener_line,
            4,
            self._runs_field,
        )
        return self._people_box

    def _dates_card(self) -> Card:
        self._closes_field = Field(_("Rating closes"), self._closes)
        self._talk_field = Field(_("We talk it through"), self._talk)
        return Card(_("When")).add(
            Field(_("Rating opens"), self._opens), self._closes_field, self._talk_field, self._talk_later
        )

    def _rules_card(self) -> Card:
        self._group_field = Field(
            _("Smallest group shown"),
            self._group,
            _(
                "A smaller group shows only if everybody in it says it’s fine. This can be raised, never lowered."
            ),
        )
        self._together_line = WrapLabel("", "small", "ink2")
        return Card(_("How open")).add(self._group_field, self._together, self._together_line)

    # filling

    def reload(self) -> None:
        """Read the choices again; what was chosen here so far stays."""
        if self.choices is None:
            self._loading.start(_("Looking up what can be chosen…"))
        self._jobs.read(starting.start_choices, self._team_id, owner=self, then=self.show_choices)
        self.open_items.reload()

    def flush(self) -> None:
        """Send what was typed about things that people still wait for on its way."""
        self.open_items.flush()

    def unsaved(self) -> bool:
        """Whether any of that isn't kept yet."""
        return self.open_items.unsaved()

    def show_choices(self, choices: StartChoices) -> None:
        """Fill with the usual choice of everything, the first time; later only what has changed around it."""
        before, self.choices = self.choices, choices
        self._loading.stop()
        self._columns.show()
        self.heading.set(
            _("Start the quarter"),
            _("{team} · {questions}").format(team=choices.team.name, questions=choices.questionnaire_title),
        )
        self._tell_silence(choices)
        self._look_back.setVisible(choices.looks_back)
        if before is None:
            self._fill_usual(choices)
            self.body.setEnabled(True)
        if before is None or before.candidates != choices.candidates:
            me = self._jobs.me.member.person_id
            self._people.set_candidates(choices.candidates, me)
            self._fill_runs(choices, me)
        if before is not None and before.themes != choices.themes:
            self._fill_themes(choices)
        if before is None or before.quarters != choices.quarters:
            self._quarter.clear()
            self._quarter.addItems([q.name for q in choices.quarters])
        self._quarter_field.set_error(
            "" if choices.quarters else _("These quarters all have a review. Carry on with that one.")
        )
        self._start.setEnabled(bool(choices.quarters))
        self._tell_numbers()
        self._show_together()
        if before is None and self.isVisible():
            self.begin()

    def commands(self) -> tuple[Command, ...]:
        """Starting, once it is known what there is to choose from, and leaving it for later."""
        ready = self.choices is not None and bool(self.choices.quarters)
        start = Command(
            _("Start the quarter"), self._ask, keywords=(_("begin go"),), icon="check", name="ask"
        )
        later = Command(_("Not now"), self._go_back, keywords=(_("back cancel leave"),), name="later")
        return (start, later) if ready else (later,)

    def _tell_silence(self, choices: StartChoices) -> None:
        """Who was asked last time deserves to hear what came of it: a warning, never a block."""
        waiting = choices.unanswered
        n = len(waiting)
        self._silence.setVisible(n > 0)
        if n:
            title = plural("{n} ask waits for its reply.", "{n} asks wait for their replies.", n).format(n=n)
            first = _("“{what}”: {age}.").format(
                what=waiting[0].what.strip().rstrip("."), age=silence_words(waiting[0].quarters).casefold()
            )
            rest = _("Tell people what came back before you ask them again. You can start all the same.")
            self._silence.set(title, f"{first} {rest}")

    def _go_to_replies(self, _at: int) -> None:
        self.went_to.emit("plan", "asks")

    def _go_to_long_view(self, _at: int) -> None:
        self.went_to.emit("long-view", None)

    def _fill_runs(self, choices: StartChoices, me: str) -> None:
        ready = [c for c in choices.candidates if c.ready]
        self._runs.clear()
        for candidate in ready:
            self._runs.addItem(candidate.name, candidate.person_id)
        self._runs.setCurrentIndex(next((i for i, c in enumerate(ready) if c.person_id == me), 0))
        self._runs_field.setVisible(len(ready) > 1)

    def _fill_usual(self, choices: StartChoices) -> None:
        self._options[Scope.SHORT_AND_THEME].setChecked(True)
        self._fill_themes(choices)
        optional = choices.optional_themes[0].title if choices.optional_themes else ""
        self._set_tick_words(optional)
        self._with_optional.setVisible(bool(optional))
        self._opens.setDate(to_qdate(choices.opens_on))
        self._closes.setDate(to_qdate(choices.closes_on))
        self._talk.setDate(to_qdate(choices.talk_on))
        self._together.setChecked(choices.solo)
        self._together.setVisible(not choices.solo)

    def _fill_themes(self, choices: StartChoices) -> None:
        self._theme.clear()
        self._theme.addItems([t.title for t in choices.themes])
        self._theme.setCurrentIndex(choices.themes.index(choices.suggested_theme))

    def _set_tick_words(self, optional: str) -> None:
        words = _("Ask about “{theme}” as well, our optional sixth theme").format(theme=optional)
        self._with_optional.findChild(WrapLabel).setText(words)
        self._with_optional.setAccessibleName(words)

    def _tell_numbers(self) -> None:
        theme = self._theme_chosen()
        asked = self.choices.topics_asked
        for scope, option in self._options.items():
            words = plural("{n} topic", "{n} topics", asked[scope, theme.id]).format(n=asked[scope, theme.id])
            if scope is Scope.SHORT_AND_THEME:
                words = _("{topics}. Each quarter another theme has its turn.").format(topics=words)
            elif scope is Scope.FULL:
                words = _("{topics}, over several sittings").format(topics=words)
            _set_line(option, words)
        self._tell_left_out()
        self._theme_shape.set_index(theme_mark(theme))
        self._theme_row.setVisible(self._scope() is Scope.SHORT_AND_THEME)

    # what is left out

    def _residents_topics(self) -> tuple[Topic, ...]:
        return self.choices.residents_topics(self._scope(), self._theme_chosen().id)

    def _tell_left_out(self) -> None:
        if self.choices is None:
            return
        topics = self._residents_topics()
        skipped = sum(1 for topic in topics if topic.id in self._residents_skip)
        self._left_out.show_choices(self.choices, skipped, len(topics))

    def _take_theme_in(self, theme_id: str) -> None:
        self._jobs.write(
            leaving_out.take_theme_in, self._team_id, theme_id, owner=self, then=self._look_again
        )

    def _ask_reason(self, theme: Theme) -> None:
        dialog = LeaveOutDialog(theme, self)
        dialog.agreed.connect(self._leave_out)
        dialog.open()

    def _leave_out(self, theme_id: str, reason: str) -> None:
        self._jobs.write(
            leaving_out.leave_theme_out, self._team_id, theme_id, reason, owner=self, then=self._look_again
        )

    def _look_again(self, _done: object) -> None:
        self.reload()

    def _ask_residents(self) -> None:
        dialog = ResidentsDialog(self._residents_topics(), self._residents_skip, self)
        dialog.agreed.connect(self._skip_for_residents)
        dialog.open()

    def _skip_for_residents(self, skipped: frozenset[str]) -> None:
        shown = {topic.id for topic in self._residents_topics()}
        self._residents_skip = (self._residents_skip - shown) | skipped
        self._tell_left_out()

    def _show_talk(self) -> None:
        self._talk_field.setVisible(not self._talk_later.isChecked())

    def _show_together(self) -> None:
        together, solo = self._together.isChecked(), self.choices.solo
        self._people_box.setVisible(not together)
        self._group_field.setVisible(not together)
        self._closes_field.setVisible(not together)
        self._together_line.setText(
            _(
                "This is one person’s view: no blind rounds. You write down how you see each topic, straight away."
            )
            if solo
            else _("Nobody rates alone first. Papers say so, and there is no spread to look at.")
        )
        self._together_line.setVisible(together)
        self._tell_openers()

    def _tell_openers(self) -> None:
        names, waits = self._people.opener_names(), self._people.waits_for()
        rule = (
            _("{names} open it, any two of them together.").format(names=names)
            if len(self._people.openers()) > 2
            else _("{names} open it together. Both must be there.").format(names=names)
        )
        self._say(self._opener_line, "", self._people.opener_problem() or f"{rule} {waits}".strip())
        self._say(self._rater_line, "", "")

    # starting

    def plan(self) -> RoundPlan:
        """What is chosen now."""
        together = self._together.isChecked()
        closes = self._closes if not together else self._opens
        return RoundPlan(
            team_id=self._team_id,
            quarter=self.choices.quarters[self._quarter.currentIndex()],
            scope=self._scope(),
            theme_id=self._theme_chosen().id if self._scope() is Scope.SHORT_AND_THEME else None,
            openers=() if together else self._people.openers(),
            raters=() if together else self._people.raters(),
            opens_on=from_qdate(self._opens.date()),
            closes_on=from_qdate(closes.date()),
            talk_on=None if self._talk_later.isChecked() else from_qdate(self._talk.date()),
            optional_themes=self._optional_chosen(),
            minimum=_GROUPS[self._group.currentIndex()],
            together_only=together,
            facilitator_id=self._runs.currentData() or "",
            residents_skip=frozenset(t.id for t in self._residents_topics()) & self._residents_skip,
        )

    def _ask(self) -> None:
        if not self._all_there():
            return
        dialog = StartDialog(self._jobs, self.plan(), self._people.opener_names(), self)
        dialog.started.connect(self._on_started)
        dialog.open()

    def _all_there(self) -> bool:
        """Say what is missing beside its field; the first one gets the focus."""
        self._closes_field.set_error("")
        self._talk_field.set_error("")
        together = self._together.isChecked()
        missing: list[QWidget] = []
        closes = self._opens if together else self._closes
        if not together and self._closes.date() < self._opens.date():
            self._closes_field.set_error(_("That is before it opens. Choose a later day."))
            missing.append(self._closes)
        if not self._talk_later.isChecked() and self._talk.date() < closes.date():
            self._talk_field.set_error(_("That is before rating closes. Choose a later day."))
            missing.append(self._talk)
        if not together:
            missing += self._people_missing()
        if missing:
            missing[0].setFocus()
        return not missing

    def _people_missing(self) -> list[QWidget]:
        rating, opening = self._people.rater_problem(), self._people.opener_problem()
        self._say(self._rater_line, rating, "")
        if opening:
            self._say(self._opener_line, opening, "")
        return [line.first() for line in self._people.lines[:1] if rating or opening]

    def _on_started(self) -> None:
        self.went_to.emit("review", self._team_id)

    def _go_back(self) -> None:
        self.went_to.emit("review", self._team_id)

    # what is chosen

    def _scope(self) -> Scope:
        return next(
            (scope for scope, option in self._options.items() if option.isChecked()), Scope.SHORT_AND_THEME
        )

    def _theme_chosen(self):
        return self.choices.themes[max(0, self._theme.currentIndex())]

    def _optional_chosen(self) -> frozenset[str]:
        return frozenset(t.id for t in self.choices.optional_themes if self._with_optional.isChecked())

    def _say(self, label: WrapLabel, problem: str, line: str) -> None:
        label.setText(problem or line)
        label.set_look(colour="danger" if problem else "ink2")
        label.setVisible(bool(problem or line))


def _set_line(option: OptionCard, words: str) -> None:
    labels = option.findChildren(WrapLabel)
    labels[-1].setText(words)
    option.setAccessibleDescription(words)
