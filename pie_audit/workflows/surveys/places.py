"""Which place in a survey a slip is good for, before anybody is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


def surveys_with_slips(tx: Transaction) -> tuple[tuple[str, bytes], ...]:
    """The surveys that a slip may be good for just now, each with the salt of its slips."""
    from pie_audit.domain.survey import SurveyState
    from pie_audit.storage import surveys

    rows = surveys.all_surveys(tx)
    return tuple((r.survey_id, r.slip_salt) for r in rows if r.state is SurveyState.OPEN)


def block_of_slip(tx: Transaction, survey_id: str, find: bytes) -> str | None:
    """The block of the place that these words find in a survey, or None."""
    from pie_audit.storage import ballots

    token = ballots.token_of(tx, survey_id, find.hex())
    return token.block_id if token is not None else None
