"""What makes a questionnaire usable, and lawful to ship with the program."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pie_audit.domain.questionnaire import AnswerSet, Element, Instrument, Questionnaire, Scope
from pie_audit.domain.team import Perspective
from pie_audit.words import _

OPEN_LICENCES = frozenset({"CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "MIT"})
"""Licences under which anybody may pass words on; SPDX names."""

LONGEST_SENTENCE = 30
"""Words. A plain stand-in for reading age, which the tests measure properly."""

_WHOLE_SETS = {"pie-own-1": (46, 12)}
"""How many topics outside optional themes, and how many in the short form, so that a lost part is noticed."""

_OPTIONAL_ELEMENTS = frozenset({Element.TRUST, Element.POWER, Element.REPAIR, Element.ENDINGS})
_SENTENCE_END = re.compile(r"[.?!:;]\s")


def find_faults(questionnaire: Questionnaire | Instrument) -> tuple[str, ...]:
    """Why this may not be shipped, in sentences; nothing where it may.

    An instrument without words is only a key, and facts may be shipped under any licence of the words.
    """
    if isinstance(questionnaire, Instrument):
        return tuple(_find_faults_of_instrument(questionnaire))
    return (
        *_find_licence_fault(questionnaire.licence),
        *_find_gaps(questionnaire),
        *_find_long(questionnaire),
    )


def _find_licence_fault(licence: str) -> Iterator[str]:
    if licence not in OPEN_LICENCES:
        yield _("The licence “{licence}” doesn't let everybody pass these words on.").format(licence=licence)


def _find_faults_of_instrument(instrument: Instrument) -> Iterator[str]:
    if any(item.text for item in instrument.items):
        yield from _find_licence_fault(instrument.licence)
        if not instrument.has_words:
            yield _("Some items have words and others have none.")
    elif not all(_is_neutral(one) for one in instrument.answer_sets):
        yield _("The key brings words of its answers along.")
    scored = {no for scale in instrument.scales for no in scale.items}
    if idle := [str(item.no) for item in instrument.items if item.no not in scored]:
        yield _("Items that belong to no scale: {items}.").format(items=", ".join(idle))
    if any(band.enabled for band in instrument.bands):
        yield _("A band is on; bands are off until somebody turns them on.")


def _is_neutral(answers: AnswerSet) -> bool:
    """Whether labels are “value 1” and so on; which end is agreement may stand behind a comma, for the key rests on it."""
    labels = zip(answers.values, answers.labels, strict=True)
    return all(label.split(",")[0] == f"value {value}" for value, label in labels)


def _find_gaps(questionnaire: Questionnaire) -> Iterator[str]:
    optional = {theme.id for theme in questionnaire.themes if theme.optional}
    core = [topic for topic in questionnaire.topics if topic.theme not in optional]
    short = [topic for topic in core if topic.short]
    whole = _WHOLE_SETS.get(questionnaire.id, (len(core), len(short)))
    if (len(core), len(short)) != whole:
        yield _("There should be {topics} topics, {short} of them in the short form.").format(
            topics=whole[0], short=whole[1]
        )
    for theme in questionnaire.themes:
        if not theme.optional and theme.id not in {topic.theme for topic in short}:
            yield _("The short form leaves theme {theme} out.").format(theme=theme.id)
    for element in sorted(set(Element) - _OPTIONAL_ELEMENTS - {topic.element for topic in core}):
        yield _("No topic belongs to the practice element “{element}”.").format(element=element)
    yield from _find_silence(questionnaire)


def _find_silence(questionnaire: Questionnaire) -> Iterator[str]:
    """Topics without sentences of their own, and perspectives that are asked nothing."""
    for topic in questionnaire.topics:
        if not topic.levels:
            yield _("{topic} has no level sentences of its own.").format(topic=topic.id)
    for perspective in Perspective:
        if not questionnaire.topics_for(Scope.SHORT, theme_id=None, perspective=perspective):
            yield _("The short form asks nothing of this perspective: {name}.").format(name=perspective)


def _find_long(questionnaire: Questionnaire) -> Iterator[str]:
    for topic in questionnaire.topics:
        texts = [topic.says, topic.ask, topic.lived_experience, topic.partner, *topic.levels]
        longest = max(_count_words(text) for text in texts if text)
        if longest > LONGEST_SENTENCE:
            yield _("{topic} has a sentence of {n} words.").format(topic=topic.id, n=longest)


def _count_words(text: str) -> int:
    """How many words the longest sentence of a text has."""
    return max(len(sentence.split()) for sentence in _SENTENCE_END.split(text + " "))
