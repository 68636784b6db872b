"""What the name check found in a line before it goes to the wall: it warns and never blocks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from pie_audit.domain.name_finding import Finding
from pie_audit.ui.widgets.arrange import FlowLayout, boxed, clear, column
from pie_audit.ui.widgets.buttons import LinkButton, SecondaryButton
from pie_audit.ui.widgets.cards import Card
from pie_audit.ui.widgets.saving import announce
from pie_audit.ui.widgets.text import WrapLabel
from pie_audit.words import _

_MOST_OFFERS = 2


class NamePanel(Card):
    """One line for each finding with words that could stand there instead. `replaced` carries finding and role;
    `anyway` is for whoever wants it as it is."""

    replaced = Signal(object, str)
    anyway = Signal()

    def __init__(self) -> None:
        super().__init__(_("Could somebody be found by this?"), look="warn", icon="eye", gap=8)
        self._lines = column(gap=6)
        self.anyway_button = LinkButton(_("Put it up as it is"))
        self.anyway_button.clicked.connect(self._on_anyway)
        self.add(self._lines, boxed(FlowLayout(self.anyway_button)), None)
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these; hidden while there are none."""
        clear(self._lines)
        for finding in findings:
            self._lines.addWidget(WrapLabel(finding.says, "body", "warn"))
            if finding.offers:
                self._lines.addWidget(boxed(FlowLayout(*self._offers(finding), gap=8)))
        self.setVisible(bool(findings))
        if findings:
            announce(self, " ".join(finding.says for finding in findings))

    def _offers(self, finding: Finding) -> list[SecondaryButton]:
        found = []
        for role in finding.offers[:_MOST_OFFERS]:
            button = SecondaryButton(_("Write “{role}”").format(role=role), in_row=True)
            name = _("Write “{role}” instead of “{words}”").format(role=role, words=finding.words)
            button.setAccessibleName(name)
            button.clicked.connect(lambda _checked=False, role=role: self.replaced.emit(finding, role))
            found.append(button)
        return found

    def _on_anyway(self) -> None:
        self.anyway.emit()
