"""What somebody must know as they come in: a banner each, until they close it or go where it leads."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import Banner, announce, next_turn
from pie_audit.words import _
from pie_audit.workflows import arriving
from pie_audit.workflows.arriving import Notice
from pie_audit.workflows.unlock import SignedIn


class Notices(QWidget):
    """Stands above the page. `went_to` leads to where something can be done about one."""

    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._banners: list[Banner] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.hide()

    def look_round(self, me: SignedIn) -> None:
        """What is done once somebody is in, behind the first page."""
        next_turn(self, partial(self._arrive, me))

    def _arrive(self, me: SignedIn) -> None:
        opened = self._jobs.opened
        if opened is not None and opened.slots_damaged:
            self.show_notices((arriving.damaged_keys(),))
        if self._jobs.me is me:
            self._jobs.write(arriving.arrive, owner=self, then=self.show_notices, problem=self._on_problem)

    def _on_problem(self, _error: Exception) -> None:
        """A disk that takes nothing keeps nobody out, and says so wherever something is to be kept."""

    def show_notices(self, found: tuple[Notice, ...]) -> None:
        """One banner each, the gravest first."""
        for notice in found:
            actions = (_("Look"), _("Close")) if notice.area else (_("Close"),)
            banner = Banner(notice.what, notice.todo, look="warn", icon="warning-circle", actions=actions)
            banner.actionChosen.connect(partial(self._on_action, banner, notice))
            self._banners.append(banner)
            self.layout().addWidget(banner)
            announce(self, f"{notice.what} {notice.todo}")
        self.setVisible(bool(self._banners))

    def words(self) -> list[str]:
        """What is told just now."""
        return [banner.accessibleName() for banner in self._banners]

    def _on_action(self, banner: Banner, notice: Notice, index: int) -> None:
        self._banners.remove(banner)
        banner.hide()
        banner.deleteLater()
        self.setVisible(bool(self._banners))
        if notice.area and index == 0:
            self.went_to.emit(notice.area, notice.argument)
