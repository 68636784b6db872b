"""Answering for oneself: one question after the other, then a note, and it is on the page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from pie_audit.ui.survey.own_question import OwnQuestion
from pie_audit.ui.survey.own_walk import OwnWalk
from pie_audit.ui.widgets import (
    Field,
    FlowLayout,
    SegmentedProgress,
    TextArea,
    WrapLabel,
    announce,
    boxed,
    column,
    row,
)
from pie_audit.words import _
from pie_audit.workflows.own_measures import MOST_NOTE

_PROGRESS_WIDTH = 260


class OwnTaking(QWidget):
    """`changed` whenever something was answered or written; `moved` when another step is shown; `finished` at the
    end, when somebody goes on from the note."""

    changed = Signal()
    moved = Signal()
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.walk: OwnWalk | None = None
        self.progress = SegmentedProgress()
        self.progress.setFixedWidth(_PROGRESS_WIDTH)
        self.place = WrapLabel("", "small_strong", wrap=False)
        self.question = OwnQuestion()
        self.note = TextArea(most=MOST_NOTE, lines=5)
        self._field = Field(_("Your words"), self.note, _("They stay on this page, for you alone."))
        heading = WrapLabel(_("Anything you’d like to remember about these weeks?"), "h1")
        self.end = boxed(column(heading, self._field, gap=12))
        self.status = WrapLabel("", "small", "ink2")
        along = boxed(FlowLayout(boxed(row(self.progress, self.place, gap=14))))
        self.setLayout(column(along, self.question, self.end, self.status, gap=18))
        self.end.hide()
        self.question.answered.connect(self._on_answered)
        self.question.skipped.connect(self._on_skipped)
        self.question.next_wanted.connect(self.go_on)
        self.note.edited.connect(self._on_note)

    def begin(self, walk: OwnWalk, line: str) -> None:
        """Show these questions from where somebody is. `line` is the copyright line of their words."""
        self.walk = walk
        self.note.setText(walk.note)
        self.status.setText(" ".join(filter(None, (walk.instrument.status, line))))
        self.show_step()

    def wipe(self) -> None:
        """Leave no answer on the screen."""
        self.walk = None
        self.question.rows.show_answer(None)
        self.question.text.setText("")
        self.note.setText("")

    @property
    def at_end(self) -> bool:
        """Whether the questions are through."""
        return self.walk is not None and self.walk.item is None

    def go_on(self) -> None:
        """The next question, the note, or the end."""
        if self.walk is None:
            return
        if self.at_end:
            self.finished.emit()
            return
        self._go(self.walk.at + 1)

    def go_back(self) -> None:
        """The question before."""
        if self.walk is not None:
            self._go(self.walk.at - 1)

    def show_step(self) -> None:
        """Fill with the step in hand."""
        if self.walk is None:
            return
        self.progress.set(self.walk.at, len(self.walk.items))
        self.place.setText(self.walk.place_words())
        self.question.setVisible(not self.at_end)
        self.end.setVisible(self.at_end)
        self.question.show_step(self.walk)
        self.moved.emit()

    def focus(self) -> None:
        """Stand on what is to be answered."""
        target: QWidget = self.note.edit if self.at_end else self.question.rows
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self, at: int) -> None:
        assert self.walk is not None
        self.walk.go(at)
        self.show_step()
        self.focus()
        announce(self, self.walk.place_words())

    def _on_answered(self, index: int) -> None:
        if self.walk is not None and self.walk.item is not None:
            self.walk.choose(self.walk.item, index)
            self.changed.emit()

    def _on_skipped(self) -> None:
        if self.walk is not None and self.walk.item is not None:
            self.walk.decline(self.walk.item)
            self.changed.emit()
            self.go_on()

    def _on_note(self) -> None:
        if self.walk is not None:
            self.walk.note = self.note.text()
            self.changed.emit()
