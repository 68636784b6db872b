"""The one question before a quarter starts, because starting has no undo."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.day import weekday_words
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import PrimaryButton, WrapLabel
from pie_audit.ui.widgets.asking import AskingDialog
from pie_audit.words import _, plural
from pie_audit.workflows import starting
from pie_audit.workflows.starting import RoundPlan


class StartDialog(AskingDialog):
    """Says what will be fixed from now on; `started` when it has."""

    started = Signal()

    def __init__(self, jobs: Jobs, plan: RoundPlan, opener_names: str, parent: QWidget) -> None:
        super().__init__(_("Start {quarter}?").format(quarter=plan.quarter.name), parent)
        self._jobs, self._plan = jobs, plan
        for line in _lines(plan, opener_names):
            self.add(WrapLabel(line))
        self.add(
            WrapLabel(
                _(
                    "The questions and who opens it are fixed from here. A review that began wrong can be "
                    "abandoned, with a reason."
                ),
                "small",
                "ink2",
            )
        )
        start = PrimaryButton(_("Start it"))
        start.clicked.connect(self._start)
        self.add_buttons(start)
        self.first_focus = start

    def _start(self) -> None:
        self.set_busy(_("Sealing a blank sheet for everybody…"))
        self._jobs.write(
            starting.start_round, self._plan, owner=self, then=self._on_started, problem=self.show_trouble
        )

    def _on_started(self, _round_id: object) -> None:
        self.started.emit()
        self.accept()


def _lines(plan: RoundPlan, opener_names: str) -> list[str]:
    if plan.together_only:
        return [_("There are no private ratings: you go straight to talking it through.")]
    n = len(plan.raters)
    if n == 1:
        return [
            _(
                "Only one person is asked so far. One rater is one person’s view: nothing is opened or counted."
            ),
            _("Hand out slips after the start, or talk it through without private ratings."),
            _("Rating is open until {day}.").format(day=weekday_words(plan.closes_on)),
        ]
    return [
        plural("{n} person gets a blank sheet.", "{n} people get a blank sheet each.", n).format(n=n)
        + " "
        + _("Rating is open until {day}.").format(day=weekday_words(plan.closes_on)),
        _("{names} open it together: nobody can alone.").format(names=opener_names),
    ]
