"""Starting a quarter: the usual choice is filled in, what is missing stands beside its field, and it asks once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from pie_audit.domain.audit import RoundState
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Scope
from pie_audit.domain.reply import Asked
from pie_audit.domain.team import Perspective, WorkspaceKind
from pie_audit.ui.audit.start_dialog import StartDialog
from pie_audit.ui.audit.start_page import StartPage
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import WrapLabel
from pie_audit.workflows import audits
from tests.patience import wait_for
from tests.ui.accessibility import nameless
from tests.ui.audit.house import House, make_house
from tests.ui.audit.test_overview_page import press, words


@pytest.fixture
def page(house: House, show) -> StartPage:
    return show(StartPage, house.team_id)


def line_of(page: StartPage, name: str):
    return next(line for line in page._people.lines if line.candidate.name == name)


def test_the_usual_choice_is_the_short_form_and_the_theme_whose_turn_it_is(page: StartPage) -> None:
    plan = page.plan()
    assert plan.scope is Scope.SHORT_AND_THEME
    assert plan.theme_id == "A"
    assert str(plan.quarter) == "2026Q4"
    assert plan.minimum == 5
    assert not plan.together_only


def test_it_says_how_many_topics_each_choice_asks(page: StartPage) -> None:
    said = words(page)
    assert "12 topics" in said
    assert "46 topics, over several sittings" in said
    assert "19 topics. Each quarter another theme has its turn." in said


def test_everybody_rates_and_three_open_of_whom_most_are_no_managers(house: House, page: StartPage) -> None:
    plan = page.plan()
    ids = {me.member.person_id: name for name, me in house.people.items()}
    assert dict(plan.raters)[house.people["Amina Yusuf"].member.person_id] is Perspective.MANAGER
    assert len(plan.raters) == 6
    assert len(plan.openers) == 3
    assert "Amina Yusuf" in {ids[person] for person in plan.openers}


def test_who_has_not_signed_in_is_shown_with_a_slip(page: StartPage) -> None:
    priya = line_of(page, "Priya Shah")
    assert priya.perspective is None
    assert not priya.opens
    assert "Hasn’t signed in yet" in words(priya)
    assert "Give them a slip" in words(priya)


def test_starting_asks_first_and_then_starts(house: House, page: StartPage, idle) -> None:
    gone: list[str] = []
    page.went_to.connect(lambda area, _argument: gone.append(area))
    press(page, "Start the quarter")
    dialog = page.findChildren(StartDialog)[-1]
    assert house.read(audits.overview, house.team_id).round is None
    assert "6 people get a blank sheet each." in words(dialog)
    press(dialog, "Start it")
    idle()
    assert house.read(audits.overview, house.team_id).round.state is RoundState.OPEN
    assert gone == ["review"]


def test_two_ticks_are_not_three_openers(page: StartPage) -> None:
    opener = next(line for line in page._people.lines if line.opens)
    opener._opens.click()
    press(page, "Start the quarter")
    assert not page.findChildren(StartDialog)
    assert page._opener_line.text() == "Tick three people who open it. 2 are ticked."


def test_at_least_one_opener_rates(page: StartPage) -> None:
    for line in page._people.lines:
        if line.opens:
            line._rates.setCurrentIndex(0)
    press(page, "Start the quarter")
    assert page._opener_line.text() == "At least one of those who open it should rate too."


def test_somebody_has_to_rate(page: StartPage) -> None:
    for line in page._people.lines:
        line._rates.setCurrentIndex(0)
    press(page, "Start the quarter")
    assert "Nobody rates yet" in page._rater_line.text()


def test_days_out_of_order_are_told_beside_their_field(page: StartPage) -> None:
    page._closes.setDate(page._opens.date().addDays(-1))
    page._talk.setDate(page._opens.date().addDays(-2))
    press(page, "Start the quarter")
    assert page._closes_field.error() == "That is before it opens. Choose a later day."
    assert page._talk_field.error() == "That is before rating closes. Choose a later day."
    assert QApplication.focusWidget() is page._closes


def test_the_talk_may_be_fixed_later(page: StartPage) -> None:
    page._talk_later.click()
    assert page.plan().talk_on is None
    assert not page._talk_field.isVisible()


def test_without_private_ratings_nobody_is_asked_and_nobody_opens(
    house: House, page: StartPage, idle
) -> None:
    page._together.click()
    assert not page._people_box.isVisible()
    press(page, "Start the quarter")
    press(page.findChildren(StartDialog)[-1], "Start it")
    idle()
    assert house.read(audits.overview, house.team_id).round.state is RoundState.AGREEING


def test_two_accounts_open_together_and_it_names_whom_it_waits_for(tmp_path: Path, qtbot, qapp) -> None:
    small = make_house(tmp_path, staff=("Tom Whitlock",))
    try:
        page = StartPage(small.jobs, small.team_id)
        qtbot.addWidget(page)
        page.show()
        page.reload()
        wait_for(lambda: page.choices is not None, qapp.processEvents)
        assert len(page.plan().openers) == 2
        assert "Both must be there." in page._opener_line.text()
        assert "Waiting for Priya Shah" in page._opener_line.text()
    finally:
        small.close()


def test_one_person_goes_straight_to_their_own_view(tmp_path: Path, qtbot, qapp) -> None:
    alone = make_house(tmp_path, WorkspaceKind.SOLO)
    try:
        page = StartPage(alone.jobs, alone.team_id)
        qtbot.addWidget(page)
        page.show()
        page.reload()
        wait_for(lambda: page.choices is not None, qapp.processEvents)
        assert page.plan().together_only
        assert "one person’s view: no blind rounds" in words(page)
    finally:
        alone.close()


def test_reading_the_choices_again_keeps_what_was_chosen(house: House, page: StartPage, idle) -> None:
    page._options[Scope.FULL].click()
    line_of(page, "Sam Okafor")._rates.setCurrentIndex(0)
    page.reload()
    idle()
    assert page.plan().scope is Scope.FULL
    assert house.people["Sam Okafor"].member.person_id not in dict(page.plan().raters)


@pytest.mark.parametrize(("width", "percent"), [(1144, 100), (958, 100), (958, 200), (1300, 200)])
def test_nothing_is_nameless_or_wider_than_the_window(
    house: House, show, qapp: QApplication, width: int, percent: int
) -> None:
    apply(qapp, "light", percent)
    page = show(StartPage, house.team_id, width=width, height=700)
    assert nameless(page) == []
    assert page.body.overflow() == 0
    assert page.width() == width


def test_silence_is_a_warning_before_the_next_round_and_never_a_block(page: StartPage) -> None:
    assert not page._silence.isVisible()
    sent = date(2026, 7, 24)
    silent = Asked("a", None, "the council", "Four hours.", None, Quarter(2026, 3), sent, 1)
    page.show_choices(replace(page.choices, unanswered=(silent,)))
    said = words(page)
    assert "1 ask waits for its reply." in said
    assert "“Four hours”: one quarter, no reply." in said
    assert page._start.isEnabled()
    assert page.body.overflow() == 0
    went: list[tuple[str, object]] = []
    page.went_to.connect(lambda area, argument: went.append((area, argument)))
    page._silence.actionChosen.emit(0)
    assert went == [("plan", "asks")]


def test_one_rater_alone_is_told_that_nothing_will_be_counted(house: House, page: StartPage) -> None:
    only = replace(page.plan(), raters=page.plan().raters[:1])
    dialog = StartDialog(house.jobs, only, "Amina and Jo", page)
    assert "One rater is one person’s view" in words_in(dialog)
    assert "Hand out slips" in words_in(dialog)


def words_in(dialog: StartDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(WrapLabel))
