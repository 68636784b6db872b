"""The steps of a session, one at a time: name and prompt in big type, the quiet timer, and words where they are kept."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from pie_audit.domain.entry import Step
from pie_audit.domain.group_minutes import Minutes, SessionPart, place_of
from pie_audit.domain.quiet_timer import QuietTimer
from pie_audit.domain.reflection_model import ModelStep, ReflectionModel
from pie_audit.ui.supervision.group_timer import TimerLine
from pie_audit.ui.widgets import (
    Card,
    FlowLayout,
    GrowingText,
    LinkButton,
    PrimaryButton,
    SecondaryButton,
    WrapLabel,
    boxed,
)
from pie_audit.words import _

STEP_LIMIT = 20_000


class StepWalk(Card):
    """`edited` for what a person typed; `part_wanted` to go where a step's words belong."""

    edited = Signal()
    part_wanted = Signal(object)

    def __init__(self, clock: Callable[[], float] = time.monotonic, parent: QWidget | None = None) -> None:
        super().__init__(gap=12, parent=parent)
        self._model: ReflectionModel | None = None
        self._steps: tuple[ModelStep, ...] = ()
        self._words: dict[str, Step] = {}
        self._given: dict[str, int] = {}
        self._timers: dict[str, QuietTimer] = {}
        self.at = 0
        self.count = WrapLabel("", "small_strong", "ink2")
        self.name = WrapLabel("", "display")
        self.prompt = WrapLabel("", "h2", "ink2")
        self.timer = TimerLine(clock)
        self.timer.minutes_chosen.connect(self._on_minutes)
        self.text = GrowingText(most=STEP_LIMIT, least=3, role="page")
        self.text.edited.connect(self._on_text)
        self.elsewhere = LinkButton(_("Go to where it is written"), "arrow-right", in_row=True)
        self.elsewhere.clicked.connect(self._on_elsewhere)
        self.note = WrapLabel("", "small", "ink2")
        self.back = SecondaryButton(_("Step before"), "arrow-left")
        self.next = PrimaryButton(_("Next step"), trailing="arrow-right")
        self.back.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        self.add(
            self.count,
            self.name,
            self.prompt,
            self.timer,
            self.text,
            self.note,
            boxed(FlowLayout(self.elsewhere)),
            boxed(FlowLayout(self.back, self.next, gap=12)),
        )

    def fill(self, model: ReflectionModel, minutes: Minutes) -> None:
        """Another format or other words; the step in hand stays in hand."""
        same = self._model is not None and self._model.model_id == model.model_id
        self._model = model
        self._words = {step.step_id: step for step in minutes.steps}
        self._given = dict(minutes.step_minutes)
        known = {step.step_id for step in model.steps}
        others = [s for s in minutes.steps if s.step_id not in known and s.text.strip()]
        self._steps = (*model.steps, *(ModelStep(s.step_id, s.heading, "") for s in others))
        if not same:
            self.at, self._timers = 0, {}
        self._show(min(self.at, len(self._steps) - 1))

    def read(self, base: Minutes) -> Minutes:
        """What is written under each step, in the order of the format; nothing of steps that aren't kept."""
        kept = tuple(
            replace(self._words[step.step_id], text=self._words[step.step_id].text)
            for step in self._steps
            if step.step_id in self._words and self._words[step.step_id].text.strip()
        )
        usual = {step.step_id: step.minutes for step in self._steps}
        given = tuple((s, n) for s, n in self._given.items() if usual.get(s, n) != n)
        return replace(base, steps=kept, step_minutes=given)

    @property
    def step(self) -> ModelStep:
        """The step in hand."""
        return self._steps[self.at]

    def go_on(self) -> None:
        """The next step; its words wait where they were."""
        self._leave_to(self.at + 1)

    def go_back(self) -> None:
        """The step before."""
        self._leave_to(self.at - 1)

    def _leave_to(self, at: int) -> None:
        if 0 <= at < len(self._steps):
            self.timer.pause()
            self._timers[self.step.step_id] = self.timer.timer
            self._show(at)
            self.text.setFocus() if not self.text.isHidden() else self.next.setFocus()

    def _show(self, at: int) -> None:
        self.at = at
        step, of = self.step, len(self._steps)
        self.count.setText(_("Step {n} of {of}").format(n=at + 1, of=of))
        self.count.setVisible(of > 1)
        self.name.setText(step.name)
        self.name.setVisible(bool(step.name))
        self.prompt.setText(step.prompt)
        self._show_words(step)
        usual = QuietTimer(self._given.get(step.step_id, step.minutes))
        self.timer.show_timer(self._timers.get(step.step_id, usual))
        self.back.setEnabled(at > 0)
        self.next.setEnabled(at < of - 1)
        for button in (self.back, self.next):
            button.setVisible(of > 1)

    def _show_words(self, step: ModelStep) -> None:
        """Words under the step, in a part of their own, or nowhere."""
        place = self._place(step)
        self.text.setVisible(step.kept and place is None)
        self.text.setText(self._words[step.step_id].text if step.step_id in self._words else "")
        self.text.edit.moveCursor(QTextCursor.MoveOperation.End)
        self.text.setAccessibleName(step.name or step.prompt)
        self.elsewhere.setVisible(place is not None)
        self.note.setText("" if step.kept else _("Nothing is written down of this part."))
        self.note.setVisible(not step.kept)

    def _place(self, step: ModelStep) -> SessionPart | None:
        return place_of(self._model.model_id, step.step_id) if self._model else None

    def _on_text(self) -> None:
        step = self.step
        self._words[step.step_id] = Step(step.step_id, step.name, self.text.text())
        self.edited.emit()

    def _on_minutes(self, minutes: int) -> None:
        self._given[self.step.step_id] = minutes
        self.edited.emit()

    def _on_elsewhere(self) -> None:
        self.part_wanted.emit(self._place(self.step))
