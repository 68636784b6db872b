"""The notes of a session: written by one person, read by the others who were there, kept by itself."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.domain.group_minutes import USUAL_FORMAT, Minutes, SessionPart
from pie_audit.domain.reflection_model import ReflectionModel
from pie_audit.domain.session import SessionKind
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.supervision.autosave import Autosave
from pie_audit.ui.supervision.group_attendance import AttendanceCard
from pie_audit.ui.supervision.group_back import BackCard
from pie_audit.ui.supervision.group_parts import PartsForm
from pie_audit.ui.supervision.group_reading import MinutesClash, MinutesReading, told
from pie_audit.ui.supervision.group_steps import StepWalk
from pie_audit.ui.widgets import (
    Banner,
    Card,
    Choice,
    Field,
    FlowLayout,
    SecondaryButton,
    StateLabel,
    WrapLabel,
    boxed,
)
from pie_audit.words import _
from pie_audit.workflows import models
from pie_audit.workflows.sealed_pages import Clash, from_json
from pie_audit.workflows.supervision import group_minutes
from pie_audit.workflows.supervision.group_minutes import NOTE_TAKER
from pie_audit.workflows.supervision.group_sittings import SittingView, may_hold


class GroupWriting(QWidget):
    """Format, steps, parts and the line for the team. `attendance` stands in the page's other column."""

    troubled = Signal(object)
    refused = Signal(object)
    went_well = Signal()
    part_wanted = Signal(object)
    promoted = Signal(str)
    on_wall = Signal(str)
    line_sent = Signal(str, tuple)
    line_taken_back = Signal()

    def __init__(
        self,
        jobs: Jobs,
        state: StateLabel,
        clock: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._view: SittingView | None = None
        self._models: tuple[ReflectionModel, ...] = ()
        self._taking_over = self.is_writing = False
        self._clash: MinutesClash | None = None
        self.format = Choice()
        self.format_note = Banner("", look="info", icon="info")
        self.format_card = Card(gap=8).add(Field(_("Format"), self.format), self.format_note)
        self.steps, self.parts, self.back = StepWalk(clock), PartsForm(), BackCard()
        self.attendance, self.reading = AttendanceCard(), MinutesReading()
        self.away = Card(look="sunk").add(
            WrapLabel(_("The notes belong to those who were there."), "strong"),
            WrapLabel(_("If you were, ask whoever takes the notes to tick your name.")),
        )
        self.take = SecondaryButton(_("I take the notes now"), "pencil-simple-line")
        self._take_box = boxed(FlowLayout(self.take))
        self.saver = Autosave(jobs, state, self._read, group_minutes.save_minutes, self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        for part in (
            self.away,
            self._take_box,
            self.reading,
            self.steps,
            self.format_card,
            self.parts,
            self.back,
        ):
            self._column.addWidget(part)
        self._connect()

    def _connect(self) -> None:
        self.format.activated.connect(self._on_format)
        self.take.clicked.connect(self._on_take)
        for part in (self.steps, self.parts, self.back, self.attendance):
            part.edited.connect(self._on_edited)
        self.steps.part_wanted.connect(self.part_wanted)
        self.parts.promoted.connect(self.promoted)
        self.parts.on_wall.connect(self.on_wall)
        self.reading.promoted.connect(self.promoted)
        self.reading.on_wall.connect(self.on_wall)
        self.back.sent.connect(self.line_sent)
        self.back.taken_back.connect(self.line_taken_back)
        self.saver.trouble.connect(self.troubled)
        self.saver.stored.connect(self._on_stored)
        self.saver.refused.connect(self._on_refused)

    # filling

    def show_sitting(self, view: SittingView) -> None:
        """Show it again; what is being written stays."""
        self._view = view
        minutes = view.minutes
        self.is_writing = minutes is not None and (view.i_write or self._taking_over)
        self._show_mode(view)
        if minutes is None or self._clash is not None:
            return
        if not minutes.version:
            minutes = replace(minutes, present_ids=(view.me_id,), model_id=USUAL_FORMAT[view.session.kind])
        self.reading.show_minutes(minutes, dict(view.people))
        self.reading.offer(view)
        if self.is_writing and not self.saver.unsaved() and not self._is_shown(minutes):
            self._fill(view, minutes)
        elif self.is_writing:
            self.parts.show_around(view)
            self.back.show_around(view)
            self._show_model_parts()

    def _is_shown(self, minutes: Minutes) -> bool:
        return self.saver.base is not None and self.saver.base == minutes

    def _show_mode(self, view: SittingView) -> None:
        can_read = view.minutes is not None
        self.away.setVisible(not can_read)
        for part in (self.steps, self.format_card, self.parts, self.back, self.attendance):
            part.setVisible(self.is_writing)
        self.reading.setVisible(can_read and not self.is_writing)
        self._take_box.setVisible(can_read and not self.is_writing and view.i_was_there)

    def _fill(self, view: SittingView, minutes: Minutes) -> None:
        base = minutes
        if self._taking_over:
            base = replace(minutes, roles=tuple(r for r in minutes.roles if r[0] != NOTE_TAKER))
        self.saver.begin(base, view.session.session_id)
        self._models = _formats(view.session.kind)
        self.format.clear()
        self.format.addItems([m.name for m in self._models])
        self.format.setCurrentIndex(self._index_of(base.model_id))
        self.steps.fill(self._model, base)
        self.attendance.fill(view, base)
        self.parts.fill(replace(view, minutes=base), base)
        self.back.fill(view, base)
        self._show_model_parts()

    def _index_of(self, model_id: str) -> int:
        ids = [m.model_id for m in self._models]
        return ids.index(model_id) if model_id in ids else 0

    @property
    def _model(self) -> ReflectionModel:
        return self._models[max(0, self.format.currentIndex())]

    def _show_model_parts(self) -> None:
        """The note of the format, and what goes back to a team where anything may."""
        self.format_note.set(self._model.note or self._model.fits)
        self.format_card.setVisible(self.is_writing and len(self._models) > 1)
        if self._view is not None and self._view.minutes is not None:
            now = replace(self._view, minutes=replace(self._view.minutes, model_id=self._model.model_id))
            self.parts.show_around(now)
            goes_back = self._view.session.team_id is not None and may_hold(now, SessionPart.BACK)
            self.back.setVisible(self.is_writing and goes_back)

    def first_focus(self) -> QWidget:
        """Where a person begins: the words of the step, or what can be done instead."""
        if not self.is_writing:
            return self.take if self._view is not None and self._view.i_was_there else self.attendance
        return self.steps.text if not self.steps.text.isHidden() else self.steps.next

    # reading what stands there

    def _read(self, base: Minutes) -> Minutes:
        found = replace(base, model_id=self._model.model_id if self._models else base.model_id)
        found = self.parts.read(self.attendance.read(self.steps.read(found)))
        return self.back.read(found) if not self.back.isHidden() else found

    def texts(self) -> list[str]:
        """Every word that is written here, to take along."""
        if self.saver.base is None or self._view is None:
            return []
        names = dict(self._view.people)
        return [f"{title}\n{words}" for title, words in told(self._read(self.saver.base), names)]

    def unsaved(self) -> bool:
        """Whether something isn't in the file yet."""
        return self.is_writing and self.saver.unsaved()

    def go_to(self, part: SessionPart) -> QWidget | None:
        """Put the focus into a part; its card, or None where there is none."""
        if part is SessionPart.BACK and not self.back.isHidden():
            self.back.words.setFocus()
            return self.back
        return self.parts.go_to(part)

    # gestures

    def _on_edited(self) -> None:
        if self.is_writing:
            self.saver.touch()

    def _on_format(self) -> None:
        base = self._read(self.saver.base)
        self.steps.fill(self._model, base)
        self._show_model_parts()
        self.saver.held = False
        self.saver.touch()

    def _on_take(self) -> None:
        self._taking_over = True
        if self._view is not None:
            self.show_sitting(self._view)
            self.saver.touch()
            self.steps.text.setFocus()

    def _on_stored(self, _base: object) -> None:
        self._taking_over = False
        self.went_well.emit()

    def _on_refused(self, error: KnownError, mine: object) -> None:
        if isinstance(error, Clash) and isinstance(mine, Minutes):
            self._show_clash(
                mine, replace(from_json(error.theirs.body, Minutes), version=error.theirs.version)
            )
            return
        self.saver.held = False  # the next change is tried again, for it may mend what was wrong
        self.refused.emit(error)

    def _show_clash(self, mine: Minutes, theirs: Minutes) -> None:
        names = dict(self._view.people) if self._view else {}
        self._clash = MinutesClash(self._read(mine), theirs, names)
        self._settle_with = theirs
        self._clash.settled.connect(self._on_settled)
        self._column.insertWidget(0, self._clash)
        self._clash.show()
        self._clash.setFocus()

    def _on_settled(self, keep_mine: bool) -> None:
        mine, theirs, view = self._read(self.saver.base), self._settle_with, self._view
        if self._clash is not None:
            self._clash.hide()
            self._clash.deleteLater()
            self._clash = None
        if view is None:
            return
        self._taking_over = self.is_writing = keep_mine or theirs.who(NOTE_TAKER) in {"", view.me_id}
        self.saver.begin(theirs, view.session.session_id)
        if keep_mine:
            others = tuple(pair for pair in mine.roles if pair[0] != NOTE_TAKER)
            self.saver.begin(replace(theirs, roles=others), view.session.session_id)
            self.saver.touch()
        else:
            self._show_mode(view)
            self._fill(replace(view, minutes=theirs), theirs)
            self.reading.show_minutes(theirs, dict(view.people))


def _formats(kind: SessionKind) -> tuple[ReflectionModel, ...]:
    """The formats that suit a kind of session, its usual one first and the blank page after it."""
    found = models.models_for(kind)
    return tuple(sorted(found, key=lambda model: model.model_id != USUAL_FORMAT[kind]))
