"""What somebody noted before signing in, offered once they are in: as a small note, or kept as it is."""

from __future__ import annotations

from PySide6.QtCore import Signal

from pie_audit.ui.home.quick_words import kind_words
from pie_audit.ui.widgets import Banner
from pie_audit.words import _
from pie_audit.workflows.first_lines import LineBefore


class LineOffer(Banner):
    """One line; `note_it` to take it into the quick box as one of its kinds, `keep_it` to leave it the page that it is."""

    note_it = Signal(object, object)
    keep_it = Signal(object)

    def __init__(self, line: LineBefore) -> None:
        title = _("You noted before signing in: “{words}”").format(words=line.words)
        words = _("Only you can read it until you note it. What is it?")
        kinds = (kind_words(part).name for part in line.parts)
        actions = (*kinds, _("Keep it as mine"))
        super().__init__(title, words, look="private", icon="pencil-simple-line", actions=actions)
        self._line = line
        self.actionChosen.connect(self._on_chosen)

    def _on_chosen(self, at: int) -> None:
        if at < len(self._line.parts):
            self.note_it.emit(self._line, self._line.parts[at])
        else:
            self.keep_it.emit(self._line)
