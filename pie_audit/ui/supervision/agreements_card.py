"""With whom I have an agreement about supervision, and where each of them stands."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.day import full_day_words
from pie_audit.ui.supervision.words import agreement_tone, agreement_words, minutes_words
from pie_audit.ui.widgets import (
    Banner,
    Card,
    Chip,
    Divider,
    FlowLayout,
    SecondaryButton,
    WrapLabel,
    boxed,
    clear,
    column,
)
from pie_audit.words import _, plural
from pie_audit.workflows.supervision.supervision import MySupervision
from pie_audit.workflows.supervision.supervision_agreements import AgreementView


class AgreementsCard(Card):
    """`opened` carries an agreement's id, or “new”."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Agreements"), icon="handshake", gap=12, parent=parent)
        self._shown: tuple[AgreementView, ...] | None = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.new_button = SecondaryButton(_("Start an agreement"), "plus", in_row=True)
        self.new_button.clicked.connect(self._on_new)
        self.missing = Banner("", look="sunk", icon="info")
        self.missing.hide()
        self.add(self._rows, self.missing, boxed(FlowLayout(self.new_button)))

    def show_agreements(self, view: MySupervision) -> None:
        """Fill anew where anything changed."""
        names = ", ".join(view.without_agreement)
        self.missing.set(
            _("No agreement stands with {names}.").format(names=names), _("You can meet all the same.")
        )
        self.missing.setVisible(bool(names))
        if view.agreements == self._shown:
            return
        self._shown = view.agreements
        clear(self._rows)
        for at, each in enumerate(view.agreements):
            if at:
                self._rows.addWidget(Divider())
            self._rows.addWidget(self._row(each))
        if not view.agreements:
            words = _("Two people agree how they meet, what is written down and who sees it.")
            self._rows.addWidget(WrapLabel(words, "small", "ink2"))

    def _row(self, view: AgreementView) -> QWidget:
        name = view.names[view.other_id]
        title = (
            _("You supervise {name}")
            if view.agreement.supervisor_id == view.me_id
            else _("{name} supervises you")
        )
        rhythm = plural("Every week", "Every {n} weeks", view.agreement.every_weeks)
        line = f"{rhythm.format(n=view.agreement.every_weeks)} · {minutes_words(view.agreement.minutes)}"
        again = _("Look at it again by {day}").format(day=full_day_words(view.agreement.review_on))
        look, icon = agreement_tone(view)
        open_it = SecondaryButton(_("Open"), in_row=True)
        open_it.setAccessibleDescription(_("Agreement with {name}").format(name=name))
        open_it.clicked.connect(partial(self._emit_opened, view.agreement.agreement_id))
        return boxed(
            column(
                WrapLabel(title.format(name=name), "strong"),
                WrapLabel(line, "small", "ink2"),
                WrapLabel(again, "small", "ink2"),
                boxed(FlowLayout(Chip(agreement_words(view), look, icon), open_it)),
                gap=4,
            )
        )

    def _on_new(self) -> None:
        self.opened.emit("new")

    def _emit_opened(self, agreement_id: str, _checked: bool = False) -> None:
        self.opened.emit(agreement_id)
