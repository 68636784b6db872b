"""What a built package carries."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDERS = ("pie_audit", "questionnaires", "resources", "packaging")
FILES = ("pyproject.toml", "README.md", "LICENSE", "docs/third-party.md")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """A wheel built from a copy of the project."""
    copy = tmp_path_factory.mktemp("project")
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "docs").mkdir()
    for file in FILES:
        shutil.copy(ROOT / file, copy / file)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", "out", "."]
    subprocess.run(command, cwd=copy, check=True, capture_output=True)
    (made,) = (copy / "out").iterdir()
    return zipfile.ZipFile(made)


def _files_below(folder: Path) -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }


@pytest.mark.parametrize("folder", ["questionnaires", "resources"])
def test_wheel_carries_every_file_of(folder: str, wheel: zipfile.ZipFile) -> None:
    expected = {f"pie_audit/_bundled/{name}" for name in _files_below(ROOT / folder)}
    assert expected
    assert expected <= set(wheel.namelist())


def test_wheel_carries_every_file_of_the_package(wheel: zipfile.ZipFile) -> None:
    assert _files_below(ROOT / "pie_audit") <= set(wheel.namelist())


def test_wheel_carries_nothing_else(wheel: zipfile.ZipFile) -> None:
    assert {name.partition("/")[0] for name in wheel.namelist()} == {
        "pie_audit",
        "pie_audit-0.1.0.dist-info",
    }


def test_wheel_carries_the_licences(wheel: zipfile.ZipFile) -> None:
    names = {Path(name).name for name in wheel.namelist() if "/licenses/" in name}
    assert names == {"LICENSE", "third-party.md"}
