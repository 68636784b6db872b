"""The shape that ARCHITECTURE.md promises: contracts that hold and can fail, a light start, a tree that is true."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parent.parent
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
LAYERS, UI, GATE, CYCLES = "Layers", "Inside ui", "Gate", "No cycles"

BREAKS = {
    "a low layer imports a higher one": (
        LAYERS,
        {"pie_audit/domain/quarter.py": "from pie_audit import paths"},
    ),
    "siblings meet": (LAYERS, {"pie_audit/storage/meets.py": "import pie_audit.vault"}),
    "a module has no layer": (LAYERS, {"pie_audit/elsewhere.py": ""}),
    "one screen imports another": (
        UI,
        {"pie_audit/ui/plan/__init__.py": "", "pie_audit/ui/plan/peeks.py": "import pie_audit.ui.audit"},
    ),
    "a widget knows the shell": (UI, {"pie_audit/ui/widgets/knows.py": "import pie_audit.ui.shell"}),
    "a part of ui has no layer": (UI, {"pie_audit/ui/elsewhere.py": ""}),
    "a screen reads the database": (GATE, {"pie_audit/ui/audit/reads.py": "import pie_audit.storage"}),
    "a command opens the vault": (GATE, {"pie_audit/cli.py": "import pie_audit.vault"}),
    "a plan counts ballots": (
        "Ballots",
        {
            "pie_audit/storage/ballots.py": "",
            "pie_audit/workflows/plans.py": "import pie_audit.storage.ballots",
        },
    ),
    "a plan reads releases": (
        "Ballots",
        {
            "pie_audit/storage/releases.py": "",
            "pie_audit/workflows/plans.py": "import pie_audit.storage.releases",
        },
    ),
    "two modules import each other": (
        CYCLES,
        {
            "pie_audit/domain/hen.py": "from pie_audit.domain import egg",
            "pie_audit/domain/egg.py": "from pie_audit.domain import hen",
        },
    ),
    "an import hides in a function": (
        LAYERS,
        {"pie_audit/domain/quarter.py": "def late() -> None:\n    from pie_audit import paths\n"},
    ),
}


def _guarded_libraries() -> dict[str, str]:
    """Each library that has a home, with the name of the contract that says so."""
    return {
        library: contract["name"]
        for contract in CONTRACTS
        if contract["type"] == "only_in"
        for library in contract["protected_modules"]
        if not library.startswith("pie_audit")
    }


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package and its contracts, to be broken."""
    ignored = shutil.ignore_patterns("__pycache__", "_bundled")
    shutil.copytree(ROOT / "pie_audit", tmp_path / "pie_audit", ignore=ignored)
    (tmp_path / "tests").mkdir()
    for name in ("pyproject.toml", "tests/__init__.py", "tests/contracts.py"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def _broken_contracts(folder: Path) -> list[str]:
    """The names of the contracts that don't hold for the package in `folder`."""
    program = (
        "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "--no-cache", "--no-logo"], cwd=folder, capture_output=True, text=True
    )
    broken = re.findall(r"^(.+) BROKEN$", done.stdout, re.MULTILINE)
    assert re.search(r"^Contracts: \d+ kept, \d+ broken\.$", done.stdout, re.MULTILINE), (
        done.stdout + done.stderr
    )
    assert (done.returncode == 0) == (not broken)
    return broken


def _append(folder: Path, additions: dict[str, str]) -> None:
    for name, line in additions.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")


def test_the_package_keeps_every_contract(copy: Path) -> None:
    assert _broken_contracts(copy) == []


@pytest.mark.parametrize("what", BREAKS)
def test_contract_fails_when(what: str, copy: Path) -> None:
    contract, additions = BREAKS[what]
    _append(copy, additions)
    assert [name for name in _broken_contracts(copy) if name.startswith(contract)]


def test_every_guarded_library_is_refused_outside_its_home(copy: Path) -> None:
    libraries = _guarded_libraries()
    _append(copy, {"pie_audit/words.py": "\n".join(f"import {library}" for library in libraries)})
    assert set(_broken_contracts(copy)) == set(libraries.values())


@pytest.mark.parametrize("library", ["PySide6", "pandas", "reportlab"])
def test_one_library_breaks_its_own_contract_alone(library: str, copy: Path) -> None:
    _append(copy, {"pie_audit/words.py": f"import {library}"})
    assert _broken_contracts(copy) == [_guarded_libraries()[library]]


def test_every_library_has_a_home() -> None:
    graph = grimp.build_graph("pie_audit", include_external_packages=True, cache_dir=None)
    outside = {name for name in graph.modules if not name.startswith("pie_audit")}
    assert outside - set(sys.stdlib_module_names) <= set(_guarded_libraries())


def test_start_loads_no_heavy_library() -> None:
    program = "import sys, pie_audit.__main__; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "pie_audit" in loaded
    heavy = {
        "PySide6",
        "alembic",
        "dateutil",
        "icalendar",
        "numpy",
        "pandas",
        "pikepdf",
        "psycopg",
        "pyqtgraph",
        "reportlab",
        "sqlalchemy",
    }
    assert not loaded & heavy


def test_the_door_is_shown_without_database_papers_or_password_judge(home: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from PySide6.QtWidgets import QApplication; "
        "application = QApplication([]); from pie_audit import app; from pie_audit.settings import Settings; "
        "from pie_audit.workflows.worker import Worker; worker = Worker(); "
        "window = app.build_window(worker, app.premises_here(None), app.KeptPreferences(Settings())); "
        "window.show(); assert window.door.page is not None; print(*sys.modules); worker.close()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "PySide6" in loaded
    assert not loaded & {
        "alembic",
        "keyring",
        "nacl",
        "numpy",
        "pandas",
        "pikepdf",
        "reportlab",
        "sqlalchemy",
        "zxcvbn",
    }


# --- the tree ---------------------------------------------------------------------------------------------------------

_NAME = re.compile(r"[\w.-]+(?:/|\.\w+)")


def _told_tree(text: str) -> dict[str, set[str]]:
    """The first fenced tree of a page: each folder's path with the names told inside it.

    Two spaces of indentation a level; names end in ``/`` or have an extension; several may share a line, set
    apart by two spaces, and what follows them is a comment.
    """
    fence = re.search(r"^```\w*\n(pie_audit/\n.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert fence, "no fenced tree that begins with pie_audit/"
    folders: list[str] = []
    told: dict[str, set[str]] = {"": set()}
    for line in fence[1].splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        names = _leading_names(line)
        if not names:
            continue  # a comment goes on from the line above
        parent = "".join(folders[:depth])
        told.setdefault(parent, set()).update(names)
        if names[-1].endswith("/"):
            folders[depth:] = [names[-1]]
    return told


def _leading_names(line: str) -> list[str]:
    names = []
    for part in re.split(r"\s{2,}", line.strip()):
        if not _NAME.fullmatch(part):
            break
        names.append(part)
    return names


def _real_names(folder: Path) -> set[str]:
    """Modules and packages in a folder of the package, as the tree writes them."""
    modules = {path.name for path in folder.glob("*.py") if path.name != "__init__.py"}
    packages = {f"{path.parent.name}/" for path in folder.glob("*/*.py")}
    return modules | packages


def test_tree_is_read_as_it_is_written() -> None:
    page = """words
```
pie_audit/
  cli.py   the commands
  ui/      only Qt,
           and more
    a.py  b.py  two of them
d/   data
```
"""
    assert _told_tree(page) == {
        "": {"pie_audit/", "d/"},
        "pie_audit/": {"cli.py", "ui/"},
        "pie_audit/ui/": {"a.py", "b.py"},
    }


def test_architecture_page_tells_the_tree_as_it_is() -> None:
    told = _told_tree((ROOT / "ARCHITECTURE.md").read_text("utf-8"))
    assert {name for name in told[""] if not (ROOT / name).exists()} == set()
    for folder, names in told.items():
        if folder:
            assert names == _real_names(ROOT / folder), folder
