"""Where things are: the files that come with the program, however it was put here, and this computer's own folders."""

from __future__ import annotations

from pathlib import Path

import platformdirs

_NAME = "pie-audit"
_PACKAGE = Path(__file__).resolve().parent


def resources() -> Path:
    """The folder of fonts, icons, tokens and translations."""
    return _bundled("resources")


def questionnaires() -> Path:
    """The folder of question files that come with the program."""
    return _bundled("questionnaires")


def models_file() -> Path:
    """The models of reflection, supervision and group work that come with the program."""
    return resources() / "models.toml"


def regulators_file() -> Path:
    """What regulators ask, as it comes with the program."""
    return resources() / "regulators.toml"


def support_file() -> Path:
    """Numbers where people find help at once, as they come with the program."""
    return resources() / "support.toml"


def reading_cards_file() -> Path:
    """Reading cards that come with the program."""
    return resources() / "reading_cards.toml"


def own_regulators_files() -> tuple[Path, ...]:
    """Copies that take the place of what comes with the program: the organisation's, then one's own."""
    return tuple(
        settings.with_name("regulators.toml") for settings in (machine_settings_file(), settings_file())
    )


def data_folder() -> Path:
    """This person's local data, never a roaming or synchronised folder; workspaces lie in ``workspaces/<id>``."""
    return platformdirs.user_data_path(_NAME, appauthor=False, roaming=False)


def workspaces_folder() -> Path:
    """The folder that holds one folder for each workspace."""
    return data_folder() / "workspaces"


def marks_folder() -> Path:
    """The high-water marks, kept apart from the workspaces so that an old copy put back is noticed."""
    return platformdirs.user_state_path(_NAME, appauthor=False, roaming=False) / "marks"


def log_folder() -> Path:
    """The platform's folder for logs."""
    return platformdirs.user_log_path(_NAME, appauthor=False)


def settings_file() -> Path:
    """Preferences of this person on this computer."""
    return platformdirs.user_config_path(_NAME, appauthor=False, roaming=False) / "settings.toml"


def machine_settings_file() -> Path:
    """Preferences set for everybody on this computer, which may lock a value."""
    return platformdirs.site_config_path(_NAME, appauthor=False) / "settings.toml"


def _bundled(folder: str) -> Path:
    """A wheel and the folder that runs carry it inside the package; a checkout has it beside the package."""
    inside = _PACKAGE / "_bundled" / folder
    return inside if inside.is_dir() else _PACKAGE.parent / folder
