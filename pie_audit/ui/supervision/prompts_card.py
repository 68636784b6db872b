"""Models of supervision beside the page: their steps as prompts, for whoever wants them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.reflection_model import ReflectionModel
from pie_audit.ui.widgets import Card, Choice, LinkButton, Tick, WrapLabel, boxed, clear, column
from pie_audit.words import _


class PromptsCard(Card):
    """`wanted` carries a heading and its model's id; `ticked` the grid's ids and the model's id."""

    wanted = Signal(str, str)
    ticked = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Prompts"), gap=10, parent=parent)
        self._models: tuple[ReflectionModel, ...] = ()
        self._grid: tuple[str, ...] = ()
        self._may_write = True
        self.choice = Choice(_("None, a blank page"))
        self.choice.setAccessibleName(_("Prompts of a model"))
        self.choice.activated.connect(self._show_steps)
        self._steps = QVBoxLayout()
        self._steps.setSpacing(8)
        self.add(self.choice, self._steps)

    def show_models(
        self, models: Sequence[ReflectionModel], grid: tuple[str, ...], *, may_write: bool
    ) -> None:
        """Fill; what was chosen stays chosen."""
        changed = (self._grid, self._may_write) != (grid, may_write)
        self._grid, self._may_write = grid, may_write
        if tuple(models) != self._models:
            self._models = tuple(models)
            while self.choice.count() > 1:
                self.choice.removeItem(1)
            for model in models:
                self.choice.addItem(model.name)
        if changed and self.choice.currentIndex() > 0:
            self._show_steps()

    def _show_steps(self, _at: int = 0) -> None:
        clear(self._steps)
        at = self.choice.currentIndex()
        if at < 1:
            return
        model = self._models[at - 1]
        self._steps.addWidget(WrapLabel(model.source, "small", "ink2"))
        for step in model.steps:
            self._steps.addWidget(self._step(model, step.name, step.prompt))
        for row in dict.fromkeys(tick.row for tick in model.grid):
            self._steps.addWidget(WrapLabel(row, "small_strong", "ink2"))
            for tick in model.grid:
                if tick.row == row:
                    self._steps.addWidget(self._tick(model, tick.tick_id, tick.name))
        if model.note:
            self._steps.addWidget(WrapLabel(model.note, "small", "ink2"))

    def _step(self, model: ReflectionModel, name: str, prompt: str) -> QWidget:
        words = WrapLabel(prompt, "small", "ink2")
        if not self._may_write:
            return boxed(column(WrapLabel(name, "strong"), words, gap=0))
        begin = LinkButton(name, "plus", in_row=True)
        begin.setAccessibleDescription(_("Puts this heading into the text. {prompt}").format(prompt=prompt))
        begin.clicked.connect(partial(self._on_wanted, name, model.model_id))
        return boxed(column(begin, words, gap=0))

    def _tick(self, model: ReflectionModel, tick_id: str, name: str) -> QWidget:
        tick = Tick(name)
        tick.setChecked(tick_id in self._grid)
        tick.setEnabled(self._may_write)
        tick.clicked.connect(partial(self._on_ticked, tick, model.model_id, tick_id))
        return tick

    def _on_wanted(self, name: str, model_id: str, _checked: bool = False) -> None:
        self.wanted.emit(name, model_id)

    def _on_ticked(self, tick: Tick, model_id: str, tick_id: str, _checked: bool = False) -> None:
        rest = tuple(each for each in self._grid if each != tick_id)
        self._grid = (*rest, tick_id) if tick.isChecked() else rest
        self.ticked.emit(self._grid, model_id)
