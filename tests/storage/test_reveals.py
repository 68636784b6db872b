"""The opening: permitted counts are written and everything sealed is destroyed, both or neither."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pie_audit.domain.audit import RoundState
from pie_audit.domain.disclosure import POOLED
from pie_audit.storage import audits, reveals, sheets, teams
from pie_audit.storage.store import Store
from pie_audit.storage.transaction import Transaction
from tests import make


@pytest.fixture
def round_id(store: Store) -> str:
    """A closed round with an account's sheet and a slip's, and its key in three boxes."""
    team = make.team()
    round_ = make.audit_round(team.team_id, state=RoundState.CLOSED)
    seats = [make.seat(round_.round_id, owner_id="zoe"), make.slip_seat(round_.round_id)]

    def start(tx: Transaction) -> None:
        teams.save_team(tx, team)
        audits.save_round(tx, round_)
        sheets.add_seats(tx, seats, [make.sealed_sheet(s) for s in seats])
        sheets.save_key_shares(tx, [make.key_share(round_.round_id)])

    store.write(start)
    return round_.round_id


def _open(store: Store, round_id: str) -> None:
    shown = make.reveal(
        make.counts("A1", "team"), make.counts("A1", POOLED), make.counts("A4", "team", blank=1)
    )

    def work(tx: Transaction) -> None:
        reveals.store_reveal(tx, round_id, shown)
        audits.set_state(tx, round_id, RoundState.REVEALED, role="staff", week=make.WEEK)

    store.write(work)


def test_what_was_opened_comes_back(store: Store, round_id: str) -> None:
    assert store.read(lambda tx: reveals.load_reveal(tx, round_id)) is None
    _open(store, round_id)
    opened = store.read(lambda tx: reveals.load_reveal(tx, round_id))
    shown = make.reveal(
        make.counts("A1", POOLED), make.counts("A1", "team"), make.counts("A4", "team", blank=1)
    )
    assert opened == shown


def test_after_the_opening_no_sheet_seat_or_key_is_left(store: Store, round_id: str) -> None:
    _open(store, round_id)
    opened = store.read(lambda tx: audits.load_round(tx, round_id))
    assert (opened.state, opened.public_key, opened.slip_salt) == (RoundState.REVEALED, b"", b"")
    assert store.read(lambda tx: sheets.all_sealed_for_round(tx, round_id)) == ()
    assert store.read(lambda tx: sheets.seats_of_round(tx, round_id)) == ()
    assert store.read(lambda tx: sheets.load_key_shares(tx, round_id)) == ()


def test_an_account_keeps_its_own_copy_and_a_slip_keeps_none(store: Store, round_id: str) -> None:
    seat = store.read(lambda tx: sheets.seat_of_owner(tx, round_id, "zoe"))
    assert seat is not None
    before = store.read(lambda tx: sheets.load_sheet(tx, seat.seat_id))
    assert before is not None
    _open(store, round_id)
    assert store.read(lambda tx: sheets.load_own_sheet(tx, round_id, "zoe")) == replace(before, for_round=b"")
    assert store.read(lambda tx: sheets.rounds_with_own_sheet(tx, "zoe")) == {round_id}
    assert store.read(lambda tx: sheets.load_own_sheet(tx, round_id, "adil")) is None


def test_an_opening_that_is_cut_short_leaves_everything_sealed(store: Store, round_id: str) -> None:
    sealed = store.read(lambda tx: sheets.all_sealed_for_round(tx, round_id))

    def cut_short(tx: Transaction) -> None:
        reveals.store_reveal(tx, round_id, make.reveal())
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.write(cut_short)
    assert store.read(lambda tx: reveals.load_reveal(tx, round_id)) is None
    assert store.read(lambda tx: sheets.all_sealed_for_round(tx, round_id)) == sealed
    assert len(store.read(lambda tx: sheets.load_key_shares(tx, round_id))) == 1


def test_nothing_stored_says_how_many_of_a_hidden_group_took_part() -> None:
    stored = {c.name for t in (reveals.participation, reveals.topic_nobody_could_tell) for c in t.columns}
    assert stored == {"round_id", "perspective", "band", "topic_id"}
