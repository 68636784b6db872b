"""The key-slot file is read whole or not at all, and damage is never taken for a wrong password."""

from __future__ import annotations

import contextlib
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.vault import sealing
from pie_audit.vault.refusals import Damaged, TooNew
from pie_audit.vault.slot_file import MAGIC, from_bytes, salvage, to_bytes
from pie_audit.vault.slots import KeySlots, make_house, make_keyring_slot
from tests.vault.people import FAST, flipped
from tests.vault.people import make_house as make_workspace


def _full() -> KeySlots:
    house = make_workspace()
    return house.slots.adding(make_house(house.key, FAST)[0]).adding(make_keyring_slot(house.key)[0])


SLOTS = _full()
CONTENT = to_bytes(SLOTS)


def test_slots_come_back_as_they_were_written() -> None:
    assert from_bytes(CONTENT) == SLOTS
    assert from_bytes(to_bytes(KeySlots(bytes(16)))) == KeySlots(bytes(16))


def test_workspace_id_heads_the_file() -> None:
    assert CONTENT.startswith(MAGIC + b"\x00\x01" + SLOTS.workspace_id)


@pytest.mark.parametrize("bit", range(8))
def test_any_changed_byte_is_noticed(bit: int) -> None:
    for at in range(len(CONTENT)):
        with pytest.raises(Damaged):
            from_bytes(flipped(CONTENT, at, bit))


@given(st.integers(0, len(CONTENT) - 1))
def test_file_that_was_cut_short_is_damaged(length: int) -> None:
    with pytest.raises(Damaged):
        from_bytes(CONTENT[:length])


@given(st.binary(max_size=400))
def test_any_other_file_is_damaged(content: bytes) -> None:
    for tried in (content, MAGIC + content, CONTENT + content if content else b""):
        with pytest.raises(Damaged):
            from_bytes(tried)


def _resealed(body: bytes) -> bytes:
    return body + sealing.digest(body)


def test_newer_file_is_told_from_a_damaged_one() -> None:
    newer = MAGIC + struct.pack(">H", 2) + b"whatever comes then"
    with pytest.raises(TooNew, match="newer version"):
        from_bytes(_resealed(newer))
    with pytest.raises(Damaged):
        from_bytes(flipped(_resealed(newer), 9))


@pytest.mark.parametrize(
    "body",
    [
        MAGIC,
        MAGIC + b"\x00\x00" + bytes(18),
        CONTENT[:26] + b"\x00\x02" + CONTENT[28:-32],
        CONTENT[:-33],
        CONTENT[:44] + b"\x09" + CONTENT[45:-32],
        CONTENT[:26] + b"\x00\x02" + CONTENT[28:173] * 2,
        CONTENT[:26] + b"\x00\x02" + CONTENT[28:173] * 2 + CONTENT[173:318],
    ],
)
def test_wrong_contents_under_a_right_checksum_are_refused(body: bytes) -> None:
    with pytest.raises(Damaged):
        from_bytes(_resealed(body))


def test_what_lies_whole_in_a_changed_file_can_be_salvaged() -> None:
    slots = SLOTS
    content = to_bytes(slots)
    assert salvage(flipped(content, 28 + 140)).workspace_id == slots.workspace_id
    assert salvage(content[:-1] + bytes([content[-1] ^ 1])) == slots


@given(st.binary(max_size=400))
def test_salvaging_never_does_more_than_refuse(content: bytes) -> None:
    for whole in (content, MAGIC + content):
        with contextlib.suppress(Damaged):
            salvage(whole)
