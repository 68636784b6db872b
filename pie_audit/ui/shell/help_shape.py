"""What the help of each page is made of, and what most pages say of what can't be undone."""

from __future__ import annotations

from pie_audit.words import _

Said = tuple[str, tuple[str, ...], str, str]
"""Title, purpose, readers, and what is for ever; see `HelpPageWords`."""


def nothing_forever() -> str:
    """Of a page on which everything has an undo."""
    return _("Nothing. Ctrl+Z takes back the last change, then the one before.")
