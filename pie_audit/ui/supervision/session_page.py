"""The page of one session: what both brought, what they agree to write down, and each one's own notes."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.day import day_words
from pie_audit.domain.errors import CannotSave, KnownError
from pie_audit.domain.session import SessionStatus
from pie_audit.domain.supervision import Summary
from pie_audit.domain.supervision_rules import SummaryState, put_together
from pie_audit.ui.jobs import Jobs, same_person
from pie_audit.ui.keep_soon import TRY_AGAIN_MS
from pie_audit.ui.not_saved import NotSaved
from pie_audit.ui.supervision.autosave import Autosave
from pie_audit.ui.supervision.brought_card import BroughtCard
from pie_audit.ui.supervision.clash_panel import ClashPanel
from pie_audit.ui.supervision.key_strip import KeyStrip
from pie_audit.ui.supervision.next_time import NextTime
from pie_audit.ui.supervision.notes_card import NotesCard
from pie_audit.ui.supervision.prompts_card import PromptsCard
from pie_audit.ui.supervision.session_strips import SessionStrips
from pie_audit.ui.supervision.settled_card import SettledCard
from pie_audit.ui.supervision.summary_card import SummaryCard
from pie_audit.ui.supervision.words import day_line, first_name, sentence, status_words, when_where
from pie_audit.ui.widgets import (
    Card,
    Command,
    LinkButton,
    Page,
    PrimaryButton,
    SecondaryButton,
    StateLabel,
    TwoColumn,
    WrapLabel,
    announce,
)
from pie_audit.words import _
from pie_audit.workflows.supervision import (
    supervision_agenda,
    supervision_planning,
    supervision_sessions,
    supervision_summary,
)
from pie_audit.workflows.supervision.supervision_planning import Booking
from pie_audit.workflows.supervision.supervision_sessions import SessionView
from pie_audit.workflows.supervision.supervision_summary import BothWrote

_WRITING = frozenset({SummaryState.NONE, SummaryState.WRITING})


class SessionPage(Page):
    """Fills from one read; what is typed is on its way within a second and a half."""

    KINDS = frozenset({Kind.SESSIONS, Kind.RECORDS, Kind.PEOPLE})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, session_id: str, parent: QWidget | None = None) -> None:
        super().__init__(_("{Supervision}"), parent=parent)
        self._jobs, self._id = jobs, session_id
        self.view: SessionView | None = None
        self._clash: ClashPanel | None = None
        self._bringing = self._copied_line = ""
        self._me = jobs.me
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(TRY_AGAIN_MS)
        self.state = StateLabel(brief=True)
        self.back = LinkButton(_("My {supervision}"), "arrow-left")
        self.held_button = SecondaryButton(_("Held. No notes"), "check")
        self.sign_button = PrimaryButton(_("Sign"), "check")
        self.heading.add_state(self.back, self.state, self.held_button, self.sign_button)
        self.strips, self.trouble, self.key = SessionStrips(), NotSaved(), KeyStrip(jobs)
        self.brought, self.summary, self.settled = BroughtCard(), SummaryCard(), SettledCard()
        self.next_time, self.notes, self.prompts = NextTime(), NotesCard(), PromptsCard()
        self.others = WrapLabel("", "body", "ink2")
        self.summary.add(self.next_time)
        self.keeper = self._keeper(self.summary.read, supervision_summary.write)
        self.notes_keeper = self._keeper(self.notes.read, supervision_sessions.save_notes)
        self.begun_keeper = self._keeper(self.settled.read, supervision_sessions.keep_begun)
        self._lay_out()
        self._wire()
        self.two.setEnabled(False)  # what is typed before the page was read would be filled over

    def _lay_out(self) -> None:
        self.add_strip(self.trouble)
        self.add_strip(self.key)
        seen = Card(_("What others will see"), self.others, look="sunk", icon="clock", gap=6)
        self.two = TwoColumn(main_share=7, side_share=4, stack_below=900)
        self.two.add_main(self.strips, self.brought, self.summary, self.settled, None)
        self.two.add_side(self.notes, self.prompts, seen, None)
        self.add(self.two, None)
        self.settled.hide()
        self.first_focus = self.brought.line

    def _keeper(self, read: Any, work: Any) -> Autosave:
        keeper = Autosave(self._jobs, self.state, read, work, self)
        keeper.trouble.connect(self.trouble.tell)
        keeper.stored.connect(self._on_stored)
        return keeper

    def _wire(self) -> None:
        self.back.clicked.connect(self._go_back)
        self.held_button.clicked.connect(self._held)
        self.sign_button.clicked.connect(self._sign)
        for card, keeper in ((self.summary, self.keeper), (self.notes, self.notes_keeper)):
            card.edited.connect(keeper.touch)
            card.left.connect(keeper.flush)
        self.settled.edited.connect(self.begun_keeper.touch)
        self.keeper.refused.connect(self._on_refused)
        self.begun_keeper.refused.connect(self._on_notes_refused)
        self.notes_keeper.refused.connect(self._on_notes_refused)
        self.trouble.copy_wanted.connect(self._copy)
        self.brought.brought.connect(self._bring)
        self._again.timeout.connect(self.brought.add_line)
        self.brought.ticked.connect(partial(self._do, supervision_agenda.talk))
        self.brought.settled.connect(partial(self._do, supervision_agenda.settle))
        self.brought.taken.connect(partial(self._do, supervision_agenda.take_away))
        self.prompts.wanted.connect(self.summary.insert_heading)
        self.prompts.ticked.connect(self.summary.set_grid)
        self.settled.agreed.connect(self._agree)
        self.settled.differed.connect(self._differ)
        self.settled.added.connect(self._add_note)
        self.settled.write_on.connect(partial(self._do, supervision_summary.write_on))
        self.next_time.booked.connect(self._book_next)
        self.strips.agreement_wanted.connect(self._open_agreement)
        self.key.compared.connect(self._on_compared)

    # what is shown

    def reload(self) -> None:
        """Read it again."""
        self._jobs.read(
            supervision_sessions.session_view,
            self._id,
            owner=self,
            then=self.show_session,
            problem=self._on_gone,
        )

    def show_session(self, view: SessionView) -> None:
        """Fill, and leave alone what is being typed."""
        if self.view is None:
            self.two.setEnabled(True)
        self.view = view
        self._show_heading(view)
        self.strips.show_session(view)
        self.brought.show_items(view)
        writing = view.written.state in _WRITING
        quiet = not self.keeper.unsaved()
        if quiet and self._clash is None:
            self.keeper.begin(view.written.summary, self._id)
            self.summary.fill(view, view.written.summary)
        else:
            self.summary.show_balance(view.balance)
        called_off = view.session.status is SessionStatus.CANCELLED
        self.summary.setVisible((writing or not quiet) and self._clash is None and not called_off)
        self.settled.setVisible(not writing)
        if not self.begun_keeper.unsaved():
            self.begun_keeper.begin(view.begun, self._id)
            self.settled.fill_begun(view.begun)
        if not writing:
            self.settled.show_written(view)
        fill = not self.notes_keeper.unsaved()
        if fill:
            self.notes_keeper.begin(view.notes, self._id)
        self.notes.show_notes(view, fill=fill)
        self.prompts.show_models(
            view.models, self.summary.read(view.written.summary).grid, may_write=writing and not called_off
        )
        self.prompts.setVisible(writing and not called_off)
        self.next_time.show_session(view)
        waits = view.written.waits_for(view.me_id)
        self.first_focus = self.settled.agree_button if waits else self.brought.line
        if not view.session.is_to_come and not waits:
            self.first_focus = self.back
        self.others.setText(_others_see(view))

    def _show_heading(self, view: SessionView) -> None:
        session = view.session
        names = [first_name(name) for name in view.names.values()]
        title = _("{Supervision}: {one} and {other}").format(one=names[-1], other=names[0])
        parts = [
            day_line(session.due_on, view.today),
            when_where(view.starts, view.place, session.planned_min),
        ]
        if session.status is not SessionStatus.NOT_YET:
            parts.append(status_words(session).lower())
        self.heading.set(title, " · ".join(part for part in parts if part))
        due = session.is_to_come and session.due_on <= view.today
        self.held_button.setVisible(due and view.written.state is SummaryState.NONE)
        self.sign_button.setVisible(view.written.state is SummaryState.WRITING and self._clash is None)

    # leaving and locking

    def unsaved(self) -> bool:
        """Whether something typed isn't in the file yet."""
        line = self.brought.line.text().strip()
        is_waiting = bool(self._bringing) or (bool(line) and line != self._copied_line)
        return is_waiting or any(keeper.unsaved() for keeper in self._keepers())

    def flush(self) -> None:
        """Send what is typed on its way now."""
        self.brought.add_line()
        for keeper in self._keepers():
            keeper.flush()

    def _keepers(self) -> tuple[Autosave, ...]:
        return self.keeper, self.notes_keeper, self.begun_keeper

    def commands(self) -> tuple[Command, ...]:
        """What can be done here now."""
        found = [Command(_("Back to my {supervision}"), self._go_back, icon="arrow-left")]
        for button, run in ((self.held_button, self._held), (self.sign_button, self._sign)):
            if not button.isHidden():
                found.append(Command(button.accessibleName(), run, icon="check"))
        return tuple(found)

    # what is done

    def _do(self, work: Any, *args: object) -> None:
        self._jobs.write(work, self._id, *args, owner=self, problem=self._tell)

    def _bring(self, words: str) -> None:
        self._bringing = words
        self._me = same_person(self._me, self._jobs.me)
        self._jobs.write_as(
            self._me,
            supervision_agenda.bring,
            self._id,
            words,
            owner=self,
            then=self._on_brought,
            problem=partial(self._on_not_brought, words),
        )

    def _on_brought(self, value: object) -> None:
        self._bringing = ""
        self._on_stored(value)

    def _held(self, _checked: bool = False) -> None:
        self._do(supervision_planning.record_held)

    def _sign(self, _checked: bool = False) -> None:
        self.keeper.when_saved(self._sign_saved)

    def _sign_saved(self) -> None:
        self._do(supervision_summary.sign, self.keeper.base.version)

    def _agree(self) -> None:
        if self.view is not None:
            self._do(supervision_summary.agree, self.view.written.summary.version)

    def _differ(self, words: str) -> None:
        if self.view is not None:
            self._keep_words(supervision_summary.differ, words, self.view.written.summary.version)

    def _add_note(self, words: str) -> None:
        self._keep_words(supervision_summary.add, words)

    def _keep_words(self, work: Any, *args: object) -> None:
        self._jobs.write(work, self._id, *args, owner=self, then=self._on_words_kept, problem=self._tell)

    def _on_words_kept(self, _result: object) -> None:
        self.settled.kept()
        self.begun_keeper.touch()
        self.begun_keeper.flush()
        self.reload()

    def _book_next(self, day: object) -> None:
        if self.view is None:
            return
        session = self.view.session
        wanted = Booking(
            other_id=self.view.other_id,
            i_supervise=self.view.i_supervise,
            first_on=day,  # type: ignore[arg-type]  # a day
            minutes=session.planned_min,
            starts=self.view.starts,
            place=self.view.place,
            paid=session.paid,
            contract=session.contract,
        )
        self._jobs.write(supervision_planning.book, wanted, owner=self, problem=self._tell)

    # what comes back

    def _on_stored(self, _value: object) -> None:
        if not any(keeper.held for keeper in self._keepers()):
            self.trouble.hide()

    def _on_refused(self, error: KnownError, mine: Summary) -> None:
        if not isinstance(error, BothWrote):
            self._refuse(error)
            return
        theirs = error.theirs
        together = put_together(self.keeper.base, self.summary.read(mine), theirs)
        if together.clashing:
            self._show_clash(
                ClashPanel(together, theirs, first_name(self.view.other_name if self.view else ""))
            )
        else:
            self._go_on_with(theirs, together.summary)

    def _show_clash(self, panel: ClashPanel) -> None:
        self._clash = panel
        self.sign_button.hide()
        panel.settled.connect(partial(self._on_clash_settled, panel.theirs))
        self.summary.hide()
        main = self.two.main
        main.insertWidget(main.indexOf(self.summary), panel)
        panel.show()
        panel.setFocus()

    def _on_clash_settled(self, theirs: Summary, chosen: Summary) -> None:
        if self._clash is not None:
            self._clash.hide()
            self._clash.deleteLater()
            self._clash = None
        self.summary.show()
        self._go_on_with(theirs, chosen)
        self.summary.text.setFocus()

    def _go_on_with(self, theirs: Summary, chosen: Summary) -> None:
        self.keeper.begin(theirs, self._id)
        if self.view is not None:
            self.summary.fill(self.view, chosen)
        self.keeper.touch()
        self.keeper.flush()

    def _on_notes_refused(self, error: KnownError, _value: object) -> None:
        self._refuse(error)

    def _refuse(self, error: KnownError) -> None:
        if not self.key.takes(error):
            self.trouble.tell_refused(error)

    def _on_compared(self) -> None:
        """What was refused because of a key may go now."""
        self.two.setEnabled(True)
        for keeper in self._keepers():
            if keeper.unsaved():
                keeper.touch()
        self.reload()

    def _on_not_brought(self, words: str, error: KnownError) -> None:
        self._bringing = ""
        self.brought.put_back(words)
        if isinstance(error, CannotSave):
            self.trouble.tell(error)
            self._again.start()
        else:
            self._tell(error)

    def _on_gone(self, error: KnownError) -> None:
        self.two.setEnabled(False)
        self._refuse(error)
        announce(self, sentence(error))

    def _tell(self, error: KnownError) -> None:
        self._refuse(error)
        announce(self, sentence(error))
        if self.view is not None:
            self.reload()

    def _copy(self) -> None:
        for keeper in self._keepers():
            keeper.copied()
        self._copied_line = self.brought.line.text().strip()
        words = self._clash.words_to_copy() if self._clash else self.summary.words_to_copy()
        self.trouble.copy([*words, self.notes.text.text(), self.settled.typed(), self._copied_line])

    def _open_agreement(self, agreement_id: str) -> None:
        self.went_to.emit("agreement", agreement_id)

    def _go_back(self, _checked: bool = False) -> None:
        self.went_to.emit("supervision", None)


def _others_see(view: SessionView) -> str:
    session = view.session
    day = day_words(session.held_on or session.due_on)
    if session.status is SessionStatus.CANCELLED:
        return _(
            "That a session on {day} was called off; the team’s numbers count from whose side and why."
        ).format(day=day)
    if session.is_to_come:
        return _("That a session is planned on {day}, and how long. Nothing else.").format(day=day)
    return _("That a session was held on {day}, and how long it lasted. Nothing else.").format(day=day)
