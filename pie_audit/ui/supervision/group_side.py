"""What stands beside a session: the group's frame, what was left from last time, and lines that were added later."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.day import weekday_words
from pie_audit.ui.supervision.group_reading import change_words
from pie_audit.ui.supervision.group_turns import part_lines
from pie_audit.ui.widgets import (
    Card,
    FlowLayout,
    GrowingText,
    SecondaryButton,
    WrapLabel,
    boxed,
    clear,
    column,
)
from pie_audit.words import _
from pie_audit.workflows.supervision.group_sittings import SittingView

LATER_LIMIT = 2_000


class ReminderCard(Card):
    """The ground rules, in the group's own words; hidden where there are none or they aren't mine to read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What we agreed about meeting"), look="soft", gap=6, parent=parent)
        self._words = WrapLabel("")
        self.add(self._words)

    def show_frame(self, view: SittingView) -> None:
        """Fill."""
        words = view.frame.ground_rules.strip() if view.frame else ""
        self._words.setText(words)
        self.setVisible(bool(words))


class LastTimeCard(Card):
    """Small changes of the session before, and what each presenter meant to try; hidden where there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("From last time"), icon="clock-counter-clockwise", gap=10, parent=parent)
        self._held = column(gap=10)
        self.add(self._held)

    def show_last(self, view: SittingView, names: Mapping[str, str]) -> None:
        """Fill."""
        clear(self._held)
        last = view.last_time
        self.setVisible(last is not None)
        if last is None:
            return
        self._held.addWidget(WrapLabel(weekday_words(last.day), "small", "ink2"))
        for change in last.small_changes:
            self._held.addWidget(WrapLabel(change_words(change)))
        for person_id, part in last.parts.items():
            who = _("{name} (you)") if person_id == view.me_id else "{name}"
            title = WrapLabel(who.format(name=names.get(person_id, "")), "strong")
            self._held.addWidget(
                boxed(column(title, *(WrapLabel(words) for words in part_lines(part)), gap=2))
            )


class LaterCard(Card):
    """Lines that somebody who was there added after the session. `added` carries a new one; `edited` tells that one
    is in the making."""

    added = Signal(str)
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Added later"), icon="plus", gap=10, parent=parent)
        self._held = column(gap=10)
        self.words = GrowingText(most=LATER_LIMIT, placeholder=_("A line to add"))
        self.words.setAccessibleName(_("A line to add"))
        self.go = SecondaryButton(_("Add it"), "plus", in_row=True)
        self.go.clicked.connect(self._on_go)
        self.words.edited.connect(self.edited)
        self.about = WrapLabel(
            _("It stands below the notes with today’s date, and can’t be changed."), "small", "ink2"
        )
        self.add(self._held, self.words, self.about, boxed(FlowLayout(self.go)))
        self._sent = ""

    def show_lines(self, view: SittingView, names: Mapping[str, str]) -> None:
        """Fill; only those who were there add to it."""
        clear(self._held)
        for line in view.addenda:
            who = names.get(line.by_id, "")
            under = " · ".join(part for part in (weekday_words(line.day), who) if part)
            self._held.addWidget(
                boxed(column(WrapLabel(line.words), WrapLabel(under, "small", "ink2"), gap=2))
            )

    def read(self, _base: str) -> str:
        """The line in the making."""
        return self.words.text()

    def fill_begun(self, words: str) -> None:
        """Put a line back that was begun before."""
        self.words.setText(words)

    def clear_line(self) -> None:
        """It was added: the field is free for another, but for what was typed since."""
        if self.words.text() == self._sent:
            self.words.setText("")

    def _on_go(self) -> None:
        self._sent = self.words.text()
        self.added.emit(self._sent)
