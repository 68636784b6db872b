"""Ctrl+K: what one types finds what may be done now and where one may go, by keyboard alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from pie_audit.ui.plan.plan_page import PlanPage
from pie_audit.ui.shell.palette import Palette
from pie_audit.ui.theme import theme
from pie_audit.workflows import plans, teams, unlock
from tests.ui.accessibility import nameless
from tests.ui.shell.desk import PASSWORD, Desk
from tests.ui.shell.test_window import hand_out_one_slip


@pytest.fixture
def inside(desk: Desk) -> Desk:
    desk.found(more=("Tom Whitlock", "Jo Marsh"))
    desk.open_window()
    desk.sign_in()
    return desk


@pytest.fixture
def rating(inside: Desk) -> Desk:
    """A review that is being rated."""
    hand_out_one_slip(inside)
    inside.win.inside.go("home")
    inside.rest()
    return inside


def palette(desk: Desk) -> Palette:
    return desk.win.inside.finder.palette


def asks(desk: Desk, words: str) -> list[str]:
    """Open the palette, type, and read what was found."""
    if palette(desk).isHidden():
        desk.ctrl(Qt.Key.Key_K)
        desk.rest()
    palette(desk).query.clear()
    desk.type(words)
    return found(desk)


def found(desk: Desk) -> list[str]:
    model = palette(desk).list.model()
    rows = (model.index(at, 0) for at in range(model.rowCount()))
    return [row.data() for row in rows if row.flags() & Qt.ItemFlag.ItemIsSelectable]


def takes(desk: Desk, words: str) -> None:
    """Type this and press Enter."""
    assert asks(desk, words)
    desk.press(Qt.Key.Key_Return)
    desk.rest()


def test_control_k_opens_it_with_the_cursor_in_the_field_and_closes_it_again(inside: Desk) -> None:
    before = inside.app.focusWidget()
    inside.ctrl(Qt.Key.Key_K)
    assert inside.app.focusWidget() is palette(inside).query
    inside.ctrl(Qt.Key.Key_K)
    assert palette(inside).isHidden()
    assert inside.app.focusWidget() is before


def test_esc_closes_it_and_changes_nothing(inside: Desk) -> None:
    before = inside.app.focusWidget()
    asks(inside, "lock")
    inside.press(Qt.Key.Key_Escape)
    assert palette(inside).isHidden()
    assert palette(inside).query.text() == ""
    assert inside.app.focusWidget() is before
    assert inside.jobs.me is not None


def test_the_button_in_the_heading_opens_it_for_a_mouse(inside: Desk) -> None:
    button = inside.win.inside._find_buttons[0]
    assert button.accessibleName() == "Find or do anything"
    button.click()
    assert not palette(inside).isHidden()
    QTest.mouseClick(palette(inside), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert palette(inside).isHidden()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("lock", "Lock now"),
        ("text bigger", "Larger text"),
        ("bigger text", "Larger text"),
        ("go to action plan", "Action plan"),
        ("start quarter", "Start the quarter"),
        ("dark", "Dark look"),
        ("backup", "Copies and safety"),
        ("help", "Help for this page"),
    ],
)
def test_ordinary_words_find(typed: str, first: str, inside: Desk) -> None:
    assert asks(inside, typed)[0] == first


def test_each_command_shows_its_own_key(inside: Desk) -> None:
    asks(inside, "lock now")
    assert palette(inside).list.current().shortcut == "Ctrl+L"
    asks(inside, "our review page")
    assert palette(inside).list.current().shortcut == "Ctrl+2"


def test_a_command_does_what_it_says(inside: Desk) -> None:
    takes(inside, "text bigger")
    assert theme.percent == 110
    takes(inside, "dark look")
    assert inside.preferences.settings.mode == "dark"
    takes(inside, "password and keys")
    assert inside.win.inside.page()._here == "keys"
    takes(inside, "lock now")
    assert inside.jobs.me is None


def test_arrows_walk_the_list_while_the_cursor_stays_and_go_round(inside: Desk) -> None:
    asks(inside, "text")
    first = palette(inside).list.current()
    inside.press(Qt.Key.Key_Down)
    assert palette(inside).list.current() is not first
    assert inside.app.focusWidget() is palette(inside).query
    for _step in range(len(found(inside)) - 1):
        inside.press(Qt.Key.Key_Down)
    assert palette(inside).list.current() is first
    inside.press(Qt.Key.Key_Up)
    assert palette(inside).list.place()[0] == len(found(inside))


def test_tab_stays_in_it_and_typing_in_the_list_goes_on_in_the_field(inside: Desk) -> None:
    asks(inside, "lo")
    stops = set()
    for _step in range(6):
        inside.press(Qt.Key.Key_Tab)
        stops.add(inside.app.focusWidget())
    assert stops == {palette(inside).query, palette(inside).leave, palette(inside).list}
    palette(inside).list.setFocus()
    inside.press(Qt.Key.Key_C)
    assert inside.app.focusWidget() is palette(inside).query
    assert palette(inside).query.text() == "loc"


def test_words_that_find_nothing_say_so(inside: Desk) -> None:
    assert asks(inside, "xyzzy") == []
    assert palette(inside)._nothing.isVisible()
    inside.press(Qt.Key.Key_Return)
    assert not palette(inside).isHidden()


def test_close_rating_asks_on_the_page_of_the_review(rating: Desk) -> None:
    takes(rating, "close rating")
    assert rating.win.inside.area() == "review"
    assert [dialog for dialog in rating.win.findChildren(QDialog) if dialog.isVisible()]
    rating.app.activeModalWidget().close()
    rating.rest()


def test_a_topic_opens_on_the_sheet_while_people_rate(rating: Desk) -> None:
    takes(rating, "trying things out")
    rating.until(lambda: not rating.win.inside.errand.waits)
    page = rating.win.inside.page()
    assert rating.win.inside.area() == "rate"
    assert page.walk.topic.title == "Trying things out"
    takes(rating, "bringing outside ideas")
    assert rating.win.inside.page() is page
    assert page.walk.topic.title == "Bringing in outside ideas"


def test_topics_show_only_once_something_is_typed(rating: Desk) -> None:
    rating.ctrl(Qt.Key.Key_K)
    rating.rest()
    assert "Trying things out" not in found(rating)


def test_no_rating_and_no_note_is_ever_found(rating: Desk) -> None:
    takes(rating, "rate my part")
    page = rating.win.inside.page()
    rating.press(Qt.Key.Key_3)
    page.note.area.setFocus()
    rating.type("zebra crossing")
    page.flush()
    rating.rest()
    assert asks(rating, "zebra") == []
    assert not [words for words in asks(rating, "") if words.isdigit()]


def test_staff_are_not_offered_what_a_manager_does(rating: Desk) -> None:
    rating.win.lock()
    rating.rest()
    tom = unlock.sign_in(rating.jobs.opened, "Tom Whitlock", PASSWORD)
    rating.win.door.came_in.emit(tom)
    rating.rest()
    offered = asks(rating, "")
    assert "Rate my part" in offered
    assert not {"Close rating", "Abandon this review", "Ask somebody else", "Copies and safety"} & set(
        offered
    )


def test_an_action_opens_by_its_first_words(rating: Desk) -> None:
    desk = rating
    me, round_id = desk.jobs.me, desk.win.inside.page().home.overview.round.round_id
    action = plans.new_action(desk.win.inside.team_id(), round_id)
    text = "Put a lamp in the hall " + "and then some more words " * 12
    desk.jobs.opened.write(lambda tx: plans.save_action(tx, me, replace(action, what=text)))
    desk.rest()
    (only,) = asks(desk, "lamp hall")
    assert len(only) <= 91
    desk.press(Qt.Key.Key_Return)
    desk.rest()
    page = desk.win.inside.page()
    assert isinstance(page, PlanPage)
    assert page.editor.action.action_id == action.action_id


def test_what_can_be_taken_back_is_offered_by_name(inside: Desk) -> None:
    inside.jobs.write(teams.rename_team, inside.win.inside.team_id(), "Second name", "", owner=inside.win)
    inside.rest()
    takes(inside, "take back")
    assert inside.win.inside._team.name == "Quayside House"


def test_the_whole_name_of_a_place_leads_there_although_something_to_do_is_called_after_it(
    inside: Desk,
) -> None:
    inside.turn_on()
    offered = asks(inside, "Small logs")
    assert offered[0] == "Small logs"
    assert "Trends: Small logs" in offered
    inside.press(Qt.Key.Key_Return)
    inside.rest()
    assert inside.win.inside.area() == "small-logs"


def test_what_was_under_way_when_it_opened_is_offered_once_it_is_there(inside: Desk) -> None:
    """Otherwise it depends on the computer whether it can be found, until the palette is opened anew."""
    inside.ctrl(Qt.Key.Key_K)
    inside.rest()
    inside.type("t")
    inside.press(Qt.Key.Key_Down)
    in_hand = palette(inside).list.current()
    inside.jobs.write(teams.rename_team, inside.win.inside.team_id(), "Second name", "", owner=inside.win)
    assert not [words for words in found(inside) if words.startswith("Take back")]
    inside.rest()
    assert [words for words in found(inside) if words.startswith("Take back")]
    assert palette(inside).list.current().words == in_hand.words


def test_keys_pressed_before_all_was_read_do_what_they_do_after(rating: Desk) -> None:
    """No event passes between these keys, so nothing that is being read can have come yet."""
    rating.ctrl(Qt.Key.Key_K)
    rating.type("close rating")
    assert "Close rating" not in found(rating)
    rating.press(Qt.Key.Key_Return)
    assert not palette(rating).isHidden()
    rating.rest()
    assert rating.win.inside.area() == "review"
    assert [dialog for dialog in rating.win.findChildren(QDialog) if dialog.isVisible()]
    rating.app.activeModalWidget().close()
    rating.rest()


@pytest.mark.parametrize("typed", ["", "re", "review"])
def test_arrows_pressed_before_all_was_read_lead_where_they_lead_after(rating: Desk, typed: str) -> None:
    keys = (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Down)
    asks(rating, typed)
    for key in keys:
        rating.press(key)
    after = palette(rating).list.current()
    rating.press(Qt.Key.Key_Escape)
    rating.ctrl(Qt.Key.Key_K)
    rating.type(typed)
    for key in keys:
        rating.press(key)
    rating.rest()
    assert palette(rating).list.current().words == after.words


def test_a_page_that_is_filled_only_now_takes_no_letter_from_it(inside: Desk) -> None:
    asks(inside, "pla")
    inside.win.inside.page().begin()
    assert inside.app.focusWidget() is palette(inside).query
    inside.type("n")
    assert palette(inside).query.text() == "plan"
    inside.press(Qt.Key.Key_Escape)
    inside.win.inside.page().begin()
    assert inside.app.focusWidget() is not palette(inside).query, "closed, it holds on to nothing"


def test_no_page_key_and_no_undo_reaches_the_page_underneath(inside: Desk) -> None:
    inside.ctrl(Qt.Key.Key_K)
    taken: list[bool] = []
    inside.win.inside.undo_stack.undo = lambda: taken.append(True)
    inside.ctrl(Qt.Key.Key_Z)
    inside.press(Qt.Key.Key_F6)
    inside.ctrl(Qt.Key.Key_N)
    inside.rest()
    assert not taken
    assert not palette(inside).isHidden()
    assert inside.win.inside.area() == "home"


def test_locking_forgets_what_was_typed(inside: Desk) -> None:
    asks(inside, "private words")
    shown = palette(inside)
    inside.win.lock()
    assert shown.query.text() == ""
    inside.rest()


@pytest.mark.parametrize("percent", [100, 200])
def test_it_is_named_and_fits(percent: int, inside: Desk) -> None:
    from pie_audit.ui.theme import apply

    apply(inside.app, "light", percent)
    inside.win.resize(1024, 700)
    asks(inside, "o")
    shown = palette(inside)
    assert nameless(shown) == []
    assert shown.rect().contains(shown.box.geometry())
    assert shown.box.rect().contains(shown.list.geometry())


@pytest.mark.parametrize("words", ["survey", "pulse", "burnout"])
def test_surveys_are_found_by_what_people_call_them(inside: Desk, words: str) -> None:
    assert "Wellbeing" in asks(inside, words)


def test_ones_own_page_opens_from_anywhere(inside: Desk) -> None:
    takes(inside, "my own page")
    inside.rest()
    assert inside.win.inside.area() == "own-line"
