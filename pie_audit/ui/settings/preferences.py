"""What the window and its pages ask of the preferences of this computer."""

from __future__ import annotations

from typing import Protocol

from pie_audit.settings import Settings


class Preferences(Protocol):
    """The settings in force, and changing some of them for good."""

    @property
    def settings(self) -> Settings:
        """What is in force now."""

    def change(self, **fields: object) -> None:
        """Keep other values for these fields."""
