"""The one way a visible string becomes words: gettext without Qt, so that domain, reports and commands can speak too.

A message may hold the name of a recurring term in braces, such as ``{residents}``; it comes out in the words of the
team in hand, before anybody calls `format` on it.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from types import MappingProxyType

DEFAULT_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "person": "person who uses the service",
        "people": "people who use the service",
        "a_person": "a person who uses the service",
        "resident": "resident",
        "residents": "residents",
        "a_resident": "a resident",
        "disadvantage": "multiple disadvantage",
        "pie": "psychologically informed",
        "a_pie": "a psychologically informed",
        "service": "service",
        "services": "services",
        "a_service": "a service",
        "keyworker": "keyworker",
        "keyworkers": "keyworkers",
        "a_keyworker": "a keyworker",
        "supervision": "supervision",
        "incident": "incident",
        "incidents": "incidents",
        "an_incident": "an incident",
    }
)
"""Each placeholder with what stands there unless a team has its own: one, several, and one with its a or an."""

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_PLACEHOLDER = re.compile(r"\{([A-Za-z_]+)\}")
_MOST_KEPT = 4096


def put_words(text: str, words: Mapping[str, str] = DEFAULT_WORDS) -> str:
    """`text` with ``{residents}`` and its like as words; ``{Residents}`` begins with a capital.

    A word that `words` lacks is taken from the default ones; anything else in braces stays as it is.
    """

    def word(found: re.Match[str]) -> str:
        key = found.group(1)
        chosen = words.get(key.lower()) or DEFAULT_WORDS.get(key.lower())
        if chosen is None or key not in {key.lower(), key.capitalize()}:
            return found.group(0)
        return chosen if key.islower() else chosen[:1].upper() + chosen[1:]

    return _PLACEHOLDER.sub(word, text)


class _Voice:
    """Some words in force, with the messages that were put into them already."""

    __slots__ = ("_said", "words")

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = words if words is DEFAULT_WORDS else _without_braces(words)
        self._said: dict[str, str] = {}

    def say(self, message: str) -> str:
        """The message with the words in force in it; a brace that is left waits for `format`."""
        said = self._said.get(message)
        if said is None:
            if len(self._said) >= _MOST_KEPT:
                self._said.clear()
            said = self._said[message] = put_words(message, self.words)
        return said


def _without_braces(words: Mapping[str, str]) -> Mapping[str, str]:
    """A word with a brace, from a file of somebody else's, would be taken for something to fill in."""
    return MappingProxyType({key: word for key, word in words.items() if "{" not in word and "}" not in word})


_voice = _Voice(DEFAULT_WORDS)
_voice_here: ContextVar[_Voice | None] = ContextVar("voice", default=None)


def speak_of(words: Mapping[str, str] = DEFAULT_WORDS) -> None:
    """Let every message speak in these words from now on, on every thread: those of the team in hand."""
    global _voice
    if dict(_voice.words) != dict(words):
        _voice = _Voice(words)


def words_in_force() -> Mapping[str, str]:
    """The words that messages are put into here and now."""
    return (_voice_here.get() or _voice).words


def words_here() -> Mapping[str, str] | None:
    """The words of whoever says something for itself on this thread, see `saying`; None where nobody does."""
    voice = _voice_here.get()
    return None if voice is None else voice.words


@contextmanager
def saying(words: Mapping[str, str]) -> Iterator[None]:
    """Inside this, on this thread alone, messages speak in these words: a paper is in those of its own team.

    Nothing may be made lazily in it: what a generator says later is said in the words in force then.
    """
    before = _voice_here.set(_Voice(words))
    try:
        yield
    finally:
        _voice_here.reset(before)


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
    """The message in the language and the words in force."""
    return _put(_catalogue.gettext(message))


def plural(one: str, many: str, n: int) -> str:
    """`one` or `many`, as the language in force counts `n`; the caller fills in the number."""
    return _put(_catalogue.ngettext(one, many, n))


def _put(message: str) -> str:
    return (_voice_here.get() or _voice).say(message) if "{" in message else message


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
