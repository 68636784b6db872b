"""Opens the palette over the inside, and gathers what it offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from pie_audit.ui.jobs import Jobs
from pie_audit.ui.settings.look import wear
from pie_audit.ui.settings.preferences import Preferences
from pie_audit.ui.shell import offers
from pie_audit.ui.shell.palette import Palette
from pie_audit.ui.widgets import Command, next_turn
from pie_audit.words import _

if TYPE_CHECKING:
    from pie_audit.domain.team import Member
    from pie_audit.domain.team_part import TeamPart
    from pie_audit.ui.shell.areas import Area
    from pie_audit.ui.shell.undo_stack import UndoStack
    from pie_audit.workflows.finding import Findable


class Inside(offers.Ways, Protocol):
    """What the inside tells, and does when asked."""

    undo_stack: UndoStack

    def area(self) -> str:
        """The area in hand."""

    def page(self) -> QWidget | None:
        """The page in hand."""

    def member(self) -> Member:
        """Whoever is here."""

    def team_id(self) -> str | None:
        """The team in hand."""

    def parts(self) -> frozenset[TeamPart]:
        """What the team in hand uses of everyday practice."""

    def areas(self) -> tuple[Area, ...]:
        """The places of the sidebar."""

    def undo(self) -> None:
        """Take back the latest change."""

    def toggle_help(self) -> None:
        """Open the help."""

    def project(self) -> None:
        """The projector's view, where the page has one."""


class Finder(QObject):
    """One for each inside. Asks anew each time, so that only what may be done now is offered."""

    def __init__(self, inside: Inside, jobs: Jobs, preferences: Preferences) -> None:
        super().__init__(cast(QObject, inside))
        self._inside, self._jobs, self._preferences = inside, jobs, preferences
        self._before: QWidget | None = None
        self._found: Findable | None = None
        self.palette = Palette(cast(QWidget, inside))
        self.palette.closed.connect(self._on_closed)
        self.palette.noting = self._noting
        jobs.busy.connect(self._on_busy)

    def toggle(self) -> None:
        """Open the palette, or close it."""
        if not self.palette.isHidden():
            self.palette.close_panel()
            return
        from pie_audit.workflows import finding

        self._before, self._found = QApplication.focusWidget(), None
        self.palette.open_with(self._offered(None))
        self._jobs.read(
            finding.findable,
            self._inside.team_id(),
            owner=self.palette,
            then=self._on_found,
            problem=self._on_nothing,
        )

    def close(self) -> None:
        """Put the palette away, if it is open."""
        self.palette.close_panel()

    @property
    def is_open(self) -> bool:
        """Whether the palette covers the page."""
        return not self.palette.isHidden()

    def _on_found(self, found: Findable | None) -> None:
        self._found = found
        if self.is_open:
            self.palette.complete(*self._all_offered())

    def _on_nothing(self, _error: object) -> None:
        """Places and what works everywhere can be found all the same."""
        self._on_found(None)

    def _on_busy(self, under_way: int) -> None:
        """What was under way when it opened may leave other things to do; the page shows them first."""
        if not under_way and self.is_open:
            next_turn(self.palette, self._offer_again)

    def _offer_again(self) -> None:
        if self.is_open and self.palette.is_whole:
            self.palette.offer(*self._all_offered())

    def _all_offered(self) -> tuple[tuple[Command, ...], tuple[Command, ...]]:
        found = self._found
        more = offers.topics_and_actions(found, self._inside) if found is not None else ()
        return self._offered(found), tuple(more)

    def _on_closed(self) -> None:
        before, self._before = self._before, None
        if before is not None and _takes_focus(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offered(self, found: Findable | None) -> tuple[Command, ...]:
        from pie_audit.ui.shell import everyday_offers, noting

        here = self._inside.area()
        page = self._inside.page()
        undo = self._inside.undo_stack.latest
        has_team = self._inside.team_id() is not None
        take_back = _("Take back: {what}").format(what=undo)
        found_now = (
            *((Command(take_back, self._inside.undo, _("Ctrl+Z"), (_("undo"),)),) if undo else ()),
            *offers.commands_of(page),
            *offers.of_writing(self._inside),
            *(noting.to_note(self._inside.parts(), self.note) if has_team else ()),
            *(offers.of_review_and_plan(found, self._inside, here) if found is not None else ()),
            *(offers.of_trends(found, self._inside, here) if found is not None else ()),
            *offers.of_wellbeing(self._inside.areas(), self._inside),
            *everyday_offers.of_everyday(self._inside, self._inside.parts(), here, has_team=has_team),
            *offers.of_leading(self._inside.areas(), self._inside, here),
            *((self._projector(),) if hasattr(page, "project") else ()),
            *offers.everywhere(self, self._preferences.settings),
            *offers.places(self._inside.areas(), self._inside.member(), self._inside, here),
        )
        return tuple({(c.words.casefold(), c.is_place): c for c in reversed(found_now)}.values())[::-1]

    def _noting(self, typed: str) -> tuple[Command, ...]:
        if self._inside.team_id() is None:
            return ()
        from pie_audit.ui.shell import noting

        return noting.with_words(typed, self._inside.parts(), self.note)

    def note(self, part: TeamPart, words: str = "") -> None:
        """Open the quick box over the page in hand, with these words in it."""
        from pie_audit.ui.home.quick_window import QuickWindow

        team_id = self._inside.team_id()
        if team_id is not None:
            QuickWindow(self._jobs, team_id, (part, words), cast(QWidget, self._inside)).open()

    def _projector(self) -> Command:
        words = (_("screen big meeting show"),)
        return Command(_("Projector view"), self._inside.project, _("F5"), words, icon="presentation")

    # what works everywhere

    def resize(self, step: int) -> None:
        """See `offers.Everywhere`."""
        cast(Any, self._inside.page()).window().resize_text(step)

    def wear(self, mode: str) -> None:
        """See `offers.Everywhere`."""
        self._preferences.change(mode=mode)
        wear(self._preferences.settings)
        if self._inside.area() in {"people", "settings", "backup"}:
            cast(Any, self._inside.page()).reload()

    def lock(self) -> None:
        """See `offers.Everywhere`."""
        self._inside.go("lock")

    def help(self) -> None:
        """See `offers.Everywhere`."""
        self._inside.toggle_help()


def _takes_focus(widget: QWidget) -> bool:
    return shiboken6.isValid(widget) and widget.isVisible()
