"""Rating in private: one topic at a time, every choice saved at once, nothing to save by hand."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from pie_audit.domain.answer import Answer, NotApplicable
from pie_audit.domain.audit import Rating
from pie_audit.domain.changed import Kind
from pie_audit.domain.day import day_words
from pie_audit.domain.errors import KnownError
from pie_audit.domain.questionnaire import Topic
from pie_audit.ui.audit.finish_panel import WithdrawDialog
from pie_audit.ui.audit.pace import Pace
from pie_audit.ui.audit.rating_frame import RatingFrame
from pie_audit.ui.audit.rating_walk import RatingWalk
from pie_audit.ui.audit.sheet_keeper import SheetKeeper
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.theme import theme
from pie_audit.ui.widgets import (
    Command,
    next_turn,
)
from pie_audit.ui.widgets.asking import AskingDialog
from pie_audit.words import _
from pie_audit.workflows import seats
from pie_audit.workflows.progress import theme_progress
from pie_audit.workflows.questions import perspective_name
from pie_audit.workflows.seats import SheetView
from pie_audit.workflows.unlock import SlipHolder

NOTE_WAITS_MS = 1500
"""From the first unsaved key to saving; further typing doesn't start it anew."""

_COMPACT_BELOW = 960


class RatingPage(RatingFrame):
    """My own sheet of one round, for a person or for whoever holds a slip.

    `place` is the round's id, with “/C” behind it to begin at theme C. `flush` sends everything that is on the
    screen; while `unsaved` is true the window must not close. A slip's holder asks to be locked out by
    ``went_to("lock", None)``.
    """

    KINDS = frozenset({Kind.ROUND})
    went_to = Signal(str, object)
    view: SheetView

    def __init__(
        self,
        jobs: Jobs,
        place: str,
        *,
        clock: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(clock, slip=isinstance(jobs.me, SlipHolder), parent=parent)
        self._jobs = jobs
        self._round_id, _slash, self._begin_theme = place.partition("/")
        self.filled = False
        self._begun = False
        self._done = False
        self._arriving = False
        self.walk = RatingWalk()
        self._pace = Pace(clock)
        self.keeper = SheetKeeper(jobs, self)
        self.note_timer = QTimer(self)
        self.note_timer.setSingleShot(True)
        self.note_timer.setInterval(NOTE_WAITS_MS)
        self._came: SheetView | None = None
        self._stop.clicked.connect(self._leave)
        self._trouble.copy_wanted.connect(self._copy)
        self._connect_frame()

    # building

    def _build_body(self) -> None:
        self._build_columns()
        self._stop_below.clicked.connect(self._leave)
        self._connect_body()
        self._arrange()
        if self._came is not None:
            next_turn(self, self._show_what_came)

    def _connect_frame(self) -> None:
        self.note_timer.timeout.connect(self.keep_words)
        self.previous.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        self._later_link.clicked.connect(self._come_back_later)
        self.keeper.saving.connect(self.state_label.saving)
        self.keeper.saved.connect(self._on_saved)
        self.keeper.trouble.connect(self._on_trouble)
        self.keeper.refused.connect(self._on_refused)
        theme.changed.connect(self._arrange)

    def _connect_body(self) -> None:
        self.panel.answered.connect(self._on_answered)
        self.panel.reason_edited.connect(self._on_words_edited)
        self.panel.reason_left.connect(self.keep_words)
        self.panel.next_wanted.connect(self.go_on)
        self.panel.evidence_wanted.connect(self._go_to_note)
        self.panel.later_wanted.connect(self._come_back_later)
        self.note.edited.connect(self._on_words_edited)
        self.note.left.connect(self.keep_words)
        self.note.none_yet_chosen.connect(self._on_none_yet)
        self.consent.consent_chosen.connect(self._on_consent)
        self.finish.done_chosen.connect(self._on_done)
        self.finish.topic_wanted.connect(self._go_to_topic)
        self.finish.lock_wanted.connect(self._lock)
        self.finish.withdraw_wanted.connect(self._ask_withdrawal)
        self.tabs.chosen.connect(self._go_to_theme)

    # filling

    def reload(self) -> None:
        """Read my sheet again. What is on the screen and not saved yet stays there."""
        self.flush()
        if not self.filled:
            self._loading.start(_("Opening your sheet…"))
        if not self._begun:
            self._begun = True
            next_turn(self, self._build_body)
        self._jobs.read(
            seats.rating_sheet, self._round_id, owner=self, then=self._on_come, problem=self._on_refused
        )

    def _on_come(self, view: SheetView) -> None:
        self._came = view
        if self.filled:
            self._show_what_came()
        elif self._columns is not None:
            next_turn(self, self._show_what_came)

    def _show_what_came(self) -> None:
        view, self._came = self._came, None
        if view is not None:
            self.show_sheet(view)

    def show_sheet(self, view: SheetView) -> None:
        """Fill the page; the first time it begins where the person left off."""
        first, self.filled = not self.filled, True
        self._loading.stop()
        self.view, self.walk.topics = view, view.topics
        stale = not first and not self.unsaved and self.walk.sheet != view.sheet
        if first or not self.unsaved:
            self.walk.sheet, self._done = view.sheet, view.done
        self.heading.set(_("My view of {team}").format(team=view.team_name), "")
        self._arrange()
        self._from_facilitator.set(view.note_to_raters)
        self._from_facilitator.setVisible(bool(view.note_to_raters))
        group = perspective_name(view.sheet.perspective)
        self.consent.show_consent(group, view.round.minimum, consent=self.walk.sheet.consent)
        if first or (self._arriving and self._begin_theme):
            place = self.walk.place_in(self._begin_theme) if self._begin_theme else self.walk.place_to_begin()
            self._show(place)
        elif stale:
            self._show(self.walk.at)
        elif self.walk.topic is None:
            self._fill_end()
            self._show_progress()
        else:
            self._show_progress()
        self._arriving = False
        if self._columns.isHidden():
            self._uncover()

    def _uncover(self) -> None:
        """Only now that all is in: filled in view, everything would be laid out again with each word."""
        self._columns.show()
        if self.isVisible():
            self.begin()

    def _show(self, at: int) -> None:
        """Show a topic, or the end after the last one."""
        at_end = at >= len(self.view.topics)
        self.walk.at = min(at, len(self.view.topics))
        for widget in (self.panel, self.note, self._stuck, self.next):
            widget.setVisible(not at_end)
        self.finish.setVisible(at_end)
        self.consent.setVisible(at_end or self.walk.at == 0)
        self.previous.setEnabled(self.walk.at > 0)
        self._arrange()
        self.body.verticalScrollBar().setValue(0)
        if at_end:
            self._show_end()
        else:
            self._show_topic(self.view.topics[self.walk.at])
        self._show_progress()

    def _show_topic(self, topic: Topic) -> None:
        rating = self.walk.sheet.rating(topic.id)
        self.panel.show_topic(self.view.questionnaire, topic, self.walk.sheet.perspective)
        self.panel.show_place(self.walk.place_words(in_all=self._compact()))
        self.panel.show_answer(rating.answer)
        self.note.show_note(rating.note, none_yet=rating.none_yet)
        last = self.walk.at == len(self.view.topics) - 1
        self.next.setText(_("To the end") if last else _("Next topic"))
        self._pace.see(topic.id)
        if self.isVisible():
            self.panel.scale.setFocus(Qt.FocusReason.OtherFocusReason)
        self.first_focus = self.panel.scale

    def _show_end(self) -> None:
        self._fill_end()
        if self.isVisible():
            self.finish.begin()

    def _fill_end(self) -> None:
        until = day_words(self.view.round.closes_on)
        self.finish.show_end(
            self.view.questionnaire, self.walk.blank(), until, later=frozenset(self.walk.later)
        )
        self.finish.show_done(self._done)
        self.first_focus = self.finish.done if not self.finish.done.isHidden() else self.finish

    def _show_progress(self) -> None:
        progress = theme_progress(self.view.questionnaire, self.view.topics, self.walk.sheet)
        topic = self.walk.topic
        self.tabs.set_progress(progress, topic.theme if topic else "")
        self._time_left.setText(self._time_words())

    def _time_words(self) -> str:
        if self.walk.topic is None or self._compact():
            return ""
        return self._pace.words(len(self.walk.blank()))

    # answering

    def _on_answered(self, answer: Answer) -> None:
        topic = self.walk.topic
        if topic is None:
            return
        self._pace.answer(topic.id)
        self.walk.later.discard(topic.id)
        self._keep(replace(self._on_screen(topic), answer=answer))

    def _on_none_yet(self, none_yet: bool) -> None:
        topic = self.walk.topic
        if topic is not None:
            self._keep(replace(self._on_screen(topic), none_yet=none_yet))

    def _on_words_edited(self) -> None:
        if not self.note_timer.isActive():
            self.note_timer.start()
        self.state_label.saving()

    def keep_words(self) -> None:
        """Save the note and the reason as they stand, if they have changed."""
        self.note_timer.stop()
        topic = self.walk.topic
        if topic is None:
            return
        now = self._on_screen(topic)
        if now != self.walk.sheet.rating(topic.id):
            self._keep(now)
        elif not self.keeper.unsaved and self.state_label.text() == _("Saving…"):
            self.state_label.saved()

    def _on_screen(self, topic: Topic) -> Rating:
        """The rating with the words that stand on the screen now."""
        rating = self.walk.sheet.rating(topic.id)
        answer = rating.answer
        if isinstance(answer, NotApplicable):
            answer = NotApplicable(self.panel.reason_words())
        return replace(rating, answer=answer, note=self.note.area.text())

    def _keep(self, rating: Rating) -> None:
        self.note_timer.stop()
        self.walk.sheet = self.walk.sheet.with_rating(rating)
        self._done = False
        self.keeper.keep(rating.topic_id, seats.rate_topic, self._round_id, rating)
        self._show_progress()

    def _on_consent(self, consent: bool) -> None:
        self.walk.sheet = replace(self.walk.sheet, consent=consent)
        self.keeper.keep("consent", seats.set_consent, self._round_id, consent)

    def _on_done(self, done: bool) -> None:
        self._done = done
        self.keeper.keep("done", seats.set_done, self._round_id, done)
        self.finish.show_done(done)
        self.finish.begin()

    # saving

    @property
    def unsaved(self) -> bool:
        """Whether words or choices on this screen have not arrived in the file yet."""
        return self.note_timer.isActive() or self.keeper.unsaved

    def flush(self) -> None:
        """Send everything now: on page change, lock and closing."""
        if self.filled:
            self.keep_words()
            self.keeper.flush()

    def _on_saved(self) -> None:
        self._trouble.hide()
        if not self.note_timer.isActive():
            self.state_label.saved()

    def _on_trouble(self, error: KnownError | None) -> None:
        self.state_label.trouble()
        self._trouble.tell(error)

    def _on_refused(self, error: KnownError, _what: object = None) -> None:
        self._loading.stop()
        self.state_label.rest()
        self._trouble.tell_refused(error)

    def _copy(self) -> None:
        """Put my own words on the clipboard, so that they can go elsewhere, and let the window close."""
        self.keep_words()
        titles = {t.id: t.title for t in self.view.topics}
        notes = [f"{titles[r.topic_id]}\n{r.note}" for r in self.walk.sheet.ratings.values() if r.note]
        self._trouble.copy(notes)
        self.keeper.forget()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arriving = True

    def commands(self) -> tuple[Command, ...]:
        """The steps from topic to topic; what is answered is never among them."""
        if not self.filled:
            return ()
        stop = Command(_("Finish for now"), self._leave, keywords=(_("stop pause leave"),), icon="pause")
        before = Command(_("Previous topic"), self.go_back, _("Page Up"), (_("back"),), icon="arrow-left")
        if self.walk.topic is None:
            return (before, stop)
        return (
            Command(_("Next topic"), self.go_on, _("Page Down"), (_("on forward"),), icon="arrow-right"),
            before,
            Command(_("Come back to it"), self._come_back_later, keywords=(_("later skip"),)),
            Command(_("To the note"), self._go_to_note, _("E"), (_("evidence write"),), icon="note"),
            stop,
        )

    def find_topic(self, topic_id: str) -> None:
        """Go to a topic that is asked here; words on the one before are kept."""
        if self.filled and any(topic.id == topic_id for topic in self.walk.topics):
            self.keep_words()
            self._go_to_topic(topic_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down go from topic to topic wherever nobody else took them."""
        if event.key() == Qt.Key.Key_PageDown and self.filled:
            self.go_on()
        elif event.key() == Qt.Key.Key_PageUp and self.filled:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._columns is not None:  # a lock can come before the panel is made
            self.panel.fall_silent()
        if self._jobs.me is not None:
            self.flush()
        for dialog in self.findChildren(AskingDialog):
            dialog.close()

    # moving

    def go_on(self) -> None:
        """The next topic, or the end."""
        if self.walk.topic is not None:
            self.keep_words()
            self._show(self.walk.at + 1)

    def go_back(self) -> None:
        """The topic before."""
        if self.walk.at > 0:
            self.keep_words()
            self._show(self.walk.at - 1)

    def _come_back_later(self) -> None:
        if self.walk.topic is not None:
            self.walk.later.add(self.walk.topic.id)
            self.go_on()

    def _go_to_topic(self, topic_id: str) -> None:
        self._show(self.walk.place_of(topic_id))

    def _go_to_theme(self, theme_id: str) -> None:
        self.keep_words()
        self._show(self.walk.place_in(theme_id))

    def _go_to_note(self) -> None:
        self.note.area.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.body.ensureWidgetVisible(self.note)

    def _leave(self) -> None:
        self.flush()
        self.went_to.emit("lock" if self._slip else "review", None)

    def _lock(self) -> None:
        self._on_done(True)
        self._leave()

    def _ask_withdrawal(self) -> None:
        dialog = WithdrawDialog(self)
        dialog.withdrawn.connect(self._withdraw)
        dialog.open()

    def _withdraw(self) -> None:
        self.keeper.forget()
        self.walk.sheet = replace(self.walk.sheet, ratings={}, consent=False)
        self._done = False
        self.keeper.keep("withdraw", seats.withdraw, self._round_id)
        self.consent.tick.setChecked(False)
        self._show(0)

    # arranging

    def _compact(self) -> bool:
        return theme.large_text or 0 < self.width() < _COMPACT_BELOW

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """With little room the scale comes first: tabs go to the end, the footer keeps its two buttons."""
        if self._columns is None:
            return
        compact = self._compact()
        rating = self.walk.topic is not None
        place = self.body.column.indexOf(self.tabs)
        if compact == (place == 0):
            self.body.column.removeWidget(self.tabs)
            self.body.column.insertWidget(1 if compact else 0, self.tabs)
        self._private.set(_("Only you") if compact else _("Only you can see this"), "private")
        self._stop.setVisible(not theme.large_text)
        self._stop_below.setVisible(theme.large_text)
        self._later_link.setVisible(rating and not compact)
        self.panel.later.setVisible(rating and compact)
        self.panel.show_place(self.walk.place_words(in_all=self._compact()))
        self._time_left.setText(self._time_words())
        if self.filled:
            line = "" if compact else _("{quarter} · rated in private, talked about together")
            title = _("My view of {team}").format(team=self.view.team_name)
            self.heading.set(title, line.format(quarter=self.view.round.quarter.name))
