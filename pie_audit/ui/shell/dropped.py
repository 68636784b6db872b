"""Files of this computer that somebody drags over the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData


def paths_in(carried: QMimeData) -> tuple[Path, ...]:
    """The files among what is carried, in their order; folders and addresses elsewhere are left out."""
    urls = carried.urls() if carried.hasUrls() else []
    found = (Path(url.toLocalFile()) for url in urls if url.isLocalFile())
    return tuple(path for path in found if path.name and not path.is_dir())
