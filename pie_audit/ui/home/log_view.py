"""One view of the small logs: a form, and the lists beside it; what is typed is kept as a draft until it is sent.

A change carries the entry as it was when somebody began to change it; what others wrote meanwhile is shown beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain import name_check
from pie_audit.domain.entry_merge import go_on
from pie_audit.domain.errors import KnownError
from pie_audit.domain.name_finding import Finding
from pie_audit.domain.team_part import TeamPart
from pie_audit.ui.home.entry_lines import lines_of
from pie_audit.ui.home.name_panel import NamePanel
from pie_audit.ui.home.small_log_forms import SmallForm
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import SecondaryButton, TwoColumn, clear
from pie_audit.ui.widgets.two_texts import NOW, Lines, TwoAtOnce
from pie_audit.words import _
from pie_audit.workflows.everyday import (
    daily_notes,
    small_log_views,
)
from pie_audit.workflows.everyday.entry_books import EntryChanged, as_begun
from pie_audit.workflows.everyday.small_log_views import MOST_SHOWN, SmallLogs, entry_id
from pie_audit.workflows.presence import acting
from pie_audit.workflows.undo import Undoable

CHANGES = "changes"
"""Under which a draft holds the entry that it changes, as it was."""

Listing = Callable[["LogView", SmallLogs], Sequence[QWidget]]


class LogView(QWidget):
    """`typed` when something isn't kept yet, `stale` when it should be read again, `went_to` on the way elsewhere."""

    typed = Signal()
    stale = Signal()
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, part: TeamPart, form: SmallForm | None, listing: Listing) -> None:
        super().__init__()
        self._jobs, self.part, self.form, self._listing = jobs, part, form, listing
        self.logs: SmallLogs | None = None
        self.most = MOST_SHOWN
        self.is_dirty = False
        self._known: Any | None = None
        self._sent: Any | None = None
        self.two = TwoAtOnce(self._entry, self._lines_of, form.first if form is not None else self, self)
        self.names = NamePanel()
        self._lists = QVBoxLayout()
        self._lists.setSpacing(16)
        self._lay_out()
        if form is not None:
            form.edited.connect(self._on_edited)
            form.sent.connect(self.send)
            form.left.connect(self._on_left)
            self.two.wanted.connect(self._save)
            self.two.left.connect(self._on_theirs)
            self.names.replaced.connect(self._on_replaced)
            self.names.anyway.connect(self._on_anyway)
        self.setEnabled(False)  # what is typed before the page was read would be filled over

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        if self.form is None:
            layout.addLayout(self._lists)
            return
        two = TwoColumn(main_share=5, side_share=6, stack_below=860)
        two.add_main(
            self.two, self.two.came_in, self.form, self.names, None
        )  # first, so that no list pushes it out of sight where they stack
        two.add_side(self._lists, None)
        layout.addWidget(two)

    # reading

    def show_logs(self, logs: SmallLogs) -> None:
        """Fill the lists; the form only the first time."""
        first, self.logs = self.logs is None, logs
        clear(self._lists)
        for shown in self._listing(self, logs):
            self._lists.addWidget(shown)
        if logs.has_more:
            more = SecondaryButton(_("Show more"))
            more.clicked.connect(self._on_older)
            self._lists.addWidget(more)
        if self.form is not None:
            self.form.offer(logs)
        if first:
            self._take_up(logs.begun)
            self.setEnabled(True)
        elif self.form is not None and not self.is_dirty and not self.form.is_changing:
            self._refresh_blank()

    def _refresh_blank(self) -> None:
        """Names to choose from and the next label have moved on; what somebody typed stays."""
        if self.form is not None and not any(text.strip() for text in self._begun().values()):
            self.blank()

    def _begun(self) -> dict[str, str]:
        texts = self.form.texts() if self.form is not None else {}
        texts.pop("label", None)  # it stands there by itself
        return texts

    def _take_up(self, begun: Mapping[str, str]) -> None:
        """A blank form, or what was being typed: perhaps a change of an entry that is still there."""
        self.blank()
        if self.form is None or not begun or self.logs is None:
            return
        known = small_log_views.begun_from(self.part, begun.get(CHANGES, ""))
        if known is not None:
            self._fill(known)
            now = small_log_views.begun_from(self.part, begun.get(NOW, ""))
            self.form.fill(now or known, self.logs)
        self.form.set_texts(begun)

    def blank(self) -> None:
        """A form for a new entry."""
        if self.form is None or self.logs is None or self._jobs.me is None:
            return
        self._known = None
        self.two.rest()
        entry = small_log_views.blank(acting(self._jobs.me), self.logs, self.part)
        self.form.fill(entry, self.logs)
        self.form.set_changing(False)
        self.form.tell(None)
        self.names.show_findings(())

    def _on_older(self) -> None:
        self.most += MOST_SHOWN
        self.stale.emit()

    # doing

    def change(self, entry: Any) -> None:
        """Put an entry into the form, unless words stand there that nobody kept."""
        if self.form is None:
            return
        if not self._is_half_done():
            self.two.came_in.hide()
            self._fill(entry)
        elif self._known is None or entry_id(self._known) != entry_id(entry):
            self.form.hold_on()
        self.form.first.setFocus()

    def _is_half_done(self) -> bool:
        if self._known is not None:
            return bool(self._entry() != self._known)
        return any(text.strip() for text in self._begun().values())

    def _fill(self, entry: Any) -> None:
        if self.form is None or self.logs is None:
            return
        self._known = entry
        self.two.rest()
        self.form.fill(entry, self.logs)
        self.form.set_changing(True)
        self.form.tell(None)

    def take_out(self, entry: Any) -> None:
        """Take an entry away; the undo bar brings it back."""
        self._jobs.write(small_log_views.take_out, self.part, entry, owner=self, problem=self._on_not_taken)

    def _on_not_taken(self, error: KnownError) -> None:
        """Somebody changed it meanwhile, or was faster: it shows as it is now."""
        self._jobs.trouble.emit(error)
        self.stale.emit()

    def send(self, entry: Any) -> None:
        """Save an entry; its words are looked at for names first."""
        findings = self._findings()
        self.names.show_findings(findings)
        if findings:
            self.names.anyway_button.setFocus()
            return
        self._save(entry, self._known)

    def _findings(self) -> tuple[Finding, ...]:
        if self.form is None or self.logs is None:
            return ()
        return small_log_views.names_in(self.logs, *(field.text() for field in self.form.checked))

    def _on_anyway(self) -> None:
        self.names.show_findings(())
        if self.form is not None:
            self._save(self.form.entry(), self._known)

    def _on_replaced(self, finding: Finding, role: str) -> None:
        if self.form is None:
            return
        for field in self.form.checked:
            field.setText(name_check.replace(field.text(), finding, role))
        self.form.edited.emit()
        self.names.show_findings(self._findings())
        (self.names.anyway_button if self.names.isVisible() else self.form.send_button).setFocus()

    def _save(self, entry: Any, known: Any | None, came: tuple[str, ...] = ()) -> None:
        """Send an entry that was `known` like this; `came` are fields of it that somebody else changed."""
        self.is_dirty = False
        if self.form is not None:
            self.form.send_button.setEnabled(False)
            self._sent = self.form.entry()
        self.two.rest()
        self._jobs.write(
            small_log_views.send,
            self.part,
            entry,
            known,
            owner=self,
            then=partial(self._on_saved, came),
            problem=self._on_trouble,
        )

    def _on_saved(self, came: tuple[str, ...], done: Undoable) -> None:
        if self.form is None:
            return
        self.two.tell_kept(done.result, (*came, *done.came_in))
        if self.logs is not None:
            self.logs = small_log_views.with_noted(self.logs, done.result)
        self.form.send_button.setEnabled(True)
        if self.is_dirty:  # somebody wrote on meanwhile: their words stay, as a change of what was sent
            self._go_on_from(done.result)
            return
        self.blank()
        self.form.first.setFocus()

    def _go_on_from(self, kept: Any) -> None:
        """What was typed since it was sent is a change of what was kept, with all that came in with that."""
        if self.form is None or self.logs is None:
            return
        now, self._known = go_on(self._sent, self.form.entry(), kept)
        if now != self.form.entry():
            self.form.fill(now, self.logs)
        self.form.set_changing(True)

    def _on_trouble(self, error: KnownError) -> None:
        if self.form is not None:
            self.form.send_button.setEnabled(True)
        self._on_edited()
        if isinstance(error, EntryChanged) and self.form is not None:
            self.form.tell(None)
            self.two.ask(error.what, self._known, error.theirs)
            self.stale.emit()
        elif self.form is not None:
            self.form.tell(error)

    # two at once

    def _entry(self) -> Any | None:
        return None if self.form is None else self.form.entry()

    def _lines_of(self, entry: Any) -> Lines:
        return () if self.logs is None else lines_of(entry, self.logs)

    def _on_theirs(self, _theirs: object) -> None:
        """Nothing of one's own stays."""
        self._on_left()
        if self.form is not None:
            self.form.first.setFocus()

    # keeping what is typed

    def _on_edited(self) -> None:
        self.is_dirty = True
        self.two.came_in.hide()
        self.typed.emit()

    def _on_left(self) -> None:
        self.is_dirty = False
        self.blank()
        if self.logs is not None:
            team_id = self.logs.team.team_id
            self._jobs.write(small_log_views.keep_words, team_id, self.part, {}, owner=self)

    def words(self) -> dict[str, str]:
        """What stands in the form, and which entry it changes."""
        if self.form is None:
            return {}
        words = self.form.texts()
        if self.form.is_changing and self._known is not None:
            words[CHANGES] = as_begun(self._known)
            words[NOW] = as_begun(self.form.entry())
        return words

    def count(self, done: bool) -> None:
        """One more person who was offered the two questions, and perhaps did them."""
        if self.logs is not None:
            team_id = self.logs.team.team_id
            self._jobs.write(daily_notes.note_prompt, team_id, done, owner=self)

    def learn(self) -> None:
        """See how the topic behind the part went over time."""
        if self.logs is not None and self.logs.topic is not None:
            self.went_to.emit("trends", self.logs.topic.theme)
