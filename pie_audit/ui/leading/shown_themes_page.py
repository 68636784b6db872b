"""The one theme that each team wants seen, as a panel of its own, in the order of names; nothing is compared."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.board import Board, BoardPlan
from pie_audit.domain.board_words import plan_words, silent_words
from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import KnownError
from pie_audit.domain.shown_line import line_sentence, mark_of, shown_line
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    Card,
    Command,
    EmptyState,
    EvenLayout,
    FlowLayout,
    IconMark,
    LinkButton,
    Page,
    ThemeShape,
    WrapLabel,
    boxed,
    clear,
    row,
)
from pie_audit.ui.widgets.chart_view import ChartView
from pie_audit.words import _
from pie_audit.workflows import board as boards

_ABREAST = 420


class ShownThemesPage(Page):
    """Read whole on each visit. `went_to` leads to a team's plan."""

    KINDS = frozenset({Kind.SHARED_PLANS})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Trends"), _("What each team wants you to see. No ranking, no total score."), parent
        )
        self._jobs = jobs
        self.view: Board | None = None
        self._loading, self._trouble = BusyLine(), Banner("", look="warn")
        self._trouble.hide()
        self._panels = QVBoxLayout()
        self._panels.setSpacing(16)
        self.add(self._trouble, self._loading, self._panels, None)

    def reload(self) -> None:
        """Read what is shown again."""
        if self.view is None:
            self._loading.start(_("Reading what teams show…"))
        self._jobs.read(boards.board, owner=self, then=self.show_board, problem=self._tell)

    def show_board(self, view: Board) -> None:
        """Fill the page."""
        self._loading.stop()
        self._trouble.hide()
        if view == self.view:
            return
        self.view = view
        clear(self._panels)
        shown = sorted(
            (p for p in view.plans if p.plan.theme is not None), key=lambda p: p.plan.team.casefold()
        )
        if shown:
            self._panels.addWidget(boxed(EvenLayout(*map(self._panel, shown), least=_ABREAST, gap=16)))
        else:
            self._panels.addWidget(self._nothing(view))
        if silent := silent_words(view.silent):
            line = row(IconMark("eye-slash", 18, "ink2"), gap=10)
            line.addWidget(WrapLabel(silent, "small", "ink2"), 1)
            self._panels.addWidget(boxed(line))
        self.first_focus = next(iter(self.body.content.findChildren(LinkButton)), None)

    def commands(self) -> tuple[Command, ...]:
        """The way to the plans."""
        return (Command(_("Plans that teams shared"), self._to_plans, icon="flag", is_place=True),)

    def _panel(self, plan: BoardPlan) -> Card:
        shown = plan.plan.theme
        assert shown is not None
        card = Card(plan.plan.team, gap=8)
        name = row(gap=8)
        mark = mark_of(shown)
        if mark is not None:
            name.addWidget(ThemeShape(mark, 16))
        name.addWidget(WrapLabel(shown.title, "strong"), 1)
        card.add(name)
        if shown.words.strip():
            card.add(WrapLabel(_("“{words}”").format(words=shown.words.strip()), "lead"))
        line = shown_line(shown)
        if line is not None:
            card.add(ChartView(line), WrapLabel(line_sentence(shown), "small", "ink2"))
        else:
            card.add(WrapLabel(_("Words only: this edition has no numbers."), "small", "ink2"))
        card.add(boxed(FlowLayout(self._open(plan))))
        return card.add(None)

    def _open(self, plan: BoardPlan) -> LinkButton:
        words = plan_words(plan)
        button = LinkButton(words, in_row=True)
        button.setAccessibleName(_("Open: {team}, {plan}").format(team=plan.plan.team, plan=words))
        button.clicked.connect(lambda _checked=False: self.went_to.emit("shared-plans", plan.plan_id))
        return button

    def _nothing(self, view: Board) -> QWidget:
        if view.plans:
            return EmptyState(
                _("No team has chosen a theme to show yet."),
                _("A team chooses one when it shares its plan. What it doesn’t choose stays with the team."),
            )
        words = _("No team has shared a plan yet. You can’t see drafts, and that is on purpose.")
        return EmptyState(_("Nothing to see yet."), words)

    def _to_plans(self) -> None:
        self.went_to.emit("shared-plans", None)

    def _tell(self, error: KnownError) -> None:
        self._loading.stop()
        self._trouble.set(error.what, error.todo)
        self._trouble.show()
