"""Putting a record together at the screen: nothing leaves before names were looked for, and nothing is scored."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QLabel

from pie_audit.domain.entry import Practice, Step
from pie_audit.ui.reflection.record_pages import AT_ONCE
from pie_audit.ui.reflection.registration_page import RegistrationPage
from pie_audit.ui.theme import apply
from pie_audit.workflows import registration
from tests.quarter import TODAY, finished
from tests.ui.accessibility import doubled, misnamed_roles, nameless
from tests.ui.reflection.record_desk import RecordDeskAtHand, hostel, record_desk

__all__ = ["finished", "hostel", "record_desk"]

REGULATORS = ("swe", "nmc", "nmc-two", "hcpc", "log")
QUIET = Practice()


def said(page: RegistrationPage) -> str:
    """Every visible word, without the marks that let long ones break."""
    words = (label.text() for label in page.findChildren(QLabel) if label.isVisible())
    return " ".join(words).replace("\u200b", "")


# --- what is missing --------------------------------------------------------------------------------------------------


def test_it_opens_with_what_is_missing_in_plain_words(record_desk: RecordDeskAtHand) -> None:
    record_desk.write()
    page = record_desk.sit("swe")
    assert page.checklist.words() == ["Missing: 1 of 2 pieces", "Missing: 0 of 1 with peer reflection"]
    assert "2 things are still missing." in said(page)


def test_somebody_without_pages_finds_everything_missing_and_nothing_broken(
    record_desk: RecordDeskAtHand,
) -> None:
    page = record_desk.sit("swe")
    assert "There’s no page of yours in this time." in said(page)
    assert len(page.checklist.words()) == 2


def test_it_says_how_old_its_rules_are(record_desk: RecordDeskAtHand) -> None:
    assert "Rules as of 22 November 2026." in said(record_desk.sit("swe"))


@pytest.mark.parametrize("regulator", REGULATORS)
def test_nothing_is_scored_or_counted_as_a_row_of_days(record_desk: RecordDeskAtHand, regulator: str) -> None:
    record_desk.write()
    words = said(record_desk.sit(regulator)).lower()
    for scored in ("score", "grade", "streak", "%", "well done", "level "):
        assert scored not in words


def test_ticking_a_page_counts_it_at_once_and_keeps_it(record_desk: RecordDeskAtHand) -> None:
    entry = record_desk.write(practice=QUIET)
    page = record_desk.sit("swe")
    assert "Missing: 0 of 2 pieces" in page.checklist.words()
    page.pages.rows[entry.entry_id].tick.click()
    assert "Missing: 1 of 2 pieces" in page.checklist.words()
    assert page.unsaved()
    record_desk.save_now()
    assert not page.unsaved()
    assert record_desk.stored(entry).practice.counts


def test_a_page_says_what_is_still_to_say_until_it_is_said(record_desk: RecordDeskAtHand) -> None:
    entry = record_desk.write(practice=replace(QUIET, counts=True))
    page = record_desk.sit("swe")
    row = page.pages.rows[entry.entry_id]
    assert "Still to say: why it matters to your role" in said(page)
    row.fill.click()
    assert row.form is not None
    record_desk.qtbot.keyClicks(row.form.why.edit, "I do nights.")
    assert "Still to say" not in said(page)
    record_desk.save_now()
    assert record_desk.stored(entry).practice.why_relevant == "I do nights."
    assert row.form.isVisible(), "saving doesn’t take the form away"


def test_hours_and_parts_of_the_code_are_asked_where_a_regulator_asks(record_desk: RecordDeskAtHand) -> None:
    entry = record_desk.write(practice=replace(QUIET, counts=True))
    page = record_desk.sit("nmc")
    row = page.pages.rows[entry.entry_id]
    row.fill.click()
    assert row.form is not None
    record_desk.qtbot.keyClicks(row.form.hours, "1.5")
    row.form.others.click()
    row.form.parts["safety"].click()
    record_desk.save_now()
    practice = record_desk.stored(entry).practice
    assert (practice.minutes, practice.participatory, practice.parts) == (90, True, ("safety",))
    assert "Missing: 1.5 of 35 hours of learning" in page.checklist.words()


def test_hours_that_arent_a_number_are_told_beside_the_field(record_desk: RecordDeskAtHand) -> None:
    entry = record_desk.write()
    page = record_desk.sit("nmc")
    row = page.pages.rows[entry.entry_id]
    row.fill.click()
    assert row.form is not None
    row.form.hours.selectAll()
    record_desk.qtbot.keyClicks(row.form.hours, "two")
    assert "Write hours as a number, such as 1.5." in said(page)
    assert not page.unsaved()


def test_what_was_filled_in_for_another_regulator_stays(record_desk: RecordDeskAtHand) -> None:
    entry = record_desk.write(practice=replace(QUIET, counts=True, minutes=25, who_is_better_off="Guests"))
    page = record_desk.sit("swe")
    row = page.pages.rows[entry.entry_id]
    row.fill.click()
    assert row.form is not None
    record_desk.qtbot.keyClicks(row.form.why.edit, "Nights.")
    record_desk.save_now()
    practice = record_desk.stored(entry).practice
    assert (practice.minutes, practice.who_is_better_off, practice.why_relevant) == (25, "Guests", "Nights.")


def test_another_period_shows_other_pages(record_desk: RecordDeskAtHand) -> None:
    record_desk.write(day=date(2026, 5, 1))
    page = record_desk.sit("swe")
    assert len(page.pages.rows) == 1
    page.first.setDate(QDate(2026, 6, 1))
    assert page.pages.rows == {}
    record_desk.save_now()
    assert registration.open_desk(record_desk.hostel.opened, record_desk.hostel.jo).draft.first == date(
        2026, 6, 1
    )


def test_a_period_that_ends_before_it_begins_is_told_and_not_kept(record_desk: RecordDeskAtHand) -> None:
    page = record_desk.sit("swe")
    page.last.setDate(QDate(2020, 1, 1))
    assert "The last day comes after the first." in said(page)
    assert not page.unsaved()


def test_statements_gaps_and_ticks_are_kept_for_each_regulator(record_desk: RecordDeskAtHand) -> None:
    page = record_desk.sit("hcpc")
    (gap,) = page.words.gaps.values()
    record_desk.qtbot.keyClicks(gap.edit, "I was on leave.")
    summary = next(iter(page.words.statements.values()))
    record_desk.qtbot.keyClicks(summary.edit, "I work nights.")
    assert "3 of at most 500 words" in said(page)
    page.words.ticks["evidence"].click()
    record_desk.save_now()
    record_desk.choose("swe")
    record_desk.choose("hcpc")
    assert [area.text() for area in page.words.gaps.values()] == ["I was on leave."]
    assert next(iter(page.words.statements.values())).text() == "I work nights."
    assert page.words.ticks["evidence"].isChecked()


def test_a_draft_that_waits_isnt_lost_when_another_regulator_is_chosen(
    record_desk: RecordDeskAtHand,
) -> None:
    page = record_desk.sit("hcpc")
    summary = next(iter(page.words.statements.values()))
    record_desk.qtbot.keyClicks(summary.edit, "I work nights.")
    record_desk.choose("swe")
    record_desk.save_now()
    kept = registration.open_desk(record_desk.hostel.opened, record_desk.hostel.jo, "hcpc").draft
    assert kept.statements == {"summary": "I work nights."}


def test_practice_hours_are_whole(record_desk: RecordDeskAtHand) -> None:
    page = record_desk.sit("nmc")
    assert page.words.hours is not None
    record_desk.qtbot.keyClicks(page.words.hours, "450")
    assert "Done: 450 of 450 hours of practice" in page.checklist.words()
    record_desk.qtbot.keyClicks(page.words.hours, "x")
    assert "Write whole hours, such as 450." in said(page)


def test_many_pages_come_a_few_at_a_time_and_ticked_ones_first(record_desk: RecordDeskAtHand) -> None:
    old = record_desk.write(day=date(2026, 1, 5))
    for number in range(AT_ONCE + 3):
        record_desk.write(title=f"Page {number}", practice=QUIET)
    page = record_desk.sit("swe")
    assert len(page.pages.rows) == AT_ONCE
    assert old.entry_id in page.pages.rows
    record_desk.press("Show more pages")
    assert len(page.pages.rows) == AT_ONCE + 4
    assert not page.pages.more.isVisible()


# --- names ------------------------------------------------------------------------------------------------------------


def test_nothing_can_leave_before_names_were_looked_for(record_desk: RecordDeskAtHand) -> None:
    record_desk.write()
    page = record_desk.sit("swe")
    assert not page.out.pdf.isVisible()
    record_desk.look()
    assert page.out.pdf.isVisible()
    assert "The late door" in page.preview.text()


def test_a_colleague_stands_by_role_in_the_preview_unless_kept(record_desk: RecordDeskAtHand) -> None:
    name = record_desk.hostel.amina.member.name
    entry = record_desk.write(steps=(Step("description", "Description", f"Then {name} rang."),))
    page = record_desk.sit("swe")
    record_desk.look()
    assert name not in page.preview.text()
    assert "Then another worker rang." in page.preview.text()
    row = page.names.rows[0]
    row.instead.setCurrentIndex(0)
    row.instead.activated.emit(0)
    record_desk.calm()
    assert name in page.preview.text()
    assert name in record_desk.stored(entry).text, "my own page keeps what I wrote"


def test_words_that_may_pass_arent_asked_about_again(record_desk: RecordDeskAtHand) -> None:
    record_desk.write(steps=(Step("description", "Description", "Write to help@example.org today."),))
    page = record_desk.sit("swe")
    record_desk.look()
    (row,) = (row for row in page.names.rows if "help@" in row.doubt.finding.words)
    row.never.click()
    record_desk.calm()
    assert not any("help@" in row.doubt.finding.words for row in page.names.rows)
    desk = registration.open_desk(record_desk.hostel.opened, record_desk.hostel.jo)
    assert desk.allowed == (row.doubt.finding.words,)


def test_what_changed_after_the_look_has_to_be_looked_at_again(record_desk: RecordDeskAtHand) -> None:
    entry = record_desk.write()
    record_desk.write(title="Another")
    page = record_desk.sit("swe")
    record_desk.look()
    page.pages.rows[entry.entry_id].tick.click()
    assert not page.out.pdf.isVisible()
    assert "Something changed since." in said(page)
    record_desk.look()
    assert page.out.pdf.isVisible()
    assert "The late door" not in page.preview.text()


# --- out --------------------------------------------------------------------------------------------------------------


def test_the_pdf_is_saved_where_i_say(record_desk: RecordDeskAtHand, tmp_path: Path) -> None:
    record_desk.write()
    page = record_desk.sit("swe")
    record_desk.look()
    record_desk.files.path = tmp_path / "mine.pdf"
    page.out.pdf.click()
    record_desk.calm()
    assert record_desk.files.suggested == [f"record-swe-{TODAY.isoformat()}.pdf"]
    assert record_desk.files.path.read_bytes().startswith(b"%PDF")
    assert f"Saved in the folder “{tmp_path.name}”." in said(page)


def test_the_document_is_saved_where_i_say(record_desk: RecordDeskAtHand, tmp_path: Path) -> None:
    record_desk.write()
    page = record_desk.sit("swe")
    record_desk.look()
    record_desk.files.path = tmp_path / "mine.docx"
    page.out.document.click()
    record_desk.calm()
    assert record_desk.files.suggested == [f"record-swe-{TODAY.isoformat()}.docx"]
    assert record_desk.files.path.read_bytes().startswith(b"PK")


def test_a_second_thought_writes_nothing(record_desk: RecordDeskAtHand) -> None:
    record_desk.write()
    page = record_desk.sit("swe")
    record_desk.look()
    page.out.pdf.click()
    record_desk.calm()
    assert registration.open_desk(record_desk.hostel.opened, record_desk.hostel.jo).exported_on is None


def test_a_file_that_is_there_is_only_replaced_when_i_say_so(
    record_desk: RecordDeskAtHand, tmp_path: Path
) -> None:
    record_desk.write()
    page = record_desk.sit("swe")
    record_desk.look()
    record_desk.files.path = tmp_path / "mine.pdf"
    record_desk.files.path.write_bytes(b"before")
    page.out.pdf.click()
    record_desk.calm()
    assert record_desk.files.path.read_bytes() == b"before"
    assert "“mine.pdf” is there already. Replace it?" in said(page)
    record_desk.press("Replace it")
    assert record_desk.files.path.read_bytes().startswith(b"%PDF")


def test_a_folder_that_is_gone_is_told_in_place(record_desk: RecordDeskAtHand, tmp_path: Path) -> None:
    record_desk.write()
    page = record_desk.sit("swe")
    record_desk.look()
    record_desk.files.path = tmp_path / "gone" / "mine.pdf"
    page.out.pdf.click()
    record_desk.calm()
    assert "That folder isn’t there." in said(page)
    assert page.out.pdf.isEnabled()


def test_the_text_is_copied_as_the_preview_says_it(record_desk: RecordDeskAtHand) -> None:
    record_desk.write()
    page = record_desk.sit("swe")
    record_desk.look()
    page.out.copy.click()
    record_desk.calm()
    assert QApplication.clipboard().text().strip() == page.preview.text().strip()
    assert "Copied." in said(page)


def test_a_page_changed_after_it_left_is_told_and_can_leave_again(
    record_desk: RecordDeskAtHand, tmp_path: Path
) -> None:
    entry = record_desk.write()
    page = record_desk.sit("swe")
    record_desk.look()
    page.out.copy.click()
    record_desk.calm()
    assert not page.changed.isVisible()
    row = page.pages.rows[entry.entry_id]
    row.fill.click()
    assert row.form is not None
    record_desk.qtbot.keyClicks(row.form.why.edit, "More. ")
    record_desk.save_now()
    assert "1 page was changed since you handed this record out on 18 November 2026." in said(page)
    record_desk.look()
    page.out.copy.click()
    record_desk.calm()
    assert not page.changed.isVisible()


# --- for everybody ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("regulator", REGULATORS)
def test_every_control_has_a_name(record_desk: RecordDeskAtHand, regulator: str) -> None:
    entry = record_desk.write(steps=(Step("description", "Description", "I rang Amina."),))
    page = record_desk.sit(regulator)
    page.pages.rows[entry.entry_id].fill.click()
    record_desk.look()
    assert nameless(page) == []
    assert doubled(page) == []
    assert misnamed_roles(page) == []


@pytest.mark.parametrize(("width", "percent"), [(958, 100), (1300, 200), (958, 200)])
@pytest.mark.parametrize("regulator", ["nmc", "hcpc"])
def test_it_never_scrolls_sideways(
    record_desk: RecordDeskAtHand, regulator: str, width: int, percent: int
) -> None:
    apply(QApplication.instance(), "light", percent)
    entry = record_desk.write(title="Donaudampfschifffahrtsgesellschaft " * 4)
    page = record_desk.sit(regulator, width=width)
    page.pages.rows[entry.entry_id].fill.click()
    record_desk.look()
    assert page.body.overflow() == 0
    assert page.minimumSizeHint().width() <= width


def test_filling_the_page_saves_nothing(record_desk: RecordDeskAtHand) -> None:
    record_desk.write()
    page = record_desk.sit("hcpc")
    assert not page.unsaved()
    page.reload()
    record_desk.calm()
    assert not page.unsaved()


def test_it_goes_back_to_my_reflections(record_desk: RecordDeskAtHand) -> None:
    page = record_desk.sit("swe")
    went: list[str] = []
    page.went_to.connect(lambda area, _argument: went.append(area))
    record_desk.qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert went == ["reflections"]


def test_a_page_can_be_opened_to_write_what_only_it_can_say(record_desk: RecordDeskAtHand) -> None:
    entry = record_desk.write(steps=())
    page = record_desk.sit("swe")
    assert "Still to say: what it was" in said(page)
    went: list[tuple[str, object]] = []
    page.went_to.connect(lambda area, argument: went.append((area, argument)))
    page.pages.rows[entry.entry_id].open.click()
    assert went == [("write", entry.entry_id)]


def test_the_meters_stand_in_one_line_at_the_top(record_desk: RecordDeskAtHand) -> None:
    record_desk.write()
    page = record_desk.sit("swe")
    assert page.meters.text() == "1 of 2 pieces, 0 of 1 with peer reflection"


def test_its_commands_offer_the_ways_out_only_after_the_look(record_desk: RecordDeskAtHand) -> None:
    record_desk.write()
    page = record_desk.sit("swe")
    assert not any("PDF" in command.words for command in page.commands())
    record_desk.look()
    assert any("PDF" in command.words for command in page.commands())
