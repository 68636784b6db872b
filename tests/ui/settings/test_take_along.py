"""“Take everything along”: where it went is told, and one's own pages go along only when they are ticked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pie_audit.ui.settings.take_along import TakeAlong
from pie_audit.ui.widgets import Banner, WrapLabel
from tests.ui.accessibility import nameless
from tests.ui.shell.desk import Desk


@pytest.fixture
def card(desk: Desk) -> TakeAlong:
    desk.found()
    desk.open_window()
    desk.sign_in()
    desk.win.inside.go("settings", None)
    desk.rest()
    desk.win.inside.go("copies", None)
    desk.rest()
    found = desk.win.inside.page().sections["copies"].take_along
    assert isinstance(found, TakeAlong)
    return found


def told(card: TakeAlong) -> str:
    labels = (label for banner in card.findChildren(Banner) for label in banner.findChildren(WrapLabel))
    return " ".join(label.text() for label in labels)


def test_the_file_is_where_somebody_chose(desk: Desk, card: TakeAlong, tmp_path: Path) -> None:
    desk.files.target = tmp_path / "mine"
    card.button.click()
    desk.rest()
    found = json.loads((tmp_path / "mine.json").read_text("utf-8"))
    assert found["with_own_writing"] is False
    assert f"{len(found['records'])} records are in “mine.json”." in told(card)
    assert nameless(card) == []


def test_own_pages_go_along_once_they_are_ticked(desk: Desk, card: TakeAlong, tmp_path: Path) -> None:
    desk.files.target = tmp_path / "mine.json"
    card.own.setChecked(True)
    card.button.click()
    desk.rest()
    assert json.loads((tmp_path / "mine.json").read_text("utf-8"))["with_own_writing"] is True


def test_a_place_that_takes_nothing_is_told(desk: Desk, card: TakeAlong, tmp_path: Path) -> None:
    desk.files.target = tmp_path / "gone" / "mine.json"
    card.button.click()
    desk.rest()
    assert "folder isn’t there" in told(card)
    assert card.button.isEnabled()


def test_who_doesnt_look_after_copies_finds_it_as_a_part_of_its_own(desk: Desk, tmp_path: Path) -> None:
    desk.found(more=("Jo",))
    desk.open_window()
    desk.sign_in("Jo")
    desk.win.inside.go("settings", None)
    desk.rest()
    page = desk.win.inside.page()
    assert "copies" not in page.sections
    page.open_section("along")
    desk.rest()
    desk.files.target = tmp_path / "mine.json"
    page.sections["along"].button.click()
    desk.rest()
    assert json.loads((tmp_path / "mine.json").read_text("utf-8"))["person"] == "Jo"
    assert page.body.overflow() == 0
    assert nameless(page) == []
