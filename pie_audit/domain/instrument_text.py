"""An instrument as one canonical text that is kept and hashed, and an instrument with its words put in."""

from __future__ import annotations

import json
from dataclasses import replace

from pie_audit.domain.errors import CannotRead
from pie_audit.domain.licence import BroughtText
from pie_audit.domain.plain_data import STRANGE, from_plain, to_plain
from pie_audit.domain.questionnaire import Instrument
from pie_audit.words import _


def frozen_text(instrument: Instrument) -> str:
    """The one text of an instrument: equal instruments have equal texts, whatever number type their scores had."""
    plain = to_plain(from_plain(to_plain(instrument), Instrument))
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def from_frozen(text: str) -> Instrument:
    """The instrument that `frozen_text` wrote down. Raises CannotRead for anything else."""
    try:
        return from_plain(json.loads(text), Instrument)
    except (*STRANGE, RecursionError):
        raise CannotRead(
            _("What this survey asked can’t be read any more."),
            _("Open a sealed copy of the workspace from before."),
        ) from None


def plain_title(key: Instrument) -> str:
    """What an instrument is called, without the note that only its key ships."""
    return key.title.removesuffix(" (scoring key)")


def with_words(key: Instrument, text: BroughtText, version: int) -> Instrument:
    """A key with the words that somebody brought, under the version that these words go by.

    Answer sets without labels of their own keep the neutral ones. Raises KeyError where an item has no words.
    """
    return replace(
        key,
        version=version,
        title=plain_title(key),
        status=key.status or _("A published questionnaire. It can’t diagnose anything."),
        items=tuple(replace(item, text=text.items[item.no]) for item in key.items),
        answer_sets=tuple(
            replace(one, labels=text.labels.get(one.id) or one.labels) for one in key.answer_sets
        ),
    )
