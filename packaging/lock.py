"""Works out the locks in ``packaging/lock/`` afresh: one file each for every platform and Python, with hashes.

No address of a package index is written down, so that the locks hold behind any mirror. Pins stay as they are
unless ``--upgrade`` is given. Needs the network; changes nothing but the lock files.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "packaging" / "lock"
OLDEST_PYTHON = "3.11"
HEADER = """\
# {what} Made by `make lock`; don't edit by hand.
# Wheels only, each known by its hash; no index is named, so any mirror will do.
--require-hashes
--only-binary :all:
"""


def _compile(uv: Path, lock: Path, what: str, arguments: list[str]) -> None:
    command = [
        *(str(uv), "pip", "compile", "--quiet", "--no-config", "--universal", "--generate-hashes"),
        *("--python-version", OLDEST_PYTHON, "--only-binary", ":all:"),
        *("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"),
        *("--output-file", str(lock), *arguments),
    ]
    subprocess.run(command, cwd=ROOT, check=True)
    pins = "".join(
        line for line in lock.read_text("utf-8").splitlines(keepends=True) if not line.startswith(("#", "--"))
    )
    lock.write_text(HEADER.format(what=what) + pins, "utf-8")


def main() -> int:
    """Compile every lock; returns an exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that fit")
    upgrade = ["--upgrade"] if parser.parse_args().upgrade else []
    build_needs = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"]
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run([sys.executable, "-m", "venv", scratch], check=True)
        tools = Path(scratch, "Scripts" if os.name == "nt" else "bin")
        subprocess.run([str(tools / "python"), "-m", "pip", "install", "--quiet", "uv"], check=True)
        needs = Path(scratch, "build.in")
        needs.write_text("\n".join(build_needs), "utf-8")
        _compile(tools / "uv", LOCKS / "build.txt", "What builds the package.", [str(needs), *upgrade])
        _compile(tools / "uv", LOCKS / "run.txt", "What the program runs with.", ["pyproject.toml", *upgrade])
        extras = ["--extra", "test", "--extra", "dev"]
        pinned = ["-c", str(LOCKS / "run.txt"), "-c", str(LOCKS / "build.txt")]
        _compile(
            tools / "uv",
            LOCKS / "develop.txt",
            "What running, testing and checking need.",
            ["pyproject.toml", *extras, *pinned, *upgrade],
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
