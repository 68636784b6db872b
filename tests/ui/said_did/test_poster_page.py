"""The poster is seen, saved under a name of ours, and never names anybody without a warning."""

from __future__ import annotations

import pytest

from pie_audit.domain.said_did import Answer
from pie_audit.ui.said_did.poster_page import PosterPage
from pie_audit.ui.theme import apply
from pie_audit.workflows import papers
from tests.reports.read_pdf import page_texts
from tests.ui.accessibility import nameless
from tests.ui.late import WHY, FirstFailsLate
from tests.ui.said_did.conftest import Says
from tests.ui.shell.desk import Desk
from tests.ui.shown import words_on

HALL = "The hall is dark at night"


def open_poster(desk: Desk) -> PosterPage:
    desk.win.inside.go("said-did-poster")
    desk.rest()
    found = desk.win.inside.page()
    assert isinstance(found, PosterPage)
    return found


def saved(desk: Desk, page: PosterPage) -> str:
    desk.files.target = desk.folder / "poster.pdf"
    page.saver.save()
    desk.until(lambda: desk.files.target is not None and desk.files.target.exists())
    desk.rest()
    (text,) = page_texts(desk.files.target.read_bytes())
    return text


def test_what_is_seen_is_what_is_saved(desk: Desk, says: Says) -> None:
    says(HALL, 30, answer=Answer.DID, words="A lamp hangs there")
    says("More choice at breakfast", 10)
    page = open_poster(desk)
    assert page.picture.count() == 1
    assert not page.picture.missing()
    text = saved(desk, page)
    assert "A lamp hangs there." in text
    assert "breakfast" not in text


def test_what_people_still_wait_for_is_on_it_only_where_the_team_ticks_it(desk: Desk, says: Says) -> None:
    says(HALL, 30, answer=Answer.DID, words="A lamp hangs there")
    says("More choice at breakfast", 10)
    page = open_poster(desk)
    page.with_open.click()
    desk.rest()
    text = saved(desk, page)
    assert "Still to answer" in text
    assert "More choice at breakfast" in text


def test_an_empty_board_says_so_and_leads_back(desk: Desk, says: Says) -> None:
    page = open_poster(desk)
    assert "There is nothing to hang up yet." in words_on(page)
    assert not page.print_button.isEnabled()
    page.trouble.actionChosen.emit(0)
    desk.rest()
    assert desk.win.inside.page().heading.title.text() == "You said, we did"


def test_the_late_failure_of_an_earlier_poster_takes_nothing_away(
    desk: Desk, says: Says, monkeypatch: pytest.MonkeyPatch
) -> None:
    says(HALL, 30, answer=Answer.DID, words="A lamp hangs there")
    page = open_poster(desk)
    late = FirstFailsLate(papers.lay_out_poster)
    monkeypatch.setattr(papers, "lay_out_poster", late)
    page.with_open.click()
    desk.until(late.is_under_way)
    page.with_open.click()
    desk.until(lambda: late.is_alone(desk.jobs))
    late.come_to_grief()
    desk.rest()
    assert WHY not in words_on(page)
    assert page.picture.count() == 1
    assert page.print_button.isEnabled()


def test_the_failure_of_the_latest_poster_is_told(
    desk: Desk, says: Says, monkeypatch: pytest.MonkeyPatch
) -> None:
    says(HALL, 30, answer=Answer.DID, words="A lamp hangs there")
    page = open_poster(desk)
    late = FirstFailsLate(papers.lay_out_poster)
    monkeypatch.setattr(papers, "lay_out_poster", late)
    page.with_open.click()
    late.come_to_grief()
    desk.rest()
    assert WHY in words_on(page)
    assert page.picture.count() == 0
    assert not page.print_button.isEnabled()


def test_a_name_on_it_is_warned_of(desk: Desk, says: Says) -> None:
    says(HALL, 30, answer=Answer.DID, words="Tom Whitlock put a lamp there")
    page = open_poster(desk)
    assert page.names.isVisible()
    assert "Could somebody be found by this?" in words_on(page)


@pytest.mark.parametrize(("percent", "size"), [(100, (1024, 700)), (200, (1366, 768)), (200, (1024, 700))])
def test_it_is_never_too_wide(desk: Desk, says: Says, percent: int, size: tuple[int, int]) -> None:
    says(HALL, 30, answer=Answer.DID, words="A lamp hangs there")
    page = open_poster(desk)
    apply(desk.app, "light", percent)
    desk.win.resize(*size)
    desk.rest()
    assert desk.overflow() == []
    assert nameless(page) == []
