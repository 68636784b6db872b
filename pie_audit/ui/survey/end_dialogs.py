"""Throwing a draft away, and putting a survey away for good: both ask, because neither has an undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import PrimaryButton, WrapLabel
from pie_audit.ui.widgets.asking import AskingDialog
from pie_audit.words import _
from pie_audit.workflows.surveys import planning, telling


class _EndDialog(AskingDialog):
    """`ended` when it has been done."""

    ended = Signal()

    def _ask(self, lines: tuple[str, ...], verb: str, then: Callable[[], None]) -> None:
        for line in lines:
            self.add(WrapLabel(line))
        self.do = PrimaryButton(verb)
        self.do.clicked.connect(then)
        self.add_buttons(self.do)

    def _on_ended(self, _result: object) -> None:
        self.ended.emit()
        self.accept()


class DiscardDialog(_EndDialog):
    """Only for a draft."""

    def __init__(self, jobs: Jobs, survey_id: str, title: str, parent: QWidget) -> None:
        super().__init__(_("Throw {title} away?").format(title=title), parent)
        self._jobs, self._survey_id = jobs, survey_id
        lines = (_("The plan and what keepers agreed to are gone for good. Nobody was asked anything yet."),)
        self._ask(lines, _("Throw it away"), self._discard)

    def _discard(self) -> None:
        self._jobs.write(
            planning.discard,
            self._survey_id,
            owner=self,
            then=self._on_ended,
            problem=self.show_trouble,
        )


class RetireDialog(_EndDialog):
    """At any time after opening."""

    help_name = "retire-survey"

    def __init__(self, jobs: Jobs, survey_id: str, title: str, parent: QWidget) -> None:
        super().__init__(_("Put {title} away?").format(title=title), parent)
        self._jobs, self._survey_id = jobs, survey_id
        lines = (
            _("Answers that are still in the box are destroyed unread, and so are all three keys."),
            _("That there was a survey stays in the list. What has come out already stays, too."),
            _("There is no undo."),
        )
        self._ask(lines, _("Put it away"), self._retire)

    def _retire(self) -> None:
        self.set_busy(_("One moment…"))
        self._jobs.write(
            telling.retire, self._survey_id, owner=self, then=self._on_ended, problem=self.show_trouble
        )
