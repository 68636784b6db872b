"""The room that a slip leads to, and the whole screen for as long as a survey needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pie_audit.workflows.presence import SlipHolder, SurveySlip

if TYPE_CHECKING:
    from pie_audit.ui.jobs import Jobs
    from pie_audit.ui.settings.preferences import Preferences
    from pie_audit.ui.shell.slip_room import SlipRoom


def slip_room(jobs: Jobs, me: SlipHolder | SurveySlip, preferences: Preferences) -> SlipRoom:
    """The room for this kind of slip; its page is loaded only now."""
    if isinstance(me, SurveySlip):
        from pie_audit.ui.shell.survey_room import SurveyRoom

        return SurveyRoom(jobs, me, preferences)
    from pie_audit.ui.audit.rating_page import RatingPage
    from pie_audit.ui.shell.slip_room import SlipRoom

    return SlipRoom(jobs, RatingPage(jobs, me.round_id), "rate")


class WholeScreen:
    """Lets a window take all of the screen, and puts it back as it was."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._before: Qt.WindowState | None = None

    def take(self) -> None:
        """From now on."""
        if self._before is None:
            self._before = self._window.windowState()
            self._window.setWindowState(self._before | Qt.WindowState.WindowFullScreen)

    def give_back(self) -> None:
        """As before, where it was taken."""
        if self._before is not None:
            self._window.setWindowState(self._before)
            self._before = None
