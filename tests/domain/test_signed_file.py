"""Small files that travel: one exact form, nothing read that was not written so."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.signed_file import MOST_BYTES, FileKind, SignedFile, Unfit, from_bytes, to_bytes

FILE = SignedFile(FileKind.PLAN, 1, {"a": [1, "ü“”", None, True], "b": {}}, b"k" * 32, b"s" * 64)
CONTENT = to_bytes(FILE)


def read(content: bytes, newest: int = 1, oldest: int = 1) -> SignedFile | Unfit:
    return from_bytes(content, FileKind.PLAN, newest=newest, oldest=oldest)


def test_a_file_comes_back_as_it_was_written() -> None:
    assert read(CONTENT) == FILE
    assert to_bytes(FILE) == CONTENT


def test_what_is_signed_is_everything_but_the_signature() -> None:
    assert FILE.statement == replace(FILE, signature=b"t" * 64).statement
    others = [
        replace(FILE, kind=FileKind.REPLIES),
        replace(FILE, format=2),
        replace(FILE, body={}),
        replace(FILE, signer=b"l" * 32),
    ]
    assert len({FILE.statement, *(other.statement for other in others)}) == 5


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"not json",
        b'"pie-audit"',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"app":"other","kind":"plan"}',
        b'{"app":"pie-audit","kind":"replies"}',
        b'{"app":"pie-audit","app":"pie-audit","kind":"plan"}',
        b" " * (MOST_BYTES + 1),
    ],
)
def test_other_files_are_not_ours(content: bytes) -> None:
    assert read(content) is Unfit.NOT_OURS


@pytest.mark.parametrize(
    "change",
    [
        {"format": "1"},
        {"format": True},
        {"format": -1},
        {"format": None},
        {"signer": "00"},
        {"signer": "zz" * 32},
        {"signer": "AA" * 32},
        {"signature": None},
        {"body": []},
        {"more": 1},
    ],
)
def test_a_part_of_another_kind_is_told_as_altered(change: dict[str, object]) -> None:
    data = json.loads(CONTENT) | change
    assert read(json.dumps(data, sort_keys=True, separators=(",", ":")).encode()) is Unfit.ALTERED


@pytest.mark.parametrize("gone", ["body", "signer", "signature", "format"])
def test_a_part_that_is_gone_is_told_as_altered(gone: str) -> None:
    data = json.loads(CONTENT)
    del data[gone]
    assert read(json.dumps(data, sort_keys=True, separators=(",", ":")).encode()) is Unfit.ALTERED


def test_the_same_data_in_another_form_is_told_as_altered() -> None:
    assert read(json.dumps(json.loads(CONTENT), indent=1).encode()) is Unfit.ALTERED
    assert read(CONTENT + b"\n") is Unfit.ALTERED


def test_newer_and_older_formats_are_told_apart() -> None:
    assert read(to_bytes(replace(FILE, format=2))) is Unfit.NEWER
    assert read(to_bytes(replace(FILE, format=1)), newest=3, oldest=2) is Unfit.OLDER
    assert read(to_bytes(replace(FILE, format=2)), newest=3) == replace(FILE, format=2)


@given(st.integers(0, len(CONTENT) - 1), st.integers(0, 7))
def test_no_flipped_bit_reads_back_as_the_same_file(at: int, bit: int) -> None:
    flipped = bytearray(CONTENT)
    flipped[at] ^= 1 << bit
    assert read(bytes(flipped)) != FILE


@given(st.binary(max_size=200))
def test_any_bytes_have_an_answer(content: bytes) -> None:
    assert read(content) in set(Unfit)
