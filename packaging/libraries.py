"""Which shared libraries the folder needs: those that its modules and plugins lead to; on Linux alone."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import PurePath

from PyInstaller.depend import bindepend

Entry = tuple[str, str, str]


def reachable(entries: Iterable[Entry]) -> list[Entry]:
    """The entries without libraries that nothing leads to: they came with plugins that were left out since."""
    listed = list(entries)
    if sys.platform != "linux":
        return listed
    libraries = {PurePath(entry[0]).name: entry for entry in listed if _is_library(entry)}
    waiting = [entry for entry in listed if not _is_library(entry)]
    reached = {entry[0] for entry in waiting}
    while waiting:
        for name, _path in bindepend.get_imports(waiting.pop()[1]):
            needed = libraries.get(PurePath(name).name)
            if needed and needed[0] not in reached:
                reached.add(needed[0])
                waiting.append(needed)
    return [entry for entry in listed if entry[0] in reached]


def _is_library(entry: Entry) -> bool:
    """Whether it is there for others: a module or a plugin is loaded by name, and so is Python itself."""
    place = PurePath(entry[0])
    if place.name.startswith("libpython") or "plugins" in place.parts:
        return False
    own_folder = len(place.parts) == 1 or place.parent.name == "lib" or place.parent.name.endswith(".libs")
    return own_folder and place.name.startswith("lib") and ".so" in place.name and entry[2] == "BINARY"
