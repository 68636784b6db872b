"""The form for bringing words as it stands on the screen: whole, half filled in, or wrong in places."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from pie_audit.domain.bringing import BroughtWords, faults_of, tidied, turned_round
from pie_audit.domain.licence import Brought, BroughtText, Licence
from pie_audit.domain.pasted_items import PastedItems, read_items
from pie_audit.domain.plain_data import STRANGE, from_plain, to_plain
from pie_audit.domain.questionnaire import Instrument


@dataclass(frozen=True, slots=True)
class WordsForm:
    """What was pasted, the labels that were typed, the slots that were ticked by number, and the licence so far."""

    pasted: str
    licence: Licence
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ticked: tuple[int, ...] = ()


def blank_form(today: date) -> WordsForm:
    """Nothing filled in, with days that are likely: from today, for a year."""
    in_a_year = date(today.year + 1, today.month, min(today.day, 28))
    return WordsForm("", Licence("", "", today, in_a_year, "", (), ""))


def form_of(key: Instrument, brought: Brought) -> WordsForm:
    """Words as they are in store, to be looked through. For a key that was mended, slots have to be ticked anew."""
    items = brought.text.items
    lines = [items[no] for no in sorted(items)]
    is_same = brought.key_version == key.version
    ticked = tuple(item.no for item in turned_round(key)) if is_same else ()
    return WordsForm("\n".join(lines), brought.licence, brought.text.labels, ticked)


def form_to_text(form: WordsForm) -> str:
    """The form as text, to be kept as a draft."""
    return json.dumps(to_plain(form), ensure_ascii=False)


def form_from_text(text: str) -> WordsForm | None:
    """The form that was kept, or None for a draft that this version can't read."""
    try:
        return from_plain(json.loads(text), WordsForm)
    except STRANGE:
        return None


def pasted_items(key: Instrument, form: WordsForm) -> PastedItems:
    """What was pasted, as the items of this key."""
    return read_items(form.pasted, len(key.items))


def words_of(key: Instrument, form: WordsForm) -> BroughtWords:
    """The form as words to bring, slot by slot in the order of the key."""
    lines = pasted_items(key, form).lines
    items = {item.no: line for item, line in zip(key.items, lines, strict=False)}
    return tidied(BroughtWords(BroughtText(items, form.labels), form.licence, frozenset(form.ticked)))


def faults_of_form(key: Instrument, form: WordsForm, today: date) -> Mapping[str, str]:
    """As `faults_of`, with what is wrong with the paste itself: too many lines, numbers that leave some out."""
    faults = dict(faults_of(key, words_of(key, form), today))
    problem = pasted_items(key, form).problem
    faults.pop("items", None)
    return {"items": problem, **faults} if problem else faults


def seen_with(key: Instrument, form: WordsForm) -> Instrument:
    """The key with as many words as there are, for a look at how people will see it."""
    words = words_of(key, form)
    return replace(
        key,
        items=tuple(replace(item, text=words.text.items.get(item.no, "")) for item in key.items),
        answer_sets=tuple(
            replace(one, labels=_whole(words.text.labels.get(one.id, ()), one.labels))
            for one in key.answer_sets
        ),
    )


def _whole(labels: tuple[str, ...], neutral: tuple[str, ...]) -> tuple[str, ...]:
    """Labels as typed so far; where one is still missing, the neutral one."""
    if len(labels) != len(neutral):
        return neutral
    return tuple(typed or plain for typed, plain in zip(labels, neutral, strict=True))
