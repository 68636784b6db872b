"""Keys, copies and rules of thumb whose answer takes a while: what somebody did meanwhile counts, not what comes last."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pie_audit.domain.cut_points import CutPoints
from pie_audit.workflows import cut_points, founding, support
from tests.ui.held import held
from tests.ui.settings.test_settings import NEW, section
from tests.ui.shell.desk import Desk
from tests.ui.shell.test_remembering import Keyring


@pytest.fixture
def inside(desk: Desk) -> Desk:
    desk.found()
    desk.open_window()
    desk.walk_in()
    return desk


def leave(desk: Desk) -> None:
    desk.win.inside.go("reflections")


def other(desk: Desk, name: str):
    """Another section of the page of settings."""
    section(desk, "settings", "reading")
    desk.win.inside.page().open_section(name)
    desk.rest()
    return desk.win.inside.page().sections[name]


def folder(desk: Desk, name: str) -> Path:
    made = desk.folder / name
    made.mkdir()
    return made


# codes and passwords


def test_a_house_key_that_comes_after_the_page_was_left_stands_on_no_page(inside: Desk) -> None:
    card = section(inside, "settings", "keys", "password").house
    with held(inside.jobs) as come:
        card.open_button.click()
        inside.until(lambda: bool(come))
        leave(inside)
    inside.rest()
    assert card.sheet._code == ""
    assert card.sheet.isHidden()
    assert card.open_button.isEnabled()


def test_a_my_key_that_comes_after_the_page_was_left_stands_on_no_page(inside: Desk) -> None:
    choice = section(inside, "settings", "keys", "password").mine.choice
    with held(inside.jobs) as come:
        choice._go.click()
        inside.until(lambda: bool(come))
        leave(inside)
    inside.rest()
    assert choice.sheet._code == ""
    assert choice.sheet.isHidden()
    assert choice._go.isEnabled()


def test_a_sheet_that_opens_does_not_put_away_the_one_that_is_being_made(inside: Desk) -> None:
    code = founding.make_my_key(inside.jobs.opened, inside.jobs.me)
    mine = section(inside, "settings", "keys", "my-key").mine
    mine.trial.code.setText(code)
    with held(inside.jobs) as come:
        mine.trial.go.click()
        inside.until(lambda: bool(come))
        mine.start()
    inside.rest()
    assert not mine.choice.isHidden()
    assert mine.said.isHidden()


def wrong(card) -> None:
    card.open_button.click()
    card.old.setText("wrong")
    card.new.password.setText(NEW)
    card.new.again.setText(NEW)
    card.go.setFocus()
    card.go.click()


def test_a_wrong_password_takes_no_keys_from_who_types_elsewhere_by_now(inside: Desk) -> None:
    keys = section(inside, "settings", "keys", "password")
    with held(inside.jobs) as come:
        wrong(keys.password)
        inside.until(lambda: inside.under_way == len(come) > 0)
        keys.pin.open_button.click()
    inside.rest()
    assert keys.password._old_field.error()
    inside.type("2739")
    assert keys.pin.pin.text() == "2739"


def test_a_wrong_password_is_typed_again_where_it_stands(inside: Desk) -> None:
    keys = section(inside, "settings", "keys", "password")
    wrong(keys.password)
    inside.rest()
    assert inside.app.focusWidget() is keys.password.old.line


def test_a_form_that_was_folded_up_opens_again_without_the_old_trouble(inside: Desk) -> None:
    card = section(inside, "settings", "keys", "password").password
    with held(inside.jobs) as come:
        wrong(card)
        inside.until(lambda: inside.under_way == len(come) > 0)
        card.clear()
    inside.rest()
    card.open_button.click()
    assert card._old_field.error() == ""


def test_on_and_off_again_at_once_leaves_this_computer_without_a_key(desk: Desk) -> None:
    keyring = Keyring()
    desk.premises = replace(desk.premises, keyring=keyring)  # type: ignore[arg-type]
    desk.found()
    desk.open_window()
    desk.walk_in()
    card = section(desk, "settings", "keys", "password").remember
    with held(desk.jobs) as come:
        card.tick.click()
        card.tick.click()
        desk.until(lambda: bool(come))
    desk.rest()
    assert not card.tick.isChecked()
    assert not founding.is_remembered(desk.jobs.opened)
    assert keyring.kept == {}


def test_a_page_that_is_filled_again_meanwhile_leaves_the_tick(desk: Desk) -> None:
    desk.premises = replace(desk.premises, keyring=Keyring())  # type: ignore[arg-type]
    desk.found()
    desk.open_window()
    desk.walk_in()
    card = section(desk, "settings", "keys", "password").remember
    with held(desk.jobs) as come:
        card.tick.click()
        card.reload()
        assert card.tick.isChecked()
        desk.until(lambda: bool(come))
    desk.rest()
    assert card.tick.isChecked()
    assert founding.is_remembered(desk.jobs.opened)


# copies


def test_what_lies_in_another_place_says_nothing_of_this_one(inside: Desk) -> None:
    first, second = folder(inside, "first"), folder(inside, "second")
    inside.files.folder = first
    copies = section(inside, "backup", "copies")
    copies.choose.click()
    inside.until(lambda: copies._newest is not None)
    inside.rest()
    with held(inside.jobs) as come:
        copies.reload()
        inside.preferences.change(second_place=str(second))
        inside.until(lambda: bool(come))
        copies.reload()
        inside.until(lambda: len(come) == 2)
        come.reverse()  # the stick is slower than the folder
    inside.rest()
    assert copies._title.text() == "A second place is chosen"
    assert copies._newest is None


def test_a_place_that_is_chosen_while_a_copy_is_being_made_gets_one_too(inside: Desk) -> None:
    first, second = folder(inside, "first"), folder(inside, "second")
    copies = section(inside, "backup", "copies")
    inside.files.folder = first
    with held(inside.jobs) as come:
        copies.choose.click()
        inside.until(lambda: len(come) == 2)
        inside.files.folder = second
        copies.choose.click()
    inside.until(lambda: copies._newest is not None)
    inside.rest()
    assert copies._newest.file.is_relative_to(second)
    assert inside.preferences.settings.copied_at


def test_a_copy_that_reads_back_vouches_for_no_other(inside: Desk) -> None:
    copies = section(inside, "backup", "copies")
    inside.files.folder = folder(inside, "first")
    copies.choose.click()
    inside.until(lambda: copies._newest is not None)
    inside.rest()
    with held(inside.jobs) as come:
        copies.test.click()
        inside.until(lambda: bool(come))
        copies._newest = replace(copies._newest, file=inside.folder / "another.piebak")
    inside.rest()
    assert copies._chip.isHidden()


# what is chosen and typed twice, quickly


def choose(found, name: str, words: str) -> None:
    choice = found.choices[name]
    choice.setCurrentIndex(choice.findText(words))
    choice.activated.emit(choice.currentIndex())


def test_a_second_choice_is_not_lost_to_what_was_read_after_the_first(inside: Desk) -> None:
    found = other(inside, "change")
    read = inside.jobs.opened.read(lambda tx: cut_points.own_cut_points(tx, inside.jobs.me))
    with held(inside.jobs):
        choose(found, "theme_tenths", "0.6")
        choose(found, "theme_topics", "3")
        found.show_cut_points(replace(read, now=CutPoints(theme_tenths=6)))
        assert found.choices["theme_topics"].currentText() == "3"
        choose(found, "item_points", "20")
    inside.rest()
    now = inside.jobs.opened.read(lambda tx: cut_points.own_cut_points(tx, inside.jobs.me)).now
    assert now == CutPoints(theme_tenths=6, theme_topics=3, item_points=20)
    assert found.choices["item_points"].currentText() == "20"


def test_words_typed_while_earlier_ones_are_on_their_way_stay(inside: Desk) -> None:
    found = other(inside, "support")
    with held(inside.jobs) as come:
        for words in ("Care Line", "Care Line, day and night"):
            found.words.setText(words)
            found.words.edited.emit()
            found.flush()
        inside.until(lambda: len(come) == 2)
        found.words.setText("Care Line, day and night, 01632 960 111")
        found.words.edited.emit()
    inside.rest()
    assert found.words.text() == "Care Line, day and night, 01632 960 111"
    assert found.unsaved()
    found.flush()
    inside.rest()
    kept = inside.jobs.opened.read(lambda tx: support.own_lines(tx, inside.jobs.me)).words
    assert kept == "Care Line, day and night, 01632 960 111"
