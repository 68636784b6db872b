"""Sealed pages: earlier versions to go back to, a few named readers, nobody's words lost, and names that hold."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date

import pytest

from pie_audit.domain.entry import Entry, EntryKind, Step, from_body, to_body
from pie_audit.domain.errors import NotNow
from pie_audit.storage import people, records, sessions
from pie_audit.vault.refusals import Damaged
from pie_audit.workflows import pins, sealed_pages, self_record
from pie_audit.workflows.sealed_pages import Clash, named_id, open_page, save_for, save_own
from pie_audit.workflows.shelf import shelf_of
from tests.quarter import Hostel

TEXT = "The phone call I did not want to make. 📞 שלום"


def _page(text: str = TEXT) -> Entry:
    step = Step("", "", text)
    return Entry(secrets.token_hex(16), EntryKind.REFLECTION, date(2026, 11, 20), "A title", steps=(step,))


def _keep(hostel: Hostel, name: str, entry: Entry, expected: int = 0) -> int:
    me = hostel.people[name]
    record_id = bytes.fromhex(entry.entry_id)
    return hostel.opened.write(lambda tx: save_own(tx, me, record_id, to_body(entry), expected=expected))


def test_page_comes_back_as_it_was_written(hostel: Hostel) -> None:
    entry = _page()
    _keep(hostel, "jo", entry)
    found = hostel.see(open_page, hostel.jo, bytes.fromhex(entry.entry_id))
    assert from_body(found.body) == entry


def test_nobody_else_opens_it(hostel: Hostel) -> None:
    entry = _page()
    _keep(hostel, "jo", entry)
    assert hostel.see(open_page, hostel.sam, bytes.fromhex(entry.entry_id)) is None


def test_earlier_versions_stay_and_the_oldest_go(hostel: Hostel) -> None:
    entry, version, seen = _page(), 0, []
    record_id = bytes.fromhex(entry.entry_id)
    me = hostel.people["jo"]
    for n in range(5):
        body = to_body(replace(entry, title=str(n)))
        version = hostel.opened.write(
            lambda tx, b=body, v=version: save_own(tx, me, record_id, b, expected=v, keep=2)
        )
        seen.append(version)
    assert seen == sorted(seen)
    titles = []
    for version in seen:
        found = hostel.see(open_page, hostel.jo, record_id, version)
        titles.append(from_body(found.body).title if found else None)
    assert titles == [None, None, "2", "3", "4"]


def test_second_window_gets_both_texts(hostel: Hostel) -> None:
    entry = _page()
    first = _keep(hostel, "jo", entry)
    _keep(hostel, "jo", replace(entry, title="from one window"), first)
    with pytest.raises(Clash) as refused:
        _keep(hostel, "jo", replace(entry, title="from the other"), first)
    assert from_body(refused.value.theirs.body).title == "from one window"


def test_body_over_256_kib_is_refused_with_an_offer_to_split(hostel: Hostel) -> None:
    with pytest.raises(NotNow, match="Split it"):
        _keep(hostel, "jo", _page("x" * 270_000))


def test_page_for_two_is_read_by_both_and_by_nobody_else(hostel: Hostel) -> None:
    record_id = named_id("s1", "summary")
    jo, sam = hostel.people["jo"], hostel.people["sam"]
    reader = sam.member.person_id
    hostel.opened.write(lambda tx: save_for(tx, jo, record_id, b"agreed", [reader]))
    assert hostel.see(open_page, hostel.sam, record_id).body == b"agreed"
    assert hostel.see(open_page, hostel.jo, record_id).body == b"agreed"
    assert hostel.see(open_page, hostel.dee, record_id) is None


def test_the_other_may_write_on_but_a_stranger_may_not(hostel: Hostel) -> None:
    record_id = named_id("s1", "agenda")
    jo, sam, dee = (hostel.people[name] for name in ("jo", "sam", "dee"))
    both = [jo.member.person_id, sam.member.person_id]
    version = hostel.opened.write(lambda tx: save_for(tx, jo, record_id, b"one", both))
    hostel.opened.write(lambda tx: save_for(tx, sam, record_id, b"two", both, expected=version))
    assert hostel.see(open_page, hostel.jo, record_id).body == b"two"
    with pytest.raises(NotNow, match="isn’t yours"):
        hostel.opened.write(lambda tx: save_for(tx, dee, record_id, b"three", both))


def test_name_under_a_page_holds_until_its_words_change(hostel: Hostel) -> None:
    record_id = named_id("s1", "summary")
    jo, sam = hostel.people["jo"], hostel.people["sam"]
    both = [jo.member.person_id, sam.member.person_id]
    version = hostel.opened.write(lambda tx: save_for(tx, jo, record_id, b"agreed", both))
    for me in (jo, sam):
        hostel.opened.write(lambda tx, me=me: sealed_pages.stand_by(tx, me, record_id))
    assert hostel.opened.read(lambda tx: sealed_pages.standing_by(tx, jo, record_id)) == set(both)
    hostel.opened.write(lambda tx: save_for(tx, jo, record_id, b"changed", both, expected=version))
    assert hostel.opened.read(lambda tx: sealed_pages.standing_by(tx, jo, record_id)) == frozenset()


def test_forged_name_counts_for_nothing(hostel: Hostel) -> None:
    record_id = named_id("s1", "summary")
    jo, sam = hostel.people["jo"], hostel.people["sam"]
    hostel.opened.write(lambda tx: save_for(tx, jo, record_id, b"agreed", [sam.member.person_id]))
    hostel.opened.write(lambda tx: sealed_pages.stand_by(tx, jo, record_id))
    (real,) = hostel.opened.read(lambda tx: sessions.signatures_of(tx, record_id))
    forged = replace(real, person_id=sam.member.person_id)
    hostel.opened.write(lambda tx: sessions.save_signature(tx, forged))
    assert hostel.opened.read(lambda tx: sealed_pages.standing_by(tx, jo, record_id)) == {jo.member.person_id}


def test_flipped_byte_is_told_and_moves_nothing(hostel: Hostel) -> None:
    entry = _page()
    _keep(hostel, "jo", entry)
    record_id = bytes.fromhex(entry.entry_id)

    def flip(tx: object) -> None:
        record = records.load_record(tx, record_id)  # type: ignore[arg-type]
        assert record is not None
        body = bytes([record.body[0] ^ 1]) + record.body[1:]
        key = records.load_key(tx, record, record.owner_id)  # type: ignore[arg-type]
        assert key is not None
        records.save_record(tx, replace(record, body=body), [key])  # type: ignore[arg-type]

    hostel.opened.write(flip)
    with pytest.raises(Damaged):
        hostel.see(open_page, hostel.jo, record_id)


def test_swapped_key_blocks_sharing_until_the_words_were_compared(hostel: Hostel) -> None:
    jo, sam, dee = (hostel.people[name] for name in ("jo", "sam", "dee"))
    hostel.opened.write(lambda tx: pins.remember_people(tx, jo))
    reader = sam.member.person_id

    def swap(tx: object) -> None:
        theirs = people.load_user_key(tx, reader)  # type: ignore[arg-type]
        other = people.load_user_key(tx, dee.member.person_id)  # type: ignore[arg-type]
        assert theirs is not None
        assert other is not None
        people.save_user_key(tx, replace(theirs, xpk=other.xpk, epk=other.epk))  # type: ignore[arg-type]

    hostel.opened.write(swap)
    with pytest.raises(pins.KeyChanged, match="Sam’s key has changed"):
        hostel.opened.write(lambda tx: save_for(tx, jo, named_id("x"), b"words", [reader]))
    assert hostel.opened.read(lambda tx: pins.comparison(tx, jo, reader)).changed


def test_check_words_are_the_same_on_both_screens(hostel: Hostel) -> None:
    jo, sam = hostel.people["jo"], hostel.people["sam"]
    mine = hostel.opened.read(lambda tx: pins.comparison(tx, jo, sam.member.person_id))
    hers = hostel.opened.read(lambda tx: pins.comparison(tx, sam, jo.member.person_id))
    assert mine.words == hers.words
    assert len(mine.words.split()) == 6


def test_what_is_remembered_for_one_person_is_nobody_elses(hostel: Hostel) -> None:
    jo = hostel.people["jo"]
    hostel.opened.write(lambda tx: self_record.change(tx, jo, allowed_words=("Dawn",)))
    hostel.opened.write(lambda tx: self_record.quieten(tx, jo, "pulse"))
    found = hostel.see(self_record.load, hostel.jo)
    assert found.allowed_words == ("Dawn",)
    assert self_record.is_quiet(found, "pulse", jo.week)
    assert hostel.see(self_record.load, hostel.sam) == self_record.SelfRecord()


def test_shelf_opens_each_page_once_and_lets_go_at_the_lock(hostel: Hostel) -> None:
    jo = hostel.people["jo"]
    entries = [_page(str(n)) for n in range(3)]
    for entry in entries:
        _keep(hostel, "jo", entry)
    shelf = shelf_of(jo)
    first = [page for lot in shelf.fill(hostel.opened, jo) for page in lot]
    assert {page.entry.entry_id for page in first} == {entry.entry_id for entry in entries}
    assert list(shelf.fill(hostel.opened, jo)) == []
    jo.forget()
    assert shelf.pages() == ()


def test_page_that_cannot_be_opened_is_counted_and_hides_no_other(hostel: Hostel) -> None:
    jo = hostel.people["jo"]
    good = _page("good")
    _keep(hostel, "jo", good)
    record_id = secrets.token_bytes(16)
    hostel.opened.write(lambda tx: save_own(tx, jo, record_id, b"not a page", expected=0))
    shelf = shelf_of(jo)
    list(shelf.fill(hostel.opened, jo))
    assert [page.entry for page in shelf.pages()] == [good]
    assert shelf.damaged == 1
