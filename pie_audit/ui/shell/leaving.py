"""Closing: what is on the pages is saved, a sealed copy goes to the second place, then the workspace shuts."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.settings.preferences import Preferences
from pie_audit.ui.shell.door import DEMO_PREFIX
from pie_audit.ui.widgets import Card, FlowLayout, LinkButton, PrimaryButton, WrapLabel, boxed
from pie_audit.words import _

if TYPE_CHECKING:
    from pie_audit.workflows.presence import Premises


class Closing(Protocol):
    """What the window tells and does on the way out."""

    jobs: Jobs
    premises: Premises
    preferences: Preferences
    inside: Any

    def kept_rooms(self) -> list[Any]:
        """Rooms of people who were locked out with words that could not be saved."""

    def finish_closing(self) -> None:
        """Everything is saved, copied and shut."""


class Leaving(QObject):
    """The steps from “close” to closed. Nothing is lost by stopping half-way."""

    def __init__(self, window: Closing) -> None:
        super().__init__(cast(QObject, window))
        self._window = window
        self._panel: LeavingPanel | None = None

    @property
    def panel(self) -> LeavingPanel | None:
        """What the person sees meanwhile."""
        return self._panel

    def begin(self) -> None:
        """Send what is on the pages, and wait for it."""
        if self._panel is not None:
            return
        self._show(_("Saving the last words…"))
        let_go = getattr(self._window.inside, "before_closing", None)
        if let_go is not None:
            let_go()
        for room in self._rooms():
            room.flush()
        self._window.jobs.read(_nothing, owner=self, then=self._on_saved, problem=self._on_saved)

    def stay(self) -> None:
        """Thought better of it: back to the words that wait, where there are any."""
        self._hide()
        show = getattr(self._window.inside, "show_unsaved", None)
        if show is not None:
            show()

    def _rooms(self) -> list[Any]:
        inside = self._window.inside
        return [*self._window.kept_rooms(), *([inside] if inside is not None else [])]

    def _on_saved(self, _nothing: object) -> None:
        waiting = [room for room in self._rooms() if room.unsaved()]
        if not waiting:
            self._copy()
            return
        if self._window.inside in waiting:
            todo = _("They are still on the page. Copy them from there, or let us try again.")
        else:
            todo = _(
                "Whoever wrote them can come in here and copy them: {name}. Or let us try again."
            ).format(name=waiting[0].owner)
        back = _("Back to the page") if self._window.inside is not None else _("Don’t close")
        self._ask(_("Some words aren’t saved yet"), todo, (_("Try again"), self._again), (back, self.stay))

    def _copy(self) -> None:
        place, opened = self._window.preferences.settings.second_place, self._window.jobs.opened
        if not place or opened is None or opened.folder.name.startswith(DEMO_PREFIX):
            self._shut()
            return
        from pie_audit.workflows import backups

        self._show(_("Copying to {place}…").format(place=Path(place).name))
        self._window.jobs.alone(
            partial(backups.copy_on_closing, opened, None, Path(place)),
            owner=self,
            then=self._on_copied,
            problem=self._on_no_copy,
        )

    def _on_copied(self, _made: object) -> None:
        today = self._window.premises.clock.today()
        self._window.preferences.change(copied_at=today.isoformat())
        self._shut()

    def _on_no_copy(self, error: KnownError) -> None:
        self._ask(
            error.what,
            error.todo,
            (_("Try again"), self._again),
            (_("Close without a copy"), self._shut),
            (_("Don’t close"), self.stay),
        )

    def _again(self) -> None:
        self._hide()
        self.begin()

    def _shut(self) -> None:
        window = self._window
        opened, me = window.jobs.opened, window.jobs.me
        self._show(_("Closing…"))
        if me is not None and hasattr(me, "forget"):
            me.forget()
        if opened is not None:
            window.jobs.alone(opened.close, owner=self, then=self._on_shut, problem=self._on_shut)

    def _on_shut(self, _result: object) -> None:
        self._window.finish_closing()

    def _show(self, words: str) -> None:
        if self._panel is None:
            self._panel = LeavingPanel(cast(QWidget, self._window))
        self._panel.say(words)

    def _ask(self, what: str, todo: str, *answers: tuple[str, object]) -> None:
        if self._panel is not None:
            self._panel.ask(what, todo, answers)

    def _hide(self) -> None:
        if self._panel is not None:
            self._panel.close()
            self._panel.deleteLater()
            self._panel = None


class LeavingPanel(QWidget):
    """Covers the window while it closes, so that nothing new is begun."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAutoFillBackground(True)
        self.setGeometry(window.rect())
        self._title = WrapLabel("", "h2", align=Qt.AlignmentFlag.AlignHCenter)
        self._text = WrapLabel("", "body", "ink2", align=Qt.AlignmentFlag.AlignHCenter)
        self.card = Card("", self._title, self._text)
        self.card.setFixedWidth(min(460, max(280, window.width() - 40)))
        self._buttons: QWidget | None = None
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(self.card, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        self.show()
        self.raise_()
        self.setFocus()

    def say(self, words: str) -> None:
        """What is being done."""
        self._title.setText(words)
        self._text.hide()
        self._drop_buttons()

    def ask(self, what: str, todo: str, answers: tuple[tuple[str, object], ...]) -> None:
        """What went wrong, and what may be done."""
        self._title.setText(what)
        self._text.setText(todo)
        self._text.show()
        self._drop_buttons()
        buttons = []
        for at, (words, then) in enumerate(answers):
            button = PrimaryButton(words) if at == 0 else LinkButton(words)
            button.clicked.connect(lambda _checked=False, then=then: then())
            buttons.append(button)
        self._buttons = boxed(FlowLayout(*buttons))
        self.card.add(self._buttons)
        self._buttons.show()
        buttons[0].setFocus()

    def _drop_buttons(self) -> None:
        if self._buttons is not None:
            self._buttons.hide()
            self._buttons.deleteLater()
            self._buttons = None


def _nothing(*_args: object) -> None:
    """A read that only tells that everything before it is through."""
