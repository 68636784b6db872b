"""Words of one's own at the end of a survey: how they could give somebody away, and how much room there is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.name_check import check
from pie_audit.domain.name_finding import Finding
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.survey.promise_words import comment_rules, comment_warning, danger_words
from pie_audit.ui.widgets import Banner, TextArea, WrapLabel, announce, column
from pie_audit.words import _
from pie_audit.workflows.surveys.views import Taking

MOST_BYTES = 3000
"""Of UTF-8, as a ballot has room for (security.md, section 5)."""

PAUSE_MS = 800
_MOST_NAMED = 4


def fitting(text: str, most: int) -> str:
    """The longest beginning of `text` that takes up no more than `most` bytes of UTF-8."""
    return text.encode()[:most].decode(errors="ignore")


class CommentBox(QWidget):
    """`edited` with every change. Names are looked for when typing pauses; a warning never holds anything up."""

    edited = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._names: tuple[str, ...] = ()
        self._rules = WrapLabel("", "small", "ink2")
        self.area = TextArea(most=MOST_BYTES, lines=5)
        self._room = WrapLabel("", "small", "ink2")
        self._room.hide()
        self.names = Banner("", look="warn")
        self.names.hide()
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.setInterval(PAUSE_MS)
        self.pause.timeout.connect(self.look_for_names)
        self.area.edited.connect(self._on_edited)
        warning = Banner(comment_warning(), danger_words(), look="private", icon="eye")
        self.setLayout(column(warning, self._rules, self.area, self._room, self.names, gap=8))
        self.setFocusProxy(self.area)

    def show_comment(self, taking: Taking, question: str, comment: str) -> None:
        """Fill with what was written before; tells nobody."""
        self._names = (*taking.colleagues, *taking.keeper_names)
        self._rules.setText(comment_rules(taking))
        self.area.setAccessibleName(question)
        self.area.setText(comment)
        self._room.hide()
        self._show_findings(())
        self.look_for_names()

    def text(self) -> str:
        """What stands there."""
        return self.area.text()

    def wipe(self) -> None:
        """Leave no word on the screen."""
        self.pause.stop()
        self.area.setText("")
        self._show_findings(())

    def look_for_names(self) -> None:
        """On plain words, away from where people type."""
        text = self.text()
        if text.strip():
            work = partial(check, text, colleagues=self._names)
            self._jobs.compute(work, owner=self, then=partial(self._on_looked, text))
        else:
            self._show_findings(())

    def _on_looked(self, text: str, found: Sequence[Finding]) -> None:
        if text == self.text():
            self._show_findings(found)

    def _show_findings(self, found: Sequence[Finding]) -> None:
        words = tuple(dict.fromkeys(finding.words for finding in found))
        if words:
            some = ", ".join(f"“{one}”" for one in words[:_MOST_NAMED])
            self.names.set(
                _("Could this point to somebody? {words}").format(words=some),
                _("You can change it, or leave it as it is. Nothing stops you from sending."),
            )
        if words and self.names.isHidden():
            announce(self, _("Something you wrote could point to somebody."))
        self.names.setVisible(bool(words))

    def _on_edited(self) -> None:
        text = self.text()
        fits = fitting(text, MOST_BYTES)
        if fits != text:
            self._cut(fits)
        self._room.setVisible(fits != text)
        self.pause.start()
        self.edited.emit()

    def _cut(self, fits: str) -> None:
        self.area.setText(fits)
        cursor = self.area.edit.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.area.edit.setTextCursor(cursor)
        self._room.setText(_("That’s all the room there is. The end didn’t fit and isn’t here."))
        announce(self.area.edit, self._room.text())
