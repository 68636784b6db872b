"""Rating in private: seats, slips and the one sealed sheet of each rater."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from pie_audit.domain.audit import (
    AuditRound,
    Invited,
    Rating,
    RatingSheet,
    RoundState,
    sheet_from_data,
    sheet_to_data,
)
from pie_audit.domain.errors import NotNow
from pie_audit.domain.questionnaire import Questionnaire, Topic
from pie_audit.domain.sealed import SealedSheet, Seat
from pie_audit.domain.team import Perspective
from pie_audit.storage import audits as rounds
from pie_audit.storage import people, teams
from pie_audit.storage import sheets as sealed_sheets
from pie_audit.vault import sheets as envelopes
from pie_audit.vault import slips as slip_words
from pie_audit.vault.open_vault import BoxReader
from pie_audit.words import _
from pie_audit.workflows import questions
from pie_audit.workflows.notes import note
from pie_audit.workflows.permissions import Act, Matter, require
from pie_audit.workflows.progress import ThemeProgress, theme_progress
from pie_audit.workflows.unlock import Me, OpenWorkspace, SignedIn, SlipHolder, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

MOST_SLIPS = 60


@dataclass(frozen=True, slots=True)
class SheetView:
    """Everything the rating page shows: my sheet, the questions in my wording, and how far I am."""

    round: AuditRound
    team_name: str
    questionnaire: Questionnaire
    topics: tuple[Topic, ...]
    sheet: RatingSheet
    done: bool
    progress: tuple[ThemeProgress, ...]
    note_to_raters: str


@dataclass(frozen=True, slots=True)
class MySheet:
    """My own sheet, opened, with its seat."""

    seat: Seat
    sheet: RatingSheet
    done: bool


@dataclass(frozen=True, slots=True)
class PreparedSlips:
    """Slips that were shown or printed but don't count yet: their rows are written once they came out right.

    `words` are in random order within a perspective and exist nowhere else; `pdf` is the sheet to print.
    """

    round_id: str
    words: Mapping[Perspective, tuple[str, ...]]
    seats: tuple[Seat, ...]
    pdf: bytes


def seat_accounts(
    tx: Transaction, audit_round: AuditRound, raters: Sequence[tuple[str, Perspective]]
) -> None:
    """Give each account a seat and a blank sealed sheet. Raises NotNow for somebody who hasn't signed in yet."""
    seats = []
    for person_id, perspective in raters:
        user_key = people.load_user_key(tx, person_id)
        if user_key is None:
            raise NotNow(
                _("{name} hasn’t signed in yet, so a sheet can’t be sealed for them.").format(
                    name=people.load_member(tx, person_id).name
                ),
                _("Give them a slip, or wait until they have signed in."),
            )
        seats.append(
            Seat(
                audit_round.round_id,
                secrets.token_bytes(16),
                person_id,
                None,
                perspective.value,
                user_key.xpk,
            )
        )
    _seat(tx, audit_round, seats)


def _seat(tx: Transaction, audit_round: AuditRound, seats: Sequence[Seat]) -> None:
    asked = questions.of_round(tx, audit_round)
    sheets = []
    for seat in seats:
        perspective = Perspective(seat.perspective)
        topics = questions.asked(asked, audit_round, perspective)
        blank = RatingSheet(audit_round.round_id, perspective, tuple(t.id for t in topics))
        sheets.append(_sealed(seat, audit_round, blank))
    sealed_sheets.add_seats(tx, seats, sheets)


def seat_filled(tx: Transaction, audit_round: AuditRound, filled: Sequence[tuple[Seat, RatingSheet]]) -> None:
    """Add seats whose sheets were filled in on paper, sealed like every other sheet."""
    sealed = [_sealed(seat, audit_round, sheet) for seat, sheet in filled]
    sealed_sheets.add_seats(tx, [seat for seat, _sheet in filled], sealed)


def prepare_slips(
    opened: OpenWorkspace, me: Me, round_id: str, wanted: Mapping[Perspective, int]
) -> PreparedSlips:
    """Make slips in memory, for printing. Nothing is stored: `hand_out_slips` does that when they came out right.

    Takes a tenth of a second a slip. Raises NotNow when the round is no longer open or too many are wanted.
    """
    if not 0 < sum(wanted.values()) <= MOST_SLIPS:
        raise NotNow(
            _("Slips are made between 1 and {n} at a time.").format(n=MOST_SLIPS), _("Choose a number.")
        )
    audit_round, team_name = opened.read(lambda tx: _round_to_ask_for(tx, acting(me), round_id))
    made = [
        (perspective, *slip_words.new_slip(audit_round.slip_salt, opened.premises.kdf))
        for perspective, n in wanted.items()
        for _i in range(n)
    ]
    seats = tuple(
        Seat(round_id, secrets.token_bytes(16), None, keys.find, perspective.value, keys.xpk)
        for perspective, _words, keys in made
    )
    words = {p: tuple(w for seen, w, _keys in made if seen is p) for p in wanted if wanted[p]}
    return PreparedSlips(round_id, words, seats, _slips_pdf(audit_round, team_name, words))


def _slips_pdf(
    audit_round: AuditRound, team_name: str, words: Mapping[Perspective, tuple[str, ...]]
) -> bytes:
    from pie_audit.reports import slips_pdf

    return slips_pdf.draw_slips(
        team_name=team_name,
        occasion=audit_round.quarter.name,
        until=audit_round.closes_on,
        words={questions.perspective_name(p): w for p, w in words.items()},
    )


def _round_to_ask_for(tx: Transaction, me: SignedIn, round_id: str) -> tuple[AuditRound, str]:
    audit_round = rounds.load_round(tx, round_id)
    require(me.member, Act.HAND_OUT_SLIPS, Matter.of(audit_round))
    _require_open(audit_round, me.clock.today())
    return audit_round, teams.load_team(tx, audit_round.team_id).name


def hand_out_slips(tx: Transaction, me: Me, prepared: PreparedSlips) -> None:
    """The slips came out right: from now on each opens its blank sheet. Their words exist only on paper.

    Saying so twice counts them once.
    """
    audit_round, _name = _round_to_ask_for(tx, acting(me), prepared.round_id)
    if any(sealed_sheets.load_seat(tx, seat.seat_id) for seat in prepared.seats):
        return
    _seat(tx, audit_round, prepared.seats)
    counted = {i.perspective: i for i in audit_round.invited}
    for perspective, words in prepared.words.items():
        before = counted.get(perspective, Invited(perspective, 0, 0))
        counted[perspective] = replace(before, slips=before.slips + len(words))
    invited = tuple(counted[p] for p in Perspective if p in counted)
    rounds.save_round(tx, replace(audit_round, invited=invited))
    note(tx, acting(me), "slips handed out", prepared.round_id, "round")


def rating_sheet(tx: Transaction, me: Me, round_id: str) -> SheetView:
    """My own sheet with everything the page shows. Raises NotNow when I hold none or rating has ended."""
    audit_round = rounds.load_round(tx, round_id)
    mine = _mine(tx, me, audit_round)
    asked_all = questions.of_round(tx, audit_round)
    topics = questions.asked(asked_all, audit_round, mine.sheet.perspective)
    return SheetView(
        round=audit_round,
        team_name=teams.load_team(tx, audit_round.team_id).name,
        questionnaire=asked_all,
        topics=topics,
        sheet=mine.sheet,
        done=mine.done,
        progress=theme_progress(asked_all, topics, mine.sheet),
        note_to_raters=_note_to_raters(tx, round_id),
    )


def rate_topic(tx: Transaction, me: Me, round_id: str, rating: Rating) -> None:
    """Put one answer on my sheet; the whole sheet is sealed again, and “I'm done” is taken back."""
    audit_round = rounds.load_round(tx, round_id)
    mine = _mine(tx, me, audit_round)
    _keep(tx, audit_round, mine, mine.sheet.with_rating(rating), done=False)


def fill_sheet(tx: Transaction, me: Me, round_id: str, ratings: Sequence[Rating]) -> None:
    """Put many answers on my sheet at once, as from paper."""
    audit_round = rounds.load_round(tx, round_id)
    mine = _mine(tx, me, audit_round)
    sheet = mine.sheet
    for rating in ratings:
        sheet = sheet.with_rating(rating)
    _keep(tx, audit_round, mine, sheet, done=False)


def set_consent(tx: Transaction, me: Me, round_id: str, consent: bool) -> None:
    """Tick or untick “it is fine to show our group although we are few”."""
    audit_round = rounds.load_round(tx, round_id)
    mine = _mine(tx, me, audit_round)
    _keep(tx, audit_round, mine, replace(mine.sheet, consent=consent), done=mine.done)


def set_done(tx: Transaction, me: Me, round_id: str, done: bool) -> None:
    """Say “I'm done”, or take it back: the facilitator sees how many say so, never who."""
    audit_round = rounds.load_round(tx, round_id)
    mine = _mine(tx, me, audit_round)
    _keep(tx, audit_round, mine, mine.sheet, done=done)


def withdraw(tx: Transaction, me: Me, round_id: str) -> None:
    """Take all my answers back: the sheet is blank again. Possible until the opening, by slip until closing."""
    audit_round = rounds.load_round(tx, round_id)
    if isinstance(me, SlipHolder) or audit_round.state is not RoundState.CLOSED:
        _require_open(audit_round, me.clock.today())
    mine = _held(tx, me, audit_round)
    _keep(tx, audit_round, mine, replace(mine.sheet, ratings={}, consent=False), done=False)


def my_sheet(tx: Transaction, me: Me, audit_round: AuditRound) -> MySheet | None:
    """My sheet if I hold a seat at this round, and the key that it was sealed to."""
    seat = _my_seat(tx, me, audit_round.round_id)
    return _opened(tx, me, audit_round, seat) if seat and _reader(me).holds(seat.xpk) else None


def _note_to_raters(tx: Transaction, round_id: str) -> str:
    """Why rating was opened again, if it was."""
    again = [s.why for s in rounds.steps_of_round(tx, round_id) if s.from_state is RoundState.CLOSED]
    return again[-1] if again else ""


def _mine(tx: Transaction, me: Me, audit_round: AuditRound) -> MySheet:
    _require_open(audit_round, me.clock.today())
    return _held(tx, me, audit_round)


def _held(tx: Transaction, me: Me, audit_round: AuditRound) -> MySheet:
    found = my_sheet(tx, me, audit_round)
    if found is not None:
        return found
    if _my_seat(tx, me, audit_round.round_id) is not None:
        raise NotNow(
            _("Your sheet in this review was sealed before you got new keys, so it doesn’t open any more."),
            _("What you gave before still counts. Bring new words to the meeting."),
        )
    raise NotNow(_("There is no sheet for you in this review."), _("Ask whoever runs it for a slip."))


def _require_open(audit_round: AuditRound, today: date) -> None:
    if not audit_round.is_rated_on(today):
        raise NotNow(
            _("Rating has closed, so sheets are fixed now."),
            _("Bring your words to the meeting; they are welcome there."),
        )


def _my_seat(tx: Transaction, me: Me, round_id: str) -> Seat | None:
    if isinstance(me, SlipHolder):
        return sealed_sheets.load_seat(tx, me.seat_id) if me.round_id == round_id else None
    return sealed_sheets.seat_of_owner(tx, round_id, acting(me).member.person_id)


def _reader(me: Me) -> BoxReader:
    return me.keys if isinstance(me, SlipHolder) else acting(me).vault


def _opened(tx: Transaction, me: Me, audit_round: AuditRound, seat: Seat) -> MySheet:
    sealed = sealed_sheets.load_sheet(tx, seat.seat_id)
    if sealed is None:
        raise KeyError("a seat without its sheet")
    body = envelopes.open_for_rater(sealed, seat, _reader(me))
    topics = questions.asked(questions.of_round(tx, audit_round), audit_round, Perspective(seat.perspective))
    sheet = sheet_from_data(
        json.loads(body), round_id=audit_round.round_id, topics=tuple(t.id for t in topics)
    )
    return MySheet(seat, sheet, seat.done)


def _keep(tx: Transaction, audit_round: AuditRound, mine: MySheet, sheet: RatingSheet, *, done: bool) -> None:
    sealed_sheets.save_sheet(tx, _sealed(mine.seat, audit_round, sheet), done=done)


def _sealed(seat: Seat, audit_round: AuditRound, sheet: RatingSheet) -> SealedSheet:
    return envelopes.seal_sheet(
        seat,
        round_xpk=audit_round.public_key,
        for_round=_body(sheet, with_notes=False),
        for_rater=_body(sheet, with_notes=True),
    )


def _body(sheet: RatingSheet, *, with_notes: bool) -> bytes:
    data = sheet_to_data(sheet, with_notes=with_notes)
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
