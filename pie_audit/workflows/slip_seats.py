"""Which seat of a review, or place in a survey, a slip is good for, before anybody is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pie_audit.domain.sealed import Seat
    from pie_audit.storage.transaction import Transaction


def rounds_with_slips(tx: Transaction) -> tuple[tuple[str, bytes], ...]:
    """The rounds that a slip may be good for just now, each with the salt of its slips."""
    from pie_audit.domain.audit import RoundState
    from pie_audit.storage import audits, teams

    found = (r for team in teams.list_teams(tx) for r in audits.rounds_of_team(tx, team.team_id))
    return tuple((r.round_id, r.slip_salt) for r in found if r.state is RoundState.OPEN)


def seat_of_slip(tx: Transaction, round_id: str, find: bytes) -> Seat | None:
    """The seat that these words find in a round, or None."""
    from pie_audit.storage import sheets

    return sheets.find_seat_by_slip(tx, round_id, find)


def surveys_with_slips(tx: Transaction) -> tuple[tuple[str, bytes], ...]:
    """The surveys that a slip may be good for just now, each with the salt of its slips."""
    from pie_audit.domain.survey import SurveyState
    from pie_audit.storage import surveys

    rows = surveys.all_surveys(tx)
    return tuple((r.survey_id, r.slip_salt) for r in rows if r.state is SurveyState.OPEN)


def block_of_slip(tx: Transaction, survey_id: str, find: bytes) -> str | None:
    """The block of the place that these words find in a survey, or None."""
    from pie_audit.storage import surveys

    return surveys.block_of_place(tx, survey_id, find.hex())
