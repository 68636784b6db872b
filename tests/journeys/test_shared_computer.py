"""A shared computer: handed over in two clicks, locked when quiet, and nothing of one person left for the next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.journeys.at_quayside import Sits, comes_in, goes_to_because, takes_over
from tests.journeys.team import HOME
from tests.journeys.visitor import Visitor
from tests.quarter import MANAGER, password_of


def everything(window: QWidget) -> str:
    """What any widget of the program holds in words, seen or not."""
    found = []
    for top in [window, *QApplication.topLevelWidgets()]:
        for widget in [top, *top.findChildren(QWidget)]:
            for name in ("text", "toPlainText", "accessibleName", "accessibleDescription", "windowTitle"):
                said = getattr(widget, name, None)
                if callable(said) and isinstance(said(), str):
                    found.append(said())
    return "\n".join(found)


def test_handing_over_takes_two_clicks_and_leaves_nothing_of_the_first_person(desk_at: Sits) -> None:
    desk = desk_at("rating")
    visitor = comes_in(desk)
    visitor.clicks("Our review")
    visitor.clicks("Rate my part")
    visitor.waits_for("1 of 2")
    visitor.tabs_to("Level ")
    visitor.types("3")
    visitor.presses(Qt.Key.Key_E)
    visitor.types("Only Amina knows this.")
    visitor.presses(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    visitor.presses(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    visitor.clicks("Lock now")
    visitor.clicks("Jo")
    visitor.waits_until(lambda: "Only Amina" not in everything(desk.window), "her words stay in the window")
    assert "Only Amina" not in QGuiApplication.clipboard().text()
    visitor.fills("Jo’s password", password_of("Jo"))
    visitor.clicks("Unlock")
    visitor.waits_for(HOME)
    visitor.presses(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    visitor.clicks("Our review")
    visitor.clicks("Rate my part")
    visitor.waits_for("1 of 2")
    assert "Only Amina" not in everything(desk.window)
    assert not any(
        button.isChecked() for button in desk.window.inside.page().panel.findChildren(QAbstractButton)
    )
    visitor.clicks("Lock now")
    takes_over(visitor, MANAGER)
    visitor.clicks("Our review")
    visitor.clicks("Rate my part")
    visitor.waits_for("2 of 2")
    visitor.clicks("Previous")
    visitor.waits_for("Only Amina knows this.")


def test_the_next_person_cannot_undo_what_the_first_one_did(desk_at: Sits) -> None:
    desk = desk_at("meeting")
    visitor = comes_in(desk)
    visitor.presses(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    visitor.clicks("Put down one thing")
    visitor.fills("What will we do?", "Ask the night staff")
    visitor.presses(Qt.Key.Key_Tab)
    visitor.waits_for("Saved")
    visitor.clicks("Put this action into the bin")
    visitor.waits_for("Undo")
    visitor.clicks("Lock now")
    takes_over(visitor, "Jo")
    assert not visitor.named("Undo")
    visitor.presses(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    visitor.clicks("Lock now")
    takes_over(visitor, MANAGER)
    visitor.presses(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    visitor.waits_for("bin")
    assert "Ask the night staff" not in shown_cards(visitor)


def shown_cards(visitor: Visitor) -> str:
    """Names of the actions on the plan."""
    from pie_audit.ui.plan.action_card import ActionCard

    return "\n".join(card.accessibleName() for card in visitor.window.findChildren(ActionCard))


def test_a_quiet_screen_locks_and_half_typed_words_are_offered_again(desk_at: Sits) -> None:
    desk = desk_at("meeting")
    visitor = comes_in(desk)
    now = [0.0]
    desk.window.idle._clock = lambda: now[0]
    topic = goes_to_because(visitor)
    visitor.fills("Because", "Nights have had no")
    now[0] += 31 * 60
    desk.window.idle.tick()
    visitor.waits_for("Locked")
    visitor.waits_until(lambda: "Nights have" not in everything(desk.window), "words stay behind the lock")
    visitor.fills(f"{MANAGER}’s password", password_of(MANAGER))
    visitor.clicks("Unlock")
    visitor.clicks("Our review")
    visitor.clicks("Talk it through")
    visitor.waits_for("We’re close on these")
    assert goes_to_because(visitor, here=True) == topic
    visitor.waits_for("Nights have had no")
