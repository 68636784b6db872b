"""Which PINs are taken, and that one person's PIN tells nobody else's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.errors import NotNow
from pie_audit.vault.short_pin import check_pin, is_pin, pin_digest
from tests.vault.people import join, make_house


@pytest.mark.parametrize("pin", ["0000", "1234", "4321", "7890", "99999", "1212", "123123", "1987", "2026"])
def test_what_anybody_would_try_first_is_refused(pin: str) -> None:
    with pytest.raises(NotNow, match="try this PIN first"):
        check_pin(pin)


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12a4", "１２３８", "12 4"])
def test_anything_but_four_to_eight_digits_is_refused(pin: str) -> None:
    with pytest.raises(NotNow, match="4 to 8 digits"):
        check_pin(pin)


@pytest.mark.parametrize("pin", ["2739", "80417", "50913862"])
def test_an_ordinary_one_is_taken(pin: str) -> None:
    check_pin(pin)


@given(st.text("0123456789", min_size=4, max_size=8), st.text("0123456789", min_size=4, max_size=8))
def test_only_the_same_digits_match(chosen: str, typed: str) -> None:
    vault = make_house().vault
    assert is_pin(vault, pin_digest(vault, chosen), typed) == (chosen == typed)


def test_it_is_bound_to_its_person() -> None:
    house = make_house()
    other = join(house, "Ben", "p2").vault
    assert not is_pin(other, pin_digest(house.vault, "2739"), "2739")


def test_no_digest_matches_nothing() -> None:
    assert not is_pin(make_house().vault, b"", "")
