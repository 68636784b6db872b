"""Somebody at work in the real window, told about on standard output; run as a program, and killed in the middle.

Each line is one thing: `key <n>` after the n-th key or choice, `said <n>` when the window says “Saved” while n of them
are on the screen.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path
from types import TracebackType

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pie_audit import app
from pie_audit.settings import Settings
from pie_audit.ui.shell.window import MainWindow
from pie_audit.ui.survey.answer_page import AnswerPage
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import StateLabel
from pie_audit.workflows import audits, unlock
from pie_audit.workflows.worker import Worker
from tests.quarter import MANAGER, password_of, premises_at

KEY_EVERY_MS = 50
"""Twenty keys a second."""
CHOICE_EVERY_MS = 120
LETTERS = "abcdefghijklmnopqrstuvwxyz"
BURSTS = (6, 50)
"""Keys until the field is left, in turn: a few words, then more than two seconds' worth."""
SLIP = "slip"
"""The file beside the workspace in which the four words of somebody at a shared screen lie."""
QUESTIONS = 10
REST = 6
"""Beats until somebody types on."""
BEHIND = 6
"""Beats that keys go on while something is being saved; then whoever types waits for a slow disk. The two seconds in
which every key is kept are counted in keys, and a save that takes longer than they do is the computer's doing."""


def typed(keys: int) -> str:
    """What stands in a field after so many keys."""
    return (LETTERS * (keys // len(LETTERS) + 1))[:keys]


@dataclass
class Kept:
    """Says “Saved” in place of a page that shows it by saying nothing."""

    page: AnswerPage

    def text(self) -> str:
        """Nothing before the first choice."""
        is_kept = not self.page.walk.answers.is_empty and not self.page.keeper.unsaved
        return "Saved" if is_kept else ""


@dataclass
class Act:
    """What somebody does: where the words “Saved” come, one key or choice, how often, and when they rest."""

    state: StateLabel | Kept
    once: Callable[[int], object]
    every_ms: int = KEY_EVERY_MS
    rests: bool = True


def main(place: Path, name: str) -> None:
    """Open the window on the workspace in `place`, sign in and act until killed."""
    application = QApplication([])
    apply(application, "light", 100)
    worker, premises = Worker(), premises_at(place)
    preferences = app.KeptPreferences(Settings(), place / "settings.toml")
    preferences.settings = replace(preferences.settings, last_workspace=str(place / "workspace"))
    window = app.build_window(worker, premises, preferences)
    sys.excepthook = end_on_a_bug
    window.jobs.bug.connect(lambda _error: os._exit(4))
    window.show()
    window.activateWindow()
    opened, me = unlock.open_workspace(premises, worker, place / "workspace", MANAGER, password_of(MANAGER))
    window.jobs.begin(opened)
    if name == "answering":
        slip = unlock.sign_in_with_slip(opened, (place / SLIP).read_text())
        window.door.came_in.emit(slip)
        act = answering(window)
    else:
        window.door.came_in.emit(me)
        view = opened.read(lambda tx: audits.overview(tx, me, next(iter(me.member.teams))))
        act = ACTS[name](window, view.round.round_id)
    typist = Typist(act, window)
    typist.begin()
    application.exec()


def end_on_a_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A bug ends the window at once, and says where it was."""
    traceback.print_exception(kind, error, trace)
    sys.stderr.flush()
    os._exit(3)


class Typist:
    """Presses one key after another, and tells of each and of what the window says."""

    def __init__(self, act: Act, window: MainWindow) -> None:
        self._act, self._keys, self._said = act, 0, -1
        self._window, self._behind = window, 0
        self._bursts, self._left, self._rest = cycle(BURSTS), 0, 0
        self._pace, self._look = QTimer(), QTimer()
        self._pace.timeout.connect(self._beat)
        self._look.timeout.connect(self._tell)

    def begin(self) -> None:
        """Say so, and press the first key."""
        tell("begins")
        self._left = next(self._bursts)
        self._pace.start(self._act.every_ms)
        self._look.start(5)

    def _beat(self) -> None:
        self._behind = self._behind + 1 if self._window.jobs._under_way else 0
        if self._behind > BEHIND:
            return
        if self._rest:
            self._rest -= 1
            return
        self._act.once(self._keys)
        self._keys += 1
        tell(f"key {self._keys}")
        self._left -= 1
        if self._act.rests and not self._left:
            self._left, self._rest = next(self._bursts), REST
            leave_field()

    def _tell(self) -> None:
        if self._said != self._keys and self._act.state.text().startswith("Saved"):
            self._said = self._keys
            tell(f"said {self._said}")


def leave_field() -> None:
    """As whoever looks up from the keyboard and clicks beside it."""
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()


def tell(line: str) -> None:
    """One line, at once."""
    os.write(1, f"{line}\n".encode())


def choosing(window: MainWindow, round_id: str) -> Act:
    """Levels by digit, topic after topic and round again; choice n is level n % 5."""
    page = go(window, "rate", round_id)
    page._show(0)

    def once(number: int) -> None:
        scale = page.panel.scale
        scale.setFocus()
        QTest.keyClick(QApplication.focusWidget() or scale, Qt.Key(Qt.Key.Key_0 + number % 5))
        if page.walk.at + 1 < len(page.view.topics):
            page.go_on()
        else:
            page._show(0)

    return Act(page.state_label, once, CHOICE_EVERY_MS, rests=False)


def noting(window: MainWindow, round_id: str) -> Act:
    """A note beside the first topic."""
    page = go(window, "rate", round_id)
    page._show(0)
    return Act(page.state_label, typing(page.note.area))


def writing_because(window: MainWindow, round_id: str) -> Act:
    """“Because”, in the meeting, which nobody has agreed to yet."""
    page = go(window, "meeting", round_id)
    page._go_to(page.view.topics[0].topic.id)
    until_quiet(window)
    return Act(page.state_label, typing(page.record.because))


def planning(window: MainWindow, _round_id: str) -> Act:
    """A new action, its words typed."""
    page = go(window, "plan", None)
    page.add_action()
    return Act(page.state, typing(page.editor.form.focusProxy()))


def writing(window: MainWindow, _round_id: str) -> Act:
    """A page of one's own, its words typed."""
    page = go(window, "write", "")
    return Act(page.state_label, typing(page.paper.text))


def chosen(number: int) -> tuple[int, int]:
    """Which question of a survey the n-th choice answers, from 0, and with which of its answers."""
    return number % QUESTIONS, (number + number // QUESTIONS) % 5


def answering(window: MainWindow) -> Act:
    """Questions of a survey with a slip, one after another and round again."""
    until_quiet(window)
    page = window.inside.page
    page.next.click()

    def once(number: int) -> None:
        question, answer = chosen(number)
        page.walk.go(question)
        page.show_step()
        page.question.rows.rows[answer].click()

    return Act(Kept(page), once, CHOICE_EVERY_MS, rests=False)


def typing(field: QWidget) -> Callable[[int], object]:
    """Letter after letter into `field`."""

    def once(number: int) -> None:
        field.setFocus()
        QTest.keyClicks(QApplication.focusWidget() or field, typed(number + 1)[-1])

    return once


def go(window: MainWindow, area: str, argument: object):
    """Go to a page and wait until it is filled."""
    until_quiet(window)
    window.inside.go(area, argument)
    until_quiet(window)
    page = window.inside.page()
    while not getattr(page, "filled", True):
        QTest.qWait(1)
    until_quiet(window)
    return page


def until_quiet(window: MainWindow) -> None:
    """Wait until every answer has come."""
    QApplication.processEvents()
    while window.jobs._under_way:
        QTest.qWait(1)
    QApplication.processEvents()


ACTS = {
    "choosing": choosing,
    "noting": noting,
    "because": writing_because,
    "planning": planning,
    "writing": writing,
}

if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
