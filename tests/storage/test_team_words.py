"""Words of a team's own, and saved sets: as they were put, for that team alone, and gone when they are let go."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pie_audit.domain.changed import Kind
from pie_audit.storage import team_words, teams
from pie_audit.storage.store import Store
from pie_audit.storage.transaction import Transaction
from tests import make

TEAM, OTHER_TEAM = "team", "other team"
GUESTS = ("guest", "guests", "a")


@pytest.fixture
def with_teams(store: Store) -> Store:
    for team_id in (TEAM, OTHER_TEAM):
        store.write(lambda tx, team_id=team_id: teams.save_team(tx, make.team(team_id=team_id, name=team_id)))
    return store


def test_word_comes_back_as_it_was_put_and_belongs_to_one_team(with_teams: Store) -> None:
    with_teams.write(lambda tx: team_words.save_word(tx, TEAM, "resident", GUESTS))
    assert with_teams.read(lambda tx: team_words.words_of(tx, TEAM)) == {"resident": GUESTS}
    assert with_teams.read(lambda tx: team_words.words_of(tx, OTHER_TEAM)) == {}


def test_word_put_again_replaces_the_one_before(with_teams: Store) -> None:
    with_teams.write(lambda tx: team_words.save_word(tx, TEAM, "resident", GUESTS))
    hour = ("hour guest", "hour guests", "an")
    with_teams.write(lambda tx: team_words.save_word(tx, TEAM, "resident", hour))
    assert with_teams.read(lambda tx: team_words.words_of(tx, TEAM)) == {"resident": hour}


def test_word_let_go_leaves_the_others(with_teams: Store) -> None:
    for term in ("resident", "service"):
        with_teams.write(lambda tx, term=term: team_words.save_word(tx, TEAM, term, GUESTS))
    with_teams.write(lambda tx: team_words.delete_word(tx, TEAM, "resident"))
    assert set(with_teams.read(lambda tx: team_words.words_of(tx, TEAM))) == {"service"}


def test_sets_come_by_name_change_under_their_id_and_go(with_teams: Store) -> None:
    with_teams.write(lambda tx: team_words.save_set(tx, "2", "for our board", "{}"))
    with_teams.write(lambda tx: team_words.save_set(tx, "1", "for carers", "{}"))
    with_teams.write(lambda tx: team_words.save_set(tx, "2", "for anybody", '{"a": 1}'))
    expected = (("2", "for anybody", '{"a": 1}'), ("1", "for carers", "{}"))
    assert with_teams.read(team_words.list_sets) == expected
    with_teams.write(lambda tx: team_words.delete_set(tx, "2"))
    assert with_teams.read(team_words.list_sets) == expected[1:]


@pytest.mark.parametrize(
    "write",
    [
        lambda tx: team_words.save_word(tx, TEAM, "resident", GUESTS),
        lambda tx: team_words.delete_word(tx, TEAM, "resident"),
        lambda tx: team_words.save_set(tx, "1", "for carers", "{}"),
        lambda tx: team_words.delete_set(tx, "1"),
    ],
)
def test_every_write_tells_that_teams_changed(
    with_teams: Store, write: Callable[[Transaction], None]
) -> None:
    assert with_teams.write(write).changed == {Kind.TEAMS}
