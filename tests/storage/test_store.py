"""Transactions on both databases: kept whole or not at all, counted, and told in plain words."""

from __future__ import annotations

import threading
from itertools import pairwise

import psycopg
import pytest
import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.team import Team
from pie_audit.storage import people, teams
from pie_audit.storage.engine import DatabaseBug
from pie_audit.storage.store import Store
from pie_audit.storage.transaction import Transaction, read_head
from tests import make
from tests.patience import PATIENCE, wait_for
from tests.storage.conftest import Server


def _head(store: Store) -> int:
    return store.read(lambda tx: read_head(tx.connection))


def test_a_write_is_there_for_the_next_read(store: Store) -> None:
    team = make.team()
    outcome = store.write(lambda tx: teams.save_team(tx, team))
    assert store.read(lambda tx: teams.load_team(tx, team.team_id)) == team
    assert outcome.changed == {Kind.TEAMS}


def test_a_write_gives_back_what_its_work_gave(store: Store) -> None:
    assert store.write(lambda _tx: 42).result == 42


def test_work_that_raises_leaves_nothing_behind(store: Store) -> None:
    def half(tx: Transaction) -> None:
        teams.save_team(tx, make.team())
        raise ZeroDivisionError

    before = _head(store)
    with pytest.raises(ZeroDivisionError):
        store.write(half)
    assert store.read(teams.list_teams) == ()
    assert _head(store) == before


def test_every_write_raises_the_head_by_a_step_that_tells_no_number(store: Store) -> None:
    heads = [_head(store)]
    for _ in range(20):
        store.write(lambda tx: teams.save_team(tx, make.team()))
        heads.append(_head(store))
    steps = [after - before for before, after in pairwise(heads)]
    assert all(step > 0 and step.bit_count() == 1 for step in steps)
    assert len(set(steps)) > 3, "equal steps could be counted"


def test_what_a_read_writes_is_not_kept(store: Store) -> None:
    store.read(lambda tx: teams.save_team(tx, make.team()))
    assert store.read(teams.list_teams) == ()


def test_a_store_belongs_to_the_thread_that_opened_it(store: Store) -> None:
    raised: list[BaseException] = []

    def elsewhere() -> None:
        try:
            store.read(teams.list_teams)
        except RuntimeError as error:
            raised.append(error)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert len(raised) == 1


def test_one_transaction_at_a_time(store: Store) -> None:
    with pytest.raises(RuntimeError):
        store.write(lambda _tx: store.read(teams.list_teams))
    assert store.read(teams.list_teams) == ()


def test_whoever_writes_second_on_a_server_reads_what_the_first_kept(
    databases: Server, empty_workspace: str
) -> None:
    """So work that looks at what stands there before it writes never writes over what it hasn't seen."""
    url, team, seen = databases.new(empty_workspace), make.team(), list[tuple[Team, ...]]()

    def write_too() -> None:
        other = Store.open_postgres(url)
        seen.append(other.write(teams.list_teams).result)
        other.close()

    second = threading.Thread(target=write_too)

    def write_slowly(tx: Transaction) -> None:
        second.start()
        wait_for(lambda: _somebody_waits(url), lambda: None, "nobody waits for the first")
        teams.save_team(tx, team)

    first = Store.open_postgres(url)
    first.write(write_slowly)
    second.join(PATIENCE)
    first.close()
    assert seen == [(team,)]


def _somebody_waits(url: str) -> bool:
    with psycopg.connect(url, autocommit=True) as connection:
        waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        return bool(connection.execute(waiting).fetchone()[0])


def test_a_broken_rule_is_a_bug_whose_message_holds_nobodys_words(store: Store) -> None:
    store.write(lambda tx: people.save_member(tx, make.member("Marigold Quince")))
    row = {"person_id": make.new_id(), "name": "x", "folded_name": "marigold quince", "standing": "active"}
    with pytest.raises(DatabaseBug) as caught:
        store.write(lambda tx: tx.connection.execute(sa.insert(people.person).values(**row)))
    assert "arigold" not in str(caught.value)
    assert caught.value.__context__ is None
    assert caught.value.__cause__ is None


def test_after_a_bug_the_store_goes_on(store: Store) -> None:
    with pytest.raises(DatabaseBug):
        store.write(lambda tx: tx.connection.execute(sa.text("INSERT INTO nowhere VALUES (1)")))
    team = make.team()
    store.write(lambda tx: teams.save_team(tx, team))
    assert store.read(teams.list_teams) == (team,)


def test_closing_twice_does_no_harm(store: Store) -> None:
    store.close()
    store.close()


def test_what_a_workspace_is_can_be_read_without_a_query(store: Store) -> None:
    assert store.facts == store.read(teams.load_workspace)


def test_keys_never_show_when_something_is_printed(encrypted: Store) -> None:
    shown = repr(encrypted.embedded)
    assert encrypted.embedded.dbk.hex() not in shown
    assert repr(encrypted.embedded.dbk) not in shown
    assert repr(encrypted.embedded.marks.key) not in shown
