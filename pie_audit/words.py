"""The one way a visible string becomes words: gettext without Qt, so that domain, reports and commands can speak too."""

from __future__ import annotations

import gettext
from pathlib import Path

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def use(folder: Path, language: str | None) -> str:
    """Speak `language` (for example ``cy`` or ``en_GB``) from the catalogues under `folder`.

    Returns the language that is in force; without a catalogue for it the English written in the code stays.
    """
    global _catalogue
    _catalogue = gettext.translation(
        "pie_audit", localedir=str(folder), languages=[language] if language else None, fallback=True
    )
    return language or "en_GB" if isinstance(_catalogue, gettext.GNUTranslations) else "en_GB"


def _(message: str) -> str:
    """The message in the language in force."""
    return _catalogue.gettext(message)


def plural(one: str, many: str, n: int) -> str:
    """`one` or `many`, as the language in force counts `n`; the caller fills in the number."""
    return _catalogue.ngettext(one, many, n)


_BEGINNINGS = """
a all an another any as at because before both but by each every everybody everyone few for from he
her here his how if in it it’s its last less many more most my next no nobody none not nothing now
of on once one only our she since so some somebody still that that’s the their then there there’s
these they they’re this those three to too two until we we’re what when where while with you your
"""
"""English words that have a capital only because a sentence begins with them."""


def mid_sentence(words: str) -> str:
    """Somebody’s sentence as it goes on inside another: “There is money” becomes “there is money”, names stay."""
    first, space, rest = words.partition(" ")
    begins = first.lower().replace("'", "’").rstrip(",") in _BEGINNINGS.split()
    return f"{first.lower() if begins else first}{space}{rest}"
