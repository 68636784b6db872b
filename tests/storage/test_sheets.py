"""Sealed sheets on their seats: one size, replaced whole, and nobody's order or number of answers to be seen."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
import sqlalchemy as sa

from pie_audit.domain.sealed import SealedSheet, Seat
from pie_audit.storage import audits, records, sheets, teams
from pie_audit.storage.engine import DatabaseBug
from pie_audit.storage.store import Store
from pie_audit.storage.transaction import Transaction
from tests import make


@pytest.fixture
def round_id(store: Store) -> str:
    team = make.team()
    round_ = make.audit_round(team.team_id)

    def start(tx: Transaction) -> None:
        teams.save_team(tx, team)
        audits.save_round(tx, round_)

    store.write(start)
    return round_.round_id


def _seated(store: Store, *seats: Seat) -> list[SealedSheet]:
    blank = [make.sealed_sheet(seat) for seat in seats]
    store.write(lambda tx: sheets.add_seats(tx, seats, blank))
    return blank


def test_an_account_finds_its_seat_and_its_sheet(store: Store, round_id: str) -> None:
    seat = make.seat(round_id)
    [sheet] = _seated(store, seat)
    assert store.read(lambda tx: sheets.seat_of_owner(tx, round_id, seat.owner_id or "")) == seat
    assert store.read(lambda tx: sheets.load_sheet(tx, seat.seat_id)) == sheet


def test_a_slip_finds_its_seat_in_its_own_round_only(store: Store, round_id: str) -> None:
    seat = make.slip_seat(round_id)
    _seated(store, seat)
    assert store.read(lambda tx: sheets.find_seat_by_slip(tx, round_id, seat.slip_find or b"")) == seat
    assert store.read(lambda tx: sheets.find_seat_by_slip(tx, round_id, os.urandom(32))) is None
    assert store.read(lambda tx: sheets.find_seat_by_slip(tx, "another", seat.slip_find or b"")) is None


def test_a_seat_belongs_to_an_account_or_a_slip_never_both(store: Store, round_id: str) -> None:
    for holder in ({"owner_id": "zoe", "slip_find": b"x"}, {"owner_id": None, "slip_find": None}):
        seat = make.seat(round_id, **holder)
        with pytest.raises(DatabaseBug):
            _seated(store, seat)


def test_one_account_has_one_seat_in_a_round(store: Store, round_id: str) -> None:
    _seated(store, make.seat(round_id, owner_id="zoe"))
    with pytest.raises(DatabaseBug):
        _seated(store, make.seat(round_id, owner_id="zoe"))


def test_many_slips_may_sit_in_one_round(store: Store, round_id: str) -> None:
    _seated(store, *(make.slip_seat(round_id) for _ in range(4)))
    assert store.read(lambda tx: sheets.count_seats(tx, round_id)) == 4


def test_rows_are_written_by_random_id_and_not_in_the_order_of_people(store: Store, round_id: str) -> None:
    seats = sorted((make.seat(round_id) for _ in range(8)), key=lambda s: s.seat_id, reverse=True)
    heard: list[list[bytes]] = []

    def listen(_connection: object, statement: object, rows: list[dict[str, bytes]], *_rest: object) -> None:
        if isinstance(statement, sa.Insert):
            heard.append([row["seat_id"] for row in rows])

    def work(tx: Transaction) -> None:
        sa.event.listen(tx.connection, "before_execute", listen)
        sheets.add_seats(tx, seats, [make.sealed_sheet(seat) for seat in seats])

    store.write(work)
    assert heard == [[s.seat_id for s in reversed(seats)]] * 2


def test_a_sheet_is_replaced_whole_with_its_flag(store: Store, round_id: str) -> None:
    seat, other = make.seat(round_id), make.slip_seat(round_id)
    _seated(store, seat, other)
    written = make.sealed_sheet(seat)
    store.write(lambda tx: sheets.save_sheet(tx, written, done=True))
    assert store.read(lambda tx: sheets.load_sheet(tx, seat.seat_id)) == written
    assert store.read(lambda tx: sheets.count_done(tx, round_id)) == 1
    store.write(lambda tx: sheets.save_sheet(tx, make.sealed_sheet(seat), done=False))
    assert store.read(lambda tx: sheets.count_done(tx, round_id)) == 0


def test_a_sheet_never_changes_its_size(store: Store, round_id: str) -> None:
    seat = make.seat(round_id)
    [blank] = _seated(store, seat)
    for bigger in (replace(blank, for_round=blank.for_round + b"x"), replace(blank, for_rater=b"short")):
        with pytest.raises(ValueError):
            store.write(lambda tx, bigger=bigger: sheets.save_sheet(tx, bigger, done=False))
    assert store.read(lambda tx: sheets.load_sheet(tx, seat.seat_id)) == blank


def test_sheets_of_different_size_are_refused_from_the_start(store: Store, round_id: str) -> None:
    one, other = make.seat(round_id), make.seat(round_id)
    longer = make.sealed_sheet(other, for_round=os.urandom(9000))
    with pytest.raises(ValueError):
        store.write(lambda tx: sheets.add_seats(tx, [one, other], [make.sealed_sheet(one), longer]))


def test_a_seat_without_a_sheet_is_refused(store: Store, round_id: str) -> None:
    with pytest.raises(ValueError):
        store.write(lambda tx: sheets.add_seats(tx, [make.seat(round_id)], []))


def test_a_sheet_that_is_gone_cannot_be_saved(store: Store) -> None:
    with pytest.raises(KeyError):
        store.write(lambda tx: sheets.save_sheet(tx, make.sealed_sheet(make.seat()), done=False))


def test_the_two_who_open_get_every_sheet_of_their_round_only(store: Store, round_id: str) -> None:
    seats = [make.seat(round_id), make.slip_seat(round_id)]
    blank = _seated(store, *seats)
    found = store.read(lambda tx: sheets.all_sealed_for_round(tx, round_id))
    assert found == tuple(sorted(blank, key=lambda s: s.seat_id))
    assert store.read(lambda tx: sheets.all_sealed_for_round(tx, "another")) == ()


def test_key_shares_come_back_as_boxed(store: Store, round_id: str) -> None:
    pairs = (("a", "b"), ("a", "c"), ("b", "c"))
    shares = tuple(make.key_share(round_id, outer, inner) for outer, inner in pairs)
    store.write(lambda tx: sheets.save_key_shares(tx, shares))
    assert store.read(lambda tx: sheets.load_key_shares(tx, round_id)) == shares


def test_destroying_takes_the_drafts_of_the_seats_along(store: Store, round_id: str) -> None:
    slip = make.slip_seat(round_id)
    _seated(store, slip)
    theirs, somebodys = make.draft(slip.seat_id.hex()), make.draft("zoe")
    store.write(lambda tx: [records.save_draft(tx, d) for d in (theirs, somebodys)])
    store.write(lambda tx: sheets.destroy_sheets(tx, round_id))
    assert store.read(lambda tx: records.load_draft(tx, theirs.record_id)) is None
    assert store.read(lambda tx: records.load_draft(tx, somebodys.record_id)) == somebodys
