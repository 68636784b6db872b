"""Times of day as people write them."""

from __future__ import annotations

import re
from datetime import time

_WRITTEN = re.compile(r"\s*(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?\s*([ap])?\.?\s*(?:m\.?)?\s*", re.IGNORECASE)


def read_time(words: str) -> time | None:
    """``10:00``, ``10.30``, ``2 pm`` or ``14`` as a time of day; None for anything else."""
    found = _WRITTEN.fullmatch(words)
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
