"""What a round leaves out is chosen beside everything else, with a reason, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from pie_audit.domain.questionnaire import Scope
from pie_audit.storage import audits as rounds
from pie_audit.ui.audit.start_left_out import LeaveOutDialog, ResidentsDialog
from pie_audit.ui.audit.start_page import StartPage
from pie_audit.workflows import leaving_out, questions, starting
from tests.ui.accessibility import nameless
from tests.ui.audit.house import House
from tests.ui.audit.test_overview_page import press, words


@pytest.fixture
def page(house: House, show: Callable[..., StartPage]) -> StartPage:
    return show(StartPage, house.team_id)


def residents(page: StartPage) -> ResidentsDialog:
    press(page, "Statements for residents…")
    QApplication.processEvents()
    return page.findChildren(ResidentsDialog)[-1]


def test_every_statement_is_asked_of_residents_until_one_is_unticked(page: StartPage) -> None:
    dialog = residents(page)
    assert all(tick.isChecked() for tick in dialog.ticks.values())
    assert "C2" not in dialog.ticks, "residents are never asked about this one"
    dialog.ticks["A1"].setChecked(False)
    press(dialog, "Use these")
    assert page.plan().residents_skip == {"A1"}
    assert "statements is left out." in words(page)


def test_the_round_that_starts_records_what_residents_left_out(house: House, page: StartPage) -> None:
    dialog = residents(page)
    dialog.ticks["A1"].setChecked(False)
    press(dialog, "Use these")
    round_id = house.write(starting.start_round, page.plan())
    kept = house.opened.read(lambda tx: rounds.load_round(tx, round_id))
    assert {topic for _who, topic in kept.switched_off} == {"A1"}


def test_a_statement_that_this_round_doesnt_ask_isnt_told_as_left_out(page: StartPage) -> None:
    dialog = residents(page)
    dialog.ticks["A2"].setChecked(False)
    press(dialog, "Use these")
    page._options[Scope.SHORT].click()
    assert page.plan().residents_skip == frozenset()


def test_residents_keep_at_least_one_statement(page: StartPage) -> None:
    dialog = residents(page)
    for tick in dialog.ticks.values():
        tick.setChecked(False)
    press(dialog, "Use these")
    assert "Tick at least one" in words(dialog)
    assert dialog.isVisible()


def test_a_theme_left_out_shows_its_reason_and_can_be_asked_again(
    house: House, page: StartPage, idle: Callable[[], None]
) -> None:
    house.write(leaving_out.leave_theme_out, house.team_id, "D", "We work on the street.")
    page.reload()
    idle()
    assert "Since Autumn 2026: We work on the street." in words(page)
    assert "Spaces of opportunity" not in [page._theme.itemText(i) for i in range(page._theme.count())]
    press(page, "Ask again")
    idle()
    assert "We work on the street." not in words(page)


def test_leaving_a_theme_out_asks_why(house: House, page: StartPage, idle: Callable[[], None]) -> None:
    page._ask_reason(questions.bundled().theme("D"))
    dialog = page.findChildren(LeaveOutDialog)[-1]
    press(dialog, "Leave it out")
    assert "A few words are plenty." in words(dialog)
    dialog.area.setText("No building of our own.")
    press(dialog, "Leave it out")
    idle()
    assert "No building of our own." in words(page)


def test_both_windows_name_everything(page: StartPage) -> None:
    page._ask_reason(questions.bundled().theme("D"))
    assert nameless(page.findChildren(LeaveOutDialog)[-1]) == []
    assert nameless(residents(page)) == []
