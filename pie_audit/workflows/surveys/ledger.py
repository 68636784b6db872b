"""The ledger of everything that surveys released: written once, vouched for by the security record, and read whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pie_audit.analysis.survey_figures import Earlier
from pie_audit.domain.errors import NotNow
from pie_audit.domain.plain_data import to_plain
from pie_audit.domain.survey import Released, SurveyPlan
from pie_audit.storage import releases, surveys, trail
from pie_audit.storage.surveys import SurveyRow
from pie_audit.words import _
from pie_audit.workflows.notes import note
from pie_audit.workflows.presence import SignedIn
from pie_audit.workflows.surveys import plan_text

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

RELEASED = "survey released"
"""The line of the security record; behind it stands the digest of plan and figures."""


def write_releases(tx: Transaction, me: SignedIn, row: SurveyRow, figures: Sequence[Released]) -> None:
    """Write what a survey lets out, and say in the security record what that was, so that nobody can alter it later.

    What may be shown of the next survey depends on what was shown before: with a line of this ledger gone, two
    surveys side by side could tell of a few people.
    """
    releases.save_releases(tx, figures)
    note(tx, me, f"{RELEASED} {_digest(row, figures)}", row.survey_id, "survey")


def earlier_surveys(tx: Transaction, plan: SurveyPlan) -> tuple[Earlier, ...]:
    """The surveys that asked any of the same teams or people and released something, the earliest first.

    Raises NotNow where a plan or figure isn't the one that the security record tells of.
    """
    teams, people = set(plan.team_ids), _accounts(plan)
    found, vouched = [], _vouched(tx)
    for row in surveys.all_surveys(tx):
        released = releases.releases_of(tx, row.survey_id)
        digest = vouched.pop(row.survey_id, None)
        if (digest is None) != (not released) or (released and digest != _digest(row, released)):
            raise _altered()
        earlier = plan_text.from_text(row.plan)
        is_about_them = teams & set(earlier.team_ids) or people & _accounts(earlier)
        if released and is_about_them and row.survey_id != plan.survey_id:
            found.append(Earlier(earlier, released))
    if vouched:
        raise _altered()
    return tuple(sorted(found, key=lambda one: (one.plan.closes_on, one.plan.survey_id)))


def _accounts(plan: SurveyPlan) -> set[str]:
    """Somebody may be in two teams, or asked as part of another one than last time."""
    return {person for block in plan.blocks for person in block.people}


def _vouched(tx: Transaction) -> dict[str, str]:
    """The digest of what each survey released, by its id, as the security record tells it."""
    lines = trail.lines_that_begin(tx, RELEASED)
    return {line.object_id: line.action.removeprefix(RELEASED).strip() for line in lines}


def _digest(row: SurveyRow, figures: Sequence[Released]) -> str:
    """64 hex digits over the plan and the figures, in whatever order these come."""
    rows = sorted(json.dumps(to_plain(one), ensure_ascii=False, sort_keys=True) for one in figures)
    return hashlib.blake2b("\n".join([row.plan, *rows]).encode(), digest_size=32).hexdigest()


def _altered() -> NotNow:
    return NotNow(
        _("What earlier surveys released isn’t what the security record says."),
        _(
            "Nothing is shown or let out until it is. Open a sealed copy, or tell who looks after the workspace."
        ),
    )
