"""Our review at a glance: counts and never names, and only the steps that are this person's to take."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import RoundState
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reply import Asked
from pie_audit.domain.team import Perspective, WorkspaceKind
from pie_audit.ui.audit.opening_dialog import OpeningDialog
from pie_audit.ui.audit.overview_page import OverviewPage
from pie_audit.ui.audit.round_dialogs import AbandonDialog, CloseDialog, ReopenDialog
from pie_audit.ui.audit.slips_dialog import SlipsDialog
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import Button, Chip
from pie_audit.ui.widgets.asking import AskingDialog
from pie_audit.ui.widgets.steps import _StepButton
from pie_audit.workflows import audits, priorities, seats, sittings, steps
from tests.patience import wait_for
from tests.ui.accessibility import nameless, spoken
from tests.ui.audit.house import PASSWORD, House, make_house
from tests.ui.conftest import settle


def words(widget: QWidget) -> str:
    """Everything that can be read on a widget."""
    said = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    said += [chip.text() for chip in widget.findChildren(Chip) if chip.isVisible()]
    return "\n".join(said)


def buttons(widget: QWidget) -> set[str]:
    return {b.text() for b in widget.findChildren(Button) if b.isVisible()}


def press(widget: QWidget, text: str) -> None:
    next(b for b in widget.findChildren(Button) if b.isVisible() and b.text() == text).click()


def asked(page: QWidget, kind: type[AskingDialog]) -> AskingDialog:
    """The window that just opened."""
    QApplication.processEvents()
    return page.findChildren(kind)[-1]


@pytest.fixture
def page(house: House, show) -> OverviewPage:
    house.start()
    return show(OverviewPage, house.team_id)


def test_a_new_team_is_told_to_start_small(house: House, show) -> None:
    page = show(OverviewPage, house.team_id)
    assert "Start with the short form: 12 topics, and one theme in full." in words(page)
    gone: list[str] = []
    page.went_to.connect(lambda area, _argument: gone.append(area))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert gone == ["start-review"]


def test_one_persons_workspace_says_there_are_no_blind_rounds(
    tmp_path: Path, qtbot, qapp: QApplication
) -> None:
    alone = make_house(tmp_path, WorkspaceKind.SOLO)
    try:
        page = OverviewPage(alone.jobs, alone.team_id)
        qtbot.addWidget(page)
        page.show()
        page.reload()
        wait_for(lambda: hasattr(page, "view"), qapp.processEvents)
        settle()
        assert "one person’s view: no blind rounds" in words(page)
    finally:
        alone.close()


def test_one_figure_tells_how_many_are_done_and_nothing_tells_who(
    house: House, page: OverviewPage, idle
) -> None:
    house.write(seats.set_done, house.round_id, True, by=house.people["Sam Okafor"])
    page.reload()
    idle()
    assert "1 of 6 says they are done" in words(page)
    assert "Sam Okafor" not in words(page)


def test_everybody_may_know_who_opens_it(house: House, show) -> None:
    house.start()
    house.be("Marek Nowak")
    page = show(OverviewPage, house.team_id)
    assert "Amina Yusuf, Tom Whitlock and Jo Marsh" in words(page)


def test_staff_are_offered_only_what_is_theirs(house: House, show) -> None:
    house.start()
    house.be("Marek Nowak")
    page = show(OverviewPage, house.team_id)
    assert "Rate my part" in buttons(page)
    assert not buttons(page) & {
        "Close rating",
        "Abandon this review",
        "Ask somebody else",
        "Open it together",
    }


def test_an_opener_who_is_no_manager_may_open_and_nothing_more(house: House, show) -> None:
    house.start()
    house.be("Jo Marsh")
    page = show(OverviewPage, house.team_id)
    assert "Open it together" in buttons(page)
    assert not buttons(page) & {"Close rating", "Abandon this review", "Ask somebody else"}


def test_a_theme_opens_at_that_theme(house: House, page: OverviewPage) -> None:
    gone: list[tuple[str, object]] = []
    page.went_to.connect(lambda area, argument: gone.append((area, argument)))
    next(b for b in page.findChildren(Button) if b.accessibleName() == "Open Spaces of opportunity").click()
    assert gone == [("rate", f"{house.round_id}/D")]


def test_closing_rating_asks_first(house: House, page: OverviewPage, idle) -> None:
    press(page, "Close rating")
    dialog = asked(page, CloseDialog)
    assert house.read(audits.overview, house.team_id).round.state is RoundState.OPEN
    press(dialog, "Close rating")
    idle()
    assert house.read(audits.overview, house.team_id).round.state is RoundState.CLOSED


def test_letting_people_rate_again_needs_a_note(house: House, page: OverviewPage, idle) -> None:
    house.write(steps.close_round, house.round_id)
    page.reload()
    idle()
    press(page, "Let people rate again")
    dialog = asked(page, ReopenDialog)
    press(dialog, "Let people rate")
    assert "Write a line on why" in dialog._note.error()
    dialog._why.setText("Two of us were away.")
    press(dialog, "Let people rate")
    idle()
    assert house.read(audits.overview, house.team_id).round.state is RoundState.OPEN
    assert house.read(seats.rating_sheet, house.round_id).note_to_raters == "Two of us were away."


def test_abandoning_needs_a_reason(house: House, page: OverviewPage, idle) -> None:
    press(page, "Abandon this review")
    dialog = asked(page, AbandonDialog)
    press(dialog, "Abandon it")
    assert dialog._reason.error()
    assert house.read(audits.overview, house.team_id).round.state is RoundState.OPEN
    dialog._why.setText("The house moves.")
    press(dialog, "Abandon it")
    idle()
    found = house.read(audits.overview, house.team_id).round
    assert found is None or found.state is RoundState.ABANDONED


def test_a_window_goes_with_the_page_under_it(house: House, page: OverviewPage, qapp: QApplication) -> None:
    press(page, "Close rating")
    dialog = asked(page, CloseDialog)
    page.hide()
    assert not dialog.isVisible()


# slips


@pytest.fixture
def slips(page: OverviewPage, idle) -> SlipsDialog:
    press(page, "Ask somebody else")
    dialog = asked(page, SlipsDialog)
    dialog._numbers[Perspective.LIVED_EXPERIENCE].setCurrentIndex(3)
    dialog._numbers[Perspective.PARTNER].setCurrentIndex(1)
    press(dialog, "Make slips")
    idle()
    return dialog


def test_no_number_is_no_slip(page: OverviewPage) -> None:
    press(page, "Ask somebody else")
    dialog = asked(page, SlipsDialog)
    press(dialog, "Make slips")
    assert "Choose between 1 and 60" in dialog.trouble.accessibleName()


def test_slips_count_only_once_they_came_out_right(house: House, slips: SlipsDialog, idle) -> None:
    assert slips.prepared is not None
    said = words(slips)
    assert all(slip in said for these in slips.prepared.words.values() for slip in these)
    assert house.read(audits.overview, house.team_id).asked_in_all == 6
    press(slips, "They came out right")
    idle()
    assert house.read(audits.overview, house.team_id).asked_in_all == 10


def test_slips_thrown_away_leave_nothing(house: House, slips: SlipsDialog, idle) -> None:
    press(slips, "Throw them away")
    idle()
    assert house.read(audits.overview, house.team_id).asked_in_all == 6


def test_escape_never_throws_slips_away(slips: SlipsDialog) -> None:
    QTest.keyClick(slips, Qt.Key.Key_Escape)
    assert slips.isVisible()
    assert slips.prepared is not None


def test_the_words_of_slips_are_nowhere_after_closing(slips: SlipsDialog, page: OverviewPage, idle) -> None:
    made = [slip for these in slips.prepared.words.values() for slip in these]
    assert QGuiApplication.clipboard().text() == ""
    slips.reject()
    everything = _read_aloud(QAccessible.queryAccessibleInterface(page))
    everything += [label.text() for label in page.findChildren(QLabel)]
    assert not [slip for slip in made if any(slip in text for text in everything)]


def test_a_saved_file_says_to_delete_it(slips: SlipsDialog, tmp_path: Path) -> None:
    slips.panel.save_to(tmp_path / "slips.pdf")
    assert (tmp_path / "slips.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "slips.pdf").stat().st_mode & 0o077 == 0
    assert "Delete the file after printing" in words(slips)


def test_a_place_that_takes_no_file_is_told(slips: SlipsDialog, tmp_path: Path) -> None:
    slips.panel.save_to(tmp_path / "nowhere" / "slips.pdf")
    assert "couldn’t be written there" in slips.trouble.accessibleName()


# opening


@pytest.fixture
def opening(house: House, page: OverviewPage, idle) -> OpeningDialog:
    house.rate_all(lambda _who, at: Level(at % 4))
    house.write(steps.close_round, house.round_id)
    page.reload()
    idle()
    press(page, "Open it together")
    return asked(page, OpeningDialog)


def test_a_wrong_password_opens_nothing_and_says_so_beside_the_field(
    house: House, opening: OpeningDialog, idle
) -> None:
    opening._password.setText("wrong words entirely here")
    press(opening, "Open it")
    idle()
    assert opening._field.error() == "That was not it. Try once more."
    assert opening._password.text() == ""
    assert house.read(audits.overview, house.team_id).round.state is RoundState.CLOSED


def test_an_empty_password_is_not_tried(opening: OpeningDialog) -> None:
    press(opening, "Open it")
    assert opening._field.error() == "Their password goes here."


def test_two_openers_open_it_and_go_to_the_meeting(
    house: House, opening: OpeningDialog, page: OverviewPage, idle
) -> None:
    gone: list[str] = []
    page.went_to.connect(lambda area, _argument: gone.append(area))
    names = [opening._who.itemText(i) for i in range(opening._who.count())]
    assert names == ["Tom Whitlock", "Jo Marsh"]
    opening._password.setText(PASSWORD)
    press(opening, "Open it")
    idle()
    assert gone == ["meeting"]
    assert house.read(audits.overview, house.team_id).round.state is RoundState.REVEALED
    assert house.jobs.me is house.people["Amina Yusuf"]


def test_the_window_says_what_happens_and_that_it_cannot_be_undone(opening: OpeningDialog) -> None:
    assert "never whose answer is whose" in words(opening)
    assert "can’t be undone" in words(opening)


def test_a_review_opens_with_what_was_asked_and_what_was_done(page: OverviewPage) -> None:
    assert "What we asked, and what was done" not in words(page)
    sent = date(2026, 7, 24)
    silent = Asked("a", None, "the council", "Four hours", None, Quarter(2026, 3), sent, 1)
    page.show_overview(replace(page.view, asked_before=(silent,)))
    QApplication.processEvents()
    assert "What we asked, and what was done" in words(page)
    assert "One quarter, no reply" in words(page)
    assert page.body.overflow() == 0


# the six steps


def step(page: OverviewPage, number: int) -> QWidget:
    return page.findChildren(_StepButton)[number - 1]


def test_the_line_has_six_steps_and_those_behind_a_gate_cannot_be_pressed(page: OverviewPage) -> None:
    assert spoken(step(page, 4)) == "Step 4 of 6, Helps and hinders, not yet | can be left out"
    assert [step(page, n).isEnabled() for n in range(1, 7)] == [True, True, False, False, False, False]


def test_the_step_in_hand_is_the_pages_main_button(house: House, page: OverviewPage, idle) -> None:
    house.rate_all(lambda _who, at: Level(at % 4))
    house.open_together()
    page.reload()
    idle()
    gone: list[tuple[str, object]] = []
    page.went_to.connect(lambda area, argument: gone.append((area, argument)))
    press(page, "Talk it through")
    house.write(sittings.leave_the_rest, house.round_id)
    page.reload()
    idle()
    assert spoken(step(page, 4)).startswith("Step 4 of 6, Helps and hinders, now")
    page.first_focus.click()
    step(page, 4).click()
    made = house.write(priorities.add_priority, house.round_id, "Rest").result
    page.reload()
    idle()
    press(page, "Go to the plan")
    assert not step(page, 6).isEnabled(), "a priority still waits for an action or a reason"
    because = replace(made, no_action_because="Not ours to change")
    house.write(priorities.change_priority, (made,), because)
    page.reload()
    idle()
    assert spoken(step(page, 6)).startswith("Step 6 of 6, Sign off, can be begun")
    assert [area for area, _argument in gone] == ["meeting", "board", "board", "plan"]
    assert gone[1][1] == house.round_id


def test_the_board_can_be_found_by_words_once_its_gate_is_open(
    house: House, page: OverviewPage, idle
) -> None:
    assert "board" not in [command.name for command in page.commands()]
    house.rate_all(lambda _who, at: Level(at % 4))
    house.open_together()
    house.write(sittings.leave_the_rest, house.round_id)
    page.reload()
    idle()
    gone: list[str] = []
    page.went_to.connect(lambda area, _argument: gone.append(area))
    next(command for command in page.commands() if command.name == "board").run()
    assert gone == ["board"]


# for everybody


@pytest.mark.parametrize(("width", "percent"), [(1144, 100), (958, 100), (958, 200), (1300, 200)])
def test_nothing_is_nameless_or_wider_than_the_window(
    house: House, show, qapp: QApplication, width: int, percent: int
) -> None:
    house.start()
    house.hand_out({Perspective.LIVED_EXPERIENCE: 2})
    apply(qapp, "light", percent)
    page = show(OverviewPage, house.team_id, width=width, height=700)
    for ask in (page._ask_close, page._ask_reopen, page._ask_abandon, page._ask_slips, page._ask_opening):
        ask()
        dialog = asked(page, AskingDialog)
        qapp.processEvents()
        assert nameless(dialog) == []
        assert dialog.body.overflow() == 0
        assert dialog.width() <= width
        assert dialog.height() <= 700
        dialog.reject()
    assert nameless(page) == []
    assert page.body.overflow() == 0
    assert page.width() == width


def _read_aloud(node, depth: int = 0) -> list[str]:
    if node is None or not node.isValid() or depth > 40:
        return []
    said = [node.text(QAccessible.Text.Name), node.text(QAccessible.Text.Description)]
    for index in range(node.childCount()):
        said += _read_aloud(node.child(index), depth + 1)
    return said


def test_once_everybody_is_done_the_main_button_opens_it(house: House, show) -> None:
    house.start()
    for name in house.people:
        house.write(seats.set_done, house.round_id, True, by=house.people[name])
    house.be("Amina Yusuf")
    page = show(OverviewPage, house.team_id)
    assert page._main.text() == "Open it together"
    assert [b.text() for b in page.findChildren(Button)].count("Open it together") == 1
