"""The frame of a group: what it agreed about itself, sealed for its members, kept as one types."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.domain.group import Group, GroupFrame
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.not_saved import NotSaved
from pie_audit.ui.supervision.autosave import Autosave
from pie_audit.ui.widgets import (
    Banner,
    Card,
    Field,
    FlowLayout,
    GrowingText,
    SecondaryButton,
    StateLabel,
    WrapLabel,
    boxed,
)
from pie_audit.words import _
from pie_audit.workflows.sealed_pages import Clash, from_json
from pie_audit.workflows.supervision import groups

FRAME_LIMIT = 3_000


class GroupFrameForm(Card):
    """`closed` when somebody has finished with it."""

    closed = Signal()

    def __init__(self, jobs: Jobs, state: StateLabel, group: Group, parent: QWidget | None = None) -> None:
        title = _("What we agreed: {group}").format(group=group.name)
        super().__init__(title, icon="handshake", gap=12, parent=parent)
        self._group = group
        self.texts = {name: GrowingText(most=FRAME_LIMIT) for name in _labels()}
        self.saver = Autosave(jobs, state, self._read, groups.save_frame, self)
        self.not_saved = NotSaved()
        self.clash = Banner("", look="warn", actions=(_("Go on with yours"), _("Go on with theirs")))
        self.clash.hide()
        self.done = SecondaryButton(_("Done"), "check", in_row=True)
        self.done.clicked.connect(self.close_form)
        for text in self.texts.values():
            text.edited.connect(self.saver.touch)
        self.saver.trouble.connect(self.not_saved.tell)
        self.saver.refused.connect(self._on_refused)
        self.saver.stored.connect(self._on_stored)
        self.not_saved.copy_wanted.connect(self._copy)
        self.clash.actionChosen.connect(self._on_settled)
        members = _("All members read and change this. Nobody else can; who joins later reads it, too.")
        fields = [Field(label, self.texts[name]) for name, label in _labels().items()]
        self.add(
            WrapLabel(members, "small", "ink2"),
            self.not_saved,
            self.clash,
            *fields,
            boxed(FlowLayout(self.done)),
        )
        self.setFocusProxy(self.texts["purpose"])

    @property
    def group_id(self) -> str:
        """Whose frame it is."""
        return self._group.group_id

    def fill(self, frame: GroupFrame) -> None:
        """Show what is written, unless somebody is writing here."""
        if self.saver.base is not None and (self.saver.unsaved() or frame == self.saver.base):
            return
        self.saver.begin(frame, self._group.group_id)
        for name, text in self.texts.items():
            text.setText(getattr(frame, name))

    def close_form(self) -> None:
        """Put it away, once everything typed has arrived."""
        self.saver.when_saved(self.closed.emit)

    def _read(self, base: GroupFrame) -> GroupFrame:
        said: dict[str, Any] = {name: text.text() for name, text in self.texts.items()}
        return replace(base, **said)

    def _on_stored(self, _frame: object) -> None:
        self.not_saved.hide()

    def _on_refused(self, error: KnownError, _value: object) -> None:
        if isinstance(error, Clash):
            self._theirs = replace(from_json(error.theirs.body, GroupFrame), version=error.theirs.version)
            labels = _labels()
            theirs = [
                f"{labels[name]}: {getattr(self._theirs, name)}"
                for name, text in self.texts.items()
                if getattr(self._theirs, name) != text.text()
            ]
            self.clash.set(
                _("Somebody else changed this while you were writing. Theirs says:"), "\n".join(theirs)
            )
            self.clash.show()
            return
        self.not_saved.tell_refused(error)

    def _on_settled(self, which: int) -> None:
        self.clash.hide()
        self.saver.begin(self._theirs, self._group.group_id)
        if which == 0:
            self.saver.touch()
            return
        for name, text in self.texts.items():
            text.setText(getattr(self._theirs, name))

    def _copy(self) -> None:
        self.not_saved.copy([text.text() for text in self.texts.values() if text.text().strip()])
        self.saver.copied()


def _labels() -> dict[str, str]:
    return {
        "purpose": _("What the group is for"),
        "ground_rules": _("Ground rules"),
        "starts": _("When it starts"),
        "place": _("Where"),
        "membership": _("Who belongs, and how somebody joins"),
        "links_to_management": _("Who facilitates, and their links to management"),
        "back_to_team": _("What goes back to the team"),
        "attendance": _("What we expect about coming"),
        "late_and_leaving": _("Coming late, and leaving"),
    }
