"""The licence texts of everything in the folder, gathered from where each was installed."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

from contents import NOT_NEEDED, ROOT, needed_distributions

OURS = ROOT / "packaging" / "licences"
"""Texts that a library asks to have along, but doesn't bring along as a package: Qt's, SQLCipher's, OpenSSL's."""
_LICENCE = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)


def gather(target: Path, system_libraries: Iterable[Path]) -> None:
    """Copy them to `target`, one folder for each work. Raises RuntimeError for a library that names no licence."""
    shutil.copytree(OURS, target)
    for found in metadata.distributions():
        name = re.sub(r"[-_.]+", "-", found.name).lower()
        if name in needed_distributions() | {"pyinstaller"} and name.replace("-", "_") not in NOT_NEEDED:
            _copy_texts(found, target / f"{name}-{found.version}")
    python = Path(sysconfig.get_path("stdlib"), "LICENSE.txt")
    if python.is_file():
        _copy(python, target / f"python-{sys.version.split()[0]}" / "LICENSE.txt")
    for package, text in _debian_packages(system_libraries):
        _copy(text, target / "system" / f"{package}.txt")


def _copy_texts(found: metadata.Distribution, target: Path) -> None:
    files = [file for file in found.files or () if _is_text(file)]
    if not files and not (found.metadata["License"] or found.metadata["License-Expression"]):
        raise RuntimeError(f"{found.name} names no licence")
    for file in files:
        parts = file.parts[1:]
        _copy(Path(str(file.locate())), target.joinpath(*(part for part in parts if part != "licenses")))


def _is_text(file: metadata.PackagePath) -> bool:
    inside = file.parts[0].endswith(".dist-info") and len(file.parts) > 1
    return inside and (file.parts[1] == "licenses" or bool(_LICENCE.match(file.name)))


def _debian_packages(libraries: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """The packages that these files of a Debian system come from, each with its licence text."""
    if not shutil.which("dpkg-query"):
        return
    names = set()
    for library in libraries:
        for path in (library, library.resolve(), Path(str(library).removeprefix("/usr"))):
            asked = subprocess.run(["dpkg-query", "--search", str(path)], capture_output=True, text=True)
            names |= {line.split(":")[0] for line in asked.stdout.splitlines()}
    for name in sorted(names):
        text = Path("/usr/share/doc", name, "copyright")
        if text.is_file():
            yield name, text


def _copy(text: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(text, target)
