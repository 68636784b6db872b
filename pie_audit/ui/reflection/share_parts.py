"""Choosing an excerpt: tick parts of the page, or mark some words in one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.shared_copy import Part
from pie_audit.ui.reflection.share_words import part_words
from pie_audit.ui.widgets import LinkButton, SecondaryButton, TextArea, Tick, WrapLabel, boxed, column, row
from pie_audit.words import _

_LINES = 5
_ROOM = 100
"""Times the text: nothing is typed here, so no room is ever told of."""


class PartChoice(QWidget):
    """One part with its tick; `changed` when it is taken, left out, or cut to the words that were marked."""

    changed = Signal()

    def __init__(self, part: Part, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole, self._now = part, part
        self.tick = Tick(part_words(part))
        self.tick.setChecked(True)
        self.tick.clicked.connect(self._on_ticked)
        self.some = LinkButton(_("Only some words…"))
        self.some.setAccessibleDescription(part_words(part))
        self.some.clicked.connect(self._on_some)
        self._text = TextArea(part.text, most=_ROOM * len(part.text) + _ROOM, lines=_LINES)
        self._text.edit.setReadOnly(True)
        self._text.setAccessibleName(_("Mark the words to share: {part}").format(part=part_words(part)))
        self.take = SecondaryButton(_("Take the marked words"), in_row=True)
        self.take.clicked.connect(self._on_take)
        self.all = LinkButton(_("Take all of it again"))
        self.all.clicked.connect(self._on_all)
        self._told = WrapLabel("", "small", "ink2")
        self._marking = boxed(
            column(
                WrapLabel(_("Mark words with the mouse, or with Shift and the arrow keys."), "small", "ink2"),
                self._text,
                row(self.take, self.all, None, gap=12),
                self._told,
                gap=6,
            )
        )
        self._marking.setContentsMargins(34, 0, 0, 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(row(self.tick, self.some, gap=8))
        layout.addWidget(self._marking)
        self._marking.hide()
        self._told.hide()

    def part(self) -> Part | None:
        """What of it goes into the copy; None where it is left out."""
        return self._now if self.tick.isChecked() else None

    def _on_ticked(self) -> None:
        self.some.setVisible(self.tick.isChecked())
        if not self.tick.isChecked():
            self._marking.hide()
        self.changed.emit()

    def _on_some(self) -> None:
        self._marking.setVisible(self._marking.isHidden())
        if not self._marking.isHidden():
            self._text.setFocus()

    def _on_take(self) -> None:
        marked = self._text.edit.textCursor().selectedText().replace("\u2029", "\n").strip()
        if not marked:
            self._tell(_("Nothing is marked yet."))
            return
        self._now = self._whole.cut_to(marked)
        self._tell(_("Only the marked words are in the copy."))
        self.changed.emit()

    def _on_all(self) -> None:
        self._now = self._whole
        self._tell(_("All of it is in the copy."))
        self.changed.emit()

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        self._told.show()


class PartChoices(QWidget):
    """All parts of a page; `changed` when another choice was made."""

    changed = Signal()

    def __init__(self, parts: tuple[Part, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = [PartChoice(part) for part in parts]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for one in self.rows:
            layout.addWidget(one)
            one.changed.connect(self.changed)

    def parts(self) -> tuple[Part, ...]:
        """What was chosen, in the order of the page."""
        return tuple(part for one in self.rows if (part := one.part()) is not None)
