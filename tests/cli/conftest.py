"""Commands are run in process on Quayside House, with passwords that cost nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pie_audit import cli
from tests import make
from tests.quarter import FAST, MANAGER, Finished, finished, password_of

__all__ = ["finished"]


@dataclass(frozen=True)
class Said:
    """What a command left behind: its exit code and both streams."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command."""

    def command(*words: object) -> Said:
        capsys.readouterr()
        code = cli.main([str(word) for word in words], kdf=FAST)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return command


@pytest.fixture(scope="session")
def with_a_plan(finished: Finished, tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """Quayside House after a round that was opened and talked through."""
    from pie_audit.workflows import meetings

    top = tmp_path_factory.mktemp("with a plan")
    hostel = finished.open(top)
    round_id = hostel.opened_round()
    hostel.do(meetings.record_consensus, hostel.amina, round_id, make.consensus())
    hostel.close()
    return Finished(top, finished.team_id, finished.house_code)


@pytest.fixture
def workspace(with_a_plan: Finished, tmp_path: Path) -> Path:
    """A copy of its folder, closed; the computer has not seen it before."""
    return with_a_plan.copy_to(tmp_path)


@pytest.fixture
def amina(tmp_path: Path) -> tuple[object, ...]:
    """The words that say who opens it."""
    return who(tmp_path, MANAGER)


def who(place: Path, name: str, password: str | None = None) -> tuple[object, ...]:
    file = place / f"password of {name.split()[0]}"
    file.write_text((password or password_of(name)) + "\n", encoding="utf-8")
    return ("--person", name, "--password-file", file)


@pytest.fixture
def house_key(with_a_plan: Finished, tmp_path: Path) -> tuple[object, ...]:
    file = tmp_path / "house key"
    file.write_text(with_a_plan.house_code)
    return ("--house-key-file", file)


def files_of(*folders: Path) -> dict[str, bytes]:
    """Every file below these folders with its content; the empty lock file aside."""
    return {
        str(f): f.read_bytes()
        for folder in folders
        for f in sorted(folder.rglob("*"))
        if f.is_file() and f.name != "pie.lock"
    }
