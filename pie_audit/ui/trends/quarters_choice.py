"""From which quarter to which the distance is measured."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.quarter import Quarter
from pie_audit.ui.trends.choose_row import OpeningChoice
from pie_audit.ui.widgets import FlowLayout, WrapLabel
from pie_audit.words import _
from pie_audit.workflows.trends.views import Trends


class QuartersChoice(QWidget):
    """Two lists of signed quarters. `chosen` carries the earlier and the later one."""

    chosen = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signed: tuple[Quarter, ...] = ()
        self.then, self.now = OpeningChoice(), OpeningChoice()
        self.then.setAccessibleName(_("From which quarter"))
        self.now.setAccessibleName(_("To which quarter"))
        for choice in (self.then, self.now):
            choice.activated.connect(self._on_chosen)
        words = (
            WrapLabel(_("From"), "small", "ink2", wrap=False),
            WrapLabel(_("to"), "small", "ink2", wrap=False),
        )
        self.setLayout(FlowLayout(words[0], self.then, words[1], self.now, gap=8))

    def show_trends(self, trends: Trends) -> None:
        """Fill with the quarters that can be compared; tells nobody."""
        self._signed = trends.signed
        self.setVisible(len(trends.signed) > 1)
        if len(trends.signed) < 2:
            return
        then, now = trends.wish.then or trends.signed[-2], trends.wish.now or trends.signed[-1]
        names = [quarter.name for quarter in trends.signed]
        self.then.fill(names, self._place(then, -2))
        self.now.fill(names, self._place(now, -1))

    def _place(self, quarter: Quarter, usual: int) -> int:
        return self._signed.index(quarter) if quarter in self._signed else len(self._signed) + usual

    def _on_chosen(self, _at: int) -> None:
        """The earlier one is always then: whoever chooses the other way round gets what they mean."""
        then, now = sorted((self._signed[self.then.currentIndex()], self._signed[self.now.currentIndex()]))
        if then != now:
            self.chosen.emit(then, now)
