"""Whether everything that the program brings along is there and works, tried in a folder that is thrown away.

For a copy of the program whose parts were put together by a machine: what is missing there shows only when it is used.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
import zoneinfo
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pie_audit
from pie_audit.domain.errors import CannotOpen, KnownError
from pie_audit.words import _

if TYPE_CHECKING:
    from pie_audit.workflows.founding import Made
    from pie_audit.workflows.unlock import Premises
    from pie_audit.workflows.worker import Worker

LIBRARIES = (
    *(
        "alembic",
        "cffi",
        "dateutil",
        "docx",
        "icalendar",
        "keyring",
        "mako",
        "nacl",
        "numpy",
        "pikepdf",
        "PIL",
        "platformdirs",
        "pypdfium2",
    ),
    *("reportlab", "sqlalchemy", "sqlalchemy.dialects.sqlite", "sqlcipher3", "tomli_w", "tzdata"),
    *("xlsxwriter", "zxcvbn"),
)
"""What the program stands on, apart from Qt; much of it is imported only when it is needed."""
KEY_STORES = {
    "linux": ("keyring.backends.SecretService", "keyring.backends.libsecret", "keyring.backends.kwallet"),
    "win32": ("keyring.backends.Windows",),
    "darwin": ("keyring.backends.macOS",),
}
"""The computer's own key stores, which keyring looks up by name."""
# Qt belongs to the window, and Alembic reads the steps of the tables as files.
_NOT_LOADED = frozenset(
    {"pie_audit.__main__", "pie_audit.app", "pie_audit.ui", "pie_audit.storage.migrations"}
)
_FIRST_TABLES = "0001"
_PLACE = "Europe/London"


@dataclass(frozen=True, slots=True)
class Tried:
    """One thing that was tried; `why` is None where it works."""

    what: str
    why: str | None


def try_everything(premises: Premises, worker: Worker, folder: Path) -> tuple[Tried, ...]:
    """Try each part once, inside `folder`, which is left full. Nothing of this computer is read or changed."""
    checks: tuple[tuple[str, Callable[[], None]], ...] = (
        (_("parts of the program"), _load_modules),
        (_("libraries"), _load_libraries),
        (_("questions"), _read_questions),
        (_("scores"), _score_answers),
        (_("letters"), _load_letters),
        (_("models and what regulators ask"), _read_settled),
        (_("documents"), _make_document),
        (_("password advice"), _judge_password),
        (_("upgrade of the tables"), partial(_upgrade_tables, folder)),
        (_("encrypted workspace and its paper"), partial(_live_a_quarter, premises, worker, folder)),
    )
    return tuple(Tried(what, _why_not(check)) for what, check in checks)


def _why_not(check: Callable[[], None]) -> str | None:
    """What went wrong, in one line: here every failure is the answer to the question."""
    try:
        check()
    except KnownError as problem:
        return f"{problem.what} {problem.todo}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None


def _expect(held: bool, what: str) -> None:
    if not held:
        raise RuntimeError(what)


def _load_modules() -> None:
    names = list(_modules_of(pie_audit))
    _expect(len(names) > 1, "no module of the program was found")
    for name in names:
        importlib.import_module(name)


def _modules_of(package: ModuleType) -> Iterator[str]:
    for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        if found.name in _NOT_LOADED:
            continue
        yield found.name
        if found.ispkg:
            yield from _modules_of(importlib.import_module(found.name))


def _load_libraries() -> None:
    for name in (*LIBRARIES, *KEY_STORES.get(sys.platform, ())):
        importlib.import_module(name)
    zoneinfo.ZoneInfo(_PLACE)


def _read_questions() -> None:
    from pie_audit.workflows import questions

    _expect(len(questions.bundled().topics) > 0, "the review has no topics")
    _expect(len(questions.shipped()) > 0, "no question file was found")


def _score_answers() -> None:
    from pie_audit.analysis import scoring
    from pie_audit.workflows import scoring as files

    pulse = files.instrument_named("pulse10-1")
    found = scoring.score_one(pulse, {item.no: 4 for item in pulse.items})
    _expect(found["load"].score == 50 and found["ground"].score == 100, "a score isn’t what it should be")


def _read_settled() -> None:
    from pie_audit.domain.reflection_model import ModelFamily
    from pie_audit.workflows import (
        models,
        registration,
        support,
    )
    from pie_audit.workflows.everyday import reading_cards

    _expect(all(len(models.models(family)) > 1 for family in ModelFamily), "a family of models is empty")
    _expect(len(registration.shipped_regulators()) > 0, "no regulator was found")
    _expect(len(support.help_lines()) > 0, "no number for support was found")
    _expect(len(reading_cards.shipped()) > 0, "no reading card was found")


def _make_document() -> None:
    from pie_audit.domain.registration_paper import RecordPaper, discussion_form
    from pie_audit.workflows import registration

    paper = RecordPaper("Trial", "", date(2026, 9, 30), discussion_form())
    for kind in registration.FileKind:
        _expect(len(registration.lay_out(paper, kind)) > 0, "the document is empty")


def _load_letters() -> None:
    from pie_audit.reports import proof

    _expect(proof.has_letters(), "the fonts lack letters")


def _judge_password() -> None:
    from pie_audit.workflows import passwords

    weak, strong = passwords.strength("password1"), passwords.strength(passwords.suggest())
    _expect(weak.score < strong.score, "a weak password looks like a strong one")


def _upgrade_tables(folder: Path) -> None:
    from pie_audit.storage import engine, migrations, schema, upgrade

    file, key = folder / "older.db", os.urandom(32)
    file.touch(mode=0o600)
    older = engine.embedded_engine(file, key)
    upgrade.upgrade_server(older, to=_FIRST_TABLES)
    older.dispose()
    upgrade.upgrade_file(file, key)
    newer = engine.embedded_engine(file, key)
    with newer.connect() as connection:
        _expect(schema.read_version(connection) == migrations.SCHEMA, "the tables weren’t brought up to date")
    newer.dispose()


def _live_a_quarter(premises: Premises, worker: Worker, folder: Path) -> None:
    """A demo on which a whole review was lived through; closed again whatever happens."""
    from pie_audit.workflows.demo import demo

    plan = demo.DemoPlan(teams=1, quarters=2, people=3, as_of=date(2026, 9, 30))
    made = demo.make_demo(premises, worker, folder / "workspace", plan).made
    try:
        _expect_sound(made)
        _make_paper(made, folder / "plan.pdf")
    finally:
        made.opened.close()
    _expect_encrypted(folder / "workspace")


def _expect_sound(made: Made) -> None:
    from pie_audit.workflows import backups

    _expect(not backups.findings(made.opened), "the new workspace isn’t sound")


def _make_paper(made: Made, path: Path) -> None:
    from pie_audit.domain.plan_document import Edition
    from pie_audit.reports import proof
    from pie_audit.workflows import papers
    from pie_audit.workflows.demo import demo_words

    name = demo_words.TEAMS[0][0]
    team_id, quarter = made.opened.read(lambda tx: papers.team_to_export(tx, made.me, name))
    if quarter is None:
        raise RuntimeError("the demo has no plan")
    papers.export_plan(made.opened, made.me, papers.PlanFile(team_id, quarter, Edition.FULL, path))
    paper = path.read_bytes()
    _expect(proof.is_tagged(paper), "the paper isn’t tagged")
    _expect(proof.is_drawn(paper), "the paper has no picture")


def _expect_encrypted(workspace: Path) -> None:
    """No word of the demo is in the file, and another key doesn't open it."""
    from pie_audit.storage import marks, store
    from pie_audit.storage.workspace import DATABASE
    from pie_audit.workflows.demo import demo_words

    file = workspace / DATABASE
    kept = file.read_bytes()
    plain = (b"SQLite format 3", b"CREATE TABLE", demo_words.TEAMS[0][0].encode())
    _expect(len(kept) > 0 and not any(words in kept for words in plain), "the workspace isn’t encrypted")
    try:
        store.Store.open_embedded(
            file, os.urandom(32), marks.Marks(workspace, os.urandom(32)), look=True
        ).close()
    except CannotOpen:
        return
    raise RuntimeError("another key opens the workspace")
