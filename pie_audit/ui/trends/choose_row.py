"""What is looked at: how far back, one theme or all, and whose view; each change is told and nothing is kept here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pie_audit.domain.team import Perspective
from pie_audit.ui.trends.naming import WINDOWS
from pie_audit.ui.widgets import Choice, FlowLayout, LinkButton, Segmented, Tick
from pie_audit.words import _
from pie_audit.workflows.questions import perspective_name
from pie_audit.workflows.trends.views import Trends, Window

_MOST_LETTERS = 11
"""Of a choice as it stands in the row; the open list shows all of it."""


class OpeningChoice(Choice):
    """A list in which an arrow never chooses by itself: it opens the list, where a choice can be thought over."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down would choose at once where the list is closed; letters belong to the page."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.showPopup()
        elif event.text().isalnum():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def fill(self, labels: Sequence[str], at: int) -> None:
        """Offer these, with one chosen; tells nobody, and nothing flickers where all is as before."""
        if [self.itemText(n) for n in range(self.count())] != list(labels):
            self.clear()
            self.addItems(list(labels))
            self.setMinimumContentsLength(min(_MOST_LETTERS, max(map(len, labels), default=8)))
        self.setCurrentIndex(at)


class ChooseRow(QWidget):
    """One row that wraps. `windowed` carries a Window, `themed` a theme id or "", `viewed` a Perspective or None."""

    windowed = Signal(object)
    themed = Signal(str)
    viewed = Signal(object)
    unsigned_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes: list[str] = [""]
        self._views: list[Perspective | None] = [None]
        names = ((_("Four"), ""), (_("Eight quarters"), ""), (_("All"), ""))
        self.window_of_time = Segmented(_("How far back"), names)
        self.window_of_time.chosen.connect(self._on_window)
        self.theme = OpeningChoice()
        self.theme.setAccessibleName(_("Which theme"))
        self.theme.activated.connect(self._on_theme)
        self.view = OpeningChoice()
        self.view.setAccessibleName(_("Whose view"))
        self.view.activated.connect(self._on_view)
        self.unsigned = Tick(_("Unsigned too"))
        self.unsigned.setAccessibleDescription(
            _("Also reviews that nobody has signed off yet, as open points")
        )
        self.unsigned.clicked.connect(self.unsigned_wanted)
        self.notes = LinkButton(_("Pin a note"), "note", in_row=True)
        self.reading = LinkButton(_("How it’s read"), "gear", in_row=True)
        parts = (self.window_of_time, self.theme, self.view, self.unsigned, self.notes, self.reading)
        layout = FlowLayout(*parts, gap=10)
        self.setLayout(layout)

    def show_trends(self, trends: Trends) -> None:
        """Fill with what there is to choose from; tells nobody."""
        wish = trends.wish
        self.window_of_time.set_chosen(WINDOWS.index(wish.window))
        self._themes = ["", *(theme_id for theme_id, _name in trends.themes)]
        at = self._themes.index(wish.theme_id) if wish.theme_id in self._themes else 0
        self.theme.fill([_("All themes"), *(name for _id, name in trends.themes)], at)
        self._views = [None, *trends.perspectives]
        at = self._views.index(wish.perspective) if wish.perspective in self._views else 0
        groups = [_("{group}, in private").format(group=perspective_name(p)) for p in trends.perspectives]
        self.view.fill([_("What we agreed"), *groups], at)
        self.view.setVisible(bool(trends.perspectives))
        self.unsigned.setChecked(wish.with_unsigned)
        self.notes.setVisible(trends.may_mark)
        in_sight = not trends.hidden_why
        self.theme.setVisible(in_sight and bool(trends.themes))
        self.unsigned.setVisible(in_sight)

    def choose_window(self, window: Window) -> None:
        """As if it had been clicked."""
        if self.window_of_time.index() != WINDOWS.index(window):
            self.window_of_time.set_chosen(WINDOWS.index(window))
            self.windowed.emit(window)

    def _on_window(self, at: int) -> None:
        self.windowed.emit(WINDOWS[at])

    def _on_theme(self, at: int) -> None:
        self.themed.emit(self._themes[at])

    def _on_view(self, at: int) -> None:
        self.viewed.emit(self._views[at])
