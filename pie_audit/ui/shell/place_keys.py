"""The keys that lead to the places of the sidebar."""

from __future__ import annotations

from pie_audit.words import _

_MOST = 9


def key_of_place(number: int) -> str:
    """Ctrl+1 … 9, counted from the top; a place further down has no key of its own."""
    return _("Ctrl+{n}").format(n=number) if number <= _MOST else ""
