"""From pressing the button to home painted with its data, less what deriving the password takes alone."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.rows import Row

_PLAN = ("--teams", "3", "--quarters", "4")
_TYPING_SECONDS = 1.0
BOUND_MS = 300.0


@dataclass(frozen=True, slots=True)
class Found:
    """Milliseconds of one process: the first sign-in, one after a lock, and Argon2id alone."""

    cold: float
    warm: float
    alone: float


def rows(runs: int) -> list[Row]:
    """First sign-in after the start, and the next one after a lock."""
    with tempfile.TemporaryDirectory() as top:
        name, password = _make_demo(Path(top) / "demo")
        found = [_in_a_process_of_its_own(Path(top) / "demo", name, password) for _run in range(runs)]
    alone = statistics.median(one.alone for one in found)
    return [
        _row("sign-in to home, first", [one.cold - one.alone for one in found], alone),
        _row("sign-in to home, after a lock", [one.warm - one.alone for one in found], alone),
    ]


def _row(name: str, over: list[float], alone: float) -> Row:
    detail = f"over Argon2id alone ({alone:.0f} ms); worst of {len(over)}: {max(over):.0f} ms"
    return Row(name, statistics.median(over), BOUND_MS, "ms", detail)


def _make_demo(folder: Path) -> tuple[str, str]:
    command = [sys.executable, "-m", "pie_audit", "demo", str(folder), *_PLAN, "--json"]
    made = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    person = made["people"][0]
    return person["name"], person["password"]


def _in_a_process_of_its_own(folder: Path, name: str, password: str) -> Found:
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-m", "tests.bench.sign_in", str(folder), home, name]
        done = subprocess.run(
            command,
            input=password,
            stdout=subprocess.PIPE,
            env={
                **os.environ,
                "QT_QPA_PLATFORM": "offscreen",
                "QT_LOGGING_RULES": "qt.qpa.*=false",
                "HOME": home,
            },
            check=True,
            text=True,
        )
    return Found(**json.loads(done.stdout))


def _measure(folder: Path, home: Path, name: str, password: str) -> Found:
    from pie_audit.vault.cost import DEMO
    from tests.bench.program import Program

    program = Program(home, DEMO, folder)
    program.rest(_TYPING_SECONDS)
    alone = statistics.median(_argon_alone(password) for _try in range(3))
    cold = _sign_in(program, name, password)
    program.rest(_TYPING_SECONDS)
    program.window.lock()
    program.until(lambda: program.window.jobs.me is None, "it didn’t lock")
    program.rest(_TYPING_SECONDS)
    warm = _sign_in(program, name, password)
    program.close()
    return Found(cold, warm, alone)


def _argon_alone(password: str) -> float:
    from pie_audit.vault.cost import DEMO
    from pie_audit.vault.kdf import derive, new_salt

    began = time.perf_counter()
    derive(password.encode(), new_salt(), cost=DEMO.password, floor=DEMO.floor)
    return (time.perf_counter() - began) * 1000


def _sign_in(program, name: str, password: str) -> float:  # type: ignore[no-untyped-def]  # Qt is loaded late
    from tests.journeys.visitor import Visitor

    visitor = Visitor(program.window)
    locked = bool(visitor.named("Unlock"))
    visitor.fills("Your name", name)
    visitor.fills("Password", password)
    button = visitor.named("Unlock" if locked else "Sign in")[-1]
    began = time.perf_counter()
    button.click()
    program.until(lambda: _home_is_full(program), "home never came")
    program.window.repaint()
    return (time.perf_counter() - began) * 1000


def _home_is_full(program) -> bool:  # type: ignore[no-untyped-def]
    inside = program.window.inside
    page = inside.page() if inside is not None else None
    return getattr(page, "home", None) is not None and page.isVisible()


if __name__ == "__main__":
    told = _measure(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.stdin.read())
    print(json.dumps({"cold": told.cold, "warm": told.warm, "alone": told.alone}))
