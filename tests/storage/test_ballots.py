"""The box on both databases: rows that tell nothing, a slot that takes ballots alone, and nothing left after it."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date

import psycopg
import pytest
import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import KnownError
from pie_audit.domain.sealed import BallotToken, KeeperKey, MidBallot, SealedBallot
from pie_audit.domain.survey import Released, Statistic, SurveyState
from pie_audit.storage import ballots, integrity, releases, surveys, teams
from pie_audit.storage.engine import DatabaseBug
from pie_audit.storage.store import Store
from pie_audit.storage.surveys import SurveyRow
from pie_audit.storage.transaction import Transaction
from tests import make
from tests.storage.conftest import Bench, facts

BODY, MID = 8_384, 4_080
"""Bytes of a part of a ballot, which is two envelopes, and of an envelope with its outer layer off."""


def _row(survey_id: str, state: SurveyState = SurveyState.OPEN) -> SurveyRow:
    return SurveyRow(
        survey_id, state, "{}", os.urandom(32), os.urandom(32), os.urandom(16), date(2026, 12, 6)
    )


def _open(store: Store, n: int = 3) -> tuple[str, list[bytes]]:
    """An open survey of `n` people, and their rights."""
    survey_id, team, rights = make.new_id(), make.team(), [os.urandom(32) for _ in range(n)]

    def write(tx: Transaction) -> None:
        teams.save_team(tx, team)
        surveys.save_survey(tx, _row(survey_id), [team.team_id])
        tokens = [BallotToken(survey_id, make.new_id(), team.team_id, os.urandom(100)) for _ in rights]
        ballots.open_box(tx, survey_id, rights, tokens)

    store.write(write)
    return survey_id, rights


def _parts() -> tuple[bytes, ...]:
    return tuple(os.urandom(BODY) for _ in range(3))


def _cast(store: Store, survey_id: str, right: bytes, parts: tuple[bytes, ...] = ()) -> bool:
    ballot = SealedBallot(right, parts or _parts())
    return store.write_apart(lambda tx: ballots.cast(tx, survey_id, ballot))


def test_a_ballot_goes_in_and_replaces_an_earlier_one_with_the_same_right(store: Store) -> None:
    survey_id, rights = _open(store)
    assert _cast(store, survey_id, rights[0])
    later = _parts()
    assert _cast(store, survey_id, rights[0], later)
    assert tuple(store.read(lambda tx, p=p: ballots.parts_of(tx, survey_id, p)) for p in range(3)) == tuple(
        ((rights[0], part),) for part in later
    )


def test_nobody_hears_that_a_ballot_went_in(store: Store) -> None:
    survey_id, rights = _open(store)
    ballot = SealedBallot(rights[0], _parts())
    outcome = store.write(lambda tx: ballots.cast(tx, survey_id, ballot))
    assert outcome.changed == frozenset()


def test_a_right_that_was_never_given_takes_no_ballot(store: Store) -> None:
    survey_id, _rights = _open(store)
    assert not _cast(store, survey_id, os.urandom(32))
    assert store.read(lambda tx: ballots.count_cast(tx, survey_id)) == 0


def test_rights_and_tokens_lie_each_in_the_order_of_its_own_key(store: Store) -> None:
    survey_id, rights = _open(store, 20)
    assert list(store.read(lambda tx: ballots.rights_of(tx, survey_id))) == sorted(rights)
    columns = {c.name for t in (ballots.ballot, ballots.ballot_right) for c in t.columns}
    assert columns == {"survey_id", "place", "right_hash", "body"}, "no person, no time, no order"


def test_after_the_first_key_there_are_no_ballots_and_after_the_second_nothing(store: Store) -> None:
    survey_id, rights = _open(store)
    for right in rights:
        _cast(store, survey_id, right)
    mids = [MidBallot("jo", os.urandom(16), os.urandom(MID)) for _ in rights]
    store.write(lambda tx: ballots.half_open(tx, survey_id, mids))
    store.write(lambda tx: surveys.change_survey(tx, survey_id, state=SurveyState.CLOSED))
    assert store.read(lambda tx: ballots.count_cast(tx, survey_id)) == 0
    placed = [mid.body for mid in sorted(mids, key=lambda mid: mid.place)]
    assert [mid.body for mid in store.read(lambda tx: ballots.mids_of(tx, survey_id))] == placed
    store.write(lambda tx: ballots.destroy_box(tx, survey_id))
    store.vacuum()
    for table in (ballots.ballot, ballots.ballot_mid, ballots.ballot_right, ballots.ballot_token):
        count = sa.select(sa.func.count()).select_from(table)
        assert store.read(lambda tx, c=count: tx.connection.execute(c).scalar_one()) == 0  # type: ignore[misc]


def test_a_released_figure_is_written_once(store: Store) -> None:
    survey_id, _rights = _open(store)
    one = Released(survey_id, "whole", "scale/load", Statistic.MEAN, 62)
    other = Released(survey_id, "whole", "comment/2f", Statistic.TEXT, None, "Longer handovers")
    assert store.write(lambda tx: releases.save_releases(tx, [one, other])).changed == {Kind.SURVEYS}
    assert set(store.read(lambda tx: releases.releases_of(tx, survey_id))) == {one, other}
    for again in ([one], [Released(survey_id, "whole", "scale/load", Statistic.LOW, 10)]):
        with pytest.raises(ValueError, match="never alters"):
            store.write(lambda tx, a=again: releases.save_releases(tx, a))  # type: ignore[misc]


def test_a_survey_comes_back_as_it_was_kept(store: Store) -> None:
    survey_id, _rights = _open(store)
    key = KeeperKey(survey_id, "jo", *(os.urandom(n) for n in (32, 64, 24, 48)))
    store.write(lambda tx: surveys.save_keeper(tx, key))
    store.write(lambda tx: surveys.save_said_back(tx, survey_id, [("a", "b", ""), ("c", "", "d")]))
    assert store.read(lambda tx: surveys.keepers_of(tx, survey_id)) == (key,)
    assert store.read(lambda tx: surveys.load_said_back(tx, survey_id)) == (("a", "b", ""), ("c", "", "d"))
    assert [row.survey_id for row in store.read(surveys.all_surveys)] == [survey_id]
    store.write(lambda tx: surveys.drop_keepers(tx, survey_id))
    assert not store.read(lambda tx: surveys.keepers_of(tx, survey_id))


@pytest.mark.parametrize(
    ("what", "damage"),
    [
        ("shape", lambda tx, sid, right: ballots.cast(tx, sid, SealedBallot(right, (b"short",) * 3))),
        (
            "destroyed",
            lambda tx, sid, right: (
                ballots.cast(tx, sid, SealedBallot(right, (bytes(BODY),) * 3)),
                surveys.change_survey(tx, sid, state=SurveyState.REPORTED),
            ),
        ),
        (
            "isn’t there any more",
            lambda tx, sid, right: (
                ballots.destroy_box(tx, sid),
                surveys.save_keeper(tx, KeeperKey(sid, "jo", bytes(32), bytes(64), bytes(24), bytes(48))),
                surveys.change_survey(tx, sid, state=SurveyState.RETIRED),
            ),
        ),
        (
            "in all their parts",
            lambda tx, sid, right: ballots.cast(tx, sid, SealedBallot(right, (bytes(BODY),))),
        ),
        (
            "don’t match",
            lambda tx, sid, right: tx.connection.execute(
                sa.delete(ballots.ballot_right).where(ballots.ballot_right.c.right_hash == right)
            ),
        ),
        (
            "tell nothing",
            lambda tx, sid, right: (
                ballots.destroy_box(tx, sid),
                surveys.change_survey(tx, sid, state=SurveyState.REPORTED),
            ),
        ),
        (
            "destroyed",
            lambda tx, sid, right: (
                ballots.cast(tx, sid, SealedBallot(right, (bytes(BODY),) * 3)),
                surveys.change_survey(tx, sid, state=SurveyState.CLOSED, turned_by="jo"),
            ),
        ),
    ],
)
def test_check_finds_a_box_that_isnt_as_it_should_be(
    encrypted: Store, what: str, damage: Callable[[Transaction, str, bytes], object]
) -> None:
    survey_id, rights = _open(encrypted)
    assert not integrity.findings(encrypted)
    encrypted.write(lambda tx: damage(tx, survey_id, rights[0]))
    assert any(what in finding.what for finding in integrity.findings(encrypted))


def test_a_box_that_waits_for_its_first_key_is_as_it_should_be(encrypted: Store) -> None:
    """Closed, and the program ended before the key was turned."""
    survey_id, rights = _open(encrypted)
    _cast(encrypted, survey_id, rights[0])
    encrypted.write(lambda tx: surveys.change_survey(tx, survey_id, state=SurveyState.CLOSED))
    assert not integrity.findings(encrypted)


def test_no_ballot_goes_in_once_the_survey_is_closed(store: Store) -> None:
    survey_id, rights = _open(store)
    store.write(lambda tx: surveys.change_survey(tx, survey_id, state=SurveyState.CLOSED))
    assert not _cast(store, survey_id, rights[0])
    assert store.read(lambda tx: ballots.count_cast(tx, survey_id)) == 0


def test_pages_of_a_destroyed_box_are_written_anew_at_once_or_when_the_file_opens_next(bench: Bench) -> None:
    def free_pages(store: Store) -> int:
        return int(store.raw.execute("PRAGMA freelist_count").fetchone()[0])

    store = bench.open()
    survey_id, rights = _open(store)
    for right in rights:
        _cast(store, survey_id, right)
    store.write(lambda tx: ballots.destroy_box(tx, survey_id))
    assert free_pages(store)
    store.close()
    again = bench.open()
    assert not free_pages(again)
    again.close()


# on a server


@pytest.fixture
def url(new_database: Callable[[], str]) -> str:
    return new_database()


@pytest.fixture
def served(url: str) -> Store:
    store = Store.open_postgres(url, facts())
    yield store  # type: ignore[misc]
    store.close()


def test_the_role_for_ballots_may_hand_in_one_and_do_nothing_else(served: Store, url: str) -> None:
    survey_id, rights = _open(served)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET ROLE pie_ballot")
        call = "SELECT cast_ballot(%s, %s, %s)"
        row = connection.execute(call, (survey_id, rights[0], list(_parts()))).fetchone()
        assert row == (True,)
        for forbidden in (
            "SELECT * FROM ballot",
            "SELECT * FROM ballot_token",
            "SELECT * FROM person",
            "DELETE FROM ballot",
            "INSERT INTO ballot_right VALUES ('a', 'b')",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(forbidden.encode())


def test_everybody_else_may_not_call_the_slot(served: Store, url: str) -> None:
    survey_id, rights = _open(served)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE ROLE pie_stranger NOLOGIN")
        try:
            connection.execute("SET ROLE pie_stranger")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("SELECT cast_ballot(%s, %s, %s)", (survey_id, rights[0], [b"x"]))
            connection.execute("RESET ROLE")
        finally:
            connection.execute("DROP ROLE pie_stranger")


def test_a_server_that_would_log_answers_is_named(served: Store) -> None:
    def look(tx: Transaction) -> tuple[str, ...]:
        tx.connection.exec_driver_sql("SET LOCAL log_statement = 'all'")
        return ballots.telling_settings(tx)

    assert "log_statement" in served.read(look)


def test_a_file_has_no_settings_that_tell(encrypted: Store) -> None:
    assert encrypted.read(ballots.telling_settings) == ()


@pytest.mark.logs_warnings  # the driver says that what was sent together was given up together
def test_what_a_database_refuses_names_no_value(served: Store) -> None:
    survey_id, rights = _open(served)
    with pytest.raises((DatabaseBug, KnownError)) as refused:
        served.write(lambda tx: ballots.open_box(tx, survey_id, rights, []))
    assert rights[0].hex() not in str(refused.value)
    assert survey_id not in str(refused.value)
