"""Where support is: the organisation's own lines, as they will stand in the words that everybody sees."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.not_saved import NotSaved
from pie_audit.ui.widgets import Card, Field, StateLabel, TextArea, WrapLabel, column
from pie_audit.words import _
from pie_audit.workflows import support


class SupportSection(QWidget):
    """Kept when the field is left; anybody can take it back with Ctrl+Z."""

    KINDS = frozenset({Kind.WORKSPACE})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._kept: str | None = None
        self._sent: str | None = None
        self.state, self.trouble = StateLabel(), NotSaved()
        self.words = TextArea(lines=3, most=support.LONGEST)
        self.preview = WrapLabel("", "body")
        own = Card(_("Where support is"), icon="lifebuoy", gap=14)
        own.add_to_title(self.state)
        own.add(
            WrapLabel(
                _("Anybody who answers or reads a survey can see where support is, whatever they answered."),
                "small",
                "ink2",
            ),
            Field(
                _("Our own people and numbers"),
                self.words,
                _("For example: Care Line, 01632 960 111, day and night. Leave it empty if there’s nobody."),
            ),
            None,
        )
        seen = Card(_("As people will see it"), self.preview, look="sunk", gap=10)
        self.setLayout(column(self.trouble, own, seen, None, gap=16))
        self.setFocusProxy(self.words)
        self.words.edited.connect(self._on_edited)
        self.words.left.connect(self.flush)
        self.trouble.copy_wanted.connect(self._copy)

    def reload(self) -> None:
        """Read the lines again; what is being written stays."""
        self._jobs.read(support.own_lines, owner=self, then=self.show_lines)

    def show_lines(self, lines: support.OwnLines) -> None:
        """Fill the field, unless somebody is writing in it."""
        if self.unsaved():
            return
        self._kept = lines.words
        if self.words.text() != lines.words:
            self.words.setText(lines.words)
        self.words.setEnabled(lines.may_change)
        self._show_preview()

    def unsaved(self) -> bool:
        """Whether something here has not arrived."""
        return self._kept is not None and self.words.text() != self._kept

    def flush(self) -> None:
        """Keep what stands here."""
        words = self.words.text()
        if not self.unsaved() or words == self._sent:
            return
        self._sent = words
        self.state.saving()
        self._jobs.write(
            support.save_own_lines,
            words,
            owner=self,
            then=partial(self._on_saved, words),
            problem=partial(self._on_problem, words),
        )

    def _on_saved(self, words: str, _done: object) -> None:
        self._kept = words
        self._came_back(words)
        self.trouble.hide()
        self.state.saved()
        self.reload()

    def _came_back(self, words: str) -> None:
        """Unless later words are on their way already, nothing is any more."""
        if self._sent == words:
            self._sent = None

    def _on_problem(self, words: str, error: KnownError) -> None:
        self._came_back(words)
        self.state.trouble()
        self.trouble.tell_refused(error)

    def _on_edited(self) -> None:
        self.state.rest()
        self._show_preview()

    def _show_preview(self) -> None:
        self.preview.setText(support.as_people_see_it(self.words.text()))

    def _copy(self) -> None:
        self.trouble.copy((self.words.text(),))
