"""Talking it through: close topics confirmed as one list, then the widest spread first, and what is written down."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from pie_audit.domain.audit import Consensus, Dissent, RoundState
from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import KnownError
from pie_audit.ui.audit.close_list import CloseList
from pie_audit.ui.audit.meeting_columns import KEYS_FOR_LEVELS, MeetingColumns
from pie_audit.ui.audit.record_panel import RecordPanel
from pie_audit.ui.audit.sheet_keeper import SheetKeeper
from pie_audit.ui.audit.spread_panel import SpreadPanel
from pie_audit.ui.audit.topic_list import TopicList
from pie_audit.ui.audit.words_to_take import words_to_take
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.not_saved import NotSaved
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    Command,
    Page,
    PrimaryButton,
    SecondaryButton,
    StateLabel,
    WrapLabel,
    boxed,
    column,
    next_turn,
)
from pie_audit.words import _
from pie_audit.workflows import drafts, meetings
from pie_audit.workflows.meetings import Meeting, TopicView

WORDS_WAIT_MS = 1500
"""From the first unsaved key to a sealed draft; further typing doesn't start it anew."""

_LEVEL_NAMES = ("0", "1", "2", "3", "4")


class MeetingPage(Page):
    """The opened round. Space shows or hides the dots, left and right change the topic, 0–4 choose a level,
    D goes to the different view, N to “because”."""

    KINDS = frozenset({Kind.ROUND, Kind.CONSENSUS})
    went_to = Signal(str, object)
    view: Meeting

    def __init__(self, jobs: Jobs, round_id: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Talking it through"), parent=parent)
        self._jobs, self._round_id = jobs, round_id
        self.filled = False
        self._begun = False
        self._current = ""
        self._opened: set[str] = set()
        self._pulled: list[str] = []
        self._folded = False
        self._dirty = False
        self.columns: MeetingColumns | None = None
        self._came: Meeting | None = None
        self.keeper = SheetKeeper(jobs, self, lets_go=True)
        self.words_timer = QTimer(self)
        self.words_timer.setSingleShot(True)
        self.words_timer.setInterval(WORDS_WAIT_MS)
        self._build_frame()
        self._connect_frame()

    def _build_frame(self) -> None:
        self.state_label = StateLabel()
        self._plan = SecondaryButton(_("See the plan"), "flag")
        self.heading.add_state(self.state_label, self._plan)
        self._trouble = Banner("", look="warn")
        self._trouble.hide()
        self.add_strip(self._trouble)
        self.not_saved = NotSaved()
        self.add_strip(self.not_saved)
        self._loading = BusyLine()
        self.add(self._loading, None)
        self.previous = SecondaryButton(_("Previous topic"), "arrow-left")
        self._keys = WrapLabel("", "small", "ink2")
        self.next = PrimaryButton(_("Next topic"), trailing="arrow-right")
        self.add_to_footer(self.previous, None, self._keys, self.next)

    def _build_middle(self) -> None:
        """Frame, topics and record are made in a turn each: together they would hold up a key."""
        self.topics, self.close_list, self.spread = TopicList(), CloseList(), SpreadPanel()
        next_turn(self, self._build_columns)

    def _build_columns(self) -> None:
        self.record = RecordPanel(_LEVEL_NAMES)
        self.columns = MeetingColumns(
            self.topics, boxed(column(self.close_list, self.spread, gap=0)), self.record
        )
        self.columns.hide()
        self.body.column.insertWidget(self.body.column.indexOf(self._loading) + 1, self.columns)
        self.first_focus = self.spread
        self._connect_columns()
        if self._came is not None:
            next_turn(self, self._show_what_came)

    def _connect_frame(self) -> None:
        self._plan.clicked.connect(self._go_plan)
        self.words_timer.timeout.connect(self.keep_words)
        self.keeper.saving.connect(self.state_label.saving)
        self.keeper.saved.connect(self._on_saved)
        self.keeper.trouble.connect(self._on_not_saved)
        self.keeper.refused.connect(self._on_refused)
        self.not_saved.copy_wanted.connect(self._copy)
        self.previous.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)

    def _connect_columns(self) -> None:
        self.topics.chosen.connect(self._go_to)
        self.close_list.confirmed.connect(self._confirm)
        self.close_list.pulled.connect(self._pull_out)
        self.spread.shown_changed.connect(self._on_shown)
        self.record.recorded.connect(self._record)
        self.record.dissent_kept.connect(self._keep_dissent)
        self.record.dissent_dropped.connect(self._drop_dissent)
        self.record.edited.connect(self._on_edited)
        self.record.left.connect(self.keep_words)
        self.record.level_chosen.connect(self.spread.set_level)
        self.columns.pressed.connect(self._on_key)
        self.columns.folded.connect(self._on_folded)

    # filling

    def reload(self) -> None:
        """Read the round again; words that aren't saved yet stay where they are."""
        if not self.filled:
            self._loading.start(_("Opening what the team said…"))
        if not self._begun:
            self._begun = True
            next_turn(self, self._build_middle)
        self._jobs.read(
            meetings.meeting, self._round_id, owner=self, then=self._on_come, problem=self._on_problem
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
        self._loading.stop()
        self._trouble.hide()
        self.heading.set(_("Talking it through"), self._context())
        self._show_lists()
        if before is None:
            self._go_to(self._first())
        elif self._current:
            self._show_again(before)
        else:
            self._show_close()
        if self.columns.isHidden():
            self._uncover()

    def _uncover(self) -> None:
        """Only now that all is in: filled in view, everything would be laid out again with each word."""
        self.columns.show()
        if self.isVisible():
            self.begin()

    def _context(self) -> str:
        view = self.view
        return _("{quarter} · {n} of {of} topics written down").format(
            quarter=view.round.quarter.name, n=view.settled, of=len(view.topics)
        )

    def _show_lists(self) -> None:
        close = self._close()
        self.topics.show_topics(close, self._talk())
        self.topics.set_current(self._current)
        self.close_list.show_topics(close, self.view.questionnaire, may_edit=self.view.may_edit)

    def _close(self) -> list[TopicView]:
        """The close ones that nobody has pulled out."""
        return [v for v in self.view.close if v.topic.id not in self._pulled]

    def _talk(self) -> list[TopicView]:
        """Pulled out first, then the widest."""
        pulled = [v for v in self.view.close if v.topic.id in self._pulled]
        return [*pulled, *self.view.wide]

    def _first(self) -> str:
        if any(v.consensus is None for v in self._close()):
            return ""
        return next((v.topic.id for v in self._talk() if v.consensus is None), self._order()[0])

    def _order(self) -> list[str]:
        """What previous and next walk along: the close list first, where there is one."""
        return ([""] if self._close() else []) + [v.topic.id for v in self._talk()]

    def _go_to(self, topic_id: str) -> None:
        self.keep_words()
        self._current = topic_id
        self.topics.set_current(topic_id)
        self.body.verticalScrollBar().setValue(0)
        if topic_id:
            self._show_topic(self._found(topic_id))
        else:
            self._show_close()
        self._show_footer()
        if self.isVisible():
            self.begin()

    def _show_close(self) -> None:
        if not self._close():
            self._go_to(self._order()[0])
            return
        self.close_list.show()
        self.spread.hide()
        self.columns.show_record(False)
        self.first_focus = self.close_list.confirm

    def _show_topic(self, view: TopicView) -> None:
        self.close_list.hide()
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
        key = drafts.meeting_words(self._round_id, view.topic.id)
        waiting = self.keeper.pending().get(key)
        if waiting is not None:
            self._on_draft(view.topic.id)(waiting)
        else:
            self._jobs.read(drafts.words, key, owner=self, then=self._on_draft(view.topic.id))

    def _show_again(self, before: Meeting) -> None:
        """After a change: refill what was written down only where that has changed, so no word is lost."""
        was = next((v for v in before.topics if v.topic.id == self._current), None)
        now = self._found(self._current)
        if (
            was is None
            or (was.consensus, was.dissents) != (now.consensus, now.dissents)
            or was.rows != now.rows
        ):
            same = self._dirty or (was is not None and was.consensus == now.consensus)
            kept = self.record.words() if same else None
            self._fill_record(now)
            if kept is not None:
                self.record.fill_words(kept)
                self.spread.set_level(self.record.picker.level())
        self._show_footer()

    def _fill_record(self, view: TopicView) -> None:
        state = self.view.round.state
        self.record.show_topic(
            view,
            self.view.questionnaire,
            may_edit=self.view.may_edit,
            may_dissent=state in {RoundState.REVEALED, RoundState.AGREEING},
        )
        self.spread.set_level(self.record.picker.level())

    def _on_draft(self, topic_id: str):
        def fill(words: dict[str, str] | None) -> None:
            if words and topic_id == self._current and not self._dirty:
                self.record.fill_words(words)
                self.spread.set_level(self.record.picker.level())

        return fill

    def _show_footer(self) -> None:
        order = self._order()
        at = order.index(self._current) if self._current in order else 0
        self.previous.setEnabled(at > 0)
        self.next.setEnabled(at < len(order) - 1)
        self._show_keys()

    def _found(self, topic_id: str) -> TopicView:
        return next(v for v in self.view.topics if v.topic.id == topic_id)

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
        order = self._order()
        at = order.index(self._current) + by
        if 0 <= at < len(order):
            self._go_to(order[at])

    def commands(self) -> tuple[Command, ...]:
        """The steps of the meeting; levels and words are never among them."""
        if not self.filled:
            return ()
        walk = (
            Command(_("Next topic"), self.go_on, _("Right"), (_("on forward"),), icon="arrow-right"),
            Command(_("Previous topic"), self.go_back, _("Left"), (_("back"),), icon="arrow-left"),
            Command(_("See the plan"), self._go_plan, keywords=(_("action"),), icon="flag"),
        )
        if not self._current:
            return walk
        dots = Command(
            _("Show or hide the dots"), self.spread.turn_over, _("Space"), (_("spread ratings"),), icon="eye"
        )
        because, other = self.record.because.setFocus, self.record.dissent.setFocus
        write = (
            Command(_("Write down because"), because, _("N"), (_("note reason"),), icon="note"),
            Command(_("Keep a different view"), other, _("D"), (_("dissent disagree"),), icon="chat-circle"),
        )
        return (dots, *(write if self.view.may_edit else ()), *walk)

    def find_topic(self, topic_id: str) -> None:
        """Go to a topic of this round."""
        if self.filled and any(view.topic.id == topic_id for view in self.view.topics):
            self._go_to(topic_id)

    def _pull_out(self, topic_id: str) -> None:
        self._pulled.append(topic_id)
        self._show_lists()
        self._go_to(topic_id)

    def _on_shown(self, shown: bool) -> None:
        if shown:
            self._opened.add(self._current)
        else:
            self._opened.discard(self._current)

    def _on_key(self, event: QKeyEvent) -> None:
        """Single keys of the meeting; they never reach here from a field where somebody types."""
        if event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            return
        key = Qt.Key(event.key())
        simple = {Qt.Key.Key_Left: self.go_back, Qt.Key.Key_Right: self.go_on}
        of_topic = {
            Qt.Key.Key_Space: self.spread.turn_over,
            Qt.Key.Key_D: self.record.dissent.setFocus,
            Qt.Key.Key_N: self.record.because.setFocus,
        }
        if key in simple:
            simple[key]()
        elif self._current and key in of_topic:
            of_topic[key]()
        elif self._current and key in KEYS_FOR_LEVELS:
            self.record.choose_level(KEYS_FOR_LEVELS[key])
        else:
            return
        event.accept()

    def _on_folded(self, folded: bool) -> None:
        self.topics.set_foldable(folded)
        self._folded = folded
        self._show_keys()

    def _show_keys(self) -> None:
        """Where there is a keyboard's worth of room, and something for single keys to do."""
        useful = self.filled and bool(self._current) and self.view.may_edit and not self._folded
        words = _("Space shows the dots, 0 to 4 a level, N because, D a different view")
        self._keys.setText(words if useful else "")

    def _go_plan(self) -> None:
        self.flush()
        self.went_to.emit("plan", self.view.team.team_id if self.filled else None)

    # writing down

    def _record(self, consensus: Consensus) -> None:
        self.keep_words()
        key = f"record/{consensus.topic_id}"
        self.keeper.keep(key, meetings.record_consensus, self._round_id, consensus)
        self.spread.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_dissent(self, dissent: Dissent) -> None:
        named = replace(dissent, dissent_id=secrets.token_hex(16))  # so that a second try keeps it once
        self.keeper.keep(f"dissent/{named.dissent_id}", meetings.keep_dissent, self._round_id, named)

    def _drop_dissent(self, dissent_id: str) -> None:
        self._jobs.write(
            meetings.drop_dissent, self._round_id, dissent_id, owner=self, problem=self._on_problem
        )

    def _confirm(self, topic_ids: Sequence[str]) -> None:
        self.state_label.saving()
        self._jobs.write(
            meetings.confirm_close,
            self._round_id,
            topic_ids,
            owner=self,
            then=self._on_confirmed,
            problem=self._on_problem,
        )

    def _on_confirmed(self, _undoable: object) -> None:
        self.state_label.saved()
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_refused(self, error: KnownError, what: object) -> None:
        """What can't be written down is told beside the buttons; its words stay in their fields."""
        self.state_label.rest()
        self.record.show_trouble(error)
        if isinstance(what, Dissent) and what.topic_id == self._current:
            self.record.take_back_dissent(what)

    def _on_problem(self, error: KnownError) -> None:
        self._loading.stop()
        self.state_label.rest()
        self._trouble.set(error.what, error.todo)
        self._trouble.show()

    # words that aren't agreed yet

    def _on_edited(self) -> None:
        self._dirty = True
        self.state_label.saving()
        if not self.words_timer.isActive():
            self.words_timer.start()

    @property
    def unsaved(self) -> bool:
        """Whether anything on this screen, or agreed a moment ago, has not arrived in the file yet."""
        return self._dirty or self.keeper.unsaved

    def keep_words(self) -> None:
        """Seal the words that stand here as a draft, if any are new."""
        self.words_timer.stop()
        if self._dirty:
            self._dirty = False
            key = drafts.meeting_words(self._round_id, self._current)
            self.keeper.keep(key, drafts.save_words, key, self.record.words())

    def flush(self) -> None:
        """Send everything now: on page change, lock and closing."""
        self.keep_words()
        self.keeper.flush()

    def _on_saved(self) -> None:
        self.not_saved.hide()
        if not self._dirty:
            self.state_label.saved()

    def _on_not_saved(self, error: KnownError | None) -> None:
        self.state_label.trouble()
        self.not_saved.tell(error)

    def _copy(self) -> None:
        """Put everything that has not arrived on the clipboard, and let the window close."""
        self.keep_words()
        titles = {v.topic.id: v.topic.title for v in self.view.topics}
        self.not_saved.copy(words_to_take(self.keeper.pending(), titles))
        self.keeper.forget()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._jobs.me is not None:
            self.flush()
