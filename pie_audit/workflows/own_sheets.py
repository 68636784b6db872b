"""My own sheet after the opening: nobody else's copy exists any more, and this one only I can open."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pie_audit.domain.audit import AuditRound, RatingSheet, sheet_from_data
from pie_audit.domain.errors import NotNow
from pie_audit.domain.questionnaire import Questionnaire, Topic
from pie_audit.domain.sealed import Seat
from pie_audit.domain.team import Perspective
from pie_audit.storage import audits as rounds
from pie_audit.storage import sheets as sealed_sheets
from pie_audit.storage import teams
from pie_audit.vault import sheets as envelopes
from pie_audit.vault.refusals import Damaged
from pie_audit.words import _
from pie_audit.workflows import questions
from pie_audit.workflows.in_sight import require_in_sight
from pie_audit.workflows.unlock import Me, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """What I gave in a round that was opened, with my notes; mine alone."""

    round: AuditRound
    team_name: str
    questionnaire: Questionnaire
    topics: tuple[Topic, ...]
    sheet: RatingSheet


def holds_own_sheet(tx: Transaction, me: Me, round_id: str) -> bool:
    """Whether a copy of my own sheet outlived the opening of this round."""
    return round_id in sealed_sheets.rounds_with_own_sheet(tx, acting(me).member.person_id)


def own_sheet(tx: Transaction, me: Me, round_id: str) -> OwnSheet:
    """My own sheet of a round that was opened.

    Raises NotNow where I hold none, new keys can't open it, or the team rates in private again.
    """
    mine = acting(me)
    audit_round = rounds.load_round(tx, round_id)
    kept = sealed_sheets.load_own_sheet(tx, round_id, mine.member.person_id)
    if kept is None:
        raise NotNow(
            _("There is no sheet of yours in this review."), _("Slips leave none behind; that is on purpose.")
        )
    require_in_sight(tx, audit_round)
    # Which perspective it was stands inside; the seat itself went at the opening.
    seat = Seat(round_id, kept.seat_id, mine.member.person_id, None, "", b"")
    try:
        data = json.loads(envelopes.open_for_rater(kept, seat, mine.vault))
    except Damaged as damaged:
        raise NotNow(
            _("Your sheet in this review was sealed before you got new keys, so it doesn’t open any more."),
            _("What you gave then still counts. Nobody else can open it either."),
        ) from damaged
    review = questions.of_round(tx, audit_round)
    topics = questions.asked(review, audit_round, Perspective(data["perspective"]))
    sheet = sheet_from_data(data, round_id=round_id, topics=tuple(t.id for t in topics))
    return OwnSheet(audit_round, teams.load_team(tx, audit_round.team_id).name, review, topics, sheet)
