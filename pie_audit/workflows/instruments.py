"""The questionnaires there are: what ships, what has words, and what may be asked today, of a team or of oneself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from pie_audit import paths
from pie_audit.catalogue import reader
from pie_audit.domain.day import full_day_words
from pie_audit.domain.errors import NotNow
from pie_audit.domain.instrument_text import from_frozen, frozen_text, plain_title, with_words
from pie_audit.domain.licence import Brought, Licence, LicenceState
from pie_audit.domain.questionnaire import Instrument, Mode
from pie_audit.storage import instruments as kept
from pie_audit.words import _
from pie_audit.workflows.permissions import Act, may
from pie_audit.workflows.presence import Me, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

__all__ = [
    "InstrumentLine",
    "Standing",
    "from_frozen",
    "frozen_text",
    "licence_of",
    "load_usable",
    "our_questions",
    "permitted_modes",
    "reads_like_symptoms",
    "required_line",
    "shelf_of_instruments",
    "shipped_instrument",
    "shipped_instruments",
    "title_of",
    "usable",
]


class Standing(StrEnum):
    """Whether an instrument can be asked, and if not, what is in the way."""

    READY = "ready"
    ENDING = "ending"
    NO_WORDS = "no words"
    TAKEN_BACK = "taken back"
    ENDED = "ended"
    NEW_KEY = "new key"


@dataclass(frozen=True, slots=True)
class InstrumentLine:
    """One questionnaire in the list. `ours` has words of our own, which need no licence and can't be brought.

    `modes` are those it may be used in here, or would be offered for once its words are brought.
    """

    id: str
    title: str
    items: int
    ours: bool
    about: str
    status: str
    modes: tuple[Mode, ...]
    standing: Standing
    licence: Licence | None
    may_bring: bool


def shelf_of_instruments(tx: Transaction, me: Me) -> tuple[InstrumentLine, ...]:
    """Every questionnaire that ships, our own first."""
    mine = acting(me)
    today, may_bring = mine.clock.today(), may(mine.member, Act.BRING_WORDS)
    brought = kept.brought_by_instrument(tx)
    lines = (
        _line(key, brought.get(key.id), today, may_bring and not key.has_words)
        for key in shipped_instruments().values()
    )
    return tuple(sorted(lines, key=lambda line: (not line.ours, line.title.casefold())))


def usable(tx: Transaction, mode: Mode, today: date) -> tuple[Instrument, ...]:
    """The instruments that may be asked in this mode today, with all their words, our own first."""
    brought = kept.brought_by_instrument(tx)
    ready = [
        (key, brought.get(key.id))
        for key in shipped_instruments().values()
        if _hindrance(key, brought.get(key.id), mode, today) is None
    ]
    found = [
        (not key.has_words, plain_title(key).casefold(), _with_words(key, words)) for key, words in ready
    ]
    return tuple(instrument for _ours, _title, instrument in sorted(found, key=lambda one: one[:2]))


def load_usable(tx: Transaction, instrument_id: str, mode: Mode, today: date) -> Instrument:
    """One instrument with all its words. Raises NotNow with the reason where it may not be asked today."""
    key = shipped_instruments().get(instrument_id)
    if key is None:
        raise NotNow(_("This questionnaire isn’t here any more."), _("Choose another one."))
    brought = kept.brought_by_instrument(tx).get(instrument_id)
    hindrance = _hindrance(key, brought, mode, today)
    if hindrance is not None:
        raise hindrance
    return _with_words(key, brought)


def our_questions(tx: Transaction, me: Me, instrument_id: str) -> Instrument:
    """One of our own questionnaires, for anybody to read. Raises NotNow for one whose words are licensed."""
    acting(me)
    found = shipped_instrument(instrument_id)
    if not found.has_words:
        raise NotNow(
            _("Its words belong to somebody else."), _("They’re shown only where the questions are asked.")
        )
    return found


def required_line(tx: Transaction, instrument_id: str) -> str:
    """The copyright line that has to stand under every page with its words or results; empty where none has to.

    It stays when the words are taken back: earlier results still stand under it.
    """
    licence = licence_of(tx, instrument_id)
    return licence.line if licence else ""


def licence_of(tx: Transaction, instrument_id: str) -> Licence | None:
    """What who brought the words said of the right to use them, the newest; None where nobody has brought any."""
    brought = kept.brought_by_instrument(tx).get(instrument_id)
    earlier = (brought,) if brought else kept.versions_of(tx, instrument_id)
    return earlier[-1].licence if earlier else None


def shipped_instrument(instrument_id: str) -> Instrument:
    """One key, or one of our own questionnaires. Raises NotNow where there is none."""
    try:
        return shipped_instruments()[instrument_id]
    except KeyError:
        raise NotNow(_("This questionnaire isn’t here any more."), _("Choose another one.")) from None


def title_of(instrument_id: str) -> str:
    """What an instrument is called, whether or not it may be asked today; its id where it isn't here any more."""
    found = shipped_instruments().get(instrument_id)
    return plain_title(found) if found is not None else instrument_id


@cache
def shipped_instruments() -> Mapping[str, Instrument]:
    """The instruments that ship, by id: our own with their words, published ones as keys without any."""
    found = (reader.read_questionnaire(file) for file in reader.list_bundled(paths.questionnaires()))
    return {one.id: one for one in found if isinstance(one, Instrument)}


def permitted_modes(key: Instrument, licence: Licence) -> tuple[Mode, ...]:
    """What a licence allows of all that this instrument can be used for."""
    return tuple(mode for mode in (*key.modes, *key.on_request) if mode in licence.modes)


def reads_like_symptoms(instrument: Instrument) -> bool:
    """Whether it is for oneself unless somebody gives a reason to put it to a team, and somebody to turn to."""
    return Mode.TEAM not in instrument.modes


def standing_of(key: Instrument, brought: Brought | None, today: date) -> Standing:
    """Whether an instrument can be asked on this day, in whatever mode."""
    if key.has_words:
        return Standing.READY
    if brought is None:
        return Standing.NO_WORDS
    if brought.retired_week is not None:
        return Standing.TAKEN_BACK
    if brought.key_version != key.version:
        return Standing.NEW_KEY
    state = brought.licence.state(today)
    return {
        LicenceState.HELD: Standing.READY,
        LicenceState.ENDING: Standing.ENDING,
        LicenceState.ENDED: Standing.ENDED,
    }[state]


def _line(key: Instrument, brought: Brought | None, today: date, may_bring: bool) -> InstrumentLine:
    licence = brought.licence if brought and not key.has_words else None
    return InstrumentLine(
        id=key.id,
        title=plain_title(key),
        items=len(key.items),
        ours=key.has_words,
        about=key.about,
        status=key.status,
        modes=permitted_modes(key, licence) if licence else key.modes,
        standing=standing_of(key, brought, today),
        licence=licence,
        may_bring=may_bring,
    )


def _with_words(key: Instrument, brought: Brought | None) -> Instrument:
    if key.has_words or brought is None:
        return key
    return with_words(key, brought.text, brought.version)


def _hindrance(key: Instrument, brought: Brought | None, mode: Mode, today: date) -> NotNow | None:
    """Why this may not be asked today, or None where it may."""
    standing = standing_of(key, brought, today)
    if standing in {Standing.READY, Standing.ENDING}:
        allowed = permitted_modes(key, brought.licence) if brought and not key.has_words else key.modes
        return None if mode in allowed else _not_in_this_mode(key, mode)
    ends_on = brought.licence.ends_on if brought else None
    return _not_ready(key, standing, ends_on)


def _not_ready(key: Instrument, standing: Standing, ends_on: date | None) -> NotNow:
    match standing:
        case Standing.ENDED if ends_on is not None:
            what = _("The permission to use “{title}” ended on {day}.").format(
                title=plain_title(key), day=full_day_words(ends_on)
            )
            return NotNow(what, _("Ask whoever holds the rights to renew it, then put the new day in."))
        case Standing.TAKEN_BACK:
            what = _("The words of “{title}” were taken back.").format(title=plain_title(key))
            return NotNow(what, _("A manager can put them back, or choose another questionnaire."))
        case Standing.NEW_KEY:
            what = _("The scoring of “{title}” was mended since its words were brought.").format(
                title=plain_title(key)
            )
            return NotNow(what, _("A manager looks the words through once more and makes it ready again."))
        case _other:
            what = _("The words of “{title}” aren’t here yet.").format(title=plain_title(key))
            return NotNow(what, _("A manager brings them, with the permission to use them."))


def _not_in_this_mode(key: Instrument, mode: Mode) -> NotNow:
    if mode is Mode.TEAM:
        return NotNow(
            _("“{title}” may not be put to a team here.").format(title=plain_title(key)),
            _("Use it on your own page, or choose another questionnaire."),
        )
    return NotNow(
        _("“{title}” may only be put to a team here.").format(title=plain_title(key)),
        _("Choose another questionnaire for your own page."),
    )
