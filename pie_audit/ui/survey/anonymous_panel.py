"""How a survey stays anonymous, always in view and honest about its limits."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pie_audit.ui.survey.promise_words import Point, anonymous_points, limit_words
from pie_audit.ui.widgets import (
    Card,
    Divider,
    FlowLayout,
    IconMark,
    LinkButton,
    WrapLabel,
    boxed,
    clear,
    column,
    row,
)
from pie_audit.words import _
from pie_audit.workflows.surveys.views import Taking


class AnonymousPanel(Card):
    """Beside every question. `support_wanted` and `small_groups_wanted` ask for more about either."""

    support_wanted = Signal()
    small_groups_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("How this stays anonymous"), look="private", icon="shield-check", gap=12, parent=parent
        )
        self._points = column(gap=12)
        self.support = LinkButton(_("Feeling rough? See who is there for you"), "lifebuoy", in_row=True)
        self.small_groups = LinkButton(_("Why no results for small groups?"), "question", in_row=True)
        self.support.clicked.connect(self.support_wanted)
        self.small_groups.clicked.connect(self.small_groups_wanted)
        links = boxed(FlowLayout(self.small_groups, self.support, gap=4))
        self.add(self._points, Divider(), WrapLabel(limit_words(), "small"), Divider(), links)

    def show_taking(self, taking: Taking) -> None:
        """Say it of this survey."""
        clear(self._points)
        for point in anonymous_points(taking):
            self._points.addLayout(point_row(point, "private"))


def point_row(point: Point, colour: str = "ink2") -> QHBoxLayout:
    """An icon, a heading and a sentence or two."""
    mark = column(IconMark(point.icon, 20, colour), None)
    words = column(WrapLabel(point.title, "strong"), WrapLabel(point.text, "small"), gap=2)
    layout = row(mark, gap=14)
    layout.addLayout(words, 1)
    layout.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    return layout
