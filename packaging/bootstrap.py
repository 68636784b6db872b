"""Brings a bare computer to where the program starts: system libraries, `.venv`, locked packages. Standard library only.

``bootstrap.py run`` installs what the program needs, ``bootstrap.py develop`` also what tests and checks need.
A second run finds nothing to do and says nothing. What it may not install, it asks for in one line to copy.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = ROOT / "packaging" / "lock"
LOCKS_OF = {"run": ("run.txt", "build.txt"), "develop": ("develop.txt",)}
OLDEST, NEWEST = (3, 11), (3, 14)

# What Qt loads on Linux, and the Debian packages that hold it (the first name that the system knows is taken).
SCREENLESS = {
    "libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libEGL.so.1": ("libegl1",),
    "libGL.so.1": ("libgl1",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libfontconfig.so.1": ("libfontconfig1",),
}
ON_SCREEN = {
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
}

# What tests ask beside the locked packages, and the Debian package that holds it.
TEST_COMMANDS = {"pdfinfo": ("poppler-utils",)}


def _say(sentence: str) -> None:
    print(f"pie-audit: {sentence}", file=sys.stderr, flush=True)


def _stop(sentence: str) -> NoReturn:
    _say(sentence)
    raise SystemExit(1)


def _use_a_fitting_python() -> None:
    """Go on under another Python of this computer if this one is too old or too new."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        other = shutil.which(f"python3.{minor}")
        if other and subprocess.run([other, "-c", ""], capture_output=True).returncode == 0:
            os.execv(other, [other, *sys.argv])
    _stop("this needs Python 3.11, 3.12, 3.13 or 3.14: install one of them, then run this again.")


# --- system packages --------------------------------------------------------------------------------------------------


def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def _has_screen() -> bool:
    if os.environ.get("QT_QPA_PLATFORM", "xcb").partition(":")[0] != "xcb":
        return False
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing_libraries(has_screen: bool) -> dict[str, tuple[str, ...]]:
    """The libraries that Qt would look for in vain, each with the Debian packages that may hold it."""
    if not sys.platform.startswith("linux"):
        return {}
    wanted = SCREENLESS | ON_SCREEN if has_screen else SCREENLESS
    return {soname: packages for soname, packages in wanted.items() if not _loads(soname)}


def _venv_packages() -> list[str]:
    """The package that brings Debian's missing venv module, or nothing where venv works."""
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        return [f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"]
    return []


def _apt_knows(package: str) -> bool:
    return subprocess.run(["apt-cache", "show", package], capture_output=True).returncode == 0


def _first_known(packages: Sequence[str]) -> str:
    return next((package for package in packages[:-1] if _apt_knows(package)), packages[-1])


def _privilege() -> list[str] | None:
    """What stands before a command that installs: nothing for root, sudo if it asks no password, else None."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


def _run_apt(arguments: list[str], privilege: list[str]) -> bool:
    """Run apt-get without questions; what it says is shown only when it goes wrong."""
    command = [*privilege, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", *arguments]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode != 0:
        sys.stderr.write(done.stdout)
    return done.returncode == 0


def _install_system_packages(alternatives: list[tuple[str, ...]]) -> None:
    """Install one of each group with apt, or stop with the line that does it."""
    privilege = _privilege()
    if privilege is not None:
        _say("fetching the list of system packages")
        _run_apt(["update"], privilege)
    packages = list(dict.fromkeys(_first_known(group) for group in alternatives))
    by_hand = "sudo apt-get install --no-install-recommends " + " ".join(packages)
    if privilege is None:
        _stop(f"some system packages are missing. Copy this line, then run this again:\n{by_hand}")
    _say("installing system packages: " + " ".join(packages))
    if not _run_apt(["install", "--yes", "--no-install-recommends", *packages], privilege):
        _stop(f"the system packages could not be installed. Look at the lines above, then try:\n{by_hand}")


def prepare_system(has_screen: bool) -> None:
    """Make the venv module and Qt's libraries available; stops with one line where only a person can."""
    libraries = missing_libraries(has_screen)
    needs_venv = [] if _is_whole() else _venv_packages()
    if not libraries and not needs_venv:
        return
    if not shutil.which("apt-get"):
        what = [*libraries, *("Python's venv module" for _ in needs_venv)]
        _stop("install these with your system's own package tool, then run this again: " + ", ".join(what))
    _install_system_packages([*((package,) for package in needs_venv), *libraries.values()])


def prepare_tests() -> None:
    """Make what tests ask of the computer available; where only a person can, say so and go on: they skip aloud."""
    missing = {name: packages for name, packages in TEST_COMMANDS.items() if not shutil.which(name)}
    if not missing:
        return
    if shutil.which("apt-get") and _privilege() is not None:
        _install_system_packages(list(missing.values()))
    else:
        _say("some tests skip until these commands are installed: " + ", ".join(missing))


# --- .venv --------------------------------------------------------------------------------------------------------------


def _python_in(environment: Path) -> Path:
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _is_whole() -> bool:
    """Whether `.venv` was made to the end (pip comes last) and its Python is still there."""
    python = _python_in(VENV)
    return python.exists() and any(python.with_name(name).exists() for name in ("pip", "pip.exe"))


def digest_of(purpose: str) -> str:
    """What the stamp holds: changes with the locks, the project's own metadata, its place and its Python."""
    parts = [str(ROOT).encode(), (VENV / "pyvenv.cfg").read_bytes(), (ROOT / "pyproject.toml").read_bytes()]
    parts += [(LOCKS / name).read_bytes() for name in LOCKS_OF[purpose]]
    return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def _stamp(purpose: str) -> Path:
    return VENV / f".installed-{purpose}"


def _is_ready(purpose: str) -> bool:
    if not _is_whole():
        return False
    covering = ("run", "develop") if purpose == "run" else ("develop",)
    return any(_stamp(p).exists() and _stamp(p).read_text() == digest_of(p) for p in covering)


def _make_venv() -> None:
    if _is_whole():
        return
    _say(f"making {VENV.name} with Python {sys.version_info[0]}.{sys.version_info[1]}")
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], stdout=sys.stderr)
    if made.returncode != 0:
        _stop(f"{VENV.name} could not be made. Look at the lines above; python3-venv may be missing.")


def _pip(*arguments: str) -> None:
    quiet = ("--quiet", "--disable-pip-version-check", "--no-input")
    command = [str(_python_in(VENV)), "-m", "pip", "install", *quiet, *arguments]
    if subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=sys.stderr).returncode != 0:
        _stop("the packages could not be installed. Look at the lines above; is the network there?")


def install_packages(purpose: str) -> None:
    """Bring `.venv` to what the locks of `purpose` say; done already, it does nothing."""
    if _is_ready(purpose):
        return
    _make_venv()
    for stamp in ("run", "develop"):
        _stamp(stamp).unlink(missing_ok=True)
    _say("installing the packages it needs, checked by their hashes (this takes a minute)")
    locks = [argument for name in LOCKS_OF[purpose] for argument in ("-r", str(LOCKS / name))]
    _pip("--require-hashes", "--only-binary", ":all:", "--no-compile", *locks)
    _pip("--no-deps", "--no-build-isolation", "--no-compile", "--editable", ".")
    _stamp(purpose).write_text(digest_of(purpose))
    _say("ready")


def main(arguments: Sequence[str]) -> int:
    """Prepare for ``run`` or ``develop``; returns an exit code."""
    if len(arguments) != 1 or arguments[0] not in LOCKS_OF:
        print("usage: bootstrap.py run|develop", file=sys.stderr)
        return 2
    _use_a_fitting_python()
    prepare_system(_has_screen() and arguments[0] == "run")
    if arguments[0] == "develop":
        prepare_tests()
    install_packages(arguments[0])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
