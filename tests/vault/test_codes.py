"""Codes are read as people type them, and a slip of the fingers is told from a wrong code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.vault.codes import (
    ALPHABET,
    CodeKind,
    Mistyped,
    confirm_groups,
    groups,
    halves,
    new_code,
    pick_groups,
    read_code,
)

KINDS = st.sampled_from(CodeKind)
CODES = {kind: new_code(kind) for kind in CodeKind}


@pytest.mark.parametrize(
    ("kind", "in_groups", "bits"),
    [(CodeKind.HOUSE, 6, 130), (CodeKind.MINE, 6, 130), (CodeKind.INVITATION, 4, 80)],
)
def test_code_has_its_groups_and_its_bits(kind: CodeKind, in_groups: int, bits: int) -> None:
    code = new_code(kind)
    assert [len(group) for group in code.split("-")] == [5] * in_groups
    assert len(read_code(code, kind)) * 5 == bits


def test_every_character_of_the_alphabet_turns_up() -> None:
    seen = set("".join(new_code(CodeKind.HOUSE) for _ in range(100))) - {"-"}
    assert seen == set(ALPHABET)


@given(
    kind=KINDS,
    gap=st.sampled_from(["", " ", "-", " – ", "\u00a0", "\n"]),
    picks=st.lists(st.integers(0, 59), min_size=30, max_size=30),
)
def test_case_spaces_and_lookalikes_do_not_matter(kind: CodeKind, gap: str, picks: list[int]) -> None:
    code = CODES[kind]
    written = {"0": "0Oo", "1": "1IiLl"}
    ways = [written.get(c, c + c.lower()) for c in code.replace("-", "")]
    typed = gap.join(way[pick % len(way)] for way, pick in zip(ways, picks, strict=False))
    assert read_code(typed, kind) == read_code(code, kind)


@given(kind=KINDS, at=st.integers(0, 100), by=st.integers(1, 31))
def test_one_wrong_character_is_noticed(kind: CodeKind, at: int, by: int) -> None:
    plain = CODES[kind].replace("-", "")
    at %= len(plain)
    wrong = ALPHABET[(ALPHABET.index(plain[at]) + by) % 32]
    with pytest.raises(Mistyped):
        read_code(plain[:at] + wrong + plain[at + 1 :], kind)


@pytest.mark.parametrize("typed", ["", "ABCDE", "U" * 30, "€" * 30, "0" * 10_000, "０"])
def test_what_is_no_code_at_all_is_told_kindly(typed: str) -> None:
    with pytest.raises(Mistyped, match="Compare it with the sheet"):
        read_code(typed, CodeKind.HOUSE)


def test_my_key_typed_for_the_house_key_is_told_as_such() -> None:
    with pytest.raises(Mistyped, match="another sheet"):
        read_code(new_code(CodeKind.MINE), CodeKind.HOUSE)


def test_two_groups_typed_back_confirm_the_code() -> None:
    code = new_code(CodeKind.HOUSE)
    places = pick_groups(code)
    typed = tuple(groups(code)[place].lower() for place in places)
    assert confirm_groups(code, places, typed)
    assert not confirm_groups(code, places, (typed[0], "00000"))
    assert not confirm_groups(code, places, typed[:1])


def test_groups_to_type_back_are_two_different_ones() -> None:
    code = new_code(CodeKind.INVITATION)
    picked = {pick_groups(code) for _ in range(300)}
    assert all(one != other for one, other in picked)
    assert {place for pair in picked for place in pair} == {0, 1, 2, 3}


def test_two_halves_make_the_code_again() -> None:
    code = new_code(CodeKind.MINE)
    one, other = halves(code)
    assert read_code(one + other, CodeKind.MINE) == read_code(code, CodeKind.MINE)
    with pytest.raises(Mistyped):
        read_code(one, CodeKind.MINE)
