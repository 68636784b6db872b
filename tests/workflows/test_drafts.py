"""Words that aren't saved yet come back to whoever typed them, and to nobody else."""

from __future__ import annotations

from pie_audit.storage import records
from pie_audit.workflows import drafts, unlock
from tests.quarter import Hostel, password_of

KEY = drafts.meeting_words("round", "A1")


def test_they_come_back_after_signing_in_again(hostel: Hostel) -> None:
    words = {"because": "Nights «differ» 🌱", "evidence": ""}
    hostel.do(drafts.save_words, hostel.jo, KEY, words)
    again = unlock.sign_in(hostel.opened, "Jo", password_of("Jo"))
    assert hostel.see(drafts.words, again, KEY) == words


def test_later_words_replace_earlier_ones(hostel: Hostel) -> None:
    for typed in ("N", "Ni", "Nig"):
        hostel.do(drafts.save_words, hostel.jo, KEY, {"because": typed})
    assert hostel.see(drafts.words, hostel.jo, KEY) == {"because": "Nig"}
    jo = hostel.jo.member.person_id
    assert len(hostel.read(lambda tx: records.list_drafts(tx, jo))) == 1


def test_each_place_has_its_own(hostel: Hostel) -> None:
    hostel.do(drafts.save_words, hostel.jo, KEY, {"because": "one"})
    hostel.do(drafts.save_words, hostel.jo, drafts.meeting_words("round", "A4"), {"because": "two"})
    assert hostel.see(drafts.words, hostel.jo, KEY) == {"because": "one"}


def test_nobody_else_finds_them(hostel: Hostel) -> None:
    hostel.do(drafts.save_words, hostel.jo, KEY, {"because": "mine"})
    assert hostel.see(drafts.words, hostel.amina, KEY) is None


def test_dropped_ones_are_gone(hostel: Hostel) -> None:
    hostel.do(drafts.save_words, hostel.jo, KEY, {"because": "mine"})
    hostel.do(drafts.drop, hostel.jo, KEY)
    hostel.do(drafts.drop, hostel.jo, KEY)
    assert hostel.see(drafts.words, hostel.jo, KEY) is None


def test_their_length_is_told_in_steps_only(hostel: Hostel) -> None:
    jo = hostel.jo.member.person_id
    sizes = set()
    for n in (0, 1, 500):
        hostel.do(drafts.save_words, hostel.jo, KEY, {"because": "x" * n})
        sizes |= {len(d.body) for d in hostel.read(lambda tx: records.list_drafts(tx, jo))}
    assert sizes == {1024 + 16}
