"""What somebody typed, as one line that shows everything it holds."""

from __future__ import annotations

import unicodedata

_JOINERS = "\u200c\u200d"
"""They shape letters and faces, and show nothing by themselves."""

_HIDDEN = {"Cc", "Cf", "Cs"}


def typed_line(words: str) -> str:
    """`words` on one line with single spaces; empty where nothing of it can be seen.

    Hidden characters go: one of them turns the rest of a line round, or makes two names that look the same differ.
    """
    line = " ".join("".join(c for c in words if c.isspace() or not _is_hidden(c)).split())
    return line if any(c not in _JOINERS and not c.isspace() for c in line) else ""


def _is_hidden(char: str) -> bool:
    return char not in _JOINERS and unicodedata.category(char) in _HIDDEN
