"""Preferences of this person on this computer: kept in a small TOML file that IT can read, never in the workspace."""

from __future__ import annotations

import contextlib
import os
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from pie_audit import paths

TEXT_SIZES = (90, 100, 110, 125, 150, 175, 200)
MODES = ("system", "light", "dark", "high contrast light", "high contrast dark")


@dataclass(frozen=True, slots=True)
class Settings:
    """What this computer remembers. `text_percent` is 90–200; `idle_minutes` 1–30.

    `second_place` is the folder that a sealed copy goes to on closing, or empty; `last_workspace` the folder
    opened last, `figures_as` whether figures are shown as a chart, a table or in words, `trends_parts` which parts
    of the trends are shown besides the themes. No names, nothing that anybody wrote.
    """

    mode: str = "system"
    text_percent: int = 100
    idle_minutes: int = 5
    language: str = ""
    last_workspace: str = ""
    second_place: str = ""
    copied_at: str = ""
    reduced_motion: bool = False
    survey_on_one_page: bool = False
    figures_as: str = "chart"
    trends_parts: str = "distance people"


def load(file: Path | None = None, machine_file: Path | None = None) -> Settings:
    """Built-in values, then the machine's file, then the person's own; what can't be understood is left out."""
    settings = Settings()
    for layer in (machine_file or paths.machine_settings_file(), file or paths.settings_file()):
        settings = _with(settings, _read(layer))
    return settings


def save(settings: Settings, file: Path | None = None) -> None:
    """Write the person's own file whole, beside it first. A place that can't be written is let be: nothing is lost."""
    target = file or paths.settings_file()
    with contextlib.suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".settings-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                out.write(_toml(settings))
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def _read(file: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}


def _with(settings: Settings, found: Mapping[str, object]) -> Settings:
    defaults = Settings()
    known = {
        f.name: found[f.name]
        for f in fields(Settings)
        if f.name in found and type(found[f.name]) is type(getattr(defaults, f.name))
    }
    merged = replace(settings, **known)  # type: ignore[arg-type]  # types were compared just above
    return replace(
        merged,
        mode=merged.mode if merged.mode in MODES else "system",
        text_percent=min(200, max(90, merged.text_percent)),
        idle_minutes=min(30, max(1, merged.idle_minutes)),
    )


def _toml(settings: Settings) -> str:
    import tomli_w

    return tomli_w.dumps({f.name: getattr(settings, f.name) for f in fields(Settings)})
