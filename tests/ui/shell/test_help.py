"""F1: every page and small window of the review has its own short, honest help."""

from __future__ import annotations

import pytest
import textstat
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from pie_audit.ui.shell import areas, help_words
from pie_audit.ui.shell.help_keys import everywhere
from pie_audit.ui.shell.help_panel import HelpPanel, help_place
from pie_audit.ui.shell.help_words import PLACES, help_for
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import WrapLabel
from tests.ui.accessibility import nameless
from tests.ui.shell.desk import Desk
from tests.ui.shell.test_window import hand_out_one_slip

AGE_ELEVEN = 7.0


@pytest.fixture
def inside(desk: Desk) -> Desk:
    desk.found(more=("Tom Whitlock", "Jo Marsh"))
    desk.open_window()
    desk.sign_in()
    return desk


def panel(desk: Desk) -> HelpPanel:
    return desk.win.inside.help


def read(shown: HelpPanel) -> str:
    return "\n".join(label.text() for label in shown.findChildren(WrapLabel))


@pytest.mark.parametrize("place", PLACES)
def test_it_says_what_for_who_sees_it_and_what_is_forever(place: str) -> None:
    words = help_for(place)
    assert words.title
    assert words.purpose
    assert words.readers
    assert words.forever
    assert words.keys


def test_no_two_pages_share_their_help() -> None:
    assert len({(help_for(place).title, help_for(place).purpose) for place in PLACES}) == len(PLACES)
    assert set(help_words._WORDS) == set(PLACES)


@pytest.mark.parametrize("place", PLACES)
def test_an_eleven_year_old_could_read_it(place: str) -> None:
    words = help_for(place)
    text = " ".join((*words.purpose, words.readers, words.forever))
    assert textstat.flesch_kincaid_grade(text) <= AGE_ELEVEN


@pytest.mark.parametrize("place", PLACES)
def test_no_sentence_is_long(place: str) -> None:
    words = help_for(place)
    for part in (*words.purpose, words.readers, words.forever):
        assert all(len(sentence.split()) <= 22 for sentence in part.split(". "))


def test_no_area_of_the_window_lacks_one() -> None:
    named = set(areas.SHOWN_UNDER) | set(areas.SHOWN_UNDER.values()) | {"home", "plan"}
    assert [area for area in sorted(named) if not help_for(area)] == []


def test_a_page_nobody_wrote_about_is_noticed() -> None:
    with pytest.raises(KeyError):
        help_for("somewhere")


@pytest.mark.parametrize(
    ("area", "title"),
    [
        ("home", "Home"),
        ("review", "Our review"),
        ("start-review", "Start the quarter"),
        ("plan", "The plan"),
        ("people", "People and roles"),
        ("settings", "Reading and display"),
        ("backup", "Copies and safety"),
    ],
)
def test_f1_opens_the_help_of_this_page(area: str, title: str, inside: Desk) -> None:
    inside.win.inside.go(area)
    inside.rest()
    inside.press(Qt.Key.Key_F1)
    assert panel(inside)._title.text() == title
    assert "Who can see it" in read(panel(inside))
    assert "What can’t be undone" in read(panel(inside))
    assert nameless(panel(inside)) == []


def test_f1_again_closes_it_and_the_focus_goes_back_to_the_page(inside: Desk) -> None:
    inside.press(Qt.Key.Key_F1)
    inside.press(Qt.Key.Key_F1)
    assert panel(inside).isHidden()
    assert inside.win.inside.page().isAncestorOf(inside.app.focusWidget())


def test_the_rating_page_has_its_keys_and_so_has_every_other(inside: Desk) -> None:
    hand_out_one_slip(inside)
    page = inside.win.inside
    page.go("rate", inside.jobs.opened.read(_round_of(page.team_id())))
    inside.rest()
    inside.press(Qt.Key.Key_F1)
    said = read(panel(inside))
    for key, what in (*help_for("rate").keys, *everywhere()):
        assert key in said
        assert what in said


def _round_of(team_id: str):
    from pie_audit.storage import audits

    return lambda tx: audits.current_round(tx, team_id).round_id


def test_all_global_keys_are_told() -> None:
    told = " ".join(key for key, _what in everywhere())
    for key in ("Ctrl+K", "Ctrl+1", "9", "Ctrl+N", "Ctrl+Z", "Ctrl+L", "F1", "F5", "F6", "Ctrl + − 0", "Esc"):
        assert key in told


def test_whoever_holds_a_slip_has_help_without_places(desk: Desk) -> None:
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
    desk.press(Qt.Key.Key_F1)
    assert "Rating in private" in panel(desk)._title.text()
    assert "Ctrl+K" not in read(panel(desk))
    desk.press(Qt.Key.Key_Escape)
    assert panel(desk).isHidden()


def test_a_small_window_over_the_page_has_its_own_help_and_the_keys_that_are_needed(inside: Desk) -> None:
    hand_out_one_slip(inside)
    inside.win.inside.go("review")
    inside.rest()
    inside.win.inside.page()._ask_opening()
    inside.rest()
    dialog = inside.app.activeModalWidget()
    assert isinstance(dialog, QDialog)
    inside.press(Qt.Key.Key_F1)
    shown = dialog.findChild(HelpPanel)
    assert shown._title.text() == "Opening it together"
    assert help_place(dialog, "review") == "opening"
    inside.press(Qt.Key.Key_Escape)
    assert shown.isHidden()
    assert dialog.isVisible()
    inside.ctrl(Qt.Key.Key_L)
    inside.rest()
    assert inside.jobs.me is None
    assert inside.app.activeModalWidget() is None


@pytest.mark.parametrize("percent", [100, 200])
def test_it_fits_the_window(percent: int, inside: Desk) -> None:
    apply(inside.app, "light", percent)
    inside.win.resize(1024, 700)
    inside.rest()
    inside.press(Qt.Key.Key_F1)
    inside.rest()
    assert panel(inside)._body.overflow() == 0
    assert inside.overflow() == []
