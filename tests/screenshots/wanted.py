"""Which pictures the docs show: those that their pages name."""

from __future__ import annotations

import re
from pathlib import Path

TOP = Path(__file__).parents[2]
PAGES = (TOP / "README.md", TOP / "docs" / "guide.md")
PICTURES = TOP / "docs" / "screenshots"
OTHER_LOOKS = ("dark", "large", "small", "contrast")
_PICTURE = re.compile(r"!\[[^\]]*\]\((?:docs/)?screenshots/([\w-]+)\.png\)")


def named() -> frozenset[str]:
    """The names of all pictures in the docs; one of another look ends in its name, such as “rating-dark”."""
    return frozenset(name for page in PAGES for name in _PICTURE.findall(page.read_text("utf-8")))


def split_look(name: str) -> tuple[str, str]:
    """What a picture shows, and in which look: “light” if its name says none."""
    shows, _hyphen, look = name.rpartition("-")
    return (shows, look) if look in OTHER_LOOKS else (name, "light")
