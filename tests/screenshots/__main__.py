"""`python -m tests.screenshots`: every screen into docs/screenshots; `--all FOLDER` draws all looks elsewhere."""

from __future__ import annotations

import argparse
import os
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
from tests.screenshots import door, quarter, settings
from tests.screenshots.studio import LOOKS, USUAL, Look, Studio

DOCS = Path(__file__).parents[2] / "docs" / "screenshots"
ALSO_IN_DOCS = {"dark": "rating-chosen", "large": "rating-chosen"}
"""Of the other looks the guide shows one picture each."""
SCENES: dict[str, Callable[[Studio, Path], None]] = {
    "quarter": quarter.play,
    "settings": settings.play,
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
    _draw(Studio(USUAL, DOCS, _wanted(options.only)), options.scene)
    if not options.only:
        for look in LOOKS:
            if look.name in ALSO_IN_DOCS:
                _draw_extra(look)


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


def _draw(studio: Studio, wanted: Sequence[str] | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in wanted or SCENES:
            place = Path(folder) / name
            place.mkdir()
            SCENES[name](studio, place)
            studio.closes()


def _draw_extra(look: Look) -> None:
    """One picture of another look, under its own name."""
    wanted = ALSO_IN_DOCS[look.name]
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(look, Path(folder) / "pictures", lambda name: name == wanted)
        place = Path(folder) / "place"
        place.mkdir()
        quarter.play(studio, place)
        studio.closes()
        (studio.folder / f"{wanted}.png").replace(DOCS / f"{wanted}-{look.name}.png")


if __name__ == "__main__":
    main()
