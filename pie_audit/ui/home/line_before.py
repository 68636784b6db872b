"""What somebody noted before signing in, offered once they are in: as a small note, or kept as it is."""

from __future__ import annotations

from PySide6.QtCore import Signal

from pie_audit.ui.home.quick_words import kind_words
from pie_audit.ui.widgets import Banner
from pie_audit.words import _
from pie_audit.workflows.first_lines import LineBefore


class LineOffer(Banner):
    """One line; `note_it` to take it into the quick box, `keep_it` to leave it the page that it is."""

    note_it = Signal(object)
    keep_it = Signal(object)

    def __init__(self, line: LineBefore) -> None:
        title = _("You noted before signing in: “{words}”").format(words=line.words)
        kind = kind_words(line.part)
        words = _("{kind}. Only you can read it until you note it.").format(kind=kind.name)
        actions = (_("Note it"), _("Keep it as mine"))
        super().__init__(title, words, look="private", icon=kind.icon, actions=actions)
        self._line = line
        self.actionChosen.connect(self._on_chosen)

    def _on_chosen(self, at: int) -> None:
        (self.keep_it if at else self.note_it).emit(self._line)
