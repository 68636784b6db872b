"""What we brought: both add, either ticks it as talked about, and what was promised before comes first."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.supervision import Brought
from pie_audit.ui.supervision.words import first_name
from pie_audit.ui.widgets import (
    Card,
    Chip,
    Divider,
    FlowLayout,
    IconButton,
    Initials,
    SecondaryButton,
    TextLine,
    Tick,
    WrapLabel,
    boxed,
    clear,
    row,
)
from pie_audit.words import _
from pie_audit.workflows.supervision.supervision_sessions import SessionView


class BroughtCard(Card):
    """`brought` carries words; `ticked` an id and whether; `settled` an id and what became of it; `taken` an id."""

    brought = Signal(str)
    ticked = Signal(str, bool)
    settled = Signal(str, object)
    taken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Things we brought"), gap=10, parent=parent)
        self._shown: tuple[Brought, ...] | None = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.line = TextLine(placeholder=_("What would you like to talk about?"), most=300)
        self.line.setAccessibleName(_("Something to talk about"))
        self.line.returnPressed.connect(self.add_line)
        self.add_button = SecondaryButton(_("Add"), "plus", in_row=True)
        self.add_button.clicked.connect(self.add_line)
        self.add(self._rows, row(self.line, self.add_button, gap=8))

    def show_items(self, view: SessionView) -> None:
        """Fill anew where anything changed; what is typed into the line stays."""
        for widget in (self.line, self.add_button):
            widget.setVisible(view.session.is_to_come or bool(self.line.text()))
        self.setVisible(view.session.is_to_come or bool(view.items))
        if view.items == self._shown:
            return
        self._shown = view.items
        clear(self._rows)
        for at, item in enumerate(view.items):
            if at:
                self._rows.addWidget(Divider())
            self._rows.addWidget(self._row(item, view))
        if not view.items:
            words = _("Nothing yet. Both of you can add things, also beforehand.")
            self._rows.addWidget(WrapLabel(words, "small", "ink2"))

    def add_line(self) -> None:
        """Bring what stands in the line."""
        if words := self.line.text().strip():
            self.line.clear()
            self.brought.emit(words)

    def put_back(self, words: str) -> None:
        """It wasn't kept: the words go back where they were typed, before anything typed since."""
        self.line.setText(" ".join(part for part in (words, self.line.text()) if part))

    def _row(self, item: Brought, view: SessionView) -> QWidget:
        ends: list[QWidget] = []
        if item.carried:
            ends += self._endings(item)
        name = view.names.get(item.by_id, item.by_id)
        if name:
            ends += [Initials(_letters(name), 28), WrapLabel(first_name(name), "small", "ink2", wrap=False)]
        if item.by_id == view.me_id and not item.carried:
            off = IconButton("x", _("Take “{words}” off").format(words=item.words), in_row=True)
            off.clicked.connect(partial(self._on_taken, item.item_id))
            ends.append(off)
        layout = row(gap=8)
        layout.addWidget(WrapLabel(item.words) if item.carried else self._tick(item), 1)
        layout.addWidget(boxed(FlowLayout(*ends, gap=8) if item.carried else row(*ends, gap=8)))
        return boxed(layout)

    def _tick(self, item: Brought) -> Tick:
        tick = Tick(item.words)
        tick.setChecked(item.talked)
        tick.setAccessibleDescription(_("Talked about") if item.talked else _("Not talked about yet"))
        tick.clicked.connect(partial(self._on_tick, tick, item.item_id))
        return tick

    def _endings(self, item: Brought) -> list[QWidget]:
        if item.done is not None:
            words = _("Done") if item.done else _("Let go")
            return [Chip(words, "good" if item.done else "neutral", "check" if item.done else "x")]
        done = SecondaryButton(_("Done"), "check", in_row=True)
        dropped = SecondaryButton(_("Let go"), in_row=True)
        for button, became in ((done, True), (dropped, False)):
            button.setAccessibleDescription(item.words)
            button.clicked.connect(partial(self._on_settled, item.item_id, became))
        return [Chip(_("Promised before"), "soft", "arrow-bend-up-right"), done, dropped]

    def _on_tick(self, tick: Tick, item_id: str, _checked: bool = False) -> None:
        self.ticked.emit(item_id, tick.isChecked())

    def _on_settled(self, item_id: str, became: bool, _checked: bool = False) -> None:
        self.settled.emit(item_id, became)

    def _on_taken(self, item_id: str, _checked: bool = False) -> None:
        self.taken.emit(item_id)


def _letters(name: str) -> str:
    parts = name.split()
    return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()
