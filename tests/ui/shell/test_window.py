"""The inside: places, keys, lock, idle, undo, closing; at every size and in every look."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from pie_audit.domain.errors import CannotSave
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Scope
from pie_audit.domain.team import Perspective, WorkspaceKind
from pie_audit.storage import team_words
from pie_audit.ui.shell import house
from pie_audit.ui.shell.lock_page import LockPage
from pie_audit.ui.shell.page_makers import make_page
from pie_audit.ui.shell.surroundings import Surroundings
from pie_audit.ui.theme import apply, theme
from pie_audit.ui.widgets import Page
from pie_audit.words import words_in_force
from pie_audit.workflows import (
    seats,
    starting,
    teams,
    unlock,
)
from pie_audit.workflows.everyday import door_names
from pie_audit.workflows.undo import Undoable
from tests.ui.shell.desk import PASSWORD, Desk

AREAS = ("home", "review", "plan", "people", "settings", "backup", "start-review")
DOORS = ("sign-in", "first-run", "invitation", "house-key", "restore", "workspaces")


@pytest.fixture
def inside(desk: Desk) -> Desk:
    desk.found(more=("Tom Whitlock",))
    desk.open_window()
    desk.sign_in()
    return desk


def test_home_is_made_once_at_sign_in_also_for_a_team_with_words_of_its_own(
    inside: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    guests = ("guest", "guests", "a")
    inside.jobs.opened.write(lambda tx: team_words.save_word(tx, inside.team_id, "resident", guests))
    inside.win.lock()
    inside.rest()
    made: list[str] = []

    def making(area: str, argument: object, around: Surroundings) -> QWidget:
        made.append(area)
        return make_page(area, argument, around)

    monkeypatch.setattr(house, "make_page", making)
    inside.type(PASSWORD)
    inside.press(Qt.Key.Key_Return)
    inside.until(lambda: inside.win.inside is not None)
    inside.rest()
    assert words_in_force()["residents"] == "guests"
    assert made == ["home"]
    inside.win.inside.go("plan")
    inside.rest()
    inside.win.inside.go("home")
    inside.rest()
    assert made == ["home", "plan"]


def test_home_opens_after_sign_in_with_the_focus_on_its_main_thing(inside: Desk) -> None:
    assert inside.win.inside.area() == "home"
    assert inside.app.focusWidget().accessibleName() == "Start this quarter’s review"
    assert inside.win.windowTitle().startswith("Home")


def test_control_and_a_number_go_to_the_places_of_the_sidebar(inside: Desk) -> None:
    for key, area in ((Qt.Key.Key_2, "review"), (Qt.Key.Key_3, "plan"), (Qt.Key.Key_1, "home")):
        inside.ctrl(key)
        inside.rest()
        assert inside.win.inside.area() == area


def test_lock_leaves_nothing_of_the_person_behind(inside: Desk) -> None:
    room, vault = inside.win.inside, inside.jobs.me.vault
    gone: list[bool] = []
    room.destroyed.connect(lambda: gone.append(True))
    room.undo_stack.push(Undoable(None, "Renamed it", lambda tx, me: None))
    QGuiApplication.clipboard().setText("private words")
    inside.ctrl(Qt.Key.Key_L)
    inside.rest()
    assert isinstance(inside.win.door.page, LockPage)
    assert inside.win.windowTitle() == "pie-audit"
    assert QGuiApplication.clipboard().text() == ""
    assert inside.jobs.me is None
    assert not vault._keys
    inside.until(lambda: bool(gone))


def test_quiet_minutes_lock_the_screen(inside: Desk) -> None:
    inside.now += 4 * 60 + 59
    inside.win.idle.tick()
    assert inside.win.inside is not None
    inside.now += 1
    inside.win.idle.tick()
    inside.rest()
    assert isinstance(inside.win.door.page, LockPage)


def test_a_key_press_begins_the_quiet_minutes_anew(inside: Desk) -> None:
    inside.now += 299
    inside.press(Qt.Key.Key_Tab)
    inside.now += 299
    inside.win.idle.tick()
    assert inside.win.inside is not None


def test_nobody_is_watched_while_the_door_shows(inside: Desk) -> None:
    inside.win.lock()
    inside.rest()
    assert not inside.win.idle.watching


def test_undo_takes_back_one_change_after_another(inside: Desk) -> None:
    team_id = inside.win.inside._team.team_id
    for name in ("Second name", "Third name"):
        inside.jobs.write(teams.rename_team, team_id, name, "", owner=inside.win)
        inside.rest()
    assert not inside.win.inside.undo_stack.bar.isHidden()
    inside.ctrl(Qt.Key.Key_Z)
    inside.rest()
    assert inside.win.inside._team.name == "Second name"
    inside.ctrl(Qt.Key.Key_Z)
    inside.rest()
    assert inside.win.inside._team.name == "Quayside House"
    inside.ctrl(Qt.Key.Key_Z)
    inside.rest()
    assert inside.win.inside._team.name == "Quayside House"


def test_undo_in_a_field_with_nothing_typed_is_the_windows(inside: Desk) -> None:
    inside.win.inside.go("people")
    inside.rest()
    section = inside.win.inside.page().sections["people"]
    section.add.click()
    taken: list[bool] = []
    inside.win.inside.undo_stack.push(Undoable(None, "Something", lambda tx, me: taken.append(True)))
    assert isinstance(inside.app.focusWidget(), QLineEdit)
    inside.ctrl(Qt.Key.Key_Z)
    inside.rest()
    assert taken


def test_undo_in_a_field_undoes_the_typing_first(inside: Desk) -> None:
    inside.win.inside.go("people")
    inside.rest()
    inside.win.inside.page().sections["people"].add.click()
    inside.type("Tom")
    taken: list[bool] = []
    inside.win.inside.undo_stack.push(Undoable(None, "Something", lambda tx, me: taken.append(True)))
    inside.ctrl(Qt.Key.Key_Z)
    inside.rest()
    assert not taken
    assert inside.app.focusWidget().text() == ""


def test_help_opens_with_f1_and_esc_closes_it_without_throwing_anything_away(inside: Desk) -> None:
    inside.press(Qt.Key.Key_F1)
    assert not inside.win.inside.help.isHidden()
    inside.press(Qt.Key.Key_Escape)
    assert inside.win.inside.help.isHidden()
    assert inside.win.inside.area() == "home"


def test_f6_walks_from_sidebar_to_page_and_back(inside: Desk) -> None:
    sidebar = inside.win.inside.sidebar
    seen = []
    for _step in range(3):
        inside.press(Qt.Key.Key_F6)
        seen.append(sidebar.isAncestorOf(inside.app.focusWidget()))
    assert True in seen
    assert False in seen


def test_the_text_grows_and_shrinks_and_is_remembered(inside: Desk) -> None:
    inside.ctrl(Qt.Key.Key_Plus)
    assert theme.percent == 110 == inside.preferences.settings.text_percent
    inside.ctrl(Qt.Key.Key_Minus)
    inside.ctrl(Qt.Key.Key_Minus)
    assert theme.percent == 90
    inside.ctrl(Qt.Key.Key_0)
    assert theme.percent == 100


def test_the_sidebar_folds_where_there_is_little_room_or_large_text(inside: Desk) -> None:
    sidebar = inside.win.inside.sidebar
    assert not sidebar.is_rail
    inside.win.resize(1279, 768)
    inside.app.processEvents()
    assert sidebar.is_rail
    inside.win.resize(1366, 768)
    inside.app.processEvents()
    assert not sidebar.is_rail
    apply(inside.app, "light", 150)
    inside.app.processEvents()
    assert sidebar.is_rail


def test_trouble_that_nobody_took_stands_above_the_page_until_it_is_closed(inside: Desk) -> None:
    inside.jobs.trouble.emit(CannotSave("The disk is full.", "Make some room and try again."))
    banner = inside.win.inside.trouble
    assert banner.accessibleName() == "The disk is full. Make some room and try again."
    inside.press(Qt.Key.Key_Escape)
    assert banner.isHidden()


def test_a_bug_shows_a_report_without_what_was_typed(inside: Desk) -> None:
    try:
        secret = "something private"
        raise ValueError(secret)
    except ValueError as error:
        inside.win._on_bug(error)
    from pie_audit.ui.shell.bug_panel import BugPanel

    panel = inside.win.findChild(BugPanel)
    assert "ValueError" in panel.report
    assert "private" not in panel.report
    panel._on_copy()
    assert QGuiApplication.clipboard().text() == panel.report
    panel._on_save()
    assert "last-report.txt" in panel._said.text()
    panel.close()


def test_shortcuts_are_unique(inside: Desk) -> None:
    shown = [s for s in inside.win.findChildren(QShortcut) if s.isEnabled()]
    keys = Counter(s.key().toString() for s in shown)
    keys.update(
        b.shortcut().toString() for b in inside.win.findChildren(QAbstractButton) if b.shortcut().toString()
    )
    doubled = {key: n for key, n in keys.items() if n > 1}
    assert not {key for key in doubled if key != "Alt+S"}


def nameless(root: QWidget) -> list[str]:
    """Controls in the tab order that a screen reader couldn't name."""
    kinds = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit)
    return [
        f"{type(w).__name__} in {type(w.parent()).__name__}"
        for kind in kinds
        for w in root.findChildren(kind)
        if w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and w.isVisible()
        and not (w.accessibleName() or getattr(w, "text", str)())
    ]


def test_nothing_is_nameless_or_too_wide_on_any_page_that_is_open_while_the_look_changes(
    inside: Desk,
) -> None:
    faults, pages = {}, dict[str, QWidget]()
    for percent, size in ((100, (1366, 768)), (100, (1024, 700)), (200, (1366, 768)), (200, (1024, 700))):
        apply(inside.app, "light", percent)
        inside.win.resize(*size)
        for area in AREAS:
            inside.win.inside.go(area)
            inside.rest()
            page = inside.win.inside.page()
            assert isinstance(page, Page)
            assert pages.setdefault(area, page) is page  # it was there before the look changed
            faults[area, percent, size] = (inside.overflow(), nameless(inside.win))
    assert {where: fault for where, fault in faults.items() if fault != ([], [])} == {}


@pytest.mark.parametrize("page", DOORS)
def test_nothing_is_nameless_or_too_wide_at_the_door(page: str, desk: Desk) -> None:
    desk.found()
    desk.open_window()
    desk.win.door._go_to(page, None)
    for percent, size in ((100, (1024, 700)), (200, (1366, 768)), (200, (1024, 700))):
        apply(desk.app, "light", percent)
        desk.win.resize(*size)
        desk.rest()
        assert desk.overflow() == []
        assert nameless(desk.win) == []


@pytest.mark.parametrize("page", ["sign-in", "slip", "recover", "house-desk"])
def test_nothing_is_nameless_or_too_wide_on_the_lock_screen(page: str, inside: Desk) -> None:
    inside.win.lock()
    inside.rest()
    inside.win.door._go_to(page, None)
    for percent, size in ((100, (1024, 700)), (200, (1024, 700))):
        apply(inside.app, "light", percent)
        inside.win.resize(*size)
        inside.rest()
        assert inside.overflow() == []
        assert nameless(inside.win) == []


def test_closing_makes_a_sealed_copy_in_the_second_place(inside: Desk) -> None:
    place = inside.folder / "stick"
    place.mkdir()
    inside.preferences.change(second_place=str(place))
    inside.win.close()
    inside.until(lambda: not inside.win.isVisible())
    (copy,) = place.glob("*.piebak")
    assert inside.preferences.settings.copied_at == "2026-11-20"
    assert b"Quayside" not in copy.read_bytes()


def test_closing_without_the_stick_asks_and_can_go_on_without(inside: Desk) -> None:
    inside.preferences.change(second_place=str(inside.folder / "gone"))
    inside.win.close()
    inside.until(
        lambda: inside.win.leaving.panel is not None and inside.win.leaving.panel._buttons is not None
    )
    panel = inside.win.leaving.panel
    assert "second place" in panel._title.text()
    answers = {b.accessibleName(): b for b in panel.findChildren(QAbstractButton)}
    answers["Don’t close"].click()
    assert inside.win.isVisible()
    inside.win.close()
    inside.until(
        lambda: inside.win.leaving.panel is not None and inside.win.leaving.panel._buttons is not None
    )
    panel = inside.win.leaving.panel
    next(
        b for b in panel.findChildren(QAbstractButton) if b.accessibleName() == "Close without a copy"
    ).click()
    inside.until(lambda: not inside.win.isVisible())


class Stubborn(Page):
    """A page whose words don't arrive."""

    KINDS: frozenset[object] = frozenset()

    def __init__(self) -> None:
        super().__init__("Stubborn")
        self.unsaved = True
        self.flushed = 0

    def reload(self) -> None:
        """Nothing to read."""

    def flush(self) -> None:
        self.flushed += 1


def test_the_window_stays_open_while_words_are_not_saved(inside: Desk) -> None:
    page = Stubborn()
    inside.win.inside._pages[("stubborn", None, None)] = page
    inside.win.inside.stack.addWidget(page)
    inside.win.close()
    inside.until(
        lambda: inside.win.leaving.panel is not None and inside.win.leaving.panel._buttons is not None
    )
    assert inside.win.isVisible()
    assert page.flushed
    page.unsaved = False
    inside.win.leaving._again()
    inside.until(lambda: not inside.win.isVisible())


def test_unsaved_words_wait_behind_the_lock_for_the_same_person(inside: Desk) -> None:
    page = Stubborn()
    inside.win.inside._pages[("stubborn", None, None)] = page
    inside.win.inside.stack.addWidget(page)
    inside.win.lock()
    inside.rest()
    assert not page.isVisible()
    from tests.ui.shell.desk import PASSWORD

    inside.type(PASSWORD)
    inside.press(Qt.Key.Key_Return)
    inside.until(lambda: inside.win.inside is not None)
    inside.rest()
    assert page in inside.win.inside._pages.values()
    page.unsaved = False


def test_words_that_waited_behind_the_lock_leave_the_window_once_they_are_saved(inside: Desk) -> None:
    page, room = Stubborn(), inside.win.inside
    room._pages[("stubborn", None, None)] = page
    room.stack.addWidget(page)
    inside.win.lock()
    inside.rest()
    assert inside.win.kept_rooms() == [room]
    page.unsaved = False
    inside.jobs.alone(lambda: None, owner=inside.win, then=lambda _nothing: None)
    inside.until(lambda: not inside.win.kept_rooms())
    inside.until(lambda: not isValid(room))


def test_locking_closes_windows_over_the_page(inside: Desk) -> None:
    inside.win._on_bug(ValueError())
    inside.win.lock()
    inside.rest()
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [inside.win]


def test_staff_see_our_plan_and_no_people(desk: Desk) -> None:
    desk.found(more=("Tom Whitlock",))
    desk.open_window()
    desk.sign_in("Tom Whitlock")
    assert [area.title for area in desk.win.inside._areas] == [
        "Home",
        "My reflections",
        "My supervision",
        "Our review",
        "Our plan",
        "Wellbeing",
        "Day by day",
    ]
    desk.win.inside.go("people")
    desk.rest()
    assert set(desk.win.inside.page().sections) == {"reading", "keys", "along"}


def test_one_person_alone_gets_home_too(desk: Desk) -> None:
    desk.found(WorkspaceKind.SOLO)
    desk.open_window()
    desk.sign_in()
    assert desk.win.inside.area() == "home"


def test_the_door_comes_without_database_data_frames_or_pdf_writers() -> None:
    program = (
        "import sys, pie_audit.ui.shell.window, pie_audit.ui.shell.sign_in_page, pie_audit.ui.shell.lock_page;"
        "heavy = {'sqlalchemy', 'alembic', 'pandas', 'numpy', 'reportlab', 'zxcvbn', 'keyring', 'pyqtgraph',"
        "'icalendar', 'dateutil'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


class Flashes(QObject):
    """Notes every widget that shows as a window of its own."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self._window = window
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and watched is not self._window:
            self.seen.append(type(watched).__name__)
        return False


def test_nothing_flashes_up_as_a_window_of_its_own(inside: Desk) -> None:
    watch = Flashes(inside.win)
    inside.app.installEventFilter(watch)
    for area in ("home", "people", "settings", "backup"):
        inside.win.inside.go(area)
        inside.rest()
    inside.win.lock()
    inside.rest()
    for page in ("sign-in", "slip", "recover", "invitation", "house-key", "restore", "first-run"):
        inside.win.door._go_to(page, None)
        inside.rest()
    inside.app.removeEventFilter(watch)
    assert watch.seen == []


def test_a_stopped_slip_sitting_is_two_minutes(inside: Desk) -> None:
    from types import SimpleNamespace

    from pie_audit.workflows.unlock import SlipHolder

    holder = SlipHolder.__new__(SlipHolder)
    inside.jobs.me, me = holder, inside.jobs.me
    assert inside.win._quiet_seconds() == 120
    inside.jobs.me = me
    inside.win.inside, room = SimpleNamespace(area=lambda: "meeting"), inside.win.inside
    assert inside.win._quiet_seconds() == 1800
    inside.win.inside = room


def test_a_slip_opens_its_sheet_and_leaves_to_the_door(desk: Desk) -> None:
    desk.found(more=("Tom Whitlock", "Jo Marsh"))
    desk.open_window()
    desk.sign_in()
    words = hand_out_one_slip(desk)
    desk.win.lock()
    desk.rest()
    desk.win.door._go_to("slip", None)
    desk.type(words)
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: desk.win.inside is not None)
    desk.rest()
    assert isinstance(desk.jobs.me, unlock.SlipHolder)
    assert not hasattr(desk.win.inside, "sidebar")
    assert desk.win.idle._limit == 120
    desk.press(Qt.Key.Key_3)
    desk.rest()
    desk.win.inside.page.went_to.emit("lock", None)
    desk.rest()
    assert isinstance(desk.win.door.page, LockPage)
    assert desk.jobs.me is None


def hand_out_one_slip(desk: Desk) -> str:
    """Start a round with one place for somebody without an account."""
    opened, me = desk.jobs.opened, desk.jobs.me
    team_id = next(iter(me.member.teams))
    people = opened.read(door_names.names_on_door)
    ids = tuple(person.person_id for person in people)
    plan = starting.RoundPlan(
        team_id=team_id,
        quarter=Quarter(2026, 4),
        scope=Scope.SHORT_AND_THEME,
        theme_id="C",
        openers=ids[:3],
        raters=tuple((person_id, Perspective.TEAM) for person_id in ids),
        opens_on=date(2026, 11, 2),
        closes_on=date(2026, 12, 5),
    )
    round_id = opened.write(lambda tx: starting.start_round(tx, me, plan))
    prepared = seats.prepare_slips(opened, me, round_id, {Perspective.LIVED_EXPERIENCE: 1})
    opened.write(lambda tx: seats.hand_out_slips(tx, me, prepared))
    return prepared.words[Perspective.LIVED_EXPERIENCE][0]


@pytest.mark.parametrize("back", [False, True])
def test_trends_that_come_after_somebody_left_them_take_no_focus(inside: Desk, back: bool) -> None:
    inside.win.inside.go("trends", "A" if back else "")
    inside.rest()
    trends = inside.win.inside.page()
    trends.open_theme("" if back else "A")
    inside.win.inside.go("home")
    before = inside.app.focusWidget()
    inside.rest()
    assert not trends.isVisible()
    assert not trends.isAncestorOf(inside.app.focusWidget())
    assert inside.app.focusWidget() is before
