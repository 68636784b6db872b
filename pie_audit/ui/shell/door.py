"""Everything before somebody is in: which page of the door shows, and what it works on."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.day import day_words
from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.settings.files import Files
from pie_audit.ui.settings.preferences import Preferences
from pie_audit.ui.shell.door_page import DoorPage, Threshold
from pie_audit.ui.shell.opening import Opening
from pie_audit.ui.shell.patience import Patience
from pie_audit.ui.shell.pin_hold import PinHold
from pie_audit.words import _

if TYPE_CHECKING:
    from pie_audit.ui.shell.first_run_page import FirstRunPage
    from pie_audit.workflows.demo.demo import Demo
    from pie_audit.workflows.presence import Me, Premises, SignedIn
    from pie_audit.workflows.unlock import OpenWorkspace

DEMO_PREFIX = "demo-"


class Door(QWidget):
    """Holds one page at a time and makes it anew, so that nothing typed stays behind. `came_in` brings who is here."""

    came_in = Signal(object)

    def __init__(self, jobs: Jobs, premises: Premises, preferences: Preferences, files: Files) -> None:
        super().__init__()
        self._jobs, self._premises, self._preferences = jobs, premises, preferences
        self._at = Threshold(jobs, premises, files, Patience(self), Opening(premises, jobs.worker))
        self.hold = PinHold(self)
        self._demo: Demo | None = None
        self._last = ""
        self._saved = False
        self.page: DoorPage | FirstRunPage | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def arrive(self) -> None:
        """The first page: sign-in where there is a workspace, first run where there is none."""
        folder = self._usual_folder()
        if folder is None:
            self._show(self._make_first_run(None))
            return
        self._show_sign_in(folder)

    def remember(self) -> None:
        """Open what this computer's keyring remembers, once the door is painted."""
        folder = self._at.folder
        if folder is not None and self._jobs.opened is None and self._premises.keyring is not None:
            self._jobs.alone(
                partial(self._at.opening.remember, folder),
                owner=self,
                then=self._on_remembered,
                problem=self._on_shut,
            )

    def lock(self, last: str) -> None:
        """The lock screen, with the name of whoever was here."""
        self._last = last
        self._go_to("sign-in", None, saved=True)

    def await_slip(self, said: str) -> None:
        """A shared screen, ready for the next slip; `said` is what became of the one before, where that needs words."""
        self._last = ""
        self._go_to("slip", said)

    def hold_keys(self, me: SignedIn, digest: bytes) -> None:
        """Whoever locked chose a short PIN: they may come back with it for a while."""
        from pie_audit.ui.shell.lock_page import LockPage

        self.hold.begin(me, digest)
        if isinstance(self.page, LockPage):
            self.page.offer_pin()

    def leave(self) -> None:
        """Nobody is outside any more: let go of the page with all that was typed."""
        self._show(None)

    def workspaces(self) -> tuple[tuple[Path, str], ...]:
        """The workspaces of this computer and when each was used, latest first."""
        folder = self._premises.workspaces
        found = [p for p in folder.iterdir() if _looks_like_one(p)] if folder.is_dir() else []
        dated = sorted(((_used_on(p), p) for p in found), key=lambda pair: (pair[0], pair[1]), reverse=True)
        return tuple((p, _("Used on {day}").format(day=day_words(day))) for day, p in dated)

    def _usual_folder(self) -> Path | None:
        found = [folder for folder, _used in self.workspaces()]
        last = self._preferences.settings.last_workspace
        if last and Path(last).is_dir():
            return Path(last)
        return found[0] if found else None

    def _show_sign_in(self, folder: Path) -> None:
        from pie_audit.ui.shell.sign_in_page import SignInPage

        self._at = replace(self._at, folder=folder)
        self._show(SignInPage(self._at, several=len(self.workspaces()) > 1))

    def _on_remembered(self, opened: OpenWorkspace | None) -> None:
        if opened is None:
            return
        self._jobs.begin(opened)
        if isinstance(self.page, DoorPage) and not self.page.is_busy:
            self._go_to("sign-in", None)

    def _on_shut(self, error: KnownError) -> None:
        """What keeps it shut is told before anybody types a password in vain."""
        if isinstance(self.page, DoorPage):
            self.page.refuse(error)

    def _go_to(self, page: str, argument: object, *, saved: bool = False) -> None:
        pages: dict[str, Any] = {
            "sign-in": self._make_sign_in,
            "first-run": partial(self._make_first_run, can_go_back=True),
            "slip": self._make_slip,
            "left": self._make_left,
            "invitation": self._make_invitation,
            "recover": self._make_recover,
            "house-key": self._make_house_key,
            "house-desk": self._make_house_desk,
            "restore": self._make_restore,
            "workspaces": self._make_workspaces,
            "demo": self._make_demo,
        }
        self._saved = saved
        self._show(pages[page](argument))

    def _make_sign_in(self, argument: object) -> DoorPage | FirstRunPage:
        from pie_audit.ui.shell.lock_page import LastHere, LockPage
        from pie_audit.ui.shell.sign_in_page import SignInPage

        if isinstance(argument, Path):
            self._close_then_mean(argument)
        if self._demo is not None and self._jobs.opened is not None:
            return self._make_demo(self._demo)
        if self._jobs.opened is not None:
            minutes = self._preferences.settings.idle_minutes
            return LockPage(self._at, LastHere(self._last, self._saved, minutes, self.hold))
        folder = self._at.folder or self._usual_folder()
        if folder is None:
            return self._make_first_run(None)
        self._at = replace(self._at, folder=folder)
        return SignInPage(self._at, several=len(self.workspaces()) > 1)

    def _close_then_mean(self, folder: Path) -> None:
        self.hold.forget()
        opened, self._jobs.opened = self._jobs.opened, None
        if opened is not None:
            self._jobs.alone(opened.close, owner=self, then=_nothing)
            self._at.opening.forget()
        self._demo = None
        self._at = replace(self._at, folder=folder)

    def _make_first_run(self, _argument: object, *, can_go_back: bool = False) -> FirstRunPage:
        from pie_audit.ui.shell.first_run_page import FirstRunPage

        return FirstRunPage(self._at, can_go_back=can_go_back)

    def _make_slip(self, said: object) -> DoorPage:
        from pie_audit.ui.shell.lock_page import SlipPage

        return SlipPage(self._at, said if isinstance(said, str) else "")

    def _make_left(self, _argument: object) -> DoorPage:
        from pie_audit.ui.shell.lock_page import LeftPage

        return LeftPage(self._at)

    def _make_invitation(self, argument: object) -> DoorPage:
        from pie_audit.ui.shell.way_back_pages import InvitationPage

        name, code = argument if isinstance(argument, tuple) else ("", "")
        return InvitationPage(self._at, name, code)

    def _make_recover(self, _argument: object) -> DoorPage:
        from pie_audit.ui.shell.way_back_pages import RecoverPage

        return RecoverPage(self._at, self._last)

    def _make_house_key(self, _argument: object) -> DoorPage:
        from pie_audit.ui.shell.way_back_pages import HouseKeyPage

        return HouseKeyPage(self._at)

    def _make_house_desk(self, _argument: object) -> DoorPage:
        from pie_audit.ui.shell.way_back_pages import HouseDeskPage

        return HouseDeskPage(self._at)

    def _make_restore(self, _argument: object) -> DoorPage:
        from pie_audit.ui.shell.restore_page import RestorePage

        return RestorePage(self._at)

    def _make_workspaces(self, _argument: object) -> DoorPage:
        from pie_audit.ui.shell.sign_in_page import WorkspacesPage

        return WorkspacesPage(self._at, self.workspaces())

    def _make_demo(self, argument: object) -> DoorPage:
        from pie_audit.ui.shell.demo_page import DemoPage

        self._demo = argument  # type: ignore[assignment]  # what “Try it with made-up data” brings along
        return DemoPage(self._at, self._demo)

    def _show(self, page: DoorPage | FirstRunPage | None) -> None:
        before, self.page = self.page, page
        if before is not None:
            before.hide()
            self._layout.removeWidget(before)
            before.deleteLater()
        if page is not None:
            page.went_to.connect(self._go_to)
            page.came_in.connect(self._on_came_in)
            self._layout.addWidget(page)
            page.show()
            page.begin()

    def _on_came_in(self, me: Me) -> None:
        opened = self._jobs.opened
        if opened is not None and not opened.folder.name.startswith(DEMO_PREFIX):
            self._at = replace(self._at, folder=opened.folder)
            if self._preferences.settings.last_workspace != str(opened.folder):
                self._preferences.change(last_workspace=str(opened.folder))
        self.came_in.emit(me)


def _looks_like_one(folder: Path) -> bool:
    if folder.name.startswith((".", DEMO_PREFIX)):
        return False
    return any((folder / name).exists() for name in ("pie.db", "pie.keyslots"))


def _used_on(folder: Path) -> date:
    return date.fromtimestamp(max(map(_changed_at, folder.iterdir()), default=0.0))


def _changed_at(file: Path) -> float:
    """When it was last written; long ago for what isn't a file, or was put away meanwhile by another window."""
    try:
        seen = file.stat()
    except OSError:
        return 0.0
    return seen.st_mtime if stat.S_ISREG(seen.st_mode) else 0.0


def _nothing(_result: object) -> None:
    """The old workspace is closed."""
