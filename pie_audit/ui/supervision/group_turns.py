"""Each one's own part of a session: a turn in action learning, what a peer noticed. Only its owner writes in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.day import weekday_words
from pie_audit.domain.group_minutes import OwnPart
from pie_audit.domain.session import SessionKind
from pie_audit.ui.supervision.day_choice import DayChoice
from pie_audit.ui.widgets import (
    Card,
    Chip,
    Field,
    FlowLayout,
    GrowingText,
    SecondaryButton,
    Tick,
    WrapLabel,
    boxed,
    clear,
    column,
)
from pie_audit.words import _
from pie_audit.workflows.supervision.group_sittings import SittingView

PART_LIMIT = 5_000


class OwnPartCard(Card):
    """One's own part. `edited` for what was typed; `log_wanted` to take it into one's own log."""

    edited = Signal()
    log_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("My part"), icon="user-circle", gap=12, parent=parent)
        self.about = WrapLabel("", "small", "ink2")
        self.texts = {name: GrowingText(most=PART_LIMIT, least=least) for name, least in _FIELDS.items()}
        labels = _labels()
        self.fields = {name: Field(labels[name], text) for name, text in self.texts.items()}
        for text in self.texts.values():
            text.edited.connect(self.edited)
        self.dated = Tick(_("By a day"))
        self.by = DayChoice(date.today() + timedelta(days=14))
        self.by.setAccessibleName(_("By when"))
        self.dated.toggled.connect(self._on_dated)
        self.by.dateChanged.connect(self.edited)
        self.log = SecondaryButton(_("Keep it in my own log, too"), "notebook", in_row=True)
        self.log.clicked.connect(self.log_wanted)
        self.logged = Chip(_("In my log"), "private", "lock-simple")
        self._when = boxed(FlowLayout(self.dated, self.by))
        self.add(self.about, *self.fields.values(), self._when, boxed(FlowLayout(self.log, self.logged)))

    def show_kind(self, view: SittingView) -> None:
        """Which questions this kind of session asks, and whether one's own log has it already."""
        is_peer = view.session.kind is SessionKind.PEER
        for name, field in self.fields.items():
            field.setVisible((name in _OF_PEERS) == is_peer)
        self._when.setVisible(not is_peer)
        said = _("You alone change this. Those who were there read it.")
        first = _("Tick who is here first. Then this is yours to write.")
        self.about.setText(said if view.i_was_there else first)
        for part in (*self.texts.values(), self.dated, self.by):
            part.setEnabled(view.i_was_there)
        self.log.setVisible(is_peer and view.me_id in view.parts and not view.in_my_log)
        self.logged.setVisible(view.in_my_log)

    def fill(self, part: OwnPart) -> None:
        """Show what is written."""
        was = self.blockSignals(True)
        for name, text in self.texts.items():
            text.setText(getattr(part, name))
        self.dated.setChecked(part.by is not None)
        self.by.setVisible(part.by is not None)
        if part.by is not None:
            self.by.set_day(part.by)
        self.blockSignals(was)

    def read(self, base: OwnPart) -> OwnPart:
        """What stands there now."""
        said: dict[str, Any] = {name: text.text() for name, text in self.texts.items()}
        return replace(base, **said, by=self.by.day() if self.dated.isChecked() else None)

    def _on_dated(self, on: bool) -> None:
        self.by.setVisible(on)
        self.edited.emit()


class OthersParts(Card):
    """What the others keep of their turns, to read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("The others’ parts"), icon="users", gap=14, parent=parent)
        self._held = column(gap=14)
        self.add(self._held)

    def show_parts(self, parts: Mapping[str, OwnPart], names: Mapping[str, str], me_id: str) -> None:
        """Fill; hidden while nobody else has written."""
        clear(self._held)
        others = {p: part for p, part in parts.items() if p != me_id}
        self.setVisible(bool(others))
        for person_id, part in others.items():
            lines = [WrapLabel(names.get(person_id, ""), "strong")]
            lines += [WrapLabel(words) for words in part_lines(part)]
            self._held.addWidget(boxed(column(*lines, gap=4)))


def part_lines(part: OwnPart) -> list[str]:
    """A part in a few lines, each with its heading."""
    labels = _labels()
    found = [f"{labels[name]}: {getattr(part, name)}" for name in _FIELDS if getattr(part, name).strip()]
    if part.by is not None and part.will_try.strip():
        found.append(_("By {day}").format(day=weekday_words(part.by)))
    return found


_FIELDS = {"became": 1, "issue": 1, "questions": 2, "will_try": 1, "noticed": 2, "differently": 2}
_OF_PEERS = frozenset({"noticed", "differently"})


def _labels() -> dict[str, str]:
    return {
        "became": _("What became of what I tried"),
        "issue": _("My issue, in one sentence"),
        "questions": _("Questions that helped"),
        "will_try": _("What I will try"),
        "noticed": _("What the other noticed"),
        "differently": _("What I see differently"),
    }
