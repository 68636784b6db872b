"""`python -m tests.screenshots`: what the docs show into docs/screenshots; `--all FOLDER` every screen in all looks."""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["TZ"] = "UTC"  # the hour on the pictures is the same wherever they are drawn
if hasattr(time, "tzset"):
    time.tzset()

from PySide6.QtWidgets import QApplication

from pie_audit.ui.widgets import watch_focus
from tests.screenshots import change, door, everyday, quarter, settings, surveys, writing
from tests.screenshots.studio import LOOKS, Studio
from tests.screenshots.wanted import PICTURES, named, split_look

SCENES: dict[str, Callable[[Studio, Path], None]] = {
    "quarter": quarter.play,
    "settings": settings.play,
    "writing": writing.play,
    "surveys": surveys.play,
    "change": change.play,
    "everyday": everyday.play,
    "demo": door.play_demo,
    "first-run": door.play,
}


def main() -> None:
    """Draw what was asked for."""
    options = _read_options()
    application = QApplication([])
    application.setCursorFlashTime(0)
    watch_focus(application)
    if options.all is not None:
        for look in LOOKS:
            if not options.look or look.name in options.look:
                studio = Studio(look, options.all / look.name, _wanted(options.only), below_too=True)
                _draw(studio, options.scene)
        return
    _draw_docs(_wanted(options.only), options.scene)


def _draw_docs(wanted: Callable[[str], bool], scenes: Sequence[str] | None) -> None:
    """What the pages of the docs name, look by look, and away with what none of them names any more."""
    names = {split_look(name): name for name in named() if wanted(name)}
    for look in LOOKS:
        shows = {shown: name for (shown, in_look), name in names.items() if in_look == look.name}
        if shows:
            with tempfile.TemporaryDirectory() as folder:
                studio = Studio(look, Path(folder), lambda name, shows=shows: name in shows)
                _draw(studio, scenes, enough=frozenset(shows))
                for shown, name in shows.items():
                    if _file(studio, shown).exists():
                        shutil.move(_file(studio, shown), PICTURES / f"{name}.png")
    for picture in PICTURES.glob("*.png"):
        if picture.stem not in named():
            picture.unlink()


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    parser.add_argument(
        "--all", type=Path, metavar="FOLDER", help="all looks, and page ends, into this folder"
    )
    parser.add_argument(
        "--look", action="append", choices=[look.name for look in LOOKS], help="only this look"
    )
    parser.add_argument("--scene", action="append", choices=list(SCENES), help="only this scene")
    parser.add_argument("--only", action="append", metavar="NAME", help="only pictures that begin so")
    return parser.parse_args()


def _wanted(only: list[str] | None) -> Callable[[str], bool]:
    return lambda name: not only or any(name.startswith(start) for start in only)


def _file(studio: Studio, name: str) -> Path:
    return studio.folder / f"{name}.png"


def _draw(studio: Studio, wanted: Sequence[str] | None, enough: frozenset[str] = frozenset()) -> None:
    """Play scene after scene; once the pictures that are `enough` are there, the others can wait."""
    with tempfile.TemporaryDirectory() as folder:
        for name in wanted or SCENES:
            place = Path(folder) / name
            place.mkdir()
            SCENES[name](studio, place)
            studio.closes()
            if enough and all(_file(studio, each).exists() for each in enough):
                return


if __name__ == "__main__":
    main()
