"""A short PIN reopens for half an hour after a lock, five tries, the same person, and then the keys are gone."""

from __future__ import annotations

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.workflows import sealed_pages, short_pin, unlock
from pie_audit.workflows.short_pin import HELD_SECONDS, TRIES, Held
from tests.quarter import Hostel, password_of

PIN = "2739"


class Seconds:
    """A clock that a test moves on."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def held(hostel: Hostel, seconds: Seconds) -> Held:
    hostel.do(short_pin.set_pin, hostel.jo, PIN)
    return Held(hostel.jo, hostel.see(short_pin.digest_at_lock, hostel.jo), seconds)


def is_open(me: unlock.SignedIn) -> bool:
    try:
        return me.vault.epoch == 1
    except NotNow:
        return False


def test_the_right_pin_brings_the_same_person_with_their_keys(hostel: Hostel, held: Held) -> None:
    me = held.reopen(PIN)
    assert me is hostel.jo
    assert is_open(me)
    assert not held.is_held


def test_pins_are_off_until_one_is_set_and_can_be_switched_off(hostel: Hostel) -> None:
    assert hostel.see(short_pin.digest_at_lock, hostel.jo) == b""
    assert not hostel.see(short_pin.has_pin, hostel.jo)
    hostel.do(short_pin.set_pin, hostel.jo, PIN)
    assert hostel.see(short_pin.has_pin, hostel.jo)
    hostel.do(short_pin.switch_off, hostel.jo)
    assert hostel.see(short_pin.digest_at_lock, hostel.jo) == b""


def test_one_that_anybody_would_try_is_not_kept(hostel: Hostel) -> None:
    with pytest.raises(NotNow):
        hostel.do(short_pin.set_pin, hostel.jo, "1234")
    assert not hostel.see(short_pin.has_pin, hostel.jo)


def test_the_fifth_wrong_one_forgets_the_keys(hostel: Hostel, held: Held) -> None:
    for left in range(TRIES - 1, -1, -1):
        assert held.reopen("8040") is None
        assert held.tries_left == left
    assert not held.is_held
    assert held.reopen(PIN) is None
    assert not is_open(hostel.jo)


def test_four_wrong_ones_and_the_right_one_open(held: Held) -> None:
    for _try in range(TRIES - 1):
        held.reopen("8040")
    assert held.reopen(PIN) is not None


def test_after_half_an_hour_the_keys_are_gone(hostel: Hostel, held: Held, seconds: Seconds) -> None:
    seconds.now += HELD_SECONDS - 1
    assert held.is_held
    assert held.minutes_left == 1
    seconds.now += 1
    assert held.reopen(PIN) is None
    assert not is_open(hostel.jo)
    assert held.minutes_left == 0


def test_forgetting_takes_the_keys_at_once(hostel: Hostel, held: Held) -> None:
    held.forget()
    held.forget()
    assert held.reopen(PIN) is None
    assert not is_open(hostel.jo)


def test_the_pin_opens_nothing_by_itself(hostel: Hostel, held: Held) -> None:
    """It lies inside what the password opens; no way into the file or to the keys comes of it."""
    from pie_audit.vault.refusals import WrongSecret

    with pytest.raises(WrongSecret):
        unlock.sign_in(hostel.opened, "Jo", PIN)
    assert unlock.sign_in(hostel.opened, "Jo", password_of("Jo"))
    assert hostel.see(sealed_pages.open_page, hostel.sam, b"x" * 16) is None


def test_a_slip_has_no_pin(hostel: Hostel) -> None:
    slip = hostel.slips(hostel.start(), team=1)[0]
    assert hostel.see(short_pin.digest_at_lock, slip) == b""
