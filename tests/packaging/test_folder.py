"""What goes into the folder that runs; building it takes a minute and is tried by `make package` itself."""

from __future__ import annotations

import ast
import os
import runpy
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
HERE = ROOT / "packaging"
PACKAGE = ROOT / "pie_audit"


@pytest.fixture(scope="module")
def load() -> Iterator[Callable[[str], ModuleType]]:
    """A file of `packaging/` as a module; forgotten afterwards."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(HERE))
        yield import_module
    for file in HERE.glob("*.py"):
        sys.modules.pop(file.stem, None)


@pytest.fixture(scope="module")
def contents(load: Callable[[str], ModuleType]) -> ModuleType:
    return load("contents")


@pytest.fixture(scope="module")
def plan(load: Callable[[str], ModuleType]) -> dict[str, Any]:
    """What the spec file asks of PyInstaller."""
    asked: dict[str, Any] = {}

    def analysis(scripts: list[str], **kinds: Any) -> SimpleNamespace:
        asked.update(kinds, scripts=scripts)
        return SimpleNamespace(binaries=[], datas=[], pure=[], scripts=[])

    def collect(*parts: Any, **kinds: Any) -> None:
        asked["collected"] = kinds["name"]

    made = dict.fromkeys(("PYZ", "EXE"), lambda *parts, **kinds: None)
    spec = compile((HERE / "pie-audit.spec").read_text("utf-8"), "pie-audit.spec", "exec")
    exec(spec, {"SPECPATH": str(HERE), "Analysis": analysis, "COLLECT": collect, **made})
    return asked


def _lazily_imported() -> set[str]:
    """Our modules that are imported inside a function, or by a name that is put together."""
    found = set()
    for file in PACKAGE.rglob("*.py"):
        for function in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(function, ast.FunctionDef):
                found |= {name for node in ast.walk(function) for name in _names(node)}
    return {name for name in found if name.startswith("pie_audit") and _is_module(name)}


def _names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _is_module(name: str) -> bool:
    place = ROOT.joinpath(*name.split("."))
    return place.is_dir() or place.with_suffix(".py").is_file()


def test_the_spec_names_every_module_that_is_imported_late(plan: dict[str, Any]) -> None:
    lazy = _lazily_imported()
    assert {
        "pie_audit.app",
        "pie_audit.commands",
        "pie_audit.workflows.demo.demo",
        "pie_audit.storage.upgrade",
    } <= lazy
    assert lazy - {"pie_audit"} <= set(plan["hiddenimports"])


def test_the_spec_names_every_module_there_is(plan: dict[str, Any]) -> None:
    files = [file.relative_to(ROOT).with_suffix("") for file in PACKAGE.rglob("*.py")]
    names = {".".join(file.parts).removesuffix(".__init__") for file in files}
    read_as_files = {name for name in names if name.startswith("pie_audit.storage.migrations.")}
    assert read_as_files
    assert names - read_as_files <= set(plan["hiddenimports"])


def test_the_spec_names_the_key_stores_that_are_looked_up_by_name(plan: dict[str, Any]) -> None:
    assert [name for name in plan["hiddenimports"] if name.startswith("keyring.backends.")]


def test_the_spec_brings_questions_resources_steps_and_words(plan: dict[str, Any]) -> None:
    brought = {(Path(source), Path(target)) for source, target in plan["datas"]}
    for folder in ("questionnaires", "resources"):
        files = {
            file for file in (ROOT / folder).rglob("*") if file.is_file() and not file.name.startswith(".")
        }
        assert files
        assert {
            (file, Path("pie_audit/_bundled") / file.relative_to(ROOT).parent) for file in files
        } <= brought
    steps = list((PACKAGE / "storage" / "migrations" / "versions").glob("v*.py"))
    assert steps
    beside = {*steps, PACKAGE / "storage" / "migrations" / "env.py", PACKAGE / "vault" / "words.txt"}
    assert {(file, file.relative_to(ROOT).parent) for file in beside} <= brought


def test_the_spec_leaves_out_nothing_that_the_program_imports(
    plan: dict[str, Any], contents: ModuleType
) -> None:
    left = set(plan["excludes"])
    assert left
    for name in contents.imported() | set(contents.hidden_modules()):
        parts = name.split(".")
        assert not {".".join(parts[:n]) for n in range(1, len(parts) + 1)} & left, name


def test_tools_and_unused_qt_stay_behind(plan: dict[str, Any]) -> None:
    assert {"pytest", "mypy", "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtTest"} <= set(plan["excludes"])


def test_every_locked_library_comes_along_but_the_servers(plan: dict[str, Any]) -> None:
    kept_away = {"psycopg", "psycopg_binary"}
    libraries = {
        "alembic",
        "dateutil",
        "icalendar",
        "keyring",
        "lxml",
        "mako",
        "nacl",
        "numpy",
        "PIL",
        "pikepdf",
        "reportlab",
        "tzdata",
    }
    assert not libraries & set(plan["excludes"])
    assert kept_away <= set(plan["excludes"])


def test_no_workflow_opens_a_servers_database_yet() -> None:
    """The day one does, psycopg has to come along: take it out of `contents.NOT_NEEDED`."""
    callers = [file for file in PACKAGE.rglob("*.py") if "storage" not in file.parts]
    assert not [file.name for file in callers if "open_postgres" in file.read_text("utf-8")]


@pytest.mark.parametrize(
    ("place", "stays"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/Qt/plugins/platforms/libqwayland-generic.so", True),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", False),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", False),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6/QtCore.abi3.so", True),
        ("libstdc++.so.6", False),
        ("libxcb-cursor.so.0", True),
        ("pie_audit-0.1.0.dist-info/METADATA", True),
        ("pie_audit-0.1.0.dist-info/direct_url.json", False),
        ("pie_audit/_bundled/resources/tokens.json", True),
    ],
)
def test_of_qt_and_of_this_computer_only_what_is_needed_stays(
    contents: ModuleType, place: str, stays: bool
) -> None:
    entry = (place, f"/somewhere/{place}", "BINARY")
    assert contents.wanted([entry]) == ([entry] if stays else [])


def test_no_link_stays_so_that_the_folder_fits_on_any_stick(contents: ModuleType) -> None:
    assert contents.wanted([("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK")]) == []


def test_a_library_that_nothing_leads_to_any_more_is_left_out(
    load: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    libraries = load("libraries")
    led = {"/m.so": {("libneeded.so.1", None)}, "/libneeded.so.1": {("libdeeper.so.2", "/libdeeper.so.2")}}
    monkeypatch.setattr(libraries.bindepend, "get_imports", lambda path: led.get(path, set()))
    monkeypatch.setattr(sys, "platform", "linux")
    module = ("package/m.so", "/m.so", "EXTENSION")
    kept = [
        (name, f"/{name}", "BINARY") for name in ("libneeded.so.1", "libdeeper.so.2", "libpython3.11.so.1.0")
    ]
    assert libraries.reachable([module, *kept, ("libgtk.so", "/libgtk.so", "BINARY")]) == [module, *kept]


def test_every_library_that_comes_along_brings_its_licence(
    load: Callable[[str], ModuleType], contents: ModuleType, tmp_path: Path
) -> None:
    load("notices").gather(tmp_path / "licences", [])
    folders = {folder.name.rpartition("-")[0]: folder for folder in (tmp_path / "licences").iterdir()}
    # Qt's packages bring no text of their own; LGPL-3.0.txt is theirs.
    texts_elsewhere = {"pyside6-essentials", "shiboken6", "psycopg", "psycopg-binary"}
    elsewhere_installed = (
        {"pywin32-ctypes"} if sys.platform != "win32" else {"jeepney", "secretstorage", "cryptography"}
    )
    installed = contents.needed_distributions() - elsewhere_installed
    if sys.version_info >= (3, 12):
        installed -= {"backports-tarfile", "importlib-metadata", "lazy-importer", "zipp"}
    for name in installed - texts_elsewhere:
        assert any(file.stat().st_size for file in folders[name].rglob("*") if file.is_file()), name
    for text in ("LGPL-3.0.txt", "GPL-3.0.txt", "Apache-2.0.txt", "SQLCipher.txt"):
        assert (tmp_path / "licences" / text).stat().st_size


@pytest.mark.parametrize("before", [None, "/opt/mine"])
def test_what_the_program_starts_gets_its_own_libraries_back(
    before: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/the folder/_internal:/opt/mine")
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    if before:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    runpy.run_path(str(HERE / "start.py"))
    assert os.environ.get("LD_LIBRARY_PATH") == before
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ


def test_a_folder_that_lost_a_module_is_not_handed_out(
    load: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package = load("package")
    inside = tmp_path / "_internal" / "PySide6"
    inside.mkdir(parents=True)
    for name in ("QtCore.abi3.so", "QtGui.abi3.so", "QtWidgets.abi3.so", "QtSvg.abi3.so"):
        (inside / name).touch()
    packed = SimpleNamespace(toc=set(package.contents.own_modules()) - {"pie_audit.workflows.demo.demo"})
    archive = SimpleNamespace(open_embedded_archive=lambda name: packed)
    monkeypatch.setattr(package, "CArchiveReader", lambda path: archive)
    assert package.lost_modules(tmp_path) == {"pie_audit.workflows.demo.demo", "PySide6.QtPrintSupport"}


def test_what_the_system_lacks_is_asked_for_in_one_line(
    load: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    package = load("package")

    def lost() -> None:
        raise package.PythonLibraryNotFoundError("there is none")

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(package, "get_python_library_path", lost)
    monkeypatch.setattr(
        package.shutil, "which", lambda tool: None if tool == "objcopy" else f"/usr/bin/{tool}"
    )
    with pytest.raises(SystemExit) as stop:
        package._check_tools()
    assert stop.value.code == 1
    library = f"libpython{sys.version_info[0]}.{sys.version_info[1]}"
    assert capsys.readouterr().err.endswith(f"apt-get install --no-install-recommends binutils {library}\n")
