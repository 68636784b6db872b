"""What has to be right before the words of a published instrument may be used: told field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from pie_audit.domain.licence import BroughtText, Licence
from pie_audit.domain.pasted_items import tidy_words, wrong_with
from pie_audit.domain.questionnaire import AnswerSet, Instrument, Item, Mode
from pie_audit.words import _, plural

LONGEST_LABEL = 60
LONGEST_FIELD = 300
"""Characters of one line of the form about the licence."""

_NEEDED = ("holder", "permission", "proof", "line")


@dataclass(frozen=True, slots=True)
class BroughtWords:
    """What somebody fills in: the text, the licence, and the items that they say really point the opposite way."""

    text: BroughtText
    licence: Licence
    points_the_other_way: frozenset[int] = frozenset()


def tidied(words: BroughtWords) -> BroughtWords:
    """The same without signs that nobody sees, and without labels that were left empty."""
    text, licence = words.text, words.licence
    labels = {one: tuple(map(tidy_words, labels)) for one, labels in text.labels.items()}
    return replace(
        words,
        text=BroughtText(
            {no: tidy_words(line) for no, line in text.items.items()},
            {one: kept for one, kept in labels.items() if any(kept)},
        ),
        licence=replace(
            licence,
            holder=tidy_words(licence.holder),
            permission=tidy_words(licence.permission),
            proof=tidy_words(licence.proof),
            line=tidy_words(licence.line),
            reason=tidy_words(licence.reason),
            support_by=tidy_words(licence.support_by),
            modes=tuple(mode for mode in Mode if mode in licence.modes),
        ),
    )


def turned_round(key: Instrument) -> tuple[Item, ...]:
    """The slots whose sentence has to point the opposite way of the others of their scale."""
    return tuple(item for item in key.items if item.reverse)


def faults_of(key: Instrument, words: BroughtWords, today: date) -> Mapping[str, str]:
    """What is in the way, one sentence a field, in the order of the form; empty where nothing is.

    Fields are `items`, `labels/<answer set>`, `turned`, and the names of `Licence`.
    """
    found = (
        ("items", _items_fault(key, words.text)),
        *((f"labels/{one.id}", _labels_fault(one, words.text)) for one in key.answer_sets),
        ("turned", _turned_fault(key, words)),
        *_licence_faults(key, words.licence, today),
    )
    return {field: sentence for field, sentence in found if sentence}


def _items_fault(key: Instrument, text: BroughtText) -> str:
    return wrong_with([text.items[item.no] for item in key.items if item.no in text.items], len(key.items))


def _labels_fault(answers: AnswerSet, text: BroughtText) -> str:
    labels = text.labels.get(answers.id, ())
    if not any(labels):
        return ""
    wanted = len(answers.values)
    if len(labels) != wanted or not all(labels):
        n = wanted - sum(map(bool, labels))
        missing = plural("{n} answer has no words yet.", "{n} answers have no words yet.", n).format(n=n)
        return _("{missing} Fill in all of them or none.").format(missing=missing)
    if len(set(labels)) < wanted:
        return _("Two answers have the same words.")
    if max(map(len, labels)) > LONGEST_LABEL:
        return _("An answer is a few words, not a whole sentence.")
    return ""


def _turned_fault(key: Instrument, words: BroughtWords) -> str:
    if {item.no for item in turned_round(key)} <= words.points_the_other_way:
        return ""
    return _("Tick each of them, or put your lines in the order that the scoring needs.")


def _licence_faults(key: Instrument, licence: Licence, today: date) -> Iterator[tuple[str, str]]:
    empty = {
        "holder": _("Say who holds the rights."),
        "permission": _("Say what you are allowed to do."),
        "proof": _("Say where the proof is kept."),
        "line": _("Copy the line that has to stand under the questions."),
    }
    for name in _NEEDED:
        yield name, _line_fault(getattr(licence, name), empty[name])
    yield from _day_faults(licence, today)
    yield "modes", _modes_fault(key, licence)
    if needs_reason(key, licence):
        yield "reason", _line_fault(licence.reason, _("Say why it is put to a team."))
        yield "support_by", _line_fault(licence.support_by, _("Say who people can turn to."))


def needs_reason(key: Instrument, licence: Licence) -> bool:
    """Whether a reason and somebody to turn to are needed: it reads like symptoms, and a team may be asked."""
    return Mode.TEAM in licence.modes and Mode.TEAM not in key.modes


def _line_fault(text: str, if_empty: str) -> str:
    if not text:
        return if_empty
    return (
        ""
        if len(text) <= LONGEST_FIELD
        else _("Make this shorter: {n} letters at most.").format(n=LONGEST_FIELD)
    )


def _day_faults(licence: Licence, today: date) -> Iterator[tuple[str, str]]:
    if licence.given_on > today:
        yield "given_on", _("This day is still to come.")
    if licence.ends_on is not None and licence.ends_on < licence.given_on:
        yield "ends_on", _("It can’t end before it began.")
    elif licence.ends_on is not None and licence.ends_on < today:
        yield "ends_on", _("This permission has ended. Ask for a new one first.")


def _modes_fault(key: Instrument, licence: Licence) -> str:
    if not licence.modes:
        return _("Choose at least one.")
    if not set(licence.modes) <= {*key.modes, *key.on_request}:
        return _("It can’t be used in this way.")
    return ""
