"""Papers of leaders page by page: what comes late is let go, whether it is pages or why there are none."""

from __future__ import annotations

import pytest

from pie_audit.ui.leading.board_paper_page import BoardPaperPage
from pie_audit.workflows import board
from tests.ui.late import WHY, FirstFailsLate
from tests.ui.leading.leaders import go, words_on
from tests.ui.shell.desk import Desk


@pytest.fixture
def paper(at_house: Desk) -> BoardPaperPage:
    """The page for the board, with its pages there."""
    page = go(at_house, "board-page")
    assert isinstance(page, BoardPaperPage)
    at_house.rest()
    assert page.picture.count() > 0
    return page


@pytest.fixture
def late(paper: BoardPaperPage, monkeypatch: pytest.MonkeyPatch) -> FirstFailsLate:
    """From now on the first laying out fails, and late."""
    first = FirstFailsLate(board.lay_out_board)
    monkeypatch.setattr(board, "lay_out_board", first)
    return first


def test_the_late_failure_of_an_earlier_paper_takes_nothing_away(
    at_house: Desk, paper: BoardPaperPage, late: FirstFailsLate
) -> None:
    paper.reload()
    at_house.until(late.is_under_way)
    paper.reload()
    at_house.until(lambda: late.is_alone(at_house.jobs))
    late.come_to_grief()
    at_house.rest()
    assert WHY not in words_on(paper)
    assert paper.picture.count() > 0


def test_the_failure_of_the_latest_paper_is_told_and_can_be_tried_again(
    at_house: Desk, paper: BoardPaperPage, late: FirstFailsLate
) -> None:
    paper.reload()
    late.come_to_grief()
    at_house.rest()
    assert WHY in words_on(paper)
    assert paper.picture.count() == 0
    paper.trouble.actionChosen.emit(0)
    at_house.until(lambda: paper.picture.count() > 0)
    at_house.rest()
    assert WHY not in words_on(paper)


def test_a_paper_that_was_stopped_says_nothing_when_it_fails_later(
    at_house: Desk, paper: BoardPaperPage, late: FirstFailsLate
) -> None:
    paper.reload()
    at_house.until(late.is_under_way)
    paper.busy.cancelled.emit()
    late.come_to_grief()
    at_house.rest()
    assert "Stopped before the pages were there." in words_on(paper)
    assert WHY not in words_on(paper)
