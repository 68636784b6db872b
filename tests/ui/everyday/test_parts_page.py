"""What our team uses: the manager chooses at once and takes back by name, everybody else reads what is on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from pie_audit.domain.part_words import name_of, words_of
from pie_audit.domain.team_part import ON_AT_FIRST, TeamPart
from pie_audit.ui.everyday.parts_page import PartsPage
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import WrapLabel
from pie_audit.workflows import team_parts
from tests.ui.accessibility import nameless, spoken
from tests.ui.held import held
from tests.ui.shell.desk import Desk


def open_page(desk: Desk, name: str = "Amina Yusuf") -> PartsPage:
    desk.found(more=("Tom Whitlock",))
    desk.open_window()
    desk.walk_in(name)
    desk.win.inside.go("team-parts")
    desk.rest()
    page = desk.win.inside.page()
    assert isinstance(page, PartsPage)
    return page


def on(page: PartsPage) -> set[TeamPart]:
    return {part for part, card in page.cards.items() if card.tick.isChecked()}


def places(desk: Desk) -> list[str]:
    return [area.name for area in desk.win.inside.areas()]


def test_every_part_has_a_card_and_those_that_are_on_at_first_come_first(desk: Desk) -> None:
    page = open_page(desk)
    assert set(page.cards) == set(TeamPart)
    assert set(list(page.cards)[: len(ON_AT_FIRST)]) == ON_AT_FIRST == on(page)


def test_a_card_says_what_for_how_long_and_who_reads_it(desk: Desk) -> None:
    page = open_page(desk)
    for part, card in page.cards.items():
        said = "\n".join(label.text() for label in card.findChildren(WrapLabel))
        words = words_of(part)
        assert all(each in said for each in (words.name, words.purpose, words.asks, words.readers))


def test_a_part_turned_on_stays_on_and_the_bar_takes_it_back_by_name(desk: Desk) -> None:
    page = open_page(desk)
    page.cards[TeamPart.WINS].tick.click()
    desk.rest()
    assert desk.win.inside.undo_stack.latest == "Turned on “Small wins”"
    assert TeamPart.WINS in desk.win.inside.parts()
    desk.win.inside.undo()
    desk.rest()
    assert on(page) == ON_AT_FIRST
    assert TeamPart.WINS not in desk.win.inside.parts()


def test_the_switch_can_be_reached_and_pressed_with_keys_alone(desk: Desk) -> None:
    page = open_page(desk)
    first = next(iter(page.cards.values()))
    first.tick.setFocus()
    desk.press(Qt.Key.Key_Space)
    desk.rest()
    assert not first.tick.isChecked()
    assert desk.app.focusWidget() is first.tick


def test_the_sidebar_follows_at_once(desk: Desk) -> None:
    page = open_page(desk)
    assert places(desk)[-1] == "day-by-day"
    for part in sorted(ON_AT_FIRST - {TeamPart.VOCABULARY}):
        page.cards[part].tick.click()
        desk.rest()
    assert "day-by-day" not in places(desk)
    assert desk.win.inside.area() == "team-parts"


def test_who_may_not_choose_reads_what_is_on(desk: Desk) -> None:
    page = open_page(desk, "Tom Whitlock")
    assert all(card.tick.isHidden() for card in page.cards.values())
    said = {part: card.state.accessibleName() for part, card in page.cards.items()}
    assert {part for part, words in said.items() if words == "In use"} == ON_AT_FIRST
    assert {part for part, words in said.items() if words == "Not in use"} == set(TeamPart) - ON_AT_FIRST


def test_open_leads_to_a_part_that_is_on_and_stands_on_no_other(desk: Desk) -> None:
    page = open_page(desk)
    assert {part for part, card in page.cards.items() if not card.open.isHidden()} == ON_AT_FIRST
    page.cards[TeamPart.BARRIERS].open.click()
    desk.rest()
    assert desk.win.inside.area() == "barriers"


def test_every_switch_has_the_name_of_its_part(desk: Desk) -> None:
    page = open_page(desk)
    assert nameless(page) == []
    for part, card in page.cards.items():
        assert spoken(card.tick) == f"Use “{name_of(part)}” | {words_of(part).purpose}"


@pytest.mark.parametrize(("percent", "width"), [(100, 1024), (200, 1366)])
def test_nothing_needs_sideways_scrolling(desk: Desk, percent: int, width: int) -> None:
    page = open_page(desk)
    apply(desk.app, "light", percent, own_font=True)
    desk.win.resize(width, 700)
    desk.rest()
    assert page.body.overflow() == 0
    assert page.minimumSizeHint().width() <= width - 66


def test_people_and_settings_leads_here(desk: Desk) -> None:
    open_page(desk)
    desk.win.inside.go("people")
    desk.rest()
    desk.win.inside.page().sections["people"].parts.click()
    desk.rest()
    assert isinstance(desk.win.inside.page(), PartsPage)


def test_a_second_switch_is_not_turned_back_by_what_was_read_after_the_first(desk: Desk) -> None:
    page = open_page(desk)
    first, second = (page.cards[part].tick for part in (TeamPart.WINS, TeamPart.FRICTION))
    first.click()
    desk.rest()
    read = desk.jobs.opened.read(lambda tx: team_parts.parts_view(tx, desk.jobs.me, desk.team_id))
    with held(desk.jobs):
        second.click()
        page.show_parts(read)
        assert second.isChecked()
    desk.rest()
    assert {TeamPart.WINS, TeamPart.FRICTION} <= on(page)
