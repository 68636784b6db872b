"""Help with passwords, words and codes for the screens, which never see the vault.

The door stands on this file, so that each function loads its part of the vault only when it is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pie_audit.vault.passwords import Strength


def strength(password: str, also: Sequence[str] = ()) -> Strength:
    """How hard it is to guess, 0 to 4 and in words; `also` are names near at hand. Slow the first time."""
    from pie_audit.vault import passwords

    return passwords.strength(password, also)


def suggest() -> str:
    """Four words that nobody guesses and anybody can type."""
    from pie_audit.vault import word_list

    return word_list.suggest_words(4)


def complete(prefix: str) -> tuple[str, ...]:
    """Words of the list that begin so, once three letters are typed."""
    from pie_audit.vault import word_list

    return word_list.complete(prefix)


def pick_groups(code: str) -> tuple[int, int]:
    """Two places, counted from 0, of groups to type back."""
    from pie_audit.vault import codes

    return codes.pick_groups(code)


def groups_match(code: str, places: tuple[int, ...], typed: tuple[str, ...]) -> bool:
    """Whether these groups were typed back as printed."""
    from pie_audit.vault import codes

    return codes.confirm_groups(code, places, typed)


def groups(code: str) -> tuple[str, ...]:
    """A code in the groups in which it is printed."""
    from pie_audit.vault import codes

    return codes.groups(code)


def halves(code: str) -> tuple[str, str]:
    """My key in two halves, for two people one trusts."""
    from pie_audit.vault import codes

    return codes.halves(code)
