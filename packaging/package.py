"""Builds the folder that runs, `dist/pie-audit/`, and tries it as somebody would who has just copied it.

PyInstaller puts it together (`pie-audit.spec`, `contents.py`). What is tried: every module is in it; from a copy in a
folder with spaces, with an empty home and no Python on the path, it tests itself, makes the demo, exports a plan and
opens its window; it writes nothing beside itself. A failure ends with 1.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
from importlib import metadata
from pathlib import Path
from typing import NoReturn

import contents
import notices
from PyInstaller.archive.readers import CArchiveReader
from PyInstaller.depend.bindepend import get_python_library_path
from PyInstaller.exceptions import PythonLibraryNotFoundError

ROOT = contents.ROOT
FOLDER = ROOT / "dist" / "pie-audit"
WORK = ROOT / "build" / "folder"
NAME = "pie-audit.exe" if os.name == "nt" else "pie-audit"
STARTS = 5
# What PyInstaller needs on Linux, and the Debian package that has it.
TOOLS = {"objdump": "binutils", "objcopy": "binutils", "ldd": "libc-bin"}
README = """\
pie-audit {version}

Open `{name}` in this folder. Nothing has to be installed, and no administrator is needed. Keep the folder
together: it may lie anywhere, on a stick too. What you write is kept apart from it, in your own folder on this computer.

In a terminal, `{name} --help` lists what else it does, and `{name} self-test` tries whether the folder is whole.

Licences: LICENSE, third-party.md and the folder licences. Qt and the other libraries are files of their own in
`_internal`, so that you may put your own build of one in its place.
"""


def main() -> int:
    """Build, then try; returns an exit code."""
    _check_tools()
    build()
    finish()
    with tempfile.TemporaryDirectory(prefix="pie-audit package ") as name:
        try_copy(Path(name))
    print(f"{FOLDER.relative_to(ROOT)}: {_megabytes(FOLDER)} MB")
    return 0


def build() -> None:
    """Let PyInstaller put the folder together. Raises CalledProcessError."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    command = [
        *(sys.executable, "-m", "PyInstaller", "--noconfirm"),
        *(
            "--distpath",
            str(FOLDER.parent),
            "--workpath",
            str(WORK),
            str(ROOT / "packaging" / "pie-audit.spec"),
        ),
    ]
    # An unchanging seed keeps the order of what is packed, so that two builds are alike.
    surroundings = os.environ | {
        "PYINSTALLER_CONFIG_DIR": str(WORK / "cache"),
        "PYTHONHASHSEED": "1",
        "PYI_LOG_LEVEL": "ERROR",
    }
    subprocess.run(command, cwd=ROOT, env=surroundings, check=True)


def finish() -> None:
    """Take what only a debugger reads out of Python's own files; add licences and a page to begin with."""
    inside = FOLDER / "_internal"
    if sys.platform == "linux":
        pythons = [*inside.glob("libpython*.so*"), *inside.glob("python3*/lib-dynload/*.so")]
        subprocess.run(["strip", "--strip-unneeded", *map(str, pythons)], check=True)
    notices.gather(FOLDER / "licences", _from_the_system(inside))
    shutil.copy(ROOT / "LICENSE", FOLDER)
    shutil.copy(ROOT / "docs" / "third-party.md", FOLDER)
    (FOLDER / "README.txt").write_text(
        README.format(version=metadata.version("pie-audit"), name=NAME), "utf-8"
    )


def try_copy(place: Path) -> None:
    """Use a copy of the folder, far from this checkout. Raises SystemExit with what is wrong."""
    _expect(not lost_modules(FOLDER), f"modules are missing: {lost_modules(FOLDER)}")
    copy = place / "a copy" / "pie audit"
    shutil.copytree(FOLDER, copy)
    before = _seen(copy)
    _expect(
        _run(copy, "--version").split()[-1] == metadata.version("pie-audit"), "it doesn't know its version"
    )
    tried = json.loads(_run(copy, "self-test", "--json"))
    _expect(tried["ok"], str(tried["checks"]))
    _make_plan(copy, place)
    starts = [json.loads(_run(copy, "--time-start")) for _ in range(STARTS)]
    for key in starts[0]:
        print(f"{key}: {statistics.median(start[key] for start in starts)} (median of {STARTS})")
    _expect(_seen(copy) == before, "it wrote into its own folder")


def lost_modules(folder: Path) -> set[str]:
    """Modules of the program that aren't in the packed ones, Qt's that its screens use and aren't there as files."""
    packed = CArchiveReader(str(folder / NAME)).open_embedded_archive("PYZ.pyz").toc
    files = {file.name.partition(".")[0] for file in (folder / "_internal" / "PySide6").iterdir()}
    lost = {name for name in contents.own_modules() if name not in packed} - {"pie_audit.__main__"}
    return lost | {name for name in contents.used_qt() if name.partition(".")[2] not in files}


def _make_plan(copy: Path, place: Path) -> None:
    """The demo and the paper of its latest quarter, as a person makes them."""
    demo = json.loads(_run(copy, "demo", str(place / "a demo"), "--json"))
    person, paper = demo["people"][0], place / "a plan.pdf"
    (place / "password").write_text(person["password"], "utf-8")
    who = ("--person", person["name"], "--password-file", str(place / "password"))
    where = ("--workspace", demo["workspace"], "--team", demo["teams"][0]["name"], "--out", str(paper))
    made = json.loads(_run(copy, "export", "plan", *where, *who, "--json"))
    _expect(made["pages"] > 0 and paper.read_bytes().startswith(b"%PDF"), "it made no plan")


def _run(copy: Path, *words: str) -> str:
    """What the program in the copy prints, with an empty home, no screen and nothing of this computer on the path."""
    home = copy.parent / "home"
    home.mkdir(exist_ok=True)
    surroundings = {"HOME": str(home), "PATH": str(home), "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
    if os.name == "nt":
        surroundings |= {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP")} | {
            "LOCALAPPDATA": str(home)
        }
    command = [str(copy / NAME), *words]
    done = subprocess.run(command, cwd=home, env=surroundings, capture_output=True, text=True, timeout=300)
    if done.returncode != 0:
        _stop(f"`{NAME} {' '.join(words[:2])}` ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def _seen(folder: Path) -> dict[str, tuple[int, int]]:
    found = ((file, file.stat()) for file in folder.rglob("*") if file.is_file())
    return {str(file): (facts.st_size, facts.st_mtime_ns) for file, facts in found}


def _from_the_system(inside: Path) -> list[Path]:
    """Where libraries of the folder came from that are neither Python's nor a package's."""
    multiarch = sysconfig.get_config_var("MULTIARCH") or ""
    names = sorted(file.name for file in inside.glob("*.so*"))
    places = [Path(place, multiarch, name) for place in ("/lib", "/usr/lib") for name in names]
    return [place for place in places if place.exists()]


def _check_tools() -> None:
    """Stop with a line to copy where the computer lacks what PyInstaller needs."""
    if sys.platform != "linux":
        return
    packages = {package for tool, package in TOOLS.items() if not shutil.which(tool)}
    try:
        get_python_library_path()
    except PythonLibraryNotFoundError:
        packages.add(f"libpython{sys.version_info[0]}.{sys.version_info[1]}")
    if packages:
        by_hand = "sudo apt-get install --no-install-recommends " + " ".join(sorted(packages))
        _stop(f"some system packages are missing. Copy this line, then run this again:\n{by_hand}")


def _megabytes(folder: Path) -> int:
    return round(sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6)


def _expect(held: bool, what: str) -> None:
    if not held:
        _stop(what)


def _stop(sentence: str) -> NoReturn:
    print(f"pie-audit: {sentence}", file=sys.stderr)
    raise SystemExit(1)


if __name__ == "__main__":
    sys.exit(main())
