"""The numbered steps: they lead to today's tables on both databases, keep every row, and never go half way."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from pie_audit.domain.errors import CannotOpen
from pie_audit.domain.team import Role
from pie_audit.storage import people, teams, upgrade
from pie_audit.storage.engine import embedded_engine, postgres_engine
from pie_audit.storage.migrations import SCHEMA
from pie_audit.storage.schema import is_older, read_version
from pie_audit.storage.store import Store
from pie_audit.storage.transaction import Transaction, count_rows, metadata
from tests import make
from tests.children import fork
from tests.storage.conftest import Bench

NEXT = '''
"""A step that only the tests know: a new column, and a parent table rebuilt under its children."""

import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "{to}", "{after}", None, None


def upgrade():
    with op.batch_alter_table("person", recreate="auto") as batch:
        batch.alter_column("name", type_=sa.String(400), existing_type=sa.Text(), existing_nullable=False)
    op.add_column("team", sa.Column("colour", sa.Text(), server_default="plain", nullable=False))
    {then}
'''


@pytest.fixture
def scripts(tmp_path: Path) -> Callable[[str], Path]:
    """The steps of this version and one more, which ends with a line of the test's own."""

    def extended(then: str = "pass") -> Path:
        folder = tmp_path / "migrations"
        shutil.copytree(upgrade.SCRIPTS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        step = NEXT.format(to=_following(), after=SCHEMA, then=then)
        (folder / "versions" / "v_next.py").write_text(step)
        return folder

    return extended


def _following() -> str:
    return f"{int(SCHEMA) + 1:04d}"


def _shape(connection: sa.Connection) -> dict[str, object]:
    """All that a database knows of its tables, for comparing."""
    found = sa.inspect(connection)
    shape: dict[str, object] = {}
    for name in sorted(found.get_table_names()):
        columns = [(c["name"], str(c["type"]), c["nullable"], c["default"]) for c in found.get_columns(name)]
        shape[name] = (
            columns,
            found.get_pk_constraint(name),
            sorted(found.get_foreign_keys(name), key=str),
            sorted(found.get_unique_constraints(name), key=str),
            sorted(str(sorted(index.items(), key=str)) for index in _indexes(found, name)),
            sorted(found.get_check_constraints(name), key=str),
        )
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        shape["without row ids"] = {name for name, sql in rows if "WITHOUT ROWID" in sql}
    return shape


def _indexes(found: sa.Inspector, name: str) -> list[dict[str, object]]:
    """Indexes with the text of their conditions: two condition objects are never equal."""
    return [
        {**index, "dialect_options": {k: str(v) for k, v in (index.get("dialect_options") or {}).items()}}
        for index in found.get_indexes(name)
    ]


def _by_steps(engine: sa.Engine) -> dict[str, object]:
    upgrade.upgrade_server(engine)
    with engine.begin() as connection:
        return _shape(connection)


def _at_once(engine: sa.Engine) -> dict[str, object]:
    with engine.begin() as connection:
        metadata.create_all(connection)
        return _shape(connection)


def test_tables_made_by_steps_equal_new_ones_in_an_encrypted_file(tmp_path: Path) -> None:
    shapes = []
    for name, make_tables in (("steps.db", _by_steps), ("new.db", _at_once)):
        (tmp_path / name).touch()
        engine = embedded_engine(tmp_path / name, os.urandom(32))
        shapes.append(make_tables(engine))
        engine.dispose()
    assert shapes[0] == shapes[1]


def test_tables_made_by_steps_equal_new_ones_on_a_server(new_database: Callable[[], str]) -> None:
    shapes = []
    for make_tables in (_by_steps, _at_once):
        engine = postgres_engine(new_database())
        shapes.append(make_tables(engine))
        engine.dispose()
    assert shapes[0] == shapes[1]


def _with_door_cards_as_at_first(engine: sa.Engine) -> dict[str, object]:
    """The tables by steps from a 0006 whose door cards held a number of their version, with a card in them."""
    upgrade.upgrade_server(engine, to="0006")
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE door_card")
        connection.exec_driver_sql(_DOOR_CARD_AT_FIRST + _without_row_ids(connection))
        connection.exec_driver_sql("CREATE INDEX ix_door_card_team_id ON door_card (team_id)")
        connection.exec_driver_sql("INSERT INTO team (team_id, name, about) VALUES ('t', 'Dŵr', '')")
        connection.exec_driver_sql(
            "INSERT INTO door_card VALUES ('d', 't', 'Housing', '', 'a letter', '', 3)"
        )
    shape = _by_steps(engine)
    with engine.begin() as connection:
        kept = connection.exec_driver_sql("SELECT * FROM door_card").fetchall()
    assert [tuple(row) for row in kept] == [("d", "t", "Housing", "", "a letter", "")]
    return shape


_DOOR_CARD_AT_FIRST = """CREATE TABLE door_card (
    door_id TEXT NOT NULL, team_id TEXT NOT NULL, agency TEXT NOT NULL, refused TEXT NOT NULL,
    got_us_in TEXT NOT NULL, ask_for TEXT NOT NULL, version INTEGER NOT NULL,
    CONSTRAINT pk_door_card PRIMARY KEY (door_id),
    CONSTRAINT fk_door_card_team_id FOREIGN KEY (team_id) REFERENCES team (team_id))"""


def _without_row_ids(connection: sa.Connection) -> str:
    return " WITHOUT ROWID" if connection.dialect.name == "sqlite" else ""


def test_door_cards_of_the_first_small_things_lose_only_the_number_of_their_version(tmp_path: Path) -> None:
    shapes = []
    for name, make_tables in (("first.db", _with_door_cards_as_at_first), ("new.db", _at_once)):
        (tmp_path / name).touch()
        engine = embedded_engine(tmp_path / name, os.urandom(32))
        shapes.append(make_tables(engine))
        engine.dispose()
    assert shapes[0]["door_card"] == shapes[1]["door_card"]


def test_door_cards_on_a_server_lose_only_the_number_of_their_version(
    new_database: Callable[[], str],
) -> None:
    shapes = []
    for make_tables in (_with_door_cards_as_at_first, _at_once):
        engine = postgres_engine(new_database())
        shapes.append(make_tables(engine))
        engine.dispose()
    assert shapes[0]["door_card"] == shapes[1]["door_card"]


def test_every_table_but_the_version_goes_without_row_ids() -> None:
    with_ids = [t.name for t in metadata.sorted_tables if t.dialect_options["sqlite"]["with_rowid"]]
    assert with_ids == ["alembic_version"]


def test_the_known_version_is_the_newest_step() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(upgrade.SCRIPTS))
    assert ScriptDirectory.from_config(config).get_heads() == [SCHEMA]


def test_steps_never_import_todays_tables() -> None:
    for step in (upgrade.SCRIPTS / "versions").glob("*.py"):
        assert "pie_audit" not in step.read_text("utf-8")


def test_opening_an_up_to_date_workspace_never_loads_alembic(bench: Bench) -> None:
    lines = [
        "import sys",
        "from pathlib import Path",
        "from pie_audit.storage.marks import Marks",
        "from pie_audit.storage.store import Store",
        f"marks = Marks(Path({str(bench.marks.folder)!r}), {bench.marks.key!r})",
        f"Store.open_embedded(Path({str(bench.workspace.database)!r}), {bench.dbk!r}, marks).close()",
        "print([m for m in ('alembic', 'sqlalchemy.orm') if m in sys.modules])",
    ]
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def _fill(bench: Bench) -> dict[str, int]:
    team = make.team(name="Dŵr 🌱")

    def work(tx: Transaction) -> dict[str, int]:
        teams.save_team(tx, team)
        for name in ("Zoë", "Adil"):
            person = make.member(name, roles=frozenset(Role), teams=frozenset({team.team_id}))
            people.save_member(tx, person)
            people.save_user_key(tx, make.user_key(person.person_id))
        return count_rows(tx.connection)

    store = bench.open()
    rows = store.write(work).result
    store.close()
    return rows


def _rows(bench: Bench) -> tuple[str, dict[str, int]]:
    engine = embedded_engine(bench.workspace.database, bench.dbk)
    with engine.begin() as connection:
        found = read_version(connection), count_rows(connection)
    engine.dispose()
    return found


def test_an_older_file_is_brought_up_to_date_with_every_row(
    bench: Bench, scripts: Callable[..., Path]
) -> None:
    rows = _fill(bench)
    upgrade.upgrade_file(bench.workspace.database, bench.dbk, scripts=scripts(), to=_following())
    assert _rows(bench) == (_following(), rows)
    engine = embedded_engine(bench.workspace.database, bench.dbk)
    with engine.begin() as connection:
        assert connection.exec_driver_sql("SELECT name, colour FROM team").fetchall() == [("Dŵr 🌱", "plain")]
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
    engine.dispose()


def test_the_file_before_the_steps_is_kept_beside_the_new_one(
    bench: Bench, scripts: Callable[..., Path]
) -> None:
    rows = _fill(bench)
    upgrade.upgrade_file(bench.workspace.database, bench.dbk, scripts=scripts(), to=_following())
    kept = bench.workspace.folder / upgrade.KEPT_NAME.format(version=_following())
    os.replace(kept, bench.workspace.database)
    assert _rows(bench) == (SCHEMA, rows)
    bench.open().close()


def test_steps_leave_nothing_else_behind(bench: Bench, scripts: Callable[..., Path]) -> None:
    before = {p.name for p in bench.workspace.folder.iterdir()}
    upgrade.upgrade_file(bench.workspace.database, bench.dbk, scripts=scripts(), to=_following())
    after = {p.name for p in bench.workspace.folder.iterdir()}
    assert after - before == {upgrade.KEPT_NAME.format(version=_following())}


@pytest.mark.parametrize(
    "then",
    [
        "raise ZeroDivisionError",
        "op.execute('DELETE FROM person')",
        "op.execute('DELETE FROM user_key')",
        "op.execute('DELETE FROM nowhere')",
    ],
)
def test_a_step_that_goes_wrong_leaves_the_old_file(
    bench: Bench, scripts: Callable[..., Path], then: str
) -> None:
    rows = _fill(bench)
    with pytest.raises(Exception, match=r".*"):
        upgrade.upgrade_file(bench.workspace.database, bench.dbk, scripts=scripts(then), to=_following())
    assert _rows(bench) == (SCHEMA, rows)
    bench.open().close()


def test_a_kill_within_a_step_leaves_the_old_file(bench: Bench, scripts: Callable[..., Path]) -> None:
    rows = _fill(bench)
    folder = scripts("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    child = fork()
    if child == 0:
        upgrade.upgrade_file(bench.workspace.database, bench.dbk, scripts=folder, to=_following())
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    assert _rows(bench) == (SCHEMA, rows)
    bench.open().close()


def test_a_newer_file_is_refused_naming_its_version() -> None:
    with pytest.raises(CannotOpen, match="version 2"):
        is_older("0002", newest="0001")


@pytest.mark.parametrize("version", ["", "head", "-1", "9" * 400])
def test_a_version_that_is_no_number_of_ours_is_refused(version: str) -> None:
    with pytest.raises(CannotOpen):
        is_older(version)


def test_an_older_file_is_told_apart_from_todays() -> None:
    assert is_older("0001", newest="0002")
    assert not is_older("0002", newest="0002")


def test_a_newer_database_on_a_server_is_refused(new_database: Callable[[], str]) -> None:
    url = new_database()
    engine = postgres_engine(url)
    with engine.begin() as connection:
        metadata.create_all(connection)
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('0999')")
    engine.dispose()
    with pytest.raises(CannotOpen, match="newer"):
        Store.open_postgres(url)
