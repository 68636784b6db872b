"""What the team will get, said before anybody answers; and who of the keepers has agreed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.ui.widgets import Card, Chip, WrapLabel, boxed, clear, row
from pie_audit.words import _
from pie_audit.workflows.surveys import planning
from pie_audit.workflows.surveys.planning import BlockWish


class ForetellCard(Card):
    """Changes with who is asked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What you’ll get"), look="soft", icon="eye", gap=8, parent=parent)
        self.words = WrapLabel("", "body", "soft_ink")
        self.add(
            self.words,
            WrapLabel(
                _("Everybody asked reads this first, and sees what comes out no later than you do."),
                "small",
                "soft_ink",
            ),
            None,
        )

    def tell(self, invited: Sequence[int], minimum: int) -> None:
        """`invited` is how many are in each block."""
        self.words.setText(planning.foretell(invited, minimum))


def sizes(blocks: Sequence[BlockWish]) -> tuple[int, ...]:
    """How many are asked in each block."""
    return tuple(len(block.people) + block.slips for block in blocks)


class ApprovalsCard(Card):
    """One row for each keeper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("The three keepers"), icon="key", gap=10, parent=parent)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.line = WrapLabel("", "small", "ink2")
        self.add(self._rows, self.line, None)

    def show_approvals(self, keepers: Sequence[tuple[str, bool]]) -> None:
        """Names, and whether each has agreed to this very plan."""
        clear(self._rows)
        for name, agreed in keepers:
            chip = (
                Chip(_("Agreed"), "good", "check-circle")
                if agreed
                else Chip(_("Not yet"), "neutral", "clock")
            )
            line = row(gap=10)
            line.addWidget(WrapLabel(name, "strong"), 1)
            line.addWidget(chip)
            self._rows.addWidget(boxed(line))
        self.line.setText(
            _("All three agree. You can open it now.")
            if all(agreed for _name, agreed in keepers)
            else _("They find it on Home and under Wellbeing. It takes each of them a minute.")
        )
