"""My own notes about a session: for nobody else, and folded away while both sit at the screen."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.ui.supervision.words import first_name
from pie_audit.ui.widgets import (
    Card,
    Chip,
    Divider,
    FlowLayout,
    LinkButton,
    SecondaryButton,
    TextArea,
    WrapLabel,
    boxed,
)
from pie_audit.words import _
from pie_audit.workflows.supervision.supervision_sessions import OwnNotes, SessionView

MOST = 40_000


class NotesCard(Card):
    """`edited` for what a person typed, `left` when they are through."""

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("My own notes"), look="private", icon="lock-simple", gap=10, parent=parent)
        self.add_to_title(Chip(_("Only me"), "private", "lock-simple"))
        self._opened: bool | None = None
        self.text = TextArea(most=MOST, lines=9)
        self.text.setAccessibleName(_("My own notes, only me"))
        self.text.edited.connect(self.edited)
        self.text.left.connect(self.left)
        self.folded = WrapLabel("", "small", "private")
        self.open_button = SecondaryButton(_("Open mine"), in_row=True)
        self.fold_button = LinkButton(_("Fold them away"), in_row=True)
        self.open_button.clicked.connect(self.unfold)
        self.fold_button.clicked.connect(self.fold)
        self.theirs = WrapLabel("", "small", "private")
        self.add(
            self.folded,
            self.text,
            boxed(FlowLayout(self.open_button, self.fold_button)),
            Divider(),
            self.theirs,
        )

    def show_notes(self, view: SessionView, *, fill: bool) -> None:
        """Fill unless words are on their way. On the day itself they begin folded, so that nobody reads along."""
        if fill and self.text.text() != view.notes.text:
            self.text.setText(view.notes.text)
        if self._opened is None:
            together = view.session.due_on == view.today and not view.written.state.is_settled
            self._set_open(not together)
        name = first_name(view.other_name)
        self.theirs.setText(
            _("{name} has a page like this one. Neither of you can open the other’s.").format(name=name)
        )

    def read(self, base: OwnNotes) -> OwnNotes:
        """What stands there now."""
        return replace(base, text=self.text.text())

    def unfold(self) -> None:
        """Show them, for whoever sits here alone."""
        self._set_open(True)
        self.text.setFocus()

    def fold(self) -> None:
        """Out of sight."""
        self._set_open(False)
        self.open_button.setFocus()

    def _set_open(self, opened: bool) -> None:
        self._opened = opened
        self.text.setVisible(opened)
        self.folded.setVisible(not opened)
        self.folded.setText(_("Folded away while you sit here together. Add yours later."))
        self.open_button.setVisible(not opened)
        self.fold_button.setVisible(opened)
