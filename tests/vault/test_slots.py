"""Every way into a workspace opens it, and nothing else does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.errors import CannotOpen
from pie_audit.vault import sealing
from pie_audit.vault.codes import CodeKind, Mistyped, new_code
from pie_audit.vault.kdf import Cost, Kdf
from pie_audit.vault.refusals import Damaged, WrongSecret
from pie_audit.vault.slots import (
    KeySlots,
    SlotKind,
    make_house,
    make_invitation,
    make_keyring_slot,
    make_person_slot,
    new_workspace_key,
    open_house,
    open_invitation,
    open_keyring,
    open_person,
    spare_slots,
)
from tests.vault.people import FAST, PASSWORD
from tests.vault.people import make_house as make_workspace


def test_password_opens_whatever_the_case_of_the_name() -> None:
    house = make_workspace("Ana Ruiz")
    opened = open_person(house.slots, "  ANA  ruiz", PASSWORD, FAST)
    assert opened.key == house.key
    assert [way.slot_id for way in opened.ways] == [house.user_key.slot_id]


@pytest.mark.parametrize(
    ("name", "password"), [("Ana", "another one entirely"), ("Bo", PASSWORD), ("Bo", "neither")]
)
def test_wrong_name_and_wrong_password_sound_the_same(name: str, password: str) -> None:
    with pytest.raises(WrongSecret) as refused:
        open_person(make_workspace("Ana").slots, name, password, FAST)
    assert str(refused.value) == "That was not it. Try once more."


def test_no_name_is_readable_in_the_slots() -> None:
    house = make_workspace("Anastasia")
    other = make_workspace("Anastasia")
    assert house.slots.slots[0].find != other.slots.slots[0].find
    assert b"nastasia" not in repr(house.slots).encode()


def test_house_key_opens_and_knows_no_persons_key() -> None:
    house = make_workspace()
    slot, code = make_house(house.key, FAST)
    opened = open_house(house.slots.adding(slot), code.lower(), FAST)
    assert opened.key == house.key
    assert [way.kek for way in opened.ways] == [b""]


def test_old_and_new_house_key_both_open_until_one_is_dropped() -> None:
    key = new_workspace_key()
    (old, old_code), (new, new_code_) = make_house(key, FAST), make_house(key, FAST)
    both = KeySlots(key.workspace_id, (old, new))
    assert open_house(both, old_code, FAST).key == open_house(both, new_code_, FAST).key == key
    with pytest.raises(WrongSecret):
        open_house(both.without(old.slot_id), old_code, FAST)


def test_another_workspaces_house_key_does_not_open() -> None:
    house = make_workspace()
    slot, _code = make_house(house.key, FAST)
    with pytest.raises(WrongSecret):
        open_house(house.slots.adding(slot), new_code(CodeKind.HOUSE), FAST)


def test_typing_mistake_in_a_house_key_is_told_as_one() -> None:
    with pytest.raises(Mistyped):
        open_house(make_workspace().slots, "ABCDE-FGHJK", FAST)


def test_invitation_opens_for_its_own_name_only() -> None:
    house = make_workspace()
    slot, code = make_invitation(house.key, "Bo", FAST)
    slots = house.slots.adding(slot)
    assert open_invitation(slots, "bo", code, FAST).key == house.key
    with pytest.raises(WrongSecret):
        open_invitation(slots, "Ana", code, FAST)


def test_invitation_code_is_no_password() -> None:
    house = make_workspace()
    slot, code = make_invitation(house.key, "Bo", FAST)
    with pytest.raises(WrongSecret):
        open_person(house.slots.adding(slot), "Bo", code, FAST)


def test_keyring_secret_opens_and_another_does_not() -> None:
    house = make_workspace()
    slot, secret = make_keyring_slot(house.key)
    slots = house.slots.adding(slot)
    assert open_keyring(slots, secret).key == house.key
    for wrong in (bytes(32), secret[:31], b""):
        with pytest.raises(WrongSecret):
            open_keyring(slots, wrong)


def test_every_slot_of_a_name_is_tried() -> None:
    house = make_workspace()
    second, _way = make_person_slot(house.key, "Ana", "violet lamp under sea", FAST)
    slots = house.slots.adding(second)
    for password in (PASSWORD, "violet lamp under sea"):
        assert open_person(slots, "Ana", password, FAST).key == house.key
    assert spare_slots(slots, "Ana", second.slot_id) == (house.user_key.slot_id,)


def test_slot_moved_to_another_workspace_or_id_or_kind_stays_shut() -> None:
    house, elsewhere = make_workspace("Ana"), make_workspace("Ana")
    slot, secret = make_keyring_slot(house.key)
    with pytest.raises(WrongSecret):
        open_keyring(KeySlots(elsewhere.key.workspace_id, (slot,)), secret)
    with pytest.raises(WrongSecret):
        open_keyring(KeySlots(house.key.workspace_id, (replace(slot, slot_id=bytes(16)),)), secret)
    made, code = make_house(house.key, FAST)
    as_invitation = replace(made, kind=SlotKind.INVITATION, find=house.slots.slots[0].find)
    with pytest.raises(CannotOpen):
        open_invitation(KeySlots(house.key.workspace_id, (as_invitation,)), "Ana", code, FAST)


def test_slot_is_bound_to_its_id_kind_and_workspace() -> None:
    house = make_workspace()
    slot, secret = make_keyring_slot(house.key)
    bound = f"pie-audit|1|key_slot|{slot.slot_id.hex()}|KEYRING|{house.key.workspace_id.hex()}|0".encode()
    wrapping = sealing.subkey(secret, "pie-slot-v1")
    assert sealing.unlock(wrapping, slot.nonce, slot.wrapped, bound) == house.key.dbk


def test_slot_with_cheaper_cost_than_the_floor_is_refused() -> None:
    house = make_workspace()
    strict = Kdf(Cost(3, 64), Cost(3, 64), floor=Cost(3, 64))
    with pytest.raises(Damaged, match="weaker protection"):
        open_person(house.slots, "Ana", PASSWORD, strict)


@given(st.text(min_size=1, max_size=30))
def test_any_password_at_all_opens_its_own_slot(password: str) -> None:
    key = new_workspace_key()
    slot, _way = make_person_slot(key, "Ana", password, FAST)
    assert open_person(KeySlots(key.workspace_id, (slot,)), "Ana", password, FAST).key == key


def test_nothing_secret_is_shown_when_keys_are_printed() -> None:
    house = make_workspace()
    opened = open_person(house.slots, "Ana", PASSWORD, FAST)
    printed = repr((opened, house.key, opened.ways))
    for secret in (house.key.dbk, opened.ways[0].kek):
        assert repr(secret) not in printed
        assert secret.hex() not in printed
