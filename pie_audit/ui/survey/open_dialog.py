"""Opening a survey: the one question before, the slips, and that they came out right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.day import weekday_words
from pie_audit.domain.survey import SurveyPlan
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import WrapLabel
from pie_audit.ui.widgets.slips_dialog import MakesSlips
from pie_audit.ui.widgets.slips_print import SlipSheet
from pie_audit.words import _, plural
from pie_audit.workflows.surveys import starting
from pie_audit.workflows.surveys.starting import Prepared


class OpenSurveyDialog(MakesSlips):
    """`opened` when people can answer. Nothing is stored before “They came out right”; the words of slips never are."""

    opened = Signal()
    help_name = "open-survey"

    def __init__(self, jobs: Jobs, plan: SurveyPlan, team_name: str, parent: QWidget) -> None:
        self._slips = sum(block.slips for block in plan.blocks)
        title = _("Open {title}?").format(title=plan.title)
        super().__init__(title, _("Make the slips") if self._slips else _("Open it"), parent)
        self._jobs, self._plan, self._team_name = jobs, plan, team_name
        self.prepared: Prepared | None = None
        for line in self._lines():
            self.content.addWidget(WrapLabel(line))
        self.go.clicked.connect(self._prepare)
        self.right.clicked.connect(self._begin)
        self.first_focus = self.go

    def _lines(self) -> list[str]:
        until, told = weekday_words(self._plan.closes_on), weekday_words(self._plan.report_by)
        lines = [
            _("Everybody in the plan can answer until {day}.").format(day=until),
            _("You’ve said that the team hears what comes of it by {day}.").format(day=told),
            _("From here nothing of the plan can change, and nobody can be added. There is no undo."),
        ]
        if self._slips:
            words = plural(
                "First comes {n} slip, to print once.", "First come {n} slips, to print once.", self._slips
            )
            lines.append(words.format(n=self._slips))
        return lines

    def _prepare(self) -> None:
        self.set_busy(_("Getting everybody’s place ready…"))
        self._jobs.aside(
            starting.prepare,
            self._plan.survey_id,
            owner=self,
            then=self.show_prepared,
            problem=self.show_trouble,
        )

    def show_prepared(self, prepared: Prepared) -> None:
        """Show the slips once; without any, go on at once."""
        self.prepared = prepared
        if prepared.pdf is None:
            self._begin()
            return
        self.show_sheet(self._sheet(prepared, prepared.pdf))

    def _sheet(self, prepared: Prepared, pdf: bytes) -> SlipSheet:
        return SlipSheet(
            team_name=self._team_name,
            occasion=self._plan.title,
            until=self._plan.closes_on,
            words=prepared.slips.words,
            pdf=pdf,
            file_name=_("survey slips.pdf"),
        )

    def _begin(self) -> None:
        self.set_busy(_("Opening…"))
        self._jobs.aside(
            starting.begin, self.prepared, owner=self, then=self._on_begun, problem=self.show_trouble
        )

    def _on_begun(self, _result: object) -> None:
        self.opened.emit()
        self.accept()

    def forget_words(self) -> None:
        self.prepared = None
