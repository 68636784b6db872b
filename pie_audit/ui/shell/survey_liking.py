"""How somebody likes to see a survey: kept for next time at one's own place, forgotten at a shared screen."""

from __future__ import annotations

from dataclasses import replace

from pie_audit.ui.settings.look import next_size, wear
from pie_audit.ui.settings.preferences import Preferences
from pie_audit.ui.theme import theme

_USUAL = 100


def larger(percent: int) -> int:
    """The next text size; after the largest, the usual one."""
    found = next_size(percent, 1)
    return found if found > percent else _USUAL


class OwnLiking:
    """At one's own place."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences

    @property
    def on_one_page(self) -> bool:
        """Whether all questions are shown together."""
        return self._preferences.settings.survey_on_one_page

    def show_on_one_page(self, wanted: bool) -> None:
        """Show them together from now on, or one at a time."""
        self._preferences.change(survey_on_one_page=wanted)

    def enlarge_text(self) -> None:
        """The next larger text."""
        self._preferences.change(text_percent=larger(self._preferences.settings.text_percent))
        wear(self._preferences.settings)


class SharedLiking:
    """At a shared screen: whoever comes next finds it as it was."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self.on_one_page = False

    def show_on_one_page(self, wanted: bool) -> None:
        """Show them together, or one at a time."""
        self.on_one_page = wanted

    def enlarge_text(self) -> None:
        """The next larger text."""
        wear(replace(self._preferences.settings, text_percent=larger(theme.percent)))

    def put_back(self) -> None:
        """As this computer is set up."""
        wear(self._preferences.settings)
