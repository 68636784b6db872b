"""Groups: those I belong to with their sessions, open ones of my team, and the lines that groups sent back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.day import weekday_words
from pie_audit.domain.errors import KnownError
from pie_audit.domain.group import GroupFrame
from pie_audit.domain.group_words import group_kind_name, session_state_words
from pie_audit.domain.session import Session
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.supervision.group_card import GroupPanel
from pie_audit.ui.supervision.group_form import GroupForm
from pie_audit.ui.supervision.group_frame_form import GroupFrameForm
from pie_audit.ui.supervision.group_plan_form import GroupPlanForm
from pie_audit.ui.supervision.words import day_line, minutes_words, sentence
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    Card,
    Command,
    EmptyState,
    LinkButton,
    Page,
    PrimaryButton,
    StateLabel,
    TwoColumn,
    WrapLabel,
    announce,
    boxed,
    clear,
    column,
    next_turn,
    row,
)
from pie_audit.words import _
from pie_audit.workflows.supervision import (
    group_lines,
    group_sessions,
    groups,
)
from pie_audit.workflows.supervision.group_lines import LineRead
from pie_audit.workflows.supervision.group_sessions import GroupCard, GroupsView, day_of
from pie_audit.workflows.supervision.groups import Making

MOST_LINES = 12


class GroupsPage(Page):
    """`team_id` is the team in hand, or None for somebody without one."""

    KINDS = frozenset({Kind.SESSIONS, Kind.PEOPLE, Kind.TEAMS})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, team_id: str | None, parent: QWidget | None = None) -> None:
        super().__init__(_("Groups"), _("Time to think together, and what came of it"), parent)
        self._jobs, self._team_id = jobs, team_id
        self.view: GroupsView | None = None
        self.making: Making | None = None
        self.panels: dict[str, GroupPanel] = {}
        self.plan_form: GroupPlanForm | None = None
        self.frame_form: GroupFrameForm | None = None
        self.state = StateLabel()
        self.new = PrimaryButton(_("Make a group"), "plus")
        self.heading.add_state(self.state, self.new)
        self.loading, self.trouble = BusyLine(), Banner("", look="warn")
        self.trouble.hide()
        self.add_strip(self.loading)
        self.add_strip(self.trouble)
        self.form = GroupForm()
        self.form.hide()
        self._mine, self._side = QVBoxLayout(), QVBoxLayout()
        for held in (self._mine, self._side):
            held.setSpacing(16)
        self.two = TwoColumn(main_share=7, side_share=4, stack_below=900)
        self.two.add_main(self.form, self._mine, None)
        self.two.add_side(self._side, None)
        self.add(self.two, None)
        self.first_focus = self.new
        self.new.clicked.connect(self.begin_new)
        self.form.made.connect(self._on_made)
        self.form.changed.connect(self._on_changed)
        self.form.dropped.connect(self._close_form)

    # filling

    def reload(self) -> None:
        """Read groups and lines again; what is being written stays."""
        if self.view is None:
            self.loading.start(_("Opening your groups…"))
        self._jobs.read(
            group_sessions.groups_view,
            self._team_id,
            owner=self,
            then=self.show_groups,
            problem=self._on_problem,
        )
        self._jobs.read(groups.making, self._team_id, owner=self, then=self._take_making)

    def show_groups(self, view: GroupsView) -> None:
        """Fill the page; a form that is open under its group stays open."""
        self.view = view
        self.loading.stop()
        open_frame, open_plan = self.frame_form, self.plan_form
        for form in (open_frame, open_plan):
            if form is not None:
                form.setParent(self)
                form.hide()
        clear(self._mine)
        self.panels = {}
        for card in (*view.mine, *view.open_to_me):
            self._add_panel(GroupPanel(card, view.names, view.today))
        if not self.panels:
            self._mine.addWidget(
                EmptyState(
                    _("No group yet"),
                    _(
                        "A group meets at the same time and place. One line that it agrees on may go to the team."
                    ),
                )
            )
        for form in (open_frame, open_plan):
            if form is not None:
                self._put_back(form)
        self._show_side(view, ())
        if view.in_team and view.team_id is not None:
            self._jobs.read(group_lines.lines_for, view.team_id, owner=self, then=self._show_lines)

    def _add_panel(self, panel: GroupPanel) -> None:
        self.panels[panel.group_id] = panel
        self._mine.addWidget(panel)
        panel.opened.connect(self._open)
        panel.plan_wanted.connect(self.begin_plan)
        panel.change_wanted.connect(self.begin_change)
        panel.frame_wanted.connect(self.begin_frame)
        panel.end_wanted.connect(self._on_end)

    def _put_back(self, form: GroupFrameForm | GroupPlanForm) -> None:
        panel = self.panels.get(form.group_id)
        if panel is not None:
            panel.place.addWidget(form)
            form.show()

    def _show_lines(self, lines: Sequence[LineRead]) -> None:
        if self.view is not None:
            self._show_side(self.view, lines)

    def _show_side(self, view: GroupsView, lines: Sequence[LineRead]) -> None:
        clear(self._side)
        if view.gatherings:
            self._side.addWidget(self._gatherings_card(view))
        if lines:
            card = Card(_("What groups sent back to the team"), icon="megaphone-simple", gap=12)
            for read in lines[:MOST_LINES]:
                note = f"{group_kind_name(read.kind)} · {weekday_words(read.line.day)}"
                words = WrapLabel(f"“{read.line.words}”")
                card.add(boxed(column(words, WrapLabel(note, "small", "ink2"), gap=2)))
            self._side.addWidget(card)
        about = Card(_("Who can see what"), look="sunk", icon="lock-simple", gap=6)
        about.add(
            WrapLabel(
                _(
                    "Notes are for those who were there, now and later. Who joins a group reads none of the earlier ones."
                )
            ),
            WrapLabel(_("A line goes to the team only when the group has agreed on it aloud.")),
        )
        self._side.addWidget(about)

    def _gatherings_card(self, view: GroupsView) -> Card:
        card = Card(_("After something happened"), icon="lifebuoy", gap=10)
        card.add(WrapLabel(_("For everybody in the team who wants to come."), "small", "ink2"))
        for session in view.gatherings:
            card.add(self._gathering_row(session, view))
        return card

    def _gathering_row(self, session: Session, view: GroupsView) -> QWidget:
        day = day_line(day_of(session), view.today)
        state = minutes_words(session.planned_min) if session.is_to_come else session_state_words(session)
        button = LinkButton(_("Open"), in_row=True)
        button.setAccessibleName(_("Open the talk of {day}").format(day=day))
        button.clicked.connect(partial(self._open, session.session_id))
        line = row(gap=10)
        line.addWidget(boxed(column(WrapLabel(day), WrapLabel(state, "small", "ink2"), gap=0)), 1)
        line.addWidget(button)
        return boxed(line)

    def _take_making(self, making: Making) -> None:
        self.making = making
        self.new.setVisible(bool(making.kinds))

    # making and changing

    def begin_new(self) -> None:
        """Ask for a new group."""
        if self.making is not None and self.making.kinds:
            self.form.offer(self.making)
            self._show_form()

    def begin_change(self, group_id: str) -> None:
        """Ask for changes to one."""
        if self.making is not None:
            making = self.making
            group = self.panels[group_id].card.group
            if group.team_id not in {None, making.team_id}:
                making = Making(making.me_id, group.team_id, making.kinds, making.members, making.outside)
            self.form.change(making, group)
            self._show_form()

    def _show_form(self) -> None:
        self.trouble.hide()
        self.form.show()
        self.body.verticalScrollBar().setValue(0)
        next_turn(self.form, self.form.setFocus)

    def _close_form(self) -> None:
        self.form.hide()
        self.new.setFocus()

    def _on_made(self, new: object) -> None:
        self._jobs.write(
            groups.make_group, new, owner=self, then=self._on_form_done, problem=self._on_form_problem
        )

    def _on_changed(self, group: object) -> None:
        self._jobs.write(
            groups.change_group, group, owner=self, then=self._on_form_done, problem=self._on_form_problem
        )

    def _on_form_done(self, _done: object) -> None:
        self._close_form()

    def _on_form_problem(self, error: KnownError) -> None:
        self.form.show_trouble(sentence(error))

    def begin_plan(self, group_id: str) -> None:
        """Ask for days, under the group."""
        self._drop_plan()
        panel = self.panels[group_id]
        if self.view is None:
            return
        self.plan_form = GroupPlanForm(panel.card.group, _next_day(panel.card, self.view.today))
        self.plan_form.answered.connect(self._on_plan)
        self.plan_form.dropped.connect(self._drop_plan)
        panel.place.addWidget(self.plan_form)
        self.plan_form.show()
        next_turn(self.plan_form, self.plan_form.setFocus)

    def _on_plan(self, new: object) -> None:
        self._jobs.write(
            group_sessions.plan_sessions,
            new,
            owner=self,
            then=self._on_planned,
            problem=self._on_plan_problem,
        )

    def _on_planned(self, _done: object) -> None:
        self._drop_plan()

    def _on_plan_problem(self, error: KnownError) -> None:
        if self.plan_form is not None:
            self.plan_form.show_trouble(sentence(error))

    def _drop_plan(self) -> None:
        if self.plan_form is not None:
            self.plan_form.hide()
            self.plan_form.deleteLater()
            self.plan_form = None

    def begin_frame(self, group_id: str) -> None:
        """Open what the group agreed about itself."""
        self._jobs.read(
            groups.open_frame,
            group_id,
            owner=self,
            then=partial(self._show_frame, group_id),
            problem=self._on_problem,
        )

    def _show_frame(self, group_id: str, frame: GroupFrame | None) -> None:
        panel = self.panels.get(group_id)
        if panel is None:
            return
        if frame is None:
            self.trouble.set(
                _("What the group agreed was written before you joined."),
                _("Ask another member to open it and change a word; then you can read it, too."),
            )
            self.trouble.show()
            return
        if self.frame_form is not None and self.frame_form.group_id != group_id:
            if self.frame_form.saver.unsaved():  # what was typed there arrives first, or it stays
                self.frame_form.saver.when_saved(partial(self._show_frame, group_id, frame))
                return
            self._drop_frame()
        if self.frame_form is None:
            self.frame_form = GroupFrameForm(self._jobs, self.state, panel.card.group)
            self.frame_form.closed.connect(self._drop_frame)
            panel.place.addWidget(self.frame_form)
            self.frame_form.show()
            next_turn(self.frame_form, self.frame_form.setFocus)
        self.frame_form.fill(frame)

    def _drop_frame(self) -> None:
        if self.frame_form is not None:
            self.frame_form.hide()
            self.frame_form.deleteLater()
            self.frame_form = None

    def _on_end(self, group_id: str) -> None:
        self._do(groups.end_group, group_id)

    def _do(self, work: Callable[..., object], *args: object) -> None:
        self.trouble.hide()
        self._jobs.write(work, *args, owner=self, problem=self._on_problem)

    def _open(self, session_id: str, _checked: bool = False) -> None:
        self.went_to.emit("group-session", session_id)

    def commands(self) -> tuple[Command, ...]:
        """Making one, and the next session of each."""
        found = []
        if self.making is not None and self.making.kinds:
            found.append(Command(_("Make a group"), self.begin_new, icon="plus", name="group"))
        if self.view is not None:
            for card in self.view.mine:
                if card.next is not None:
                    words = _("Open the next session: {group}").format(group=card.group.name)
                    found.append(
                        Command(words, partial(self._open, card.next.session_id), icon="users-three")
                    )
        return tuple(found)

    # trouble and leaving

    def _on_problem(self, error: KnownError) -> None:
        self.loading.stop()
        self.trouble.set(error.what, error.todo)
        self.trouble.show()
        announce(self, sentence(error))

    def unsaved(self) -> bool:
        """Whether something typed isn't in the file yet."""
        return self.frame_form is not None and self.frame_form.saver.unsaved()

    def flush(self) -> None:
        """Send everything now."""
        if self.frame_form is not None:
            self.frame_form.saver.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._jobs.me is not None:
            self.flush()


def _next_day(card: GroupCard, today: date) -> date:
    """One rhythm after the last session that is planned; today where none is."""
    last = max((s.due_on for s in card.to_come), default=None)
    return last + timedelta(weeks=card.group.every_weeks) if last is not None else today
