"""What standings and uses of a questionnaire are called on these screens."""

from __future__ import annotations

from collections.abc import Sequence

from pie_audit.domain.day import full_day_words
from pie_audit.domain.questionnaire import Instrument, Item, Mode
from pie_audit.words import _, plural
from pie_audit.workflows.instruments import InstrumentLine, Standing

Told = tuple[str, str, str]
"""Words, look and icon of a chip."""


def standing_chip(line: InstrumentLine) -> Told:
    """How a questionnaire stands, in two or three words."""
    if line.ours:
        return _("Ready"), "good", "check-circle"
    return {
        Standing.READY: (_("Ready"), "good", "check-circle"),
        Standing.ENDING: (_("Ends soon"), "warn", "hourglass"),
        Standing.NO_WORDS: (_("No words yet"), "neutral", "note"),
        Standing.TAKEN_BACK: (_("Taken back"), "neutral", "arrow-counter-clockwise"),
        Standing.ENDED: (_("Permission ended"), "warn", "prohibit"),
        Standing.NEW_KEY: (_("Look it through"), "warn", "warning"),
    }[line.standing]


def facts_words(line: InstrumentLine) -> str:
    """How many questions, for whom, and until when."""
    count = plural("{n} question", "{n} questions", line.items).format(n=line.items)
    parts = [count, modes_words(line.modes)]
    if line.licence is not None and line.standing is not Standing.TAKEN_BACK:
        parts.append(until_words(line))
    return " · ".join(parts)


def until_words(line: InstrumentLine) -> str:
    """Until when the permission holds."""
    ends_on = line.licence.ends_on if line.licence is not None else None
    if ends_on is None:
        return _("permission without an end")
    if line.standing is Standing.ENDED:
        return _("permission ended on {day}").format(day=full_day_words(ends_on))
    return _("permission until {day}").format(day=full_day_words(ends_on))


def modes_words(modes: Sequence[Mode]) -> str:
    """For whom it may be used."""
    if set(modes) == set(Mode):
        return _("for a team, and for oneself")
    return _("for a team") if Mode.TEAM in modes else _("for oneself")


def verb_words(line: InstrumentLine) -> str:
    """What whoever may bring words can do next."""
    return {
        Standing.READY: _("Look at it"),
        Standing.ENDING: _("Renew it"),
        Standing.NO_WORDS: _("Bring the words"),
        Standing.TAKEN_BACK: _("Look at it"),
        Standing.ENDED: _("Renew it"),
        Standing.NEW_KEY: _("Look it through"),
    }[line.standing]


def parts_words(key: Instrument, item: Item) -> str:
    """Which scores an item counts for: “Work”, or “Vigour, Work engagement”; nothing where there is only one."""
    if len(key.scales) == 1:
        return ""
    return ", ".join(scale.title or scale.id for scale in key.scales if item.no in scale.items)
