"""What the folder that runs is made of: our modules and data, the libraries of `run.txt`, and nothing that is not needed.

The spec file asks here, and so do the tests: both see one list.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "pie_audit"
RUN_LOCK = ROOT / "packaging" / "lock" / "run.txt"
FOLDERS = ("questionnaires", "resources")
"""Data folders, put where an installed program looks for them too (`packaging/bundle.py`)."""
STEPS = "storage/migrations"
"""Alembic reads these as files."""

# Each is reached by a library, never by us; what leaves them out is told in docs/packaging.md.
NOT_NEEDED = (
    # Nothing opens a server's database yet. A test fails on the day when something does.
    *("psycopg", "psycopg_binary", "psycopg_pool", "MySQLdb", "pysqlite2", "oracledb", "sqlite3", "_sqlite3"),
    # Pictures: only PNG is written, and only of pages.
    *(
        "PIL._avif",
        "PIL._webp",
        "PIL._imagingcms",
        "PIL._imagingft",
        "PIL._imagingtk",
        "PIL.ImageTk",
        "PIL.ImageQt",
    ),
    *("lxml.html", "lxml.objectify", "lxml.isoschematron", "lxml.cssselect", "bs4", "html5lib"),
    *("tkinter", "_tkinter", "idlelib", "lib2to3", "turtle", "turtledemo", "test", "pydoc_data"),
    *("curses", "readline", "pdb", "doctest", "ensurepip", "venv", "distutils"),
)
# Kept by folder and how its name begins, whatever the system; a folder that isn't named here is left out whole.
PLUGINS = {
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"),
    "platforminputcontexts": ("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
    "platformthemes": ("qxdgdesktopportal",),
    "xcbglintegrations": ("qxcb-egl-integration", "qxcb-glx-integration"),
    "iconengines": ("qsvgicon",),
    "imageformats": ("qsvg",),
    "printsupport": ("cupsprintersupport", "cocoaprintersupport", "windowsprintersupport"),
    "styles": ("qmodernwindowsstyle", "qmacstyle"),
    "wayland-decoration-client": ("adwaita", "bradient"),
    "wayland-graphics-integration-client": ("qt-plugin-wayland-egl", "dmabuf-server", "drm-egl-server"),
    "wayland-shell-integration": ("xdg-shell", "qt-shell", "wl-shell-plugin", "fullscreen-shell-v1"),
}
# Every Linux has them, and its graphics drivers need its own, which may be newer than those of the computer that builds.
THE_COMPUTERS_OWN = ("libstdc++.so.6", "libgcc_s.so.1")
Entry = tuple[str, str, str]
"""Where a file goes in the folder, where it comes from, and PyInstaller's word for its kind."""


def own_modules() -> list[str]:
    """Every module of the program, so that one imported only when it is needed is there too."""
    return sorted(_name_of(file) for file in PACKAGE.rglob("*.py") if not _is_step(file))


def hidden_modules() -> list[str]:
    """Own modules, and those of others that are looked up by name on this kind of computer."""
    from pie_audit.workflows.self_test import KEY_STORES, LIBRARIES

    return [*own_modules(), *LIBRARIES, *KEY_STORES.get(sys.platform, ())]


def data_files() -> list[tuple[str, str]]:
    """Each data file with the folder it goes to."""
    found = [(file, Path("pie_audit", "_bundled")) for folder in FOLDERS for file in _files_in(ROOT / folder)]
    steps = [file for file in _files_in(PACKAGE / STEPS) if file.suffix == ".py"]
    lists = [file for file in _files_in(PACKAGE) if file.suffix not in {".py", ".pyc"}]
    listed = [(str(file), str(below / file.relative_to(ROOT).parent)) for file, below in found]
    return listed + [(str(file), str(file.relative_to(ROOT).parent)) for file in (*steps, *lists)]


def left_out() -> list[str]:
    """Modules that must not come along: tools of ours, Qt that no screen uses, what `NOT_NEEDED` names."""
    return sorted({*NOT_NEEDED, *_tools(), *_unused_qt()})


def wanted(entries: Iterable[Entry]) -> list[Entry]:
    """Those of PyInstaller's files that the program needs; no links, so that the folder fits on any stick."""
    return [entry for entry in entries if entry[2] != "SYMLINK" and _is_wanted(Path(entry[0]))]


def used_qt() -> set[str]:
    """The modules of PySide6 that our source imports, for example ``PySide6.QtCore``."""
    return {".".join(name.split(".")[:2]) for name in imported() if name.startswith("PySide6.")}


def imported() -> set[str]:
    """Every module that our source imports anywhere, also inside functions."""
    return {name for file in PACKAGE.rglob("*.py") for name in _imports_of(file)}


def needed_distributions() -> set[str]:
    """The normalised names of what `run.txt` installs here or on another kind of computer."""
    lines = RUN_LOCK.read_text("utf-8").splitlines()
    return {found[1] for line in lines if (found := re.match(r"([a-z0-9-]+)==", line))}


def _name_of(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _is_step(file: Path) -> bool:
    return file.is_relative_to(PACKAGE / STEPS) and file != PACKAGE / STEPS / "__init__.py"


def _files_in(folder: Path) -> list[Path]:
    found = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return [file for file in found if "__pycache__" not in file.parts and not file.name.startswith(".")]


def _tools() -> Iterator[str]:
    """Top-level modules of what is installed for tests and checks alone."""
    needed = needed_distributions() | {"pie-audit"}
    for module, distributions in metadata.packages_distributions().items():
        names = {re.sub(r"[-_.]+", "-", name).lower() for name in distributions}
        if not names & needed and module.isidentifier():
            yield module


def _unused_qt() -> set[str]:
    import PySide6

    there = {f"PySide6.{file.name.partition('.')[0]}" for file in Path(PySide6.__path__[0]).glob("Qt*.*")}
    return there - used_qt()


def _imports_of(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _is_wanted(place: Path) -> bool:
    parts = place.parts
    if place.name in THE_COMPUTERS_OWN:
        return False
    if parts[0].startswith("pie_audit-"):  # its other files say where this checkout lies
        return place.name == "METADATA"
    if "PySide6" not in parts:
        return True
    if "translations" in parts or "qml" in parts:
        return False
    if "plugins" not in parts:
        return True
    folder, name = parts[parts.index("plugins") + 1], place.name.partition(".")[0].removeprefix("lib")
    return name.startswith(PLUGINS.get(folder, ("none is kept",)))
