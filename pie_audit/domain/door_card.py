"""A door card: what to know before one knocks at an agency again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DoorCard:
    """What an agency refused, what got us in, and which role to ask for there; never a person's name."""

    door_id: str
    team_id: str
    agency: str
    refused: str = ""
    got_us_in: str = ""
    ask_for: str = ""
