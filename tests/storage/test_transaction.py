"""One row under its key, and rows by their ids: the same statement for every value, on both databases."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from pie_audit.storage import teams
from pie_audit.storage.engine import DatabaseBug
from pie_audit.storage.store import Store
from pie_audit.storage.transaction import Transaction, put, rows_among

ABOUT = "24 beds by the quay"


def kept(store: Store) -> list[tuple[str, str]]:
    """Every team, by name and what it is about."""
    query = sa.select(teams.team.c.name, teams.team.c.about).order_by(teams.team.c.name)
    return store.read(lambda tx: [(row.name, row.about) for row in tx.connection.execute(query)])


def write(tx: Transaction, team_id: str, **values: object) -> None:
    put(tx, teams.team, {"team_id": team_id}, values)


def test_a_row_is_written_over_under_its_key_and_no_other_one(store: Store) -> None:
    before = kept(store)
    for team_id, name in (("a", "Fern"), ("b", "Oak"), ("a", "Pine")):
        store.write(lambda tx, at=team_id, name=name: write(tx, at, name=name, about=ABOUT))
    assert sorted(set(kept(store)) - set(before)) == [("Oak", ABOUT), ("Pine", ABOUT)]


def test_what_isnt_named_stays_as_it_was(store: Store) -> None:
    store.write(lambda tx: write(tx, "a", name="Fern", about=ABOUT))
    store.write(lambda tx: write(tx, "a", name="Oak"))
    assert ("Oak", ABOUT) in kept(store)


@pytest.mark.parametrize("there", [False, True])
def test_a_column_that_isnt_there_is_refused_and_nothing_is_written(store: Store, there: bool) -> None:
    if there:
        store.write(lambda tx: write(tx, "a", name="Fern", about=ABOUT))
    before = kept(store)
    with pytest.raises(KeyError):
        store.write(lambda tx: write(tx, "a", name="Oak", about=ABOUT, motto="lost without a word"))
    assert kept(store) == before


def test_rows_of_no_ids_are_none_and_those_of_many_are_theirs_alone(store: Store) -> None:
    for team_id in ("a", "b", "c"):
        store.write(lambda tx, at=team_id: write(tx, at, name=at, about=""))

    def found(*ids: str) -> set[str]:
        return {row.name for row in store.read(lambda tx: rows_among(tx, teams.team, "team_id", ids))}

    assert found() == set()
    assert found("c", "a", "gone") == {"a", "c"}
    assert found(*(f"team {n}" for n in range(2_000)), "b") == {"b"}


def test_a_refused_row_says_nothing_of_what_was_in_it(store: Store) -> None:
    with pytest.raises(DatabaseBug) as told:
        store.write(lambda tx: write(tx, "zqmarker", name=None, about="zqmarker"))
    assert "zqmarker" not in str(told.value)
    assert "zqmarker" not in "".join(map(str, _causes(told.value)))


def _causes(error: BaseException | None) -> list[BaseException]:
    return [] if error is None else [error, *_causes(error.__cause__ or error.__context__)]
