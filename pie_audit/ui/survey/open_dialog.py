"""Opening a survey: the one question before, the slips, and that they came out right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.day import weekday_words
from pie_audit.domain.survey import SurveyPlan
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import PrimaryButton, SecondaryButton, WrapLabel, clear
from pie_audit.ui.widgets.asking import AskingDialog
from pie_audit.ui.widgets.slips_panel import SlipsPanel
from pie_audit.ui.widgets.slips_print import SlipSheet
from pie_audit.words import _, plural
from pie_audit.workflows.surveys import starting
from pie_audit.workflows.surveys.starting import Prepared


class OpenSurveyDialog(AskingDialog):
    """`opened` when people can answer. Nothing is stored before “They came out right”; the words of slips never are."""

    opened = Signal()
    _width = 640
    help_name = "open-survey"

    def __init__(self, jobs: Jobs, plan: SurveyPlan, team_name: str, parent: QWidget) -> None:
        super().__init__(_("Open {title}?").format(title=plan.title), parent)
        self._jobs, self._plan, self._team_name = jobs, plan, team_name
        self._slips = sum(block.slips for block in plan.blocks)
        self.prepared: Prepared | None = None
        self._content = QVBoxLayout()
        self._content.setSpacing(12)
        for line in self._lines():
            self._content.addWidget(WrapLabel(line))
        self.add(self._content, None)
        self.go = PrimaryButton(_("Make the slips") if self._slips else _("Open it"))
        self.go.clicked.connect(self._prepare)
        self.throw = SecondaryButton(_("Throw them away"))
        self.throw.clicked.connect(self.reject)
        self.right = PrimaryButton(_("They came out right"))
        self.right.clicked.connect(self._begin)
        self.add_buttons(self.go, self.throw, self.right)
        self.throw.hide()
        self.right.hide()
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
        self.set_busy("")
        clear(self._content)
        self.set_title(_("Print these now"))
        self.panel = SlipsPanel(self._sheet(prepared, prepared.pdf))
        self.panel.trouble.connect(self.say)
        self._content.addWidget(self.panel)
        self.leave.hide()
        self.go.hide()
        self.throw.show()
        self.right.show()
        self._fit_soon()
        self.panel.print.setFocus(Qt.FocusReason.OtherFocusReason)

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

    def done(self, result: int) -> None:
        """However it closes, the words go from the screen and from memory."""
        self.prepared = None
        clear(self._content)
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape never throws slips away."""
        if event.key() == Qt.Key.Key_Escape and not self.throw.isHidden():
            return
        super().keyPressEvent(event)
