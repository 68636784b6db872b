"""The preview is the paper: real pages, three editions, and a file that is never replaced unasked."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from pie_audit.domain.plan_document import Edition
from pie_audit.domain.report import ReportKind
from pie_audit.domain.report_words import report_name
from pie_audit.reports.preview import count_pages
from pie_audit.storage import signed as stored_signed
from pie_audit.ui.plan.addendum_dialog import AddendumDialog
from pie_audit.ui.plan.preview_page import PreviewPage
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets.page_picture import PagePicture, Zoom
from pie_audit.workflows import papers
from pie_audit.workflows.paper_kinds import ReportPaper
from tests.ui.accessibility import nameless
from tests.ui.late import WHY, FirstFailsLate
from tests.ui.plan.desk import Desk

NAME = "plan-quayside-house-2026Q4-words.pdf"


def open_paper(desk: Desk, name: str = "amina") -> PreviewPage:
    """Go to the paper, and wait until its pages are there."""
    desk.add()
    page = desk.sit(name)
    page.paper.click()
    desk.until(lambda: page.preview.picture.count() > 0)
    desk.calm()
    return page.preview


def choose(desk: Desk, edition: Edition) -> None:
    """Choose an edition, and wait for its pages."""
    desk.page.preview.options[edition].click()
    desk.calm()


def answer(desk: Desk) -> str:
    """What stands under the button."""
    saver = desk.page.preview.saver
    words = " ".join(label.text() for label in saver.findChildren(QLabel) if label.isVisible())
    return words.replace("\u200b", "")


def test_the_pages_are_those_of_the_file(desk: Desk, tmp_path: Path) -> None:
    preview = open_paper(desk)
    desk.files.path = tmp_path / "plan.pdf"
    preview.saver.button.click()
    desk.calm()
    assert preview.picture.count() == count_pages(desk.files.path) > 0


def test_words_only_comes_first_and_each_edition_says_what_it_leaves_out(desk: Desk) -> None:
    preview = open_paper(desk)
    assert preview.paper() is Edition.WORDS
    told = []
    for edition in (Edition.WORDS, Edition.FULL, Edition.ONE_PAGE):
        choose(desk, edition)
        words = " ".join(label.text() for label in preview.findChildren(QLabel))
        assert "Private notes and single ratings are never printed." in words
        told.append("Roles stand in place of names." in words)
    assert told == [True, False, True]
    assert preview.picture.count() == 1


def test_pages_are_walked_with_buttons_and_arrows(desk: Desk) -> None:
    preview = open_paper(desk)
    choose(desk, Edition.FULL)
    last = preview.picture.count()
    assert last > 1
    assert not preview.before.isEnabled()
    preview.after.click()
    assert preview.picture.shown() == (2, 2)
    preview.picture.setFocus()
    desk.qtbot.keyClick(preview.picture, Qt.Key.Key_End)
    assert preview.picture.accessibleName() == f"Page {last} of {last}"
    assert not preview.after.isEnabled()
    desk.qtbot.keyClick(preview.picture, Qt.Key.Key_Left)
    assert preview.picture.shown() == (last - 1, last - 1)


def test_two_pages_show_side_by_side_and_larger_fills_the_width(desk: Desk) -> None:
    preview = open_paper(desk)
    choose(desk, Edition.FULL)
    preview.zoom._parts[Zoom.TWO].click()
    assert preview.picture.words().startswith("Pages 1 and 2 of")
    whole = preview.picture._boxes()[0][1].width()
    preview.zoom._parts[Zoom.LARGER].click()
    for _turn in range(5):
        QApplication.processEvents()
    assert preview.picture._boxes()[0][1].width() > whole
    assert preview.body.overflow() == 0


def test_the_file_is_saved_under_the_suggested_name_and_the_folder_is_told(
    desk: Desk, tmp_path: Path
) -> None:
    preview = open_paper(desk)
    folder = tmp_path / "Documents"
    folder.mkdir()
    desk.files.path = folder / NAME
    preview.saver.button.click()
    desk.calm()
    assert desk.files.suggested == [NAME]
    assert desk.files.path.read_bytes().startswith(b"%PDF")
    assert "Saved in the folder “Documents”." in answer(desk)


def test_a_second_thought_saves_nothing(desk: Desk, tmp_path: Path) -> None:
    preview = open_paper(desk)
    preview.saver.button.click()
    desk.calm()
    assert answer(desk) == ""
    assert preview.saver.button.isEnabled()


def test_a_file_that_is_there_is_replaced_only_after_a_yes(desk: Desk, tmp_path: Path) -> None:
    preview = open_paper(desk)
    desk.files.path = tmp_path / NAME
    desk.files.path.write_bytes(b"something else")
    preview.saver.button.click()
    desk.calm()
    assert f"“{NAME}” is there already. Replace it?" in answer(desk)
    assert desk.files.path.read_bytes() == b"something else"
    desk.press("Replace it", preview.saver)
    desk.calm()
    assert desk.files.path.read_bytes().startswith(b"%PDF")


def test_another_name_leaves_the_first_file_alone(desk: Desk, tmp_path: Path) -> None:
    preview = open_paper(desk)
    first = tmp_path / NAME
    first.write_bytes(b"something else")
    desk.files.path = first
    preview.saver.button.click()
    desk.calm()
    desk.files.path = tmp_path / "another.pdf"
    desk.press("Choose another name", preview.saver)
    desk.calm()
    assert first.read_bytes() == b"something else"
    assert desk.files.path.read_bytes().startswith(b"%PDF")


def test_the_question_has_its_safe_answer_under_the_focus(desk: Desk, tmp_path: Path) -> None:
    preview = open_paper(desk)
    desk.files.path = tmp_path / NAME
    desk.files.path.write_bytes(b"something else")
    preview.saver.button.click()
    desk.until(lambda: QApplication.focusWidget().accessibleName() == "Choose another name")


def test_what_stops_the_saving_is_told_in_place_with_a_way_on(desk: Desk, tmp_path: Path) -> None:
    preview = open_paper(desk)
    folder = tmp_path / "stick"
    desk.files.path = folder / NAME
    preview.saver.button.click()
    desk.calm()
    assert "That folder isn’t there." in answer(desk)
    assert preview.saver.button.isEnabled()
    folder.mkdir()
    desk.press("Try again", preview.saver)
    desk.calm()
    assert desk.files.path.read_bytes().startswith(b"%PDF")


def test_another_edition_forgets_what_was_told_of_the_first(desk: Desk, tmp_path: Path) -> None:
    preview = open_paper(desk)
    desk.files.path = tmp_path / NAME
    preview.saver.button.click()
    desk.calm()
    choose(desk, Edition.FULL)
    assert answer(desk) == ""


def test_words_typed_a_moment_ago_are_saved_before_the_paper_is_drawn(desk: Desk) -> None:
    action = desk.add()
    page = desk.sit()
    desk.edit(action)
    desk.type_into("what", "Rewrite the visitor rule")
    page.paper.click()
    desk.until(lambda: page.preview.picture.count() > 0)
    desk.calm()
    assert desk.stored(action.action_id).what == "Rewrite the visitor rule"


def test_escape_and_the_button_lead_back_to_the_plan(desk: Desk) -> None:
    preview = open_paper(desk)
    desk.qtbot.keyClick(preview, Qt.Key.Key_Escape)
    assert desk.page.body.isVisible()
    assert not preview.isVisible()
    desk.page.paper.click()
    desk.calm()
    preview.back.click()
    assert desk.page.body.isVisible()


def test_coming_here_anew_shows_the_plan_and_not_the_paper(desk: Desk) -> None:
    preview = open_paper(desk)
    desk.page.open_at("plan", None)
    assert not preview.isVisible()


def test_a_picture_without_pages_says_so(desk: Desk) -> None:
    picture = PagePicture()
    desk.qtbot.addWidget(picture)
    picture.turn(1)
    assert picture.shown() == (0, 0)
    assert picture.accessibleName() == "No page yet"


@pytest.mark.parametrize("mode", ["light", "high_contrast_light"])
@pytest.mark.parametrize(("percent", "width"), [(100, 1144), (100, 958), (200, 1144), (200, 700)])
def test_the_paper_never_scrolls_sideways_and_names_everything(
    desk: Desk, qapp: QApplication, mode: str, percent: int, width: int
) -> None:
    preview = open_paper(desk)
    desk.page.resize(width, 768)
    apply(qapp, mode, percent)
    for _turn in range(6):
        QApplication.processEvents()
    assert preview.body.overflow() == 0
    assert preview.width() <= width
    assert nameless(desk.page) == []


def other(desk: Desk, name: str) -> None:
    """Choose another paper from the list, and wait for its pages."""
    others = desk.page.preview.choice.others
    index = others.findText(name)
    assert index > 0, [others.itemText(n) for n in range(others.count())]
    others.setCurrentIndex(index)
    others.activated.emit(index)
    desk.calm()


def test_pages_are_drawn_as_somebody_comes_near_them(desk: Desk) -> None:
    preview = open_paper(desk)
    choose(desk, Edition.FULL)
    assert preview.picture.count() == 3
    drawn = [page is not None for page in preview.picture._pages]
    assert drawn[:2] == [True, True]
    assert not any(drawn[2:])
    preview.after.click()
    desk.calm()
    assert preview.picture._pages[2] is not None
    assert preview.picture.missing() == ()


def test_other_papers_are_shown_and_saved_under_their_own_name(desk: Desk, tmp_path: Path) -> None:
    preview = open_paper(desk)
    other(desk, "Slips: what we agreed today")
    assert preview.picture.count() == 2
    assert not any(card.isChecked() for card in preview.options.values())
    desk.files.path = tmp_path / "slips.pdf"
    preview.saver.button.click()
    desk.calm()
    assert desk.files.suggested == ["agreed-quayside-house-2026Q4.pdf"]
    assert count_pages(desk.files.path) == 2


def test_a_sheet_for_the_wall_lies_across(desk: Desk) -> None:
    preview = open_paper(desk)
    other(desk, "First steps for the wall, A3, with roles")
    page = preview.picture._pages[0]
    assert page.width() > page.height()


def test_an_edition_is_one_click_away_from_another_paper(desk: Desk) -> None:
    preview = open_paper(desk)
    other(desk, "Full record, for the team")
    choose(desk, Edition.ONE_PAGE)
    assert preview.paper() is Edition.ONE_PAGE
    assert preview.choice.others.currentIndex() == 0


def test_the_first_line_of_the_list_is_no_paper(desk: Desk) -> None:
    preview = open_paper(desk)
    other(desk, "Full record, for the team")
    preview.choice.others.setCurrentIndex(0)
    preview.choice.others.activated.emit(0)
    desk.calm()
    assert preview.paper() is Edition.WORDS


def test_no_rating_sheet_is_offered_while_nobody_rates(desk: Desk) -> None:
    others = open_paper(desk).choice.others
    assert not [n for n in range(others.count()) if "Rating sheet" in others.itemText(n)]


def test_what_was_saved_before_is_told_with_its_day(desk: Desk, tmp_path: Path) -> None:
    preview = open_paper(desk)
    desk.files.path = tmp_path / NAME
    preview.saver.button.click()
    desk.calm()
    choose(desk, Edition.FULL)
    words = " ".join(label.text() for label in preview.findChildren(QLabel))
    assert "18 November 2026: words only, for anybody" in words


def test_a_stopped_laying_out_says_so_and_can_be_tried_again(desk: Desk) -> None:
    preview = open_paper(desk)
    preview.options[Edition.FULL].click()
    preview.busy.cancelled.emit()
    desk.calm()
    assert preview.picture.count() == 0
    assert preview.trouble.isVisible()
    desk.press("Try again", preview.trouble)
    desk.calm()
    assert preview.picture.count() > 0


def test_the_late_failure_of_another_paper_takes_nothing_away(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = open_paper(desk)
    late = FirstFailsLate(papers.lay_out)
    monkeypatch.setattr(papers, "lay_out", late)
    preview.options[Edition.FULL].click()
    desk.until(late.is_under_way)
    preview.options[Edition.ONE_PAGE].click()
    desk.until(lambda: late.is_alone(desk.jobs))
    pages = preview.picture.count()
    late.come_to_grief()
    desk.calm()
    assert not preview.trouble.isVisible()
    assert preview.picture.count() == pages > 0


def test_a_paper_that_was_stopped_says_nothing_when_it_fails_later(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = open_paper(desk)
    late = FirstFailsLate(papers.lay_out)
    monkeypatch.setattr(papers, "lay_out", late)
    preview.options[Edition.FULL].click()
    desk.until(late.is_under_way)
    preview.busy.cancelled.emit()
    late.come_to_grief()
    desk.calm()
    words = " ".join(label.text() for label in preview.trouble.findChildren(QLabel))
    assert "Stopped before the pages were there." in words
    assert WHY not in words


def test_a_whole_page_shows_without_scrolling(desk: Desk) -> None:
    preview = open_paper(desk)
    desk.page.resize(1144, 700)
    for _turn in range(6):
        QApplication.processEvents()
    assert preview.picture.height() <= preview.body.viewport().height()


def test_something_is_added_to_what_was_signed_for_good(desk: Desk) -> None:
    desk.hostel.sign(desk.round_id)
    preview = open_signed(desk)
    preview.add_words.click()
    dialog = preview.findChild(AddendumDialog)
    desk.qtbot.keyClicks(dialog.words.edit, "Nights did meet once.")
    dialog.add.click()
    desk.calm()
    assert "needs its words and its reason" in dialog.trouble.accessibleName()
    assert nameless(dialog) == []
    desk.qtbot.keyClicks(dialog.reason.edit, "We found the note only now.")
    dialog.add.click()
    desk.calm()
    kept = desk.hostel.read(lambda tx: stored_signed.addenda_of_round(tx, desk.round_id))
    assert [(a.words, a.reason) for a in kept] == [("Nights did meet once.", "We found the note only now.")]


def test_nothing_is_added_by_enter_or_after_second_thoughts(desk: Desk) -> None:
    desk.hostel.sign(desk.round_id)
    preview = open_signed(desk)
    preview.add_words.click()
    dialog = preview.findChild(AddendumDialog)
    desk.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    dialog.leave.click()
    desk.calm()
    assert desk.hostel.read(lambda tx: stored_signed.addenda_of_round(tx, desk.round_id)) == ()


def test_before_the_signature_nothing_can_be_added_to_it(desk: Desk) -> None:
    assert not open_paper(desk).add_words.isVisible()


def open_signed(desk: Desk) -> PreviewPage:
    """The paper of a signed plan."""
    page = desk.sit()
    page.paper.click()
    desk.until(lambda: page.preview.picture.count() > 0)
    desk.calm()
    desk.until(page.preview.add_words.isVisible)
    return page.preview


def choose_report(desk: Desk, kind: ReportKind) -> PreviewPage:
    """Choose a report in the list, and wait for its pages."""
    others = desk.page.preview.choice.others
    others.setCurrentIndex(others.findText(report_name(kind)))
    others.activated.emit(others.currentIndex())
    desk.calm()
    return desk.page.preview


def test_reports_stand_in_the_one_list_of_papers_with_for_whom_they_are(desk: Desk) -> None:
    preview = open_paper(desk)
    listed = [preview.choice.others.itemText(n) for n in range(preview.choice.others.count())]
    assert listed[1:6] == [
        "Quarterly report",
        "Year in review",
        "Wellbeing report",
        "Evidence pack",
        "Full record, for the team",
    ]
    choose_report(desk, ReportKind.EVIDENCE)
    assert "For inspectors and commissioners." in preview.choice.for_whom.text()
    assert preview.choice.for_whom.isVisible()
    assert not any(card.isChecked() for card in preview.options.values())


def test_a_report_begins_in_words_and_has_figures_on_request(desk: Desk) -> None:
    preview = open_paper(desk)
    assert not preview.choice.form.isVisible()
    choose_report(desk, ReportKind.QUARTER)
    assert preview.paper() == ReportPaper(ReportKind.QUARTER, words_only=True)
    in_words = preview.picture.count()
    preview.choice.form.findChildren(QAbstractButton)[1].click()
    desk.calm()
    assert preview.paper() == ReportPaper(ReportKind.QUARTER)
    assert preview.picture.count() >= in_words > 0
    choose(desk, Edition.WORDS)
    assert not preview.choice.form.isVisible()
    assert preview.choice.for_whom.text() == ""


def test_a_report_says_what_it_left_out_and_is_saved_as_it_shows(desk: Desk, tmp_path: Path) -> None:
    preview = open_paper(desk)
    choose_report(desk, ReportKind.WELLBEING)
    words = " ".join(label.text() for label in preview.findChildren(QLabel))
    assert "How many answered, and who, is nowhere in it: nobody knows." in words
    desk.files.path = tmp_path / "wellbeing.pdf"
    preview.saver.button.click()
    desk.calm()
    assert preview.picture.count() == count_pages(desk.files.path) > 0
    assert nameless(preview) == []
