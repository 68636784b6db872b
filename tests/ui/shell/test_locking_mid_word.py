"""Locking in the middle of a word: whoever signs in again finds what they were writing where they wrote it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from pie_audit.workflows import home, meetings, signing, sittings
from tests import make
from tests.journeys.visitor import Visitor
from tests.ui.shell import screens
from tests.ui.shell.desk import PASSWORD, Desk
from tests.ui.shell.group_screens import GROUP_WRITING
from tests.ui.shell.supervision_screens import WRITING

WORDS = "Nights carry this alone"


def fields(desk: Desk) -> list[QLineEdit | QPlainTextEdit]:
    """Where somebody can write, in this window and those over it."""
    tops: list[QWidget] = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    kinds = (QLineEdit, QPlainTextEdit)
    return [w for top in tops for kind in kinds for w in top.findChildren(kind) if w.isVisible()]


def write(desk: Desk, name: str) -> None:
    found = next(f for f in fields(desk) if f.accessibleName().startswith(name))
    found.setFocus()
    found.selectAll()
    desk.type(WORDS)
    desk.app.processEvents()


def come_back(desk: Desk) -> None:
    """Lock, and sign in again."""
    desk.win.lock()
    desk.rest()
    desk.win.activateWindow()  # without a screen nobody else does after a dialog
    desk.until(lambda: desk.app.focusWidget() is not None)
    desk.type(PASSWORD)
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: desk.win.inside is not None)
    desk.rest()


def round_of(desk: Desk) -> str:
    me = desk.jobs.me
    view = desk.jobs.opened.read(lambda tx: home.home(tx, me, next(iter(me.member.teams)))).overview
    return view.round.round_id


def _board(desk: Desk) -> None:
    page = screens.go(desk, "board", screens.open_it(desk))
    page.add_card.click()
    desk.rest()


def _board_again(desk: Desk) -> None:
    screens.go(desk, "board", round_of(desk))
    desk.rest()


def _topic(desk: Desk) -> None:
    screens._meeting_topic(desk)


def _topic_again(desk: Desk) -> None:
    page = screens.go(desk, "meeting", round_of(desk))
    page.find_topic(page.view.wide[0].topic.id)
    desk.rest()


def _action_again(desk: Desk) -> None:
    page = screens.go(desk, "plan")
    page.edit(page.view.groups[0].actions[0].action_id)
    desk.rest()


def _sign_again(desk: Desk) -> None:
    page = screens.go(desk, "plan")
    page.open_paper()
    desk.rest()
    page.preview._ask_to_sign()
    screens.dialog(desk)


def _addendum(desk: Desk) -> None:
    screens.add_action(desk, screens.open_it(desk))
    me, round_id = desk.jobs.me, round_of(desk)
    desk.jobs.opened.write(lambda tx: meetings.record_consensus(tx, me, round_id, make.consensus()))
    desk.jobs.opened.write(lambda tx: sittings.leave_the_rest(tx, me, round_id))
    desk.jobs.opened.write(lambda tx: signing.sign_off(tx, me, round_id, ""))
    _addendum_again(desk)


def _addendum_again(desk: Desk) -> None:
    page = screens.go(desk, "plan")
    page.open_paper()
    desk.rest()
    Visitor(desk.win).clicks("Add to what was signed")
    screens.dialog(desk)


def _rate(desk: Desk) -> None:
    screens._rate_note(desk)


def _rate_again(desk: Desk) -> None:
    screens.go(desk, "rate", round_of(desk))._show(0)
    desk.rest()


PLACES: dict[str, tuple[Callable[[Desk], object], str, Callable[[Desk], object]]] = {
    "because": (_topic, "Because", _topic_again),
    "a different view": (_topic, "Somebody sees", _topic_again),
    "what a visitor would see": (_topic, "What would a visitor", _topic_again),
    "a card": (_board, "", _board_again),
    "an action": (screens._action, "What will we do", _action_again),
    "a resident’s sentence": (screens._sign_off, "One sentence", _sign_again),
    "its first step": (screens._action, "First small step", _action_again),
    "a reservation": (screens._sign_off, "Anything", _sign_again),
    "an addendum": (_addendum, "What is added", _addendum_again),
    "a reason that nothing applies": (_rate, "Why", _rate_again),
    **WRITING,
    **GROUP_WRITING,
}


@pytest.mark.parametrize("place", PLACES)
def test_words_are_there_again(place: str, desk: Desk) -> None:
    opens, field, again = PLACES[place]
    desk.found(more=screens.OTHERS)
    desk.open_window()
    desk.sign_in()
    opens(desk)
    write(desk, field)
    come_back(desk)
    again(desk)
    desk.rest()
    assert WORDS in Visitor(desk.win).reads()
