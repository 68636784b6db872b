"""Finding pages as one types: one's own and those shared with one, folded, in memory, and gone at the lock."""

from __future__ import annotations

import string
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.entry import Shared, Step
from pie_audit.domain.shared_copy import SharedCopy
from pie_audit.workflows import entry_search, pins, reflections, sealed_pages, shelf
from pie_audit.workflows.entry_search import Found, Query, Whose, fold
from pie_audit.workflows.presence import SignedIn
from tests.quarter import TODAY, Hostel
from tests.workflows.test_reflections import saying, write


def look(hostel: Hostel, words: str = "", who: str = "jo", **fields: Any) -> list[str]:
    """The titles that are found, read to the end."""
    return [line.title for line in whole(hostel, Query(words, **fields), who).lines]


def whole(hostel: Hostel, query: Query, who: str = "jo") -> Found:
    me = hostel.people[who]
    while not (found := entry_search.search(hostel.opened, me, query)).whole:
        pass
    return found


def share(hostel: Hostel, text: str, title: str) -> str:
    """A copy that Jo gives to Sam; its id."""
    record_id = sealed_pages.new_id()
    copy = SharedCopy(title, TODAY, (Step("", "", text),), excerpt=False, shared_on=TODAY)
    for name in ("jo", "sam"):
        hostel.do(pins.remember_people, hostel.people[name])
    hostel.opened.write(
        lambda tx: sealed_pages.save_for(
            tx,
            hostel.jo,
            record_id,
            sealed_pages.to_json(copy),
            [hostel.sam.member.person_id],
            kind=sealed_pages.PageKind.SHARED,
        )
    )
    return record_id.hex()


def test_every_word_must_be_there_in_any_order_and_place(hostel: Hostel) -> None:
    write(hostel, "His brother rang.", title="The call", tags=("endings",))
    write(hostel, "The brother of somebody else.", title="Another")
    assert look(hostel, "brother call") == ["The call"]
    assert look(hostel, "endings rang") == ["The call"]
    assert look(hostel, "sister") == []


def test_capitals_and_accents_don_t_matter_either_way(hostel: Hostel) -> None:
    write(hostel, "Zoë’s café in ŁÓDŹ, STRASSE", title="Trip")
    for words in ("zoe's CAFE", "ZOË’S", "łódź", "straße", "lodz" if fold("Ł") == "l" else "łodz"):
        assert look(hostel, words) == ["Trip"], words


def test_right_to_left_words_and_emoji_are_found(hostel: Hostel) -> None:
    write(hostel, "שָׁלוֹם 👩🏽‍🦱 مرحبا", title="Hello")
    for words in ("שלום", "👩🏽‍🦱", "مرحبا"):
        assert look(hostel, words) == ["Hello"], words


def test_filters_narrow_what_is_found(hostel: Hostel) -> None:
    sam = hostel.sam.member.person_id
    copy = Shared("0b" * 16, (sam,), None, TODAY, excerpt=True)
    write(hostel, "a", title="Shared one", shares=(copy,), day=TODAY)
    write(hostel, "b", title="Mine", theme_ids=("A",), model_id="gibbs", day=TODAY - timedelta(days=40))
    assert look(hostel, whose=Whose.SHARED) == ["Shared one"]
    assert look(hostel, whose=Whose.ONLY_ME) == ["Mine"]
    assert look(hostel, theme_id="A") == look(hostel, model_id="gibbs") == ["Mine"]
    assert look(hostel, person_id=sam) == ["Shared one"]
    assert look(hostel, since=TODAY) == ["Shared one"]
    assert look(hostel, until=TODAY - timedelta(days=1)) == ["Mine"]


def test_copy_that_was_ended_counts_as_only_me(hostel: Hostel) -> None:
    ended = Shared("0b" * 16, (hostel.sam.member.person_id,), None, TODAY, excerpt=True, ended_on=TODAY)
    write(hostel, "a", title="Was shared", shares=(ended,))
    assert look(hostel, whose=Whose.ONLY_ME) == ["Was shared"]


def test_what_others_shared_with_me_is_found_under_their_name_and_my_own_isn_t_theirs(hostel: Hostel) -> None:
    write(hostel, "Only Jo’s own words about the harbour", title="Private")
    share_id = share(hostel, "Harbour words for Sam", "For Sam")
    found = whole(hostel, Query("harbour"), "sam").lines
    jo = hostel.jo.member.person_id
    assert [(line.entry_id, line.author_id) for line in found] == [(share_id, jo)]
    assert look(hostel, person_id=jo, who="sam") == ["For Sam"]
    assert look(hostel, "harbour") == ["Private"]


def test_share_that_was_ended_isn_t_found_any_more(hostel: Hostel) -> None:
    from pie_audit.storage import records

    share_id = share(hostel, "Harbour words for Sam", "For Sam")
    assert look(hostel, "harbour", "sam") == ["For Sam"]
    hostel.opened.write(lambda tx: records.delete_record(tx, bytes.fromhex(share_id)))
    assert look(hostel, "harbour", "sam") == []


def test_later_keys_decrypt_nothing(hostel: Hostel, monkeypatch: pytest.MonkeyPatch) -> None:
    write(hostel, "His brother rang.", title="The call")
    assert look(hostel, "b") == ["The call"]
    shelf.shelf_of(hostel.jo)
    opened: list[object] = []
    monkeypatch.setattr(shelf, "open_record", lambda *args: opened.append(args))
    assert [line.title for line in entry_search.refine(hostel.jo, Query("bro")).lines] == ["The call"]
    assert opened == []


def test_page_saved_or_thrown_away_since_is_known_at_the_next_key(hostel: Hostel) -> None:
    saved = write(hostel, "His brother rang.", title="The call")
    assert look(hostel, "rang") == ["The call"]
    saved = hostel.do(reflections.save, hostel.jo, saying(saved.entry, "Her sister came."), saved)
    assert entry_search.refine(hostel.jo, Query("rang")).lines == ()
    hostel.do(reflections.delete, hostel.jo, saved.entry.entry_id)
    assert entry_search.refine(hostel.jo, Query("sister")).lines == ()


def test_pages_come_lot_by_lot_so_that_the_first_are_shown_early(
    hostel: Hostel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "AT_ONCE", 2)
    for number in range(9):
        write(hostel, "word", title=str(number))
    shelf.shelf_of(hostel.jo).clear()
    counts = []
    while True:
        found = entry_search.search(hostel.opened, hostel.jo, Query("word"))
        counts.append(len(found.lines))
        if found.whole:
            break
    assert counts[0] == 2
    assert counts[-1] == 9


def test_longer_word_finds_what_a_whole_new_search_would(hostel: Hostel) -> None:
    write(hostel, "His brother rang.", title="The call")
    write(hostel, "A broth, hot.", title="Soup")
    assert sorted(look(hostel, "bro")) == ["Soup", "The call"]
    for words, found in (("broth", 2), ("brother", 1), ("brother x", 0), ("bro", 2), ("soup bro", 1)):
        assert len(entry_search.refine(hostel.jo, Query(words)).lines) == found, words
    assert len(entry_search.refine(hostel.jo, Query("soup bro", whose=Whose.SHARED)).lines) == 0
    write(hostel, "Brothers and soup", title="New")
    assert len(entry_search.refine(hostel.jo, Query("soup broth")).lines) == 2


def test_lock_lets_go_of_every_word(hostel: Hostel) -> None:
    write(hostel, "His brother rang.", title="The call")
    me = hostel.jo
    assert look(hostel, "rang") == ["The call"]
    index = entry_search.index_of(me)
    me.memory.clear()
    assert index.look(Query()) == ()
    assert entry_search.index_of(me).look(Query()) == ()


def test_reading_that_goes_on_after_the_lock_keeps_nothing(hostel: Hostel) -> None:
    write(hostel, "His brother rang.", title="The call")
    shelf.shelf_of(hostel.jo).clear()
    index = entry_search.index_of(hostel.jo)
    index.clear()
    index.read_on(hostel.opened, hostel.jo)
    assert index.look(Query()) == ()


def test_tags_are_suggested_from_one_s_own_pages_only(hostel: Hostel) -> None:
    write(hostel, "a", tags=("endings", "doors"))
    write(hostel, "b", tags=("endings",))
    look(hostel)
    look(hostel, who="sam")
    assert entry_search.past_tags(hostel.jo) == ("endings", "doors")
    assert entry_search.past_tags(hostel.sam) == ()


def test_titles_for_the_palette_are_one_s_own(hostel: Hostel) -> None:
    write(hostel, "a", title="Mine")
    share(hostel, "x", "For Sam")
    look(hostel)
    look(hostel, who="sam")
    assert [line.title for line in entry_search.own_titles(hostel.jo)] == ["Mine"]
    assert entry_search.own_titles(hostel.sam) == ()


def test_nothing_that_was_looked_for_or_found_lies_on_disk(hostel: Hostel) -> None:
    write(hostel, "Marker-harbour-words", title="Marker-title")
    assert look(hostel, "marker-harbour-words") == ["Marker-title"]
    found = [path for path in _files(hostel) if b"marker-" in path.read_bytes().lower()]
    assert found == []


def _files(hostel: Hostel) -> Iterator[Any]:
    yield from (path for path in hostel.premises.marks.parent.rglob("*") if path.is_file())


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(string.ascii_letters + " éüñßŁ’", max_size=30))
def test_text_is_found_by_itself_in_any_case(text: str) -> None:
    assert fold(text.upper()) in fold(f"before {text} after") or "ß" in text


def test_a_day_has_both_its_ends(hostel: Hostel) -> None:
    write(hostel, "a", title="On the day", day=date(2026, 11, 1))
    assert look(hostel, since=date(2026, 11, 1), until=date(2026, 11, 1)) == ["On the day"]


def test_nobody_signed_in_has_an_index(hostel: Hostel) -> None:
    assert isinstance(hostel.jo, SignedIn)
    assert entry_search.index_of(hostel.jo) is not entry_search.index_of(hostel.sam)
