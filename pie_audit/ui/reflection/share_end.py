"""Ending a share: which copy, what its reader will see then, and what that can’t undo."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.reflection.line_words import week_words
from pie_audit.ui.reflection.share_words import ending_words, names_words
from pie_audit.ui.widgets import Banner, OptionCard, PrimaryButton, WrapLabel, announce, boxed, column
from pie_audit.ui.widgets.small_window import SmallWindow
from pie_audit.words import _
from pie_audit.workflows import sharing
from pie_audit.workflows.sharing import MyShare


class EndShareDialog(SmallWindow):
    """Of the copies named by `share_ids` (hex; all open ones when empty) one is ended.

    `ended` with the page's new state (`NowShared`), or None where its page is gone. Without an `entry_id` the page
    is looked for.
    """

    ended = Signal(object)

    def __init__(
        self, jobs: Jobs, parent: QWidget, share_ids: Collection[str] = (), entry_id: str = ""
    ) -> None:
        super().__init__(_("Withdraw a copy"), parent)
        self._jobs, self._wanted, self._entry_id = jobs, frozenset(share_ids), entry_id
        self._open: list[MyShare] = []
        self.options: list[OptionCard] = []
        self._list = column(gap=8)
        self._means = WrapLabel("")
        self.trouble = Banner("", look="warn")
        self.trouble.hide()
        self.end = PrimaryButton(_("Withdraw this copy"), "lock-simple")
        self.end.setEnabled(False)
        self.end.clicked.connect(self._on_end)
        self.add(boxed(self._list), None)
        self.add_above_buttons(self.trouble, self._means)
        self.add_buttons(self.end)
        jobs.read(sharing.my_shares, owner=self, then=self._show, problem=self._on_problem)

    def _show(self, mine: tuple[MyShare, ...]) -> None:
        wanted = [s for s in mine if not self._wanted or s.share_id.hex() in self._wanted]
        self._open = [share for share in wanted if share.ended_week is None]
        for share in self._open:
            option = OptionCard(readers_words(share), about_words(share))
            option.clicked.connect(self._on_chosen)
            self.options.append(option)
            self._list.addWidget(option)
        if self.options:
            self.options[0].setChecked(True)
            self.options[0].setFocus()
            self._on_chosen()
        else:
            self._means.setText(_("Nobody has a copy of this any more."))
        self.fit_soon()

    def _chosen(self) -> MyShare | None:
        pairs = zip(self._open, self.options, strict=True)
        return next((share for share, option in pairs if option.isChecked()), None)

    def _on_chosen(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._means.setText(ending_words(readers_words(chosen)))
        self.end.setEnabled(chosen is not None)

    def _on_end(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        self.end.setEnabled(False)
        share_id, then, problem = chosen.share_id, self._on_ended, self._on_problem
        if self._entry_id:
            work = sharing.end_share
            self._jobs.write(work, share_id, self._entry_id, owner=self, then=then, problem=problem)
        else:
            self._jobs.aside(sharing.end_share_of_any, share_id, owner=self, then=then, problem=problem)

    def _on_ended(self, now: sharing.NowShared | None) -> None:
        self.ended.emit(now)
        self.accept()

    def _on_problem(self, error: KnownError) -> None:
        self.trouble.set(error.what, error.todo)
        self.trouble.show()
        announce(self, f"{error.what} {error.todo}")
        self.fit_soon()


def readers_words(share: MyShare) -> str:
    """Who has it: the group, or the people by name."""
    return share.group_name or names_words(share.reader_names)


def about_words(share: MyShare) -> str:
    """Which copy it is."""
    title = share.copy.title if share.copy is not None else ""
    what = _("an excerpt") if share.copy is not None and share.copy.excerpt else ""
    return " · ".join(filter(None, (title, week_words(share.shared_week), what)))
