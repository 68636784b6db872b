"""Sets of words: those that come with the program, and those that somebody saved under a name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from pie_audit.domain.vocabulary import trouble_with
from pie_audit.ui.widgets import Card, Field, IconButton, SecondaryButton, TextLine, WrapLabel, clear, row
from pie_audit.words import _
from pie_audit.workflows.our_words import WordSet


class SetsCard(Card):
    """`taken` and `let_go` bring the id of a set; `saved` the name for the words of now."""

    taken = Signal(str)
    let_go = Signal(str)
    saved = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Sets of words"), icon="folder-open", gap=10)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.name = TextLine(most=400)
        self.field = Field(_("Save these words as"), self.name, _("For example “for our board”."))
        self.save = SecondaryButton(_("Save the set"), in_row=True)
        self.save.clicked.connect(self._on_save)
        self.name.returnPressed.connect(self._on_save)
        self.add(
            WrapLabel(_("A set changes all eight at once."), "small", "ink2"),
            self._list,
            self.field,
            row(self.save, None),
        )

    def show_sets(self, sets: Sequence[WordSet]) -> None:
        """List them, each with its button."""
        clear(self._list)
        for each in sets:
            take = SecondaryButton(_("Take"), in_row=True)
            take.setAccessibleName(_("Take the words “{name}”").format(name=each.name))
            take.clicked.connect(partial(self._on_take, each.set_id))
            line = row(WrapLabel(each.name), gap=8)
            line.setStretch(0, 1)
            line.addWidget(take)
            if not each.shipped:
                gone = IconButton("trash", _("Let “{name}” go").format(name=each.name), in_row=True)
                gone.clicked.connect(partial(self._on_let_go, each.set_id))
                line.addWidget(gone)
            self._list.addLayout(line)

    def _on_take(self, set_id: str, _checked: bool = False) -> None:
        self.taken.emit(set_id)

    def _on_let_go(self, set_id: str, _checked: bool = False) -> None:
        self.let_go.emit(set_id)

    def _on_save(self, _checked: bool = False) -> None:
        trouble = (
            trouble_with(self.name.text()) if self.name.text().strip() else _("Give the set a short name.")
        )
        self.field.set_error(trouble)
        if trouble:
            self.name.setFocus()
            return
        self.saved.emit(self.name.text())

    def empty_name(self) -> None:
        """The set was saved."""
        self.name.clear()
        self.field.set_error("")
