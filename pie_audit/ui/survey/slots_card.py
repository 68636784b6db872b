"""The questions: pasted on one side, and on the other where each one lands."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.pasted_items import PastedItems, read_items
from pie_audit.domain.questionnaire import Instrument
from pie_audit.ui.survey.instrument_names import parts_words
from pie_audit.ui.theme import theme
from pie_audit.ui.widgets import (
    Banner,
    Card,
    Field,
    IconMark,
    TextArea,
    TwoColumn,
    WrapLabel,
    boxed,
    column,
    row,
)
from pie_audit.words import _, plural

_MOST_PASTED = 60_000
_READ_WITHIN_MS = 250
_MOST_LINES = 14
_STACK_BELOW = 620


class SlotsCard(Card):
    """`edited` when somebody typed or pasted, `landed` a moment later when the lines have found their slots."""

    edited = Signal()
    left = Signal()
    landed = Signal()

    def __init__(self, key: Instrument, parent: QWidget | None = None) -> None:
        super().__init__(_("The questions"), icon="list-numbers", gap=12, parent=parent)
        self._key = key
        self.found = PastedItems(())
        self.area = TextArea(most=_MOST_PASTED, lines=min(len(key.items) + 2, _MOST_LINES))
        help_words = plural(
            "{n} line, in the order of the slots.", "{n} lines, in the order of the slots.", len(key.items)
        ).format(n=len(key.items))
        self.field = Field(_("Paste them here, one a line"), self.area, help_words)
        self.slots = [Slot(key, at) for at in range(len(key.items))]
        if key.numbering_warning:
            self.add(Banner(_("Look at the order first."), key.numbering_warning, look="info"))
        two = TwoColumn(main_share=1, side_share=1, stack_below=_STACK_BELOW)
        two.add_main(self.field, None)
        two.add_side(
            boxed(column(WrapLabel(_("Where each one lands"), "small_strong"), *self.slots, gap=7)), None
        )
        self.add(two)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_READ_WITHIN_MS)
        self._timer.timeout.connect(self.read_now)
        self.area.edited.connect(self._on_edited)
        self.area.left.connect(self.left)

    def fill(self, pasted: str) -> None:
        """Silently."""
        self.area.setText(pasted)
        self._timer.stop()
        self._read()

    def pasted(self) -> str:
        """The text as it stands there."""
        return self.area.text()

    def read_now(self) -> None:
        """Let the lines find their slots at once."""
        self._timer.stop()
        self._read()
        self.landed.emit()

    def set_error(self, words: str) -> None:
        """Say what is in the way, or nothing."""
        self.field.set_error(words)

    def _on_edited(self) -> None:
        self.edited.emit()
        if not self._timer.isActive():
            self._timer.start()

    def _read(self) -> None:
        self.found = read_items(self.pasted(), len(self._key.items))
        lines = self.found.lines
        for at, slot in enumerate(self.slots):
            slot.show_line(lines[at] if at < len(lines) else "")
        self.set_error(self.found.problem if lines else "")


class Slot(QWidget):
    """One numbered slot: what it counts for, whether it is turned round, and the sentence that landed there."""

    def __init__(self, key: Instrument, at: int) -> None:
        super().__init__()
        item = key.items[at]
        self.number = WrapLabel(
            f"{key.prefix}{item.no}", "small_strong", "ink2", align=Qt.AlignmentFlag.AlignRight
        )
        self.number.setFixedWidth(theme.px(26))
        theme.changed.connect(self._restyle)
        self.words = WrapLabel("", "small")
        part = parts_words(key, item)
        if item.reverse:
            part = _("{part} · turned round").format(part=part) if part else _("turned round")
        self.part = WrapLabel(part, "small", "ink2")
        line = row(gap=10)
        line.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(column(self.words, self.part, gap=0), 1)
        if item.reverse:
            line.addWidget(IconMark("swap", 16, "accent"), 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)
        if not part:
            self.part.hide()
        self.show_line("")

    def show_line(self, words: str) -> None:
        """The sentence that landed here, or that none did."""
        self.words.setText(words or _("nothing yet"))
        self.words.set_look(colour="ink" if words else "ink2")

    def _restyle(self) -> None:
        self.number.setFixedWidth(theme.px(26))
