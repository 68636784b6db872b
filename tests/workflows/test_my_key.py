"""My key is tried out two weeks after it was made."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pie_audit.vault.codes import Mistyped
from pie_audit.workflows import founding, my_key, self_record
from tests.quarter import TODAY, Hostel


def asked(hostel: Hostel) -> bool:
    return hostel.see(my_key.is_to_be_tried, hostel.jo)


def test_it_is_asked_for_after_two_weeks_and_not_before(hostel: Hostel) -> None:
    assert not asked(hostel)
    founding.make_my_key(hostel.opened, hostel.jo)
    hostel.at(TODAY + timedelta(days=13))
    assert not asked(hostel)
    hostel.at(TODAY + timedelta(days=14))
    assert asked(hostel)


def test_not_today_is_quiet_for_the_week(hostel: Hostel) -> None:
    founding.make_my_key(hostel.opened, hostel.jo)
    hostel.at(TODAY + timedelta(days=14))
    hostel.do(my_key.leave_for_now, hostel.jo)
    assert not asked(hostel)
    hostel.at(TODAY + timedelta(days=21))
    assert asked(hostel)


def test_the_right_sheet_ends_the_asking_until_another_is_made(hostel: Hostel) -> None:
    code = founding.make_my_key(hostel.opened, hostel.jo)
    hostel.at(TODAY + timedelta(days=14))
    assert my_key.try_out(hostel.opened, hostel.jo, code.lower().replace("-", " "))
    assert not asked(hostel)
    founding.make_my_key(hostel.opened, hostel.jo)
    hostel.at(TODAY + timedelta(days=28))
    assert asked(hostel)


def test_an_older_sheet_is_told_as_such_and_it_goes_on_asking(hostel: Hostel) -> None:
    old = founding.make_my_key(hostel.opened, hostel.jo)
    founding.make_my_key(hostel.opened, hostel.jo)
    hostel.at(TODAY + timedelta(days=14))
    assert not my_key.try_out(hostel.opened, hostel.jo, old)
    assert asked(hostel)


def test_a_slip_of_the_fingers_is_no_failed_test(hostel: Hostel) -> None:
    code = founding.make_my_key(hostel.opened, hostel.jo)
    with pytest.raises(Mistyped):
        my_key.try_out(hostel.opened, hostel.jo, code[:-1])


def test_one_made_before_that_was_remembered_counts_from_now(hostel: Hostel) -> None:
    founding.make_my_key(hostel.opened, hostel.jo)
    hostel.do(lambda tx, me: self_record.change(tx, me, my_key_made_on=None), hostel.jo)
    hostel.do(my_key.remember_one_made_earlier, hostel.jo)
    hostel.do(my_key.remember_one_made_earlier, hostel.sam)
    assert hostel.see(self_record.load, hostel.jo).my_key_made_on == TODAY
    assert hostel.see(self_record.load, hostel.sam).my_key_made_on is None
