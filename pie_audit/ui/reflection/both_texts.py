"""Two texts of one page side by side, until its writer chose: one, the other, or both on one page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTextEdit, QWidget

from pie_audit.domain.entry import Entry
from pie_audit.domain.entry_versions import one_under_the_other
from pie_audit.ui.theme import theme
from pie_audit.ui.widgets import (
    Card,
    EvenLayout,
    FlowLayout,
    PrimaryButton,
    SecondaryButton,
    WrapLabel,
    announce,
    boxed,
)
from pie_audit.words import _


class OneText(Card):
    """One of the two, to read and to copy from."""

    def __init__(self, title: str, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(title, look="sunk", parent=parent)
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setPlainText(whole_text(entry))
        self.text.setAccessibleName(title)
        self.add(self.text)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.text.setFont(theme.font("body"))
        self.text.setMinimumHeight(theme.px(220))


class BothTexts(Card):
    """`settled` with the page that is to be; nothing is let go of before that."""

    settled = Signal(object)

    def __init__(
        self, title: str, first: tuple[str, Entry], second: tuple[str, Entry], parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent=parent)
        self._first, self._second = first[1], second[1]
        self._heading = second[0]
        self.keep_first = SecondaryButton(_("Keep: {which}").format(which=first[0]))
        self.keep_second = SecondaryButton(_("Keep: {which}").format(which=second[0]))
        self.keep_both = PrimaryButton(_("Put both on the page"))
        self.keep_first.clicked.connect(self._on_first)
        self.keep_second.clicked.connect(self._on_second)
        self.keep_both.clicked.connect(self._on_both)
        self.add(
            WrapLabel(_("Nothing is lost: both texts are here. Choose one, or put them together."), "body"),
            boxed(EvenLayout(OneText(*first), OneText(*second), least=260)),
            boxed(FlowLayout(self.keep_both, self.keep_first, self.keep_second, gap=10)),
            None,
        )
        self.setFocusProxy(self.keep_both)
        announce(self, title)

    def begin(self) -> None:
        """Put the focus where a choice can be made."""
        self.keep_both.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_first(self, _checked: bool = False) -> None:
        self.settled.emit(self._first)

    def _on_second(self, _checked: bool = False) -> None:
        self.settled.emit(self._second)

    def _on_both(self, _checked: bool = False) -> None:
        self.settled.emit(one_under_the_other(self._first, self._second, self._heading))


def whole_text(entry: Entry) -> str:
    """A page as plain text: title, parts with their headings, and what is taken away."""
    parts = [entry.title.strip()]
    for step in entry.steps:
        parts.append("\n".join(part for part in (step.heading, step.text) if part.strip()))
    parts += [entry.take_away.strip(), entry.pressed_on.strip()]
    return "\n\n".join(part for part in parts if part)
