"""The window's own start on a computer that can't show one; in words, before anything is opened."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec
from typing import Any

import pytest

import pie_audit


class _Lacking:
    """Finds nothing, and says why of one module."""

    def __init__(self, why: str) -> None:
        self._why = why

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: object = None
    ) -> ModuleSpec | None:
        if name == "pie_audit.app":
            raise ImportError(self._why)
        return None


@pytest.fixture
def lack(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Make the window's module fail to load with these words of the system's."""

    def fail(why: str) -> None:
        monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
        monkeypatch.delattr(pie_audit, "app", raising=False)
        monkeypatch.delitem(sys.modules, "pie_audit.app", raising=False)
        monkeypatch.setattr(sys, "meta_path", [_Lacking(why), *sys.meta_path])

    return fail


def test_a_computer_that_cannot_draw_windows_is_told_what_it_lacks(
    run: Callable[..., Any], lack: Callable[[str], None]
) -> None:
    lack("libEGL.so.1: cannot open shared object file: No such file or directory")
    said = run()
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("This computer lacks libEGL.so.1, which windows are drawn with. Ask ")


@pytest.mark.parametrize(
    "why", ["No module named 'pie_audit.ui'", "libraries went away", "cannot import name 'x'"]
)
def test_any_other_module_that_is_lost_is_a_bug(
    run: Callable[..., Any], lack: Callable[[str], None], why: str
) -> None:
    lack(why)
    assert run().code == 70


def test_without_a_screen_there_is_one_clear_line(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    said = run()
    assert said.code == 1
    assert said.err.startswith("There is no screen to open a window on.")
