"""What keys do inside, whichever page is in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pie_audit.ui.shell import any_page, regions
from pie_audit.ui.shell.help_panel import help_place

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from pie_audit.ui.settings.preferences import Preferences
    from pie_audit.ui.shell.finder import Finder
    from pie_audit.ui.shell.help_panel import HelpPanel
    from pie_audit.ui.shell.sidebar import Sidebar
    from pie_audit.ui.shell.undo_stack import UndoStack
    from pie_audit.ui.widgets import Banner


class AnswersKeys:
    """One method a key; while the palette is open it has the keys."""

    finder: Finder
    undo_stack: UndoStack
    help: HelpPanel
    trouble: Banner
    sidebar: Sidebar
    _preferences: Preferences

    def undo(self) -> None:
        """Take back the latest change."""
        if not self.finder.is_open:
            self.undo_stack.undo()

    def toggle_palette(self, _checked: bool = False) -> None:
        """Ctrl+K opens the palette and closes it again."""
        self.finder.toggle()

    def begin_new(self) -> None:
        """Ctrl+N: what is new in this area, where the page offers it."""
        if not self.finder.is_open:
            any_page.begin_new(self.page())

    def project(self) -> None:
        """F5: the projector's view, where the page has one."""
        if not self.finder.is_open:
            any_page.project(self.page())

    def toggle_help(self) -> None:
        """F1 opens the help and closes it again."""
        self.finder.close()
        if self.help.isHidden():
            self.help.open_for(
                help_place(self.page(), self.area()), fade=not self._preferences.settings.reduced_motion
            )
        else:
            self.help.close_panel()

    def close_panel(self) -> None:
        """Esc: the palette, help, then the banner. Nothing is ever thrown away."""
        if self.finder.is_open:
            self.finder.close()
        elif not self.help.isHidden():
            self.help.close_panel()
        elif not self.trouble.isHidden():
            self.trouble.hide()

    def next_region(self, by: int = 1) -> None:
        """F6: sidebar, heading, main, side; Shift+F6 (-1) the other way."""
        if not self.finder.is_open:
            regions.step(self.sidebar, self.page(), by)

    def area(self) -> str:
        """The area in hand."""
        raise NotImplementedError  # Qt's classes can't be abstract

    def page(self) -> QWidget | None:
        """The page in hand."""
        raise NotImplementedError  # Qt's classes can't be abstract
