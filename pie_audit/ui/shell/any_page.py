"""What the inside asks of any page, where the page has it."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtWidgets import QWidget

from pie_audit.ui.shell.offers import commands_of
from pie_audit.words import _


def flush(page: QWidget | None) -> None:
    """Send what stands on it."""
    if page is not None and hasattr(page, "flush"):
        cast(Any, page).flush()


def before_closing(page: QWidget) -> None:
    """The program closes: a page that keeps nothing of its own accord lets go of it."""
    if hasattr(page, "before_closing"):
        cast(Any, page).before_closing()


def begin_new(page: QWidget | None) -> None:
    """What is new in this area."""
    new = next((c for c in commands_of(page) if c.shortcut == _("Ctrl+N")), None)
    if new is not None:
        new.run()


def project(page: QWidget | None) -> None:
    """The projector's view."""
    if page is not None and hasattr(page, "project"):
        cast(Any, page).project()
