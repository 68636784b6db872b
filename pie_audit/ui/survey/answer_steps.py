"""The way through a survey: told first, question by question or all together, then a last look."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pie_audit.domain.questionnaire import Item
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.survey.answer_frame import AnswerFrame
from pie_audit.ui.survey.answer_walk import AnswerWalk
from pie_audit.ui.survey.liking import Liking
from pie_audit.ui.widgets import announce
from pie_audit.words import _


class Stage(Enum):
    """What the page shows."""

    NOTHING = auto()
    BEFORE = auto()
    ASKING = auto()
    SENDING = auto()
    THANKS = auto()


class AnswerSteps(AnswerFrame):
    """Shows the step in hand and takes answers into `walk`; nothing of it is kept or sent here.

    `changed` after each answer; `send_wanted` at the end of the last look; `done_wanted` after the thanks.
    """

    changed = Signal()
    send_wanted = Signal()
    done_wanted = Signal()

    def __init__(self, jobs: Jobs, liking: Liking, *, kiosk: bool, parent: QWidget | None = None) -> None:
        super().__init__(jobs, kiosk=kiosk, parent=parent)
        self.liking = liking
        self.stage = Stage.NOTHING
        self.walk: AnswerWalk | None = None
        self._returns_to_look = False
        self._connect_steps()

    def _connect_steps(self) -> None:
        self.back.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        self.how.chosen.connect(self._on_how)
        self.bigger.clicked.connect(self.liking.enlarge_text)
        self.question.answered.connect(self._on_answered)
        self.question.declined.connect(self._on_declined)
        self.question.next_wanted.connect(self.go_on)
        self.whole.answered.connect(self._on_answered_there)
        self.whole.declined.connect(self._on_declined_there)
        self.whole.end_wanted.connect(self.voice.setFocus)
        self.voice.causes_chosen.connect(self._on_causes)
        self.voice.comment_edited.connect(self._on_comment)
        self.look.change_wanted.connect(self._on_change)

    # showing

    def show_before(self) -> None:
        """What is told first."""
        self.stage = Stage.BEFORE
        self.arrange(self.before)
        begun = self.walk is not None and not self.walk.answers.is_empty
        self.next.setText(_("Go on") if begun else _("Begin"))
        self.focus(self.next)

    def show_step(self) -> None:
        """The step in hand: a question or all of them, saying more, or the last look."""
        walk = self.walk
        if walk is None:
            return
        self.stage = Stage.ASKING
        if walk.at_look:
            self._show_look(walk)
        elif self.liking.on_one_page:
            self._show_whole(walk)
        elif walk.item is not None:
            self._show_question(walk, walk.item)
        else:
            self._show_voice(walk)
        self._show_progress(walk)

    def _show_question(self, walk: AnswerWalk, item: Item) -> None:
        self.question.show_item(walk, item, walk.taking.instrument.lookback)
        self.arrange(self.question)
        self._show_next(_("Next"))
        announce(self, f"{walk.place_words()}. {item.text}")
        self.focus(self.question)

    def _show_voice(self, walk: AnswerWalk) -> None:
        self.voice.show_walk(walk)
        self.arrange(self.voice)
        self._show_next(_("Next"))
        announce(self, f"{walk.place_words()}. {self.voice.title.text()}")
        self.focus(self.voice)

    def _show_whole(self, walk: AnswerWalk) -> None:
        self.whole.show_walk(walk, walk.taking.instrument.lookback)
        self.voice.show_walk(walk)
        self.arrange(self.whole, self.voice)
        self._show_next(_("Next"))
        part = self.voice if walk.at_voice else self.whole.cards[walk.at]
        self.focus(part)
        self.body.ensureWidgetVisible(part)

    def _show_look(self, walk: AnswerWalk) -> None:
        self.look.show_walk(walk)
        self.arrange(self.look)
        self.next.setText(_("Send"))
        self.focus(self.next)

    def _show_next(self, words: str) -> None:
        self.next.setText(_("Back to the last look") if self._returns_to_look else words)

    def _show_progress(self, walk: AnswerWalk) -> None:
        if self.liking.on_one_page and not walk.at_look:
            self.progress.set(len(walk.values), len(walk.items))
            words = _("{n} of {of} answered").format(n=len(walk.values), of=len(walk.items))
            self.place.setText(words)
            return
        self.progress.set(min(walk.at, len(walk.items)), len(walk.items))
        self.place.setText(walk.place_words())

    def arrange(self, *parts: QWidget) -> None:
        """What stands around the parts that show at this stage."""
        self.show_part(*parts)
        asking = self.stage is Stage.ASKING
        self.along.setVisible(asking)
        self.how.setVisible(asking and self.look not in parts)
        self.panel.setVisible(self.stage in (Stage.BEFORE, Stage.ASKING))
        self.bigger.setVisible(True)
        self.later.setVisible(asking)
        self.stop.setText(_("Stop and throw away") if asking else _("Not now"))
        self._show_lines(whole=self.stage is Stage.BEFORE)
        self.stop.setVisible(asking or (self.kiosk and self.stage is Stage.BEFORE))
        self.back.setVisible(asking)
        self.next.setVisible(self.stage in (Stage.BEFORE, Stage.ASKING, Stage.THANKS))

    def _show_lines(self, *, whole: bool) -> None:
        """What the instrument is worth is said first; what its licence asks for stands on every screen."""
        taking = self.walk.taking if self.walk is not None else None
        said = (taking.instrument.status if whole else "", taking.required_line) if taking is not None else ()
        self.status.setText(" ".join(words for words in said if words))

    # moving

    def go_on(self) -> None:
        """Begin, the next step, asking whether to send, or away."""
        walk = self.walk
        if self.stage is Stage.THANKS:
            self.done_wanted.emit()
        elif walk is None or not self.next.isEnabled():
            return
        elif self.stage is Stage.BEFORE:
            self._begin(walk)
        elif self.stage is not Stage.ASKING:
            return
        elif walk.at_look:
            self.send_wanted.emit()
        else:
            together = self.liking.on_one_page or self._returns_to_look
            walk.go(walk.steps if together else walk.at + 1)
            self._returns_to_look = False
            self.show_step()

    def go_back(self) -> None:
        """The step before; before the first question, what was told first."""
        walk = self.walk
        if walk is None or self.stage is not Stage.ASKING:
            return
        self._returns_to_look = False
        if walk.at_look and self.liking.on_one_page:
            walk.go(0)
        elif walk.at == 0 or (self.liking.on_one_page and not walk.at_look):
            self.show_before()
            return
        else:
            walk.go(walk.at - 1)
        self.show_step()

    def _begin(self, walk: AnswerWalk) -> None:
        self.before.kept.hide()
        self.show_step()

    def _on_change(self, at: int) -> None:
        if self.walk is not None:
            self.walk.go(at)
            self._returns_to_look = True
            self.show_step()

    def _on_how(self, index: int) -> None:
        self.liking.show_on_one_page(bool(index))
        if self.stage is Stage.ASKING:
            self.show_step()
            self.how.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down go from question to question wherever nobody else took them; Enter presses “Next”."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.next.hasFocus():
            self.next.click()
        elif event.key() == Qt.Key.Key_PageDown and self.walk is not None and not self.walk.at_look:
            self.go_on()
        elif event.key() == Qt.Key.Key_PageUp:
            self.go_back()
        else:
            super().keyPressEvent(event)

    # answering

    def _on_answered(self, index: int) -> None:
        walk = self.walk
        if walk is not None and walk.item is not None:
            walk.choose(walk.item, index)
            self.changed.emit()

    def _on_declined(self, declined: bool) -> None:
        walk = self.walk
        if walk is not None and walk.item is not None:
            walk.decline(walk.item, declined=declined)
            self.changed.emit()

    def _on_answered_there(self, at: int, index: int) -> None:
        if self.walk is not None:
            self.walk.go(at)
            self._on_answered(index)
            self._show_progress(self.walk)

    def _on_declined_there(self, at: int, declined: bool) -> None:
        if self.walk is not None:
            self.walk.go(at)
            self._on_declined(declined)
            self._show_progress(self.walk)

    def _on_causes(self, causes: frozenset[str]) -> None:
        if self.walk is not None:
            self.walk.causes = causes
            self.changed.emit()

    def _on_comment(self) -> None:
        if self.walk is not None:
            self.walk.comment = self.voice.box.text()
            self.changed.emit()
