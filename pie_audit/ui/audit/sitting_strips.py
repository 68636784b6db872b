"""Two strips over a meeting: where the team stopped last time, and what still has nothing written down at its end."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.day import recent_day_words
from pie_audit.ui.widgets import Banner
from pie_audit.words import _, plural
from pie_audit.workflows.meetings import Meeting


class ResumeStrip(Banner):
    """“We stopped on Friday at “Rules with reasons”.” Its one action goes on from there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", look="info", icon="pause", actions=(_("Go on from here"),), parent=parent)
        self.hide()

    def show_place(self, view: Meeting, today: date) -> None:
        """Say where and when the team paused."""
        place = view.place
        if place.paused_on is None:
            return
        day = recent_day_words(place.paused_on, today)
        title = next((v.topic.title for v in view.topics if v.topic.id == place.topic_id), "")
        words = (
            _("We stopped {day} at “{topic}”.") if title else _("We stopped {day} at the list of close ones.")
        )
        when = day if place.paused_on == today else _("on {day}").format(day=day)
        self.set(words.format(day=when, topic=title))
        self.show()


class RestStrip(Banner):
    """The meeting ends when each topic has something written down; the rest can be left in one go."""

    left_all = Signal()
    went_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        actions = (_("Mark as not discussed this time"), _("Go back and talk"))
        super().__init__("", look="info", icon="list-checks", actions=actions, parent=parent)
        self.actionChosen.connect(self._on_chosen)
        self.hide()

    def show_left(self, n: int) -> None:
        """Offer it for `n` topics."""
        words = plural(
            "{n} topic has nothing written down yet.", "{n} topics have nothing written down yet.", n
        )
        self.set(words.format(n=n), _("“Not discussed this time” is an answer too. One undo takes it back."))
        self.show()
        self._buttons[0].setFocus()

    def _on_chosen(self, index: int) -> None:
        (self.left_all, self.went_back)[index].emit()
