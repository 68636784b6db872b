"""Our words: what a team calls people, its service and its work; statements, screens and papers follow at once."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan_parts import capital
from pie_audit.domain.team_part import TeamPart
from pie_audit.domain.vocabulary import (
    ONE_FORM,
    SHIPPED_SETS,
    Term,
    Word,
    article_for,
    default_word,
    forms_of,
    several_of,
    tidied,
    trouble_with,
)
from pie_audit.storage import team_words as stored
from pie_audit.words import _, put_words, saying
from pie_audit.workflows import questions
from pie_audit.workflows.own_words import own_words, sound_words
from pie_audit.workflows.presence import Me
from pie_audit.workflows.team_parts import enter, may_choose
from pie_audit.workflows.undo import Undoable

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

MOST_SETS = 30
_SHIPPED = "shipped-"
_ABOUT_KEYWORKERS = 2
"""Which of the things to see for A3."""


@dataclass(frozen=True, slots=True)
class WordSet:
    """Words kept under a name; what it doesn't name keeps the default word. One that is `shipped` can't be let go."""

    set_id: str
    name: str
    words: Mapping[Term, Word]
    shipped: bool = False


@dataclass(frozen=True, slots=True)
class OurWords:
    """All on the page: the word of each term, which are the team's own, every set, whether this person may choose."""

    words: Mapping[Term, Word]
    own: frozenset[Term]
    sets: tuple[WordSet, ...]
    may_choose: bool


def our_words(tx: Transaction, me: Me, team_id: str) -> OurWords:
    """The words of a team. Raises NotNow for anybody outside it, and where it doesn't use the part."""
    enter(tx, me, team_id, TeamPart.VOCABULARY)
    own = own_words(tx, team_id)
    said = {term: own.get(term) or default_word(term) for term in Term}
    return OurWords(said, frozenset(own), word_sets(tx), may_choose(tx, me, team_id))


def word_sets(tx: Transaction) -> tuple[WordSet, ...]:
    """Those that come with the program, then those that people of this workspace saved, by name."""
    shipped = (WordSet(f"{_SHIPPED}{key}", set_name(key), SHIPPED_SETS[key], True) for key in SHIPPED_SETS)
    return (*shipped, *(WordSet(key, name, _from_json(kept)) for key, name, kept in stored.list_sets(tx)))


def set_name(key: str) -> str:
    """What a set that comes with the program is called."""
    return {"health": _("for health"), "libraries": _("for libraries"), "housing": _("for housing")}[key]


def guessed(one: str, many: str = "", article: str = "") -> Word:
    """A word with what was left open filled in: several, and a or an, as English usually has it."""
    one = tidied(one)
    return Word(one, tidied(many) or several_of(one), article or article_for(one))


def choose_word(tx: Transaction, me: Me, team_id: str, term: Term, word: Word) -> Undoable:
    """Let the team call something by this word. The word that comes with the program is no word of one's own.

    Raises NotNow for anybody who may not choose, and for what can't be a word.
    """
    _require_choice(tx, me, team_id)
    chosen = _checked(term, word)
    before = own_words(tx, team_id).get(term)
    _keep(tx, team_id, term, None if chosen == default_word(term) else chosen)
    name = _("Chose the word “{word}”").format(word=chosen.one if term in ONE_FORM else chosen.many)
    return Undoable(chosen, name, lambda tx, me: _put_back(tx, me, team_id, {term: before}))


def save_set(tx: Transaction, me: Me, team_id: str, name: str) -> Undoable:
    """Keep the team's words of now under a name, for any team of this workspace.

    A set of the same name is replaced. Raises NotNow for what can't be a name, and where there are thirty already.
    """
    _require_choice(tx, me, team_id)
    plain = tidied(name)
    _refuse(trouble_with(name), _("Give the set a short name."))
    _refuse(_trouble_with_name(tx, plain), _("Let one go that nobody needs."))
    before = next((s for s in stored.list_sets(tx) if s[1].casefold() == plain.casefold()), None)
    set_id = before[0] if before else secrets.token_hex(16)
    stored.save_set(tx, set_id, plain, _to_json(own_words(tx, team_id)))

    def undo(tx: Transaction, me: Me) -> None:
        _require_choice(tx, me, team_id)
        if before:
            stored.save_set(tx, *before)
        else:
            stored.delete_set(tx, set_id)

    return Undoable(set_id, _("Saved the words as “{name}”").format(name=plain), undo)


def take_set(tx: Transaction, me: Me, team_id: str, set_id: str) -> Undoable:
    """Let the team speak in the words of a set; what it doesn't name goes back to the default word."""
    _require_choice(tx, me, team_id)
    taken = found_set(tx, set_id)
    before = own_words(tx, team_id)
    for term in Term:
        _keep(tx, team_id, term, taken.words.get(term))
    was = {term: before.get(term) for term in Term}
    name = _("Took the words “{name}”").format(name=taken.name)
    return Undoable(taken, name, lambda tx, me: _put_back(tx, me, team_id, was))


def let_set_go(tx: Transaction, me: Me, team_id: str, set_id: str) -> Undoable:
    """Forget a saved set; teams that took its words keep them."""
    _require_choice(tx, me, team_id)
    gone = found_set(tx, set_id)
    if gone.shipped:
        raise NotNow(_("This set comes with the program."), _("It stays; nobody has to take it."))
    stored.delete_set(tx, set_id)

    def undo(tx: Transaction, me: Me) -> None:
        _require_choice(tx, me, team_id)
        stored.save_set(tx, set_id, gone.name, _to_json(gone.words))

    return Undoable(gone, _("Let “{name}” go").format(name=gone.name), undo)


def found_set(tx: Transaction, set_id_or_name: str) -> WordSet:
    """A set by its id or its name, with or without “for”. Raises NotNow where there is none."""
    wanted = set_id_or_name.strip().casefold()
    for each in word_sets(tx):
        name = each.name.casefold()
        if wanted in {each.set_id, name, name.removeprefix("for ")}:
            return each
    raise NotNow(
        _("There is no set of words called “{name}”.").format(name=set_id_or_name[:80]),
        _("“Our words” lists them."),
    )


def sentences(words: Mapping[Term, Word]) -> tuple[str, ...]:
    """Ten sentences as statements, screens and papers say them with these words; what people wrote isn't touched."""
    forms = forms_of(words)
    asked = questions.with_gaps()
    of = {topic.id: topic for topic in asked.topics}
    with saying(forms):
        said = (
            of["E1"].see[0],
            of["A3"].see[_ABOUT_KEYWORKERS],
            of["B5"].says,
            of["B8"].ask,
            of["D3"].says,
            of["E1"].partner or "",
            asked.title,
            _("{Residents} had no hand in this yet"),
            _("A moment, a number, something {a_resident} said. No names, please. Only you read this."),
            _("{Disadvantage} is never one person’s alone to solve."),
        )
    return tuple(capital(put_words(each, forms)) for each in said)


def _require_choice(tx: Transaction, me: Me, team_id: str) -> None:
    enter(tx, me, team_id, TeamPart.VOCABULARY)
    if not may_choose(tx, me, team_id):
        raise NotNow(
            _("That isn’t yours to do in this workspace."),
            _("Ask the team’s manager or whoever runs the review."),
        )


def _refuse(trouble: str, todo: str) -> None:
    if trouble:
        raise NotNow(trouble, todo)


def _checked(term: Term, word: Word) -> Word:
    """The word as it is kept. Raises NotNow for anything that can't be said in the middle of a sentence."""
    many = word.one if term in ONE_FORM else word.many
    for each in (word.one, many):
        _refuse(trouble_with(each), _("The word so far stays. Choose another."))
    article = word.article if word.article in {"a", "an"} else article_for(word.one)
    return Word(tidied(word.one), tidied(many), article)


def _keep(tx: Transaction, team_id: str, term: Term, word: Word | None) -> None:
    if word is None:
        stored.delete_word(tx, team_id, term.value)
    else:
        stored.save_word(tx, team_id, term.value, (word.one, word.many, word.article))


def _put_back(tx: Transaction, me: Me, team_id: str, was: Mapping[Term, Word | None]) -> None:
    _require_choice(tx, me, team_id)
    for term, word in was.items():
        _keep(tx, team_id, term, word)


def _trouble_with_name(tx: Transaction, name: str) -> str:
    """Why the set can't be called so; empty where it can."""
    known = {each.name.casefold() for each in word_sets(tx) if each.shipped}
    if name.casefold() in known:
        return _("A set that comes with the program is called that.")
    kept = stored.list_sets(tx)
    if len(kept) >= MOST_SETS and name.casefold() not in {each[1].casefold() for each in kept}:
        return _("There are {n} sets already.").format(n=MOST_SETS)
    return ""


def _to_json(words: Mapping[Term, Word]) -> str:
    kept = {term.value: (word.one, word.many, word.article) for term, word in words.items()}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def _from_json(kept: str) -> dict[Term, Word]:
    """Words as `_to_json` kept them; what isn't as it was written counts as not there."""
    try:
        found = json.loads(kept)
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    plain = {
        term: (forms[0], forms[1], forms[2])
        for term, forms in found.items()
        if isinstance(forms, list) and len(forms) == 3 and all(isinstance(form, str) for form in forms)
    }
    return sound_words(plain)
