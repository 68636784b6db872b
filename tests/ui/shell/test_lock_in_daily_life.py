"""The lock screen on an ordinary day: a short PIN, a line first, the computer's own lock and sleep, the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from pie_audit.domain.errors import NotNow
from pie_audit.ui.shell.lock_page import LockPage
from pie_audit.ui.shell.system_watch import SystemWatch
from pie_audit.ui.shell.windows_session import is_going, is_sleep
from pie_audit.workflows import short_pin, unlock
from pie_audit.workflows.shelf import shelf_of
from pie_audit.workflows.short_pin import HELD_SECONDS
from tests.ui.accessibility import nameless
from tests.ui.shell.desk import PASSWORD, Desk
from tests.ui.shell.test_door import name_button

PIN = "2739"
JO = "Jo Marsh"


def lock(desk: Desk) -> LockPage:
    desk.win.lock()
    desk.rest()
    page = desk.win.door.page
    assert isinstance(page, LockPage)
    return page


@pytest.fixture
def with_pin(desk: Desk) -> Desk:
    """Amina is in and has chosen a PIN; Jo works here too."""
    desk.found(more=(JO,))
    desk.open_window()
    desk.win.door.hold._clock = lambda: desk.now
    desk.sign_in()
    desk.jobs.opened.write(lambda tx: short_pin.set_pin(tx, desk.jobs.me, PIN))
    return desk


def type_pin(desk: Desk, page: LockPage, pin: str) -> None:
    page.pin.pin.setText(pin)
    page.pin.go.click()
    desk.rest()


def is_forgotten(me: unlock.SignedIn) -> bool:
    try:
        return me.vault.epoch == 0
    except NotNow:
        return True


class TestPin:
    def test_it_brings_the_same_person_back(self, with_pin: Desk) -> None:
        me = with_pin.jobs.me
        page = lock(with_pin)
        assert not page.pin.isHidden()
        assert nameless(page) == []
        type_pin(with_pin, page, PIN)
        assert with_pin.jobs.me is me
        assert with_pin.win.inside is not None
        assert not is_forgotten(me)

    def test_pages_in_memory_are_let_go_of_meanwhile(self, with_pin: Desk) -> None:
        me = with_pin.jobs.me
        shelf = shelf_of(me)
        lock(with_pin)
        assert shelf.pages() == ()
        assert with_pin.jobs.me is None
        assert with_pin.win.inside is None
        assert shelf_of(me) is not shelf

    def test_without_one_only_the_password_opens(self, desk: Desk) -> None:
        desk.found()
        desk.open_window()
        desk.sign_in()
        me = desk.jobs.me
        page = lock(desk)
        assert page.pin.isHidden()
        assert is_forgotten(me)

    def test_each_wrong_one_is_counted_aloud_and_the_fifth_ends_it(self, with_pin: Desk) -> None:
        me = with_pin.jobs.me
        page = lock(with_pin)
        told = []
        for _try in range(4):
            type_pin(with_pin, page, "8040")
            told.append(page.pin.field.error())
        assert told[0] == "That was not it. 4 tries left."
        assert told[-1] == "That was not it. 1 try left."
        type_pin(with_pin, page, "8040")
        assert page.pin.isHidden()
        assert is_forgotten(me)
        page._password.setText(PASSWORD)
        page._on_go()
        with_pin.until(lambda: with_pin.win.inside is not None)
        with_pin.rest()

    def test_after_half_an_hour_it_is_gone_from_the_screen_and_memory(self, with_pin: Desk) -> None:
        me = with_pin.jobs.me
        page = lock(with_pin)
        with_pin.now += HELD_SECONDS
        with_pin.win.door.hold.tick()
        assert page.pin.isHidden()
        assert is_forgotten(me)

    def test_somebody_elses_sign_in_ends_it(self, with_pin: Desk) -> None:
        me = with_pin.jobs.me
        page = lock(with_pin)
        name_button(page, JO).click()
        assert page.pin.isHidden()
        page._password.setText(PASSWORD)
        page._on_go()
        with_pin.until(lambda: with_pin.win.inside is not None)
        with_pin.rest()
        assert is_forgotten(me)
        assert lock(with_pin).pin.isHidden()

    def test_the_same_persons_password_lets_go_of_the_older_keys(self, with_pin: Desk) -> None:
        me = with_pin.jobs.me
        page = lock(with_pin)
        page._password.setText(PASSWORD)
        page._on_go()
        with_pin.until(lambda: with_pin.win.inside is not None)
        with_pin.rest()
        assert is_forgotten(me)

    def test_sleep_ends_it_and_the_systems_lock_does_not(self, with_pin: Desk) -> None:
        me = with_pin.jobs.me
        with_pin.win.watch.went_away.emit()
        with_pin.rest()
        assert with_pin.win.door.hold.held is not None
        with_pin.win.watch.slept.emit()
        with_pin.rest()
        assert with_pin.win.door.hold.held is None
        assert is_forgotten(me)

    def test_sleep_in_the_middle_of_a_lock_holds_nothing(self, with_pin: Desk) -> None:
        me = with_pin.jobs.me
        with_pin.win.lock()
        with_pin.win.watch.slept.emit()
        with_pin.rest()
        assert with_pin.win.door.hold.held is None
        assert is_forgotten(me)

    def test_closing_ends_it(self, with_pin: Desk) -> None:
        me = with_pin.jobs.me
        lock(with_pin)
        with_pin.win.close()
        with_pin.until(lambda: not with_pin.win.isVisible())
        assert is_forgotten(me)

    def test_it_can_be_locked_and_opened_again_and_again(self, with_pin: Desk) -> None:
        for _time in range(3):
            type_pin(with_pin, lock(with_pin), PIN)
            assert with_pin.win.inside is not None


class TestLine:
    def test_one_line_is_kept_and_waits_inside(self, with_pin: Desk) -> None:
        page = lock(with_pin)
        page.line.open_button.click()
        page.line.words.setText("Harbour lights")
        page.line.go.click()
        with_pin.until(lambda: page.line.said.text() == "Kept. It’s waiting for you inside.")
        assert page.line.words.text() == ""
        assert not [label for label in page.findChildren(QLabel) if "Harbour" in label.text()]
        type_pin(with_pin, page, PIN)
        me, opened = with_pin.jobs.me, with_pin.jobs.opened
        shelf = shelf_of(me)
        list(shelf.fill(opened, me))
        (found,) = shelf.pages()
        assert (found.entry.text, found.entry.before_sign_in) == ("Harbour lights", True)

    def test_it_goes_to_whoever_was_chosen(self, with_pin: Desk) -> None:
        page = lock(with_pin)
        name_button(page, JO).click()
        page.line.open_button.click()
        page.line.words.setText("For Jo")
        page.line.go.click()
        with_pin.until(lambda: bool(page.line.said.text()))
        jo = unlock.sign_in(with_pin.jobs.opened, JO, PASSWORD)
        list(shelf_of(jo).fill(with_pin.jobs.opened, jo))
        assert [p.entry.text for p in shelf_of(jo).pages()] == ["For Jo"]

    def test_without_a_name_or_words_it_is_told(self, with_pin: Desk) -> None:
        with_pin.win.door._last = ""
        with_pin.win.door._go_to("sign-in", None)
        with_pin.rest()
        page = with_pin.win.door.page
        page.line.open_button.click()
        page.line.go.click()
        assert page.line.field.error() == "Choose your name first."
        name_button(page, JO).click()
        page.line.go.click()
        with_pin.until(lambda: page.line.field.error().startswith("There is nothing to keep yet."))
        with_pin.rest()

    def test_leaving_it_forgets_the_words(self, with_pin: Desk) -> None:
        page = lock(with_pin)
        page.line.open_button.click()
        page.line.words.setText("never mind")
        page.line._cancel.click()
        assert page.line.words.text() == ""
        assert not page.line.is_open


@pytest.mark.parametrize("width", [640, 1366])
def test_everything_open_fits(with_pin: Desk, width: int) -> None:
    with_pin.win.resize(width, 768)
    page = lock(with_pin)
    page.line.open_button.click()
    with_pin.rest()
    assert with_pin.overflow() == []
    assert nameless(page) == []


class Clocks:
    """Two clocks of one computer: one goes on while it sleeps."""

    def __init__(self) -> None:
        self.whole = self.awake = 100.0

    def pass_by(self, seconds: float, *, asleep: float = 0.0) -> None:
        self.whole += seconds + asleep
        self.awake += seconds


class TestSystem:
    @pytest.fixture
    def clocks(self) -> Clocks:
        return Clocks()

    @pytest.fixture
    def watch(self, clocks: Clocks, qapp: QGuiApplication) -> Iterator[SystemWatch]:
        found = SystemWatch(whole=lambda: clocks.whole, awake=lambda: clocks.awake)
        yield found
        found.deleteLater()

    @pytest.mark.parametrize(("seconds", "asleep", "tells"), [(2, 0, 0), (2, 600, 1), (40, 0, 0), (2, 1, 0)])
    def test_what_only_one_clock_counted_is_sleep(
        self, watch: SystemWatch, clocks: Clocks, seconds: float, asleep: float, tells: int
    ) -> None:
        heard: list[int] = []
        watch.slept.connect(lambda: heard.append(1))
        clocks.pass_by(seconds, asleep=asleep)
        watch.tick()
        clocks.pass_by(2)
        watch.tick()
        assert len(heard) == tells

    def test_suspending_the_program_is_sleep_and_another_window_is_not(self, watch: SystemWatch) -> None:
        heard: list[int] = []
        watch.slept.connect(lambda: heard.append(1))
        watch._on_state(Qt.ApplicationState.ApplicationInactive)
        watch._on_state(Qt.ApplicationState.ApplicationHidden)
        assert heard == []
        watch._on_state(Qt.ApplicationState.ApplicationSuspended)
        assert heard == [1]

    def test_messages_of_windows_are_told_apart(self) -> None:
        assert [is_going(0x02B1, n) for n in (1, 2, 5, 7, 8)] == [False, True, False, True, False]
        assert (is_sleep(0x0218, 4), is_sleep(0x0218, 7), is_sleep(0x02B1, 4)) == (True, False, False)


class TestClipboard:
    def copy(self, desk: Desk, words: str) -> None:
        data = QMimeData()
        data.setText(words)
        QGuiApplication.clipboard().setMimeData(data)
        desk.app.processEvents()

    @pytest.fixture
    def private(self, with_pin: Desk, monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
        def set_private(is_private: bool) -> None:
            monkeypatch.setattr(with_pin.win._clipboard, "_is_private", lambda: is_private)

        return set_private

    def test_private_words_fade_after_half_a_minute(self, with_pin: Desk, private) -> None:
        private(True)
        self.copy(with_pin, "only mine")
        clipboard = QGuiApplication.clipboard()
        assert clipboard.text() == "only mine"
        assert clipboard.mimeData().data("x-kde-passwordManagerHint") == b"secret"
        assert with_pin.win._clipboard.fade.isActive()
        with_pin.win._clipboard.fade.timeout.emit()
        assert clipboard.text() == ""

    def test_what_came_after_them_stays(self, with_pin: Desk, private) -> None:
        private(True)
        self.copy(with_pin, "only mine")
        private(False)
        self.copy(with_pin, "bread and milk")
        assert not with_pin.win._clipboard.fade.isActive()
        with_pin.win._clipboard._on_faded()
        assert QGuiApplication.clipboard().text() == "bread and milk"

    def test_other_pages_leave_the_clipboard_alone(self, with_pin: Desk, private) -> None:
        private(False)
        self.copy(with_pin, "an action")
        assert not with_pin.win._clipboard.fade.isActive()
        assert not QGuiApplication.clipboard().mimeData().hasFormat("x-kde-passwordManagerHint")

    def test_one_s_own_pages_are_private_and_home_is_not(self, with_pin: Desk) -> None:
        assert not with_pin.win._is_private()
        with_pin.win.inside._area = "write"
        assert with_pin.win._is_private()


def test_the_window_lists_nothing_of_a_private_page_after_a_lock(with_pin: Desk) -> None:
    lock(with_pin)
    assert with_pin.win.windowTitle() == "pie-audit"
    rooms = [with_pin.win.rooms.widget(i) for i in range(with_pin.win.rooms.count())]
    assert all(isinstance(room, QWidget) and room is with_pin.win.door for room in rooms)
