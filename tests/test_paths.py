"""Bundled files are found in a checkout and in a wheel; this computer's folders are local and apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from pie_audit import paths


def test_a_checkout_has_its_files_at_the_top() -> None:
    top = Path(paths.__file__).resolve().parents[1]
    assert paths.resources() == top / "resources"
    assert paths.questionnaires() == top / "questionnaires"
    assert (paths.resources() / "tokens.json").is_file()


def test_a_wheel_carries_them_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "pie_audit"
    (package / "_bundled" / "resources").mkdir(parents=True)
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(paths, "_PACKAGE", package)
    assert paths.resources() == package / "_bundled" / "resources"
    assert paths.questionnaires() == tmp_path / "questionnaires", "what isn't bundled is looked for outside"


def test_asking_where_things_are_makes_nothing(home: Path) -> None:
    for ask in (
        paths.data_folder,
        paths.workspaces_folder,
        paths.marks_folder,
        paths.log_folder,
        paths.settings_file,
    ):
        assert str(ask()).startswith(str(home))
    assert list(home.rglob("*")) == []


def test_the_marks_lie_outside_the_workspaces() -> None:
    assert paths.workspaces_folder() == paths.data_folder() / "workspaces"
    assert not paths.marks_folder().is_relative_to(paths.workspaces_folder())
