"""The parts of a session's record beside its steps, each with its own heading: only those that its format keeps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.group_minutes import Minutes, SessionPart
from pie_audit.domain.session import SessionKind
from pie_audit.ui.supervision.group_counts import CountField, HandsField, counted, counted_words
from pie_audit.ui.supervision.group_incident import IncidentField
from pie_audit.ui.supervision.group_rows import ChangeRow, MiracleRow, RowList, StuckRow
from pie_audit.ui.widgets import Card, Field, GrowingText, TextLine, Tick
from pie_audit.words import _
from pie_audit.workflows.supervision.group_sittings import SittingView, may_hold

TEXT_LIMIT = 10_000

SHOWN = (
    SessionPart.INCIDENT,
    SessionPart.THEME,
    SessionPart.AGENCIES,
    SessionPart.STORY,
    SessionPart.LEARNING,
    SessionPart.CHANGES,
    SessionPart.MIRACLES,
    SessionPart.STUCK,
    SessionPart.NUMBERS,
    SessionPart.HANDS,
    SessionPart.FEEDBACK,
    SessionPart.PROCESS,
)


@dataclass(frozen=True, slots=True)
class _Bound:
    """A control, the field of the minutes that it shows, and the ways between the two."""

    name: str
    control: QWidget
    show: Callable[[Any], object]
    said: Callable[[], Any]


class PartsForm(QWidget):
    """`edited` for what a person typed. `promoted` and `on_wall` carry the id of what others shall read."""

    edited = Signal()
    promoted = Signal(str)
    on_wall = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.changes = RowList(ChangeRow, _("Add a small change"))
        self.stuck = RowList(StuckRow, _("Add what stays stuck"))
        self.miracles = RowList(MiracleRow, _("Add a little miracle"))
        self.hands, self.incident, self.feedback = HandsField(), IncidentField(), CountField()
        self._bound: list[_Bound] = []
        self.cards: dict[SessionPart, Card] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        for part in SHOWN:
            self.cards[part] = self._card(part)
            layout.addWidget(self.cards[part])
        self.changes.sent.connect(self.promoted)
        self.miracles.sent.connect(self.on_wall)

    def fill(self, view: SittingView, minutes: Minutes) -> None:
        """Show what is written, and only what this format keeps."""
        for bound in self._bound:
            was = bound.control.blockSignals(True)
            bound.show(getattr(minutes, bound.name))
            bound.control.blockSignals(was)
        self.incident.fill(minutes)
        self.show_around(view)

    def show_around(self, view: SittingView) -> None:
        """Which parts there are, and what was sent on already."""
        for part, card in self.cards.items():
            card.setVisible(may_hold(view, part))
        if view.session.kind is SessionKind.DEBRIEF:
            self.cards[SessionPart.CHANGES].title.setText(_("Practical support we agreed"))
        self.changes.show_sent(view.in_plan, may=view.may_promote)
        self.miracles.show_sent(view.on_wall, may=view.has_wall)

    def read(self, base: Minutes) -> Minutes:
        """What stands there now; parts that this format doesn't keep stay as they were."""
        said = {bound.name: bound.said() for bound in self._bound}
        shown = {name: value for name, value in said.items() if self._is_shown(name)}
        found = replace(base, **shown)
        return self.incident.read(found) if not self.cards[SessionPart.INCIDENT].isHidden() else found

    def go_to(self, part: SessionPart) -> QWidget | None:
        """Put the focus where this part begins; its card."""
        card = self.cards.get(part)
        if card is None or card.isHidden():
            return None
        control = next((b.control for b in self._bound if card.isAncestorOf(b.control)), None)
        (control or card).setFocus()
        return card

    def _is_shown(self, name: str) -> bool:
        bound = next(b for b in self._bound if b.name == name)
        return any(card.isAncestorOf(bound.control) and not card.isHidden() for card in self.cards.values())

    def _card(self, part: SessionPart) -> Card:
        title, make = {
            SessionPart.INCIDENT: (_("What it is about"), self._incident_fields),
            SessionPart.THEME: (_("What it was about"), self._theme_fields),
            SessionPart.AGENCIES: (_("Who came from where"), self._agency_fields),
            SessionPart.STORY: (_("The story"), self._story_fields),
            SessionPart.LEARNING: (_("What we take with us"), self._learning_fields),
            SessionPart.CHANGES: (_("Small changes we agreed"), self._change_fields),
            SessionPart.MIRACLES: (_("Little miracles"), self._miracle_fields),
            SessionPart.STUCK: (_("What stays stuck"), self._stuck_fields),
            SessionPart.NUMBERS: (_("How many came"), self._number_fields),
            SessionPart.HANDS: (_("How it was"), self._hand_fields),
            SessionPart.FEEDBACK: (_("Feedback"), self._feedback_fields),
            SessionPart.PROCESS: (_("How we worked together"), self._process_fields),
        }[part]
        return Card(title, gap=12).add(*make())

    def _incident_fields(self) -> tuple[QWidget, ...]:
        self.incident.edited.connect(self.edited)
        return (self.incident,)

    def _theme_fields(self) -> tuple[QWidget, ...]:
        return (self._text("theme", _("In a few words, without names"), least=1),)

    def _agency_fields(self) -> tuple[QWidget, ...]:
        host = TextLine(most=120)
        host.textEdited.connect(self.edited)
        self._bound.append(_Bound("host", host, host.setText, host.text))
        lines = GrowingText(most=2_000, least=2)
        lines.edited.connect(self.edited)
        self._bound.append(_Bound("agencies", lines, _shows_lines(lines), _reads_lines(lines)))
        return (
            Field(_("Who hosted it"), host),
            Field(_("Kinds of agency, one a line"), lines, _("For example: housing office. No names.")),
        )

    def _story_fields(self) -> tuple[QWidget, ...]:
        agreed = Tick(_("The person in the story knows and agrees, or can’t be recognised"))
        agreed.toggled.connect(self.edited)
        self._bound.append(_Bound("story_agreed", agreed, agreed.setChecked, agreed.isChecked))
        card = TextLine(most=200)
        card.textEdited.connect(self.edited)
        self._bound.append(_Bound("reading_card", card, card.setText, card.text))
        return (agreed, Field(_("Reading card that was used"), card))

    def _learning_fields(self) -> tuple[QWidget, ...]:
        return (self._text("learning", _("One line on what we have understood"), least=1),)

    def _change_fields(self) -> tuple[QWidget, ...]:
        return (self._rows("small_changes", self.changes),)

    def _miracle_fields(self) -> tuple[QWidget, ...]:
        return (self._rows("miracles", self.miracles),)

    def _stuck_fields(self) -> tuple[QWidget, ...]:
        return (self._rows("still_stuck", self.stuck),)

    def _number_fields(self) -> tuple[QWidget, ...]:
        lines = GrowingText(most=1_000, least=2)
        lines.edited.connect(self.edited)

        def show(numbers: tuple[tuple[str, int], ...]) -> None:
            lines.setText(counted_words(numbers))

        def said() -> tuple[tuple[str, int], ...]:
            return counted(lines.text())

        self._bound.append(_Bound("numbers", lines, show, said))
        return (Field(_("By kind of role, one a line"), lines, _("For example: support workers 6")),)

    def _hand_fields(self) -> tuple[QWidget, ...]:
        self.hands.edited.connect(self.edited)
        self._bound.append(_Bound("how_it_was", self.hands, self.hands.fill, self.hands.value))
        return (self.hands,)

    def _feedback_fields(self) -> tuple[QWidget, ...]:
        self.feedback.textEdited.connect(self.edited)
        self._bound.append(_Bound("feedback", self.feedback, self.feedback.set_count, self.feedback.count))
        return (Field(_("How many gave feedback"), self.feedback, _("The number alone.")),)

    def _process_fields(self) -> tuple[QWidget, ...]:
        return (self._text("process", _("What helped, and what we’d do differently next time")),)

    def _text(self, name: str, label: str, *, least: int = 2) -> QWidget:
        text = GrowingText(most=TEXT_LIMIT, least=least)
        text.edited.connect(self.edited)
        self._bound.append(_Bound(name, text, text.setText, text.text))
        return Field(label, text)

    def _rows(self, name: str, rows: RowList) -> QWidget:
        rows.edited.connect(self.edited)
        self._bound.append(_Bound(name, rows, rows.fill, rows.values))
        return rows


def _shows_lines(text: GrowingText) -> Callable[[tuple[str, ...]], None]:
    def show(lines: tuple[str, ...]) -> None:
        text.setText("\n".join(lines))

    return show


def _reads_lines(text: GrowingText) -> Callable[[], tuple[str, ...]]:
    def said() -> tuple[str, ...]:
        return tuple(line.strip() for line in text.text().splitlines() if line.strip())

    return said
