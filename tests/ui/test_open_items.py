"""What people still wait for, before they are asked again: shown, answered on the spot, and never in the way."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pie_audit.domain.said_did import Answer
from pie_audit.domain.team_part import TeamPart
from pie_audit.ui.open_items import OpenItem, OpenItems
from pie_audit.ui.theme import apply
from pie_audit.workflows import team_parts
from pie_audit.workflows.everyday import said_did
from tests.ui.accessibility import nameless
from tests.ui.held import held
from tests.ui.said_did.conftest import Says, says
from tests.ui.shell.conftest import desk
from tests.ui.shell.desk import Desk
from tests.ui.shown import words_on

__all__ = ["desk", "says"]

HALL, FOOD = "The hall is dark at night", "More choice at breakfast"
PAGES = ("start-review", "plan-survey")


def strip(desk: Desk, area: str) -> OpenItems:
    desk.win.inside.go(area, "new" if area == "plan-survey" else None)
    desk.rest()
    found = desk.win.inside.page().open_items
    assert isinstance(found, OpenItems)
    return found


def item(found: OpenItems, said: str) -> OpenItem:
    return next(one for one in found.rows.values() if one.line.said == said)


@pytest.mark.parametrize("area", PAGES)
def test_what_has_waited_over_90_days_shows_with_its_age_the_oldest_first(
    desk: Desk, says: Says, area: str
) -> None:
    says(FOOD, 91)
    says(HALL, 130)
    says("Not long yet", 90)
    found = strip(desk, area)
    assert [one.line.said for one in found.rows.values()] == [HALL, FOOD]
    words = words_on(found)
    assert "2 things that people said have waited for over three months." in words
    assert "Waiting for 4 months" in words
    assert "Not long yet" not in words


@pytest.mark.parametrize("area", PAGES)
def test_nothing_shows_where_nothing_waits_or_the_part_is_off(desk: Desk, says: Says, area: str) -> None:
    says(HALL, 90)
    assert not strip(desk, area).isVisible()
    says(FOOD, 130)
    me = desk.jobs.me
    team_id = next(iter(me.member.teams))
    desk.jobs.opened.write(lambda tx: team_parts.turn(tx, me, team_id, TeamPart.SAID_DID, False))
    desk.win.inside.go("home")
    assert not strip(desk, area).isVisible()


def test_an_answer_takes_a_line_away_and_not_yet_stays_with_its_because(desk: Desk, says: Says) -> None:
    says(HALL, 130)
    says(FOOD, 120)
    found = strip(desk, "start-review")
    first = item(found, HALL)
    first.not_yet_button.click()
    assert first.words.hasFocus()
    first.keep_button.click()
    desk.rest()
    assert "“Not yet” needs its because." in words_on(found)
    first.words.setText("we wait for the landlord")
    first.keep_button.click()
    desk.rest()
    assert "Not yet, because we wait for the landlord" in words_on(found)
    second = item(found, FOOD)
    second.answer_button.click()
    second.words.setText("Fruit since Monday")
    second.keep_button.click()
    desk.rest()
    assert [one.line.said for one in found.rows.values()] == [HALL]
    board = _board(desk)
    assert [one.line.answer for one in board.answered] == [Answer.DID]
    assert desk.win.inside.page()._start.isEnabled()


def test_what_is_typed_stays_through_a_change_and_is_there_again(desk: Desk, says: Says) -> None:
    says(HALL, 130)
    found = strip(desk, "start-review")
    first = item(found, HALL)
    first.not_yet_button.click()
    desk.type("we wait")
    says(FOOD, 120)
    found.reload()
    desk.rest()
    assert item(found, HALL).words.text() == "we wait"
    assert desk.win.inside.page().unsaved()
    desk.win.inside.page().flush()
    desk.rest()
    fresh = OpenItems(desk.jobs, next(iter(desk.jobs.me.member.teams)))
    fresh.reload()
    desk.rest()
    again = item(fresh, HALL)
    assert (again.words.text(), again.answer.currentText()) == ("we wait", "Not yet, because")
    fresh.deleteLater()


def types_into(desk: Desk, found: OpenItems, words: str) -> OpenItem:
    first = item(found, HALL)
    first.not_yet_button.click()
    desk.type(words)
    return first


def test_answer_that_is_typed_outlasts_somebody_elses_and_replaces_it_only_on_wish(
    desk: Desk, says: Says
) -> None:
    says(HALL, 130)
    found = strip(desk, "start-review")
    first = types_into(desk, found, "The electrician is ill")
    desk.do(said_did.answer, first.line, Answer.DID, "A lamp hangs there")
    desk.rest()
    assert "Somebody answered this meanwhile, or took it away." in words_on(found)
    assert "Nothing waits any more, but an answer that you began isn’t kept yet." in words_on(found)
    assert item(found, HALL).words.text() == "The electrician is ill"
    first.keep_button.click()
    desk.rest()
    assert "A lamp hangs there" in words_on(found)
    assert [one.line.words for one in _board(desk).answered] == ["A lamp hangs there"]
    first.keep_button.click()
    desk.rest()
    assert [one.line.words for one in _board(desk).open] == ["The electrician is ill"]


def test_answer_to_a_line_that_was_taken_away_puts_it_up_again_on_wish(desk: Desk, says: Says) -> None:
    says(HALL, 130)
    found = strip(desk, "start-review")
    first = types_into(desk, found, "The electrician is ill")
    desk.do(said_did.take_line_away, first.line)
    desk.rest()
    first.keep_button.click()
    desk.rest()
    assert "This was taken away while you were writing." in words_on(found)
    assert (_board(desk).open, _board(desk).answered) == ((), ())
    first.keep_button.click()
    desk.rest()
    assert [one.line.said for one in (*_board(desk).open, *_board(desk).answered)] == [HALL]


def test_leaving_it_for_now_forgets_what_was_typed(desk: Desk, says: Says) -> None:
    says(HALL, 130)
    first = item(strip(desk, "start-review"), HALL)
    first.not_yet_button.click()
    desk.type("we wait")
    first.fold_button.click()
    desk.rest()
    assert first.answer_button.isVisible()
    me, team_id = desk.jobs.me, next(iter(desk.jobs.me.member.teams))
    desk.win.inside.page().flush()
    desk.rest()
    kept = desk.jobs.opened.read(lambda tx: said_did.before_asking_again(tx, me, team_id))
    assert not any(kept.begun.values())


def test_three_show_and_the_others_are_a_click_away(desk: Desk, says: Says) -> None:
    for n in range(5):
        says(f"Line {n}", 100 + n)
    found = strip(desk, "start-review")
    seen: Callable[[], int] = lambda: sum(one.isVisible() for one in found.rows.values())  # noqa: E731
    assert (seen(), found.more.text()) == (3, "Show 2 more")
    found.more.click()
    assert (seen(), found.more.isVisible()) == (5, False)


@pytest.mark.parametrize("area", PAGES)
@pytest.mark.parametrize(("percent", "size"), [(100, (1024, 700)), (200, (1366, 768)), (200, (1024, 700))])
def test_it_is_never_too_wide_and_every_control_has_a_name(
    desk: Desk, says: Says, area: str, percent: int, size: tuple[int, int]
) -> None:
    says("Nobody answers the housing office’s phone line on Friday afternoons", 130)
    found = strip(desk, area)
    next(iter(found.rows.values())).not_yet_button.click()
    apply(desk.app, "light", percent)
    desk.win.resize(*size)
    desk.rest()
    assert desk.overflow() == []
    assert nameless(found) == []


def _board(desk: Desk) -> said_did.BoardView:
    me = desk.jobs.me
    view: said_did.BoardView = desk.jobs.opened.read(
        lambda tx: said_did.board(tx, me, next(iter(me.member.teams)))
    )
    return view


def test_what_is_typed_on_while_an_answer_is_kept_stays_and_can_be_kept_too(desk: Desk, says: Says) -> None:
    line = says(HALL, 130)
    found = strip(desk, "start-review")
    first = item(found, HALL)
    first.answer_button.click()
    first.words.setText("A lamp")
    with held(desk.jobs):
        first.keep_button.click()
        first.words.setText("A lamp on each floor")
        first.words.edited.emit()
    desk.rest()
    assert first.words.text() == "A lamp on each floor"
    assert first.words.isVisible()
    first.keep_button.click()
    desk.rest()
    board = desk.jobs.opened.read(lambda tx: said_did.board(tx, desk.jobs.me, line.team_id))
    assert [one.line.words for one in board.answered] == ["A lamp on each floor"]
    assert found.rows == {}
