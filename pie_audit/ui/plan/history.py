"""What became of an action so far: the newest line last, by week and role."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.plan import Action
from pie_audit.ui.plan.wording import carried_words, history_words
from pie_audit.ui.widgets import Divider, IconMark, WrapLabel, clear, row
from pie_audit.words import _
from pie_audit.workflows.plans import PlanView


def so_far(action: Action, view: PlanView) -> list[str]:
    """The lines of an action's history; first how often it came over from an earlier plan."""
    carried = carried_words(action.carried_count)
    lines = [carried[:1].upper() + carried[1:]] if carried else []
    return lines + [history_words(step) for step in view.history.get(action.action_id, ())]


class HistoryLines(QWidget):
    """The lines under the editor; nothing shows where there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(Divider())
        layout.addLayout(self._lines)
        self.hide()

    def show_action(self, action: Action, view: PlanView) -> None:
        """Fill with what became of this action."""
        clear(self._lines)
        found = so_far(action, view)
        for words in found:
            line = row(gap=10)
            mark = IconMark("clock-counter-clockwise", 16, "ink2", _("So far"))
            line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(WrapLabel(words, "small", "ink2"), 1)
            self._lines.addLayout(line)
        self.setVisible(bool(found))
