"""Answering a survey: told first, then one question at a time or all together, a last look, and nothing left behind."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QDialog, QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.survey.answer_keeper import AnswerKeeper
from pie_audit.ui.survey.answer_steps import AnswerSteps, Stage
from pie_audit.ui.survey.answer_walk import AnswerWalk
from pie_audit.ui.survey.liking import Liking
from pie_audit.ui.survey.small_windows import (
    ask_to_send,
    ask_to_throw_away,
    show_small_groups,
    show_support,
)
from pie_audit.ui.widgets import Command, announce
from pie_audit.words import _
from pie_audit.workflows.surveys import taking
from pie_audit.workflows.surveys.views import Taking


class AnswerPage(AnswerSteps):
    """One survey for one person, or for whoever holds a slip of it (`kiosk`), who is locked out at the end.

    What was begun is kept for a crash or a lock. Closing the program keeps nothing (`before_closing`), unless
    somebody chose to keep it, now or the last time.
    """

    KINDS: frozenset[Kind] = frozenset()
    went_to = Signal(str, object)

    def __init__(
        self,
        jobs: Jobs,
        survey_id: str,
        liking: Liking,
        *,
        kiosk: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(jobs, liking, kiosk=kiosk, parent=parent)
        self._jobs, self._survey_id = jobs, survey_id
        self.taking: Taking | None = None
        self._stays = False
        self._is_unkept = False
        self.keeper = AnswerKeeper(jobs, survey_id, self)
        self.changed.connect(self._keep)
        self.send_wanted.connect(self._ask_to_send)
        self.later.clicked.connect(self.keep_for_later)
        self.stop.clicked.connect(self.stop_here)
        self.before.kept.actionChosen.connect(self._ask_to_begin_anew)
        self.done_wanted.connect(self.leave)
        self.thanks.done.connect(self.leave)
        self.thanks.stopped.connect(self.next.setFocus)
        self.panel.support_wanted.connect(self._on_support)
        self.panel.small_groups_wanted.connect(self._on_small_groups)
        self.keeper.trouble.connect(self._on_trouble)
        self.keeper.kept.connect(self._on_kept)

    # filling

    def reload(self) -> None:
        """Read the survey, unless somebody is answering it: nothing changes under their hands."""
        if self._is_in_hand():
            return
        self.loading.start(_("Opening the survey…"))
        self._jobs.read(
            taking.taking, self._survey_id, owner=self, then=self.show_taking, problem=self._on_refused
        )

    def show_taking(self, found: Taking) -> None:
        """The screen before the first question."""
        if self._is_in_hand():
            return
        self.loading.stop()
        self.taking, self.walk = found, AnswerWalk(found)
        self._stays = found.begun is not None
        self.heading.set(found.plan.title, found.team_name)
        self.how.set_chosen(int(self.liking.on_one_page))
        self.panel.show_taking(found)
        self.before.show_taking(found)
        self.show_before()

    def _is_in_hand(self) -> bool:
        """Whether there is something on the screen that reading again would take away."""
        begun = self.walk is not None and not self.walk.answers.is_empty
        return begun or self.stage in (Stage.ASKING, Stage.SENDING)

    # keeping, throwing away, sending

    @property
    def unsaved(self) -> bool:
        """Whether something has not arrived yet, in the draft or in the box."""
        return self.keeper.unsaved or self.stage is Stage.SENDING

    def flush(self) -> None:
        """Send what is on the screen to the draft: on page change and lock."""
        self.keeper.flush()

    def before_closing(self) -> None:
        """The program closes: nothing is kept that nobody chose to keep."""
        if self.stage in (Stage.BEFORE, Stage.ASKING) and not self._stays:
            self.keeper.throw_away()

    def keep_for_later(self) -> None:
        """Keep what was begun, also when the program closes, and go."""
        self._stays = True
        self._keep()
        self.keeper.flush()
        self.leave()

    def stop_here(self) -> None:
        """Ask, where there is something to lose; then nothing is kept."""
        walk = self.walk
        if walk is None or walk.answers.is_empty:
            self._throw_away()
            return
        window = ask_to_throw_away(self, sent=walk.taking.sent)
        window.agreed.connect(self._throw_away)

    def _throw_away(self) -> None:
        self.keeper.throw_away()
        self._wipe()
        self.leave()

    def _ask_to_begin_anew(self, _index: int) -> None:
        if self.taking is not None:
            ask_to_throw_away(self, sent=self.taking.sent).agreed.connect(self._begin_anew)

    def _begin_anew(self) -> None:
        """What was kept goes; the questions are blank."""
        self.keeper.throw_away()
        self._wipe()
        self.reload()

    def _keep(self) -> None:
        if self.walk is not None:
            self.keeper.keep(self.walk.answers)

    def _ask_to_send(self) -> None:
        walk = self.walk
        if walk is not None:
            window = ask_to_send(walk.taking, self, nothing_said=walk.answers.is_empty)
            window.agreed.connect(self._send)

    def _send(self) -> None:
        walk = self.walk
        if walk is None or self.stage is not Stage.ASKING:
            return
        self.keeper.flush()
        self.stage = Stage.SENDING
        self._set_waiting(waiting=True)
        self._jobs.aside(
            taking.cast,
            self._survey_id,
            walk.answers,
            owner=self,
            then=self._on_sent,
            problem=self._on_not_sent,
        )

    def _set_waiting(self, *, waiting: bool) -> None:
        for part in (self.back, self.next, self.later, self.stop, self.look):
            part.setEnabled(not waiting)
        if waiting:
            self.trouble.hide()
            self.sending.start(_("Putting them in the box…"))
        else:
            self.sending.stop()

    def _on_sent(self, _result: object) -> None:
        self._set_waiting(waiting=False)
        self.keeper.throw_away()
        self._wipe()
        if self.taking is not None:
            self.stage = Stage.THANKS
            self.thanks.show_thanks(self.taking)
            self.arrange(self.thanks)
            announce(self, self.thanks.title.text())
            self.next.setText(_("Done"))
            self.focus(self.next)

    def _on_not_sent(self, error: KnownError) -> None:
        """The answers stay where they are, here and in the draft."""
        self.stage = Stage.ASKING
        self._set_waiting(waiting=False)
        here = _("Your answers are still on this screen; nothing was sent.")
        self._tell(here, f"{error.what} {error.todo}")
        self.focus(self.next)

    def _wipe(self) -> None:
        """Leave nothing on the screen and nothing in memory."""
        self.walk, self.stage, self._stays = None, Stage.NOTHING, False
        for part in (self.question, self.whole, self.voice, self.look):
            part.wipe()
        self.trouble.hide()

    def leave(self) -> None:
        """Back to where one began: Home, or the door of a shared screen."""
        self.went_to.emit(*(("lock", None) if self.kiosk else ("home", None)))

    # trouble and the rest

    def _on_refused(self, error: KnownError) -> None:
        self.loading.stop()
        self._wipe()
        self.arrange()
        self._tell(error.what, error.todo)

    def _on_kept(self) -> None:
        if self._is_unkept:
            self.trouble.hide()
        self._is_unkept = False

    def _on_trouble(self, error: KnownError) -> None:
        self._is_unkept = True
        here = _("Not kept yet. Your answers are on this screen.")
        self._tell(here, f"{error.what} {error.todo}")

    def _tell(self, what: str, todo: str) -> None:
        self.trouble.set(what, todo)
        self.trouble.show()
        announce(self, f"{what} {todo}")

    def _on_support(self) -> None:
        if self.taking is not None:
            show_support(self.taking, self)

    def _on_small_groups(self) -> None:
        if self.taking is not None:
            show_small_groups(self.taking.plan.minimum, self)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        for window in self.findChildren(QDialog):
            window.close()

    def commands(self) -> tuple[Command, ...]:
        """The steps from question to question; what is answered is never among them."""
        if self.stage is not Stage.ASKING:
            return ()
        return (
            Command(self.next.text(), self.go_on, _("Page Down"), (_("on forward"),), icon="arrow-right"),
            Command(_("Back"), self.go_back, _("Page Up"), (_("previous"),), icon="arrow-left"),
            Command(
                _("Keep for later"), self.keep_for_later, keywords=(_("pause leave"),), icon="lock-simple"
            ),
            Command(_("Stop and throw away"), self.stop_here, keywords=(_("cancel leave"),), icon="x"),
        )
