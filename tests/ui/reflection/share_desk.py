"""Jo, who has written a page, and Sam, who may get a copy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from pie_audit.domain.entry import Entry, EntryKind, Step
from pie_audit.domain.shared_copy import SharedCopy, copy_of, parts_of
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.reflection.share_dialog import ShareDialog
from pie_audit.ui.reflection.shared_with_me_page import SharedWithMePage
from pie_audit.ui.widgets import WrapLabel
from pie_audit.workflows import pins, reflections, shared_pages, sharing
from pie_audit.workflows.reflections import Sitting
from pie_audit.workflows.share_readers import Audience
from tests.quarter import TODAY, Hostel

W = TypeVar("W", bound=QWidget)

PAGE = Entry(
    "ab" * 16,
    EntryKind.REFLECTION,
    TODAY,
    "The phone call",
    steps=(Step("w", "What happened", "I told Sam at once."), Step("s", "So what", "He cried. 📞 I stayed.")),
    take_away="Ring first, tidy later.",
    tags=("endings",),
)


@dataclass
class ShareDesk:
    """Whoever sits there, with what they look at."""

    hostel: Hostel
    qtbot: QtBot
    jobs: Jobs
    ground: QWidget

    def sit(self, name: str) -> None:
        self.jobs.me = self.hostel.people[name]

    def rest(self) -> None:
        """Let everything under way arrive."""
        self.qtbot.waitUntil(lambda: self.jobs._under_way == 0)
        for _turn in range(6):
            QApplication.processEvents()
        self.qtbot.waitUntil(lambda: self.jobs._under_way == 0)

    def dialog(self, whom: str = "") -> ShareDialog:
        """The share dialog over Jo's page, with somebody chosen."""
        dialog = ShareDialog(self.jobs, PAGE, TODAY, self.ground)
        dialog.open()
        self.rest()
        if whom:
            self.choose(dialog, whom)
        return dialog

    def choose(self, dialog: ShareDialog, whom: str) -> None:
        at = dialog.whom.findText(whom)
        assert at > 0, [dialog.whom.itemText(n) for n in range(dialog.whom.count())]
        dialog.whom.setCurrentIndex(at)
        dialog.whom.activated.emit(at)
        self.rest()

    def page(self, width: int = 1144) -> SharedWithMePage:
        """The page “Shared” of whoever sits there."""
        page = SharedWithMePage(self.jobs)
        self.qtbot.addWidget(page)
        self.jobs.changed.connect(page.reload)
        page.resize(width, 768)
        page.show()
        page.reload()
        self.qtbot.waitUntil(lambda: page.filled)
        self.rest()
        return page

    def give(self, *names: str, copy: SharedCopy | None = None) -> bytes:
        """Jo shares her page with these; the id of the copy."""
        to = Audience(tuple(self.hostel.people[n].member.person_id for n in names))
        whole = copy or copy_of(PAGE, parts_of(PAGE), TODAY)
        return self.hostel.do(sharing.share, self.hostel.people["jo"], PAGE.entry_id, whole, to).share_id

    def received(self, name: str) -> list[SharedCopy | None]:
        """What somebody can read of what others shared with them."""
        return [p.copy for p in self.hostel.see(shared_pages.shared_with_me, self.hostel.people[name])]


def found(within: QWidget, kind: type[W]) -> W:
    """The one window of a kind over another that is shown."""
    (one,) = [w for w in within.findChildren(kind) if w.isVisible()]
    return one


def press(within: QWidget, words: str) -> None:
    """Press the one button that says so."""
    buttons = [b for b in within.findChildren(QAbstractButton) if b.isVisible()]
    (one,) = [b for b in buttons if b.accessibleName() == words]
    one.click()


def labels(within: QWidget) -> str:
    """Everything that can be read."""
    return "\n".join(label.text() for label in within.findChildren(WrapLabel) if label.isVisible())


@pytest.fixture
def desk(hostel: Hostel, qtbot: QtBot) -> Iterator[ShareDesk]:
    jobs = Jobs(hostel.worker)
    jobs.begin(hostel.opened)
    ground = QWidget()
    ground.resize(1366, 768)
    qtbot.addWidget(ground)
    ground.show()
    hostel.do(reflections.save, hostel.jo, PAGE, Sitting(PAGE, 0))
    hostel.do(pins.remember_people, hostel.jo)
    at = ShareDesk(hostel, qtbot, jobs, ground)
    at.sit("jo")
    yield at
    at.rest()
    jobs.blockSignals(True)
