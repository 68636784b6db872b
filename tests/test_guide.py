"""What the guide and the first page promise: every picture and every link is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
PAGES = (TOP / "README.md", TOP / "docs" / "guide.md")
_LINK = re.compile(r"\]\(([^)#\s]+)(#[^)\s]+)?\)|\]\((#[^)\s]+)\)")
MOST_BYTES = 6 * 1024 * 1024


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_and_picture_leads_somewhere(page: Path) -> None:
    links = [match for match in _LINK.finditer(page.read_text("utf-8")) if "://" not in match[0]]
    assert links
    missing = [m[1] for m in links if m[1] and not (page.parent / m[1]).exists()]
    assert not missing
    headings = {_anchor(line) for line in page.read_text("utf-8").splitlines() if line.startswith("#")}
    assert not [m[3] for m in links if m[3] and m[3] not in headings]


def test_pictures_together_stay_small() -> None:
    pictures = list((TOP / "docs" / "screenshots").glob("*.png"))
    assert pictures
    assert sum(picture.stat().st_size for picture in pictures) < MOST_BYTES


def _anchor(heading: str) -> str:
    """How a heading is reached: in small letters, spaces as hyphens, no other signs."""
    words = re.sub(r"[^\w\- ]", "", heading.lstrip("#").strip().lower())
    return "#" + words.replace(" ", "-")
