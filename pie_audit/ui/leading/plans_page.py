"""Plans that teams shared: a list by name, one of them opened beside it, and files that are taken in."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.board import Board, BoardPlan
from pie_audit.domain.board_words import done_words, plan_words, silent_words
from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.leading.barriers_view import BarriersView
from pie_audit.ui.leading.files import LeadingFiles
from pie_audit.ui.leading.plan_detail import PlanDetail
from pie_audit.ui.leading.taken_list import TakenList
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    Card,
    Command,
    EmptyState,
    IconMark,
    LinkButton,
    ListRow,
    Page,
    PrimaryButton,
    Segmented,
    TwoColumn,
    WrapLabel,
    announce,
    boxed,
    clear,
    row,
)
from pie_audit.words import _, plural
from pie_audit.workflows import board as boards

PLANS, BARRIERS = 0, 1


class SharedPlansPage(Page):
    """What teams shared. `went_to` leads to the asks and to chosen themes."""

    KINDS = frozenset({Kind.SHARED_PLANS})
    went_to = Signal(str, object)
    help_name = "shared-plans"

    def __init__(self, jobs: Jobs, files: LeadingFiles, parent: QWidget | None = None) -> None:
        super().__init__(_("Plans"), parent=parent)
        self._jobs, self._files = jobs, files
        self.view: Board | None = None
        self._wanted: object = None
        self._open_id = ""
        self._run = 0
        self.rows: dict[str, ListRow] = {}
        self.detail: PlanDetail | None = None
        self.look = Segmented(
            _("What to look at"), [(_("Plans"), "flag"), (_("What gets in the way"), "prohibit")]
        )
        self.add_button = PrimaryButton(_("Add plans…"), "plus")
        self.heading.add_state(self.look, self.add_button)
        self.busy = BusyLine(can_cancel=True)
        self._loading, self._trouble = BusyLine(), Banner("", look="warn")
        self.taken = TakenList(jobs)
        self.barriers = BarriersView()
        self._list, self._side = QVBoxLayout(), QVBoxLayout()
        self.themes = LinkButton(_("Themes that teams chose to show"), "chart-line", in_row=True)
        self._lay_out()
        self._listen()
        self.first_focus = self.add_button

    def reload(self) -> None:
        """Read the board again."""
        if self.view is None:
            self._loading.start(_("Reading what teams shared…"))
        self._jobs.read(boards.board, owner=self, then=self.show_board, problem=self._tell)

    def show_board(self, view: Board) -> None:
        """Fill; the plan that is open stays open."""
        self._loading.stop()
        self._trouble.hide()
        if view != self.view:
            self.view = view
            self._fill()
        if self.isVisible() or isinstance(
            self._wanted, tuple
        ):  # files that were dropped come in all the same
            self._go_to_wanted()
        self._wanted = None  # whoever has gone on meanwhile wants nothing else

    def commands(self) -> tuple[Command, ...]:
        """Adding plans, and each plan by its team."""
        note = _("Plans")
        words = (_("new open import drop file pdf take in"),)
        add = Command(_("Add plans…"), self.add_plans, _("Ctrl+N"), words, note, "plus")
        plans = self.view.plans if self.view is not None else ()
        return (
            add,
            *(
                Command(
                    p.plan.team,
                    partial(self.open_plan, p.plan_id),
                    note=plan_words(p),
                    icon="flag",
                    is_place=True,
                )
                for p in plans
            ),
        )

    def open_at(self, _area: str, argument: object) -> None:
        """The id of a plan opens it; files are taken in; “add” asks for them; “barriers” shows what gets in the way."""
        self._wanted = argument
        if self.view is not None:
            self._go_to_wanted()

    def begin(self) -> None:
        """The open plan, the first, or the button."""
        chosen = self.rows.get(self._open_id) or next(iter(self.rows.values()), None)
        self.first_focus = chosen or self.add_button
        super().begin()

    # acting

    def add_plans(self) -> None:
        """Ask for files and take them in."""
        paths = self._files.choose_files(self, _("Add plans"), _("Plans as PDF"), ".pdf")
        if paths:
            self.take_in(paths)

    def take_in(self, paths: tuple[Path, ...]) -> None:
        """Look at each file; what became of it is listed."""
        self._run += 1
        n = len(paths)
        self.busy.start(plural("Looking at {n} file…", "Looking at {n} files…", n).format(n=n))
        self._jobs.aside(
            boards.take_in,
            paths,
            owner=self,
            then=partial(self._on_taken, self._run),
            problem=partial(self._on_refused, self._run),
        )

    def open_plan(self, plan_id: str) -> None:
        """Show one plan beside the list."""
        if self.look.index() != PLANS:
            self.look.set_chosen(PLANS)
            self._on_look(PLANS)
        self._open_id = plan_id
        self._show_detail()
        self._jobs.write(boards.look_at, plan_id, owner=self, problem=self._stay_new)
        if self.columns.stacked and self.detail is not None:
            QTimer.singleShot(0, self, self._bring_detail)

    def _let_go(self, plan_id: str) -> None:
        self._jobs.write(boards.let_go, plan_id, owner=self, problem=self._tell)

    def _on_taken(self, run: int, found: boards.TakenIn) -> None:
        """What was cancelled meanwhile is told all the same: it has come in."""
        if run == self._run:
            self.busy.stop()
        if found.undo is not None:
            self._jobs.undoable.emit(found.undo)
        self.taken.show_taken(found)
        self.body.verticalScrollBar().setValue(0)
        self.reload()

    def _on_cancel(self) -> None:
        """The files that were looked at already stay; nothing more is waited for."""
        self.busy.stop()
        announce(self, _("Stopped waiting. Files that were whole may still come in."))

    def _on_refused(self, run: int, error: KnownError) -> None:
        if run == self._run:
            self.busy.stop()
        self._tell(error)

    # filling

    def _fill(self) -> None:
        view = self.view
        assert view is not None
        self.heading.set(_("Plans"), _context(view))
        self.rows = {}
        clear(self._list)
        is_empty = not view.plans
        self.look.setVisible(not is_empty)
        self.themes.setVisible(any(plan.plan.theme is not None for plan in view.plans))
        if is_empty:
            self._list.addWidget(self._nothing())
        else:
            self._list.addWidget(self._card(view))
        if silent := silent_words(view.silent):
            line = row(IconMark("eye-slash", 18, "ink2"), gap=10)
            line.addWidget(WrapLabel(silent, "small", "ink2"), 1)
            self._list.addWidget(boxed(line))
        if self._open_id not in self.rows:
            self._open_id = next(iter(self.rows), "")
        self.barriers.show_board(view)
        self._show_detail()

    def _card(self, view: Board) -> Card:
        card = Card(gap=4)
        for plan in view.plans:
            self.rows[plan.plan_id] = made = ListRow(plan.plan.team, _row_words(plan, view), icon="flag")
            made.setAutoExclusive(True)
            made.clicked.connect(partial(self._on_row, plan.plan_id))
            card.add(made)
        return card

    def _nothing(self) -> QWidget:
        words = _("No team has shared a plan yet. You can’t see drafts, and that is on purpose.")
        more = _("A plan that came as a PDF: drop it on this window, or add it by the button.")
        return EmptyState(_("No plans yet."), f"{words} {more}")

    def _show_detail(self) -> None:
        clear(self._side)
        self.detail = None
        for plan_id, made in self.rows.items():
            made.setChecked(plan_id == self._open_id)
        view = self.view
        plan = next((p for p in view.plans if p.plan_id == self._open_id), None) if view else None
        self.columns.side.parentWidget().setVisible(plan is not None)
        if view is not None and plan is not None:
            self.detail = PlanDetail(view, plan)
            self.detail.let_go.connect(self._let_go)
            self.detail.ask_wanted.connect(self._to_ask)
            self.detail.pages_wanted.connect(self._to_pages)
            self._side.addWidget(self.detail)

    def _bring_detail(self) -> None:
        if self.detail is not None:
            self.body.ensureWidgetVisible(self.detail, 0, 20)

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if isinstance(wanted, tuple):
            self.take_in(wanted)
        elif wanted == "add":
            QTimer.singleShot(0, self, self.add_plans)
        elif wanted == "barriers":
            self.look.set_chosen(BARRIERS)
            self._on_look(BARRIERS)
        elif isinstance(wanted, str) and wanted in self.rows:
            self.open_plan(wanted)

    def _to_ask(self, key: str) -> None:
        asks = self.view.asks if self.view is not None else ()
        group = next((g for g in asks if any(ask.key == key for ask in g.asks)), None)
        if group is not None:
            self.went_to.emit("asks", group.group_id)

    def _to_pages(self, plan_id: str) -> None:
        self.went_to.emit("plan-pages", plan_id)

    def _stay_new(self, _error: KnownError) -> None:
        """Where nothing can be written, a plan is new once more: no reason to disturb whoever reads."""

    def _on_row(self, plan_id: str, _checked: bool = False) -> None:
        self.open_plan(plan_id)

    def _on_look(self, look: int) -> None:
        self.columns.setVisible(look == PLANS)
        self.barriers.setVisible(look == BARRIERS)

    def _to_themes(self) -> None:
        self.went_to.emit("shown-themes", None)

    def _tell(self, error: KnownError) -> None:
        self._loading.stop()
        self._trouble.set(error.what, error.todo)
        self._trouble.show()
        announce(self, f"{error.what} {error.todo}")

    # arranging

    def _lay_out(self) -> None:
        for layout in (self._list, self._side):
            layout.setSpacing(12)
        for part in (self._trouble, self.look, self.themes, self.taken, self.barriers):
            part.hide()
        self.columns = TwoColumn(main_share=9, side_share=11)
        self.columns.add_main(self._list, boxed(row(self.themes, None)), None)
        self.columns.add_side(self._side, None)
        self.add(self._trouble, self._loading, self.busy, self.taken, self.columns, self.barriers, None)

    def _listen(self) -> None:
        self.add_button.clicked.connect(self.add_plans)
        self.look.chosen.connect(self._on_look)
        self.themes.clicked.connect(self._to_themes)
        self.busy.cancelled.connect(self._on_cancel)
        self.taken.put_away.connect(self.begin)


def _context(view: Board) -> str:
    n = len(view.plans)
    if not n:
        return _("What teams have chosen to share")
    return plural("What {n} team has chosen to share", "What {n} teams have chosen to share", n).format(n=n)


def _row_words(plan: BoardPlan, view: Board) -> str:
    parts = [plan_words(plan, view.today), done_words(plan)]
    if plan.is_namesake:
        parts.insert(0, _("One of several of this name"))
    if plan.is_new:
        parts.insert(0, _("New"))
    return " · ".join(part for part in parts if part)
