"""A team's small logs: the wall of wins, what took too long, who was turned away, and what else the team notes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import KnownError
from pie_audit.domain.part_words import name_of
from pie_audit.domain.team_part import SMALL_LOGS, TeamPart
from pie_audit.ui.home.log_view import LogView
from pie_audit.ui.home.log_views import ICONS, begin_words, make_view
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.not_saved import NotSaved
from pie_audit.ui.widgets import (
    Command,
    EmptyState,
    Page,
    PrivacyBar,
    SecondaryButton,
    Segmented,
    clear,
)
from pie_audit.words import _
from pie_audit.workflows.everyday import small_log_views
from pie_audit.workflows.everyday.small_log_views import MOST_SHOWN, SmallLogs

SAVE_WITHIN_MS = 1500
NEW_WIN, NEW_FRICTION, NEW_TELLINGS = "new-win", "new-friction", "new-tellings"
_BEGINNINGS = {
    NEW_WIN: TeamPart.WINS,
    NEW_FRICTION: TeamPart.FRICTION,
    NEW_TELLINGS: TeamPart.TELLINGS,
    "new-refusal": TeamPart.REFUSALS,
    "new-bent-rule": TeamPart.BENT_RULES,
    "new-prompt": TeamPart.PROMPTS,
    "new-door": TeamPart.DOORS,
}
"""What the page may be asked to begin with; the same without “new-” only shows the view."""

_SHOWN = {part.value: part for part in SMALL_LOGS}


class SmallLogsPage(Page):
    """A view for each part that the team uses; only the one in sight is read."""

    KINDS = frozenset({Kind.SMALL_LOGS, Kind.TEAMS})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, team_id: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Small logs"), _("Written by anybody in the team. Nobody’s name is on any of it."), parent
        )
        self._jobs, self._team_id, self._me = jobs, team_id, jobs.me
        self.view: SmallLogs | None = None
        self.part: TeamPart | None = None
        self._begins = self._writes = False
        self.add_strip(
            PrivacyBar(_("Your team and its manager read this. It doesn’t say who wrote it."), shared=True)
        )
        self.not_saved = NotSaved()
        self.not_saved.copy_wanted.connect(self._copy)
        self.add_strip(self.not_saved)
        self.parts: tuple[TeamPart, ...] = ()
        self.views: Segmented | None = None
        self._chooser, self._body = QVBoxLayout(), QVBoxLayout()
        self._shown: dict[TeamPart, LogView] = {}
        self._empty = self._nothing_on()
        self.add(self._chooser, self._empty, self._body, None)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SAVE_WITHIN_MS)
        self._soon.timeout.connect(self.flush)
        self._on_the_way: set[TeamPart] = set()

    def _nothing_on(self) -> EmptyState:
        choose = SecondaryButton(_("See what our team uses"))
        choose.clicked.connect(self._on_choose)
        words = _("Small wins, what took too long and more: your team chooses what it wants to note.")
        found = EmptyState(_("Your team notes none of these yet"), words, choose)
        found.hide()
        return found

    def _on_choose(self) -> None:
        self.went_to.emit("team-parts", None)

    # reading

    def reload(self) -> None:
        """Read the view in sight again; what is being typed stays."""
        most = self._shown[self.part].most if self.part in self._shown else MOST_SHOWN
        self._jobs.read(small_log_views.look, self._team_id, self.part, most, owner=self, then=self.show_logs)

    def show_logs(self, view: SmallLogs) -> None:
        """Fill the view that was read."""
        self.view = view
        self._offer(view.parts)
        self._empty.setVisible(not view.parts)
        if view.part is None:
            self._see(None)
            return
        if self.part not in {None, view.part} and self.part in view.parts:
            return  # somebody went on to another view meanwhile
        self._see(view.part)
        shown = self._shown[view.part]
        first = shown.logs is None
        shown.show_logs(view)
        if self._begins or (first and self.isVisible()):
            self._begins = False
            self.first_focus = self._first_field() if self._writes or self.views is None else self.views
            self.begin()

    def _offer(self, parts: tuple[TeamPart, ...]) -> None:
        """The choice of views: those that the team uses, on as many lines as they need."""
        if parts == self.parts:
            return
        self.parts = parts
        clear(self._chooser)
        self.views = None
        if len(parts) > 1:
            self.views = Segmented(_("What to look at"), [(name_of(part), ICONS[part]) for part in parts])
            self.views.chosen.connect(self.switch_to)
            self._chooser.addWidget(self.views)

    def _see(self, part: TeamPart | None) -> None:
        self.part = part
        if part is not None and part not in self._shown:
            self._make(part)
        for one, shown in self._shown.items():
            shown.setVisible(one is part)
        if part is not None and self.views is not None:
            self.views.set_chosen(self.parts.index(part))

    def _make(self, part: TeamPart) -> None:
        made = make_view(self._jobs, part)
        made.typed.connect(self._on_typed)
        made.stale.connect(self.reload)
        made.went_to.connect(self.went_to)
        self._shown[part] = made
        self._body.addWidget(made)

    def view_of(self, part: TeamPart) -> LogView:
        """The view of a part that was looked at."""
        return self._shown[part]

    # looking around

    def switch_to(self, at: int) -> None:
        """Show another view."""
        self._see(self.parts[at])
        self._writes, self.first_focus = False, self.views
        self.reload()

    def open_at(self, _area: str, argument: object) -> None:
        """Open the view that somebody asked for, ready to write where they want to; else as it was left."""
        asked = str(argument or "")
        part = _BEGINNINGS.get(asked) or _SHOWN.get(asked)
        if part is None:
            return
        if self.parts and part in self.parts:
            self._see(part)
        self.part = part
        self._begins, self._writes = True, asked in _BEGINNINGS
        self.reload()

    def _first_field(self) -> QWidget | None:
        shown = self._shown.get(self.part) if self.part is not None else None
        return shown.form.first if shown is not None and shown.form is not None else self.views

    def commands(self) -> tuple[Command, ...]:
        """What can be begun here."""
        return tuple(
            Command(
                begin_words(part),
                partial(self._begin, name),
                "Ctrl+N" if part is TeamPart.WINS else "",
                icon=ICONS[part],
                name=name.removeprefix("new-"),
            )
            for name, part in _BEGINNINGS.items()
            if part in self.parts
        )

    def _begin(self, beginning: str) -> None:
        self.open_at("small-logs", beginning)

    # keeping what is typed

    def _on_typed(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def flush(self) -> None:
        """Keep what is typed so far, as a draft of whoever typed it."""
        self._soon.stop()
        for part, shown in self._shown.items():
            if not shown.is_dirty:
                continue
            shown.is_dirty = False
            self._on_the_way.add(part)
            self._jobs.write_as(
                self._me,
                small_log_views.keep_words,
                self._team_id,
                part,
                shown.words(),
                owner=self,
                then=partial(self._on_kept, part),
                problem=partial(self._on_not_kept, part),
            )

    def unsaved(self) -> bool:
        """Whether something typed isn't kept yet."""
        return bool(self._on_the_way) or any(shown.is_dirty for shown in self._shown.values())

    def _on_kept(self, part: TeamPart, _done: object) -> None:
        self._on_the_way.discard(part)
        if not self.unsaved():
            self.not_saved.hide()

    def _on_not_kept(self, part: TeamPart, error: KnownError) -> None:
        """It is on the screen, and goes on its way again."""
        self._on_the_way.discard(part)
        self._shown[part].is_dirty = True
        self.not_saved.tell(error)
        self._soon.start()

    def _copy(self) -> None:
        dirty = [shown for shown in self._shown.values() if shown.is_dirty and shown.form is not None]
        words = [text for shown in dirty if shown.form for text in shown.form.texts().values()]
        self.not_saved.copy([text for text in words if text.strip()])
        self._soon.stop()
        for shown in dirty:
            shown.is_dirty = False
