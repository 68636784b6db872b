"""What became of each file that was dropped or added: one sentence a file, and one thing to decide at most."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import (
    Card,
    Divider,
    FlowLayout,
    IconButton,
    IconMark,
    SecondaryButton,
    WrapLabel,
    announce,
    boxed,
    clear,
    column,
    row,
)
from pie_audit.words import _
from pie_audit.workflows import board as boards
from pie_audit.workflows.board_files import IS_KEPT, Came, CameFile, TakenIn
from pie_audit.workflows.undo import Undoable

_MARKS = {
    Came.TAKEN_IN: ("check-circle", "good"),
    Came.SAME_AGAIN: ("check", "ink2"),
    Came.EARLIER: ("clock-counter-clockwise", "ink2"),
    Came.OTHER_SIGNER: ("key", "warn"),
    Came.ALTERED: ("warning-circle", "warn"),
}
_OTHERWISE = ("info", "ink2")


class TakenList(Card):
    """Shows the outcome of the latest files until it is put away. `put_away` when somebody closes it."""

    put_away = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(_("What came in"), look="sunk", gap=10, parent=parent)
        self._jobs = jobs
        self.close_button = IconButton("x", _("Put this list away"), in_row=True)
        self.close_button.clicked.connect(self._on_close)
        self.add_to_title(self.close_button)
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self.add(self._list)
        self.files: tuple[CameFile, ...] = ()

    def show_taken(self, found: TakenIn) -> None:
        """List them in the order in which they were given."""
        self.title.setText(found.words())
        self._show(found.files)
        self.show()
        announce(self, found.words())

    def _show(self, files: tuple[CameFile, ...]) -> None:
        self.files = files
        clear(self._list)
        for at, file in enumerate(files):
            if at:
                self._list.addWidget(Divider())
            self._list.addWidget(self._row(file))

    def _row(self, file: CameFile) -> QWidget:
        icon, colour = _MARKS.get(file.came, _OTHERWISE)
        line = row(gap=12)
        line.addWidget(IconMark(icon, 20, colour), 0, Qt.AlignmentFlag.AlignTop)
        words = column(WrapLabel(file.name, "strong"), WrapLabel(file.words, "body"), gap=2)
        if file.came in IS_KEPT and file.signer_words:
            words.addWidget(WrapLabel(_signed(file), "small", "ink2"))
        if file.came is Came.OTHER_SIGNER:
            words.addWidget(boxed(FlowLayout(self._accept(file), self._leave(file), gap=10)))
        line.addLayout(words, 1)
        return boxed(line)

    def _accept(self, file: CameFile) -> SecondaryButton:
        button = SecondaryButton(_("The words are the same: take it in"), in_row=True)
        button.setAccessibleName(_("The words are the same: take in {file}").format(file=file.name))
        button.clicked.connect(partial(self._on_accept, file))
        return button

    def _leave(self, file: CameFile) -> SecondaryButton:
        button = SecondaryButton(_("Leave it out"), in_row=True)
        button.setAccessibleName(_("Leave out {file}").format(file=file.name))
        button.clicked.connect(partial(self._on_leave, file))
        return button

    def _on_accept(self, file: CameFile, _checked: bool = False) -> None:
        self._jobs.write(
            boards.accept_signer, file, owner=self, then=partial(self._on_accepted, file), problem=self._tell
        )

    def _on_accepted(self, file: CameFile, done: Undoable) -> None:
        taken: CameFile = done.result
        self._show(tuple(taken if one is file else one for one in self.files))
        announce(self, taken.words)
        self.close_button.setFocus()

    def _on_leave(self, file: CameFile, _checked: bool = False) -> None:
        """Nothing of it was kept, so it only goes from this list."""
        self._show(tuple(one for one in self.files if one is not file))
        if self.files:
            self.close_button.setFocus()
        else:
            self._on_close()

    def _on_close(self) -> None:
        self.hide()
        self.put_away.emit()

    def _tell(self, error: KnownError) -> None:
        self.title.setText(error.what)
        announce(self, f"{error.what} {error.todo}")


def _signed(file: CameFile) -> str:
    """Whose signature it is can't be told by a program when a team's first file comes: that is said, not hidden."""
    if not file.is_first:
        return _("Signed with the same six words as before: {words}.").format(words=file.signer_words)
    return _(
        "The first file of this team, so it was taken at its word. To be sure that it is theirs, ask them for their six "
        "words: {words}."
    ).format(words=file.signer_words)
