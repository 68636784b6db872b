"""The quick box itself: kinds that are on, words that stay through a change of kind, chips, warnings, what is begun."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pie_audit.domain.team_part import QUICK, TeamPart
from pie_audit.storage import small_logs as stored
from pie_audit.ui.home import arrangement
from pie_audit.ui.home.choice_chips import ChoiceChips
from pie_audit.ui.home.home_page import HomePage
from pie_audit.ui.home.quick_box import QuickBox
from pie_audit.ui.home.quick_drafts import pack, unpack
from pie_audit.ui.home.quick_window import QuickWindow
from pie_audit.ui.theme import apply
from pie_audit.workflows import home as homes
from tests.quarter import LEADER, Hostel, finished, hostel
from tests.ui.accessibility import nameless
from tests.ui.shell.desk import Desk

__all__ = ["finished", "hostel"]


@pytest.fixture
def box(desk: Desk) -> Callable[..., QuickBox]:
    """The box on Home, for a team that uses these parts, or all."""

    def made(*parts: TeamPart) -> QuickBox:
        desk.found(more=("Tom Whitlock",))
        desk.open_window()
        desk.walk_in()
        desk.turn_on(*parts)
        return box_on(desk)

    return made


def box_on(desk: Desk) -> QuickBox:
    desk.win.inside.go("home")
    desk.rest()
    page = desk.win.inside.page()
    assert isinstance(page, HomePage)
    assert page.quick is not None
    return page.quick


def wins(desk: Desk) -> list[str]:
    team_id = desk.win.inside.team_id()
    return [win.words for win in desk.jobs.opened.read(lambda tx: stored.wins_of(tx, team_id))]


def choose(desk: Desk, box: QuickBox, part: TeamPart) -> None:
    assert box.view is not None
    box.kinds._parts[box.view.kinds.index(part)].click()
    desk.rest()


def test_it_is_folded_up_until_a_kind_is_chosen(desk: Desk, box: Callable[..., QuickBox]) -> None:
    one = box(TeamPart.WINS, TeamPart.FRICTION)
    assert not one.go.isVisible()
    choose(desk, one, TeamPart.FRICTION)
    assert one.go.isVisible()
    assert desk.app.focusWidget() is one.fields.lines["words"]


def test_words_stay_through_a_change_of_kind(desk: Desk, box: Callable[..., QuickBox]) -> None:
    one = box()
    choose(desk, one, TeamPart.WINS)
    desk.type("The lift is slow")
    for part in (TeamPart.PROMPTS, TeamPart.TELLINGS, TeamPart.FRICTION):
        choose(desk, one, part)
    assert one.fields.lines["words"].text() == "The lift is slow"


def test_words_of_another_kind_are_not_sent_and_stay(desk: Desk, box: Callable[..., QuickBox]) -> None:
    one = box(TeamPart.WINS, TeamPart.PROMPTS)
    choose(desk, one, TeamPart.WINS)
    desk.type("Not yet sent")
    choose(desk, one, TeamPart.PROMPTS)
    one.fields.done.chips[0].click()
    one.send()
    desk.rest()
    assert one.said.text() == "Noted: The two questions."
    choose(desk, one, TeamPart.WINS)
    assert one.fields.lines["words"].text() == "Not yet sent"
    assert wins(desk) == []


def test_a_chip_writes_its_time_and_a_typed_time_shows_its_chip(
    desk: Desk, box: Callable[..., QuickBox]
) -> None:
    one = box(TeamPart.FRICTION)
    choose(desk, one, TeamPart.FRICTION)
    one.fields.minutes.chips[4].click()
    assert one.fields.lines["minutes"].text() == "Half a day"
    line = one.fields.lines["minutes"]
    line.clear()
    QTest.keyClicks(line, "1:00")
    assert one.fields.minutes.index() == 2
    QTest.keyClicks(line, "5")
    assert one.fields.minutes.index() == -1


def test_a_blank_sends_nothing_and_says_nothing(desk: Desk, box: Callable[..., QuickBox]) -> None:
    one = box(TeamPart.WINS)
    choose(desk, one, TeamPart.WINS)
    desk.press(Qt.Key.Key_Return)
    desk.rest()
    assert wins(desk) == []
    assert one.trouble.isHidden()


def test_what_is_begun_is_there_after_signing_in_again(desk: Desk, box: Callable[..., QuickBox]) -> None:
    one = box(TeamPart.WINS)
    choose(desk, one, TeamPart.WINS)
    desk.type("Half a sent")
    assert desk.win.inside.page().unsaved()
    desk.win.inside.flush()
    desk.rest()
    assert not desk.win.inside.page().unsaved()
    desk.win.inside._let_go_of("home")
    desk.win.inside.go("plan")
    desk.rest()
    again = box_on(desk)
    assert again is not one
    assert again.fields.lines["words"].text() == "Half a sent"
    assert again.go.isVisible()


def test_what_could_not_be_kept_comes_back_under_the_same_id(
    desk: Desk, box: Callable[..., QuickBox]
) -> None:
    one = box(TeamPart.WINS)
    choose(desk, one, TeamPart.WINS)
    desk.type("Kept later")
    sent = one.note.note_id
    desk.worker.with_store(lambda store: store.raw.execute("PRAGMA query_only = ON")).result()
    one.send()
    desk.rest()
    assert one.trouble.isVisible()
    assert (one.fields.lines["words"].text(), one.note.note_id) == ("Kept later", sent)
    desk.worker.with_store(lambda store: store.raw.execute("PRAGMA query_only = OFF")).result()
    one.send()
    desk.rest()
    assert wins(desk) == ["Kept later"]


def test_a_prefilled_note_goes_first_and_what_was_begun_comes_after_it(
    desk: Desk, box: Callable[..., QuickBox]
) -> None:
    one = box(TeamPart.WINS)
    choose(desk, one, TeamPart.WINS)
    desk.type("Begun before")
    one.take(TeamPart.WINS, "From elsewhere")
    assert one.fields.lines["words"].text() == "From elsewhere"
    one.send()
    desk.rest()
    assert wins(desk) == ["From elsewhere"]
    assert one.fields.lines["words"].text() == "Begun before"


def test_a_kind_that_is_turned_off_goes_and_with_the_last_one_the_box(
    desk: Desk, box: Callable[..., QuickBox]
) -> None:
    one = box(TeamPart.WINS, TeamPart.FRICTION)
    assert one.view.kinds == (TeamPart.WINS, TeamPart.FRICTION)
    desk.turn_on(TeamPart.FRICTION, on=False)
    desk.win.inside.page().reload()
    desk.rest()
    assert one.view.kinds == (TeamPart.WINS,)
    desk.turn_on(TeamPart.WINS, on=False)
    desk.win.inside.page().reload()
    desk.rest()
    assert desk.win.inside.page().quick is None


@pytest.mark.parametrize(
    "part", [TeamPart.FRICTION, TeamPart.REFUSALS, TeamPart.BENT_RULES, TeamPart.PROMPTS]
)
def test_everything_is_named_and_nothing_scrolls_sideways_also_at_large_text(
    desk: Desk, box: Callable[..., QuickBox], part: TeamPart
) -> None:
    one = box()
    choose(desk, one, part)
    desk.win.resize(1024, 768)
    for percent in (100, 200):
        apply(desk.app, "light", percent)
        desk.rest()
        assert (percent, nameless(desk.win.inside.page()), desk.overflow()) == (percent, [], [])


def test_the_window_holds_the_same_box_and_fits_at_large_text(
    desk: Desk, box: Callable[..., QuickBox]
) -> None:
    box()
    apply(desk.app, "light", 200)
    desk.win.resize(1024, 768)
    over = QuickWindow(
        desk.jobs, desk.win.inside.team_id(), (TeamPart.REFUSALS, "The Harbour"), desk.win.inside
    )
    over.open()
    desk.rest()
    assert over.box.fields.lines["other"].text() == "The Harbour"
    assert nameless(over) == []
    assert over.body.overflow() == 0
    over.reject()
    desk.rest()
    apply(desk.app, "light", 100)


def test_leaders_without_a_team_have_no_box_and_staff_have_one(hostel: Hostel) -> None:
    hostel.turn_on()
    lee = hostel.see(homes.home, hostel.sign_in(LEADER))
    jo = hostel.see(homes.home, hostel.jo, hostel.team_id)
    assert not arrangement.has_quick_box(lee)
    assert arrangement.has_quick_box(jo)
    hostel.turn_off(*QUICK)
    assert not arrangement.has_quick_box(hostel.see(homes.home, hostel.jo, hostel.team_id))


def test_arrows_choose_among_chips_and_only_one_of_them_is_a_stop(qtbot: QtBot) -> None:
    chips = ChoiceChips("Which", ("One", "Two", "Three"))
    qtbot.addWidget(chips)
    chips.show()
    stops = [c for c in chips.chips if c.focusPolicy() is Qt.FocusPolicy.StrongFocus]
    assert stops == [chips.chips[0]]
    for _step in range(2):
        QTest.keyClick(chips.chips[max(0, chips.index())], Qt.Key.Key_Right)
    assert chips.index() == 1
    QTest.keyClick(chips.chips[1], Qt.Key.Key_Left)
    assert chips.index() == 0


def test_a_draft_of_several_notes_is_read_as_it_was_packed() -> None:
    notes = [{"part": "wins", "words": "a/b"}, {"words": "two"}]
    assert unpack(pack([notes[0], {}, notes[1]])) == notes
    assert pack([{}, {}]) == {}
    assert unpack({"words": "no number", "x/y": "no number either"}) == []
