"""Numbers and addresses that lead straight to a person. Every pattern is bounded, so that no text can make it slow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from pie_audit.domain.name_finding import Finding, FindingKind
from pie_audit.words import _

_WINDOW = 4096
_REACH = 512
"""No pattern matches more characters than this."""

_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_LONG_DATE = rf"(?:{_DAY}\s{{1,3}}(?:of\s)?{_MONTH}|{_MONTH}\s{{1,3}}{_DAY})"
_SHORT_DATE = r"\d{1,2}[/.\-]\d{1,2}[/.\-](?:\d{4}|\d{2})(?![\d/])"
_YEAR = r"(?:19|20)\d{2}"
_ROAD = (
    "(?:road|rd|street|st|avenue|ave|lane|ln|close|drive|way|court|crescent|terrace|place|square|gardens|grove|row"
    "|walk|mews|parade|rise|house|hill)"
)
_NO_ROAD = (
    r"(?!(?:in|on|the|a|an|at|of|by|to|this|that|and|or|off|from|down|up|for|their|my|our|more|other)\b)"
)
_STREET = (
    rf"\d{{1,4}}[a-z]?,?\s{{1,3}}(?:(?-i:[A-Z])[\w’'.\-]{{0,30}}\s{{1,3}}){{1,3}}{_ROAD}\b"
    rf"|\d{{1,4}}[a-z]?,?\s{{1,3}}{_NO_ROAD}[^\W\d_]{{2,30}}\s{{1,3}}(?:road|street|avenue|lane|crescent)\b"
)
_ROOM = (
    r"(?:flat|room|apartment|apt|unit|bedsit)\s{1,3}(?:(?:no\.?|number)\s{0,3})?"
    r"(?:\d{1,4}[a-z]?\b|(?-i:[B-H])\b)"
)

_EMAIL = re.compile(r"(?<![\w.+\-])[\w.+\-]{1,64}+@[\w\-]{1,63}+(?:\.[\w\-]{1,63}+){1,5}")
_PHONE = re.compile(r"(?<![\w+])(?:\+\d{1,3}[ .\-]?\(?|\(?0)\d(?:[ .\-()]{0,2}\d){7,11}(?!\d)")
_NHS = re.compile(r"(?<!\d)[1-9](?:[ \-]?\d){9}(?!\d)")
_INSURANCE = re.compile(r"(?<!\w)[a-z]{2}\s?\d\d\s?\d\d\s?\d\d\s?[a-z](?!\w)", re.IGNORECASE | re.ASCII)
_POSTCODE = re.compile(r"(?<!\w)[a-z]{1,2}\d[a-z\d]?\s?\d[abd-hjlnp-uw-z]{2}(?!\w)", re.IGNORECASE | re.ASCII)
_ADDRESS = re.compile(rf"(?<!\w)(?:{_ROOM}(?:,?\s{{1,3}}(?:{_STREET}))?|{_STREET})", re.IGNORECASE)
_BORN = re.compile(
    rf"(?<!\w)(?:"
    rf"born\s(?:in|on)\s{{1,3}}(?:{_SHORT_DATE}|{_LONG_DATE}(?:,?\s{_YEAR})?|{_MONTH}\s{_YEAR}|{_YEAR})"
    rf"|(?:d\.?o\.?b\.?|date\sof\sbirth)(?:\s?[:\-]|\sis|\swas)?\s{{0,3}}"
    rf"(?:{_SHORT_DATE}|{_LONG_DATE}(?:,?\s{_YEAR})?)"
    rf"|(?:turn(?:s|ed|ing)?|aged?|will\sbe)\s\d{{1,3}}\s(?:in|on)\s{{1,3}}(?:{_SHORT_DATE}|{_LONG_DATE}|{_MONTH})"
    rf"|\d{{1,3}}(?:st|nd|rd|th)\sbirthday"
    rf"|{_LONG_DATE},?\s{_YEAR}(?!\d)"
    rf"|{_SHORT_DATE})",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"\d+")
_AT = re.compile("@")
_DIGIT = re.compile(r"\d|(?i:flat|room|unit|bedsit|apt|apartment)\s")


def matches(
    pattern: re.Pattern[str], text: str, needs: re.Pattern[str] | None = None
) -> Iterator[re.Match[str]]:
    """Every match, found a window at a time, so that other threads get their turn in a long text.

    A window without anything that `needs` finds is passed over.
    """
    at = 0
    while at < len(text):
        until = at + _WINDOW
        behind = until
        if needs is None or needs.search(text, at, until + _REACH):
            for match in pattern.finditer(text, at, until + _REACH):
                if match.start() >= until:
                    break
                behind = max(behind, match.end())
                yield match
        at = behind


def valid_nhs_number(words: str) -> bool:
    """Whether ten digits end in their check digit: weights ten to two, modulus eleven."""
    digits = [int(c) for c in words if c.isdigit()]
    if len(digits) != 10 or digits[0] == 0:
        return False
    rest = 11 - sum(d * (10 - place) for place, d in enumerate(digits[:9])) % 11
    return (0 if rest == 11 else rest) == digits[9]


def numbers_and_addresses(text: str) -> Iterator[Finding]:
    """Emails, phones, NHS and insurance numbers, dates of birth, postcodes and addresses, each kind in its order."""
    for look in _looks():
        for match in matches(look.pattern, text, look.needs):
            if look.holds(match.group()):
                yield Finding(look.kind, *match.span(), match.group(), look.says, (look.offer,))


@dataclass(frozen=True, slots=True)
class _Look:
    """What to look for, whether a match holds, and what is said and offered then."""

    kind: FindingKind
    pattern: re.Pattern[str]
    says: str
    offer: str
    holds: Callable[[str], object] = bool
    needs: re.Pattern[str] = _NUMBERS


def _looks() -> tuple[_Look, ...]:
    kind = FindingKind
    return (
        _Look(kind.EMAIL, _EMAIL, _("This looks like an email address."), _("an email address"), needs=_AT),
        _Look(kind.PHONE, _PHONE, _("This looks like a phone number."), _("a phone number")),
        _Look(kind.NHS, _NHS, _("This looks like an NHS number."), _("their NHS number"), valid_nhs_number),
        _Look(
            kind.NATIONAL_INSURANCE,
            _INSURANCE,
            _("This looks like a National Insurance number."),
            _("their National Insurance number"),
        ),
        _Look(kind.BIRTH, _BORN, _("This could be a date of birth."), _("a date"), _a_day),
        _Look(
            kind.ADDRESS,
            _ADDRESS,
            _("This looks like an address or a room."),
            _("where they live"),
            needs=_DIGIT,
        ),
        _Look(kind.POSTCODE, _POSTCODE, _("This looks like a postcode."), _("an area")),
    )


def _a_day(words: str) -> bool:
    """Whether numbers that look like a day can be one of birth; what has words in it is taken as it is.

    Of years in two figures only those from 30 on: the others are rather the day of a meeting.
    """
    if any(c.isalpha() for c in words):
        return True
    day, month, year = (int(n) for n in _NUMBERS.findall(words))
    try:
        date(year if year > 99 else 2000 + year, month, day)
    except ValueError:
        return False
    return 1900 <= year <= 2099 or 30 <= year <= 99
