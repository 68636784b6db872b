"""Pages from before a reset: how many stay sealed, and My key of that time."""

from __future__ import annotations

from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.problems import sentence, was_wrong_secret
from pie_audit.ui.widgets import (
    BusyLine,
    Card,
    Field,
    FlowLayout,
    PrimaryButton,
    TextLine,
    WrapLabel,
    boxed,
    column,
)
from pie_audit.ui.widgets.on_the_way import Waiting
from pie_audit.words import _, plural
from pie_audit.workflows import arriving, earlier_pages
from pie_audit.workflows.arriving import Sealed


class EarlierCard(Card):
    """Shown only to somebody whose access was made anew and who has pages from before."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(_("From before your reset"), icon="lock-simple", gap=12)
        self._jobs = jobs
        self._told = ""
        self.said = WrapLabel("", "small", "ink2")
        self.code = TextLine(most=80)
        self._field = Field(_("My key of that time"), self.code, _("All six groups, as they are printed."))
        self.go = PrimaryButton(_("Open those pages"))
        self._busy, self._waiting = BusyLine(), Waiting(self)
        self._form = boxed(column(self._field, boxed(FlowLayout(self.go)), self._busy, gap=10))
        self.add(self.said, self._form)
        self.go.clicked.connect(self._on_go)
        self.code.returnPressed.connect(self._on_go)
        self.hide()

    def reload(self) -> None:
        """How many there are, and whether anything could open them."""
        self._jobs.read(arriving.sealed, owner=self, then=self._show_sealed)

    def clear(self) -> None:
        """Nothing typed stays behind."""
        self.code.clear()
        self._field.set_error("")
        self._told = ""

    def _show_sealed(self, found: Sealed) -> None:
        """What was opened a moment ago stays told until somebody leaves, though nothing is sealed any more."""
        left = found.words if found.pages else ""
        self.said.setText(" ".join(words for words in (self._told, left) if words))
        self._form.setVisible(found.may_open)
        self.setVisible(bool(self._told) or found.pages > 0)

    def _on_go(self) -> None:
        if not self.go.isEnabled():
            return
        self.go.setEnabled(False)
        self._waiting.begin()
        self._field.set_error("")
        self._busy.start(_("Opening your earlier pages…"))
        self._jobs.aside(
            earlier_pages.open_with_my_key,
            self.code.text(),
            owner=self,
            then=self._on_opened,
            problem=self._on_problem,
        )

    def _on_opened(self, pages: int) -> None:
        self._rest()
        self.clear()
        self._form.hide()
        words = plural("{n} page is yours to read again.", "{n} pages are yours to read again.", pages)
        self._told = words.format(n=pages)
        self.said.setText(self._told)
        self.show()  # it was filled again perhaps, while the pages were opened

    def _on_problem(self, error: KnownError) -> None:
        self._rest()
        is_other = was_wrong_secret(error)
        words = _("This sheet isn’t of that time.") if is_other else sentence(error)
        self._field.set_error(words)
        if self._waiting.is_here():
            self.code.setFocus()

    def _rest(self) -> None:
        self._busy.stop()
        self.go.setEnabled(True)
