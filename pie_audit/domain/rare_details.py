"""Details that are harmless one by one and together could point to one person."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from pie_audit.domain.likely_names import likely_name
from pie_audit.domain.name_finding import Finding, FindingKind, plain
from pie_audit.domain.name_patterns import matches
from pie_audit.domain.name_words import CONDITIONS, COUNTRIES, HOSPITALS, NATIONALITIES, OFFENCES, PLACES
from pie_audit.words import _

TOO_MANY = 4
"""More than three kinds of detail together."""


_AGE = re.compile(
    r"(?<!\w)(?:aged?\s(?:of\s)?\d{1,3}(?!\w)|\d{1,3}[ \-]?(?:years?|yrs?)[ \-]olds?|\d{1,3}\s?(?:yo|y/o)(?!\w)"
    r"|in\s(?:his|her|their)\s(?:early\s|mid\s|late\s)?(?:teens|twenties|thirties|forties|fifties|sixties|seventies))",
    re.IGNORECASE,
)
_LISTED = tuple(frozenset(listed.split()) for listed in (NATIONALITIES, CONDITIONS, HOSPITALS, OFFENCES))
_KNOWN_PLACES = frozenset(f"{PLACES} {COUNTRIES}".split())
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_NUMBER = re.compile(r"\d|(?i:in\s(?:his|her|their)\s)")
_PLACE = re.compile(r"(?<!\w)(?:in|near|outside|around)\s{1,2}(\w{2,40}+)")


def rare_combination(text: str, ordinary: Collection[str]) -> Iterator[Finding]:
    """One finding when more than three of age, nationality, condition, hospital, offence and place come together."""
    passed = frozenset(plain(words) for words in ordinary)
    used = {word for start in range(0, len(text), 65_536) for word in _words_from(text, start)}
    by_key = {key: word for word in sorted(used) if (key := plain(word)) in _ALL}
    found = [_first(_AGE, text, _NUMBER)]
    found += [_first_listed(text, listed, by_key) for listed in _LISTED]
    found.append(_first_listed(text, _KNOWN_PLACES, by_key) or _some_place(text, passed))
    details = sorted(detail for detail in found if detail is not None)
    if len(details) >= TOO_MANY:
        start, end, _first_words = details[0]
        told = ", ".join(words for _start, _end, words in details)
        yield Finding(FindingKind.RARE, start, end, told, _("Together these details could identify someone."))


_ALL = frozenset.union(*_LISTED, _KNOWN_PLACES)


def _words_from(text: str, start: int) -> set[str]:
    """The distinct words of one stretch of the text."""
    return set(_WORD.findall(text, start, start + 65_600))


def _first_listed(text: str, listed: frozenset[str], by_key: dict[str, str]) -> tuple[int, int, str] | None:
    """The earliest of the listed words, among those that occur as they are spelled here."""
    spelled = [re.escape(word) for key, word in by_key.items() if key in listed]
    return _first(re.compile(rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)"), text) if spelled else None


def _first(
    pattern: re.Pattern[str], text: str, needs: re.Pattern[str] | None = None
) -> tuple[int, int, str] | None:
    for match in matches(pattern, text, needs):
        return match.start(), match.end(), match.group()
    return None


def _some_place(text: str, passed: frozenset[str]) -> tuple[int, int, str] | None:
    """A capitalised word behind "in" or "near"; one the person lets pass as a word is a place all the same."""
    for match in matches(_PLACE, text):
        word = match.group(1)
        if word[0].isupper() and (plain(word) in passed or likely_name(word, ())):
            return match.start(1), match.end(1), word
    return None
