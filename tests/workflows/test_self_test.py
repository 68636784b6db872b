"""The self-test: it finds everything here, keeps nothing, and tells what is missing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import grimp
import pytest

import pie_audit
from pie_audit import paths
from pie_audit.domain.errors import CannotOpen
from pie_audit.reports import proof
from pie_audit.storage import upgrade
from pie_audit.vault.keyring_store import TRUSTED
from pie_audit.workflows import self_test
from pie_audit.workflows.presence import Clock, Premises
from pie_audit.workflows.self_test import Tried, try_everything
from pie_audit.workflows.worker import Worker
from tests.quarter import FAST

WHOLE = "encrypted workspace and its paper"


@pytest.fixture
def worker() -> Iterator[Worker]:
    found = Worker()
    yield found
    found.close()


@pytest.fixture
def tried(worker: Worker, tmp_path: Path) -> Callable[[], dict[str, str | None]]:
    """What the self-test says of each part."""

    def run() -> dict[str, str | None]:
        premises = Premises(FAST, Clock(), tmp_path / "workspaces", tmp_path / "marks")
        return {one.what: one.why for one in try_everything(premises, worker, tmp_path)}

    return run


def test_everything_works_here(tried: Callable[[], dict[str, str | None]], home: Path) -> None:
    assert set(tried().values()) == {None}
    assert list(home.rglob("*")) == [], "it touched what belongs to the person at this computer"


def test_a_lost_library_is_told_by_name(
    tried: Callable[[], dict[str, str | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_test, "LIBRARIES", ("a_library_that_was_left_out",))
    assert tried()["libraries"] == "ModuleNotFoundError: No module named 'a_library_that_was_left_out'"


def test_lost_questions_steps_and_fonts_are_told(
    tried: Callable[[], dict[str, str | None]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.setattr(paths, "questionnaires", lambda: empty)
    monkeypatch.setattr(proof, "has_letters", lambda: False)
    monkeypatch.setattr(upgrade, "upgrade_file", lambda file, key: None)
    found = tried()
    assert {what for what, why in found.items() if why is not None} == {
        "questions",
        "scores",
        "letters",
        "upgrade of the tables",
        WHOLE,
    }
    assert found["letters"] == "RuntimeError: the fonts lack letters"


def test_a_paper_without_tags_is_told(
    tried: Callable[[], dict[str, str | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proof, "is_tagged", lambda pdf: False)
    assert tried()[WHOLE] == "RuntimeError: the paper isn’t tagged"


def test_a_workspace_that_anybody_can_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "pie.db").write_bytes(b"SQLite format 3\x00 and the rest")
    with pytest.raises(RuntimeError, match="isn’t encrypted"):
        self_test._expect_encrypted(tmp_path)


def test_a_known_problem_is_told_in_its_own_words() -> None:
    def stay_shut() -> None:
        raise CannotOpen("It is open in a window.", "Close it there.")

    assert self_test._why_not(stay_shut) == "It is open in a window. Close it there."
    assert Tried("door", self_test._why_not(lambda: None)) == Tried("door", None)


def test_no_module_of_the_program_is_left_out_but_the_window_and_the_steps() -> None:
    graph = grimp.build_graph("pie_audit", cache_dir=None)
    left = graph.modules - set(self_test._modules_of(pie_audit)) - {"pie_audit"}
    outside = ("pie_audit.ui", "pie_audit.app", "pie_audit.__main__", "pie_audit.storage.migrations")
    assert left
    assert all(name.startswith(outside) for name in left)


def test_every_library_of_the_program_but_qt_is_tried() -> None:
    graph = grimp.build_graph("pie_audit", include_external_packages=True, cache_dir=None)
    others = {name for name in graph.modules if not name.startswith("pie_audit")}
    others -= set(sys.stdlib_module_names) | {"PySide6", "shiboken6"}
    assert others <= set(self_test.LIBRARIES)


def test_the_key_stores_are_those_the_program_trusts() -> None:
    known = {name for names in self_test.KEY_STORES.values() for name in names}
    assert known == {name.rpartition(".")[0] for name in TRUSTED}
