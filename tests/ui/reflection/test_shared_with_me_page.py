"""The page “Shared”: copies from others as plain text, what was withdrawn without a word of it, and one's own copies."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from pie_audit.domain.entry import Entry, EntryKind
from pie_audit.domain.shared_copy import copy_of, parts_of
from pie_audit.storage import records
from pie_audit.ui.reflection.share_compare import ChooseWhom
from pie_audit.ui.reflection.share_end import EndShareDialog
from pie_audit.ui.six_words import SixWords
from pie_audit.ui.theme import apply
from pie_audit.workflows import pins, reflections, sharing
from pie_audit.workflows.reflections import Sitting
from pie_audit.workflows.share_readers import Audience
from tests.quarter import TODAY, finished, hostel
from tests.ui.accessibility import nameless
from tests.ui.conftest import settle
from tests.ui.reflection.share_desk import PAGE, ShareDesk, desk, found, labels, press
from tests.ui.reflection.test_share_dialog import reset

__all__ = ["desk", "finished", "hostel"]


def test_copy_is_read_as_plain_text(desk: ShareDesk) -> None:
    desk.give("sam")
    desk.sit("sam")
    page = desk.page()
    shown = page.reading.text.words()
    assert all(words in shown for words in (PAGE.title, "He cried. 📞 I stayed.", PAGE.take_away))
    assert "Jo shared this with you." in labels(page)
    assert "18 November 2026" in labels(page)


def test_markup_in_a_copy_is_shown_and_not_obeyed(desk: ShareDesk) -> None:
    title = "<b>bold</b> & <img src='//host/x'>"
    parts = [part.with_text(title) if part.key == "title" else part for part in parts_of(PAGE)]
    desk.give("sam", copy=copy_of(PAGE, parts, TODAY))
    desk.sit("sam")
    assert title in desk.page().reading.text.words()


def test_nothing_here_passes_a_copy_on(desk: ShareDesk) -> None:
    desk.give("sam")
    desk.sit("sam")
    page = desk.page()
    buttons = [b.accessibleName() for b in page.findChildren(type(page.compare)) if b.isVisible()]
    assert buttons == ["Compare six words…"]


def test_withdrawn_copy_leaves_no_word_on_the_page(desk: ShareDesk) -> None:
    share_id = desk.give("sam")
    desk.sit("sam")
    page = desk.page()
    desk.hostel.do(sharing.end_share, desk.hostel.jo, share_id, PAGE.entry_id)
    page.reload()
    desk.rest()
    told = labels(page)
    assert "Jo has withdrawn this copy." in told
    assert "Withdrawn by Jo" in [row.accessibleName() for row in page.rows]
    assert not [words for words in (PAGE.title, "cried", PAGE.take_away) if words in told]


def test_page_stays_at_the_copy_in_hand_when_another_arrives(desk: ShareDesk) -> None:
    desk.give("sam")
    desk.sit("sam")
    page = desk.page()
    in_hand = page._wanted
    for _n in range(3):
        desk.give("sam")
    page.reload()
    desk.rest()
    assert len(page.rows) == 4
    assert page._wanted == in_hand
    (checked,) = [n for n, row in enumerate(page.rows) if row.isChecked()]
    assert page._theirs[checked].share_id == in_hand


def test_one_copy_can_be_asked_for(desk: ShareDesk) -> None:
    desk.give("sam")
    other = copy_of(PAGE, parts_of(PAGE)[:1], TODAY)
    share_id = desk.give("sam", copy=other)
    desk.sit("sam")
    page = desk.page()
    page.open_at("shared-with-me", share_id.hex())
    assert "shared an excerpt with you" in labels(page)
    assert page.reading.text.words().splitlines()[1:] == [PAGE.title]


def test_writers_changed_key_asks_for_six_words_and_then_opens(desk: ShareDesk) -> None:
    desk.hostel.do(pins.remember_people, desk.hostel.sam)
    reset(desk.hostel, "Jo")
    jo = desk.hostel.jo
    later = Entry("cd" * 16, EntryKind.REFLECTION, TODAY, "After the reset")
    desk.hostel.do(reflections.save, jo, later, Sitting(later, 0))
    to = Audience((desk.hostel.sam.member.person_id,))
    desk.hostel.do(sharing.share, jo, later.entry_id, copy_of(later, parts_of(later), TODAY), to)
    desk.sit("sam")
    page = desk.page()
    assert "After the reset" not in labels(page)
    press(page.reading, "Compare six words…")
    desk.rest()
    found(page, SixWords).same.click()
    desk.rest()
    assert "After the reset" in page.reading.text.words()


def test_damaged_copy_says_so_and_hides_no_other(desk: ShareDesk) -> None:
    good, bad = desk.give("sam"), desk.give("sam")
    hostel = desk.hostel

    def flip(tx: object) -> None:
        record = records.load_record(tx, bad)  # type: ignore[arg-type]
        assert record is not None
        keys = [records.load_key(tx, record, hostel.people[n].member.person_id) for n in ("jo", "sam")]  # type: ignore[arg-type]
        body = bytes([record.body[0] ^ 1]) + record.body[1:]
        records.save_record(tx, replace(record, body=body), [key for key in keys if key])  # type: ignore[arg-type]

    hostel.opened.write(flip)
    desk.sit("sam")
    page = desk.page()
    page.open_at("shared-with-me", bad.hex())
    assert "changed or damaged" in labels(page)
    page.open_at("shared-with-me", good.hex())
    assert PAGE.title in page.reading.text.words()


def test_writer_finds_what_they_gave_and_withdraws_it(desk: ShareDesk) -> None:
    desk.give("sam", "dee")
    page = desk.page()
    assert "Nobody shared anything with you yet." in labels(page)
    press(page, "From me")
    desk.rest()
    assert "Dee and Sam can read this copy." in labels(page)
    press(page, "Withdraw this copy…")
    desk.rest()
    found(page, EndShareDialog).end.click()
    desk.rest()
    desk.qtbot.waitUntil(lambda: "You withdrew this copy from Dee and Sam." in labels(page))
    assert desk.received("sam") == [None]
    entry = desk.hostel.see(reflections.open_entry, desk.hostel.jo, PAGE.entry_id).entry
    assert entry.open_shares == ()


def test_words_can_be_compared_with_anybody_here(desk: ShareDesk) -> None:
    page = desk.page()
    page.commands()[0].run()
    desk.rest()
    choose = found(page, ChooseWhom)
    choose.whom.setCurrentIndex(choose.whom.findText("Dee"))
    choose.go_on.click()
    desk.rest()
    words = found(page, SixWords)
    assert "Compare six words with Dee" in labels(words)
    words.reject()


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("width", [958, 1144])
def test_it_fits_and_everything_says_what_it_is(
    desk: ShareDesk, qapp: QApplication, width: int, percent: int
) -> None:
    apply(qapp, "light", percent)
    desk.give("sam")
    desk.sit("sam")
    page = desk.page(width)
    settle()
    assert nameless(page) == []
    assert page.body.overflow() == 0
    assert page.minimumSizeHint().width() <= width
