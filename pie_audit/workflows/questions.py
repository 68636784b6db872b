"""The questions a round asks: those that ship, and the very text that a round froze at its start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pie_audit import paths
from pie_audit.catalogue import reader
from pie_audit.catalogue.problems import Problem
from pie_audit.domain.audit import AuditRound
from pie_audit.domain.errors import NotNow
from pie_audit.domain.questionnaire import Questionnaire, Scope, Theme, Topic
from pie_audit.domain.team import Perspective
from pie_audit.storage import audits as rounds
from pie_audit.words import DEFAULT_WORDS, _, words_in_force
from pie_audit.workflows.own_words import words_for

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

REVIEW = "pie-own-1"


def bundled_text(questionnaire_id: str = REVIEW) -> str:
    """The text of a question file that ships."""
    return (paths.questionnaires() / f"{questionnaire_id}.toml").read_text(encoding="utf-8")


def bundled() -> Questionnaire:
    """The review's questions as they ship, in the words in force; parsed once for each vocabulary."""
    return _parsed(bundled_text(), words_in_force())


def with_gaps() -> Questionnaire:
    """The same with every placeholder still in it, for who puts other words in."""
    return _parsed(bundled_text(), {key: f"{{{key}}}" for key in DEFAULT_WORDS})


@dataclass(frozen=True, slots=True)
class Shipped:
    """A question file as a list shows it. `has_text` is False for a key whose words the licence holder brings."""

    id: str
    version: int
    title: str
    items: int
    licence: str
    has_text: bool


def shipped() -> tuple[Shipped, ...]:
    """Every question file that comes with the program, by id."""
    found = (reader.read_questionnaire(file) for file in reader.list_bundled(paths.questionnaires()))
    return tuple(
        Shipped(
            q.id,
            q.version,
            q.title,
            len(q.topics if isinstance(q, Questionnaire) else q.items),
            q.licence,
            isinstance(q, Questionnaire) or q.has_words,
        )
        for q in sorted(found, key=lambda q: q.id)
    )


def problems_of(file: Path) -> tuple[Problem, ...]:
    """All that is wrong with a question file. Raises CannotRead where there is no plain file to read."""
    return reader.check_file(file)


def freeze(tx: Transaction, audit_round: AuditRound) -> None:
    """Keep the text that this round asks, so that a later edit changes nothing here.

    Raises NotNow where the file was edited since an earlier round froze it under the same id and version: what
    people would be asked isn't what this number stands for.
    """
    text = bundled_text(audit_round.questionnaire_id)
    kept = rounds.load_questionnaire(tx, audit_round.questionnaire_id, audit_round.questionnaire_version)
    if kept is not None and kept != text and _parsed(kept, DEFAULT_WORDS) != _parsed(text, DEFAULT_WORDS):
        raise NotNow(
            _("The question file was edited, and still has the version of an earlier review."),
            _("Give the edited file the next version number, then start the review again."),
        )
    rounds.freeze_questionnaire(tx, audit_round.questionnaire_id, audit_round.questionnaire_version, text)


def of_round(tx: Transaction, audit_round: AuditRound) -> Questionnaire:
    """The questions that this round froze, in its team's words of today."""
    text = rounds.load_questionnaire(tx, audit_round.questionnaire_id, audit_round.questionnaire_version)
    if text is None:
        raise KeyError(audit_round.questionnaire_id)
    return _parsed(text, words_for(tx, audit_round.team_id))


def asked(questions: Questionnaire, audit_round: AuditRound, perspective: Perspective) -> tuple[Topic, ...]:
    """What this round asks of this perspective, in the order of the file."""
    return questions.topics_for(
        Scope(audit_round.scope),
        theme_id=audit_round.theme_id,
        perspective=perspective,
        with_optional=bool(audit_round.optional_themes),
        switched_off=frozenset(topic for whose, topic in audit_round.switched_off if whose is perspective),
    )


def is_in_full(audit_round: AuditRound, theme: Theme) -> bool:
    """Whether this round asks all topics of the theme; an optional one is asked in full or not at all."""
    if theme.optional:
        return theme.id in audit_round.optional_themes
    return Scope(audit_round.scope) is Scope.FULL or theme.id == audit_round.theme_id


def perspective_name(perspective: Perspective) -> str:
    """What a perspective is called on screens and papers."""
    return {
        Perspective.TEAM: _("Team"),
        Perspective.MANAGER: _("Managers"),
        Perspective.LIVED_EXPERIENCE: _("{Residents}"),
        Perspective.PARTNER: _("Partners"),
    }[perspective]


def _parsed(text: str, words: Mapping[str, str]) -> Questionnaire:
    return _parsed_once(text, tuple(words.items()))


@lru_cache(maxsize=16)
def _parsed_once(text: str, words: tuple[tuple[str, str], ...]) -> Questionnaire:
    parsed = reader.parse_questionnaire(text, dict(words))
    if not isinstance(parsed, Questionnaire):
        raise TypeError("a round asks a review, not an instrument")
    return parsed
