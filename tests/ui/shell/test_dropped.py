"""What is dropped on the window goes to the page that can take it, or nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl

from pie_audit.ui.shell.dropped import paths_in, way_of

PLAN, REPLIES = Path("plan.pdf"), Path("back.PIEREPLY")


def test_folders_addresses_and_words_are_no_files(tmp_path: Path) -> None:
    carried = QMimeData()
    carried.setText("some words")
    assert paths_in(carried) == ()
    (tmp_path / "a.pdf").touch()
    addresses = [
        "https://example.org/a.pdf",
        QUrl.fromLocalFile(str(tmp_path)),
        QUrl.fromLocalFile(str(tmp_path / "a.pdf")),
    ]
    carried.setUrls([QUrl(address) for address in addresses])
    assert paths_in(carried) == (tmp_path / "a.pdf",)


@pytest.mark.parametrize(
    ("paths", "leads", "has_team", "area"),
    [
        ((PLAN,), True, False, "shared-plans"),
        ((PLAN,), False, True, None),
        ((REPLIES,), False, True, "plan"),
        ((REPLIES,), True, True, "plan"),
        ((REPLIES,), True, False, "shared-plans"),
        ((REPLIES,), False, False, None),
        ((), True, True, None),
    ],
)
def test_each_file_finds_its_page(
    paths: tuple[Path, ...], leads: bool, has_team: bool, area: str | None
) -> None:
    way = way_of(paths, leads=leads, has_team=has_team)
    assert (way[0] if way else None) == area
