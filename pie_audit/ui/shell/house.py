"""The inside: sidebar, one page at a time, and the bars around it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import KnownError
from pie_audit.domain.team import Member, Team, WorkspaceKind
from pie_audit.domain.team_part import TeamPart
from pie_audit.ui.draft_keeper import DraftKeeper
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.people.roles import main_role_word
from pie_audit.ui.settings.files import Files
from pie_audit.ui.settings.preferences import Preferences
from pie_audit.ui.shell import any_page
from pie_audit.ui.shell.areas import SHOWN_UNDER, Area, areas_for, is_open_to, page_key, title_among
from pie_audit.ui.shell.copy_words import copy_status
from pie_audit.ui.shell.dropped import TakesFiles, Way, way_of
from pie_audit.ui.shell.errand import Errand
from pie_audit.ui.shell.find_button import FindButton
from pie_audit.ui.shell.finder import Finder
from pie_audit.ui.shell.help_panel import HelpPanel
from pie_audit.ui.shell.house_keys import AnswersKeys
from pie_audit.ui.shell.kept_place import KeptPlace
from pie_audit.ui.shell.notices import Notices
from pie_audit.ui.shell.page_makers import make_page
from pie_audit.ui.shell.sidebar import Sidebar
from pie_audit.ui.shell.slip_room import is_unsaved
from pie_audit.ui.shell.surroundings import Surroundings
from pie_audit.ui.shell.undo_stack import UndoStack
from pie_audit.ui.theme import theme
from pie_audit.ui.widgets import Banner, BusyLine, Page, next_turn, row
from pie_audit.words import _, speak_of, words_in_force
from pie_audit.workflows.permissions import Act, may
from pie_audit.workflows.unlock import SignedIn

RAIL_BELOW = 1280
_SMALL_FIND_BELOW = 1100
_WITH_FIND = frozenset(
    {"home", "reflections", "review", "start-review", "plan", "people", "settings", "backup", "day-by-day"}
)
"""Where the heading has room for the way into the palette; Ctrl+K works everywhere."""
_Key = tuple[str, Any, str | None]
_NOT_READ_YET = frozenset(TeamPart)
"""Until it was read what another team uses, its pages say themselves whether it does."""
_TELLS_TEAMS = frozenset({Kind.TEAMS, Kind.PEOPLE, Kind.WORKSPACE})


class House(AnswersKeys, TakesFiles, QWidget):
    """Made at sign-in, let go at lock. `titled` tells the window what to call itself; `locked` asks for the lock."""

    locked = Signal()
    titled = Signal(str)
    meeting_changed = Signal(bool)
    settings_changed = Signal()

    def __init__(self, jobs: Jobs, me: SignedIn, preferences: Preferences, files: Files) -> None:
        super().__init__()
        self._jobs, self._me, self._preferences, self._files = jobs, me, preferences, files
        self._team: Team | None = None
        self._parts: frozenset[TeamPart] = frozenset()
        self._areas: tuple[Area, ...] = ()
        self._pages: dict[_Key, QWidget] = {}
        self._stale: set[QWidget] = set()
        self._outgoing: list[QWidget] = []
        self._argument: object = None
        self._area = ""
        self._bound_for: _Key | None = None
        self._was_busy = False
        self._under_way = 0
        self._arriving: QWidget | None = None
        self._landed: QWidget | None = None
        self._kept: KeptPlace | None = None
        self.errand = Errand(self, self._page_in_hand)
        self._find_buttons: list[FindButton] = []
        self.sidebar = Sidebar()
        self.stack = QStackedWidget()
        self.trouble = Banner("", "", look="warn", actions=(_("Close"),))
        self.demo = Banner(_("Made-up data. Everybody in here is invented."), look="info", icon="compass")
        self.notices = Notices(jobs)
        self.busy = BusyLine()
        self.content = self._make_content()
        self.undo_stack = UndoStack(jobs, self.content)
        self.help = HelpPanel(self.content)
        self.help.closed.connect(self._focus_page)
        self.finder = Finder(self, jobs, preferences)
        self.setAcceptDrops(True)
        layout = row(self.sidebar, gap=0)
        layout.addWidget(self.content, 1)
        self.setLayout(layout)
        self._connect()
        self._show_person()
        self._set_areas()
        self._fit()

    def _make_content(self) -> QWidget:
        content = QWidget()
        self.trouble.hide()
        bars = QVBoxLayout()
        bars.setContentsMargins(30, 10, 30, 0)
        bars.setSpacing(8)
        for bar in (self.demo, self.notices, self.trouble, self.busy):
            bars.addWidget(bar)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bars)
        layout.addWidget(self.stack, 1)
        self.demo.setVisible(self._me.workspace_kind is WorkspaceKind.DEMO)
        return content

    def _connect(self) -> None:
        self.sidebar.went_to.connect(self.go)
        self.sidebar.locked.connect(self.locked)
        self.sidebar.team_chosen.connect(self._on_team_chosen)
        self.trouble.actionChosen.connect(self._on_trouble_closed)
        self.notices.went_to.connect(self.go)
        self._jobs.changed.connect(self._on_changed)
        self._jobs.trouble.connect(self.show_trouble)
        self._jobs.busy.connect(self._on_busy)
        theme.changed.connect(self._fit)

    def begin(self) -> None:
        """Learn the teams and then open Home, once; or at once where words wait that have not arrived yet."""
        self._learn()
        if not self.show_unsaved() and self._area:  # back after a lock
            self.go("home")
        self.notices.look_round(self._me)

    # where one is

    def area(self) -> str:
        """The area in hand."""
        return self._area

    def page(self) -> QWidget | None:
        """The page in hand."""
        return self.stack.currentWidget()

    def member(self) -> Member:
        """Whoever is here."""
        return self._me.member

    def areas(self) -> tuple[Area, ...]:
        """The places of the sidebar."""
        return self._areas

    def go(self, area: str, argument: object = None) -> None:
        """Open a page; what was written on the one before is sent first. “lock” locks."""
        self.finder.close()
        self.errand.forget()
        self._kept = None
        if area == "lock":
            self.locked.emit()
            return
        if not self._is_open(area):
            area, argument = "home", None
        any_page.flush(self.page())
        key = page_key(area, argument, self.team_id())
        self._area, self._argument, self._bound_for = area, argument, key
        if key in self._pages:
            self._arrive(key, area, argument)
            return
        if area == "rate":
            self._let_go_of("rate")
        self._make(key, area, argument)

    def _make(self, key: _Key, area: str, argument: object) -> None:
        around = Surroundings(self._jobs, self._preferences, self._files, self.team_id())
        self._add_page(key, make_page(area, argument, around))
        # Making a page and laying it out are two turns, so that neither holds up a key.
        next_turn(self, partial(self._arrive, key, area, argument))

    def _is_open(self, area: str) -> bool:
        return is_open_to(area, self._me.member, has_team=self._team is not None, parts=self._parts)

    def _arrive(self, key: _Key, area: str, argument: object) -> None:
        """Show the page, unless somebody has gone elsewhere or locked meanwhile."""
        if self._bound_for != key or self._jobs.me is not self._me:
            return
        page = self._pages[key]
        self._stale.discard(page)
        cast(Any, page).reload()
        while self._outgoing:  # it stood there until the new one came
            self.stack.removeWidget(before := self._outgoing.pop())
            before.deleteLater()
        if hasattr(page, "open_at"):
            page.open_at(area, argument)
        self.stack.setCurrentWidget(page)
        self._landed = self.window().focusWidget()  # where Qt put the focus, not anybody
        self.sidebar.mark(SHOWN_UNDER.get(area, area), area)
        self.help.close_panel()
        self.titled.emit(title_among(self._areas, area))
        self.meeting_changed.emit(area == "meeting")
        self._fit()
        self._arriving = page
        self._focus_page()
        QTimer.singleShot(0, self, self._do_asked)  # for a page that has nothing to read

    def go_then(self, area: str, argument: object, then: Callable[[QWidget], object]) -> None:
        """Open a page, and once it is filled do this with it, unless somebody has gone elsewhere by then."""
        page = self.page()
        if area == self._area and page is not None and self._round_of(self._bound_for) == argument:
            then(page)
            return
        self.go(area, argument)
        if self._bound_for is not None:
            self.errand.begin(self._bound_for, then)

    def _do_asked(self) -> None:
        if not self._under_way:
            self.errand.run()

    def _page_in_hand(self, key: object) -> QWidget | None:
        page = self.page()
        return page if key == self._bound_for and self._pages.get(cast(_Key, key)) is page else None

    @staticmethod
    def _round_of(key: _Key | None) -> object:
        """The round that a page belongs to; a sheet may have been opened at one of its themes."""
        return str(key[1]).partition("/")[0] if key is not None and key[1] is not None else None

    def go_to_place(self, number: int) -> None:
        """Ctrl+1 … 9."""
        if 0 < number <= len(self._areas):
            self.go(self._areas[number - 1].name)

    def _add_page(self, key: _Key, page: QWidget) -> QWidget:
        self._pages[key] = page
        self.stack.addWidget(page)
        cast(Any, page).went_to.connect(self.go)
        if isinstance(page, Page) and key[0] in _WITH_FIND:
            self._find_buttons.append(find := FindButton())
            page.heading.put_first(find)
            find.clicked.connect(self.toggle_palette)
        if hasattr(page, "settings_changed"):
            page.settings_changed.connect(self._on_settings_changed)
        return page

    def _let_go_of(self, area: str) -> None:
        """Two pages on one sheet would overwrite each other."""
        for key, page in list(self._pages.items()):
            if key[0] == area and not is_unsaved(page):
                self._drop(key)

    def _drop(self, key: _Key) -> None:
        page = self._pages.pop(key)
        self.stack.removeWidget(page)
        self._stale.discard(page)
        page.deleteLater()

    def _say_anew(self) -> None:
        """The team's words changed: every page is made again, but for those that still hold something unsent."""
        for key, page in list(self._pages.items()):
            if is_unsaved(page) or getattr(page, "SPEAKS_FOR_ITSELF", False):
                continue
            if key == self._bound_for:
                self._outgoing.append(self._pages.pop(key))
                self._make(key, self._area, self._argument)
            else:
                self._drop(key)

    def team_id(self) -> str | None:
        """The team in hand."""
        return self._team.team_id if self._team else None

    def parts(self) -> frozenset[TeamPart]:
        """What the team in hand uses of everyday practice."""
        return self._parts

    def way_of_files(self, paths: tuple[Path, ...]) -> Way | None:
        """Leaders may drop plans anywhere, and teams the replies of leaders."""
        leads = may(self._me.member, Act.KEEP_BOARD)
        return way_of(paths, leads=leads, has_team=self._team is not None)

    def _focus_page(self) -> None:
        page = self.page()
        if isinstance(page, Page):
            page.begin()

    def _focus_arrived(self) -> None:
        """A page that was read from the file only now: from the sidebar the focus goes on to its main thing."""
        if self._under_way:
            return
        page, self._arriving = self._arriving, None
        focused = self.window().focusWidget()
        waits = focused is None or focused is self._landed or self.sidebar.isAncestorOf(focused)
        if page is self.page() and waits:
            self._focus_page()

    # teams and people

    def _learn(self) -> None:
        from pie_audit.workflows import home

        self._jobs.read(
            home.whereabouts, self.team_id(), owner=self, then=self._learned, problem=self._not_learned
        )

    def _not_learned(self, error: KnownError) -> None:
        self._jobs.trouble.emit(error)
        self._open_first()

    def _open_first(self) -> None:
        """Home, where nobody has gone anywhere yet: made before, it would be of no team and in no team's words."""
        if not self._area:
            self.go("home")

    def _learned(self, found: Any) -> None:
        self._team, self._parts = found.team, found.parts
        self.sidebar.team.set_teams(found.teams, found.team)
        if self.isHidden():  # locked meanwhile: door and slips speak in default words
            return
        is_new = dict(words_in_force()) != dict(found.words)
        speak_of(found.words)
        self._set_areas()
        if is_new:
            self._say_anew()
        if self._area and not self._is_open(self._area):  # a part was turned off meanwhile
            self.go("home")
        self._open_first()

    def _set_areas(self) -> None:
        areas = areas_for(self._me.member, has_team=self._team is not None, parts=self._parts)
        if areas != self._areas:
            self._areas = areas
            self.sidebar.set_areas(areas)
            self.sidebar.mark(SHOWN_UNDER.get(self._area, self._area), self._area)

    def _on_team_chosen(self, team_id: str) -> None:
        self._team, self._parts = Team(team_id, ""), _NOT_READ_YET
        self._learn()
        self.go("home")

    def _show_person(self) -> None:
        member = self._me.member
        self.sidebar.set_person(member.name, main_role_word(member.roles))
        self.show_copy_status()

    def show_copy_status(self) -> None:
        """When the last copy went to the second place; a warning only for whoever can do something about it."""
        words, good = copy_status(self._preferences.settings)
        self.sidebar.set_copy(words, good=good or not may(self._me.member, Act.BACK_UP))

    def _on_settings_changed(self) -> None:
        self.show_copy_status()
        self.settings_changed.emit()

    # what happened

    def show_trouble(self, error: KnownError) -> None:
        """A known error that no page took."""
        self.trouble.set(error.what, error.todo)
        self.trouble.show()

    def _on_trouble_closed(self, _index: int) -> None:
        self.trouble.hide()

    def _on_busy(self, under_way: int) -> None:
        self._under_way = under_way
        if under_way == 0:
            self.busy.stop()
            self._was_busy = False
            QTimer.singleShot(0, self, self._focus_arrived)  # what was read is on the page by then
            QTimer.singleShot(0, self, self._do_asked)
            next_turn(self, self._put_back)
        elif not self._was_busy:
            self._was_busy = True
            self.busy.start(_("One moment…"))

    def _on_changed(self, kinds: frozenset[Kind]) -> None:
        if self._jobs.me is not self._me:  # locked: nobody is here to read it
            self._stale.update(self._pages.values())
            return
        if kinds & _TELLS_TEAMS:
            self._learn()
        for page in self._pages.values():
            if getattr(page, "KINDS", frozenset()) & kinds:
                if page is self.page():
                    self._kept = self._kept or KeptPlace(page)
                    cast(Any, page).reload()
                else:
                    self._stale.add(page)

    def _put_back(self) -> None:
        """What was read again is laid out: everybody goes on where they were."""
        if self._kept is not None and not self._under_way:
            self._kept.put_back(getattr(self.window(), "fell_to", None))
            self._kept = None

    # leaving

    def flush(self) -> None:
        """Send everything that is on any page."""
        self.finder.close()
        for page in self._pages.values():
            any_page.flush(page)
        for keeper in self.findChildren(DraftKeeper):  # also those of windows over a page
            keeper.flush()

    def before_closing(self) -> None:
        """The program closes: pages that keep nothing of their own accord let go of it."""
        for page in self._pages.values():
            any_page.before_closing(page)

    def unsaved(self) -> bool:
        """Whether anything on any page has not arrived."""
        return any(is_unsaved(page) for page in self._pages.values())

    def show_unsaved(self) -> bool:
        """Go to a page with something that has not arrived; whether there is one."""
        page = self.page()
        if page is not None and is_unsaved(page):
            return True
        found = next((key for key, page in self._pages.items() if is_unsaved(page)), None)
        if found is None:
            return False
        area, argument, team_id = found
        if team_id is not None and team_id != self.team_id():
            self._team, self._parts = Team(team_id, ""), _NOT_READ_YET
            self._learn()
        self.go(area, argument)
        return True

    @property
    def owner(self) -> str:
        """The name of whoever this inside belongs to."""
        return self._me.member.name

    def take_back_from_lock(self, me: SignedIn) -> None:
        """The same person is here again, and words were still on the screen."""
        self._me = me
        self._learn()
        self.flush()
        self._focus_page()

    # size

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        rail = self.width() < RAIL_BELOW or theme.large_text or self._area == "meeting"
        if rail is not self.sidebar.is_rail:
            self.sidebar.set_rail(rail)
        for find in self._find_buttons:
            find.set_small(self.width() < _SMALL_FIND_BELOW or theme.large_text)
