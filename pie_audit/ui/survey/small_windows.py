"""Small windows while answering: support, small groups, and what is asked before it can't be undone."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.ui.survey.promise_words import again_words, small_group_paragraphs
from pie_audit.ui.widgets import PrimaryButton, WrapLabel
from pie_audit.ui.widgets.small_window import SmallWindow
from pie_audit.words import _
from pie_audit.workflows.surveys.views import Taking


def paragraphs(text: str) -> list[WrapLabel]:
    """Each paragraph of a text that has an empty line between them."""
    return [WrapLabel(part.strip()) for part in text.split("\n\n") if part.strip()]


def show_support(taking: Taking, over: QWidget) -> None:
    """Whom to talk to, the same for everybody."""
    window = SmallWindow(_("Where can I get support?"), over)
    window.add(*paragraphs(taking.support_lines), None)
    window.open()


def show_small_groups(minimum: int, over: QWidget) -> None:
    """Why a group may be without results."""
    window = SmallWindow(_("Why no results for small groups?"), over)
    window.add(*(WrapLabel(words) for words in small_group_paragraphs(minimum)), None)
    window.open()


class SureWindow(SmallWindow):
    """Asks before something that has no undo. `agreed` when it is to be done."""

    agreed = Signal()

    def __init__(self, title: str, yes: str, over: QWidget) -> None:
        super().__init__(title, over)
        self.yes = PrimaryButton(yes)
        self.yes.clicked.connect(self._on_yes)
        self.add_buttons(self.yes)
        self.first_focus = self.back

    def _on_yes(self) -> None:
        self.accept()
        self.agreed.emit()


def ask_to_send(taking: Taking, over: QWidget, *, nothing_said: bool) -> SureWindow:
    """Sending can't be taken back; answering again can take its place."""
    window = SureWindow(_("Send your answers?"), _("Send them"), over)
    if nothing_said:
        window.add(WrapLabel(_("You have left everything out. You can send that too."), "strong"))
    window.add(WrapLabel(_("They go into the locked box. Nobody can take them out again, you neither.")))
    window.add(WrapLabel(again_words(taking)), None)
    window.open()
    return window


def ask_to_throw_away(over: QWidget, *, sent: bool) -> SureWindow:
    """What was begun can't come back."""
    window = SureWindow(_("Throw your answers away?"), _("Throw them away"), over)
    window.add(WrapLabel(_("Nothing of them is kept, and nobody learns that you began.")))
    if sent:
        window.add(WrapLabel(_("Answers that you sent earlier stay in the box.")))
    window.add(None)
    window.open()
    return window
