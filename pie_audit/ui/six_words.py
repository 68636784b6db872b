"""Comparing six words with somebody, so that nobody can slip in a key of their own between the two."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import (
    Banner,
    Card,
    Chip,
    EvenLayout,
    PrimaryButton,
    SecondaryButton,
    WrapLabel,
    announce,
    boxed,
)
from pie_audit.ui.widgets.small_window import SmallWindow
from pie_audit.words import _
from pie_audit.workflows import pins
from pie_audit.workflows.pins import Comparison


class SixWords(SmallWindow):
    """Shows the six words for one person's key. `compared` with their id once both said the words are the same."""

    compared = Signal(str)

    def __init__(self, jobs: Jobs, person_id: str, parent: QWidget) -> None:
        super().__init__(_("Compare six words"), parent)
        self._jobs, self._person_id, self._name = jobs, person_id, ""
        self._about = WrapLabel("")
        self._words = Card(look="sunk")
        self._before = Chip(_("Compared before"), "good", "check-circle")
        self._before.hide()
        self.trouble = Banner("", look="warn")
        self.trouble.hide()
        self.same = PrimaryButton(_("They’re the same"), "check")
        self.same.clicked.connect(self._on_same)
        self.differ = SecondaryButton(_("They’re different"))
        self.differ.clicked.connect(self._on_different)
        for button in (self.same, self.differ):
            button.setEnabled(False)
        self.add(self._about, self._words, self._before, None)
        self.add_above_buttons(self.trouble)
        self.add_buttons(self.differ, self.same)
        jobs.read(pins.comparison, person_id, owner=self, then=self._show, problem=self._on_problem)

    def sizeHint(self) -> QSize:
        return QSize(self._width, 420)

    def _show(self, found: Comparison) -> None:
        self._name = found.name
        self.heading.setText(_("Compare six words with {name}").format(name=found.name))
        self._about.setText(_about(found))
        words = [WrapLabel(word, "lead", align=Qt.AlignmentFlag.AlignCenter) for word in found.words.split()]
        self._words.add(boxed(EvenLayout(*words, least=130, gap=10)))
        self._words.setAccessibleName(
            _("The six words: {words}").format(words=", ".join(found.words.split()))
        )
        self._before.setVisible(found.compared)
        for button in (self.same, self.differ):
            button.setEnabled(True)
        self.fit_soon()
        announce(self, self._words.accessibleName())

    def _on_same(self) -> None:
        self._jobs.write(
            pins.confirm, self._person_id, owner=self, then=self._on_confirmed, problem=self._on_problem
        )

    def _on_confirmed(self, _done: object) -> None:
        self.compared.emit(self._person_id)
        self.accept()

    def _on_different(self) -> None:
        self.same.setEnabled(False)
        self._tell(
            _("Then somebody else may hold this key. Share nothing with {name} here.").format(
                name=self._name
            ),
            _("Tell {name} in person, and whoever is above the manager. Nothing was changed.").format(
                name=self._name
            ),
        )

    def _on_problem(self, error: KnownError) -> None:
        self._tell(error.what, error.todo)

    def _tell(self, what: str, todo: str) -> None:
        self.trouble.set(what, todo)
        self.trouble.show()
        self.fit_soon()
        announce(self, f"{what} {todo}")


def _about(found: Comparison) -> str:
    why = (
        _("{name}’s key has changed since you last used it, as it does when somebody is given new access.")
        if found.changed
        else _("The words show that what you seal for {name} can be opened by {name} and by nobody else.")
    )
    how = _(
        "Read them aloud together, face to face or on the phone. {name} opens the same window for you, "
        "on the page “Shared”, and has to see the same words."
    )
    return f"{why}\n\n{how}".format(name=found.name)
