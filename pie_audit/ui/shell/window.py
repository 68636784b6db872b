"""The window: the door, then the inside; lock, hand-over and closing.

It comes in two steps. Made, it is only ground to look at; `furnish` brings the rest, and loads it first: that is why
this file loads so much inside its functions.
"""

from __future__ import annotations

import contextlib
import gc
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QPaintEvent, QPalette, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from pie_audit.ui.shell.ground import Ground
from pie_audit.words import speak_of
from pie_audit.workflows.presence import SignedIn, SurveySlip

if TYPE_CHECKING:
    from pie_audit.ui.jobs import Jobs
    from pie_audit.ui.settings.files import Files
    from pie_audit.ui.settings.preferences import Preferences
    from pie_audit.ui.shell.idle import IdleWatch
    from pie_audit.workflows.presence import Me, Premises, SlipHolder

NAME = "pie-audit"
_PAINTED_AFTER_MS, _LATEST_MS = 60, 250
SLIP_SECONDS, MEETING_SECONDS = 120, 30 * 60


class MainWindow(QMainWindow):
    """One window for one workspace. Closing waits until everything is saved and copied."""

    jobs: Jobs

    def __init__(self, mode: str = "system") -> None:
        super().__init__()
        self.setWindowTitle(NAME)
        self.resize(1366, 768)
        self.setMinimumSize(640, 480)
        self._ground: Ground | None = Ground(mode)
        self._ground.lay(self)
        self._then: Callable[[], object] | None = None
        self._may_close = True
        self._is_warm = False
        self.fell_to: QWidget | None = None

    def furnish(
        self,
        jobs: Jobs,
        premises: Premises,
        preferences: Preferences,
        files: Files | None = None,
        *,
        idle: IdleWatch | None = None,
    ) -> None:
        """Put everything in, with the first page of the door."""
        from pie_audit.ui.shell.door import Door
        from pie_audit.ui.shell.idle import IdleWatch
        from pie_audit.ui.shell.leaving import Leaving
        from pie_audit.ui.shell.own_clipboard import OwnClipboard
        from pie_audit.ui.shell.slip_rooms import WholeScreen
        from pie_audit.ui.shell.system_watch import SystemWatch
        from pie_audit.ui.shell.text_undo import TextUndo

        self.jobs, self.premises, self.preferences = jobs, premises, preferences
        self.files = files or _computer_files()
        self.inside: Any = None
        self._waiting: dict[object, tuple[Any, Me]] = {}
        self._may_close = False
        self._may_hold = False
        self.rooms = QStackedWidget()
        self.door = Door(jobs, premises, preferences, self.files)
        self.door.came_in.connect(self._on_came_in)
        self.rooms.addWidget(self.door)
        self.leaving = Leaving(self)
        self.whole_screen = WholeScreen(self)
        self.idle = idle or IdleWatch(self)
        self.idle.gone_quiet.connect(self._on_quiet)
        self.watch = SystemWatch(self)
        self.watch.went_away.connect(self.lock)
        self.watch.slept.connect(self._on_slept)
        self._text_undo = TextUndo(self)
        self._clipboard = OwnClipboard(self, self._is_private)
        self._make_keys()
        jobs.bug.connect(self._on_bug)
        jobs.changed.connect(self._on_changed)
        jobs.busy.connect(self._on_busy)
        self.door.arrive()
        self._cover_ground()
        if self.isVisible():
            self._warm_soon()

    # the first picture

    def after_first_picture(self, then: Callable[[], object]) -> None:
        """Call `then` once the ground is painted, or soon on a screen that paints nothing just now."""
        self._then = then
        QTimer.singleShot(_LATEST_MS, self._go_on)

    def _go_on(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._ground is not None:
            self._ground.paint(self)
        if self._then is not None:
            QTimer.singleShot(0, self._go_on)

    def _cover_ground(self) -> None:
        self._ground = None
        self.setPalette(QPalette())
        self.setCentralWidget(self.rooms)

    # keys

    def _make_keys(self) -> None:
        for number in range(1, 10):
            self._key(f"Ctrl+{number}", lambda n=number: self._inside_do("go_to_place", n))
        self._key("Ctrl+L", self.lock)
        self._key("F1", lambda: self._inside_do("toggle_help"))
        self._key("F5", lambda: self._inside_do("project"))
        self._key("F6", lambda: self._inside_do("next_region"))
        self._key("Shift+F6", lambda: self._inside_do("next_region", -1))
        self._key("Ctrl+K", lambda: self._inside_do("toggle_palette"))
        self._key("Ctrl+Z", lambda: self._inside_do("undo"))
        self._size_keys()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Ctrl+N reach the window only when nothing on the page wanted them."""
        if event.key() == Qt.Key.Key_Escape:
            self._inside_do("close_panel")
        elif event.key() == Qt.Key.Key_N and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._inside_do("begin_new")
        else:
            super().keyPressEvent(event)

    def _key(self, keys: str, then: object, over: QWidget | None = None) -> None:
        shortcut = QShortcut(QKeySequence(keys), over or self)
        shortcut.activated.connect(then)

    def event(self, event: QEvent) -> bool:
        """A small window takes the keys away from this one: it gets those that are needed everywhere."""
        if event.type() == QEvent.Type.WindowBlocked and self._ground is None:
            QTimer.singleShot(0, self, self._lend_keys)
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab, from wherever the focus is in this window; or Qt's own step, because what had the focus went."""
        here = self.focusWidget()
        if here is not None and not here.isVisible():
            moved = super().focusNextPrevChild(forward)
            self.fell_to = self.focusWidget()
            return moved
        from pie_audit.ui.widgets import step_by_tab

        return step_by_tab(self, forward=forward) or super().focusNextPrevChild(forward)

    def _lend_keys(self) -> None:
        from pie_audit.ui.shell.help_panel import WindowHelp

        over = QApplication.activeModalWidget()
        if over is None or over.findChild(WindowHelp) is not None:
            return
        area = self.inside.area() if self.inside is not None else ""
        self._key("F1", WindowHelp(over, area).toggle, over)
        self._key("Ctrl+L", self.lock, over)
        self._size_keys(over)

    def _size_keys(self, over: QWidget | None = None) -> None:
        for keys, step in ((("Ctrl++", "Ctrl+="), 1), (("Ctrl+-",), -1), (("Ctrl+0",), 0)):
            for key in keys:
                self._key(key, lambda s=step: self.resize_text(s), over)

    def _inside_do(self, what: str, *args: object) -> None:
        act = getattr(self.inside, what, None)
        if act is not None:
            act(*args)

    def resize_text(self, step: int) -> None:
        """Larger, smaller, or (0) the usual size; kept for next time."""
        from pie_audit.ui.settings.look import next_size, wear

        percent = next_size(self.preferences.settings.text_percent, step)
        self.preferences.change(text_percent=percent)
        wear(self.preferences.settings)

    # in and out

    def _on_came_in(self, me: Me) -> None:
        self.door.hold.forget()  # of whoever was held: a PIN is for the same person alone
        self._may_hold = False
        self.jobs.me = me
        self.inside = self._room_for(me)
        self.rooms.addWidget(self.inside)
        self.rooms.setCurrentWidget(self.inside)
        if isinstance(me, SurveySlip):
            self.whole_screen.take()
        self.door.leave()
        self.inside.begin()
        self.idle.start(self._quiet_seconds())

    def _room_for(self, me: Me) -> Any:
        if not isinstance(me, SignedIn):
            return self._slip_room(me)
        from pie_audit.ui.shell.house import House
        from pie_audit.ui.shell.leavers_room import LeaversRoom
        from pie_audit.workflows import leaving

        if leaving.is_leaver(me):
            own = LeaversRoom(self.jobs, me, self.files)
            own.left.connect(self.lock)
            return own
        kept, _then = self._waiting.pop(me.member.person_id, (None, None))
        if isinstance(kept, House):
            kept.take_back_from_lock(me)
            return kept
        house = House(self.jobs, me, self.preferences, self.files)
        house.locked.connect(self.lock)
        house.titled.connect(self._on_titled)
        house.meeting_changed.connect(self._on_patience_changed)
        house.settings_changed.connect(self._on_patience_changed)
        return house

    def _slip_room(self, me: SlipHolder | SurveySlip) -> Any:
        from pie_audit.ui.jobs import whose
        from pie_audit.ui.shell.slip_rooms import slip_room

        kept, _then = self._waiting.pop(whose(me), (None, None))
        if kept is not None:
            return kept
        room = slip_room(self.jobs, me, self.preferences)
        room.left.connect(self.lock)
        room.stayed.connect(self._on_stayed)
        return room

    def _on_quiet(self) -> None:
        """A shared screen asks whether somebody is still there; everywhere else it locks."""
        ask = getattr(self.inside, "ask_still_there", None)
        if ask is not None:
            ask()
        else:
            self.lock()

    def _on_stayed(self) -> None:
        self.idle.start(self._quiet_seconds())

    def _quiet_seconds(self) -> float:
        if self.jobs.me is not None and not isinstance(self.jobs.me, SignedIn):
            return SLIP_SECONDS
        if self.inside is not None and self.inside.area() == "meeting":
            return MEETING_SECONDS
        return self.preferences.settings.idle_minutes * 60

    def _on_patience_changed(self, _why: object = None) -> None:
        self.idle.set_limit(self._quiet_seconds())

    def _on_titled(self, title: str) -> None:
        self.setWindowTitle(f"{title} – {NAME}")

    def lock(self) -> None:
        """Save, show the door, then let go of every view, the undo stack, the clipboard and the keys."""
        room, me = self.inside, self.jobs.me
        if self.jobs.opened is None or me is None:
            return
        self.idle.stop()
        if room is not None:
            room.flush()
        self.inside = None
        speak_of()
        self._may_hold = True
        self._close_windows()
        self.setWindowTitle(NAME)
        self._clipboard.clear()
        if isinstance(me, SurveySlip):
            self._clear_away(room)
        else:
            self.door.lock(me.member.name if isinstance(me, SignedIn) else "")
        self.rooms.setCurrentWidget(self.door)

        def let_go(told: object) -> None:
            self._let_go(room, me, told if isinstance(told, bytes) else b"")

        from pie_audit.workflows import short_pin

        self.jobs.read(short_pin.digest_at_lock, owner=self, then=let_go, problem=let_go)

    def _clear_away(self, room: Any) -> None:
        """The next slip finds the door, and the screen as it was."""
        room.clear_away()
        self.door.await_slip(room.farewell)
        self.whole_screen.give_back()

    def _is_private(self) -> bool:
        """Whether the page in hand is one that only its writer sees."""
        from pie_audit.ui.shell.areas import PRIVATE
        from pie_audit.ui.shell.leavers_room import LeaversRoom

        inside = self.inside
        return isinstance(inside, LeaversRoom) or (inside is not None and inside.area() in PRIVATE)

    def _on_slept(self) -> None:
        """The computer slept, or is about to: no keys stay in memory, also not for a PIN."""
        self.lock()
        self._may_hold = False
        self.door.hold.forget()

    def _let_go(self, room: Any, me: Me, pin_digest: bytes = b"") -> None:
        """Everything sent before has arrived by now, or is kept on its page for the same person.

        With a short PIN the keys stay for a while, and nothing else does.
        """
        if self.jobs.me is me:
            self.jobs.me = None
        if room is not None:
            if room.unsaved():
                from pie_audit.ui.jobs import whose

                self._waiting[whose(me)] = room, me
                return
            undo = getattr(room, "undo_stack", None)
            if undo is not None:
                undo.clear()
            self.rooms.removeWidget(room)
            room.deleteLater()
        if isinstance(me, SignedIn) and pin_digest and self._may_hold and self.jobs.opened is not None:
            me.memory.clear()
            self.door.hold_keys(me, pin_digest)
        elif isinstance(me, SignedIn):
            me.forget()

    def _on_busy(self, under_way: int) -> None:
        if under_way == 0 and self._waiting:
            QTimer.singleShot(0, self, self._let_go_of_saved)  # what has arrived is told by then

    def _let_go_of_saved(self) -> None:
        """Words that were kept behind the lock have arrived after all: nothing of them stays in the window."""
        for key, (room, me) in list(self._waiting.items()):
            if not room.unsaved():
                del self._waiting[key]
                self._let_go(room, me)

    def _close_windows(self) -> None:
        """Dialogs over the page would stand over the lock screen."""
        for window in QApplication.topLevelWidgets():
            if window is not self and window.isVisible() and window.parentWidget() is not None:
                window.close()

    # closing

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close or self.jobs.opened is None:
            if self._ground is None:
                self.idle.stop()
                self.watch.stop()
            event.accept()
            return
        event.ignore()
        QTimer.singleShot(0, self.leaving.begin)  # the closing itself can't come while this event is handled

    def kept_rooms(self) -> list[Any]:
        """Rooms of people who were locked out with words that could not be saved."""
        return [room for room, _me in self._waiting.values()]

    def finish_closing(self) -> None:
        """Everything is saved, copied and shut."""
        from pie_audit.ui.shell.door import DEMO_PREFIX

        opened, self.jobs.opened = self.jobs.opened, None
        if opened is not None and opened.folder.name.startswith(DEMO_PREFIX):
            _remove_demo(opened.folder, self.premises.workspaces)
        self.door.hold.forget()
        self.jobs.me = None
        self._may_close = True
        self.close()

    # the rest

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._ground is None:
            self._warm_soon()

    def _warm_soon(self) -> None:
        if not self._is_warm:
            self._is_warm = True
            QTimer.singleShot(_PAINTED_AFTER_MS, self._warm)

    def _warm(self) -> None:
        """Once the door is painted: open what is remembered, and load what the first page needs."""
        from pie_audit.ui.shell import areas
        from pie_audit.workflows import unlock

        self.door.remember()
        self.watch.listen(self)

        premises = self.premises

        def warm() -> None:
            import pie_audit.ui.shell.house  # noqa: F401

            unlock.warm()
            unlock.clear_half_made(premises)
            areas.warm()
            # What was loaded stays: looking it through for garbage again and again would hold up keys for 0.1 s.
            gc.freeze()

        self.jobs.alone(warm, owner=self, then=_nothing)

    def _on_changed(self, _kinds: object) -> None:
        if self.inside is not None and hasattr(self.inside, "show_copy_status"):
            self.inside.show_copy_status()

    def _on_bug(self, error: BaseException) -> None:
        from pie_audit.ui.shell.bug_panel import BugPanel

        BugPanel(error, self).open()


def _computer_files() -> Files:
    from pie_audit.ui.shell.files import ComputerFiles

    return ComputerFiles()


def _remove_demo(folder: Path, workspaces: Path) -> None:
    """The demo leaves no trace; nothing outside this computer's workspaces is ever removed."""
    if folder.parent == workspaces:
        with contextlib.suppress(OSError):
            shutil.rmtree(folder)


def _nothing(*_args: object) -> None:
    """A read that only tells that everything before it is through."""
