"""“Somebody may know my password”: new keys, nothing lost, old or new password at every moment, pins that follow."""

from __future__ import annotations

from pathlib import Path

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.storage import people, records, trail
from pie_audit.vault import public_keys
from pie_audit.vault.open_vault import OpenVault
from pie_audit.vault.refusals import WrongSecret
from pie_audit.workflows import (
    drafts,
    founding,
    key_changes,
    my_key,
    pins,
    sealed_pages,
    seats,
    self_record,
    short_pin,
    unlock,
)
from tests.quarter import Hostel, password_of
from tests.workflows.test_keys import Cut, cut_after, opens

NEW = "thirteen copper lanterns drifting"
PAGE, SHARED = b"p" * 16, b"s" * 16
PRIVATE = {"because": "only for me"}


def write_a_page(hostel: Hostel, body: bytes = b"first") -> None:
    version = 0
    for words in (body, body + b" and more"):
        version = hostel.opened.write(
            lambda tx, w=words, v=version: sealed_pages.save_own(tx, hostel.jo, PAGE, w, expected=v)
        )


def test_the_new_one_opens_everything_and_the_old_one_nothing(hostel: Hostel) -> None:
    write_a_page(hostel)
    hostel.do(drafts.save_words, hostel.jo, "mine", PRIVATE)
    key_changes.renew(hostel.opened, hostel.jo, password_of("Jo"), NEW)
    again = unlock.sign_in(hostel.opened, "Jo", NEW)
    assert hostel.see(sealed_pages.open_page, again, PAGE).body == b"first and more"
    assert hostel.see(drafts.words, again, "mine") == PRIVATE
    with pytest.raises(WrongSecret):
        unlock.sign_in(hostel.opened, "Jo", password_of("Jo"))


def test_whoever_is_at_work_goes_on_with_the_new_keys(hostel: Hostel) -> None:
    write_a_page(hostel)
    key_changes.renew(hostel.opened, hostel.jo, password_of("Jo"), NEW)
    assert hostel.jo.vault.epoch == 2
    hostel.do(drafts.save_words, hostel.jo, "mine", PRIVATE)
    again = unlock.sign_in(hostel.opened, "Jo", NEW)
    assert hostel.see(drafts.words, again, "mine") == PRIVATE
    assert hostel.see(sealed_pages.open_page, hostel.jo, PAGE).body == b"first and more"


def test_every_version_and_draft_is_wrapped_under_the_new_keys_alone(hostel: Hostel) -> None:
    write_a_page(hostel)
    hostel.do(drafts.save_words, hostel.jo, "mine", PRIVATE)
    key_changes.renew(hostel.opened, hostel.jo, password_of("Jo"), NEW)
    vault = hostel.jo.vault
    newest = OpenVault(vault.person_id, {vault.epoch: vault.roots()[vault.epoch]})
    ways = hostel.read(lambda tx: records.list_keys(tx, vault.person_id))
    assert len(ways) >= 2
    for way in ways:
        record = hostel.read(lambda tx, w=way: records.load_record(tx, w.record_id, w.version))
        assert record is not None
        assert key_changes.rewrap_key(newest, way) == way
    for draft in hostel.read(lambda tx: records.list_drafts(tx, vault.person_id)):
        assert key_changes.open_draft(newest, draft)


def test_what_others_shared_and_what_was_shared_still_opens(hostel: Hostel) -> None:
    jo, sam = hostel.jo.member.person_id, hostel.sam.member.person_id
    hostel.do(sealed_pages.save_for, hostel.jo, SHARED, b"from Jo", [sam])
    hostel.do(sealed_pages.save_for, hostel.sam, PAGE, b"from Sam", [jo])
    key_changes.renew(hostel.opened, hostel.jo, password_of("Jo"), NEW)
    again = unlock.sign_in(hostel.opened, "Jo", NEW)
    assert hostel.see(sealed_pages.open_page, again, PAGE).body == b"from Sam"
    assert hostel.see(sealed_pages.open_page, again, SHARED).body == b"from Jo"
    assert hostel.see(sealed_pages.open_page, hostel.sam, SHARED).body == b"from Jo"


def test_pins_of_others_follow_without_an_alarm(hostel: Hostel) -> None:
    assert hostel.do(pins.remember_people, hostel.sam) == ()
    key_changes.renew(hostel.opened, hostel.jo, password_of("Jo"), NEW)
    assert hostel.do(pins.remember_people, hostel.sam) == ()
    hostel.do(sealed_pages.save_for, hostel.sam, SHARED, b"after", [hostel.jo.member.person_id])
    assert hostel.see(sealed_pages.open_page, hostel.jo, SHARED).body == b"after"


def test_the_old_keys_vouch_for_the_new_ones(hostel: Hostel) -> None:
    key_changes.renew(hostel.opened, hostel.jo, password_of("Jo"), NEW)
    mine = [k for k in hostel.read(people.public_keys) if k.person_id == hostel.jo.member.person_id]
    assert [k.epoch for k in mine] == [1, 2]
    assert public_keys.follows(mine[1], mine[0])


def test_my_key_and_the_pin_are_void(hostel: Hostel) -> None:
    code = founding.make_my_key(hostel.opened, hostel.jo)
    hostel.do(short_pin.set_pin, hostel.jo, "2739")
    key_changes.renew(hostel.opened, hostel.jo, password_of("Jo"), NEW)
    assert hostel.see(founding.my_key_state, hostel.jo) == "none"
    assert not hostel.see(short_pin.has_pin, hostel.jo)
    assert not hostel.see(my_key.is_to_be_tried, hostel.jo)
    with pytest.raises(WrongSecret):
        founding.recover(hostel.opened, "Jo", code, password_of("Jo"))
    fresh = founding.make_my_key(hostel.opened, hostel.jo)
    assert founding.recover(hostel.opened, "Jo", fresh, password_of("Jo"))


def test_what_the_program_remembers_for_them_stays(hostel: Hostel) -> None:
    hostel.do(lambda tx, me: self_record.change(tx, me, allowed_words=("Dawn",)), hostel.jo)
    key_changes.renew(hostel.opened, hostel.jo, password_of("Jo"), NEW)
    assert hostel.see(self_record.load, hostel.jo).allowed_words == ("Dawn",)
    again = unlock.sign_in(hostel.opened, "Jo", NEW)
    assert hostel.see(self_record.load, again).allowed_words == ("Dawn",)


def test_the_sheet_of_an_open_round_stays_theirs(hostel: Hostel) -> None:
    round_id = hostel.start()
    hostel.rate(hostel.jo, round_id, 3)
    key_changes.renew(hostel.opened, hostel.jo, password_of("Jo"), NEW)
    again = unlock.sign_in(hostel.opened, "Jo", NEW)
    assert hostel.see(seats.rating_sheet, again, round_id).sheet.answered == 12


def test_an_opener_with_new_keys_still_opens_the_round(hostel: Hostel) -> None:
    round_id = hostel.start()
    for name in ("amina", "jo", "sam", "dee", "tom"):
        hostel.rate(hostel.people[name], round_id)
    key_changes.renew(hostel.opened, hostel.amina, password_of("Amina"), NEW)
    hostel.open(round_id)


def test_it_can_be_done_twice(hostel: Hostel) -> None:
    write_a_page(hostel)
    key_changes.renew(hostel.opened, hostel.jo, password_of("Jo"), NEW)
    key_changes.renew(hostel.opened, hostel.jo, NEW, password_of("Jo"))
    again = unlock.sign_in(hostel.opened, "Jo", password_of("Jo"))
    assert hostel.see(sealed_pages.open_page, again, PAGE).body == b"first and more"
    assert again.vault.epochs == (3, 2, 1)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("somebody else is guessing", NEW, WrongSecret),
        (password_of("Jo"), "short", NotNow),
        (password_of("Jo"), password_of("Jo"), NotNow),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    hostel: Hostel, old: str, new: str, kind: type[Exception]
) -> None:
    before = hostel.opened.slots
    with pytest.raises(kind):
        key_changes.renew(hostel.opened, hostel.jo, old, new)
    assert hostel.opened.slots == before
    assert unlock.sign_in(hostel.opened, "Jo", password_of("Jo")).vault.epoch == 1


@pytest.mark.parametrize("steps", range(4))
def test_old_or_new_opens_at_every_moment(
    hostel: Hostel, steps: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """New keys are three writes: slot beside slot, everything in the database, slot dropped."""
    hostel.do(drafts.save_words, hostel.jo, "mine", PRIVATE)
    cut_after(hostel.opened, steps, monkeypatch)
    if steps < 3:
        with pytest.raises(Cut):
            key_changes.renew(hostel.opened, hostel.jo, password_of("Jo"), NEW)
    else:
        key_changes.renew(hostel.opened, hostel.jo, password_of("Jo"), NEW)
    monkeypatch.undo()
    hostel.close()
    with_old = opens(hostel, tmp_path.with_name(tmp_path.name + "-old"), "Jo", password_of("Jo"))
    with_new = opens(hostel, tmp_path.with_name(tmp_path.name + "-new"), "Jo", NEW)
    assert PRIVATE in (with_old, with_new)
    assert (with_old, with_new).count(None) == 1


def test_it_is_in_the_security_record(hostel: Hostel) -> None:
    key_changes.renew(hostel.opened, hostel.jo, password_of("Jo"), NEW)
    assert hostel.read(trail.lines)[0].action == "keys renewed"
