"""The set-up step: what it asks for, and that it leaves a finished environment alone."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
BOOTSTRAP = ROOT / "packaging" / "bootstrap.py"


@pytest.fixture
def bootstrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The set-up step as a module, pointed at an environment of its own."""
    spec = importlib.util.spec_from_file_location("bootstrap_under_test", BOOTSTRAP)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    return module


def _pretend_made(environment: Path) -> None:
    (environment / "bin").mkdir(parents=True)
    for name in ("python", "pip"):
        (environment / "bin" / name).touch()
    (environment / "pyvenv.cfg").write_text("version = 3.11.2\n")


def _stand_in(folder: Path, name: str, script: str) -> None:
    """A command that the set-up step finds before the computer's own."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of stand-in commands, which is all that PATH holds beside the shell's own."""
    folder = tmp_path / "commands"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def test_a_second_run_finds_nothing_to_do_and_says_nothing(bootstrap: ModuleType) -> None:
    _pretend_made(bootstrap.VENV)
    (bootstrap.VENV / ".installed-develop").write_text(bootstrap.digest_of("develop"))
    bootstrap.install_packages("develop")
    bootstrap.install_packages("run")


def test_an_environment_for_running_is_not_enough_for_tests(bootstrap: ModuleType) -> None:
    _pretend_made(bootstrap.VENV)
    (bootstrap.VENV / ".installed-run").write_text(bootstrap.digest_of("run"))
    assert bootstrap._is_ready("run")
    assert not bootstrap._is_ready("develop")


def test_a_changed_lock_makes_the_environment_stale(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _pretend_made(bootstrap.VENV)
    (bootstrap.VENV / ".installed-develop").write_text(bootstrap.digest_of("develop"))
    monkeypatch.setattr(bootstrap, "LOCKS", tmp_path)
    (tmp_path / "develop.txt").write_text("other==1\n")
    assert not bootstrap._is_ready("develop")


def test_an_environment_without_pip_is_made_again(bootstrap: ModuleType) -> None:
    _pretend_made(bootstrap.VENV)
    (bootstrap.VENV / "bin" / "pip").unlink()
    assert not bootstrap._is_whole()


def test_libraries_of_the_screen_are_wanted_only_with_a_screen(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "_loads", lambda soname: False)
    monkeypatch.setattr(bootstrap.sys, "platform", "linux")
    with_screen, without = bootstrap.missing_libraries(True), bootstrap.missing_libraries(False)
    assert set(with_screen) - set(without) == set(bootstrap.ON_SCREEN)
    assert "libGL.so.1" in without


@pytest.mark.parametrize(
    ("surroundings", "expected"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "xcb"}, True),
    ],
)
def test_a_screen_is_told_by_the_surroundings(
    surroundings: dict[str, str], expected: bool, bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)
    assert bootstrap._has_screen() is expected


def test_who_may_not_install_gets_one_exact_line_to_copy(
    bootstrap: ModuleType,
    commands: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _stand_in(commands, "apt-get", "exit 0")
    _stand_in(commands, "apt-cache", '[ "$2" != libglib2.0-0t64 ]')
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(bootstrap, "missing_libraries", lambda has_screen: bootstrap.SCREENLESS)
    monkeypatch.setattr(bootstrap, "_venv_packages", lambda: ["python3.11-venv"])
    with pytest.raises(SystemExit) as stopped:
        bootstrap.prepare_system(False)
    assert stopped.value.code == 1
    assert capsys.readouterr().err.splitlines()[1:] == [
        "sudo apt-get install --no-install-recommends python3.11-venv libglib2.0-0 libegl1 libgl1 libxkbcommon0"
        " libdbus-1-3 libfontconfig1"
    ]


def test_the_newer_name_of_a_package_is_taken_where_the_system_knows_it(
    bootstrap: ModuleType, commands: Path
) -> None:
    _stand_in(commands, "apt-cache", "exit 0")
    assert bootstrap._first_known(bootstrap.SCREENLESS["libglib-2.0.so.0"]) == "libglib2.0-0t64"


def test_sudo_that_asks_no_password_may_install(
    bootstrap: ModuleType, commands: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = commands / "told"
    _stand_in(commands, "sudo", f'shift; echo "$@" >> {told}')
    _stand_in(commands, "apt-cache", "exit 1")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    bootstrap._install_system_packages([("libgl1",)])
    assert told.read_text().splitlines() == [
        "true",
        "env DEBIAN_FRONTEND=noninteractive apt-get -qq update",
        "env DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends libgl1",
    ]


def test_a_system_without_apt_names_what_to_install(
    bootstrap: ModuleType,
    commands: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert list(commands.iterdir()) == []
    monkeypatch.setattr(bootstrap, "missing_libraries", lambda has_screen: {"libGL.so.1": ("libgl1",)})
    monkeypatch.setattr(bootstrap, "_venv_packages", list)
    with pytest.raises(SystemExit):
        bootstrap.prepare_system(False)
    assert "libGL.so.1" in capsys.readouterr().err


def test_wrong_use_gets_its_own_exit_code() -> None:
    done = subprocess.run([sys.executable, BOOTSTRAP, "everything"], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert "run|develop" in done.stderr


def test_what_tests_ask_of_the_computer_is_installed_where_it_may_be(
    bootstrap: ModuleType, commands: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(bootstrap, "_install_system_packages", asked.append)
    monkeypatch.setattr(bootstrap, "_privilege", list)
    _stand_in(commands, "apt-get", "exit 0")
    bootstrap.prepare_tests()
    assert asked == [[("poppler-utils",)]]
    _stand_in(commands, "pdfinfo", "exit 0")
    bootstrap.prepare_tests()
    assert len(asked) == 1


def test_without_the_right_to_install_the_tests_skip_and_it_says_which(
    bootstrap: ModuleType,
    commands: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(bootstrap, "_privilege", lambda: None)
    _stand_in(commands, "apt-get", "exit 0")
    bootstrap.prepare_tests()
    assert "pdfinfo" in capsys.readouterr().err
