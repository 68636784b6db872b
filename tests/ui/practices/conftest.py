"""The same desk as for the window."""

from __future__ import annotations

from tests.ui.shell.conftest import desk

__all__ = ["desk"]
