"""Choosing with whom to compare six words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import Banner, Choice, Field, PrimaryButton, WrapLabel
from pie_audit.ui.widgets.small_window import SmallWindow
from pie_audit.words import _
from pie_audit.workflows import share_readers
from pie_audit.workflows.share_readers import Choices


class ChooseWhom(SmallWindow):
    """`chosen` with the id of the person to compare words with."""

    chosen = Signal(str)
    _width = 520

    def __init__(self, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(_("Compare six words"), parent)
        self._ids: list[str] = []
        self.whom = Choice()
        self.trouble = Banner("", look="warn")
        self.trouble.hide()
        self.go_on = PrimaryButton(_("Show the words"))
        self.go_on.setEnabled(False)
        self.go_on.clicked.connect(self._on_go_on)
        self.add(
            WrapLabel(_("Two people who see the same six words know that nobody stands between them.")),
            Field(_("With whom?"), self.whom),
            self.trouble,
            None,
        )
        self.add_buttons(self.go_on)
        self.first_focus = self.whom
        jobs.read(share_readers.choices, owner=self, then=self._show, problem=self._on_problem)

    def _show(self, choices: Choices) -> None:
        ready = {r.person_id: r.name for r in choices.people if r.ready}
        for group in choices.groups:
            ready |= {r.person_id: r.name for r in group.readers}
        self._ids = list(ready)
        self.whom.addItems(list(ready.values()))
        self.go_on.setEnabled(bool(ready))

    def _on_go_on(self) -> None:
        person_id = self._ids[self.whom.currentIndex()]
        self.accept()
        self.chosen.emit(person_id)

    def _on_problem(self, error: KnownError) -> None:
        self.trouble.set(error.what, error.todo)
        self.trouble.show()
