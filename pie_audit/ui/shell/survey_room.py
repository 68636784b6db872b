"""A survey at a shared screen: the whole screen, no sidebar, and cleared when nobody is there."""

from __future__ import annotations

from pie_audit.ui.jobs import Jobs
from pie_audit.ui.settings.preferences import Preferences
from pie_audit.ui.shell.slip_room import SlipRoom
from pie_audit.ui.shell.still_there import StillThere
from pie_audit.ui.shell.survey_liking import SharedLiking
from pie_audit.ui.survey.answer_page import AnswerPage
from pie_audit.words import _
from pie_audit.workflows.presence import SurveySlip


class SurveyRoom(SlipRoom):
    """For whoever holds a slip of a survey. It asks “Still there?” after a while.

    `farewell` is what the door says once they are gone; empty where there is nothing to say.
    """

    def __init__(self, jobs: Jobs, holder: SurveySlip, preferences: Preferences) -> None:
        self._liking = SharedLiking(preferences)
        super().__init__(jobs, AnswerPage(jobs, holder.survey_id, self._liking, kiosk=True), "answer")
        self.farewell = ""
        self.still_there = StillThere(self)
        self.still_there.stayed.connect(self._on_stayed)
        self.still_there.gone.connect(self._on_gone)

    def ask_still_there(self) -> None:
        """Nobody has touched anything for a while: cover the answers and ask."""
        self.help.close_panel()
        self.page.hide()
        self.still_there.ask()

    def before_closing(self) -> None:
        """The program closes."""
        self.page.before_closing()

    def clear_away(self) -> None:
        """Whoever comes next finds the screen as it was."""
        self._liking.put_back()

    def _on_stayed(self) -> None:
        self.page.show()
        self.page.begin()
        self.stayed.emit()

    def _on_gone(self) -> None:
        self.farewell = _(
            "Nobody was there for a while, so we cleared the screen. If you had begun, your slip opens it again."
        )
        self.left.emit()
