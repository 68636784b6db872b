"""The words of a team: which it has of its own, and all of them in the forms that messages and questions hold."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from pie_audit.domain.team_part import TeamPart
from pie_audit.domain.vocabulary import Term, Word, forms_of, trouble_with
from pie_audit.storage import team_parts, team_words
from pie_audit.storage.transaction import read_once
from pie_audit.words import DEFAULT_WORDS, words_here

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


def words_for(tx: Transaction, team_id: str) -> Mapping[str, str]:
    """Every placeholder in this team's words; the default ones where it doesn't use the part.

    A paper that is made in other words, for those who read it, is made in them from its statements on.
    """
    here = words_here()
    return here if here is not None else words_of_team(tx, team_id)


def words_of_team(tx: Transaction, team_id: str) -> Mapping[str, str]:
    """The team's words, whatever a paper is made in."""
    return read_once(tx, ("words of a team", team_id), lambda: _read(tx, team_id))


def own_words(tx: Transaction, team_id: str) -> dict[Term, Word]:
    """The words that a team chose. What isn't fit to be said, from a damaged file perhaps, counts as not chosen."""
    return sound_words(team_words.words_of(tx, team_id))


def sound_words(kept: Mapping[str, tuple[str, str, str]]) -> dict[Term, Word]:
    """Words as they are kept, by term; unknown terms and words with anything strange in them are left out."""
    known = {term.value: term for term in Term}
    return {
        known[term]: Word(one, many, article)
        for term, (one, many, article) in kept.items()
        if term in known and article in {"a", "an"} and not (trouble_with(one) or trouble_with(many))
    }


def _read(tx: Transaction, team_id: str) -> Mapping[str, str]:
    own = own_words(tx, team_id)
    if not own or TeamPart.VOCABULARY not in team_parts.parts_of(tx, team_id):
        return DEFAULT_WORDS
    return _forms(tuple(own.items()))


@lru_cache(maxsize=64)
def _forms(own: tuple[tuple[Term, Word], ...]) -> Mapping[str, str]:
    """One mapping for the same words, so that whoever keeps something by it finds it again."""
    return forms_of(dict(own))
