"""Talking it through: close topics confirmed as one list, then the widest spread first, and what is written down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from pie_audit.domain.audit import Consensus, Dissent, RoundState
from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import KnownError
from pie_audit.domain.on_table import TableItem
from pie_audit.ui.audit.meeting_commands import act_of_key, meeting_commands
from pie_audit.ui.audit.meeting_frame import MeetingFrame
from pie_audit.ui.audit.meeting_walk import CLOSE_LIST, ON_TABLE, Walk
from pie_audit.ui.audit.meeting_writing import MeetingWriting
from pie_audit.ui.audit.room_view import RoomView
from pie_audit.ui.audit.slides import meeting_slide
from pie_audit.ui.audit.words_to_take import words_to_take
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import (
    Command,
    next_turn,
)
from pie_audit.words import _
from pie_audit.workflows.meetings import Meeting, TopicView
from pie_audit.workflows.unlock import SignedIn


class MeetingPage(MeetingFrame):
    """The opened round. Space shows or hides the dots, left and right change the topic, 0–4 choose a level,
    D goes to the different view, N to “because”, F5 opens the projector view."""

    KINDS = frozenset(
        {
            Kind.ROUND,
            Kind.CONSENSUS,
            Kind.SMALL_LOGS,
            Kind.SAID_DID,
            Kind.LEARNING,
            Kind.PRACTICES,
            Kind.TEAMS,
        }
    )
    went_to = Signal(str, object)
    view: Meeting

    def __init__(self, jobs: Jobs, round_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._round_id = jobs, round_id
        self.filled = False
        self._begun = False
        self._current = ""
        self._opened: set[str] = set()
        self._pulled: tuple[str, ...] = ()
        self._came: Meeting | None = None
        self.room = RoomView(self)
        self.writing = MeetingWriting(jobs, round_id, self._words, self)
        self._connect_frame()

    def _build_middle(self) -> None:
        """Frame, topics and record are made in a turn each: together they would hold up a key."""
        self.make_middle()
        next_turn(self, self._build_columns)

    def _build_columns(self) -> None:
        self.make_columns()
        self._connect_columns()
        if self._came is not None:
            next_turn(self, self._show_what_came)

    def _connect_frame(self) -> None:
        for button, then in (
            (self.plan, self.go_plan),
            (self.project, self.toggle_projector),
            (self.pause, self.pause_here),
            (self.previous, self.go_back),
            (self.next, self.go_on),
            (self.finish, self.finish_talking),
        ):
            button.clicked.connect(then)
        QShortcut(QKeySequence("F5"), self).activated.connect(self.toggle_projector)
        self.resumed.actionChosen.connect(self._carry_on)
        self.rest.left_all.connect(self.leave_the_rest)
        self.rest.went_back.connect(self._go_to_first_left)
        self.writing.keeper.saving.connect(self.state_label.saving)
        self.writing.keeper.saved.connect(self._on_saved)
        self.writing.keeper.trouble.connect(self._on_not_saved)
        self.writing.keeper.refused.connect(self._on_refused)
        self.room.pressed.connect(self._on_key)
        self.room.wanted.connect(self._show_slide)
        self.writing.came.connect(self._on_words)
        self.writing.confirmed.connect(self._on_confirmed)
        self.writing.paused.connect(self._on_paused)
        self.writing.problem.connect(self._on_problem)
        self.not_saved.copy_wanted.connect(self._copy)

    def _connect_columns(self) -> None:
        self.topics.chosen.connect(self._go_to)
        self.topics.rest_left.connect(self.leave_the_rest)
        self.close_list.confirmed.connect(self._confirm)
        self.close_list.pulled.connect(self._pull_out)
        self.table.settled.connect(self.writing.settle)
        self.table.look_wanted.connect(self._look)
        self.spread.shown_changed.connect(self._on_shown)
        self.record.recorded.connect(self._record)
        self.record.dissent_kept.connect(self.writing.keep_dissent)
        self.record.dissent_dropped.connect(self.writing.drop_dissent)
        self.record.edited.connect(self._on_edited)
        self.record.left.connect(self.writing.keep_words)
        self.record.level_chosen.connect(self._stress)
        self.columns.pressed.connect(self._on_key)
        self.columns.folded.connect(self.fold)

    # filling

    def reload(self) -> None:
        """Read the round again; words that aren't saved yet stay where they are."""
        if not self.filled:
            self.loading.start(_("Opening what the team said…"))
        if not self._begun:
            self._begun = True
            next_turn(self, self._build_middle)
        from pie_audit.workflows.everyday import on_table  # not before there is a meeting

        self._jobs.read(
            on_table.meeting, self._round_id, owner=self, then=self._on_come, problem=self._on_problem
        )

    def _on_come(self, view: Meeting) -> None:
        self._came = view
        if self.filled:
            self._show_what_came()
        elif self.columns is not None:
            next_turn(self, self._show_what_came)

    def _show_what_came(self) -> None:
        view, self._came = self._came, None
        if view is not None:
            self.show_meeting(view)

    def show_meeting(self, view: Meeting) -> None:
        """Fill the page; the first time it begins with what is close, or where the team left off."""
        before, self.view = (self.view if self.filled else None), view
        self.filled = True
        self.loading.stop()
        self.trouble.hide()
        self.show_heading(view)
        if before is None or before.place != view.place:
            self._take_up_place()
        self.show_lists(self.walk, self._current)
        if before is None:
            self._go_to(self.walk.first())
        elif self._at_topic:
            self._show_again(before)
        else:
            self._show_list()
            self._show_footer()
        if self.columns.isHidden():
            self._uncover()

    def _uncover(self) -> None:
        """Only now that all is in: filled in view, everything would be laid out again with each word."""
        self.columns.show()
        if self.isVisible():
            self.begin()

    def _take_up_place(self) -> None:
        """Where the team paused: a topic that had been pulled out is pulled out again."""
        place, me = self.view.place, self._jobs.me
        if place.paused_on is not None and isinstance(me, SignedIn):
            self._pulled = self.walk.pull([place.topic_id or ""]).pulled
            self.resumed.show_place(self.view, me.clock.today())

    @property
    def walk(self) -> Walk:
        """The order of the topics as it stands."""
        return Walk(self.view, self._pulled)

    def _go_to(self, topic_id: str) -> None:
        self.writing.keep_words()
        self._current = topic_id
        self.topics.set_current(topic_id)
        self.body.verticalScrollBar().setValue(0)
        if self._at_topic:
            self._show_topic(self.walk.found(topic_id))
        else:
            self._show_list()
        self.writing.begin(topic_id if self._at_topic else "")
        self._show_footer()
        if self.isVisible():
            self.begin()

    @property
    def _at_topic(self) -> bool:
        return self._current not in {ON_TABLE, CLOSE_LIST}

    def _show_list(self) -> None:
        """What else is on the table, or the close ones; the topics where that list has gone meanwhile."""
        if self._current not in self.walk.order:
            self._go_to(self.walk.first_of_topics())
            return
        self.show_list(at_table=self._current == ON_TABLE)

    def _show_topic(self, view: TopicView) -> None:
        self.close_list.hide()
        self.table.hide()
        self.spread.show()
        self.columns.show_record(True)
        self.first_focus = self.spread
        self.spread.show_topic(
            view,
            self.view.questionnaire,
            minimum=self.view.round.minimum,
            shown=view.topic.id in self._opened,
        )
        self._fill_record(view)

    def _show_again(self, before: Meeting) -> None:
        """After a change: refill what was written down only where that has changed, so no word is lost."""
        was = next((v for v in before.topics if v.topic.id == self._current), None)
        now = self.walk.found(self._current)
        if was is not None and (was.consensus, was.dissents, was.rows) == (
            now.consensus,
            now.dissents,
            now.rows,
        ):
            self._show_footer()
            return
        same = was is not None and was.consensus == now.consensus
        typed = self.writing.has_words_of(self._current)
        kept = self.record.words() if same or typed else None
        self._fill_record(now)
        if kept is not None:
            self._put_words(kept)
        if typed and not same and now.consensus and not self.writing.is_mine(now.consensus):
            self.record.show_other()
        self._show_footer()

    def _fill_record(self, view: TopicView) -> None:
        state, me = self.view.round.state, self._jobs.me
        self.record.show_topic(
            view,
            self.view.questionnaire,
            may_edit=self.view.may_edit,
            may_dissent=state in {RoundState.REVEALED, RoundState.AGREEING},
            own_name=me.member.name if isinstance(me, SignedIn) else "",
            few_raters=self.view.few_raters,
        )
        self._stress(self.record.picker.level())

    def _words(self) -> dict[str, str]:
        return self.record.words()

    def _on_words(self, topic_id: str, words: dict[str, str]) -> None:
        if topic_id == self._current:
            self._put_words(words)

    def _put_words(self, words: dict[str, str]) -> None:
        self.record.fill_words(words)
        self._stress(self.record.picker.level())

    def _stress(self, level: int | None) -> None:
        """The level in talk is a soft column, here and for the room."""
        self.spread.set_level(level)
        self._show_slide()

    def _show_footer(self) -> None:
        order = self.walk.order
        at = order.index(self._current) if self._current in order else 0
        self.show_steps(first=at == 0, last=at == len(order) - 1, over=not self.view.left)
        self.show_keys(useful=self._at_topic and self.view.may_edit)
        if not self.view.left:
            self.rest.hide()
        self._show_slide()

    # moving

    def go_on(self) -> None:
        """The next topic."""
        self._step(1)

    def go_back(self) -> None:
        """The topic before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if not self.filled:
            return
        order = self.walk.order
        at = order.index(self._current) + by
        if 0 <= at < len(order):
            self._carry_on()
            self._go_to(order[at])

    def commands(self) -> tuple[Command, ...]:
        """The steps of the meeting; levels and words are never among them."""
        return meeting_commands(self, at_topic=self._at_topic) if self.filled else ()

    def find_topic(self, topic_id: str) -> None:
        """Go to a topic of this round."""
        if self.filled and any(view.topic.id == topic_id for view in self.view.topics):
            self._go_to(topic_id)

    def _pull_out(self, topic_id: str) -> None:
        self._pulled = self.walk.pull([topic_id]).pulled
        self.show_lists(self.walk, self._current)
        self._go_to(topic_id)

    def _on_shown(self, shown: bool) -> None:
        if shown:
            self._opened.add(self._current)
        else:
            self._opened.discard(self._current)
        self._show_slide()

    def _on_key(self, event: QKeyEvent) -> None:
        """Single keys of the meeting; they never reach here from a field where somebody types."""
        act = act_of_key(self, event, at_topic=self._at_topic)
        if act is not None:
            act()
            event.accept()

    def _look(self, item: TableItem) -> None:
        self.flush()
        self.went_to.emit(item.area, item.argument)

    def go_plan(self) -> None:
        """What the team will do about it."""
        self.flush()
        self.went_to.emit("plan", self.view.team.team_id if self.filled else None)

    # the room's own view

    def toggle_projector(self) -> None:
        """Open the projector view, or close it."""
        if self.filled:
            self.room.toggle()

    def _show_slide(self) -> None:
        if self.room.projector is None:
            return
        level = self.record.picker.level()
        self.room.show(meeting_slide(self.walk, self._current, self.spread, level))

    # the end of a sitting

    def pause_here(self) -> None:
        """Remember the topic and the day, and go back to the review."""
        if self.filled and self.view.may_edit:
            self.writing.pause(self._current if self._at_topic else "")

    def _on_paused(self) -> None:
        self.went_to.emit("review", None)

    def _carry_on(self, _action: int = 0) -> None:
        """The team talks again, so nothing says any more that it paused."""
        if not self.resumed.isHidden():
            self.resumed.hide()
            if self.view.may_edit:
                self.writing.go_on()

    def finish_talking(self) -> None:
        """On to helps and hinders once each topic has something written down, even “not discussed this time”."""
        if not self.filled:
            return
        if self.view.left and self.view.may_edit:
            self._carry_on()
            self.rest.show_left(len(self.view.left))
        else:
            self.flush()
            self.went_to.emit("board", self._round_id)

    def leave_the_rest(self) -> None:
        """Whatever has nothing written down stays undiscussed this time."""
        self.rest.hide()
        self.state_label.saving()
        self.writing.leave_the_rest()

    def _go_to_first_left(self) -> None:
        self.rest.hide()
        self._go_to(self.walk.first_left())

    # writing down

    @property
    def unsaved(self) -> bool:
        """Whether anything on this screen, or agreed a moment ago, has not arrived in the file yet."""
        return self.writing.unsaved

    def flush(self) -> None:
        """Send everything now: on page change, lock and closing."""
        self.writing.flush()

    def _record(self, consensus: Consensus) -> None:
        self._carry_on()
        self.writing.record(consensus)
        self.spread.setFocus(Qt.FocusReason.OtherFocusReason)

    def _confirm(self, topic_ids: Sequence[str]) -> None:
        self._carry_on()
        self.state_label.saving()
        self.writing.confirm(topic_ids)

    def _on_confirmed(self) -> None:
        self.state_label.saved()
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_refused(self, error: KnownError, what: object) -> None:
        """What can't be written down is told beside the buttons; its words stay in their fields."""
        self.state_label.rest()
        self.record.show_trouble(error)
        if isinstance(what, Dissent) and what.topic_id == self._current:
            self.record.take_back_dissent(what)

    def _on_problem(self, error: KnownError) -> None:
        self.loading.stop()
        self.state_label.rest()
        self.trouble.set(error.what, error.todo)
        self.trouble.show()

    def _on_edited(self) -> None:
        self.state_label.saving()
        self.writing.edit()

    def _on_saved(self) -> None:
        self.not_saved.hide()
        if not self.writing.dirty:
            self.state_label.saved()

    def _on_not_saved(self, error: KnownError | None) -> None:
        self.state_label.trouble()
        self.not_saved.tell(error)

    def _copy(self) -> None:
        """Put everything that has not arrived on the clipboard, and let the window close."""
        self.writing.keep_words()
        titles = {v.topic.id: v.topic.title for v in self.view.topics}
        self.not_saved.copy(words_to_take(self.writing.keeper.pending(), titles))
        self.writing.keeper.forget()

    def hideEvent(self, event: QHideEvent) -> None:
        """The room's view goes with the page: on another page, at lock, on closing."""
        super().hideEvent(event)
        self.room.close()
        if self._jobs.me is not None:
            self.flush()
