"""Adding a dated line to what was signed: it is printed at the end, and nobody can change it afterwards."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from pie_audit.domain.audit import NOTE_LIMIT
from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.plan.growing_text import GrowingText
from pie_audit.ui.plan.wording import sentence
from pie_audit.ui.theme import theme
from pie_audit.ui.widgets import (
    Banner,
    Field,
    PrimaryButton,
    ScrollBody,
    SecondaryButton,
    WrapLabel,
    announce,
    boxed,
    row,
    step_by_tab,
)
from pie_audit.words import _
from pie_audit.workflows import signing

_KEEP_AFTER_MS = 1500


class AddendumDialog(QDialog):
    """Asks for the words and the reason. `added` once it is there for good."""

    added = Signal()

    def __init__(self, jobs: Jobs, round_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._jobs, self._round_id = jobs, round_id
        self.setWindowTitle(_("Add to what was signed"))
        self.words = GrowingText(most=NOTE_LIMIT, least=3)
        self.reason = GrowingText(most=NOTE_LIMIT, least=2)
        self._keeper = QTimer(self)
        self._keeper.setSingleShot(True)
        self._keeper.setInterval(_KEEP_AFTER_MS)
        self._keeper.timeout.connect(self._keep)
        for text in (self.words, self.reason):
            text.edited.connect(self._keep_soon)
        self.trouble = Banner("", look="warn")
        self.trouble.hide()
        self.leave = SecondaryButton(_("Go back"))
        self.leave.clicked.connect(self.reject)
        self.add = PrimaryButton(_("Add it for good"), "plus")
        self.add.clicked.connect(self._on_add)
        body = ScrollBody()
        for part in (
            WrapLabel(_("Add to what was signed"), "h1"),
            WrapLabel(
                _("What was signed stays as it is. This stands after it, with today’s date and your role.")
            ),
            Field(_("What is added?"), self.words),
            Field(_("Why only now?"), self.reason),
            WrapLabel(_("It can’t be changed or taken back."), "small", "ink2"),
        ):
            body.column.addWidget(part)
        body.column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 18)
        for below in (body, self.trouble, boxed(row(self.leave, None, self.add, gap=12))):
            layout.addWidget(below)
        most = parent.window().size()
        self.resize(min(theme.px(600), most.width() - 32), min(theme.px(520), most.height() - 32))
        self._jobs.read(
            signing.begun_addendum, round_id, owner=self, then=self._show_begun, problem=self._on_problem
        )

    def done(self, result: int) -> None:
        """What was typed and not added yet waits for the next time."""
        if self._keeper.isActive():
            self._keeper.stop()
            self._keep()
        super().done(result)

    def _show_begun(self, begun: tuple[str, str]) -> None:
        for text, words in ((self.reason, begun[0]), (self.words, begun[1])):
            if not text.text():
                text.setText(words)

    def _keep_soon(self) -> None:
        self._keeper.start()

    def _keep(self) -> None:
        self._jobs.write(
            signing.begin_addendum, self._round_id, self.reason.text(), self.words.text(), owner=self
        )

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab follows what is read."""
        return step_by_tab(self, forward=forward) or super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter never adds by accident; Escape goes back."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _on_add(self) -> None:
        self.trouble.hide()
        self._keeper.stop()
        self.add.setEnabled(False)
        self._jobs.write(
            signing.add_addendum,
            self._round_id,
            self.reason.text(),
            self.words.text(),
            owner=self,
            then=self._on_added,
            problem=self._on_problem,
        )

    def _on_added(self, _added: object) -> None:
        self.added.emit()
        self.accept()

    def _on_problem(self, error: KnownError) -> None:
        self.add.setEnabled(True)
        words = sentence(error)
        self.trouble.set(words)
        self.trouble.show()
        announce(self, words)
