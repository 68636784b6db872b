"""A person's keys through all that can happen to them."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.sealed import UserKey
from pie_audit.vault import sealing
from pie_audit.vault.codes import CodeKind, new_code
from pie_audit.vault.open_vault import keys_from_root, verify
from pie_audit.vault.person import (
    NewPassword,
    change_password,
    enrol,
    make_my_key,
    open_vault,
    recover_with_my_key,
    renew,
    reset,
)
from pie_audit.vault.records import open_record, rewrap, seal_record
from pie_audit.vault.refusals import Damaged, Unreadable, WrongSecret
from pie_audit.vault.slots import make_house as make_house_slot
from pie_audit.vault.slots import open_house, open_person
from tests.vault.people import FAST, PASSWORD, flipped, join, label, make_house, sign_in

NEW = NewPassword("Ana", "violet lamp under sea")


def test_signing_in_gives_the_keys_of_the_enrolment() -> None:
    house = make_house()
    vault = sign_in(house.slots, house.user_key, PASSWORD)
    assert (vault.person_id, vault.epoch, vault.xpk, vault.epk) == (
        "p1",
        1,
        house.user_key.xpk,
        house.user_key.epk,
    )
    assert vault.roots() == house.vault.roots()


def test_two_people_share_the_workspace_and_no_key() -> None:
    house = make_house()
    bo = join(house, "Bo", "p2")
    opened = open_person(house.slots.adding(bo.slot), "Bo", PASSWORD, FAST)
    assert opened.key == house.key
    assert open_vault(bo.user_key, opened).xpk != house.vault.xpk
    with pytest.raises(WrongSecret):
        open_vault(house.user_key, opened)


def test_house_key_signs_nobody_in() -> None:
    house = make_house()
    slot, code = make_house_slot(house.key, FAST)
    with pytest.raises(WrongSecret):
        open_vault(house.user_key, open_house(house.slots.adding(slot), code, FAST))


def test_sealed_parts_of_a_user_key_fit_no_other_person_or_epoch() -> None:
    house = make_house()
    opened = open_person(house.slots, "Ana", PASSWORD, FAST)
    for moved in (replace(house.user_key, person_id="p2"), replace(house.user_key, epoch=2)):
        with pytest.raises(WrongSecret):
            open_vault(moved, opened)


def test_swapped_public_key_is_noticed_at_sign_in() -> None:
    house, other = make_house(), make_house().user_key
    row = house.user_key
    all_swapped = replace(row, xpk=other.xpk, epk=other.epk, selfsig=other.selfsig)
    for swapped in (
        replace(row, xpk=other.xpk),
        replace(row, epk=other.epk),
        replace(row, selfsig=b""),
        all_swapped,
    ):
        with pytest.raises(Damaged, match="aren't yours"):
            sign_in(house.slots, swapped, PASSWORD)


def test_changed_wrapping_never_opens() -> None:
    house = make_house()
    row = house.user_key
    for changed in (replace(row, nonce=flipped(row.nonce, 3)), replace(row, wrapped=flipped(row.wrapped, 3))):
        with pytest.raises(WrongSecret):
            sign_in(house.slots, changed, PASSWORD)


def test_changed_password_opens_the_same_keys() -> None:
    house = make_house()
    changed = change_password(house.vault, house.user_key, house.key, NEW, FAST)
    slots = house.slots.adding(changed.slot).without(house.user_key.slot_id)
    assert sign_in(slots, changed.user_key, NEW.password).roots() == house.vault.roots()
    with pytest.raises(WrongSecret):
        sign_in(slots, changed.user_key, PASSWORD)


def test_change_cut_short_before_the_row_leaves_the_old_password() -> None:
    house = make_house()
    changed = change_password(house.vault, house.user_key, house.key, NEW, FAST)
    both = house.slots.adding(changed.slot)
    assert sign_in(both, house.user_key, PASSWORD).xpk == house.vault.xpk
    with pytest.raises(WrongSecret):
        sign_in(both, house.user_key, NEW.password)


def test_change_cut_short_after_the_row_leaves_the_new_password() -> None:
    house = make_house()
    changed = change_password(house.vault, house.user_key, house.key, NEW, FAST)
    both = house.slots.adding(changed.slot)
    assert sign_in(both, changed.user_key, NEW.password).xpk == house.vault.xpk
    with pytest.raises(WrongSecret):
        sign_in(both, changed.user_key, PASSWORD)


def test_change_to_the_same_password_cut_short_still_signs_in() -> None:
    house = make_house()
    changed = change_password(house.vault, house.user_key, house.key, NewPassword("Ana", PASSWORD), FAST)
    both = house.slots.adding(changed.slot)
    assert len(open_person(both, "Ana", PASSWORD, FAST).ways) == 2
    for row in (house.user_key, changed.user_key):
        assert sign_in(both, row, PASSWORD).xpk == house.vault.xpk


def test_my_key_recovers_and_a_new_password_follows() -> None:
    house = make_house()
    row, code = make_my_key(house.vault, house.user_key, FAST)
    assert sign_in(house.slots, row, PASSWORD).xpk == house.vault.xpk
    recovered = recover_with_my_key(row, code.replace("-", " ").lower(), FAST)
    changed = change_password(recovered, row, house.key, NEW, FAST)
    assert (
        sign_in(house.slots.adding(changed.slot), changed.user_key, NEW.password).roots()
        == house.vault.roots()
    )
    assert recover_with_my_key(changed.user_key, code, FAST).xpk == house.vault.xpk


def test_new_my_key_voids_the_old_one() -> None:
    house = make_house()
    row, old = make_my_key(house.vault, house.user_key, FAST)
    newer, code = make_my_key(house.vault, row, FAST)
    assert recover_with_my_key(newer, code, FAST).xpk == house.vault.xpk
    with pytest.raises(WrongSecret):
        recover_with_my_key(newer, old, FAST)


def test_without_a_my_key_no_code_recovers() -> None:
    with pytest.raises(WrongSecret):
        recover_with_my_key(make_house().user_key, new_code(CodeKind.MINE), FAST)


def test_reset_starts_afresh_and_leaves_earlier_pages_unreadable() -> None:
    house = make_house()
    page = seal_record(house.vault, b"before", label())
    fresh = reset(house.key, house.user_key, NEW, FAST)
    vault = sign_in(house.slots.adding(fresh.slot), fresh.user_key, NEW.password)
    assert (vault.epoch, vault.epochs) == (2, (2,))
    with pytest.raises(Unreadable, match="no longer exists"):
        open_record(vault, *page)
    assert open_record(vault, *seal_record(vault, b"after", label())) == b"after"


def test_renewed_keys_still_open_everything_sealed_before() -> None:
    house = make_house()
    page = seal_record(house.vault, b"before", label())
    box = sealing.seal(house.vault.xpk, b"to the old key")
    second = renew(house.vault, house.key, NEW, FAST)
    third = renew(second.vault, house.key, NEW, FAST)
    vault = sign_in(house.slots.adding(third.slot), third.user_key, NEW.password)
    assert vault.epochs == (3, 2, 1)
    assert open_record(vault, *page) == b"before"
    assert vault.unseal(box) == b"to the old key"
    assert vault.unseal(sealing.seal(second.vault.xpk, b"middle")) == b"middle"


def test_renewed_keys_are_new_and_void_the_old_password_and_my_key() -> None:
    house = make_house()
    row, code = make_my_key(house.vault, house.user_key, FAST)
    renewed = renew(house.vault, house.key, NEW, FAST)
    assert renewed.user_key.xpk != row.xpk
    assert house.user_key.epoch + 1 == renewed.user_key.epoch
    slots = house.slots.adding(renewed.slot)
    with pytest.raises(WrongSecret):
        sign_in(slots, renewed.user_key, PASSWORD)
    with pytest.raises(WrongSecret):
        recover_with_my_key(renewed.user_key, code, FAST)


def test_rewrapped_page_no_longer_needs_the_old_key() -> None:
    house = make_house()
    record, key = seal_record(house.vault, b"mine", label())
    renewed = renew(house.vault, house.key, NEW, FAST)
    fresh = rewrap(renewed.vault, record, key)
    assert open_record(renewed.vault, record, fresh) == b"mine"
    with pytest.raises(Damaged):
        open_record(house.vault, record, fresh)


def test_changed_earlier_keys_are_told_as_damage() -> None:
    house = make_house()
    renewed = renew(house.vault, house.key, NEW, FAST)
    changed = replace(renewed.user_key, previous=flipped(renewed.user_key.previous, 40))
    with pytest.raises(Damaged, match="earlier keys"):
        sign_in(house.slots.adding(renewed.slot), changed, NEW.password)


def test_forgotten_keys_do_nothing_more() -> None:
    house = make_house()
    house.vault.forget()
    for use in (
        lambda: house.vault.xpk,
        house.vault.roots,
        house.vault.own_keys,
        lambda: house.vault.unseal(b""),
    ):
        with pytest.raises(NotNow, match="locked"):
            use()


def test_signature_proves_its_writer_and_its_words() -> None:
    house, other = make_house(), make_house()
    signature = house.vault.sign(b"this")
    assert len(signature) == 64
    assert verify(house.vault.epk, b"this", signature)
    assert not verify(house.vault.epk, b"that", signature)
    assert not verify(other.vault.epk, b"this", signature)
    assert not verify(house.vault.epk, b"this", b"")


def test_keys_follow_from_the_root_as_designed() -> None:
    import hashlib

    root = bytes(range(32))
    vk = hashlib.blake2b(b"", digest_size=32, key=root, person=b"pie-vault-v1").digest()
    assert keys_from_root(root).vk == vk


def test_nothing_secret_is_shown_when_a_person_is_printed() -> None:
    made = enrol(make_house().key, "p1", NewPassword("Ana", PASSWORD), FAST)
    printed = repr((made, NEW, made.vault, made.vault.keys(1)))
    keys = made.vault.keys(1)
    for secret in (NEW.password.encode(), keys.vk, keys.xsk, keys.esk, *made.vault.roots().values()):
        assert repr(secret)[2:-1] not in printed
        assert secret.hex() not in printed


def test_row_has_no_root_key_in_the_clear() -> None:
    house = make_house()
    row, _code = make_my_key(house.vault, house.user_key, FAST)
    root = house.vault.roots()[1]
    assert all(
        root not in value
        for value in (getattr(row, f.name) for f in fields(UserKey))
        if isinstance(value, bytes)
    )


def test_a_vault_that_was_forgotten_says_that_it_is_locked() -> None:
    vault = make_house().vault
    assert vault.first_epoch == 1
    vault.forget()
    with pytest.raises(NotNow, match="locked"):
        _ = vault.first_epoch
