"""Codes that are printed and typed: the House key, My key and one-time invitations."""

from __future__ import annotations

import unicodedata
from enum import StrEnum

from nacl.utils import random

from pie_audit.domain.errors import CannotOpen
from pie_audit.vault import sealing
from pie_audit.words import _

# Crockford's base32: no I, L, O or U, so nothing is misread and nothing is spelt by accident.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP = 5
_CHECK_CHARACTERS = 4
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})


class CodeKind(StrEnum):
    """What a code is for; its check characters know, so one sheet is never taken for another."""

    HOUSE = "house"
    MINE = "my-key"
    INVITATION = "invitation"


# Random characters, five bits each: 130 bits for what is kept for years, 80 for what is used once.
_LENGTH = {CodeKind.HOUSE: 26, CodeKind.MINE: 26, CodeKind.INVITATION: 16}


class Mistyped(CannotOpen):
    """A code whose check characters don't agree with the rest: a slip of the fingers, not a wrong code."""


def new_code(kind: CodeKind) -> str:
    """A fresh code in groups of five: six groups for the two sheets, four for an invitation."""
    body = "".join(ALPHABET[byte % 32] for byte in random(_LENGTH[kind]))
    return "-".join(groups(body + _check(body, kind)))


def groups(code: str) -> tuple[str, ...]:
    """The code in the groups of five that are printed."""
    plain = _plain(code)
    return tuple(plain[i : i + GROUP] for i in range(0, len(plain), GROUP))


def read_code(typed: str, kind: CodeKind) -> bytes:
    """The code as the key function takes it. Case, spaces and hyphens don't matter; O is 0, I and L are 1.

    Raises Mistyped, with a sentence that says what to look for.
    """
    plain = _plain(typed)
    expected = _LENGTH[kind] + _CHECK_CHARACTERS
    if _is_whole(plain, kind):
        return plain[: _LENGTH[kind]].encode()
    if any(_is_whole(plain, other) for other in CodeKind):
        raise Mistyped(
            _("This code belongs to another sheet."), _("Look for the sheet with the name shown here.")
        )
    if len(plain) != expected:
        raise Mistyped(
            _("The code has {n} characters; {typed} were typed.").format(n=expected, typed=len(plain)),
            _("Compare it with the sheet, group by group."),
        )
    raise Mistyped(
        _("One of the characters isn't as it was printed."), _("Compare it with the sheet, group by group.")
    )


def pick_groups(code: str) -> tuple[int, int]:
    """Two different places, counted from 0, of groups to be typed back."""
    places = list(range(len(groups(code))))
    first = places.pop(random(1)[0] % len(places))
    return first, places[random(1)[0] % len(places)]


def confirm_groups(code: str, places: tuple[int, ...], typed: tuple[str, ...]) -> bool:
    """Whether the groups at `places` were typed back as printed."""
    printed = groups(code)
    return len(places) == len(typed) and all(
        printed[place] == _plain(group) for place, group in zip(places, typed, strict=True)
    )


def halves(code: str) -> tuple[str, str]:
    """The code for two people who each keep one half; typed one after the other they are the code again."""
    parts = groups(code)
    middle = len(parts) // 2
    return "-".join(parts[:middle]), "-".join(parts[middle:])


def _plain(typed: str) -> str:
    shown = unicodedata.normalize("NFKC", typed).upper()
    return "".join(c for c in shown if c.isalnum()).translate(_LOOKALIKES)


def _is_whole(plain: str, kind: CodeKind) -> bool:
    body, check = plain[: _LENGTH[kind]], plain[_LENGTH[kind] :]
    return set(plain) <= set(ALPHABET) and len(check) == _CHECK_CHARACTERS and check == _check(body, kind)


def _check(body: str, kind: CodeKind) -> str:
    """Four characters, 20 bits: a slip of the fingers stays unseen once in a million."""
    number = int.from_bytes(sealing.digest(body.encode(), label=f"pie-{kind}")[:3], "big")
    return "".join(ALPHABET[number >> shift & 31] for shift in (0, 5, 10, 15))
