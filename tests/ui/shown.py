"""What somebody who looks at a page can read on it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pie_audit.ui.widgets import WrapLabel


def words_on(page: QWidget) -> str:
    """Every sentence that shows, one a line."""
    return "\n".join(w.text() for w in page.findChildren(WrapLabel) if w.isVisible())
