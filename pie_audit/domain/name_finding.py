"""What the name check points at: a few words, what they look like, and what could stand there instead."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    """What a few words look like."""

    COLLEAGUE = "colleague"
    NAME = "likely name"
    TITLE = "title and name"
    INITIAL = "initial"
    BIRTH = "date of birth"
    POSTCODE = "postcode"
    NHS = "NHS number"
    NATIONAL_INSURANCE = "National Insurance number"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    RARE = "rare combination"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text, in characters as Python counts them; `end` lies behind the last one."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing worth a second look. `words` is what stands at ``text[start:end]``.

    `says` is one sentence for the person; `offers` are roles that could stand there instead. A rare combination has no
    offers: its place is the first detail, and its `words` tell all of them.
    """

    kind: FindingKind
    start: int
    end: int
    words: str
    says: str
    offers: tuple[str, ...] = ()

    def overlaps(self, other: Span | Finding) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


def plain(words: str) -> str:
    """Words as they are compared: without case, kinds of apostrophe, or how accents and spaces were typed."""
    return " ".join(unicodedata.normalize("NFC", words).casefold().replace("’", "'").split())
