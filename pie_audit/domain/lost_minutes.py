"""Time lost as people type it: “45”, “1.5 h”, “1:30”, “half a day”."""

from __future__ import annotations

import re

from pie_audit.domain.errors import NotNow
from pie_audit.words import _

HALF_A_DAY = 4 * 60
MOST_MINUTES = 40 * 60
"""One errand may take a working week; more than that are several."""

CHOICES = (15, 30, 60, 120, HALF_A_DAY)
"""What the quick box offers at a click, in minutes."""

_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?:h|hours?)?")
_BOTH = re.compile(r"(\d{1,3})(?:h|hr|hrs|hour|hours)(\d{1,2})(?:m|min|mins|minute|minutes)?")
_HOURS = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)(?:h|hr|hrs|hour|hours)|(\d{1,3}[.,]\d{1,2})")
_MINUTES = re.compile(r"(\d{1,9})(?:m|min|mins|minute|minutes|’)?")
_SAID = {"half a day": HALF_A_DAY, "half an hour": 30, "an hour": 60, "a day": 2 * HALF_A_DAY}


def read_minutes(text: str) -> int:
    """Minutes from what somebody typed; plain numbers are minutes, decimals hours. 0 while nothing stands there.

    Raises NotNow, in one sentence with an example, for what can't be read, for nothing or less, and for too much.
    """
    plain = " ".join(text.casefold().split())
    if not plain:
        return 0
    found = _SAID.get(plain, _in_figures(plain.replace(" ", "")))
    if found is None or not 0 < found <= MOST_MINUTES:
        raise NotNow(
            _("The time lost has to lie between 1 minute and {n} hours.").format(n=MOST_MINUTES // 60),
            _("Your own guess is plenty: “45”, “1.5 h” or “1:30”."),
        )
    return found


def _in_figures(plain: str) -> int | None:
    if found := _CLOCK.fullmatch(plain) or _BOTH.fullmatch(plain):
        return int(found[1]) * 60 + int(found[2])
    if found := _HOURS.fullmatch(plain):
        return round(float((found[1] or found[2]).replace(",", ".")) * 60)
    if found := _MINUTES.fullmatch(plain):
        return int(found[1])
    return None
