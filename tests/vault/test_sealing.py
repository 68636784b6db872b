"""The primitives themselves: bound as designed, and quiet about why something stays shut."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl import bindings

from pie_audit.vault import sealing

KEY = bytes(range(32))


def test_binding_names_every_part_in_order() -> None:
    bound = sealing.bind("user_key", record="ab", version=3, owner="p1", epoch=2)
    assert bound == b"pie-audit|1|user_key|ab|3|p1|2"


@pytest.mark.parametrize("place", ["table", "record", "version", "owner"])
def test_part_with_a_bar_is_refused(place: str) -> None:
    parts = {"table": "t", "record": "r", "version": "1", "owner": "o"} | {place: "a|b"}
    with pytest.raises(ValueError, match="ambiguous"):
        sealing.bind(
            parts["table"], record=parts["record"], version=parts["version"], owner=parts["owner"], epoch=0
        )


def test_subkey_is_keyed_and_personal_blake2b() -> None:
    assert (
        sealing.subkey(KEY, "pie-slot-v1")
        == hashlib.blake2b(b"", digest_size=32, key=KEY, person=b"pie-slot-v1").digest()
    )


@given(st.binary(max_size=9000), st.sampled_from((b"", KEY)), st.sampled_from(("", "pie-ballot-v1")))
def test_a_digest_is_the_one_that_libsodium_makes(data: bytes, key: bytes, label: str) -> None:
    libsodium = bindings.crypto_generichash_blake2b_salt_personal
    assert sealing.digest(data, key=key, label=label) == libsodium(
        data, digest_size=32, key=key, person=label.encode()
    )


@given(st.binary(max_size=100), st.binary(max_size=20))
def test_what_is_locked_unlocks_with_the_same_key_and_binding_only(plain: bytes, bound: bytes) -> None:
    nonce, locked = sealing.lock(KEY, plain, bound)
    assert sealing.unlock(KEY, nonce, locked, bound) == plain
    assert sealing.unlock(bytes(32), nonce, locked, bound) is None
    assert sealing.unlock(KEY, nonce, locked, bound + b"x") is None


@given(st.binary(max_size=80), st.binary(max_size=40), st.binary(max_size=40))
def test_rubbish_of_any_length_unlocks_to_nothing(locked: bytes, nonce: bytes, key: bytes) -> None:
    assert sealing.unlock(key, nonce, locked, b"") is None
    assert sealing.unlock(KEY, bytes(24), locked, b"") is None
    assert sealing.unseal(KEY, locked) is None
    assert not sealing.same(locked, locked + b"x")


def test_nonces_are_never_the_same() -> None:
    assert len({sealing.lock(KEY, b"", b"")[0] for _ in range(200)}) == 200


@given(st.binary(max_size=63))
def test_padding_comes_off_again(plain: bytes) -> None:
    padded = sealing.pad(plain, 64)
    assert len(padded) == 64
    assert sealing.unpad(padded) == plain


def test_what_leaves_no_room_for_padding_is_a_bug() -> None:
    with pytest.raises(ValueError, match="no room"):
        sealing.pad(bytes(64), 64)


@pytest.mark.parametrize("padded", [b"", bytes(64), b"\xff" * 64])
def test_wrong_padding_comes_off_to_nothing(padded: bytes) -> None:
    assert sealing.unpad(padded) is None
