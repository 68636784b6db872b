"""Takes the values of one table of a question file, each of its kind, and notes what is missing or strange."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TypeGuard, TypeVar

from pie_audit.catalogue.problems import Notes
from pie_audit.domain.vocabulary import find_stray_braces
from pie_audit.words import _, put_words

LONGEST_TEXT = 2_000
MOST_TABLES = 500
_TURNS_TEXT_ROUND = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LARGEST = 1_000_000_000
_MISSING = object()
_Choice = TypeVar("_Choice", bound=StrEnum)
_Left = TypeVar("_Left")


class Fields:
    """One table while it is read. A value that is missing or strange is noted and replaced by an empty one.

    What is built from it may therefore be used only if nothing was noted.
    """

    def __init__(
        self,
        raw: Mapping[str, object],
        notes: Notes,
        *,
        words: Mapping[str, str],
        table: str | None = None,
        at: int = 0,
    ) -> None:
        self._raw = raw
        self._notes = notes
        self._words = words
        self._table = table
        self._at = at
        self._asked: set[str] = set()
        self._noted: set[str | None] = set()

    def note(self, what: str, key: str | None = None) -> None:
        """Add a problem of this table."""
        self._noted.add(key)
        self._notes.add(what, table=self._table, at=self._at, key=key)

    def is_sound(self, *keys: str) -> bool:
        """Whether nothing was noted of any of these, so that they may be compared."""
        return self._noted.isdisjoint(keys)

    def has(self, key: str) -> bool:
        """Whether the key is there, and is known from now on."""
        self._asked.add(key)
        return key in self._raw

    def text(self, key: str, *, may_be_empty: bool = False) -> str:
        """One line of words, ready to show."""
        value = self._take(key)
        return "" if value is _MISSING else self._words_of(value, key, may_be_empty=may_be_empty)

    def optional_text(self, key: str) -> str | None:
        """One line of words, or None where the key is left out."""
        return self.text(key) if key in self._raw else self._leave(key, None)

    def texts(self, key: str, *, required: bool = True) -> tuple[str, ...]:
        """Several lines of words."""
        return tuple(self._words_of(value, key) for value in self.values(key, required=required))

    def code(self, key: str, form: re.Pattern[str], example: str) -> str:
        """An id or another short text that is read by the program; `example` shows its form."""
        value = self._take(key)
        if isinstance(value, str) and form.fullmatch(value):
            return value
        if value is not _MISSING:
            self.note(_("This should look like “{example}”.").format(example=example), key)
        return ""

    def optional_code(self, key: str, form: re.Pattern[str], example: str) -> str | None:
        """As `code`, or None where the key is left out."""
        return self.code(key, form, example) if key in self._raw else self._leave(key, None)

    def codes(self, key: str, form: re.Pattern[str], example: str) -> tuple[str, ...]:
        """A list of short texts that are read by the program; an empty one where the key is left out."""
        values = self.values(key, required=False)
        kept = tuple(value for value in values if isinstance(value, str) and form.fullmatch(value))
        if len(kept) < len(values):
            self.note(_("Each of these should look like “{example}”.").format(example=example), key)
        return kept

    def choice(self, key: str, choices: type[_Choice]) -> _Choice:
        """One of a few known words."""
        value = self._take(key)
        known = {choice.value: choice for choice in choices}
        if isinstance(value, str) and value in known:
            return known[value]
        if value is not _MISSING:
            self.note(_("This isn't one of the known ones: {known}.").format(known=", ".join(known)), key)
        return next(iter(choices))

    def choices(self, key: str, choices: type[_Choice]) -> tuple[_Choice, ...]:
        """One or more of a few known words."""
        values = self.values(key)
        known = {choice.value: choice for choice in choices}
        kept = tuple(known[value] for value in values if isinstance(value, str) and value in known)
        if len(kept) < len(values):
            what = _("Each of these should be one of the known ones: {known}.")
            self.note(what.format(known=", ".join(known)), key)
        return kept

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false; `default` where the key is left out."""
        value = self._take(key) if key in self._raw else self._leave(key, default)
        if isinstance(value, bool):
            return value
        self.note(_("This should be true or false, without quotes."), key)
        return default

    def whole(self, key: str, *, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        value = self._take(key)
        if type(value) is int and low <= value <= high:
            return value
        if value is not _MISSING:
            what = _("This should be a whole number from {low} to {high}.")
            self.note(what.format(low=low, high=high), key)
        return low

    def number(self, key: str) -> float:
        """A number, with or without decimals."""
        value = self._take(key)
        if is_number(value):
            return float(value)
        if value is not _MISSING:
            self.note(_("This should be a number."), key)
        return 0.0

    def day(self, key: str) -> date:
        """A date without a time."""
        value = self._take(key)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if value is not _MISSING:
            self.note(_("This should be a date such as 2026-03-31, without quotes."), key)
        return date.min

    def values(self, key: str, *, required: bool = True) -> list[object]:
        """A list of anything, as it stands in the file; a required one holds something."""
        value = self._take(key) if required or key in self._raw else self._leave(key, [])
        if not isinstance(value, list):
            if value is not _MISSING:
                self.note(_("This should be a list in square brackets."), key)
            return []
        if required and not value:
            self.note(_("There's nothing in this list."), key)
        return value

    def wholes(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers."""
        values = self.values(key)
        kept = tuple(value for value in values if type(value) is int)
        if len(kept) < len(values):
            self.note(_("Everything in this list should be a whole number."), key)
        return kept

    def tables(self, key: str, *, required: bool = True) -> list[Fields]:
        """The tables called `key`, in the order of the file."""
        values = self.values(key, required=required)
        if len(values) > MOST_TABLES:
            self.note(_("There are more than {most} of these.").format(most=MOST_TABLES), key)
        if any(not isinstance(value, dict) for value in values):
            self.note(_("Write each of these under a heading of its own: [[{key}]].").format(key=key), key)
        return [
            Fields(value, self._notes, words=self._words, table=key, at=at)
            for at, value in enumerate(values[:MOST_TABLES])
            if isinstance(value, dict)
        ]

    def finish(self) -> None:
        """Note every key that nobody asked for."""
        for key in self._raw:
            if key not in self._asked:
                self.note(_("This key isn't known here."), key)

    def _take(self, key: str) -> object:
        self._asked.add(key)
        if key not in self._raw:
            self.note(_("This is missing."), key)
        return self._raw.get(key, _MISSING)

    def _leave(self, key: str, instead: _Left) -> _Left:
        self._asked.add(key)
        return instead

    def _words_of(self, value: object, key: str, *, may_be_empty: bool = False) -> str:
        trouble = _find_trouble(value, may_be_empty=may_be_empty)
        if trouble or not isinstance(value, str):
            self.note(trouble, key)
            return ""
        return put_words(value, self._words)


def is_number(value: object) -> TypeGuard[int | float]:
    """A number that can be reckoned with: neither true nor false, and neither endless nor enormous."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _LARGEST


def _find_trouble(value: object, *, may_be_empty: bool) -> str:
    """Why a value can't be shown as a line of words, or nothing."""
    if not isinstance(value, str):
        return _("This should be words in quotes.")
    if not value.strip() and not may_be_empty:
        return _("There are no words here.")
    if len(value) > LONGEST_TEXT:
        return _("This is longer than {most} characters.").format(most=LONGEST_TEXT)
    if any(unicodedata.category(c) == "Cc" or c in _TURNS_TEXT_ROUND for c in value):
        return _("There's a line break or another hidden character in this.")
    if find_stray_braces(value):
        return _("There's a word in braces that isn't a known placeholder.")
    return ""
