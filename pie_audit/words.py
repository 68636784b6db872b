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
