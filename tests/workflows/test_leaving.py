"""Who leaves has ninety days for their own pages; no clock, role or repetition makes them fewer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.errors import NotNow
from pie_audit.domain.quarter import iso_week
from pie_audit.domain.team import Standing
from pie_audit.storage import former_keys, people, records, trail
from pie_audit.vault.refusals import WrongSecret
from pie_audit.vault.slots import SlotKind
from pie_audit.workflows import (
    leaving,
    sealed_pages,
    teams,
    unlock,
)
from pie_audit.workflows.everyday import door_names
from tests.quarter import TODAY, Hostel, password_of

PAGE, SHARED = b"p" * 16, b"s" * 16
OVER = leaving.last_day(iso_week(TODAY)) + timedelta(days=1)


def live_on(hostel: Hostel, day: date) -> None:
    """The computer's clock says this day, for everybody."""
    clock = unlock.Clock(now=lambda: datetime(day.year, day.month, day.day, 9, tzinfo=UTC), today=lambda: day)
    hostel.opened.premises = replace(hostel.opened.premises, clock=clock)
    hostel.at(day)


def tom_leaves(hostel: Hostel) -> None:
    """Tom wrote a page, shared another with Sam, and has left."""
    sam = hostel.sam.member.person_id
    keep(hostel, b"only mine")
    hostel.do(sealed_pages.save_for, hostel.tom, SHARED, b"for Sam too", [sam])
    hostel.do(teams.retire_person, hostel.amina, hostel.tom.member.person_id)


def has_keys(hostel: Hostel) -> bool:
    tom = hostel.tom.member.person_id
    return hostel.read(lambda tx: people.load_user_key(tx, tom)) is not None


def keep(hostel: Hostel, body: bytes) -> None:
    hostel.opened.write(lambda tx: sealed_pages.save_own(tx, hostel.tom, PAGE, body, expected=0))


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_nobody_has_fewer_than_ninety_days_after_the_week_they_left_in(day: date) -> None:
    until = leaving.last_day(iso_week(day))
    assert timedelta(days=90) <= until - day <= timedelta(days=96)
    assert until.isoweekday() == 6


def test_time_left_is_told_to_who_left_and_nobody_else(hostel: Hostel) -> None:
    with pytest.raises(NotNow):
        hostel.see(leaving.time_left, hostel.tom)
    tom_leaves(hostel)
    left = hostel.see(leaving.time_left, hostel.tom)
    assert left.until == OVER - timedelta(days=1)
    assert left.days == (left.until - TODAY).days


def test_until_the_last_day_everything_opens(hostel: Hostel) -> None:
    tom_leaves(hostel)
    live_on(hostel, OVER - timedelta(days=1))
    hostel.sign_in("Jo")
    tom = unlock.sign_in(hostel.opened, "Tom", password_of("Tom"))
    assert hostel.see(sealed_pages.open_page, tom, PAGE).body == b"only mine"


def test_one_opening_after_the_end_destroys_nothing(hostel: Hostel) -> None:
    tom_leaves(hostel)
    live_on(hostel, OVER)
    hostel.sign_in("Jo")
    live_on(hostel, OVER + timedelta(days=6))
    hostel.sign_in("Jo")
    assert has_keys(hostel)


def test_a_second_opening_a_week_later_destroys_keys_slots_and_pages(hostel: Hostel) -> None:
    tom_leaves(hostel)
    before = len(hostel.opened.slots.of_kind(SlotKind.PERSON))
    live_on(hostel, OVER)
    hostel.sign_in("Jo")
    live_on(hostel, OVER + timedelta(days=7))
    hostel.sign_in("Jo")
    assert not has_keys(hostel)
    assert len(hostel.opened.slots.of_kind(SlotKind.PERSON)) == before - 1
    assert hostel.read(lambda tx: records.load_record(tx, PAGE)) is None
    with pytest.raises(WrongSecret):
        unlock.sign_in(hostel.opened, "Tom", password_of("Tom"))
    assert hostel.read(trail.lines)[0].action == leaving.AT_THE_END


def test_what_was_shared_stays_with_its_reader(hostel: Hostel) -> None:
    tom_leaves(hostel)
    for day in (OVER, OVER + timedelta(days=7)):
        live_on(hostel, day)
        hostel.sign_in("Jo")
    assert hostel.see(sealed_pages.open_page, hostel.sam, SHARED).body == b"for Sam too"


def test_who_signs_in_themselves_never_loses_their_pages_by_it(hostel: Hostel) -> None:
    tom_leaves(hostel)
    for weeks in range(4):
        live_on(hostel, OVER + timedelta(weeks=weeks))
        tom = unlock.sign_in(hostel.opened, "Tom", password_of("Tom"))
    assert hostel.see(sealed_pages.open_page, tom, PAGE).body == b"only mine"
    assert hostel.see(leaving.time_left, tom).days == 0


def test_a_clock_that_ran_ahead_and_was_put_right_begins_anew(hostel: Hostel) -> None:
    tom_leaves(hostel)
    for day in (OVER + timedelta(days=300), TODAY + timedelta(days=1), OVER):
        live_on(hostel, day)
        hostel.sign_in("Jo")
    live_on(hostel, OVER + timedelta(days=6))
    hostel.sign_in("Jo")
    assert has_keys(hostel)


def test_a_day_seen_by_a_clock_ahead_doesnt_count_for_an_earlier_one(hostel: Hostel) -> None:
    tom_leaves(hostel)
    for day in (OVER + timedelta(days=300), OVER, OVER + timedelta(days=3)):
        live_on(hostel, day)
        hostel.sign_in("Jo")
    assert has_keys(hostel)


def test_retiring_again_never_begins_earlier(hostel: Hostel) -> None:
    tom_leaves(hostel)
    tom = hostel.tom.member.person_id
    live_on(hostel, TODAY - timedelta(days=70))
    hostel.do(teams.retire_person, hostel.amina, tom)
    assert hostel.read(lambda tx: former_keys.left_week(tx, tom)) == iso_week(TODAY)


def test_a_clock_set_back_on_the_day_of_leaving_takes_nothing(hostel: Hostel) -> None:
    live_on(hostel, TODAY - timedelta(days=70))
    tom = hostel.tom.member.person_id
    hostel.do(teams.retire_person, hostel.amina, tom)
    assert hostel.read(lambda tx: former_keys.left_week(tx, tom)) == iso_week(TODAY)


def test_who_comes_back_keeps_everything(hostel: Hostel) -> None:
    keep(hostel, b"only mine")
    change = hostel.do(teams.retire_person, hostel.amina, hostel.tom.member.person_id)
    live_on(hostel, OVER)
    hostel.sign_in("Jo")
    hostel.opened.write(lambda tx: change.undo(tx, hostel.amina))
    live_on(hostel, OVER + timedelta(days=30))
    hostel.sign_in("Jo")
    tom = hostel.sign_in("Tom")
    assert tom.member.standing is Standing.ACTIVE
    assert hostel.see(sealed_pages.open_page, tom, PAGE).body == b"only mine"


def test_ones_own_choice_destroys_at_once(hostel: Hostel) -> None:
    tom_leaves(hostel)
    tom = unlock.sign_in(hostel.opened, "Tom", password_of("Tom"))
    leaving.destroy_now(hostel.opened, tom)
    assert not has_keys(hostel)
    assert hostel.read(trail.lines)[0].action == leaving.BY_CHOICE
    assert hostel.see(sealed_pages.open_page, hostel.sam, SHARED).body == b"for Sam too"
    with pytest.raises(NotNow, match="locked"):
        _ = tom.vault.epoch
    with pytest.raises(WrongSecret):
        unlock.sign_in(hostel.opened, "Tom", password_of("Tom"))


def test_nobody_who_is_here_can_destroy_their_keys(hostel: Hostel) -> None:
    with pytest.raises(NotNow):
        leaving.destroy_now(hostel.opened, hostel.tom)
    assert has_keys(hostel)


def test_slots_left_by_a_destroying_that_was_cut_short_go_at_the_next_sign_in(hostel: Hostel) -> None:
    tom_leaves(hostel)
    before = len(hostel.opened.slots.of_kind(SlotKind.PERSON))
    hostel.opened.write(lambda tx: former_keys.destroy_keys(tx, hostel.tom.member.person_id))
    hostel.sign_in("Jo")
    assert len(hostel.opened.slots.of_kind(SlotKind.PERSON)) == before - 1


def test_leavers_are_named_only_behind_i_have_left(hostel: Hostel) -> None:
    tom_leaves(hostel)
    assert "Tom" not in {n.name for n in hostel.read(door_names.names_on_door)}
    assert [n.name for n in hostel.read(door_names.leavers_on_door)] == ["Tom"]
    leaving.destroy_now(hostel.opened, unlock.sign_in(hostel.opened, "Tom", password_of("Tom")))
    assert hostel.read(door_names.leavers_on_door) == ()


def test_somebody_whose_keys_are_gone_begins_in_a_new_epoch(hostel: Hostel) -> None:
    """Their public keys of then still prove what they shared, so today's may not stand in the same place."""
    change = hostel.do(teams.retire_person, hostel.amina, hostel.tom.member.person_id)
    leaving.destroy_now(hostel.opened, unlock.sign_in(hostel.opened, "Tom", password_of("Tom")))
    hostel.opened.write(lambda tx: change.undo(tx, hostel.amina))
    code = teams.invite_again(hostel.opened, hostel.amina, hostel.tom.member.person_id)
    tom = unlock.accept_invitation(hostel.opened, "Tom", code, password_of("Tom"))
    assert tom.vault.epoch == 2
