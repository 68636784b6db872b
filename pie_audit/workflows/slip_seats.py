"""Which seat a slip is good for, before anybody is in."""

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
