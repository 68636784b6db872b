"""Beside a topic: my own note, help when stuck between two, and whether our group may be shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.audit import NOTE_LIMIT
from pie_audit.ui.widgets import (
    Card,
    Divider,
    FlowLayout,
    IconMark,
    SecondaryButton,
    TextArea,
    Tick,
    WrapLabel,
    boxed,
    row,
)
from pie_audit.words import _


class NoteCard(Card):
    """“What makes you say so?”: a private note, or the honest “none yet”."""

    edited = Signal()
    left = Signal()
    none_yet_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What makes you say so?"), parent=parent)
        self.add_to_title(WrapLabel(_("Optional"), "small", "ink2", wrap=False))
        self.area = TextArea(most=NOTE_LIMIT, lines=4)
        self.area.edit.setAccessibleName(_("What makes you say so?"))
        self.area.edit.setAccessibleDescription(_("Only you can see this"))
        self.area.edited.connect(self.edited)
        self.area.left.connect(self.left)
        self.none_yet = SecondaryButton(_("None yet"), in_row=True)
        self.none_yet.setCheckable(True)
        self.none_yet.setToolTip(_("There is no evidence yet: an answer like any other"))
        self.none_yet.clicked.connect(self.none_yet_chosen)
        self.add(
            WrapLabel(
                _("A moment, a number, something {a_resident} said. No names, please. Only you read this."),
                "small",
                "ink2",
            ),
            self.area,
            boxed(FlowLayout(self.none_yet)),
        )

    def show_note(self, note: str, *, none_yet: bool) -> None:
        """Fill; tells nobody."""
        self.area.setText(note)
        self.none_yet.setChecked(none_yet)


def stuck_card() -> Card:
    """What to do between two levels, and why last quarter isn't here."""
    return Card(_("Stuck between two?"), icon="question", look="sunk").add(
        WrapLabel(_("Think of your own last bad week. Still unsure? I can’t tell yet.")),
        Divider(),
        row(
            IconMark("eye-slash"),
            WrapLabel(
                _("Last quarter’s level stays hidden until the team opens everything together."),
                "small",
                "ink2",
            ),
            gap=12,
        ),
    )


class ConsentCard(Card):
    """The tick that lets a small group be shown, and what it means."""

    consent_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("If we are few"), icon="users-three", look="sunk", parent=parent)
        self._means = WrapLabel("", "small", "ink2")
        self.tick = Tick(_("It is fine to show our group although we are few"))
        self.tick.clicked.connect(self.consent_chosen)
        self.add(self._means, self.tick)

    def show_consent(self, group: str, minimum: int, *, consent: bool) -> None:
        """Fill for a rater of this group; tells nobody."""
        self._means.setText(
            _(
                "You rate as: {group}. If fewer than {n} of a group rate, its dots show only when all of them tick "
                "this. Nobody sees who did, and you can untick it until the opening."
            ).format(group=group, n=minimum)
        )
        self.tick.setAccessibleDescription(self._means.text())
        self.tick.setChecked(consent)
