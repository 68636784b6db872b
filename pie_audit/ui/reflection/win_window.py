"""Picking one line of a page for the team's wall: only that line travels, and it may be reworded first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QWidget

from pie_audit.ui.theme import theme
from pie_audit.ui.widgets import Banner, Field, PrimaryButton, TextLine, WrapLabel
from pie_audit.ui.widgets.small_window import SmallWindow
from pie_audit.words import _

_MOST = 300


class WinWindow(SmallWindow):
    """`picked` with the words as they will stand on the wall; `words_changed` for the name check."""

    picked = Signal(str)
    words_changed = Signal(str)

    def __init__(self, lines: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(_("A small win in here?"), parent)
        self.lines = QListWidget()
        self.lines.setAccessibleName(_("Lines of your page"))
        self.lines.setWordWrap(True)
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines.setFont(theme.font("body"))
        self.lines.addItems([line[:_MOST] for line in lines])
        self.lines.setMinimumHeight(theme.px(140))
        self.lines.currentTextChanged.connect(self._on_line)
        self.words = TextLine(most=_MOST, placeholder=_("One line"))
        self.words.textChanged.connect(self._on_words)
        self.found = Banner("", look="warn")
        self.found.hide()
        self.pick = PrimaryButton(_("Put this line on the wall"))
        self.pick.clicked.connect(self._on_pick)
        self.pick.setEnabled(False)
        self.add(
            WrapLabel(
                _("Only this one line travels. It has no name on it, and nothing leads back here."), "body"
            ),
            self.lines,
            Field(_("As it will stand on the wall"), self.words),
            self.found,
        )
        self.add_buttons(self.pick)
        self.first_focus = self.lines

    def warn(self, says: str) -> None:
        """What the name check found; it warns and never blocks."""
        self.found.set(says)
        self.found.setVisible(bool(says))

    def _on_line(self, text: str) -> None:
        self.words.setText(text)

    def _on_words(self, text: str) -> None:
        self.pick.setEnabled(bool(text.strip()))
        self.words_changed.emit(text)

    def _on_pick(self, _checked: bool = False) -> None:
        self.picked.emit(self.words.text().strip())
        self.accept()
