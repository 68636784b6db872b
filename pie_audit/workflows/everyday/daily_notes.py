"""Refusals, bent rules, prompts and door cards of a team: written in seconds by anybody in it, signed by nobody."""

from __future__ import annotations

import secrets
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from pie_audit.domain.agency import alike, one_each
from pie_audit.domain.bent_rule import BentRule
from pie_audit.domain.door_card import DoorCard
from pie_audit.domain.errors import NotNow
from pie_audit.domain.prompts_done import PromptsDone
from pie_audit.domain.refusal import Direction, Next, Reason, Refusal, usual_level
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import daily_notes as stored
from pie_audit.storage import note_sums
from pie_audit.words import _
from pie_audit.workflows.everyday.entry_books import Book, keep, one_line, take_out
from pie_audit.workflows.presence import Me, SignedIn, acting
from pie_audit.workflows.team_parts import enter, parts
from pie_audit.workflows.undo import Undoable

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


Noted = Refusal | BentRule | DoorCard


def new_refusal(me: Me, team_id: str) -> Refusal:
    """A blank refusal of this month: others turned somebody away, and whose that is to solve is guessed from it."""
    month, direction = _month(acting(me)), Direction.BY_OTHERS
    level = usual_level(direction)
    return Refusal(_new_id(), team_id, month, direction, "", Reason.OTHER, Next.NOT_SAID, level)


def save_refusal(tx: Transaction, me: Me, refusal: Refusal, known: Refusal | None = None) -> Undoable:
    """Note that somebody was turned away, or change the note `known`.

    Raises NotNow where the agency is missing, EntryChanged where somebody was faster.
    """
    return keep(tx, me, refusal, known, _REFUSALS, _("Noted a refusal"))


def take_refusal_out(tx: Transaction, me: Me, refusal: Refusal) -> Undoable:
    """Take a refusal out of the count, as it was read."""
    return take_out(tx, me, refusal, _REFUSALS, _("Took a refusal out"))


def checked_refusal(refusal: Refusal) -> Refusal:
    """The refusal as it is kept; ours names no agency. Raises NotNow where somebody else’s doesn’t."""
    if refusal.direction is Direction.BY_US:
        return replace(refusal, agency="", agency_kind=None)
    kept = replace(refusal, agency=one_line(refusal.agency))
    if not _is_name(kept.agency):
        raise NotNow(
            _("Who turned them away isn’t there yet."), _("Write the agency, never a person’s name.")
        )
    return kept


def new_bent_rule(me: Me, team_id: str) -> BentRule:
    """A blank note of this week."""
    return BentRule(_new_id(), team_id, acting(me).week, "", "", "")


def save_bent_rule(tx: Transaction, me: Me, bent: BentRule, known: BentRule | None = None) -> Undoable:
    """Note a rule that was bent, or what came of the one `known`.

    Raises NotNow where the rule or the reason is missing, EntryChanged where somebody was faster.
    """
    return keep(tx, me, bent, known, _BENT_RULES, _("Noted a bent rule"))


def take_bent_rule_out(tx: Transaction, me: Me, bent: BentRule) -> Undoable:
    """Take a bent rule out of the log, as it was read."""
    return take_out(tx, me, bent, _BENT_RULES, _("Took a bent rule out"))


def checked_bent_rule(bent: BentRule) -> BentRule:
    """The note as it is kept, one line each. Raises NotNow where the rule or the reason is missing."""
    kept = replace(
        bent,
        rule=one_line(bent.rule),
        instead=one_line(bent.instead),
        why=one_line(bent.why),
        agreed_by=one_line(bent.agreed_by),
        happened=one_line(bent.happened),
        safety=one_line(bent.safety),
    )
    if not (kept.rule and kept.why):
        raise NotNow(_("The rule or the reason isn’t there yet."), _("Write which rule it was, and why."))
    return kept


def note_prompt(tx: Transaction, me: Me, team_id: str, done: bool) -> Undoable:
    """Count one more person who was offered the two questions, and whether they were done together: yes or no."""
    mine = enter(tx, me, team_id, TeamPart.PROMPTS)
    month = _month(mine)
    _count_prompt(tx, team_id, month, 1, int(done))
    name = _("Counted “Done together”") if done else _("Counted “Offered”")
    return Undoable(done, name, partial(_uncount_prompt, team_id=team_id, month=month, done=done))


def _uncount_prompt(tx: Transaction, me: Me, *, team_id: str, month: str, done: bool) -> None:
    """One less: what others counted since stays."""
    enter(tx, me, team_id, TeamPart.PROMPTS)
    _count_prompt(tx, team_id, month, -1, -int(done))


def _count_prompt(tx: Transaction, team_id: str, month: str, offered: int, done: int) -> None:
    was = stored.load_prompts_done(tx, team_id, month) or PromptsDone(team_id, month, 0, 0)
    now = replace(was, offered=max(0, was.offered + offered), done=max(0, was.done + done))
    stored.save_prompts_done(tx, now)


def new_door(team_id: str, agency: str = "") -> DoorCard:
    """A blank card."""
    return DoorCard(_new_id(), team_id, agency)


def save_door(tx: Transaction, me: Me, card: DoorCard, known: DoorCard | None = None) -> Undoable:
    """Write a door card, or change the one `known`.

    Raises NotNow for a second card of one agency, EntryChanged where somebody was faster.
    """
    checked_door(card)
    enter(tx, me, card.team_id, TeamPart.DOORS)
    other = _door_called(tx, card.team_id, card.agency)
    if other is not None and other.door_id != card.door_id:
        raise NotNow(
            _("There’s a card for {agency} already.").format(agency=other.agency),
            _("Change that card: one is enough for one agency."),
        )
    return keep(tx, me, card, known, _DOORS, _("Wrote a door card"))


def take_door_away(tx: Transaction, me: Me, card: DoorCard) -> Undoable:
    """Take a door card away, as it was read."""
    return take_out(tx, me, card, _DOORS, _("Took a door card away"))


def checked_door(card: DoorCard) -> DoorCard:
    """The card as it is kept. Raises NotNow without an agency, or with nothing about it."""
    kept = replace(
        card,
        agency=one_line(card.agency),
        refused=one_line(card.refused),
        got_us_in=one_line(card.got_us_in),
        ask_for=one_line(card.ask_for),
    )
    if not _is_name(kept.agency):
        raise NotNow(_("Which agency it is about isn’t there yet."), _("Write its name."))
    if not (kept.refused or kept.got_us_in or kept.ask_for):
        raise NotNow(
            _("The card is empty."), _("One line is plenty: what got you in, or which role to ask for.")
        )
    return kept


def door_for(tx: Transaction, me: Me, team_id: str, agency: str) -> DoorCard | None:
    """The card of an agency, however it is spelled; None without one, and while the team has no door cards."""
    if TeamPart.DOORS not in parts(tx, me, team_id):
        return None
    return _door_called(tx, team_id, agency)


def agencies_of(tx: Transaction, team_id: str) -> tuple[str, ...]:
    """Every agency and process that a team has named, in the spelling used most, one each."""
    return one_each(note_sums.agency_counts(tx, team_id))


def _door_called(tx: Transaction, team_id: str, agency: str) -> DoorCard | None:
    cards = stored.door_cards_of(tx, team_id)
    found = alike(agency, (card.agency for card in cards))
    return next((card for card in cards if card.agency == found), None)


def note_id(note: Noted) -> str:
    """By which a note is known."""
    match note:
        case Refusal():
            return note.refusal_id
        case BentRule():
            return note.bent_id
        case _:
            return note.door_id


_REFUSALS = Book(
    TeamPart.REFUSALS,
    note_id,
    stored.load_refusal,
    stored.save_refusal,
    stored.delete_refusal,
    checked_refusal,
)
_BENT_RULES = Book(
    TeamPart.BENT_RULES,
    note_id,
    stored.load_bent_rule,
    stored.save_bent_rule,
    stored.delete_bent_rule,
    checked_bent_rule,
)
_DOORS = Book(
    TeamPart.DOORS,
    note_id,
    stored.load_door_card,
    stored.save_door_card,
    stored.delete_door_card,
    checked_door,
)


def _is_name(words: str) -> bool:
    """Whether there is anything to say aloud in it."""
    return any(char.isalnum() for char in words)


def _month(mine: SignedIn) -> str:
    return mine.clock.today().isoformat()[:7]


def _new_id() -> str:
    return secrets.token_hex(16)
