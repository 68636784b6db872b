"""“Does this earn its keep?”: at the end of a quarter, what each part in use gave, and a way to leave it.."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.part_use import PartUse, use_words
from pie_audit.domain.part_words import name_of
from pie_audit.domain.team_part import TeamPart
from pie_audit.ui.widgets import Card, Tick, WrapLabel, boxed, column
from pie_audit.words import _
from pie_audit.workflows.team_parts import PartsView


class KeepCard(Card):
    """Hidden until somebody who may choose is shown the parts. `turned` brings a part, and whether it stays."""

    turned = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Does this earn its keep?"), look="sunk", gap=6, parent=parent)
        words = _("Leave what didn’t help. Nothing written goes, and you can decide another time.")
        self.add(WrapLabel(words, "small", "ink2"))
        self.ticks: dict[TeamPart, Tick] = {}
        self.hide()

    def show_parts(self, view: PartsView | None) -> None:
        """What each part gave this quarter; filled once, so that a part that was left can be kept after all."""
        if view is None or self.ticks:
            return
        for use in view.uses:
            self.add(self._line(use, use_words(use, view.quarter)))
        self.show()

    def _line(self, use: PartUse, gave: str) -> QWidget:
        name = name_of(use.part)
        self.ticks[use.part] = tick = Tick(_("Keep “{part}”").format(part=name))
        tick.setAccessibleDescription(gave)
        tick.setChecked(True)
        tick.clicked.connect(partial(self._on_clicked, use.part))
        said = WrapLabel(_("{words}.").format(words=gave[:1].upper() + gave[1:]), "small", "ink2")
        said.setContentsMargins(34, 0, 0, 0)
        return boxed(column(tick, said, gap=0))

    def _on_clicked(self, part: TeamPart, _checked: bool = False) -> None:
        self.turned.emit(part, self.ticks[part].isChecked())

    def show_state(self, part: TeamPart, *, on: bool) -> None:
        """What could not be changed is shown as it stands."""
        self.ticks[part].setChecked(on)
