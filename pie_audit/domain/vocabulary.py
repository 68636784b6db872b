"""The recurring terms that a team may call by words of its own; ids, numbers and meaning stay (practice.md, section 20)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from pie_audit.words import DEFAULT_WORDS, _, put_words

MOST_CHARACTERS = 40
_BRACE = re.compile(r"[{}]")
_MARKUP = set('<>&*_`~|\\[]#=^$@"')
_ROUND_A_HEAD = re.compile(r"\s(?:who|that|with|in|of|on|at|from|living|staying|using)\s")
_SAYS_ONE = re.compile(r"\b(who|that) (\w+)", re.IGNORECASE)
_VERBS = {"is": "are", "has": "have", "does": "do", "goes": "go", "was": "were"}
_SEVERAL = {
    "person": "people",
    "child": "children",
    "man": "men",
    "woman": "women",
    "staff": "staff",
    "supervision": "supervision",
}
_SOUNDS_LIKE_YOU = re.compile(r"(?:u[bfgkst][aeiou]|uni(?!n|m)|eu|ewe|one\b|once\b)", re.IGNORECASE)
_SILENT_H = re.compile(r"(?:hour|honest|honour|heir)", re.IGNORECASE)
_SPOKEN_AN = re.compile(r"(?:8|11(?!\d)|18(?!\d))")
_LETTER_BY_LETTER = re.compile(r"[A-Z]{2,}\b|[A-Z]\b")


class Term(StrEnum):
    """What a team may have a word of its own for. The values are the placeholders of one, or of the only form."""

    PEOPLE = "person"
    RESIDENTS = "resident"
    DISADVANTAGE = "disadvantage"
    PIE = "pie"
    SERVICE = "service"
    KEYWORKER = "keyworker"
    SUPERVISION = "supervision"
    INCIDENT = "incident"


@dataclass(frozen=True, slots=True)
class Word:
    """What something is called: one, several, and the a or an before one (“a guest”, “an hour”)."""

    one: str
    many: str
    article: str = "a"

    @property
    def with_article(self) -> str:
        """One, with its a or an."""
        return f"{self.article} {self.one}"


ONE_FORM = frozenset({Term.DISADVANTAGE, Term.PIE, Term.SUPERVISION})
"""These aren't counted: their one word is all there is."""


@dataclass(frozen=True, slots=True)
class Names:
    """The placeholders of a term: one, several, one with its article; empty where there is none."""

    one: str
    many: str
    with_article: str


NAMES: Mapping[Term, Names] = MappingProxyType(
    {
        Term.PEOPLE: Names("person", "people", "a_person"),
        Term.RESIDENTS: Names("resident", "residents", "a_resident"),
        Term.DISADVANTAGE: Names("disadvantage", "", ""),
        Term.PIE: Names("pie", "", "a_pie"),
        Term.SERVICE: Names("service", "services", "a_service"),
        Term.KEYWORKER: Names("keyworker", "keyworkers", "a_keyworker"),
        Term.SUPERVISION: Names("supervision", "", ""),
        Term.INCIDENT: Names("incident", "incidents", "an_incident"),
    }
)


def default_word(term: Term) -> Word:
    """The word that comes with the program."""
    names = NAMES[term]
    one = DEFAULT_WORDS[names.one]
    return Word(one, DEFAULT_WORDS.get(names.many, one), article_for(one))


SUGGESTIONS: Mapping[Term, tuple[Word, ...]] = MappingProxyType(
    {
        Term.PEOPLE: (
            Word("client", "clients"),
            Word("guest", "guests"),
            Word("patient", "patients"),
            Word("member", "members"),
        ),
        Term.RESIDENTS: (
            Word("guest", "guests"),
            Word("tenant", "tenants"),
            Word("person who comes here", "people who come here"),
        ),
        Term.DISADVANTAGE: (
            Word("severe and multiple disadvantage", "severe and multiple disadvantage"),
            Word("complex needs", "complex needs"),
            Word("multiple exclusion", "multiple exclusion"),
            Word("a hard time on several fronts", "a hard time on several fronts"),
        ),
        Term.PIE: (Word("trauma-informed", "trauma-informed"), Word("relational", "relational")),
        Term.SERVICE: (
            Word("hostel", "hostels"),
            Word("project", "projects"),
            Word("library", "libraries"),
            Word("clinic", "clinics"),
        ),
        Term.KEYWORKER: (
            Word("support worker", "support workers"),
            Word("link worker", "link workers"),
            Word("named nurse", "named nurses"),
        ),
        Term.SUPERVISION: (
            Word("reflective supervision", "reflective supervision"),
            Word("practice support", "practice support"),
        ),
        Term.INCIDENT: (
            Word("event", "events", "an"),
            Word("hard moment", "hard moments"),
        ),
    }
)
"""Words to pick from, beside the one that comes with the program (practice.md, section 20)."""


SHIPPED_SETS: Mapping[str, Mapping[Term, Word]] = MappingProxyType(
    {
        "health": {
            Term.PEOPLE: Word("patient", "patients"),
            Term.RESIDENTS: Word("patient", "patients"),
            Term.DISADVANTAGE: Word("complex needs", "complex needs"),
            Term.PIE: Word("trauma-informed", "trauma-informed"),
            Term.KEYWORKER: Word("named nurse", "named nurses"),
        },
        "libraries": {
            Term.PEOPLE: Word("member", "members"),
            Term.RESIDENTS: Word("person who comes here", "people who come here"),
            Term.DISADVANTAGE: Word("a hard time on several fronts", "a hard time on several fronts"),
            Term.PIE: Word("relational", "relational"),
            Term.SERVICE: Word("library", "libraries"),
            Term.KEYWORKER: Word("link worker", "link workers"),
        },
        "housing": {
            Term.PEOPLE: Word("tenant", "tenants"),
            Term.RESIDENTS: Word("tenant", "tenants"),
            Term.DISADVANTAGE: Word("multiple exclusion", "multiple exclusion"),
            Term.KEYWORKER: Word("support worker", "support workers"),
        },
    }
)
"""Sets that come with the program; what a set doesn't name keeps the default word."""


def forms_of(own: Mapping[Term, Word]) -> Mapping[str, str]:
    """Every placeholder with its words, for a team with these words of its own; all others are the default ones.

    Unless a team has its own word for them, people who use the service use what the team calls its service.
    """
    found = dict(DEFAULT_WORDS)
    service = own.get(Term.SERVICE)
    if service is not None:
        for key in ("person", "people", "a_person"):
            found[key] = found[key].replace(DEFAULT_WORDS["service"], service.one)
    for term, word in own.items():
        names = NAMES[term]
        found[names.one] = word.one
        if names.many:
            found[names.many] = word.many
        if names.with_article:
            found[names.with_article] = word.with_article
    return MappingProxyType(found)


def article_for(words: str) -> str:
    """Our guess whether English says “a” or “an” before these words; the ear decides, so people may change it."""
    first = words.strip().partition(" ")[0].lstrip("“‘'(")
    if _SPOKEN_AN.match(first) or _SILENT_H.match(first):
        return "an"
    if _LETTER_BY_LETTER.match(first):
        return "an" if first[0] in "AEFHILMNORSX" else "a"
    if _SOUNDS_LIKE_YOU.match(first):
        return "a"
    plain = unicodedata.normalize("NFD", first)[:1].lower()
    return "an" if plain in set("aeiou") else "a"


def several_of(one: str) -> str:
    """Our guess what several are called: “person who comes here” becomes “people who come here”."""
    tidy = tidied(one)
    cut = _ROUND_A_HEAD.search(tidy)
    head, rest = (tidy[: cut.start()], tidy[cut.start() :]) if cut else (tidy, "")
    before, space, noun = head.rpartition(" ")
    return f"{before}{space}{_several_noun(noun)}{_SAYS_ONE.sub(_verb_of_several, rest)}"


def _several_noun(noun: str) -> str:
    low = noun.lower()
    if low in _SEVERAL:
        return noun[:1] + _SEVERAL[low][1:]
    if re.search(r"(?:s|x|z|ch|sh)$", low):
        return f"{noun}es"
    if re.search(r"[^aeiou]y$", low):
        return f"{noun[:-1]}ies"
    if low.endswith(("woman", "man")) and not low.endswith("human"):
        return f"{noun[:-2]}en"
    return f"{noun}s" if noun else noun


def _verb_of_several(found: re.Match[str]) -> str:
    verb = found.group(2)
    if verb in _VERBS:
        return f"{found.group(1)} {_VERBS[verb]}"
    if verb.endswith("ies") and len(verb) > 4:
        verb = f"{verb[:-3]}y"
    elif re.search(r"(?:sses|shes|ches|xes)$", verb):
        verb = verb[:-2]
    elif verb.endswith("s") and not verb.endswith("ss"):
        verb = verb[:-1]
    return f"{found.group(1)} {verb}"


def tidied(words: str) -> str:
    """The words as they are kept: whole letters, single spaces, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", words).split(" ")).strip() if words.strip() else ""


def trouble_with(words: str) -> str:
    """Why these can't be a team's word, in one sentence; empty where they can."""
    tidy = tidied(words)
    if not tidy:
        return _("Write a word, or go back to the one that comes with the program.")
    if len(tidy) > MOST_CHARACTERS:
        return _("A word has {most} characters at most; this has {n}.").format(
            most=MOST_CHARACTERS, n=len(tidy)
        )
    if "\n" in words or "\r" in words or any(unicodedata.category(c) in {"Zl", "Zp"} for c in tidy):
        return _("Keep it to one line.")
    if any(unicodedata.category(c)[0] == "C" for c in tidy):
        return _("There’s a hidden character in this; type the word afresh.")
    if find_braces(tidy):
        return _("A word has no curly brackets in it.")
    if any(c in _MARKUP for c in tidy):
        return _("A word has letters, numbers, spaces, hyphens and apostrophes; no signs such as < or *.")
    if not any(unicodedata.category(c)[0] == "L" for c in tidy):
        return _("There’s no letter in this.")
    return ""


def find_braces(text: str) -> bool:
    """Whether there is any brace in this."""
    return bool(_BRACE.search(text))


def find_stray_braces(text: str) -> bool:
    """Whether `text` holds a brace that is not part of a known placeholder."""
    return find_braces(put_words(text, DEFAULT_WORDS))
