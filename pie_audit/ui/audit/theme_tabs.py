"""The strip of themes: how far each is, and a way to each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from pie_audit.ui.audit.naming import theme_mark
from pie_audit.ui.theme import theme
from pie_audit.ui.widgets import ThemeTab
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
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(10)
        self._across = 0
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._arrange)

    def set_progress(self, progress: Sequence[ThemeProgress], current: str) -> None:
        """Show how far each theme is; `current` is the id of the one in hand, or nothing."""
        if list(self._tabs) != [p.theme.id for p in progress]:
            self._make(progress)
        for each in progress:
            tab = self._tabs[each.theme.id]
            tab.set(each.answered, each.of)
            tab.setChecked(each.theme.id == current)

    def minimumSizeHint(self) -> QSize:
        """One tab: the others can always go under it."""
        widest = max((t.minimumSizeHint().width() for t in self._tabs.values()), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _make(self, progress: Sequence[ThemeProgress]) -> None:
        for tab in self._tabs.values():
            tab.setParent(None)
            tab.deleteLater()
        self._tabs = {p.theme.id: ThemeTab(theme_mark(p.theme), p.theme.short_title) for p in progress}
        for theme_id, tab in self._tabs.items():
            policy = tab.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
            tab.setSizePolicy(policy)
            tab.clicked.connect(lambda _checked=False, theme_id=theme_id: self.chosen.emit(theme_id))
        self._across = 0
        self._arrange()

    def _arrange(self) -> None:
        fit = max(1, (self.width() + 10) // (theme.px(_NARROWEST) + 10))
        across = min(fit, len(self._tabs))
        if across == self._across or not self._tabs:
            return
        self._across = across
        for at, tab in enumerate(self._tabs.values()):
            self._grid.removeWidget(tab)
            self._grid.addWidget(tab, at // across, at % across)
        for at in range(self._grid.columnCount()):
            self._grid.setColumnStretch(at, 1 if at < across else 0)
        self.updateGeometry()
