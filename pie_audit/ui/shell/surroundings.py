"""What a page may be given."""

from __future__ import annotations

from dataclasses import dataclass

from pie_audit.ui.jobs import Jobs
from pie_audit.ui.settings.files import Files
from pie_audit.ui.settings.preferences import Preferences


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The road to work, this computer's preferences and dialogs, and the team in hand."""

    jobs: Jobs
    preferences: Preferences
    files: Files
    team_id: str | None
