"""The one screen before the first question, in plain words."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pie_audit.ui.survey.anonymous_panel import point_row
from pie_audit.ui.survey.promise_words import again_words, asking_points, block_why, block_words
from pie_audit.ui.widgets import Banner, Card, WrapLabel, clear, column
from pie_audit.words import _
from pie_audit.workflows.surveys.views import Taking


class BeforePanel(QWidget):
    """What for, who asks, what happens next, who sees what, who is asked too. `kept` has one action: throw it away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kept = Banner(
            _("We kept what you had begun."),
            _("It is locked away, and only you can open it."),
            look="private",
            actions=(_("Throw it away"),),
        )
        self.sent = Banner(_("You have sent answers already."), look="info")
        self._purpose = WrapLabel("", "lead")
        self._points = column(gap=14)
        self._asked = Card(_("Who is asked with you"), look="sunk", icon="users-three", gap=8)
        self._names = WrapLabel("", "strong")
        self._asked.add(self._names, WrapLabel(block_why(), "small", "ink2"))
        about = Card(_("What it is for"), gap=16).add(self._purpose, self._points)
        self.setLayout(column(self.kept, self.sent, about, self._asked, gap=16))

    def show_taking(self, taking: Taking) -> None:
        """Say it of this survey."""
        self.kept.setVisible(taking.begun is not None)
        self.sent.set(_("You have sent answers already."), again_words(taking))
        self.sent.setVisible(taking.sent)
        self._purpose.setText(taking.plan.purpose)
        clear(self._points)
        for point in asking_points(taking):
            self._points.addLayout(point_row(point, "accent"))
        self._names.setText(block_words(taking))
