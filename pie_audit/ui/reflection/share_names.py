"""What the name check found in a copy, with an offer for each: a role in its place, or to leave it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.name_check import check
from pie_audit.domain.name_finding import Finding
from pie_audit.domain.shared_copy import Part
from pie_audit.ui.widgets import (
    Card,
    FlowLayout,
    LinkButton,
    SecondaryButton,
    WrapLabel,
    boxed,
    clear,
    column,
)
from pie_audit.words import _, plural

SHOWN = 5
"""So many at once; the next come when these are dealt with."""


@dataclass(frozen=True, slots=True)
class FoundIn:
    """One finding, and the part of the copy in which it stands."""

    key: str
    finding: Finding


def found_in(
    parts: tuple[Part, ...], colleagues: tuple[str, ...], allowed: tuple[str, ...]
) -> tuple[FoundIn, ...]:
    """What could point to a person, part by part. Runs on a thread of its own: pages may be long."""
    return tuple(
        FoundIn(part.key, finding)
        for part in parts
        for finding in check(part.text, colleagues=colleagues, allowed=allowed)
    )


class NameFindings(Card):
    """`replaced` with a finding and the role to stand there, `left` for this copy, `always_left` for good."""

    replaced = Signal(object, str)
    left = Signal(object)
    always_left = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Names and details"), look="sunk", parent=parent)
        self._rows = column(gap=12)
        self.add(self._rows)
        self.say_looking()

    def say_looking(self) -> None:
        """The copy is being looked through."""
        clear(self._rows)
        self._rows.addWidget(WrapLabel(_("Looking for names…"), "small", "ink2"))

    def show_found(self, found: tuple[FoundIn, ...]) -> None:
        """Tell what was found, or that nothing was."""
        clear(self._rows)
        if not found:
            nothing = _("Nothing here looks as if it could point to somebody. The check can miss things.")
            self._rows.addWidget(WrapLabel(nothing, "small", "ink2"))
        for one in found[:SHOWN]:
            self._rows.addWidget(self._row(one))
        if len(found) > SHOWN:
            more = plural("{n} more after these.", "{n} more after these.", len(found) - SHOWN)
            self._rows.addWidget(WrapLabel(more.format(n=len(found) - SHOWN), "small", "ink2"))

    def _row(self, one: FoundIn) -> QWidget:
        finding = one.finding
        parts: list[QWidget] = [
            WrapLabel(_("“{words}”").format(words=finding.words), "strong"),
            WrapLabel(finding.says, "small", "ink2"),
        ]
        if finding.offers:
            parts.append(WrapLabel(_("Put in its place:"), "small"))
            parts.append(boxed(FlowLayout(*(self._role(one, role) for role in finding.offers), gap=6)))
        leave, always = LinkButton(_("Leave it")), LinkButton(_("Always leave it"))
        leave.clicked.connect(partial(self._on_leave, one))
        always.clicked.connect(partial(self._on_always, one))
        for link in (leave, always):
            link.setAccessibleDescription(finding.words)
        return boxed(column(*parts, boxed(FlowLayout(leave, always, gap=6)), gap=4))

    def _role(self, one: FoundIn, role: str) -> SecondaryButton:
        button = SecondaryButton(role, in_row=True)
        name = _("Put “{role}” in place of “{words}”").format(role=role, words=one.finding.words)
        button.setAccessibleName(name)
        button.clicked.connect(partial(self._on_replace, one, role))
        return button

    def _on_replace(self, one: FoundIn, role: str, _checked: bool = False) -> None:
        self.replaced.emit(one, role)

    def _on_leave(self, one: FoundIn, _checked: bool = False) -> None:
        self.left.emit(one)

    def _on_always(self, one: FoundIn, _checked: bool = False) -> None:
        self.always_left.emit(one)
