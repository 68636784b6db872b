"""The strip of themes: how far each is, and a way to each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from pie_audit.ui.audit.naming import theme_mark
from pie_audit.ui.widgets import EvenLayout, ThemeTab, clear
from pie_audit.words import _
from pie_audit.workflows.progress import ThemeProgress

_NARROWEST = 176


class ThemeTabs(QWidget):
    """Equal tabs side by side, in as many lines as the width asks for."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Themes"))
        self._tabs: dict[str, ThemeTab] = {}
        self._line = EvenLayout(least=_NARROWEST, gap=10)
        self.setLayout(self._line)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_progress(self, progress: Sequence[ThemeProgress], current: str) -> None:
        """Show how far each theme is; `current` is the id of the one in hand, or nothing."""
        if list(self._tabs) != [p.theme.id for p in progress]:
            self._make(progress)
        for each in progress:
            tab = self._tabs[each.theme.id]
            tab.set(each.answered, each.of)
            tab.setChecked(each.theme.id == current)

    def _make(self, progress: Sequence[ThemeProgress]) -> None:
        clear(self._line)
        self._tabs = {p.theme.id: ThemeTab(theme_mark(p.theme), p.theme.short_title) for p in progress}
        for theme_id, tab in self._tabs.items():
            tab.clicked.connect(partial(self._on_clicked, theme_id))
            self._line.addWidget(tab)

    def _on_clicked(self, theme_id: str, _checked: bool = False) -> None:
        self.chosen.emit(theme_id)
