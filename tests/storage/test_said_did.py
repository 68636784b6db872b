"""You said, we did: lines as written, for that team alone, limited where there are many, with nobody's name in a column."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from pie_audit.domain.changed import Kind
from pie_audit.domain.said_did import Answer, HeardFrom, SaidDid
from pie_audit.storage import said_did, teams
from pie_audit.storage.store import Store
from pie_audit.storage.transaction import Transaction, metadata
from tests import make

TEAM, OTHER_TEAM = "team", "other team"


def line(**changes: Any) -> SaidDid:
    usual = SaidDid(make.new_id(), TEAM, "The hall is dark at night", HeardFrom.REVIEW, make.DAY)
    return replace(usual, **changes)


def answered(day: date, **changes: Any) -> SaidDid:
    return line(answer=Answer.DID, words="A lamp hangs there", answered_on=day, **changes)


def keep(store: Store, *lines: SaidDid) -> None:
    def save(tx: Transaction) -> None:
        for one in lines:
            said_did.save_line(tx, one)

    store.write(save)


@pytest.fixture(autouse=True)
def two_teams(store: Store) -> None:
    def save(tx: Transaction) -> None:
        for team_id in (TEAM, OTHER_TEAM):
            teams.save_team(tx, make.team(team_id=team_id, name=team_id))

    store.write(save)


def test_a_line_comes_back_as_it_was_written(store: Store) -> None:
    whole = line(
        heard_from=HeardFrom.COMPLAINT,
        answer=Answer.CANT,
        words="the landlord won’t have it",
        told_on=make.DAY,
        told_how="at the house meeting",
        still_right=make.DAY,
        action_id="action",
        survey_id="survey",
        version=4,
        answered_on=make.DAY,
    )
    keep(store, whole, line(team_id=OTHER_TEAM))
    assert store.read(lambda tx: said_did.load_line(tx, whole.said_id)) == whole
    assert store.read(lambda tx: said_did.load_line(tx, "nobody")) is None
    assert store.read(lambda tx: said_did.answered_lines(tx, TEAM, 9)) == (whole,)


def test_saving_again_replaces_and_tells_what_changed(store: Store) -> None:
    first = line()
    keep(store, first)
    outcome = store.write(lambda tx: said_did.save_line(tx, replace(first, said="It is dark", version=2)))
    assert Kind.SAID_DID in outcome.changed
    assert [s.version for s in store.read(lambda tx: said_did.open_lines(tx, TEAM, 9))] == [2]


def test_open_ones_come_by_age_and_not_yet_is_still_open(store: Store) -> None:
    young, old = line(), line(heard_on=make.DAY - timedelta(40), answer=Answer.NOT_YET, words="no money yet")
    keep(store, young, old, answered(make.DAY))
    assert store.read(lambda tx: said_did.open_lines(tx, TEAM, 9)) == (old, young)


def test_the_latest_answer_comes_first(store: Store) -> None:
    early, late = answered(make.DAY - timedelta(9)), answered(make.DAY, heard_on=make.DAY - timedelta(90))
    keep(store, early, late, line())
    assert store.read(lambda tx: said_did.answered_lines(tx, TEAM, 9)) == (late, early)


def test_no_more_are_read_than_are_wanted(store: Store) -> None:
    keep(
        store,
        *(line(heard_on=make.DAY - timedelta(n)) for n in range(5)),
        *(answered(make.DAY) for _n in range(5)),
    )
    waiting = store.read(lambda tx: said_did.open_lines(tx, TEAM, 3))
    assert [s.heard_on for s in waiting] == [make.DAY - timedelta(n) for n in (4, 3, 2)]
    assert len(store.read(lambda tx: said_did.answered_lines(tx, TEAM, 3))) == 3


def test_before_a_day_leaves_that_day_out(store: Store) -> None:
    keep(store, line(heard_on=make.DAY), older := line(heard_on=make.DAY - timedelta(1)))
    assert store.read(lambda tx: said_did.open_lines(tx, TEAM, 9, before=make.DAY)) == (older,)


def test_only_what_was_meant_is_taken_away(store: Store) -> None:
    keep(store, stays := line(), goes := line())
    store.write(lambda tx: said_did.delete_line(tx, goes.said_id))
    assert store.read(lambda tx: said_did.open_lines(tx, TEAM, 9)) == (stays,)


def test_which_ids_and_actions_are_there_already(store: Store) -> None:
    keep(store, one := line(action_id="a"), line(action_id="b", team_id=OTHER_TEAM))
    assert store.read(lambda tx: said_did.kept_among(tx, TEAM, [one.said_id, "x"])) == {one.said_id}
    assert store.read(lambda tx: said_did.kept_among(tx, OTHER_TEAM, [one.said_id])) == frozenset()
    assert store.read(lambda tx: said_did.actions_among(tx, TEAM, ["a", "b", "c"])) == {"a"}
    assert store.read(lambda tx: said_did.kept_among(tx, TEAM, [])) == frozenset()


def test_no_column_could_tell_who_wrote_it() -> None:
    columns = {column.name for column in metadata.tables["said_did"].columns}
    assert not [c for c in columns if any(word in c for word in ("person", "author", "owner", "user"))]
