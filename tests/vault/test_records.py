"""Private pages open for their readers only, in their place only, and tell nothing by their size."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.errors import CannotOpen, NotNow
from pie_audit.domain.sealed import SealedKey, SealedRecord
from pie_audit.vault import sealing
from pie_audit.vault.drafts import open_draft, seal_draft
from pie_audit.vault.open_vault import OpenVault
from pie_audit.vault.person import NewPassword, renew, reset
from pie_audit.vault.records import (
    MOST_BYTES,
    SIZES,
    new_record_id,
    open_record,
    rewrap,
    rewrap_key,
    seal_before_signing_in,
    seal_record,
    share,
)
from pie_audit.vault.refusals import Damaged
from pie_audit.vault.slips import new_slip
from tests.vault.people import FAST, addressee, flipped, join, label, make_house

HOUSE = make_house()
ANA = HOUSE.vault
BO = join(HOUSE, "Bo", "p2").vault


@given(st.binary(max_size=3000))
def test_page_comes_back_as_it_was_written(body: bytes) -> None:
    assert open_record(ANA, *seal_record(ANA, body, label())) == body


@given(st.binary(max_size=1023), st.binary(max_size=1023))
def test_size_tells_nothing_within_a_step(one: bytes, other: bytes) -> None:
    assert (
        len(seal_record(ANA, one, label())[0].body)
        == len(seal_record(ANA, other, label())[0].body)
        == 1024 + 16
    )


@pytest.mark.parametrize("step", SIZES)
def test_page_is_padded_to_its_step(step: int) -> None:
    record, key = seal_record(ANA, b"x" * (step - 1), label())
    assert len(record.body) == step + 16
    assert open_record(ANA, record, key) == b"x" * (step - 1)


def test_page_beyond_the_last_step_is_offered_to_be_split() -> None:
    with pytest.raises(NotNow, match="Split it"):
        seal_record(ANA, b"x" * (MOST_BYTES + 1), label())


def _moved(record: SealedRecord) -> list[SealedRecord]:
    return [
        replace(record, record_id=new_record_id()),
        replace(record, version=record.version + 1),
        replace(record, owner_id="p2"),
        replace(record, epoch=2),
        replace(record, kind="self"),
        replace(record, nonce=flipped(record.nonce, 0)),
        replace(record, body=flipped(record.body, 17)),
        replace(record, body=b""),
    ]


@pytest.mark.parametrize("which", range(8))
def test_page_moved_or_changed_in_any_part_stays_shut(which: int) -> None:
    record, key = seal_record(ANA, b"mine", label())
    with pytest.raises(CannotOpen):
        open_record(ANA, _moved(record)[which], key)


def test_key_of_another_page_or_version_does_not_open() -> None:
    record, _key = seal_record(ANA, b"mine", label())
    _other, other_key = seal_record(ANA, b"other", label())
    with pytest.raises(Damaged):
        open_record(ANA, record, other_key)
    first = label()
    old, old_key = seal_record(ANA, b"old", first)
    new, new_key = seal_record(ANA, b"new", replace(first, version=2))
    assert open_record(ANA, old, old_key) == b"old"
    for swapped in ((old, new_key), (new, old_key)):
        with pytest.raises(Damaged):
            open_record(ANA, *swapped)


def test_page_and_its_key_are_bound_as_designed() -> None:
    record, key = seal_record(ANA, b"mine", label(version=7))
    page = record.record_id.hex()
    ck = sealing.unlock(
        ANA.keys(1).vk, key.nonce, key.wrapped, f"pie-audit|1|sealed_key|{page}|7|p1|1".encode()
    )
    assert ck is not None
    bound = f"pie-audit|1|sealed_record.reflection|{page}|7|p1|1".encode()
    padded = sealing.unlock(ck, record.nonce, record.body, bound)
    assert padded == b"mine\x80" + bytes(1019)


def test_boxed_key_that_names_another_page_version_or_reader_is_refused() -> None:
    record, own = seal_record(ANA, b"mine", label())
    ck = sealing.unlock(
        ANA.keys(1).vk,
        own.nonce,
        own.wrapped,
        f"pie-audit|1|sealed_key|{record.record_id.hex()}|1|p1|1".encode(),
    )
    assert ck is not None
    right = record.record_id + (1).to_bytes(8, "big") + b"p1"
    wrong = [right[1:], right[:23] + b"\x02p1", right[:24] + b"p2", b""]
    keys = [
        replace(own, scheme="sealed", nonce=b"", wrapped=sealing.seal(ANA.xpk, ck + n))
        for n in (right, *wrong)
    ]
    assert open_record(ANA, record, keys[0]) == b"mine"
    for key in keys[1:]:
        with pytest.raises(Damaged):
            open_record(ANA, record, key)


def test_nobody_else_opens_a_page() -> None:
    record, key = seal_record(ANA, b"mine", label())
    for tried in (key, replace(key, reader_id="p2")):
        with pytest.raises(Damaged):
            open_record(BO, record, tried)


def test_shared_page_opens_for_its_reader_who_can_tell_who_shared_it() -> None:
    record, key = seal_record(ANA, b"for Bo", label())
    for_bo = share(ANA, record, key, addressee(BO))
    assert for_bo.reader_id == "p2"
    assert open_record(BO, record, for_bo, author_xpk=ANA.xpk) == b"for Bo"
    for author in (None, BO.xpk):
        with pytest.raises(Damaged):
            open_record(BO, record, for_bo, author_xpk=author)


def test_share_cannot_be_moved_to_another_page_version_or_reader() -> None:
    carol = join(HOUSE, "Carol", "p3").vault
    record, key = seal_record(ANA, b"for Bo", label())
    for_bo = share(ANA, record, key, addressee(BO))
    with pytest.raises(Damaged):
        open_record(BO, replace(record, version=2), for_bo, author_xpk=ANA.xpk)
    with pytest.raises(Damaged):
        open_record(carol, record, replace(for_bo, reader_id="p3"), author_xpk=ANA.xpk)


def test_share_from_before_a_renewal_still_opens() -> None:
    record, key = seal_record(ANA, b"for Bo", label())
    for_bo = share(ANA, record, key, addressee(BO))
    renewed = renew(BO, HOUSE.key, NewPassword("Bo", "violet lamp under sea"), FAST).vault
    assert open_record(renewed, record, for_bo, author_xpk=ANA.xpk) == b"for Bo"


def test_line_before_signing_in_opens_for_its_author_alone_and_becomes_their_own() -> None:
    record, key = seal_before_signing_in(addressee(ANA), b"a line", label())
    assert key.scheme == "sealed"
    assert open_record(ANA, record, key) == b"a line"
    with pytest.raises(Damaged):
        open_record(BO, record, key)
    own = rewrap(ANA, record, key)
    assert own.scheme == "own"
    assert open_record(ANA, record, own) == b"a line"


def test_line_sealed_for_one_page_fits_no_other() -> None:
    _record, key = seal_before_signing_in(addressee(ANA), b"a line", label())
    other, _key = seal_before_signing_in(addressee(ANA), b"another", label())
    with pytest.raises(Damaged):
        open_record(ANA, other, key)


@pytest.mark.parametrize("scheme", ["", "OWN", "open", "box"])
def test_unknown_scheme_opens_nothing(scheme: str) -> None:
    record, key = seal_record(ANA, b"mine", label())
    with pytest.raises(Damaged):
        open_record(ANA, record, replace(key, scheme=scheme))


@given(st.binary(max_size=80), st.binary(max_size=30))
def test_rubbish_in_place_of_a_key_is_told_as_damage(wrapped: bytes, nonce: bytes) -> None:
    record, _key = seal_record(ANA, b"mine", label())
    for scheme in ("own", "sealed", "box"):
        key = SealedKey(record.record_id, 1, "p1", scheme, nonce, wrapped)
        with pytest.raises(Damaged):
            open_record(ANA, record, key, author_xpk=BO.xpk)


@given(st.binary(max_size=2000))
def test_draft_comes_back_to_whoever_typed_it(words: bytes) -> None:
    _words, slip = new_slip(bytes(16), FAST)
    for keeper, owner in ((ANA, "p1"), (slip, "ab" * 16)):
        draft = seal_draft(keeper, words, record_id=bytes(16), owner_id=owner)
        assert open_draft(keeper, draft) == words
        assert len(draft.body) - 16 in SIZES


def test_draft_of_somebody_else_or_from_elsewhere_stays_shut() -> None:
    draft = seal_draft(ANA, b"half a thought", record_id=bytes(16), owner_id="p1")
    with pytest.raises(Damaged):
        open_draft(BO, draft)
    for moved in (
        replace(draft, record_id=b"x" * 16),
        replace(draft, owner_id="p2"),
        replace(draft, body=b""),
    ):
        with pytest.raises(Damaged):
            open_draft(ANA, moved)


def test_draft_survives_a_renewal() -> None:
    draft = seal_draft(ANA, b"half a thought", record_id=bytes(16), owner_id="p1")
    renewed = renew(ANA, HOUSE.key, NewPassword("Ana", "violet lamp under sea"), FAST).vault
    assert open_draft(renewed, draft) == b"half a thought"


def test_an_own_way_is_rewrapped_without_its_body() -> None:
    house = make_house()
    record, key = seal_record(house.vault, b"mine", label())
    newer = renew(house.vault, house.key, NewPassword("Ana", "violet lamp under sea"), FAST).vault
    again = rewrap_key(newer, key)
    assert again is not None
    assert again != key
    assert open_record(newer, record, again) == b"mine"
    only_newest = OpenVault("p1", {newer.epoch: newer.roots()[newer.epoch]})
    assert open_record(only_newest, record, again) == b"mine"
    assert rewrap_key(newer, again) == again


def test_a_way_that_no_key_of_theirs_opens_is_left() -> None:
    house = make_house()
    _record, key = seal_record(house.vault, b"mine", label())
    assert rewrap_key(reset(house.key, house.user_key, NewPassword("Ana", "sea"), FAST).vault, key) is None


def test_renewed_keys_can_be_taken_on_by_who_is_at_work() -> None:
    house = make_house()
    record, key = seal_record(house.vault, b"mine", label())
    newer = renew(house.vault, house.key, NewPassword("Ana", "violet lamp under sea"), FAST).vault
    house.vault.take_on(newer)
    assert house.vault.epochs == newer.epochs
    assert house.vault.xpk == newer.xpk
    assert open_record(house.vault, record, key) == b"mine"
