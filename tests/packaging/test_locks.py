"""The locks: whole, hashed, without an address, and in step with pyproject.toml."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent.parent
LOCKS = ROOT / "packaging" / "lock"
NAMES = ("build.txt", "run.txt", "develop.txt")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


def _entries(name: str) -> list[tuple[Requirement, list[str]]]:
    """Each pinned requirement of a lock with its hashes."""
    text = (LOCKS / name).read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith(("#", "--"))]
    return [(Requirement(line.partition(" --hash")[0]), re.findall(r"--hash=(\S+)", line)) for line in lines]


def _pins(name: str, python: str) -> dict[str, Version]:
    """What a lock installs on 64-bit Linux under one Python."""
    computer = {"python_version": python, "python_full_version": f"{python}.1", "sys_platform": "linux"}
    computer |= {"platform_machine": "x86_64", "os_name": "posix"}
    return {
        canonicalize_name(entry.name): Version(str(entry.specifier).removeprefix("=="))
        for entry, _hashes in _entries(name)
        if entry.marker is None or entry.marker.evaluate(computer)
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_package_is_pinned_and_known_by_its_hash(name: str) -> None:
    entries = _entries(name)
    assert entries
    for entry, hashes in entries:
        assert re.fullmatch(r"==[\w.]+", str(entry.specifier)), entry
        assert hashes, entry
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", one) for one in hashes), entry


@pytest.mark.parametrize("name", NAMES)
def test_no_address_is_written_down(name: str) -> None:
    text = (LOCKS / name).read_text("utf-8")
    assert "://" not in text
    assert "index" not in text.replace("no index is named", "")


@pytest.mark.parametrize("name", NAMES)
def test_lock_itself_asks_for_hashes_and_wheels_only(name: str) -> None:
    lines = (LOCKS / name).read_text("utf-8").splitlines()
    assert {"--require-hashes", "--only-binary :all:"} <= set(lines)


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize(
    ("name", "extras"), [("run.txt", ()), ("develop.txt", ("test", "dev"))], ids=["run", "develop"]
)
def test_lock_meets_what_the_project_asks_for(name: str, extras: tuple[str, ...], python: str) -> None:
    wanted = list(PROJECT["project"]["dependencies"])
    for extra in extras:
        wanted += PROJECT["project"]["optional-dependencies"][extra]
    pins = _pins(name, python)
    for text in wanted:
        need = Requirement(text)
        if need.marker is None or need.marker.evaluate({"python_version": python}):
            assert pins[canonicalize_name(need.name)] in need.specifier


@pytest.mark.parametrize("python", PYTHONS)
def test_tests_run_with_the_very_versions_that_users_get(python: str) -> None:
    develop = _pins("develop.txt", python)
    assert {name: develop[name] for name in _pins("run.txt", python)} == _pins("run.txt", python)


def test_the_qt_that_aborts_on_python_3_11_is_locked_out() -> None:
    assert _pins("run.txt", "3.11")["pyside6-essentials"] != Version("6.12.0")
