"""Keying in paper: by keys alone, sheet after sheet, kept while it waits, and out of reach once sealed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pie_audit.domain.answer import CantTell, Level, NotApplicable
from pie_audit.domain.team import Perspective
from pie_audit.ui.audit.paper_page import PaperPage, SealDialog
from pie_audit.ui.theme import Mode, apply
from pie_audit.ui.widgets import WrapLabel
from pie_audit.workflows import paper_sheets, steps
from tests.ui.accessibility import nameless
from tests.ui.audit.house import House
from tests.ui.conftest import settle

LIVED = Perspective.LIVED_EXPERIENCE


@pytest.fixture
def page(house: House, show: Callable[..., PaperPage], idle: Callable[[], None]) -> PaperPage:
    """The envelope of a short-form round with three sheets out."""
    from pie_audit.domain.questionnaire import Scope

    house.start(scope=Scope.SHORT, theme_id=None)
    house.write(paper_sheets.hand_out_papers, house.round_id, LIVED, 3)
    house.be("Amina Yusuf")
    return show(PaperPage, house.round_id)


def key(text: str) -> None:
    """Type into whatever has the focus."""
    for letter in text:
        QTest.keyClicks(QApplication.focusWidget(), letter)


def kept(house: House) -> tuple[paper_sheets.PaperSheet, ...]:
    return house.read(paper_sheets.envelope, house.round_id, LIVED).kept


def test_a_sheet_is_keyed_in_without_a_mouse_and_each_key_goes_on_by_itself(
    house: House, page: PaperPage, idle: Callable[[], None]
) -> None:
    page.lines.begin()
    key("310nt-44")
    page.flush()
    idle()
    topics = list(page.lines.fields)
    assert kept(house)[0].answers == {
        topics[0]: Level(3),
        topics[1]: Level(1),
        topics[2]: Level(0),
        topics[3]: NotApplicable(""),
        topics[4]: CantTell(),
        topics[6]: Level(4),
        topics[7]: Level(4),
    }


def test_the_last_line_leads_to_the_tick(page: PaperPage) -> None:
    page.lines.begin()
    key("2" * len(page.lines.fields))
    assert page.consent.hasFocus()


def test_the_next_sheet_is_blank_and_the_one_before_is_as_it_was(
    page: PaperPage, idle: Callable[[], None]
) -> None:
    page.lines.begin()
    key("12")
    page.next.click()
    assert page.lines.answers() == {}
    key("4")
    page.previous.click()
    assert list(page.lines.answers().values()) == [Level(1), Level(2)]
    idle()


def test_sheets_that_wait_come_back_when_the_page_is_opened_again(
    house: House, page: PaperPage, show: Callable[..., PaperPage], idle: Callable[[], None]
) -> None:
    page.lines.begin()
    key("3")
    page.flush()
    idle()
    again = show(PaperPage, house.round_id)
    assert list(again.lines.answers().values()) == [Level(3)]


def test_sealing_asks_once_then_nothing_is_left_on_the_screen(
    house: House, page: PaperPage, idle: Callable[[], None]
) -> None:
    page.lines.begin()
    key("3")
    page.seal.click()
    page.findChild(SealDialog).agreed.emit()
    page.findChild(SealDialog).accept()
    idle()
    assert page.sheets == []
    assert page.lines.answers() == {}
    assert kept(house) == ()
    assert page.view.count.keyed == 1
    assert not page.seal.isEnabled()


def test_no_more_sheets_than_went_out_can_be_keyed_in(page: PaperPage, idle: Callable[[], None]) -> None:
    page.lines.begin()
    for _sheet in range(3):
        key("2")
        page.go_on()
    assert page.at == 2
    assert not page.next.isEnabled()
    idle()


def test_without_paper_out_the_page_says_what_comes_first(
    house: House, show: Callable[..., PaperPage], idle: Callable[[], None]
) -> None:
    house.start()
    house.be("Amina Yusuf")
    page = show(PaperPage, house.round_id)
    assert not page.lines.isEnabled()
    page.more.setCurrentIndex(1)
    page.hand_out.click()
    idle()
    page.reload()
    idle()
    assert page.view.count.printed == 2
    assert page.lines.isEnabled()


def test_another_group_has_its_own_envelope_and_its_own_topics(
    page: PaperPage, idle: Callable[[], None]
) -> None:
    page.lines.begin()
    key("4")
    asked_of_residents = list(page.lines.fields)
    page._choose_group(list(Perspective).index(Perspective.PARTNER))
    idle()
    assert page.lines.answers() == {}
    assert list(page.lines.fields) != asked_of_residents


def test_paper_that_comes_too_late_is_told_in_words(
    house: House, page: PaperPage, idle: Callable[[], None]
) -> None:
    house.write(steps.close_round, house.round_id)
    page.lines.begin()
    key("3")
    page.flush()
    idle()
    said = [label.text() for label in page.findChildren(WrapLabel) if label.isVisible()]
    assert any("Rating has closed" in words for words in said)


@pytest.mark.parametrize(("width", "percent"), [(1144, 100), (958, 100), (1144, 200)])
def test_everything_has_a_name_and_nothing_runs_off_the_side(
    page: PaperPage, width: int, percent: int
) -> None:
    apply(QApplication.instance(), Mode.LIGHT, percent)
    page.resize(width, 768)
    settle()
    assert nameless(page) == []
    assert page.body.overflow() == 0


@pytest.mark.parametrize("group", [Perspective.LIVED_EXPERIENCE, Perspective.PARTNER])
def test_the_blank_sheet_of_this_group_is_saved_while_people_rate(
    page: PaperPage, idle: Callable[[], None], tmp_path: Path, group: Perspective
) -> None:
    page._choose_group(list(Perspective).index(group))
    idle()
    file = tmp_path / "sheet.pdf"
    page.save_blank(file)
    idle()
    assert file.read_bytes().startswith(b"%PDF")
    assert "Print as many as you hand out" in page._saved.text()


def test_a_blank_sheet_that_cannot_be_written_is_told_in_words(
    page: PaperPage, idle: Callable[[], None], tmp_path: Path
) -> None:
    page.save_blank(tmp_path)
    idle()
    assert page._saved.isVisible()
    assert "Print as many" not in page._saved.text()


def test_what_cannot_be_saved_can_be_copied_and_then_holds_no_window(
    house: House, page: PaperPage, idle: Callable[[], None]
) -> None:
    page.lines.begin()
    key("3t")
    page._trouble.copy_wanted.emit()
    assert "Behaviour has a history: 3" in QApplication.clipboard().text()
    assert "can’t tell" in QApplication.clipboard().text()
    assert not page._timer.isActive()
    idle()
    assert not page.unsaved
