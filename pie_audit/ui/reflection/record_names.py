"""Names and details in a record that could point to a person: what each looks like, and what stands there instead."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.registration_names import Doubt
from pie_audit.ui.widgets import Choice, Divider, LinkButton, WrapLabel, clear, column
from pie_audit.words import _


class DoubtRow(QWidget):
    """One wording. `chosen` when somebody chooses what stands there; `passed` with words never to ask about again."""

    chosen = Signal()
    passed = Signal(str)

    def __init__(self, doubt: Doubt, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.doubt = doubt
        finding = doubt.finding
        self.instead = Choice(_("Keep as it is"), *(_("Put “{role}”").format(role=r) for r in finding.offers))
        self.instead.setAccessibleName(_("Instead of “{words}”").format(words=finding.words))
        self.instead.setCurrentIndex(finding.offers.index(role) + 1 if role in finding.offers else 0)
        self.instead.activated.connect(self._on_chosen)
        self.never = LinkButton(_("Never ask about this again"))
        self.never.setAccessibleName(_("Never ask about “{words}” again").format(words=finding.words))
        self.never.clicked.connect(self._on_never)
        parts: list[QWidget] = [
            WrapLabel(_("“{words}”").format(words=finding.words), "strong"),
            WrapLabel(f"{finding.says} {_('In {where}.').format(where=doubt.where)}", "small", "ink2"),
        ]
        if finding.offers:
            parts.append(self.instead)
        else:
            self.instead.setParent(self)
            self.instead.hide()
        self.setLayout(column(*parts, self.never, gap=6))

    def role(self) -> str:
        """What stands there instead; nothing where the words stay."""
        at = self.instead.currentIndex()
        return self.doubt.finding.offers[at - 1] if at > 0 else ""

    def _on_chosen(self, _index: int) -> None:
        self.chosen.emit()

    def _on_never(self, _checked: bool = False) -> None:
        self.passed.emit(self.doubt.finding.words)


class RecordNames(QWidget):
    """All of them. `chosen` when a role was chosen or taken back; `passed` with words never to ask about again."""

    chosen = Signal()
    passed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[DoubtRow] = []
        self._roles: dict[str, str] = {}
        self._says = WrapLabel("")
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self.setLayout(column(self._says, self._list, gap=10))

    def show_doubts(self, doubts: tuple[Doubt, ...]) -> None:
        """What was found; a choice that was made before for the same words stays."""
        clear(self._list)
        self.rows = []
        for at, doubt in enumerate(doubts):
            row = DoubtRow(doubt, self._roles.get(doubt.key, doubt.role))
            row.chosen.connect(self._on_chosen)
            row.passed.connect(self.passed)
            self.rows.append(row)
            if at:
                self._list.addWidget(Divider())
            self._list.addWidget(row)
        self._says.setText(_summary(doubts))
        self._remember()

    def roles(self) -> dict[str, str]:
        """The roles that stand in place of words, by the key of each."""
        return {row.doubt.key: row.role() for row in self.rows if row.role()}

    def _remember(self) -> None:
        self._roles |= {row.doubt.key: row.role() for row in self.rows}

    def _on_chosen(self) -> None:
        self._remember()
        self.chosen.emit()


def _summary(doubts: tuple[Doubt, ...]) -> str:
    if not doubts:
        return _(
            "Nothing here looks like a name or a detail that points to somebody. Read it once yourself too."
        )
    if any(doubt.is_colleague for doubt in doubts):
        return _(
            "Colleagues appear by their role, not their name, unless you choose otherwise. Look at the rest."
        )
    return _("These could point to a person. You decide what stays.")
