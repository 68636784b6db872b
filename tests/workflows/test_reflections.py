"""One's own pages: kept while one types, saved when a sitting ends, and never in anybody's way or over one another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from pie_audit.domain.entry import Entry, EntryKind, FollowUp, Shared, Step
from pie_audit.domain.errors import CannotRead, NotNow
from pie_audit.storage import records
from pie_audit.vault.records import MOST_BYTES
from pie_audit.workflows import reflections
from pie_audit.workflows.reflections import Sitting
from pie_audit.workflows.sealed_pages import Clash
from pie_audit.workflows.shelf import shelf_of
from tests.quarter import TODAY, Hostel

AWKWARD = "שלום, she said 👩🏽‍🦱\u202e and\tthen مرحبا"


def write(hostel: Hostel, text: str = "It was quiet by nine.", **fields: Any) -> Sitting:
    """A new page of Jo's with these words, saved."""
    begun = hostel.see(reflections.start, hostel.jo)
    return hostel.do(reflections.save, hostel.jo, saying(begun.entry, text, **fields), begun)


def saying(entry: Entry, text: str, **fields: Any) -> Entry:
    return replace(entry, steps=(Step("", "", text),), **fields)


def again(hostel: Hostel, sitting: Sitting) -> Sitting:
    return hostel.see(reflections.open_entry, hostel.jo, sitting.entry.entry_id)


def rows(hostel: Hostel, sitting: Sitting) -> int:
    return len(hostel.read(lambda tx: records.stamps_of(tx, bytes.fromhex(sitting.entry.entry_id))))


def test_page_begins_today_and_leaves_nothing_behind(hostel: Hostel) -> None:
    begun = hostel.see(reflections.start, hostel.jo)
    assert (begun.entry.day, begun.version, begun.entry.kind) == (TODAY, 0, EntryKind.REFLECTION)
    assert rows(hostel, begun) == 0


def test_saved_page_comes_back_whole(hostel: Hostel) -> None:
    follow_up = FollowUp("a1", "Ask the group", TODAY + timedelta(days=3))
    saved = write(hostel, AWKWARD, title=AWKWARD, feelings_after=("tired",), follow_ups=(follow_up,))
    found = again(hostel, saved)
    assert found == saved
    assert found.entry.text == AWKWARD


def test_page_that_says_nothing_isn_t_kept(hostel: Hostel) -> None:
    begun = hostel.see(reflections.start, hostel.jo)
    headings = replace(begun.entry, model_id="driscoll", steps=(Step("what", "What?", " "),))
    assert hostel.do(reflections.save, hostel.jo, headings, begun).version == 0
    assert rows(hostel, begun) == 0


def test_one_line_is_kept(hostel: Hostel) -> None:
    begun = hostel.see(reflections.start, hostel.jo, EntryKind.LINE)
    saved = hostel.do(reflections.save, hostel.jo, saying(begun.entry, "Rang his sister."), begun)
    assert again(hostel, saved).entry.kind is EntryKind.LINE


def test_saving_the_same_words_makes_no_version(hostel: Hostel) -> None:
    saved = write(hostel)
    assert hostel.do(reflections.save, hostel.jo, saved.entry, saved).version == saved.version
    assert rows(hostel, saved) == 1


def test_draft_waits_beside_the_saved_text_and_never_over_it(hostel: Hostel) -> None:
    saved = write(hostel)
    hostel.do(
        reflections.keep_draft, hostel.jo, saying(saved.entry, "It was quiet by nine. Then"), saved.version
    )
    found = again(hostel, saved)
    assert found.entry.text == "It was quiet by nine."
    assert found.kept is not None
    assert (found.kept.entry.text, found.kept.kept_on) == ("It was quiet by nine. Then", TODAY)


def test_draft_of_a_page_never_saved_opens_as_the_page(hostel: Hostel) -> None:
    begun = hostel.see(reflections.start, hostel.jo)
    hostel.do(reflections.keep_draft, hostel.jo, saying(begun.entry, AWKWARD), 0)
    found = again(hostel, begun)
    assert (found.entry.text, found.version, found.kept) == (AWKWARD, 0, None)
    assert [kept.entry for kept in hostel.see(reflections.unfinished, hostel.jo)] == [found.entry]


def test_saving_lets_go_of_the_draft(hostel: Hostel) -> None:
    saved = write(hostel)
    longer = saying(saved.entry, "Longer now.")
    hostel.do(reflections.keep_draft, hostel.jo, longer, saved.version)
    hostel.do(reflections.save, hostel.jo, longer, saved)
    assert again(hostel, saved).kept is None
    assert hostel.see(reflections.unfinished, hostel.jo) == ()


def test_draft_that_says_what_was_saved_is_no_news(hostel: Hostel) -> None:
    saved = write(hostel)
    hostel.do(reflections.keep_draft, hostel.jo, replace(saved.entry, saved=""), saved.version)
    assert again(hostel, saved).kept is None


def test_draft_that_was_let_go_of_can_come_back(hostel: Hostel) -> None:
    saved = write(hostel)
    hostel.do(reflections.keep_draft, hostel.jo, saying(saved.entry, "Kept"), saved.version)
    done = hostel.do(reflections.drop_draft, hostel.jo, saved.entry.entry_id)
    assert again(hostel, saved).kept is None
    hostel.do(done.undo, hostel.jo)
    assert again(hostel, saved).kept is not None


def test_words_of_others_that_are_kept_the_same_way_are_no_pages(hostel: Hostel) -> None:
    from pie_audit.workflows import drafts

    hostel.do(drafts.save_words, hostel.jo, "meeting/x", {"because": "y"})
    assert hostel.see(reflections.unfinished, hostel.jo) == ()


def test_nobody_else_opens_or_throws_away_a_page(hostel: Hostel) -> None:
    saved = write(hostel)
    with pytest.raises(CannotRead):
        hostel.see(reflections.open_entry, hostel.sam, saved.entry.entry_id)
    with pytest.raises(CannotRead):
        hostel.do(reflections.delete, hostel.sam, saved.entry.entry_id)
    assert again(hostel, saved) == saved


def test_two_windows_that_changed_the_same_words_meet(hostel: Hostel) -> None:
    saved = write(hostel)
    hostel.do(reflections.save, hostel.jo, saying(saved.entry, "Here"), saved)
    with pytest.raises(Clash):
        hostel.do(reflections.save, hostel.jo, saying(saved.entry, "There"), saved)
    assert again(hostel, saved).entry.text == "Here"


def test_two_windows_that_changed_different_parts_are_put_together(hostel: Hostel) -> None:
    saved = write(hostel)
    copy = Shared("0a" * 16, (hostel.amina.member.person_id,), None, TODAY, excerpt=True)
    hostel.do(reflections.save, hostel.jo, replace(saved.entry, title="A call", shares=(copy,)), saved)
    after = hostel.do(reflections.save, hostel.jo, saying(saved.entry, "More words"), saved)
    assert (after.entry.title, after.entry.text, after.entry.shares) == ("A call", "More words", (copy,))


def test_earlier_versions_are_listed_newest_first(hostel: Hostel) -> None:
    saved = write(hostel, "One")
    for text in ("Two", "Three"):
        saved = hostel.do(reflections.save, hostel.jo, saying(saved.entry, text), saved)
    found = hostel.see(reflections.versions, hostel.jo, saved.entry.entry_id)
    assert [text.entry.text for text in found] == ["Three", "Two", "One"]
    assert [text.latest for text in found] == [True, False, False]


def test_going_back_is_a_new_version_that_can_be_undone(hostel: Hostel) -> None:
    first = write(hostel, "One")
    second = hostel.do(reflections.save, hostel.jo, saying(first.entry, "Two"), first)
    done = hostel.do(reflections.go_back, hostel.jo, first.entry.entry_id, first.version)
    assert again(hostel, first).entry.text == "One"
    assert rows(hostel, first) == 3
    hostel.do(done.undo, hostel.jo)
    assert again(hostel, first).entry.text == second.entry.text == "Two"


def test_going_back_keeps_what_is_known_of_copies(hostel: Hostel) -> None:
    first = write(hostel, "One")
    copy = Shared("0a" * 16, (hostel.amina.member.person_id,), None, TODAY, excerpt=False)
    hostel.do(reflections.save, hostel.jo, saying(first.entry, "Two", shares=(copy,)), first)
    hostel.do(reflections.go_back, hostel.jo, first.entry.entry_id, first.version)
    assert again(hostel, first).entry.shares == (copy,)


def test_page_thrown_away_is_gone_with_every_version_and_draft(hostel: Hostel) -> None:
    saved = write(hostel, "One")
    saved = hostel.do(reflections.save, hostel.jo, saying(saved.entry, "Two"), saved)
    hostel.do(reflections.keep_draft, hostel.jo, saying(saved.entry, "Three"), saved.version)
    done = hostel.do(reflections.delete, hostel.jo, saved.entry.entry_id)
    assert done.brief
    assert rows(hostel, saved) == 0
    assert hostel.read(lambda tx: records.load_draft(tx, bytes.fromhex(saved.entry.entry_id))) is None
    assert shelf_of(hostel.jo).page(saved.entry.entry_id) is None
    with pytest.raises(CannotRead):
        again(hostel, saved)


def test_page_thrown_away_comes_back_whole_while_the_bar_stands_there(hostel: Hostel) -> None:
    first = write(hostel, "One")
    saved = hostel.do(reflections.save, hostel.jo, saying(first.entry, "Two"), first)
    hostel.do(reflections.keep_draft, hostel.jo, saying(saved.entry, "Three"), saved.version)
    done = hostel.do(reflections.delete, hostel.jo, saved.entry.entry_id)
    hostel.do(done.undo, hostel.jo)
    found = again(hostel, saved)
    assert (found.entry, found.kept.entry.text if found.kept else "") == (saved.entry, "Three")
    assert rows(hostel, saved) == 2


def test_page_that_is_too_long_is_refused_in_one_sentence_and_can_be_split(hostel: Hostel) -> None:
    begun = hostel.see(reflections.start, hostel.jo)
    long = saying(begun.entry, "All of it, and a little more. " * (MOST_BYTES // 20), title="Long")
    with pytest.raises(NotNow, match="too long"):
        hostel.do(reflections.save, hostel.jo, long, begun)
    with pytest.raises(NotNow, match="too long"):
        hostel.do(reflections.keep_draft, hostel.jo, long, 0)
    saved = hostel.do(reflections.save_parts, hostel.jo, long, begun)
    hostel.see(lambda tx, me: shelf_of(me).fill_now(tx, me), hostel.jo)
    pages = sorted((page.entry for page in shelf_of(hostel.jo).pages()), key=lambda e: e.title)
    assert saved.entry == pages[0]
    assert [page.title for page in pages[:3]] == ["Long", "Long (2)", "Long (3)"]
    assert "".join(page.text for page in pages).replace(" ", "") == long.text.replace(" ", "")


def test_order_is_that_of_the_days_the_writer_chose_whatever_the_clock_says(hostel: Hostel) -> None:
    write(hostel, "Second")
    hostel.at(date(2024, 1, 1))
    write(hostel, "Clock set back, day corrected", day=TODAY + timedelta(days=1))
    write(hostel, "First", day=date(2026, 11, 1))
    hostel.see(lambda tx, me: shelf_of(me).fill_now(tx, me), hostel.jo)
    texts = [page.entry.text for page in shelf_of(hostel.jo).pages()]
    assert texts == ["Clock set back, day corrected", "Second", "First"]


def test_slower_reading_never_takes_the_place_of_what_was_saved_meanwhile(hostel: Hostel) -> None:
    first = write(hostel, "One")
    shelf = shelf_of(hostel.jo)
    shelf.clear()
    lots = shelf.fill(hostel.opened, hostel.jo)
    hostel.do(reflections.save, hostel.jo, saying(first.entry, "Two"), first)
    list(lots)
    page = shelf.page(first.entry.entry_id)
    assert page is not None
    assert page.entry.text == "Two"
