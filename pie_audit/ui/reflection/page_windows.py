"""The small windows over a page: earlier versions, what others see of it, and its menu."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu

from pie_audit.ui.jobs import Jobs
from pie_audit.ui.reflection.earlier_window import EarlierWindow
from pie_audit.ui.reflection.others_window import OthersWindow
from pie_audit.ui.reflection.saving_page import SavingPage
from pie_audit.words import _
from pie_audit.workflows import reflections, seen_by_others
from pie_audit.workflows.reflections import EarlierText
from pie_audit.workflows.seen_by_others import SeenByOthers


class PageWindows(QObject):
    """Belongs to one editor. Each window opens once what is on the screen is saved."""

    def __init__(self, jobs: Jobs, page: SavingPage) -> None:
        super().__init__(page)
        self._jobs, self._page = jobs, page
        page.menu_button.clicked.connect(self._on_menu)
        page.privacy.others_asked.connect(self.show_others)

    def show_earlier(self) -> None:
        """Look at earlier versions, once what is typed is one of them."""
        self._page.when_settled(self._read_earlier)

    def show_others(self) -> None:
        """The sealed block and its week."""
        self._page.when_settled(self._read_seen)

    def _begin_new(self) -> None:
        self._page.went_to.emit("write", "")

    def _read_earlier(self) -> None:
        if entry_id := self._saved_id():
            self._jobs.read(reflections.versions, entry_id, owner=self, then=self._on_versions)

    def _on_versions(self, texts: tuple[EarlierText, ...]) -> None:
        if texts:
            window = EarlierWindow(texts, self._page)
            window.chosen.connect(self._go_back)
            window.open()

    def _go_back(self, version: int) -> None:
        if entry_id := self._saved_id():
            self._jobs.write(reflections.go_back, entry_id, version, owner=self)

    def _read_seen(self) -> None:
        if entry_id := self._saved_id():
            self._jobs.read(seen_by_others.seen_by_others, entry_id, owner=self, then=self._on_seen)

    def _on_seen(self, seen: SeenByOthers) -> None:
        OthersWindow(seen, self._page).open()

    def _saved_id(self) -> str:
        base = self._page.keeper.base
        return base.entry.entry_id if base is not None and base.version else ""

    def _on_menu(self, _checked: bool = False) -> None:
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, then in (
            (_("Earlier versions"), self.show_earlier),
            (_("Another page"), self._begin_new),
            (_("Throw this page away"), self._page.throw_away),
        ):
            menu.addAction(words).triggered.connect(then)
        menu.actions()[0].setEnabled(bool(self._saved_id()))
        button = self._page.menu_button
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
