"""My own page: an instrument taken for oneself, sealed like any page of one's log, and one's own line over time.

Nothing here reads a team's survey, and no survey reads anything here: what somebody wants in both they type twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from pie_audit.analysis import scoring
from pie_audit.domain.entry import Entry, EntryKind, Step
from pie_audit.domain.errors import KnownError, NotNow
from pie_audit.domain.measure import KeptScore, Measure, Signpost
from pie_audit.domain.own_line import InstrumentLines, Sitting, lines_of
from pie_audit.domain.possible_scores import band_of, possible_range
from pie_audit.domain.questionnaire import Band, Instrument, Mode, Scale
from pie_audit.domain.survey_change import ITEM_POINTS, SCALE_POINTS
from pie_audit.words import _
from pie_audit.workflows import (
    drafts,
    instruments,
    reflections,
    self_record,
    support,
)
from pie_audit.workflows.presence import Me, acting
from pie_audit.workflows.shelf import Shelf, shelf_of
from pie_audit.workflows.supervision import (
    supervision,
    supervision_agenda,
)
from pie_audit.workflows.undo import Undoable

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction
    from pie_audit.workflows.supervision.supervision import SessionLine
    from pie_audit.workflows.unlock import OpenWorkspace

MOST_NOTE = 2_000
_ON = "on"


@dataclass(frozen=True, slots=True)
class OwnAnswers:
    """What somebody said so far. `values` by item number, as given; a skipped item is absent."""

    values: Mapping[int, int] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Begun:
    """Answers that weren't kept on the page yet, and the day they were given."""

    answers: OwnAnswers
    on: date


@dataclass(frozen=True, slots=True)
class Choice:
    """An instrument that may be taken for oneself today. `line` is the copyright line that has to stand with it."""

    instrument: Instrument
    line: str
    begun: Begun | None


@dataclass(frozen=True, slots=True)
class OwnLine:
    """Everything the page shows. `bands_on` are ids of instruments whose bands this person turned on.

    `support` is for everybody, `support_now` stands where the answers ask for it; paragraphs with an empty line
    between. `session` is the next one in which this person is supervised.
    """

    choices: tuple[Choice, ...]
    lines: tuple[InstrumentLines, ...]
    bands_on: frozenset[str]
    support: str
    support_now: str
    session: SessionLine | None
    today: date


def own_line(opened: OpenWorkspace, me: Me) -> OwnLine:
    """One's own page as it stands. Reads one's pages first, so never on the Qt thread."""
    shelf = shelf_of(me)
    for _lot in shelf.fill(opened, me):
        pass
    return opened.read(lambda tx: _told(tx, me, shelf))


def keep_begun(tx: Transaction, me: Me, instrument_id: str, answers: OwnAnswers) -> None:
    """Keep answers as they are given, sealed; nothing is kept of nothing."""
    if not (answers.values or answers.note.strip()):
        drafts.drop(tx, me, _draft_key(instrument_id))
        return
    values = {str(no): str(value) for no, value in answers.values.items()}
    today = acting(me).clock.today().isoformat()
    drafts.save_words(
        tx, me, _draft_key(instrument_id), {**values, "note": answers.note[:MOST_NOTE], "on": today}
    )


def throw_begun_away(tx: Transaction, me: Me, instrument_id: str) -> Undoable:
    """Let go of answers that weren't kept yet."""
    before = drafts.words(tx, me, _draft_key(instrument_id))
    drafts.drop(tx, me, _draft_key(instrument_id))
    back = partial(_begun_back, instrument_id, before or {})
    return Undoable(None, _("Answers thrown away"), back, brief=True)


def save_measure(tx: Transaction, me: Me, instrument_id: str, answers: OwnAnswers) -> Undoable:
    """Keep a sitting as a page of one's own log; the result is its id.

    Raises NotNow where nothing was answered, and where the instrument may not be taken privately any more.
    """
    mine = acting(me)
    instrument = instruments.load_usable(tx, instrument_id, Mode.PRIVATE, mine.clock.today())
    measure = measure_of(instrument, answers.values, instruments.required_line(tx, instrument_id))
    if not measure.values:
        raise NotNow(_("There’s no answer yet."), _("Answer at least one question, or go back."))
    begun = reflections.start(tx, me, EntryKind.MEASURE)
    note = answers.note.strip()[:MOST_NOTE]
    entry = replace(begun.entry, measure=measure, steps=(Step("", "", note),) if note else ())
    kept = reflections.save(tx, me, entry, begun)
    drafts.drop(tx, me, _draft_key(instrument_id))
    back = partial(_back_to_answers, kept.entry.entry_id, instrument_id, answers)
    return Undoable(kept.entry.entry_id, _("Kept on your own page"), back)


def delete_measure(tx: Transaction, me: Me, entry_id: str) -> Undoable:
    """Erase one sitting. It can come back for as long as the undo bar stands there."""
    return reflections.delete(tx, me, entry_id)


def show_bands(tx: Transaction, me: Me, instrument_id: str, on: bool) -> None:
    """Turn published ranges on or off for oneself; nobody else's page changes."""
    ways = dict(self_record.load(tx, me).ways)
    ways.pop(_bands_key(instrument_id), None)
    if on:
        ways[_bands_key(instrument_id)] = _ON
    self_record.change(tx, me, ways=ways)


def bring_note(tx: Transaction, me: Me, session_id: str, words: str) -> Undoable:
    """Put a note on the list of one's next supervision, in the words its writer chose. Nothing else goes along."""
    return supervision_agenda.bring(tx, me, session_id, words)


def measure_of(instrument: Instrument, values: Mapping[int, int], line: str = "") -> Measure:
    """The answers with the scores they come to now. Raises CannotRead for a value that isn't an answer of its item."""
    asked = {item.no for item in instrument.items_for(Mode.PRIVATE)}
    given = {no: value for no, value in values.items() if no in asked}
    found = scoring.score_one(instrument, given)
    return Measure(
        instrument.id,
        instrument.version,
        instrument.title,
        tuple(sorted(given.items())),
        tuple(
            _kept(instrument, scale, found[scale.id].score) for scale in instrument.scales_for(Mode.PRIVATE)
        ),
        instrument.status,
        line,
    )


def _kept(instrument: Instrument, scale: Scale, score: float | None) -> KeptScore:
    low, high = possible_range(instrument, scale)
    noise, source = _noise(instrument, scale)
    band = None if score is None else _band(instrument, scale, score)
    shown = band is not None and not instrument.bands_only_signpost
    return KeptScore(
        scale.id,
        scale.title or scale.id.replace("-", " ").capitalize(),
        score,
        low,
        high,
        scale.direction,
        noise,
        source,
        band.label if band and shown else "",
        band.source if band and shown else "",
        _signpost(instrument, band),
        score / (scale.times * len(scale.items)) if score is not None and scale.mean_beside else None,
    )


def _band(instrument: Instrument, scale: Scale, score: float) -> Band | None:
    """The band of a score as if all were on: whether it is shown is for its owner to say, later as well."""
    on = replace(instrument, bands=tuple(replace(band, enabled=True) for band in instrument.bands))
    return band_of(on, scale.id, score)


def _signpost(instrument: Instrument, band: Band | None) -> Signpost:
    if band is None or not band.signpost:
        return Signpost.NEVER
    return Signpost.ALWAYS if instrument.bands_only_signpost else Signpost.WITH_BANDS


def _noise(instrument: Instrument, scale: Scale) -> tuple[float | None, str]:
    """The least change that is more than noise: of the instrument's file, or our rule of thumb for what is ours."""
    told = next((change for change in instrument.changes if change.scale == scale.id), None)
    if told is not None:
        return scoring.noticeable_change(instrument, scale.id), told.source
    shipped = instruments.shipped_instruments().get(instrument.id)
    if shipped is None or not shipped.has_words:
        return None, ""
    low, high = possible_range(instrument, scale)
    points = SCALE_POINTS if len(scale.items) > 1 else ITEM_POINTS
    return points * (high - low) / 100, _(
        "our own rule of thumb, made for teams and not tested on one person"
    )


def _told(tx: Transaction, me: Me, shelf: Shelf) -> OwnLine:
    today = acting(me).clock.today()
    shelf.fill_now(tx, me)
    ways = self_record.load(tx, me).ways
    lines = lines_of(_sittings(shelf))
    return OwnLine(
        tuple(_choice(tx, me, one) for one in instruments.usable(tx, Mode.PRIVATE, today)),
        lines,
        frozenset(
            each.latest.instrument_id for each in lines if _bands_key(each.latest.instrument_id) in ways
        ),
        support.signposting(tx),
        support.signposting_of_answers(tx),
        _next_session(tx, me),
        today,
    )


def _sittings(shelf: Shelf) -> list[Sitting]:
    """All sittings on the shelf, oldest first."""
    found = [(page.entry, page.entry.measure) for page in reversed(shelf.pages())]
    return [
        Sitting(entry.entry_id, entry.day, measure, _note(entry))
        for entry, measure in found
        if measure is not None
    ]


def _note(entry: Entry) -> str:
    return entry.text.strip()


def _choice(tx: Transaction, me: Me, instrument: Instrument) -> Choice:
    return Choice(instrument, instruments.required_line(tx, instrument.id), _begun(tx, me, instrument))


def _begun(tx: Transaction, me: Me, instrument: Instrument) -> Begun | None:
    """What was begun, as far as it still answers this instrument."""
    words = drafts.words(tx, me, _draft_key(instrument.id))
    if words is None:
        return None
    said = {int(no): int(value) for no, value in words.items() if no.isdecimal()}
    fits = {
        item.no: said[item.no]
        for item in instrument.items_for(Mode.PRIVATE)
        if said.get(item.no) in instrument.answers_to(item.no).values
    }
    return Begun(OwnAnswers(fits, words["note"]), date.fromisoformat(words["on"]))


def _next_session(tx: Transaction, me: Me) -> SessionLine | None:
    """The next session in which one is supervised; None also for somebody who has none any more because they left."""
    try:
        coming = supervision.my_supervision(tx, me).coming
    except KnownError:
        return None
    return next((line for line in coming if not line.i_supervise), None)


def _back_to_answers(entry_id: str, instrument_id: str, answers: OwnAnswers, tx: Transaction, me: Me) -> None:
    """Off the page again, and back to answers that were begun, unless others were begun meanwhile."""
    reflections.delete(tx, me, entry_id)
    if drafts.words(tx, me, _draft_key(instrument_id)) is None:
        keep_begun(tx, me, instrument_id, answers)


def _begun_back(instrument_id: str, words: Mapping[str, str], tx: Transaction, me: Me) -> None:
    if words:
        drafts.save_words(tx, me, _draft_key(instrument_id), words)


def _draft_key(instrument_id: str) -> str:
    return f"own-line/{instrument_id}"


def _bands_key(instrument_id: str) -> str:
    return f"own-line/bands/{instrument_id}"
