"""Preferences survive whatever stands in their file, and hold nothing that anybody wrote."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from pie_audit import settings
from pie_audit.settings import MODES, Settings

PLAIN = st.one_of(
    st.text(max_size=20), st.integers(-(10**6), 10**6), st.booleans(), st.floats(allow_nan=False)
)
NAMES = st.sampled_from([f.name for f in fields(Settings)] + ["unknown", "mode.x"])


def loaded(folder: Path, content: bytes, machine: bytes = b"") -> Settings:
    (folder / "own.toml").write_bytes(content)
    (folder / "machine.toml").write_bytes(machine)
    return settings.load(folder / "own.toml", folder / "machine.toml")


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    wanted = Settings("dark", 150, 12, "cy", "/a/ü «b»", 'c"\\d', "2026-11-22", True)
    settings.save(wanted, tmp_path / "deep" / "own.toml")
    assert settings.load(tmp_path / "deep" / "own.toml", tmp_path / "none") == wanted
    assert [f.name for f in (tmp_path / "deep").iterdir()] == ["own.toml"]


@given(found=st.dictionaries(NAMES, PLAIN))
def test_any_values_give_settings_that_can_be_used(
    tmp_path_factory: pytest.TempPathFactory, found: dict[str, Any]
) -> None:
    got = loaded(tmp_path_factory.mktemp("s"), tomli_w.dumps(found).encode())
    assert got.mode in MODES
    assert 90 <= got.text_percent <= 200
    assert 1 <= got.idle_minutes <= 30
    assert all(type(getattr(got, f.name)) is type(getattr(Settings(), f.name)) for f in fields(Settings))


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"mode = ", b"a = " + b"[" * 50_000, b"\x00" * 100])
def test_a_spoilt_file_gives_the_usual_settings(tmp_path: Path, content: bytes) -> None:
    assert loaded(tmp_path, content) == Settings()


def test_a_persons_own_choice_comes_before_the_machines(tmp_path: Path) -> None:
    got = loaded(tmp_path, b'mode = "dark"', b'mode = "light"\nidle_minutes = 3')
    assert (got.mode, got.idle_minutes) == ("dark", 3)


def test_a_place_that_takes_nothing_is_let_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    settings.save(Settings(), tmp_path / "file" / "own.toml")
    (tmp_path / "own.toml").mkdir()
    settings.save(Settings(), tmp_path / "own.toml")
    assert sorted(f.name for f in tmp_path.iterdir()) == ["file", "own.toml"]


def test_only_its_owner_reads_the_file(tmp_path: Path) -> None:
    settings.save(Settings(), tmp_path / "own.toml")
    assert (tmp_path / "own.toml").stat().st_mode & 0o077 == 0
