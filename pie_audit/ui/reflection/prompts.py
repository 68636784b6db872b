"""The prompts beside the page: those of one model, done ones folded, and none of them has to be answered."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from pie_audit.domain.reflection_model import ModelFamily, ModelStep, ReflectionModel
from pie_audit.ui.theme import RADIUS_CONTROL, theme, tokens
from pie_audit.ui.widgets import Card, Choice, IconMark, LinkButton, Pressable, WrapLabel, clear, row
from pie_audit.words import _
from pie_audit.workflows import models

_MORE = "more"


class PromptStep(Pressable, QPushButton):
    """One step: its name, a tick once something stands under it, and its prompt while it is in hand."""

    ring_radius = RADIUS_CONTROL

    def __init__(self, step: ModelStep, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.step = step
        self._now = False
        self._name = WrapLabel(step.name, "strong", "ink2")
        self._tick = IconMark("check", 18, "accent")
        self._prompt = WrapLabel(step.prompt, "small", "soft_ink")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 6, 12, 6)
        layout.setSpacing(3)
        top = row(gap=8)
        top.addWidget(self._name, 1)
        top.addWidget(self._tick)
        layout.addLayout(top)
        layout.addWidget(self._prompt)
        self.prepare()
        self.show_state(done=False, now=False)

    def show_state(self, *, done: bool, now: bool) -> None:
        """Fold it, or show its prompt."""
        self._now = now
        self._tick.setVisible(done)
        self._prompt.setVisible(now)
        self._name.set_look(colour="soft_ink" if now else "ink2")
        self.setAccessibleName(self.step.name)
        said = _("{prompt} Something is written here.") if done else "{prompt}"
        self.setAccessibleDescription(said.format(prompt=self.step.prompt))
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._now or self.underMouse():
            painter.setPen(tokens.soft_ink if theme.high_contrast else Qt.PenStyle.NoPen)
            painter.setBrush(tokens.soft if self._now else tokens.sunk)
            box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
        painter.end()


class Prompts(Card):
    """`model_chosen` with a model, `step_asked` with the id of a step, `hide_asked` to have more room."""

    model_chosen = Signal(object)
    step_asked = Signal(str)
    hide_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Prompts"), gap=6, parent=parent)
        self._all = False
        self._shown: ReflectionModel | None = None
        self._steps: list[PromptStep] = []
        self.choice = Choice()
        self.choice.setAccessibleName(_("Prompts to write with"))
        self.choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.choice.activated.connect(self._on_chosen)
        self._fits = WrapLabel("", "small", "ink2")
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.hide_button = LinkButton(_("Hide prompts"))
        self.hide_button.clicked.connect(self._on_hide)
        foot = row(self.hide_button, None, WrapLabel(_("Alt+P"), "small", "ink2", wrap=False))
        self.add(self.choice, self._fits, self._list, foot)

    @property
    def model(self) -> ReflectionModel | None:
        """The model in hand."""
        return self._shown

    def show_model(self, model_id: str, version: int) -> None:
        """Show the steps of this model; of one that isn't known any more, the blank page."""
        found = models.model(model_id or models.BLANK, version) or models.model(models.BLANK)
        if found == self._shown:
            return
        self._shown = found
        self._offer()
        clear(self._list)
        self._steps = []
        assert found is not None
        about = " · ".join(part for part in (found.source, found.fits, found.note) if part)
        self._fits.setText(about if found.model_id != models.BLANK else found.steps[0].prompt)
        for step in found.steps:
            if step.name and step.kept:
                made = PromptStep(step)
                made.clicked.connect(partial(self._on_step, step.step_id))
                self._steps.append(made)
                self._list.addWidget(made)

    def show_progress(self, done: Collection[str], here: str) -> None:
        """Tick what has words under it; the step in hand is the one the caret stands in, or the next without words."""
        ids = [made.step.step_id for made in self._steps]
        now = here if here in ids else next((one for one in ids if one not in done), "")
        self._fits.setVisible(not done)
        for made in self._steps:
            made.show_state(done=made.step.step_id in done, now=made.step.step_id == now)

    def show_all(self) -> None:
        """Offer every model, not the first few only."""
        self._all = True
        self._offer()

    def _offer(self) -> None:
        known = models.models(ModelFamily.REFLECTION)
        shown = self._shown
        offered = [m for m in known if self._all or m.first or m.model_id == getattr(shown, "model_id", "")]
        was = self.choice.blockSignals(True)
        self.choice.clear()
        for model in offered:
            self.choice.addItem(model.name, model.model_id)
        if len(offered) < len(known):
            self.choice.addItem(_("More models…"), _MORE)
        at = self.choice.findData(shown.model_id) if shown is not None else 0
        self.choice.setCurrentIndex(max(0, at))
        self.choice.blockSignals(was)

    def _on_chosen(self, _at: int) -> None:
        chosen = self.choice.currentData()
        if chosen == _MORE:
            self.show_all()
            self.choice.showPopup()
            return
        found = models.model(str(chosen))
        if found is not None and found != self._shown:
            self.show_model(found.model_id, found.version)
            self.model_chosen.emit(found)

    def _on_step(self, step_id: str, _checked: bool = False) -> None:
        self.step_asked.emit(step_id)

    def _on_hide(self, _checked: bool = False) -> None:
        self.hide_asked.emit()
