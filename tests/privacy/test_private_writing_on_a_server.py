"""The same on PostgreSQL: whoever runs the server reads every table and every file of it, and no private word.

What these tests can't claim. Sealed bytes of a share that was ended lie on in the server's files until it vacuums and
its log of writes was used again: with the reader's secret they open that long, as they do in an older copy.
"""

from __future__ import annotations

import copy
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from pie_audit.storage import people, teams
from pie_audit.storage.store import Store
from pie_audit.storage.transaction import Transaction
from pie_audit.workflows import sharing
from pie_audit.workflows.teams import rename_team
from pie_audit.workflows.worker import Worker
from tests.privacy.markers import spellings
from tests.privacy.page_attacker import Ring, Secrets, Tables, attack, ring_of, which
from tests.privacy.private_pages import EXCERPT, OTHERS, PAGE_ID, PRIVATE, SAMS, gather, give, live
from tests.quarter import FAST, Hostel, password_of

PLAIN = {"team name": "zqTeamNameÜnverwechselbar"}
"""Not private: a search of the files that doesn't find it would find nothing else either."""


@pytest.fixture
def url(new_database: Callable[[], str]) -> str:
    return new_database()


@pytest.fixture
def served(hostel: Hostel, url: str) -> Iterator[Hostel]:
    """Quayside House with the same people and keys, and its rows on a server; Dee has written."""
    members = hostel.read(people.list_members)
    keys = [hostel.read(lambda tx, m=m: people.load_user_key(tx, m.person_id)) for m in members]
    facts, all_teams = hostel.read(teams.load_workspace), hostel.read(teams.list_teams)
    worker = Worker()
    worker.open(lambda: Store.open_postgres(url, facts)).result()

    def move(tx: Transaction) -> None:
        for team in all_teams:
            teams.save_team(tx, team)
        for member, key in zip(members, keys, strict=True):
            people.save_member(tx, member)
            if key is not None:
                people.save_user_key(tx, key)

    opened = copy.copy(hostel.opened)
    opened.worker = worker
    on_server = replace(hostel, worker=worker, opened=opened)
    opened.write(move)
    live(on_server)
    yield on_server
    worker.close()


def tables_of(url: str) -> Tables:
    """Every table as the server's superuser reads it."""
    found: Tables = {}
    with psycopg.connect(url) as connection:
        names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        for (name,) in names:
            cursor = connection.execute(f'SELECT * FROM "{name}"'.encode())
            columns = [column.name for column in cursor.description or ()]
            found[name] = [dict(zip(columns, row, strict=True)) for row in cursor]
    return found


_MADE_ANEW = frozenset({"pg_internal.init"})
"""What the server lets go and makes anew at any time: descriptions of its own tables, and no row of ours."""


def files_of(url: str) -> list[Path]:
    """Every file of the server, its log of writes included, with nothing left in memory alone."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        row = connection.execute("SHOW data_directory").fetchone()
    assert row is not None
    # `walk` passes over a folder that the server puts away meanwhile; `rglob` ends there.
    found = (Path(top, name) for top, _folders, names in os.walk(str(row[0])) for name in names)
    return [file for file in found if file.is_file() and file.name not in _MADE_ANEW]


def lying_in(files: list[Path], markers: dict[str, str]) -> set[str]:
    wanted = [(place, spelling) for place, marker in markers.items() for spelling in spellings(marker)]
    found = set()
    for file in files:
        try:
            content = file.read_bytes()
        except FileNotFoundError:  # the server puts files of its own away while we look
            continue
        found |= {place for place, spelling in wanted if spelling in content}
    return found


def ring(served: Hostel, tables: Tables, *names: str) -> Ring:
    """All keys that follow from these people's passwords and the House key."""
    keyslots = (served.folder / "pie.keyslots").read_bytes()
    secrets = Secrets(
        tuple((n, password_of(n)) for n in names),
        house_codes=(served.house_code,),
        dbks=(served.opened.key.dbk,),
    )
    return ring_of(tables, [keyslots], secrets, FAST)


def gets(served: Hostel, url: str, *names: str, markers: dict[str, str] = PRIVATE) -> set[str]:
    """What comes to light in the tables: as it stands there, or behind these people's keys."""
    tables = tables_of(url)
    values = [value for rows in tables.values() for row in rows for value in row.values()]
    plain = [v if isinstance(v, bytes) else str(v).encode() for v in values]
    return which(markers, [*plain, *attack(tables, ring(served, tables, *names))])


def test_everybody_else_and_the_server_itself_read_nothing(served: Hostel, url: str) -> None:
    assert gets(served, url, *OTHERS) == set()
    served.do(rename_team, served.amina, served.team_id, PLAIN["team name"], "")
    files = files_of(url)
    assert [file for file in files if file.parent.name == "pg_wal"]
    assert lying_in(files, PLAIN) == set(PLAIN), "the files are those that the rows lie in"
    assert lying_in(files, PRIVATE) == set()


def test_the_same_program_gets_everything_with_the_writers_password(served: Hostel, url: str) -> None:
    assert gets(served, url, *OTHERS, markers=SAMS) == set(SAMS)
    assert gets(served, url, "Dee") == set(PRIVATE) - {"thrown away"}


def test_shared_excerpt_opens_for_its_reader_until_it_is_ended(served: Hostel, url: str) -> None:
    share_id = give(served, "sam")
    assert gets(served, url, *(n for n in OTHERS if n != "Sam")) == set()
    assert gets(served, url, "Sam") == EXCERPT
    served.do(sharing.end_share, served.dee, share_id, PAGE_ID)
    assert gets(served, url, *OTHERS) == set()


def test_person_added_later_gets_nothing_from_before(served: Hostel, url: str) -> None:
    group_id = gather(served, "dee", "sam")
    give(served, "sam", whole=True, group_id=group_id)
    gather(served, "dee", "sam", "tom")
    assert gets(served, url, "Tom") == set()
    assert gets(served, url, "Sam") >= EXCERPT
