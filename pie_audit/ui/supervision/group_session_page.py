"""One session of a group: steps with a quiet timer, who is here, what is written down, and what leaves the room."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.day import weekday_words
from pie_audit.domain.errors import KnownError
from pie_audit.domain.group_minutes import OwnPart, SessionPart
from pie_audit.domain.group_words import group_kind_name
from pie_audit.domain.session import SessionKind
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.not_saved import NotSaved
from pie_audit.ui.supervision.autosave import Autosave
from pie_audit.ui.supervision.group_outcome import OutcomeCard
from pie_audit.ui.supervision.group_side import LastTimeCard, LaterCard, ReminderCard
from pie_audit.ui.supervision.group_turns import OthersParts, OwnPartCard
from pie_audit.ui.supervision.group_writing import GroupWriting
from pie_audit.ui.supervision.key_strip import KeyStrip
from pie_audit.ui.supervision.words import minutes_words, sentence
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    Command,
    LinkButton,
    Page,
    PrivacyBar,
    StateLabel,
    TwoColumn,
    announce,
)
from pie_audit.words import _
from pie_audit.workflows.supervision import (
    group_lines,
    group_minutes,
    group_sessions,
    group_sittings,
)
from pie_audit.workflows.supervision.group_sittings import SittingView

_WITH_PARTS = frozenset({SessionKind.LEARNING_SET, SessionKind.PEER})


class GroupSessionPage(Page):
    """`session_id` names it. Words are kept at most 1.5 seconds after the first unsaved key."""

    KINDS = frozenset({Kind.SESSIONS, Kind.PEOPLE, Kind.ACTIONS, Kind.SMALL_LOGS, Kind.RECORDS})
    went_to = Signal(str, object)

    def __init__(
        self,
        jobs: Jobs,
        session_id: str,
        clock: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Session"), parent=parent)
        self._jobs, self._session_id = jobs, session_id
        self.view: SittingView | None = None
        self.back = LinkButton(_("All groups"), "arrow-left")
        self.state = StateLabel()
        self.here = LinkButton(_("Who is here"), "users-three")
        self.here.hide()
        self.heading.add_state(self.state, self.back, self.here)
        self.privacy = PrivacyBar("", shared=True)
        self.not_saved, self.trouble, self.loading = NotSaved(), Banner("", look="warn"), BusyLine()
        self.key = KeyStrip(jobs)
        self.trouble.hide()
        self.privacy.hide()
        for strip in (self.loading, self.privacy, self.trouble, self.key, self.not_saved):
            self.add_strip(strip)
        self.writing = GroupWriting(jobs, self.state, clock)
        self.mine, self.others = OwnPartCard(), OthersParts()
        self.part_saver = Autosave(jobs, self.state, self.mine.read, group_minutes.save_part, self)
        self.outcome, self.reminder = OutcomeCard(), ReminderCard()
        self.last_time, self.later = LastTimeCard(), LaterCard()
        self.later_saver = Autosave(jobs, self.state, self.later.read, group_minutes.begin_later, self)
        self.two = TwoColumn(main_share=7, side_share=4, stack_below=900)
        self.two.add_main(self.writing, self.mine, self.others, None)
        self.two.add_side(
            self.writing.attendance, self.reminder, self.last_time, self.outcome, self.later, None
        )
        self.add(self.two, None)
        self.two.hide()
        self._connect()

    def _connect(self) -> None:
        self.back.clicked.connect(self._go_back)
        self.here.clicked.connect(self._go_here)
        self.writing.troubled.connect(self.not_saved.tell)
        self.writing.refused.connect(self._on_refused)
        self.writing.went_well.connect(self._on_well)
        self.writing.part_wanted.connect(self._go_to_part)
        self.writing.promoted.connect(self._on_promoted)
        self.writing.on_wall.connect(self._on_wall)
        self.writing.line_sent.connect(self._on_line)
        self.writing.line_taken_back.connect(self._on_line_back)
        self.mine.edited.connect(self.part_saver.touch)
        self.mine.log_wanted.connect(self._on_log)
        self.part_saver.trouble.connect(self.not_saved.tell)
        self.part_saver.refused.connect(self._on_part_refused)
        self.part_saver.stored.connect(self._on_well)
        self.outcome.held.connect(self._on_held)
        self.outcome.called_off.connect(self._on_off)
        self.outcome.moved.connect(self._on_moved)
        self.outcome.follow_ups_wanted.connect(self._on_follow_ups)
        self.later.added.connect(self._on_added)
        self.later.edited.connect(self.later_saver.touch)
        self.later_saver.trouble.connect(self.not_saved.tell)
        self.later_saver.refused.connect(self._on_part_refused)
        self.later_saver.stored.connect(self._on_well)
        self.not_saved.copy_wanted.connect(self._copy)
        self.key.compared.connect(self._on_compared)

    # filling

    def reload(self) -> None:
        """Read it again; words being written stay where they are."""
        if self.view is None:
            self.loading.start(_("Opening the session…"))
        self._jobs.read(
            group_sittings.sitting,
            self._session_id,
            owner=self,
            then=self.show_sitting,
            problem=self._on_problem,
        )

    def show_sitting(self, view: SittingView) -> None:
        """Fill the page."""
        is_first, self.view = self.view is None, view
        self.loading.stop()
        self.two.show()
        names = dict(view.people)
        self.heading.set(view.group.name, _context(view))
        self.privacy.set_readers(_readers_words(view), shared=True)
        self.privacy.show()
        self.writing.show_sitting(view)
        self.here.setVisible(self.writing.is_writing)
        self._show_parts(view, names)
        self.outcome.show_session(view)
        self.reminder.show_frame(view)
        self.last_time.show_last(view, names)
        self.later.show_lines(view, names)
        if not self.later_saver.unsaved() and view.begun_line != self.later_saver.base:
            self.later_saver.begin(view.begun_line, self._session_id)
            self.later.fill_begun(view.begun_line)
        self.later.setVisible(view.i_was_there and bool(view.minutes and view.minutes.version))
        if is_first:
            self.first_focus = self.writing.first_focus()
            if self.isVisible():
                self.begin()

    def _show_parts(self, view: SittingView, names: dict[str, str]) -> None:
        has_parts = view.session.kind in _WITH_PARTS and view.minutes is not None
        self.mine.setVisible(has_parts)
        self.others.setVisible(has_parts)
        if not has_parts:
            return
        self.others.show_parts(view.parts, names, view.me_id)
        self.mine.show_kind(view)
        part = view.parts.get(view.me_id, OwnPart())
        if not self.part_saver.unsaved() and part != self.part_saver.base:
            self.part_saver.begin(part, self._session_id)
            self.mine.fill(part)

    # what is done

    def _do(self, work: Callable[..., object], *args: object) -> None:
        """Once everything typed has arrived, because what is sent on is read from there."""
        self.trouble.hide()
        self.writing.saver.when_saved(_Send(self, work, args))

    def send(self, work: Callable[..., object], args: tuple[object, ...]) -> None:
        """Write it now."""
        self._jobs.write(work, self._session_id, *args, owner=self, problem=self._on_problem)

    def _on_held(self, answer: object) -> None:
        if isinstance(answer, tuple):
            self._do(group_sessions.hold, *answer)

    def _on_off(self, answer: object) -> None:
        if isinstance(answer, tuple):
            self._do(group_sessions.call_off, *answer)

    def _on_moved(self, answer: object) -> None:
        if isinstance(answer, tuple):
            self._do(group_sessions.move, *answer)

    def _on_follow_ups(self) -> None:
        self._do(group_sessions.plan_follow_ups)

    def _on_promoted(self, change_id: str) -> None:
        self._do(group_lines.put_into_plan, change_id)

    def _on_wall(self, win_id: str) -> None:
        self._do(group_lines.put_on_wall, win_id)

    def _on_line(self, words: str, themes: tuple[str, ...]) -> None:
        self._do(group_lines.send_line, words, themes)

    def _on_line_back(self) -> None:
        self._do(group_lines.take_line_back)

    def _on_log(self) -> None:
        self.part_saver.when_saved(_Send(self, group_lines.keep_in_my_log, ()))

    def _on_added(self, words: str) -> None:
        self.trouble.hide()
        self._jobs.write(
            group_minutes.add_later,
            self._session_id,
            words,
            owner=self,
            then=self._on_line_added,
            problem=self._on_problem,
        )

    def _on_line_added(self, _result: object) -> None:
        self.later.clear_line()
        self.later_saver.touch()
        self.later_saver.flush()

    def _go_to_part(self, part: SessionPart) -> None:
        if part in {SessionPart.TURNS, SessionPart.PEERS}:
            self._show(self.mine)
            self.mine.setFocus()
            return
        card = self.writing.go_to(part)
        if card is not None:
            self._show(card)

    def _go_here(self) -> None:
        self._show(self.writing.attendance)
        self.writing.attendance.focus_first()

    def _show(self, card: QWidget) -> None:
        top = card.mapTo(self.body.content, card.rect().topLeft()).y()
        self.body.verticalScrollBar().setValue(max(0, top - 8))

    def _go_back(self) -> None:
        self.flush()
        self.went_to.emit("groups", None)

    def commands(self) -> tuple[Command, ...]:
        """What can be done here, by words."""
        if self.view is None:
            return ()
        walk = self.writing.steps
        found = [Command(_("All groups"), self._go_back, icon="users-three", name="groups")]
        if self.writing.is_writing:
            found.append(Command(_("Next step"), walk.go_on, icon="arrow-right", name="next-step"))
            found.append(Command(_("Step before"), walk.go_back, icon="arrow-left", name="step-before"))
        if not self.outcome.met.isHidden():
            found.append(Command(_("We met"), self.outcome.ask_held, icon="check", name="met"))
        return tuple(found)

    # trouble and leaving

    def _on_well(self, _saved: object = None) -> None:
        self.not_saved.hide()

    def _on_problem(self, error: KnownError) -> None:
        self.loading.stop()
        if not self.key.takes(error):
            self.trouble.set(error.what, error.todo)
            self.trouble.show()
        announce(self, sentence(error))

    def _on_refused(self, error: KnownError) -> None:
        self.key.takes(error)
        self.not_saved.tell_refused(error)

    def _on_part_refused(self, error: KnownError, _value: object) -> None:
        self._on_refused(error)

    def _on_compared(self) -> None:
        """The key is trusted now: what waited for it is sent, and read again."""
        self.not_saved.hide()
        for saver in (self.writing.saver, self.part_saver, self.later_saver):
            if saver.unsaved():
                saver.touch()
        self.reload()

    def _copy(self) -> None:
        parts = [*self.writing.texts(), *(text.text() for text in self.mine.texts.values())]
        parts.append(self.later.words.text())
        self.not_saved.copy([words for words in parts if words.strip()])
        self.writing.saver.copied()
        for saver in (self.part_saver, self.later_saver):
            if saver.base is not None:
                saver.copied()

    def unsaved(self) -> bool:
        """Whether anything on this screen has not arrived in the file yet."""
        return self.writing.unsaved() or self.part_saver.unsaved() or self.later_saver.unsaved()

    def flush(self) -> None:
        """Send everything now: on page change, lock and closing."""
        self.writing.saver.flush()
        self.part_saver.flush()
        self.later_saver.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._jobs.me is not None:
            self.flush()


class _Send:
    """Something to write once the words have arrived."""

    def __init__(self, page: GroupSessionPage, work: Callable[..., object], args: tuple[object, ...]) -> None:
        self._page, self._work, self._args = page, work, args

    def __call__(self) -> None:
        self._page.send(self._work, self._args)


def _context(view: SittingView) -> str:
    day = weekday_words(group_sessions.day_of(view.session))
    starts = view.frame.starts.strip() if view.frame else ""
    place = view.frame.place.strip() if view.frame else ""
    parts = (group_kind_name(view.group.kind), day, starts, minutes_words(view.session.planned_min), place)
    return " · ".join(part for part in parts if part)


def _readers_words(view: SittingView) -> str:
    """Who reads what is written here, as it stands now."""
    if view.group.kind is SessionKind.LEARNING_REVIEW:
        return _("The whole team reads what is written here. Nobody else can.")
    if view.minutes is None:
        return _("What was written here belongs to those who were there. You weren’t on their list.")
    names = group_sittings.present_names(view, view.minutes.present_ids)
    if not view.minutes.version or not names:
        return _("Only those who are here will read this. Nobody sees it before somebody writes.")
    return _("Those who were there read this: {names}. Nobody else can.").format(names=", ".join(names))
