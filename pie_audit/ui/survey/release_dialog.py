"""The one question before anything leaves the box."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import PrimaryButton, WrapLabel
from pie_audit.ui.widgets.asking import AskingDialog
from pie_audit.words import _, plural
from pie_audit.workflows.surveys import keeping
from pie_audit.workflows.surveys.keeping import Inside


class ReleaseDialog(AskingDialog):
    """`released` when it has gone out and the rest is destroyed."""

    released = Signal()
    help_name = "release-survey"

    def __init__(
        self, jobs: Jobs, inside: Inside, kept: Sequence[str], themes: Sequence[str], parent: QWidget
    ) -> None:
        title = _("Close it for good?") if inside.few else _("Let it out?")
        super().__init__(title, parent)
        self._jobs, self._kept, self._themes = jobs, tuple(kept), tuple(themes)
        self._inside: Inside | None = inside
        for line in self._lines(inside):
            self.add(WrapLabel(line))
        self.go = PrimaryButton(_("Close it") if inside.few else _("Let it out"))
        self.go.clicked.connect(self._release)
        self.add_buttons(self.go)
        self.first_focus = self.go

    def _lines(self, inside: Inside) -> list[str]:
        destroyed = _("Then the answers and all three keys are destroyed. There is no undo.")
        if inside.few:
            return [
                _("No figure goes out, only that there was a survey and roughly how many took part."),
                destroyed,
            ]
        lines = [_("Everybody asked sees the same, at the same moment.")]
        if inside.may_write_themes:
            n = len(self._themes)
            lines.append(
                plural(
                    "{n} theme goes out with the figures.", "{n} themes go out with the figures.", n
                ).format(n=n)
                if n
                else _("No theme goes out: none is written.")
            )
        elif len(self._kept) < len(inside.comments):
            lines.append(_("What you unticked is destroyed with the rest."))
        return [*lines, destroyed]

    def _release(self) -> None:
        self.set_busy(_("Working out what is safe to show…"))
        self._jobs.aside(
            keeping.release,
            self._inside,
            self._kept,
            self._themes,
            owner=self,
            then=self._on_released,
            problem=self.show_trouble,
        )

    def _on_released(self, _result: object) -> None:
        self.released.emit()
        self.accept()

    def done(self, result: int) -> None:
        """However it closes, nothing of the box stays in this window."""
        self._inside, self._kept, self._themes = None, (), ()
        super().done(result)
