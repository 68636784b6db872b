"""Taking one's own pages along, and letting go of the keys: the two cards of whoever has left."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.problems import sentence
from pie_audit.ui.settings.files import Files
from pie_audit.ui.settings.new_password import NewPassword
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    Card,
    FlowLayout,
    LinkButton,
    PrimaryButton,
    SecondaryButton,
    Tick,
    WrapLabel,
    boxed,
    column,
)
from pie_audit.words import _, plural
from pie_audit.workflows import leaving, own_export
from pie_audit.workflows.own_export import Taken
from pie_audit.workflows.unlock import Me, OpenWorkspace, SignedIn


class TakeAlongCard(Card):
    """Three files: locked with a password, readable, and open for other programs. `taken` tells what was written."""

    taken = Signal(object)

    def __init__(self, jobs: Jobs, files: Files) -> None:
        super().__init__(_("Take them with you"), icon="export", gap=12)
        self._jobs, self._files = jobs, files
        self.locked = PrimaryButton(_("Save with a password…"), "lock-simple")
        self.readable = SecondaryButton(_("Save to read…"), "file-pdf")
        self.open_file = SecondaryButton(_("Save for other programs…"))
        self.first = self.locked
        self.new = NewPassword(jobs, self._near, label=_("A password for this file"))
        self._go = PrimaryButton(_("Choose where…"))
        self._cancel = LinkButton(_("Cancel"))
        self._form = boxed(
            column(
                WrapLabel(_("It opens the file anywhere. Nobody can open it without."), "small", "ink2"),
                self.new,
                boxed(FlowLayout(self._go, self._cancel)),
                gap=10,
            )
        )
        self._form.hide()
        self._busy = BusyLine()
        self.said = Banner("", "", look="good")
        self.said.hide()
        self.add(
            WrapLabel(_("A PDF that only your own password opens, with everything in it."), "small", "ink2"),
            boxed(FlowLayout(self.locked)),
            self._form,
            WrapLabel(_("Or in the clear, for whoever holds the file:"), "small", "ink2"),
            boxed(FlowLayout(self.readable, self.open_file)),
            self._busy,
            self.said,
        )
        self._connect()

    def _connect(self) -> None:
        self.locked.clicked.connect(self._on_locked)
        self.readable.clicked.connect(self._on_readable)
        self.open_file.clicked.connect(self._on_open_file)
        self._go.clicked.connect(self._on_go)
        self._cancel.clicked.connect(self._fold)
        self.new.submitted.connect(self._on_go)

    def _near(self) -> tuple[str, ...]:
        me = self._jobs.me
        return (me.member.name,) if isinstance(me, SignedIn) else ()

    def _fold(self, _checked: bool = False) -> None:
        self.new.clear()
        self._form.hide()
        self.locked.show()

    def _on_locked(self, _checked: bool = False) -> None:
        self.locked.hide()
        self._form.show()
        self.new.setFocus()

    def _on_go(self, _checked: bool = False) -> None:
        password = self.new.chosen()
        target = self._target("my-pages-locked.pdf") if password is not None else None
        if password is None or target is None:
            return
        self._begin()
        self._jobs.aside(
            _save_locked, target, password, owner=self, then=self._on_saved, problem=self._on_problem
        )

    def _on_readable(self, _checked: bool = False) -> None:
        if (target := self._target("my-pages.pdf")) is not None:
            self._begin()
            self._jobs.aside(_save_pages, target, owner=self, then=self._on_saved, problem=self._on_problem)

    def _on_open_file(self, _checked: bool = False) -> None:
        if (target := self._target("my-pages.json")) is not None:
            self._begin()
            self._jobs.aside(_save_entries, target, owner=self, then=self._on_saved, problem=self._on_problem)

    def _target(self, name: str) -> Path | None:
        return self._files.choose_target(self, _("Where to put your pages"), name)

    def _begin(self) -> None:
        self.said.hide()
        self._busy.start(_("Writing your pages…"))

    def _on_saved(self, found: Taken) -> None:
        self._busy.stop()
        self._fold()
        n = found.count
        words = plural("{n} page is in it.", "{n} pages are in it.", n).format(n=n)
        self.said.set(_("Saved as {name}").format(name=found.path.name), words)
        self.said.set_look("good")
        self.said.show()
        self.taken.emit(found)

    def _on_problem(self, error: KnownError) -> None:
        self._busy.stop()
        if not self._form.isHidden():
            self.new.tell(sentence(error))
            return
        self.said.set(getattr(error, "what", ""), getattr(error, "todo", ""))
        self.said.set_look("warn")
        self.said.show()


class LetGoCard(Card):
    """“I have what I need”: only by one's own choice, and only after saying so twice. `gone` when it is done."""

    gone = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(_("When you have what you need"), icon="key", gap=12)
        self._jobs = jobs
        self.sure = Tick(_("I have what I need, or don’t need it"))
        self.go = SecondaryButton(_("Destroy my keys now"))
        self.go.setEnabled(False)
        self.said = WrapLabel("", "small", "danger")
        self.said.hide()
        self.add(
            WrapLabel(
                _(
                    "You needn’t: it happens by itself after your time. Without your keys nobody can ever read your "
                    "pages again. This can’t be undone."
                ),
                "small",
                "ink2",
            ),
            self.sure,
            boxed(FlowLayout(self.go)),
            self.said,
        )
        self.sure.toggled.connect(self.go.setEnabled)
        self.go.clicked.connect(self._on_go)

    def _on_go(self, _checked: bool = False) -> None:
        if self.go.isEnabled():
            self.go.setEnabled(False)
            self._jobs.aside(leaving.destroy_now, owner=self, then=self._on_gone, problem=self._on_problem)

    def _on_gone(self, _nothing: object) -> None:
        self.gone.emit()

    def _on_problem(self, error: KnownError) -> None:
        self.go.setEnabled(True)
        self.said.setText(sentence(error))
        self.said.show()


def _save_locked(opened: OpenWorkspace, me: Me, path: Path, password: str) -> Taken:
    return own_export.save_locked(opened, me, path, password, overwrite=True)


def _save_pages(opened: OpenWorkspace, me: Me, path: Path) -> Taken:
    return own_export.save_pages(opened, me, path, overwrite=True)


def _save_entries(opened: OpenWorkspace, me: Me, path: Path) -> Taken:
    return own_export.save_entries(opened, me, path, overwrite=True)
