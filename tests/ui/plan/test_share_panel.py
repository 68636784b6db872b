"""Sharing with leaders: only a signed plan, exactly an edition, asked first, with an end to it and an undo."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from pie_audit.domain.plan_document import Edition
from pie_audit.ui.plan.share_window import ShareWindow
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import WrapLabel
from pie_audit.workflows import board, shared_plans
from tests.quarter import Hostel
from tests.ui.accessibility import nameless
from tests.ui.plan.desk import Desk
from tests.workflows.quarters import SPRING, SUMMER, begin, signed_plan

SENTENCE = "We ask what happened first."


@pytest.fixture
def signed(hostel: Hostel, desk_of: Callable[[str], Desk]) -> Desk:
    """A plan of spring that is signed, and a round of summer that is talked through."""
    signed_plan(hostel, SPRING, "Backfill", ask_what="Four hours of backfill", ask_of="the council")
    return desk_of(begin(hostel, SUMMER))


def words(desk: Desk) -> str:
    return "\n".join(
        w.text() for w in desk.page.share.findChildren(WrapLabel) if w.isVisibleTo(desk.page.share)
    )


def opened(desk: Desk) -> ShareWindow:
    desk.page.share.open_window()
    desk.until(lambda: desk.page.share.findChild(ShareWindow) is not None)
    window = desk.page.share.findChild(ShareWindow)
    desk.until(window.isVisible)
    desk.calm()
    return window


def leaders_see(desk: Desk):
    return desk.hostel.see(board.board, desk.hostel.lee).plans


def share(desk: Desk) -> None:
    window = opened(desk)
    window.theme.setCurrentIndex(1)
    window.theme.activated.emit(1)
    window.words.setText(SENTENCE)
    window.share_button.click()
    desk.calm()


def test_nothing_is_shared_until_it_is_asked_for(signed: Desk) -> None:
    signed.sit()
    assert "Leaders see nothing of this plan yet." in words(signed)
    assert leaders_see(signed) == ()
    window = opened(signed)
    assert nameless(window) == []
    window.reject()
    signed.calm()
    assert leaders_see(signed) == ()


def test_leaders_see_the_edition_that_was_chosen_with_the_teams_own_sentence(signed: Desk) -> None:
    signed.sit()
    share(signed)
    (plan,) = leaders_see(signed)
    assert plan.plan.edition is Edition.WORDS
    assert plan.plan.theme.words == SENTENCE
    assert [ask.what for ask in plan.plan.asks] == ["Four hours of backfill"]
    assert "Leaders see “Words only” of the spring plan since" in words(signed)
    assert SENTENCE in words(signed)


def test_sharing_can_be_stopped_and_its_undo_shares_again(signed: Desk) -> None:
    page = signed.sit()
    share(signed)
    page.share.stop_button.click()
    signed.calm()
    assert leaders_see(signed) == ()
    signed.jobs.write(signed.said[-1].undo, owner=page)
    signed.calm()
    assert len(leaders_see(signed)) == 1


def test_a_theme_without_a_sentence_is_told_beside_the_field(signed: Desk) -> None:
    signed.sit()
    window = opened(signed)
    window.theme.setCurrentIndex(2)
    window.theme.activated.emit(2)
    window.share_button.click()
    assert window.words_field.error() == "The theme needs a sentence of your own."
    assert leaders_see(signed) == ()
    window.words.setText("Half a thought")
    window.words.edited.emit()
    window.reject()
    signed.calm()
    again = opened(signed)
    assert again.words.text() == "Half a thought"
    assert again.theme_id() == signed.page.share.now.themes[1][0]
    again.reject()
    signed.calm()


def test_the_paper_is_a_click_away_before_it_is_shared(signed: Desk) -> None:
    page = signed.sit()
    window = opened(signed)
    window.editions[Edition.ONE_PAGE].setChecked(True)
    window.paper.click()
    signed.calm()
    assert not page.preview.isHidden()
    assert page.preview.paper() is Edition.ONE_PAGE
    assert leaders_see(signed) == ()


def test_a_plan_that_isnt_signed_cant_be_shared(hostel: Hostel, desk_of: Callable[[str], Desk]) -> None:
    desk = desk_of(begin(hostel, SUMMER))
    page = desk.sit()
    assert not page.share.share_button.isEnabled()
    assert "Leaders see a plan once it is signed off." in words(desk)
    assert not page.view.may_share


@pytest.mark.parametrize("name", ["jo", "lee"])
def test_nobody_but_the_manager_is_offered_it(name: str, signed: Desk) -> None:
    if name == "lee":
        with pytest.raises(Exception, match="yours to do"):
            signed.hostel.see(shared_plans.sharing, signed.hostel.lee, signed.hostel.team_id, SPRING)
        return
    page = signed.sit(name)
    assert page.share.isHidden()
    assert "Share the plan with leaders" not in [command.words for command in page.commands()]


def test_the_panel_gives_way_to_an_action_that_is_written(signed: Desk) -> None:
    page = signed.sit()
    assert page.share.isVisible()
    page.add_action()
    signed.calm()
    assert page.share.isHidden()


@pytest.mark.parametrize(("percent", "width"), [(100, 958), (200, 1300)])
def test_panel_and_window_are_never_too_wide(percent: int, width: int, signed: Desk) -> None:
    page = signed.sit(width=width)
    apply(QApplication.instance(), "light", percent)
    signed.calm()
    assert page.body.overflow() == 0
    window = opened(signed)
    assert window.body.overflow() == 0
    window.reject()
    apply(QApplication.instance(), "light", 100)
