"""What a debrief or a learning review is about: a day, what kind of talk it is, and what was offered, in counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.group_minutes import DebriefStage, Minutes
from pie_audit.domain.group_words import debrief_stage_name
from pie_audit.ui.supervision.day_choice import DayChoice
from pie_audit.ui.supervision.group_counts import CountField
from pie_audit.ui.widgets import Choice, EvenLayout, Field, Tick, boxed, column
from pie_audit.words import _

_STAGES: tuple[DebriefStage | None, ...] = (None, *DebriefStage)


class IncidentField(QWidget):
    """`edited` for what a person chose or typed."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dated = Tick(_("It happened on one day"))
        self.day = DayChoice(date.today())
        self._day = Field(_("Which day"), self.day)
        self.stage = Choice(*(debrief_stage_name(s) if s else _("Not said") for s in _STAGES))
        self.offered, self.taken = CountField(), CountField()
        self.residents = Tick(_("{People} are included"))
        self.dated.toggled.connect(self._on_dated)
        self.day.dateChanged.connect(self.edited)
        self.stage.activated.connect(self.edited)
        for count in (self.offered, self.taken):
            count.textEdited.connect(self.edited)
        self.residents.toggled.connect(self.edited)
        counts = EvenLayout(
            Field(_("Offered to how many"), self.offered),
            Field(_("Taken up by how many"), self.taken),
            least=150,
            gap=12,
        )
        self.setLayout(
            column(
                self.dated,
                self._day,
                Field(_("What kind of talk is this?"), self.stage),
                boxed(counts),
                self.residents,
                gap=12,
            )
        )
        self.setFocusProxy(self.dated)

    def fill(self, minutes: Minutes) -> None:
        """Show what is written, and tell nobody."""
        was = self.blockSignals(True)
        self.dated.setChecked(minutes.incident_on is not None)
        self._day.setVisible(minutes.incident_on is not None)
        if minutes.incident_on is not None:
            self.day.set_day(minutes.incident_on)
        self.stage.setCurrentIndex(_STAGES.index(minutes.stage))
        self.offered.set_count(minutes.offered)
        self.taken.set_count(minutes.taken_up)
        self.residents.setChecked(minutes.residents_included)
        self.blockSignals(was)

    def read(self, base: Minutes) -> Minutes:
        """What stands there now."""
        return replace(
            base,
            incident_on=self.day.day() if self.dated.isChecked() else None,
            stage=_STAGES[self.stage.currentIndex()],
            offered=self.offered.count(),
            taken_up=self.taken.count(),
            residents_included=self.residents.isChecked(),
        )

    def _on_dated(self, on: bool) -> None:
        self._day.setVisible(on)
        self.edited.emit()
